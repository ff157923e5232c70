"""llms.txt, after the proposal of llmstxt.org: what is in the archive, for programs that read Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from briefgen import dates
from briefgen.keys import exporting
from briefgen.library.heads import Head
from briefgen.pages.cards import EventCard
from briefgen.pages.site import SiteInfo
from briefgen.site import mirror
from briefgen.site.entries import line
from briefgen.site.shelves import Shelves
from briefgen.text import shorten

MOST_EVENTS: Final = 100
MOST_ARTICLES: Final = 50
_LONGEST: Final = 200
"""Characters of an event's summary."""
_NAMES: Final = {"csl": "CSL-JSON", "bibtex": "BibTeX", "ris": "RIS", "csv": "CSV", "jsonl": "JSON Lines"}


def llms(site: SiteInfo, shelves: Shelves) -> str:
    """The file, with the newest events and articles: how many more there are it says. English, as all that names of fields are in."""
    parts = [f"# {words(site.title)}"]
    if site.description:
        parts.append(f"> {words(site.description)}")
    parts.append(_about(site, shelves))
    parts += _section("Events", (_event(card, site.base_url) for card in _newest_events(shelves)))
    parts += _section("Articles", (_article(head, site) for head in _newest(shelves.archive.heads)))
    parts += _section("Data", _data(site))
    parts += _section("Optional", _optional(site))
    return "\n\n".join(parts) + "\n"


def _about(site: SiteInfo, shelves: Shelves) -> str:
    size = shelves.size
    span = f", from {size.first} to {size.last}" if size.first else ""
    text = f"An archive of news articles: {size.articles + size.copies + size.versions} articles and {size.events} events{span}."
    if site.mirror:
        text += " Each article's page has a Markdown file beside it, at its address with .md in place of .html."
    if shelves.size.events > MOST_EVENTS or len(shelves.archive.heads) > MOST_ARTICLES:
        text += f" Below are the newest {MOST_EVENTS} events and {MOST_ARTICLES} articles; the data has all of them."
    return text


def _section(title: str, links: Iterable[str]) -> list[str]:
    listed = list(links)
    return [f"## {title}", "\n".join(listed)] if listed else []


def _newest_events(shelves: Shelves) -> list[EventCard]:
    cards = [shelves.event_cards[event.slug] for event in shelves.archive.events if shelves.members[event.slug]]
    return sorted(cards, key=lambda card: (dates.order(card.last), card.url), reverse=True)[:MOST_EVENTS]


def _event(card: EventCard, base_url: str) -> str:
    span = card.first if card.first == card.last else f"{card.first} to {card.last}"
    notes = ". ".join(part for part in (span, shorten(line(card.summary), _LONGEST)) if part)
    return _link(card.title, card.url, notes, base_url)


def _newest(heads: tuple[Head, ...]) -> Iterable[Head]:
    return reversed(heads[-MOST_ARTICLES:])


def _article(head: Head, site: SiteInfo) -> str:
    notes = ", ".join(part for part in (head.outlet, dates.day(head.date)) if part)
    return _link(head.title, mirror.address(head.url) if site.mirror else head.url, notes, site.base_url)


def _data(site: SiteInfo) -> Iterable[str]:
    for form in site.exports:
        yield _link(f"All articles as {_NAMES[form]}", exporting.of_archive(form), "metadata and summaries, no texts", site.base_url)


def _optional(site: SiteInfo) -> Iterable[str]:
    yield _link("All events", "events/index.html", "", site.base_url)
    yield _link("All outlets", "outlets/index.html", "", site.base_url)
    yield _link("Data and feeds", "data.html", "every format, and where it is", site.base_url)
    yield _link("About", "about.html", f"how {site.title} was made", site.base_url)


def _link(title: str, url: str, notes: str, base_url: str) -> str:
    named = f"- [{words(title)}]({base_url}{quote(url)})"
    return f"{named}: {words(notes)}" if notes else named


def words(text: str) -> str:
    """A text on one line of Markdown, which says just this."""
    return _SIGNS.sub(r"\\\g<0>", line(text))


_SIGNS: Final = re.compile(r"[\\`*_\[\]<>&~|$]")
