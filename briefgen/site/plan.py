"""Articles and events to pages: which pages there are, and what each one shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Final, TypeVar

from briefgen import content, dates
from briefgen.dossier import neighbours
from briefgen.dossier.dossier import EMPTY, Dossier
from briefgen.dossier.neighbours import Beside
from briefgen.model import Article, Event
from briefgen.site import changes
from briefgen.site.event import event_page
from briefgen.site.feeds import FEED_LENGTH
from briefgen.site.pages import (
    ArticlePage,
    Card,
    Cite,
    Day,
    DirectoryPage,
    Entry,
    EventCard,
    EventsPage,
    Home,
    Link,
    ListPage,
    NotFoundPage,
    Page,
    Pager,
    RedirectPage,
    SearchPage,
    Version,
)
from briefgen.site.render import count
from briefgen.site.shown import Shown, address, cite, folded_into, later_versions, line_of_descent, slug_of_name
from briefgen.text import fold, shorten, squeeze
from briefgen.wanted import Wanted

_T = TypeVar("_T")

UNDATED: Final = "undated"
"""Stands for the month of articles of which no month is known."""

UNKNOWN_OUTLET: Final = "an unknown outlet"
HOME_EVENTS: Final = 8
HOME_ARTICLES: Final = 20
LONGEST_DIRECTORY: Final = 300
"""Above so many entries a directory has a page for each letter."""
SUMMARY_LENGTH: Final = 220
EVENT_SUMMARY_LENGTH: Final = 300
PROFILE_NAMES: Final = 12
"""So many of an event's names make it the neighbour of others."""
EXCERPT_LENGTH: Final = 400


@dataclass(frozen=True, slots=True)
class Planned:
    """A page and the HTML that goes into its middle."""

    page: Page
    body: str = ""
    origin: str = ""
    """The file below content/ that it shows, when it is one."""


@dataclass(frozen=True, slots=True)
class Material:
    """What pages are planned from: the articles to be published, oldest first, and every event that has a page."""

    shown: tuple[Shown, ...]
    events: tuple[tuple[Event, str], ...]
    """Each event with its body as HTML."""
    dossiers: Mapping[str, Dossier]
    """What is known of each event, by its slug; it refers to its articles by their place among them, oldest first."""
    wanted: tuple[Wanted, ...]
    title: str
    description: str
    per_page: int


def event_address(slug: str) -> str:
    """The path of an event's page."""
    return address(f"events/{slug}.html")


def excerpt(text: str) -> str:
    """A text's beginning, and never more than half of it: what is shown of an article whose rights are 'excerpt'."""
    return shorten(squeeze(text), min(EXCERPT_LENGTH, len(text) // 2))


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole site, before it is rendered."""

    pages: tuple[Planned, ...]
    latest: tuple[Card, ...]
    """The latest articles, latest first: what the feed shows."""


def plan(archive: Material) -> Plan:
    """Every page of the site, in a fixed order."""
    shelves = _Shelves(archive)
    pages = [shelves.home(), *shelves.lists(), *shelves.directories()]  # first, since of two pages with one address the first one stands
    pages += [
        Planned(SearchPage("search.html", "Search", f"Search {archive.title}")),
        Planned(NotFoundPage("404.html", "Page not found", "There is no page at this address")),
    ]
    latest = tuple(shelves.cards[shown.url] for shown in reversed(archive.shown[-FEED_LENGTH:]))
    return Plan((*pages, *shelves.article_pages(), *shelves.changes_pages(), *shelves.event_pages(), *shelves.redirects()), latest)


def events_of(articles: Iterable[Article], described: Iterable[Event]) -> list[Event]:
    """Every event that has a page: those with a file, and those that only an article names, sorted by slug."""
    known: dict[str, Event] = {}
    for event in described:
        known.setdefault(event.slug, event)
    for article in articles:
        for name in article.events or ():
            known.setdefault(name, Event(name, "", content.humanize(name)))
    return [known[name] for name in sorted(known)]


class _Shelves:
    """The archive, sorted in the ways that its pages need."""

    def __init__(self, archive: Material) -> None:
        self.archive = archive
        self.by_slug = {shown.article.slug: shown for shown in archive.shown}
        self.members: dict[str, list[Shown]] = defaultdict(list)
        self.outlets: dict[str, list[Shown]] = defaultdict(list)
        self.authors: dict[str, list[Shown]] = defaultdict(list)
        self.months: dict[str, list[Shown]] = defaultdict(list)
        self.copies: dict[str, list[Shown]] = defaultdict(list)
        self.versions: dict[str, list[Shown]] = defaultdict(list)
        for shown in archive.shown:
            article = shown.article
            for event in article.events or ():
                self.members[event].append(shown)
            for author in dict.fromkeys(map(slug_of_name, article.authors)):
                self.authors[author].append(shown)
            if article.outlet:
                self.outlets[slug_of_name(article.outlet)].append(shown)
            self.months[dates.month(article.date) or UNDATED].append(shown)
            if article.copy_of:
                self.copies[article.copy_of].append(shown)
            elif article.version_of:
                self.versions[article.version_of].append(shown)
        self.outlet_names = names_by_address(shown.article.outlet for shown in archive.shown)
        self.author_names = names_by_address(name for shown in archive.shown for name in shown.article.authors)
        self.event_titles = {event.slug: event.title for event, _ in archive.events}
        self.cards = {shown.url: self._card(shown) for shown in archive.shown}
        self.event_cards = {event.slug: self._event_card(event) for event, _ in archive.events}

    # what lists show

    def outlet_link(self, article: Article) -> Link | None:
        return Link(article.outlet, f"outlets/{slug_of_name(article.outlet)}.html") if article.outlet else None

    def author_links(self, article: Article) -> tuple[Link, ...]:
        named = {slug_of_name(name): name for name in reversed(article.authors)}
        return tuple(Link(name, f"authors/{key}.html") for key, name in reversed(named.items()))

    def _card(self, shown: Shown) -> Card:
        article = shown.article
        first = next(iter(article.events or ()), "")
        return Card(
            title=article.title,
            url=shown.url,
            date=article.date,
            outlet=self.outlet_link(article),
            authors=self.author_links(article),
            summary=article.summary or shorten(" ".join(shown.text.split("\n", 3)[:3]), SUMMARY_LENGTH),
            event=Link(self.event_titles[first], event_address(first)) if first else None,
            copy=bool(article.copy_of),
        )

    def _event_card(self, event: Event) -> EventCard:
        members = self.members[event.slug]
        known = [shown.article.date for shown in members if shown.article.date]
        return EventCard(
            title=event.title,
            url=event_address(event.slug),
            summary=self._summary(event, members),
            first=dates.day(known[0]) if known else "",
            last=dates.day(known[-1]) if known else "",
            articles=len(_reports(members)),
            outlets=_outlets(_reports(members)),
            carried=_outlets(members),
        )

    def _summary(self, event: Event, members: Sequence[Shown]) -> str:
        """What a person wrote, or what the articles say: as much of it as a list has room for."""
        sentences = [one.sentence for one in self.archive.dossiers.get(event.slug, EMPTY).summary[:2]]
        both = " ".join(sentences)
        taken = both if len(both) <= EVENT_SUMMARY_LENGTH else shorten("".join(sentences[:1]), EVENT_SUMMARY_LENGTH)
        first = next((self.cards[shown.url].summary for shown in members if shown.is_own), "")
        return event.summary or taken or first

    def days(self, listed: Iterable[Shown], *, folded: bool = True) -> tuple[Day, ...]:
        """The articles by day, in the given order; copies and later versions, if they are to be folded, in their original's card."""
        cards = self.folded(listed) if folded else [self.cards[one.url] for one in listed]
        return tuple(Day(date, tuple(group)) for date, group in groupby(cards, lambda card: dates.day(card.date)))

    def folded(self, listed: Iterable[Shown]) -> list[Card]:
        """A card for each article that does not go back to another one in the list, with those that go back to it."""
        members = list(listed)
        groups = folded_into(members, self.by_slug)
        return [self._with_others(shown, groups[shown.url]) for shown in members if shown.url in groups]

    def _descendants(self, shown: Shown) -> list[Shown]:
        """All that goes back to an article, oldest first."""
        found: list[Shown] = []
        seen = {shown.url}
        wanted = [shown.article.slug]
        while wanted:
            slug = wanted.pop()
            near = [one for one in (*self.copies[slug], *self.versions[slug]) if one.url not in seen]
            seen.update(one.url for one in near)
            found += near
            wanted += [one.article.slug for one in near]
        return sorted(found, key=lambda one: (one.article.date, one.article.slug))

    def _with_others(self, shown: Shown, group: Sequence[Shown]) -> Card:
        others = [one for one in group if one is not shown]
        copies = tuple(Link(one.article.outlet or one.article.via or UNKNOWN_OUTLET, one.url) for one in others if one.article.copy_of)
        versions = tuple(self.version(one) for one in others if not one.article.copy_of)
        return replace(self.cards[shown.url], also=copies, versions=versions)

    def version(self, shown: Shown, later: Shown | None = None) -> Version:
        """A version as pages name it; the changes shown are those that made `later`, or else that made itself."""
        changed = later or shown
        return Version(shown.url, dates.day(shown.article.date), changes_address(changed) if self.can_compare(changed) else "")

    def can_compare(self, later: Shown) -> bool:
        """Whether the page may be made that shows what a later version changed."""
        earlier = self.by_slug.get(later.article.version_of)
        return earlier is not None and earlier is not later and earlier.article.rights == later.article.rights == "full"

    # pages

    def home(self) -> Planned:
        archive = self.archive
        events = sorted((card for card in self.event_cards.values() if card.articles), key=attrgetter("last", "first", "url"), reverse=True)
        standing = [shown for shown in archive.shown if not line_of_descent(shown, self.by_slug)][-HOME_ARTICLES:]
        latest = tuple(self._with_others(shown, self._descendants(shown)) for shown in reversed(standing))
        return Planned(Home("index.html", archive.title, archive.description, tuple(events[:HOME_EVENTS]), latest))

    def article_pages(self) -> Iterable[Planned]:
        neighbours = self._neighbours()
        for shown in self.archive.shown:
            article = shown.article
            older, newer = neighbours.get(shown.url, (None, None))
            earlier = self.by_slug.get(article.version_of)
            page = ArticlePage(
                path=shown.url,
                title=article.title,
                description=self.cards[shown.url].summary,
                date=article.date,
                authors=self.author_links(article),
                outlet=self.outlet_link(article),
                via=article.via,
                source=article.source,
                credit=article.credit,
                correction=article.correction,
                summary=article.summary,
                lang=article.lang,
                tags=article.tags,
                rights=article.rights,
                review=article.review,
                lineage=self._lineage(shown),
                copies=tuple(map(cite, self.copies[article.slug])),
                version_of=self.version(earlier, shown) if earlier and earlier is not shown else None,
                versions=tuple(self.version(one) for one in later_versions(shown, self.versions)),
                events=tuple(self.event_cards[event] for event in article.events or ()),
                older=older,
                newer=newer,
                words=shown.words,
                extra=dict(article.extra),
            )
            yield Planned(page, shown.html, article.path)

    def _neighbours(self) -> dict[str, tuple[Link | None, Link | None]]:
        """For each article the one before it and the one after it in its first event."""
        found: dict[str, tuple[Link | None, Link | None]] = {}
        for event, members in self.members.items():
            dated = [
                shown for shown in members if shown.article.date and not line_of_descent(shown, self.by_slug)
            ]  # what has no date stands before nothing and after nothing
            links = [None, *map(_link, dated), None]
            for place, shown in enumerate(dated):
                if shown.article.events and shown.article.events[0] == event:
                    found[shown.url] = (links[place], links[place + 2])
        return found

    def _lineage(self, shown: Shown) -> tuple[Cite, ...]:
        """From the original to this article; where it copies what the archive has not, nothing."""
        line = line_of_descent(shown, self.by_slug) if shown.article.copy_of else ()
        return tuple(cite(one) for one in (*reversed(line), shown)) if line else ()

    def changes_pages(self) -> Iterable[Planned]:
        for shown in self.archive.shown:
            if self.can_compare(shown):
                earlier = self.by_slug[shown.article.version_of]
                page = changes.page(changes_address(shown), cite(earlier), cite(shown), earlier.text, shown.text)
                yield Planned(page, origin=shown.article.path)

    def event_pages(self) -> Iterable[Planned]:
        beside = neighbours.beside(self._profile(event.slug) for event, _ in self.archive.events if self.members[event.slug])
        wanted = self._wanted()
        for event, body in self.archive.events:
            members = self.members[event.slug]
            page = event_page(
                event,
                self.event_cards[event.slug],
                members,
                self.days(sorted(members, key=lambda one: dates.day(one.article.date) or "9999")),
                self.archive.dossiers.get(event.slug, EMPTY),
                beside.get(event.slug, Beside()),
                self.event_cards,
                [pair for shown in members for pair in wanted.get(shown.article.slug, ())],
            )
            yield Planned(page, body, event.path)

    def _profile(self, slug: str) -> neighbours.Profile:
        card = self.event_cards[slug]
        named = self.archive.dossiers.get(slug, EMPTY).named[:PROFILE_NAMES]
        return neighbours.Profile(slug, card.first, card.last, tuple(dict.fromkeys(fold(one.name) for one in named)))

    def _wanted(self) -> dict[str, list[tuple[Wanted, Shown]]]:
        """What each article names and the archive has not."""
        have = {fold(shown.article.title) for shown in self.archive.shown}
        found: dict[str, list[tuple[Wanted, Shown]]] = defaultdict(list)
        for one in self.archive.wanted:
            if one.named_by in self.by_slug and fold(one.title) not in have:
                found[one.named_by].append((one, self.by_slug[one.named_by]))
        return found

    def lists(self) -> Iterable[Planned]:
        for kind, groups, names in (("outlet", self.outlets, self.outlet_names), ("author", self.authors, self.author_names)):
            for key in sorted(groups):
                yield from self._list(kind, f"{kind}s/{key}", names[key], groups[key])
        for month in sorted(self.months):
            yield from self._list("month", f"months/{month}", _month_name(month), self.months[month])
        cards = sorted((self.event_cards[event.slug] for event, _ in self.archive.events), key=attrgetter("first", "url"))
        for path, part, pager in _paginate("events/index", cards, self.archive.per_page):
            title = "Events" if not pager.newer else f"Events, page {pager.number}"
            yield Planned(EventsPage(path, title, f"All events of {self.archive.title}", tuple(reversed(part)), pager))

    def _list(self, kind: str, base: str, name: str, members: Sequence[Shown]) -> Iterable[Planned]:
        for path, part, pager in _paginate(base, members, self.archive.per_page):
            total = 0 if pager.newer else len(members)
            title = name if total else f"{name}, page {pager.number}"
            days = self.days(reversed(part), folded=kind == "month")
            description = f"{count(total, 'article')}: {name}" if total else title
            yield Planned(ListPage(path, title, description, kind, name, total, days, pager))

    def directories(self) -> Iterable[Planned]:
        yield from self._directory("outlets", "Outlets", self.outlets, self.outlet_names)
        yield from self._directory("authors", "Authors", self.authors, self.author_names)
        months = tuple(_entry("months", month, _month_name(month), self.months[month]) for month in self._months_latest_first())
        yield Planned(DirectoryPage("months/index.html", "Archive", "All months with articles", "months", months, "", ()))

    def _months_latest_first(self) -> list[str]:
        """The months, those articles that are in none last."""
        return sorted((month for month in self.months if month != UNDATED), reverse=True) + [month for month in self.months if month == UNDATED]

    def _directory(self, kind: str, title: str, groups: dict[str, list[Shown]], names: dict[str, str]) -> Iterable[Planned]:
        entries = [_entry(kind, key, names[key], groups[key]) for key in sorted(groups)]
        path, description = f"{kind}/index.html", f"All {kind} of {self.archive.title}"
        if len(entries) <= LONGEST_DIRECTORY:
            yield Planned(DirectoryPage(path, title, description, kind, tuple(entries), "", ()))
            return
        parts = {letter: tuple(part) for letter, part in groupby(entries, lambda entry: PurePosixPath(entry.url).name[0])}
        letters = tuple(Link(letter.upper(), f"{kind}/index.{letter}.html") for letter in parts)
        yield Planned(DirectoryPage(path, title, description, kind, (), "", letters))
        for link, part in zip(letters, parts.values(), strict=True):
            yield Planned(DirectoryPage(link.url, f"{title}: {link.title}", description, kind, part, link.title, letters))

    def redirects(self) -> Iterable[Planned]:
        targets = [(alias, shown.url, shown.article.title, shown.article.path) for shown in self.archive.shown for alias in shown.article.aliases]
        targets += [(alias, event_address(event.slug), event.title, event.path) for event, _ in self.archive.events for alias in event.aliases]
        for alias, url, title, origin in sorted(targets):
            yield Planned(RedirectPage(alias, title, "", url), origin=origin)


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


def _entry(kind: str, key: str, name: str, members: Sequence[Shown]) -> Entry:
    known = [dates.day(shown.article.date) for shown in members if shown.article.date]
    return Entry(name, f"{kind}/{key}.html", len(members), known[0] if known else "", known[-1] if known else "")


def _month_name(month: str) -> str:
    return "No date" if month == UNDATED else dates.month_name(month)


def changes_address(later: Shown) -> str:
    """The path of the page that shows what a later version of an article changed."""
    return later.url.removesuffix(".html") + ".changes.html"


def _reports(members: Iterable[Shown]) -> list[Shown]:
    return [shown for shown in members if shown.is_own]


def _outlets(members: Iterable[Shown]) -> int:
    return len({slug_of_name(shown.article.outlet) for shown in members if shown.article.outlet})


def _link(shown: Shown) -> Link:
    return Link(shown.article.title, shown.url)


def names_by_address(given: Iterable[str]) -> dict[str, str]:
    """For each address the spelling that most articles use; of equally frequent ones the first by code point."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name in given:
        if name:
            spellings[slug_of_name(name)][name] += 1
    return {key: min(counts, key=lambda name: (-counts[name], name)) for key, counts in spellings.items()}
