"""Articles and events to pages: which pages and files there are, and what each one is given to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple, TypeVar

from briefgen import content, dates
from briefgen.dossier import neighbours
from briefgen.dossier.neighbours import Beside
from briefgen.library import ArticleFile, Head, address
from briefgen.model import Event
from briefgen.site import making
from briefgen.site.feeds import FEED_LENGTH, SITEMAP_LENGTH
from briefgen.site.listed import NO_EVENT, Folded, Item, Listed, event_sig
from briefgen.site.pages import Cite, Entry, EventCard, Example, Link, Neighbour, Pager, SiteInfo, Version
from briefgen.site.render import count
from briefgen.site.shown import cite, folded_into, later_versions, line_of_descent, slug_of_name
from briefgen.site.told import NOTHING, Told
from briefgen.text import fold, shorten
from briefgen.wanted import Wanted

_T = TypeVar("_T")

UNDATED: Final = "undated"
"""Stands for the month of articles of which no month is known."""

FEEDS: Final = ("feed.xml", "sitemap.xml", "robots.txt", ".nojekyll")
"""The files for machines, whatever is in the archive."""

UNKNOWN_OUTLET: Final = "an unknown outlet"
HOME_EVENTS: Final = 8
HOME_ARTICLES: Final = 20
LONGEST_DIRECTORY: Final = 300
"""Above so many entries a directory has a page for each letter."""
EVENT_SUMMARY_LENGTH: Final = 300


class Planned(NamedTuple):
    """A page or a file, before it is made."""

    path: str
    template: str
    """That it is rendered with; '' for a file that is no page."""
    make: Callable[..., Any]
    """Of `making`."""
    given: tuple[object, ...]
    """What that is given after the archive's folder: all that it shows, and nothing else."""
    origin: str = ""
    """The file below content/ that it shows, when it is one."""


class Supply:
    """What a page is given only when it has to be made, in place of which its digest stands until then."""

    __slots__ = ("load", "sig")

    def __init__(self, sig: bytes, load: Callable[[], object]) -> None:
        self.sig = sig
        self.load = load


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
    wanted: tuple[Wanted, ...]
    title: str
    description: str
    per_page: int
    search: bool = True


def event_address(slug: str) -> str:
    """The path of an event's page."""
    return address(f"events/{slug}.html")


def plan(shelves: Shelves, examples: tuple[Example, ...] = ()) -> Iterable[Planned]:
    """Every page of the site, in a fixed order. `examples` are shown on the search page."""
    archive = shelves.archive
    yield shelves.home()
    yield from shelves.lists()  # first, since of two pages with one address the first one stands
    yield from shelves.directories()
    if archive.search:
        yield Planned("search.html", "search.html", making.search, (archive.title, examples))
    yield Planned("404.html", "404.html", making.not_found, ())
    yield from shelves.article_pages()
    yield from shelves.changes_pages()
    yield from shelves.event_pages()
    yield from shelves.redirects()


def feeds(site: SiteInfo, shelves: Shelves, pages: Iterable[Planned]) -> Iterable[Planned]:
    """What machines read."""
    yield Planned("feed.xml", "", making.feed, (site, tuple(map(shelves.listed.__getitem__, _latest(shelves.archive.heads)))))
    addresses = sorted(page.path for page in pages if page.template not in ("404.html", "redirect.html"))
    parts = [tuple(addresses[start : start + SITEMAP_LENGTH]) for start in range(0, len(addresses), SITEMAP_LENGTH)] or [()]
    names = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)) if len(parts) > 1 else ("sitemap.xml",)
    yield from (Planned(name, "", making.sitemap, (site, part)) for name, part in zip(names, parts, strict=True))
    if len(parts) > 1:
        yield Planned("sitemap.xml", "", making.sitemap_index, (site, names))
    yield Planned("robots.txt", "", making.robots, (site,))
    yield Planned(".nojekyll", "", making.empty, ())


def _latest(heads: Sequence[Head]) -> list[str]:
    return [head.url for head in reversed(heads[-FEED_LENGTH:])]


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
        self.by_slug = {head.slug: head for head in archive.heads}
        self.members: dict[str, list[Head]] = defaultdict(list)
        self.outlets: dict[str, list[Head]] = defaultdict(list)
        self.authors: dict[str, list[Head]] = defaultdict(list)
        self.months: dict[str, list[Head]] = defaultdict(list)
        self.copies: dict[str, list[Head]] = defaultdict(list)
        self.versions: dict[str, list[Head]] = defaultdict(list)
        for head in archive.heads:
            for event in head.events or ():
                self.members[event].append(head)
            for author in dict.fromkeys(map(slug_of_name, head.authors)):
                self.authors[author].append(head)
            if head.outlet:
                self.outlets[slug_of_name(head.outlet)].append(head)
            self.months[dates.month(head.date) or UNDATED].append(head)
            if head.copy_of:
                self.copies[head.copy_of].append(head)
            elif head.version_of:
                self.versions[head.version_of].append(head)
        self.outlet_names = names_by_address(head.outlet for head in archive.heads)
        self.author_names = names_by_address(name for head in archive.heads for name in head.authors)
        links = {event.slug: Link(event.title, event_address(event.slug)) for event in archive.events}
        sigs = {slug: event_sig(link) for slug, link in links.items()}
        firsts = ((head, head.events[0] if head.events else "") for head in archive.heads)
        self.listed = {head.url: Listed(head, links.get(first), sigs.get(first, NO_EVENT)) for head, first in firsts}
        self.event_cards = {event.slug: self._event_card(event) for event in archive.events}

    @cached_property
    def is_plain(self) -> bool:
        """Whether no article goes back to another one."""
        return not self.copies and not self.versions

    # what lists show

    def _event_card(self, event: Event) -> EventCard:
        members = self.members[event.slug]
        known = [head.date for head in members if head.date]
        own = [head for head in members if head.is_own]
        return EventCard(
            title=event.title,
            url=event_address(event.slug),
            summary=self._summary(event, members),
            first=dates.day(known[0]) if known else "",
            last=dates.day(known[-1]) if known else "",
            articles=len(own),
            outlets=_outlets(own),
            carried=_outlets(members),
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
        return tuple(self._with_others(head, groups[head.url]) for head in members if head.url in groups)

    def _descendants(self, head: Head) -> list[Head]:
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
        return sorted(found, key=lambda one: (one.date, one.slug))

    def _with_others(self, head: Head, group: Sequence[Head]) -> Item:
        others = [one for one in group if one is not head]
        if not others:
            return self.listed[head.url]
        copies = tuple(Link(one.outlet or one.via or UNKNOWN_OUTLET, one.url) for one in others if one.copy_of)
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

    # pages

    def home(self) -> Planned:
        """The front page."""
        archive = self.archive
        events = sorted((card for card in self.event_cards.values() if card.articles), key=attrgetter("last", "first", "url"), reverse=True)
        standing: list[Head] = []
        for head in reversed(archive.heads):
            if len(standing) == HOME_ARTICLES:
                break
            if not line_of_descent(head, self.by_slug):
                standing.append(head)
        latest = tuple(self._with_others(head, self._descendants(head)) for head in standing)
        return Planned("index.html", "home.html", making.home, (archive.title, archive.description, tuple(events[:HOME_EVENTS]), latest))

    def article_pages(self) -> Iterable[Planned]:
        """The page of each article."""
        beside = self._neighbours()
        alone = (None, None)
        cards, by_slug, copies, files = self.event_cards, self.by_slug, self.copies, self.archive.files
        for head in self.archive.heads:
            earlier = by_slug.get(head.version_of) if head.version_of else None
            later = self.versions and later_versions(head, self.versions)
            given = (
                files(head),
                head,
                tuple([cards[event] for event in head.events or ()]),
                self._lineage(head) if head.copy_of else (),
                tuple(map(cite, copies[head.slug])) if head.slug in copies else (),
                self.version(earlier, head) if earlier and earlier is not head else None,
                tuple(map(self.version, later)) if later else (),
                *beside.get(head.url, alone),
            )
            yield Planned(head.url, "article.html", making.article, given, head.path)

    def _neighbours(self) -> dict[str, tuple[Link | None, Link | None]]:
        """For each article the one before it and the one after it in its first event."""
        found: dict[str, tuple[Link | None, Link | None]] = {}
        for event, members in self.members.items():
            dated = [head for head in members if head.date and not line_of_descent(head, self.by_slug)]
            links = [None, *map(_link, dated), None]  # what has no date stands before nothing and after nothing
            for place, head in enumerate(dated):
                if head.events and head.events[0] == event:
                    found[head.url] = (links[place], links[place + 2])
        return found

    def _lineage(self, head: Head) -> tuple[Cite, ...]:
        """From the original to this article; where it copies what the archive has not, nothing."""
        line = line_of_descent(head, self.by_slug)
        return tuple(cite(one) for one in (*reversed(line), head)) if line else ()

    def changes_pages(self) -> Iterable[Planned]:
        """The page of what each later version changed."""
        files = self.archive.files
        for head in self.archive.heads:
            if head.version_of and self.can_compare(head):
                earlier = self.by_slug[head.version_of]
                given = (changes_address(head), files(earlier), files(head), cite(earlier), cite(head))
                yield Planned(given[0], "changes.html", making.what_changed, given, head.path)

    def event_pages(self) -> Iterable[Planned]:
        """The page of each event."""
        beside = self.archive.beside([self._profile(event.slug) for event in self.archive.events if self.members[event.slug]])
        wanted = self._wanted()
        for event in self.archive.events:
            members = self.members[event.slug]
            told = self.archive.told.get(event.slug)
            near = beside.get(event.slug, Beside())
            given = (
                event,
                self.event_cards[event.slug],
                tuple(members),
                self.items(sorted(members, key=lambda one: dates.day(one.date) or "9999")),
                Supply(told.key, partial(self.archive.dossier, event.slug, told.key)) if told else b"",
                tuple(_neighbour(self.event_cards[slug]) for slug in near.before if slug in self.event_cards),
                tuple(_neighbour(self.event_cards[slug]) for slug in near.after if slug in self.event_cards),
                tuple(pair for head in members for pair in wanted.get(head.slug, ())) if wanted else (),
            )
            yield Planned(event_address(event.slug), "event.html", making.event_page, given, event.path)

    def _profile(self, slug: str) -> neighbours.Profile:
        card = self.event_cards[slug]
        return neighbours.Profile(slug, card.first, card.last, self.archive.told.get(slug, NOTHING).names)

    def _wanted(self) -> dict[str, list[tuple[Wanted, Link]]]:
        """What each article names and the archive has not."""
        found: dict[str, list[tuple[Wanted, Link]]] = defaultdict(list)
        if not self.archive.wanted:
            return found
        have = {fold(head.title) for head in self.archive.heads}
        for one in self.archive.wanted:
            if one.named_by in self.by_slug and fold(one.title) not in have:
                found[one.named_by].append((one, _link(self.by_slug[one.named_by])))
        return found

    def lists(self) -> Iterable[Planned]:
        """The articles of each outlet, author and month, and all events."""
        for kind, groups, names in (("outlet", self.outlets, self.outlet_names), ("author", self.authors, self.author_names)):
            for key in sorted(groups):
                yield from self._list(kind, f"{kind}s/{key}", names[key], groups[key])
        for month in sorted(self.months):
            yield from self._list("month", f"months/{month}", _month_name(month), self.months[month])
        cards = sorted((self.event_cards[event.slug] for event in self.archive.events), key=attrgetter("first", "url"))
        for path, part, pager in _paginate("events/index", cards, self.archive.per_page):
            title = "Events" if not pager.newer else f"Events, page {pager.number}"
            given = (path, title, f"All events of {self.archive.title}", tuple(reversed(part)), pager)
            yield Planned(path, "events.html", making.event_list, given)

    def _list(self, kind: str, base: str, name: str, members: Sequence[Head]) -> Iterable[Planned]:
        for path, part, pager in _paginate(base, members, self.archive.per_page):
            total = 0 if pager.newer else len(members)
            title = name if total else f"{name}, page {pager.number}"
            items = self.items(reversed(part), folded=kind == "month")
            description = f"{count(total, 'article')}: {name}" if total else title
            yield Planned(path, "list.html", making.article_list, (path, title, description, kind, name, total, pager, items))

    def directories(self) -> Iterable[Planned]:
        """The outlets, the authors, the months."""
        yield from self._directory("outlets", "Outlets", self.outlets, self.outlet_names)
        yield from self._directory("authors", "Authors", self.authors, self.author_names)
        months = tuple(_entry("months", month, _month_name(month), self.months[month]) for month in self._months_latest_first())
        yield _directory("months/index.html", "Archive", "All months with articles", "months", months)

    def _months_latest_first(self) -> list[str]:
        """The months, those articles that are in none last."""
        return sorted((month for month in self.months if month != UNDATED), reverse=True) + [month for month in self.months if month == UNDATED]

    def _directory(self, kind: str, title: str, groups: dict[str, list[Head]], names: dict[str, str]) -> Iterable[Planned]:
        entries = [_entry(kind, key, names[key], groups[key]) for key in sorted(groups)]
        path, description = f"{kind}/index.html", f"All {kind} of {self.archive.title}"
        if len(entries) <= LONGEST_DIRECTORY:
            yield _directory(path, title, description, kind, tuple(entries))
            return
        parts = {letter: tuple(part) for letter, part in groupby(entries, lambda entry: PurePosixPath(entry.url).name[0])}
        letters = tuple(Link(letter.upper(), f"{kind}/index.{letter}.html") for letter in parts)
        yield _directory(path, title, description, kind, (), "", letters)
        for link, part in zip(letters, parts.values(), strict=True):
            yield _directory(link.url, f"{title}: {link.title}", description, kind, part, link.title, letters)

    def redirects(self) -> Iterable[Planned]:
        """What stands at old addresses."""
        targets = [(alias, head.url, head.title, head.path) for head in self.archive.heads for alias in head.aliases]
        targets += [(alias, event_address(event.slug), event.title, event.path) for event in self.archive.events for alias in event.aliases]
        for alias, url, title, origin in sorted(targets):
            yield Planned(alias, "redirect.html", making.redirect, (alias, title, url), origin)


def _directory(
    path: str, title: str, description: str, kind: str, entries: tuple[Entry, ...], letter: str = "", letters: tuple[Link, ...] = ()
) -> Planned:
    return Planned(path, "directory.html", making.directory, (path, title, description, kind, entries, letter, letters))


def _paginate(base: str, items: Sequence[_T], size: int) -> Iterable[tuple[str, Sequence[_T], Pager]]:
    """The pages of a list given oldest first. All but the newest hold exactly `size` items, always the same ones; the newest,
    at the list's own address, holds what is left: up to twice as many, so that it is never nearly empty. When it is full enough
    for another page to be cut from it, the one before that gets a new link to its neighbour, and no other page changes."""
    full = max(0, len(items) // size - 1)
    paths = [f"{base}.{number}.html" for number in range(1, full + 1)] + [f"{base}.html"]
    for index, path in enumerate(paths):
        newest = index == full
        part = items[index * size :] if newest else items[index * size : (index + 1) * size]
        newer = "" if newest else paths[index + 1]
        yield path, part, Pager(index + 1, full + 1 if newest else 0, newer, paths[index - 1] if index else "")


def _entry(kind: str, key: str, name: str, members: Sequence[Head]) -> Entry:
    known = [dates.day(head.date) for head in members if head.date]
    return Entry(name, f"{kind}/{key}.html", len(members), known[0] if known else "", known[-1] if known else "")


def _neighbour(card: EventCard) -> Neighbour:
    return Neighbour(card.title, card.url, card.first, card.last)


def _month_name(month: str) -> str:
    return "No date" if month == UNDATED else dates.month_name(month)


def changes_address(later: Head) -> str:
    """The path of the page that shows what a later version of an article changed."""
    return later.url.removesuffix(".html") + ".changes.html"


def _outlets(members: Iterable[Head]) -> int:
    return len({slug_of_name(head.outlet) for head in members if head.outlet})


def _link(head: Head) -> Link:
    return Link(head.title, head.url)


def names_by_address(given: Iterable[str]) -> dict[str, str]:
    """For each address the spelling that most articles use; of equally frequent ones the first by code point."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name, number in Counter(given).items():
        if name:
            spellings[slug_of_name(name)][name] += number
    return {key: min(counts, key=lambda name: (-counts[name], name)) for key, counts in spellings.items()}
