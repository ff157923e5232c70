"""What leads somewhere: to a page, to a source, to a place on this page."""

from __future__ import annotations

from msgspec import Struct


class Link(Struct, frozen=True, gc=False):
    """A title that leads somewhere."""

    title: str
    url: str
    lang: str = ""
    """The language of an article's title; '' where it does not say so, and of all other links."""


class Cite(Struct, frozen=True, gc=False):
    """An article as the source of something that is quoted from it."""

    title: str
    url: str
    outlet: str
    date: str
    lang: str = ""
    """That it is written in; '' where it does not say so."""


class Version(Struct, frozen=True, gc=False):
    """Another text of the same article."""

    url: str
    date: str
    changes: str
    """Address of the page that shows what changed; '' where the texts may not be shown."""


class Tally(Struct, frozen=True, gc=False):
    """Somebody or something of which there are so many."""

    title: str
    url: str
    number: int


class Heading(Struct, frozen=True, gc=False):
    """A heading of an article's text."""

    title: str
    id: str
    """Its place on the page: `#id` leads there."""
    level: int
    """2 to 6."""


class Pager(Struct, frozen=True, gc=False):
    """Where a page stands in a paginated list. Numbers count from the oldest page, so that they never shift."""

    number: int
    total: int
    """How many pages there are; 0 on all but the newest page, since an older one must not change when pages are added."""
    newer: str
    """Address of the next newer page; '' on the newest."""
    older: str
