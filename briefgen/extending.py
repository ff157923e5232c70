"""What extensions are given and what they give: plain values, and the contract with their authors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from briefgen.model import Plain


@dataclass(frozen=True, slots=True)
class Scrape:
    """A seed, as a reader of the archive's own has read it: its text, and what its format states outright."""

    text: str
    """With menus and teasers, as it came: the rules and the model tell the article from the rest."""
    kind: Literal["text", "html", "markdown"] = "text"
    title: str = ""
    date: str = ""
    """As much of ISO 8601 as is known."""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    via: str = ""
    source: str = ""
    """An http(s) address."""
    summary: str = ""
    lang: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An article, as pages of the archive's own may show it: without its text."""

    slug: str
    url: str
    """Of its page, below the site's root."""
    title: str
    date: str
    authors: tuple[str, ...]
    outlet: str
    via: str
    tags: tuple[str, ...]
    events: tuple[str, ...]
    """Slugs."""
    summary: str
    words: int
    rights: str
    copy_of: str
    version_of: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event."""

    slug: str
    url: str
    title: str
    summary: str
    """What a person wrote; '' often."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All that is published."""

    title: str
    articles: tuple[Article, ...]
    """Oldest first; those without a date come first."""
    events: tuple[Event, ...]
    """By slug."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the archive's own."""

    path: str
    """Below the site's root: 'reading-list.html'."""
    template: str
    """Of the theme: 'reading-list.html'. It gets `page.path`, `page.title`, `page.description` and `page.values`."""
    title: str
    description: str = ""
    values: dict[str, Plain] = field(default_factory=dict)
    """All else that the page shows: plain data."""
