"""The archive, sorted in the ways that its pages need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import msgspec

from briefgen import content, dates
from briefgen.catalogue import Catalogue
from briefgen.chronicle import Day
from briefgen.dossier import neighbours
from briefgen.dossier.neighbours import Beside
from briefgen.library.heads import Head, address
from briefgen.library.originals import ArticleFile
from briefgen.model import Event, TextPage
from briefgen.pages.article import Gone
from briefgen.pages.cards import EventCard
from briefgen.pages.front import Size
from briefgen.pages.links import Link, Version
from briefgen.shelf import digest
from briefgen.site.charts import spark
from briefgen.site.everywhere import Name
from briefgen.site.listed import NO_EVENT, Folded, Item, Listed, event_sig
from briefgen.site.numbers import numbers_of
from briefgen.site.planned import Supply
from briefgen.site.setting import USUALLY, Setting
from briefgen.site.shown import folded_into, slug_of_name
from briefgen.site.told import NOTHING, Told
from briefgen.text import shorten
from briefgen.wanted import Titles, Wanted

UNDATED: Final = "undated"
"""Stands for the month of articles of which no month is known."""
EVENT_SUMMARY_LENGTH: Final = 300


@dataclass(frozen=True, slots=True)
class Material:
    """What pages are planned from: the articles to be published, oldest first, and every event that has a page."""

    heads: tuple[Head, ...]
    files: Callable[[Head], ArticleFile]
    events: tuple[Event, ...]
    told: Mapping[str, Told]
    """What is told of each event, by its slug."""
    dossier: Callable[[str, bytes], bytes]
    """An event's dossier, packed, by its slug and its key."""
    beside: Callable[[Sequence[neighbours.Profile]], Mapping[str, Beside]]
    """Which events stand beside which."""
    named: Callable[[Sequence[tuple[str, bytes]]], Sequence[Name]]
    """Whom and what events mention, brought together; given what is told of each, with its slug."""
    wanted: tuple[Wanted, ...]
    title: str
    description: str
    per_page: int
    words: Catalogue
    """The interface's."""
    search: bool = True
    pages: tuple[TextPage, ...] = ()
    """Those that people wrote."""
    setting: Callable[[str], Setting] = lambda _: USUALLY
    """How the text in a file below content/ is set."""
    withdrawn: tuple[Head, ...] = ()
    """The articles that have nothing but a page that says so."""
    hidden: frozenset[str] = frozenset()
    """Addresses and slugs of the articles that are kept out of the site, of which the change log is not to speak."""
    chronicle: tuple[Day, ...] = ()
    """The change log, oldest day first."""
    gone: Mapping[str, Gone] = field(default_factory=dict)
    """What to say of sources that are there no more, by the file of the article."""
    unseen: frozenset[str] = frozenset()
    """Slugs of the events that the site does not name."""
    unnamed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Seeds and slugs of articles that are not shown, by the file of the article whose origins name them."""


def event_address(slug: str) -> str:
    """The path of an event's page."""
    return address(f"events/{slug}.html")


def events_of(heads: Iterable[Head], described: Iterable[Event]) -> list[Event]:
    """Every event that has a page: those with a file, and those that only an article names, sorted by slug."""
    known: dict[str, Event] = {}
    for event in described:
        known.setdefault(event.slug, event)
    for head in heads:
        for name in head.events or ():
            if name not in known:
                known[name] = Event(name, "", content.humanize(name))
    return [known[name] for name in sorted(known)]


class Shelves:
    """The archive, sorted in the ways that its pages need."""

    def __init__(self, archive: Material) -> None:
        self.archive = archive
        words = archive.words
        self.words_given = Supply(digest(msgspec.msgpack.encode(words)), lambda: words)
        """The interface's words, for pages that need many of them to be made."""
        self.by_slug = {head.slug: head for head in archive.heads}
        self.members: dict[str, list[Head]] = defaultdict(list)
        self.outlets: dict[str, list[Head]] = defaultdict(list)
        self.authors: dict[str, list[Head]] = defaultdict(list)
        self.tags: dict[str, list[Head]] = defaultdict(list)
        self.years: dict[str, list[Head]] = defaultdict(list)
        """Articles without any date are in none."""
        self.months: dict[str, list[Head]] = defaultdict(list)
        """Those of which no month is known are in UNDATED, those of only a year too."""
        self.days: dict[str, list[Head]] = defaultdict(list)
        self.copies: dict[str, list[Head]] = defaultdict(list)
        self.versions: dict[str, list[Head]] = defaultdict(list)
        for head in archive.heads:
            self._sort(head)
        self.outlet_names = names_by_address(head.outlet for head in archive.heads)
        self.author_names = names_by_address(name for head in archive.heads for name in head.authors)
        self.tag_names = names_by_address(tag for head in archive.heads for tag in head.tags)
        self.event_links = {event.slug: Link(event.title, event_address(event.slug)) for event in archive.events}
        sigs = {slug: event_sig(link) for slug, link in self.event_links.items()}
        firsts = ((head, head.events[0] if head.events else "") for head in archive.heads)
        self.listed = {head.url: Listed(head, self.event_links.get(first), sigs.get(first, NO_EVENT)) for head, first in firsts}
        self.event_cards = {event.slug: self._event_card(event) for event in archive.events}

    def _sort(self, head: Head) -> None:
        for event in head.events or ():
            self.members[event].append(head)
        if head.outlet:
            self.outlets[slug_of_name(head.outlet)].append(head)
        for names, groups in ((head.authors, self.authors), (head.tags, self.tags)):
            for name in dict.fromkeys(map(slug_of_name, names)):
                groups[name].append(head)
        date = head.date
        if date:
            self.years[date[:4]].append(head)
        self.months[dates.month(date) or UNDATED].append(head)
        if len(date) >= 10:
            self.days[date[:10]].append(head)
        if head.copy_of:
            self.copies[head.copy_of].append(head)
        elif head.version_of:
            self.versions[head.version_of].append(head)

    @cached_property
    def is_plain(self) -> bool:
        """Whether no article goes back to another one."""
        return not self.copies and not self.versions

    @cached_property
    def notices(self) -> frozenset[str]:
        """Addresses at which a page says that an article was withdrawn."""
        return frozenset(head.url for head in self.archive.withdrawn)

    @cached_property
    def event_addresses(self) -> frozenset[str]:
        """Where events have their pages."""
        return frozenset(link.url for link in self.event_links.values())

    @cached_property
    def old_addresses(self) -> frozenset[str]:
        """The addresses that lead on to events."""
        return frozenset(alias for event in self.archive.events for alias in event.aliases)

    @cached_property
    def titles(self) -> Titles:
        """Of all articles."""
        return Titles(head.title for head in self.archive.heads)

    @cached_property
    def size(self) -> Size:
        """How much there is in the archive."""
        heads = self.archive.heads
        numbers = numbers_of(heads)
        first, last = span_of(heads)
        return Size(
            articles=numbers.articles,
            copies=numbers.copies,
            events=sum(map(bool, self.members.values())),
            outlets=len(self.outlets),
            authors=len(self.authors),
            first=first,
            last=last,
            versions=numbers.versions,
        )

    # what lists show

    def _event_card(self, event: Event) -> EventCard:
        members = self.members[event.slug]
        first, last = span_of(members)
        own = [head for head in members if head.is_own]
        return EventCard(
            title=event.title,
            url=event_address(event.slug),
            summary=self._summary(event, members),
            first=first,
            last=last,
            articles=len(own),
            outlets=_outlets(own),
            carried=_outlets(members),
            chart=spark(members),
            lang="" if event.summary else _language(members),
        )

    def _summary(self, event: Event, members: Sequence[Head]) -> str:
        """What a person wrote, or what the articles say: as much of it as a list has room for."""
        sentences = self.archive.told.get(event.slug, NOTHING).sentences[:2]
        both = " ".join(sentences)
        taken = both if len(both) <= EVENT_SUMMARY_LENGTH else shorten("".join(sentences[:1]), EVENT_SUMMARY_LENGTH)
        return event.summary or taken or next((head.summary for head in members if head.is_own), "")

    def items(self, heads: Iterable[Head], *, folded: bool = True) -> tuple[Item, ...]:
        """The articles as a list holds them, in the given order; copies and later versions, if they are to be folded, in their
        original."""
        listed = self.listed
        members = list(heads)
        if not folded or self.is_plain or not any(head.copy_of or head.version_of for head in members):
            return tuple([listed[head.url] for head in members])
        groups = folded_into(members, self.by_slug)
        return tuple(self.with_others(head, groups[head.url]) for head in members if head.url in groups)

    def descendants(self, head: Head) -> list[Head]:
        """All that goes back to an article, oldest first."""
        found: list[Head] = []
        seen = {head.url}
        wanted = [head.slug]
        while wanted:
            slug = wanted.pop()
            near = [one for one in (*self.copies.get(slug, ()), *self.versions.get(slug, ())) if one.url not in seen]
            seen.update(one.url for one in near)
            found += near
            wanted += [one.slug for one in near]
        return sorted(found, key=lambda one: (dates.order(one.date), one.slug))

    def with_others(self, head: Head, group: Sequence[Head]) -> Item:
        """An article with all of a group that are not it."""
        others = [one for one in group if one is not head]
        if not others:
            return self.listed[head.url]
        copies = tuple(Link(one.outlet or one.via or self.archive.words.say("outlet.unknown"), one.url) for one in others if one.copy_of)
        versions = tuple(self.version(one) for one in others if not one.copy_of)
        return Folded(self.listed[head.url], copies, versions)

    def version(self, head: Head, later: Head | None = None) -> Version:
        """A version as pages name it; the changes shown are those that made `later`, or else that made itself."""
        changed = later or head
        return Version(head.url, dates.day(head.date), changes_address(changed) if self.can_compare(changed) else "")

    def can_compare(self, later: Head) -> bool:
        """Whether the page may be made that shows what a later version changed."""
        earlier = self.by_slug.get(later.version_of)
        return earlier is not None and earlier is not later and earlier.rights == later.rights == "full"


def changes_address(later: Head) -> str:
    """The path of the page that shows what a later version of an article changed."""
    return later.url.removesuffix(".html") + ".changes.html"


def span_of(heads: Sequence[Head]) -> tuple[str, str]:
    """The days of the first and the last of some articles, oldest first; '' where none has a date."""
    return dates.ends([head.date for head in heads])


def _language(members: Iterable[Head]) -> str:
    """That all are in; '' where they are in several, or do not say so."""
    found = {head.lang for head in members}
    return found.pop() if len(found) == 1 else ""


def _outlets(members: Iterable[Head]) -> int:
    return len({slug_of_name(head.outlet) for head in members if head.outlet})


def names_by_address(given: Iterable[str]) -> dict[str, str]:
    """For each address the spelling that most articles use; of equally frequent ones the first by code point."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, number in Counter(given).items():
        if name:
            spellings[slug_of_name(name)][name] += number
    return {key: min(counts, key=lambda name: (-counts[name], name)) for key, counts in spellings.items()}
