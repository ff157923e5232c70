"""Articles and events as lists show them."""

from __future__ import annotations

from msgspec import Struct

from briefgen.pages.links import Link, Version


class Card(Struct, frozen=True, gc=False):
    """An article as lists show it."""

    title: str
    url: str
    date: str = ""
    outlet: Link | None = None
    authors: tuple[Link, ...] = ()
    summary: str = ""
    """Plain text: what the front matter says, or else the body's beginning."""
    event: Link | None = None
    copy: bool = False
    """Whether this is a copy of another article (wire copy, reprint, paraphrase)."""
    news: str = ""
    """On an event's page the sentence that says what is new in it; '' elsewhere, and where nothing is."""
    also: tuple[Link, ...] = ()
    """Its copies, when they are folded into it: each by the name of its outlet, or of whom it came through."""
    versions: tuple[Version, ...] = ()
    """Its later versions, when they are folded into it."""
    first: bool = False
    """Whether this is the first report of the event whose page it is on."""
    lang: str = ""
    """That it is written in; '' where it does not say so."""


class EventCard(Struct, frozen=True, gc=False):
    """An event as lists show it."""

    title: str
    url: str
    summary: str
    first: str
    """Date of its first article; '' when no article has a date."""
    last: str
    articles: int
    """Copies and later versions not counted."""
    outlets: int
    """That reported it on their own."""
    carried: int
    """That reported it or carried a copy."""
    chart: str = ""
    """A small SVG of its articles over time, safe to show as it stands; '' when all are of one day."""
    lang: str = ""
    """Of its summary, where that is words of its articles and all of these are in one language; '' otherwise."""


class Day(Struct, frozen=True, gc=False):
    """The articles of one day, in order; `date` is '' for those without a date."""

    date: str
    cards: tuple[Card, ...]
    more: tuple[Card, ...] = ()
    """Those that are named only, on a day with very many."""


class Missing(Struct, frozen=True, gc=False):
    """An article that others name and the archive has not."""

    title: str
    author: str
    outlet: str
    date: str
    named_by: Link
    """On `desk/wanted.html` without an address where that article is not there any more."""
