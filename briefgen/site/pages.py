"""The values that pages are made of: a page holds, by value, exactly what it shows.

These classes are the contract with themes: a template receives one of them as `page`. Every `url` and `path` is relative to the
site's root (`events/slug.html`); templates turn it into a link with `href(url)`. Dates are ISO 8601, as precise as is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from briefgen.model import Plain


@dataclass(frozen=True, slots=True)
class Link:
    """A title that leads somewhere."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
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


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event as lists show it."""

    title: str
    url: str
    summary: str
    first: str
    """Date of its first article; '' when no article has a date."""
    last: str
    articles: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Day:
    """The articles of one day, in order; `date` is '' for those without a date."""

    date: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class OutletShare:
    """What one outlet reported of an event."""

    outlet: Link | None
    """None for articles whose outlet is unknown."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a directory: an outlet, an author, a month."""

    title: str
    url: str
    articles: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands in a paginated list. Numbers count from the oldest page, so that they never shift."""

    number: int
    total: int
    """How many pages there are; 0 on all but the newest page, since an older one must not change when pages are added."""
    newer: str
    """Address of the next newer page; '' on the newest."""
    older: str


@dataclass(frozen=True, slots=True)
class Home:
    """index.html: template `home.html`."""

    path: str
    title: str
    description: str
    events: tuple[EventCard, ...]
    """Latest first."""
    articles: tuple[Card, ...]
    """Latest first."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
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
    copy_of: Link | None
    copies: tuple[Link, ...]
    events: tuple[EventCard, ...]
    older: Link | None
    """The article before it in its (first) event."""
    newer: Link | None
    words: int
    extra: dict[str, Plain]


@dataclass(frozen=True, slots=True)
class EventPage:
    """events/slug.html: template `event.html`; `body` is what a person wrote about it, rendered; often empty."""

    path: str
    title: str
    description: str
    summary: str
    first: str
    last: str
    articles: int
    days: tuple[Day, ...]
    """Oldest first."""
    outlets: tuple[OutletShare, ...]
    """Most articles first."""
    chart: str
    """An SVG of articles per day, safe to show as it stands; '' when all are of one day."""
    extra: dict[str, Plain]


@dataclass(frozen=True, slots=True)
class ListPage:
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


@dataclass(frozen=True, slots=True)
class EventsPage:
    """One page of the list of all events: template `events.html`."""

    path: str
    title: str
    description: str
    events: tuple[EventCard, ...]
    """Latest first."""
    pager: Pager


@dataclass(frozen=True, slots=True)
class DirectoryPage:
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


@dataclass(frozen=True, slots=True)
class SearchPage:
    """search.html: template `search.html`."""

    path: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """404.html: template `404.html`. A host shows it at any depth, so it carries its own style."""

    path: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """What stands at an alias: template `redirect.html`."""

    path: str
    title: str
    description: str
    target: str


Page: TypeAlias = Home | ArticlePage | EventPage | ListPage | EventsPage | DirectoryPage | SearchPage | NotFoundPage | RedirectPage


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What every page knows of the site: `site` in templates. Small, since a change of it changes every page."""

    title: str
    description: str
    lang: str
    base_url: str
    """'https://host/path/' or ''."""
    extra: dict[str, Plain]
    """The `[theme_options]` of briefgen.toml."""
