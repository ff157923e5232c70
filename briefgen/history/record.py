"""Articles, and events, as states of the archive are compared by: what is shown of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefgen.chronicle import digest_of
from briefgen.content import EVENTS
from briefgen.library.heads import address
from briefgen.model import Article, Event
from briefgen.site.entries import line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text."""

    digest: str
    text: str = field(default="", compare=False)
    """'' where no more than the digest was kept."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is shown of an article."""

    slug: str
    url: str
    """Of its page, below the site's root."""
    title: str = ""
    """'' where nothing is known but the address."""
    date: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    events: tuple[str, ...] = ()
    """Slugs."""
    rights: str = ""
    """'full', 'excerpt' or 'metadata'; '' where it is not known."""
    is_withdrawn: bool = False
    """Whether nothing is shown but that it was withdrawn: then all fields above are empty but the first two."""
    paragraphs: tuple[Paragraph, ...] | None = ()
    """Of as much of the text as may be shown; None where nothing is known of it."""
    digest: str = ""
    """Of what is published of it, where a site's manifest names one."""
    aliases: tuple[str, ...] = ()
    """Addresses that lead on to it."""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event to which other addresses lead on."""

    slug: str
    url: str
    """Of its page, below the site's root."""
    aliases: tuple[str, ...]
    """Addresses that lead on to it."""
    title: str = ""
    """'' where nothing is known but the address."""


def event_address(slug: str) -> str:
    """The path of an event's page."""
    return address(f"{EVENTS}/{slug}.html")


def led_on(events: Iterable[Event]) -> tuple[EventRecord, ...]:
    """The records of those events to which any address leads on."""
    return tuple(EventRecord(one.slug, event_address(one.slug), one.aliases, line(one.title)) for one in events if one.aliases)


def record(article: Article, text: str) -> Record:
    """The record of an article whose rights are those that count, with its words as files for machines have them. `text` is what may be shown of
    its own, a line for each paragraph."""
    url = address(article.path.rpartition(".")[0] + ".html")
    if article.withdrawn:
        return withdrawn(article.slug, url)
    return Record(
        slug=article.slug,
        url=url,
        title=line(article.title),
        date=article.date,
        authors=tuple(map(line, article.authors)),
        outlet=line(article.outlet),
        events=tuple(map(line, article.events or ())),
        rights=article.rights,
        paragraphs=paragraphs(text.split("\n")),
        aliases=article.aliases,
    )


def withdrawn(slug: str, url: str) -> Record:
    """The record of an article that was withdrawn."""
    return Record(slug, url, is_withdrawn=True)


def paragraphs(lines: Iterable[str]) -> tuple[Paragraph, ...]:
    """A text's paragraphs, those without a word left out."""
    return tuple(Paragraph(digest_of(line), line) for line in lines if line.strip())
