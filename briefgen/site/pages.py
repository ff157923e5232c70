"""The values that pages are made of: a page holds, by value, exactly what it shows.

These classes are the contract with themes: a template receives one of them as `page`. Every `url` and `path` is relative to the
site's root (`events/slug.html`); templates turn it into a link with `href(url)`. Dates are ISO 8601, as precise as is known.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from msgspec import Struct

from briefgen.model import Plain


class Link(Struct, frozen=True, gc=False):
    """A title that leads somewhere."""

    title: str
    url: str


class Cite(Struct, frozen=True, gc=False):
    """An article as the source of something that is quoted from it."""

    title: str
    url: str
    outlet: str
    date: str


class Version(Struct, frozen=True, gc=False):
    """Another text of the same article."""

    url: str
    date: str
    changes: str
    """Address of the page that shows what changed; '' where the texts may not be shown."""


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


class Day(Struct, frozen=True, gc=False):
    """The articles of one day, in order; `date` is '' for those without a date."""

    date: str
    cards: tuple[Card, ...]
    more: tuple[Card, ...] = ()
    """Those that are named only, on a day with very many."""


class OutletShare(Struct, frozen=True, gc=False):
    """What one outlet reported of an event; without an outlet those of which it is unknown, or all the others together."""

    outlet: Link | None
    others: int
    """How many outlets this line is of, when they are too many for one each; 0 otherwise."""
    articles: int
    copies: int
    first: str
    last: str
    chart: str
    """An SVG of its articles over time, on the same scale for all outlets; '' when all are of one day."""


class Quoted(Struct, frozen=True, gc=False):
    """Words of an article."""

    text: str
    """A line for each paragraph."""
    cite: Cite


class Mentioned(Struct, frozen=True, gc=False):
    """Somebody or something that an event's articles mention."""

    name: str
    kind: str
    """'person', 'place', 'organization' or '' when that is not known."""
    articles: int
    """How many articles of the event do."""
    url: str
    """A search for it."""


class Happened(Struct, frozen=True, gc=False):
    """Something that happened on a day, as an article says it."""

    sentence: str
    cite: Cite
    also: tuple[Cite, ...]
    """Others that say it too."""


class HappenedDay(Struct, frozen=True, gc=False):
    """What happened on a day."""

    date: str
    entries: tuple[Happened, ...]


class Collected(Struct, frozen=True, gc=False):
    """What articles have under the same head: 'Why it matters'."""

    kind: str
    passages: tuple[Quoted, ...]


class Saying(Struct, frozen=True, gc=False):
    """How one article puts what others put otherwise."""

    shown: str
    sentence: str
    cite: Cite


class Difference(Struct, frozen=True, gc=False):
    """A figure or a quotation that articles give differently."""

    subject: str
    kind: str
    """'figure' or 'quote'."""
    sayings: tuple[Saying, ...]


class Neighbour(Struct, frozen=True, gc=False):
    """An event before or after another one."""

    title: str
    url: str
    first: str
    last: str


class Missing(Struct, frozen=True, gc=False):
    """An article that others name and the archive has not."""

    title: str
    author: str
    outlet: str
    date: str
    named_by: Link


class Entry(Struct, frozen=True, gc=False):
    """A line of a directory: an outlet, an author, a month."""

    title: str
    url: str
    articles: int
    first: str
    last: str


class Pager(Struct, frozen=True, gc=False):
    """Where a page stands in a paginated list. Numbers count from the oldest page, so that they never shift."""

    number: int
    total: int
    """How many pages there are; 0 on all but the newest page, since an older one must not change when pages are added."""
    newer: str
    """Address of the next newer page; '' on the newest."""
    older: str


class Home(Struct, frozen=True, gc=False):
    """index.html: template `home.html`."""

    path: str
    title: str
    description: str
    events: tuple[EventCard, ...]
    """Latest first."""
    articles: tuple[Card, ...]
    """Latest first."""


class ArticlePage(Struct, frozen=True, gc=False):
    """articles/YYYY/slug.html: template `article.html`; `body` is the article's rendered text."""

    path: str
    title: str
    description: str
    date: str
    authors: tuple[Link, ...]
    outlet: Link | None
    via: str
    source: str
    """An http(s) address, or ''."""
    credit: str
    correction: str
    """The outlet's own note on what it corrected, or ''."""
    summary: str
    """The line under the headline, or what a person wrote; '' often."""
    lang: str
    tags: tuple[str, ...]
    rights: str
    review: tuple[str, ...]
    lineage: tuple[Cite, ...]
    """From the original by way of whom it came to this one, which is the last; empty when it copies none."""
    copies: tuple[Cite, ...]
    version_of: Version | None
    """The earlier text of this article."""
    versions: tuple[Version, ...]
    """Its later texts."""
    events: tuple[EventCard, ...]
    older: Link | None
    """The article before it in its (first) event."""
    newer: Link | None
    words: int
    extra: dict[str, Plain]


class EventPage(Struct, frozen=True, gc=False):
    """events/slug.html: template `event.html`; `body` is what a person wrote about it, rendered; often empty."""

    path: str
    title: str
    description: str
    summary: str
    """What a person wrote; '' often."""
    sentences: tuple[Quoted, ...]
    """Where nobody wrote a summary, two or three sentences of its articles."""
    first: str
    last: str
    articles: int
    """Copies and later versions not counted."""
    copies: int
    versions: int
    """Later texts of articles that are here too."""
    reported: int
    """How many outlets reported it on their own,"""
    carried: int
    """and how many carried it."""
    days: tuple[Day, ...]
    """Oldest first; copies and versions are folded into their originals."""
    outlets: tuple[OutletShare, ...]
    """Most articles first."""
    chart: str
    """An SVG of articles per day, safe to show as it stands; '' when all are of one day."""
    chart_ends: tuple[str, ...]
    """The first and the last day of all charts; empty when there are none."""
    happened: tuple[HappenedDay, ...]
    """Oldest first."""
    sections: tuple[Collected, ...]
    differences: tuple[Difference, ...]
    mentioned: tuple[Mentioned, ...]
    """Most mentioned first."""
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]
    wanted: tuple[Missing, ...]
    extra: dict[str, Plain]


class Part(Struct, frozen=True, gc=False):
    """Words that stayed, went or came."""

    kind: str
    """'same', 'gone' or 'new'."""
    text: str


class ChangesPage(Struct, frozen=True, gc=False):
    """articles/YYYY/slug.changes.html: what a later version of an article changed; template `changes.html`."""

    path: str
    title: str
    description: str
    earlier: Cite
    later: Cite
    titles: tuple[Part, ...]
    paragraphs: tuple[tuple[Part, ...], ...]
    """Those with a change, and one on either side."""
    passed_over: tuple[int, ...]
    """Before each of these, and after the last, how many paragraphs are the same in both and not shown."""


class ListPage(Struct, frozen=True, gc=False):
    """One page of the articles of an outlet, an author or a month: template `list.html`."""

    path: str
    title: str
    description: str
    kind: str
    """'outlet', 'author' or 'month'."""
    name: str
    articles: int
    """In the whole list, not only on this page. On full (older) pages of a list 0, since the total changes with every article."""
    days: tuple[Day, ...]
    """Latest first."""
    pager: Pager


class EventsPage(Struct, frozen=True, gc=False):
    """One page of the list of all events: template `events.html`."""

    path: str
    title: str
    description: str
    events: tuple[EventCard, ...]
    """Latest first."""
    pager: Pager


class DirectoryPage(Struct, frozen=True, gc=False):
    """The list of all outlets, authors or months, or its part under one letter: template `directory.html`."""

    path: str
    title: str
    description: str
    kind: str
    """'outlets', 'authors' or 'months'."""
    entries: tuple[Entry, ...]
    letter: str
    """The letter whose part this is; '' when the list is on one page, and on the page that only leads to the letters."""
    letters: tuple[Link, ...]
    """The parts of a long list; empty when it is on one page."""


class Example(NamedTuple):
    """A query that the archive can answer."""

    query: str
    meaning: str
    """What it asks for."""


class SearchPage(Struct, frozen=True, gc=False):
    """search.html: template `search.html`."""

    path: str
    title: str
    description: str
    examples: tuple[Example, ...] = ()


class NotFoundPage(Struct, frozen=True, gc=False):
    """404.html: template `404.html`. A host shows it at any depth, so it carries its own style."""

    path: str
    title: str
    description: str


class RedirectPage(Struct, frozen=True, gc=False):
    """What stands at an alias: template `redirect.html`."""

    path: str
    title: str
    description: str
    target: str


Page: TypeAlias = Home | ArticlePage | ChangesPage | EventPage | ListPage | EventsPage | DirectoryPage | SearchPage | NotFoundPage | RedirectPage


class SiteInfo(Struct, frozen=True, gc=False):
    """What every page knows of the site: `site` in templates. Small, since a change of it changes every page."""

    title: str
    description: str
    lang: str
    base_url: str
    """'https://host/path/' or ''."""
    extra: dict[str, Plain]
    """The `[theme_options]` of briefgen.toml."""
    search: bool = True
    """Whether the site can be searched."""
