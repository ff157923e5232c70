"""The list of whom and what the archive mentions, planned."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final
from urllib.parse import quote_plus

from briefgen.pages.lists import MentionedPage, NameEntry
from briefgen.site import making
from briefgen.site.everywhere import Name
from briefgen.site.lists import LONGEST_DIRECTORY, letters
from briefgen.site.planned import Planned
from briefgen.site.shelves import Shelves
from briefgen.text import fold

_BASE: Final = "mentioned/index"


def mentioned(shelves: Shelves) -> Iterable[Planned]:
    """The names of all events, but for the outlets' own."""
    words = shelves.archive.words
    names = _names(shelves)
    least = min((name.articles for name in names), default=0)
    title, site = words.say("title.mentioned"), shelves.archive.title
    description = words.say("description.mentioned_often", title=site, n=least) if least > 2 else words.say("description.mentioned", title=site)
    entries = [_entry(shelves, name) for name in names]
    if len(entries) <= LONGEST_DIRECTORY:
        yield _page(MentionedPage(f"{_BASE}.html", title, description, tuple(entries), "", ()))
        return
    initials = [name.address[0] for name in names]
    links = letters(_BASE, initials)
    yield _page(MentionedPage(f"{_BASE}.html", title, description, (), "", links))
    parts = groupby(zip(initials, entries, strict=True), key=lambda pair: pair[0])
    for link, (_, part) in zip(links, parts, strict=True):
        lettered = words.say("title.letter", title=title, letter=link.title)
        yield _page(MentionedPage(link.url, lettered, description, tuple(entry for _, entry in part), link.title, links))


def _names(shelves: Shelves) -> list[Name]:
    told = shelves.archive.told
    outlets = {fold(name) for name in shelves.outlet_names.values()}
    listed = [(event.slug, told[event.slug].named) for event in shelves.archive.events if event.slug in told]
    return [name for name in shelves.archive.named(listed) if name.folded not in outlets]


def _entry(shelves: Shelves, one: Name) -> NameEntry:
    events = tuple(shelves.event_links[event] for event in one.events)
    return NameEntry(one.name, one.kind, one.articles, events, one.more, f"search.html?q={quote_plus(one.name)}")


def _page(page: MentionedPage) -> Planned:
    return Planned(page.path, "mentioned.html", making.as_given, (page,))
