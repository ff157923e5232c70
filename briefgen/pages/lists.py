"""Lists of articles and of events, and directories of what there are lists of."""

from __future__ import annotations

from msgspec import Struct

from briefgen.pages.calendar import CalendarMonth, YearEntry
from briefgen.pages.cards import Day, EventCard
from briefgen.pages.links import Link, Pager


class ListPage(Struct, frozen=True, gc=False):
    """One page of the articles of a month, a day or a tag: template `list.html`."""

    path: str
    title: str
    description: str
    kind: str
    """'month', 'day' or 'tag'."""
    name: str
    """As the page names itself: a date in ISO 8601 ('' for no date), or the tag."""
    articles: int
    """Of their own, in the whole list, not only on this page. On full (older) pages of a list 0, since the total changes with every article."""
    days: tuple[Day, ...]
    """Latest first."""
    pager: Pager
    above: Link | None = None
    """The year of a month, the month of a day."""
    older: Link | None = None
    """The month or day with articles before this one."""
    newer: Link | None = None
    calendar: CalendarMonth | None = None
    """Of a month, and of a day its month."""
    copies: int = 0
    """In the whole list too; 0 on older pages."""
    versions: int = 0
    """Later versions, likewise."""


class EventsPage(Struct, frozen=True, gc=False):
    """One page of the list of all events: template `events.html`."""

    path: str
    title: str
    description: str
    events: tuple[EventCard, ...]
    """Latest first."""
    pager: Pager


class Entry(Struct, frozen=True, gc=False):
    """A line of a directory: an outlet, an author, a tag, or what has no month."""

    title: str
    url: str
    articles: int
    """Of their own."""
    first: str
    last: str
    copies: int = 0
    versions: int = 0
    """Later versions."""


class DirectoryPage(Struct, frozen=True, gc=False):
    """The list of all outlets, authors, tags or months, or its part under one letter: template `directory.html`."""

    path: str
    title: str
    description: str
    kind: str
    """'outlets', 'authors', 'tags' or 'months'."""
    entries: tuple[Entry, ...]
    """Empty for months, which are in `years`."""
    letter: str
    """The letter whose part this is; '' when the list is on one page, and on the page that only leads to the letters."""
    letters: tuple[Link, ...]
    """The parts of a long list; empty when it is on one page."""
    years: tuple[YearEntry, ...] = ()
    """Of months, latest first."""
    undated: Entry | None = None
    """Of months, the articles without one."""


class NameEntry(Struct, frozen=True, gc=False):
    """Somebody or something that the archive mentions."""

    name: str
    kind: str
    """'person', 'place', 'organization' or ''."""
    articles: int
    """Of events; one that is of two events which both mention it is counted twice."""
    events: tuple[Link, ...]
    """Where it is mentioned most, at most five."""
    more: int
    """How many events more."""
    url: str
    """A search for it."""


class MentionedPage(Struct, frozen=True, gc=False):
    """mentioned/index.html: whom and what the archive mentions, or its part under one letter; template `mentioned.html`."""

    path: str
    title: str
    description: str
    entries: tuple[NameEntry, ...]
    letter: str
    letters: tuple[Link, ...]
