"""Articles and events to pages: which pages there are, and what each one shows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Final, TypeVar

from briefgen import content, dates
from briefgen.files import digest
from briefgen.model import Article, Event
from briefgen.site import charts
from briefgen.site.feeds import FEED_LENGTH
from briefgen.site.pages import (
    ArticlePage,
    Card,
    Day,
    DirectoryPage,
    Entry,
    EventCard,
    EventPage,
    EventsPage,
    Home,
    Link,
    ListPage,
    NotFoundPage,
    OutletShare,
    Page,
    Pager,
    RedirectPage,
    SearchPage,
)
from briefgen.site.render import count
from briefgen.text import fold, shorten, slug, squeeze

_T = TypeVar("_T")

UNDATED: Final = "undated"
"""Stands for the month of articles of which no month is known."""

HOME_EVENTS: Final = 8
HOME_ARTICLES: Final = 20
LONGEST_DIRECTORY: Final = 300
"""Above so many entries a directory has a page for each letter."""
SUMMARY_LENGTH: Final = 220
EXCERPT_LENGTH: Final = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """An article with what the site may show of its body: all, its beginning, or nothing, as its `rights` say."""

    article: Article
    html: str
    text: str
    """Plain text, a line for each paragraph: what is searched."""
    words: int
    """Of the whole body."""

    @property
    def url(self) -> str:
        """Its page's address: that of its file, so that a change of title or date leaves it alone."""
        return address(str(PurePosixPath(self.article.path).with_suffix(".html")))


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
    title: str
    description: str
    per_page: int


def address(path: str) -> str:
    """The path of a page without the signs that mean something in addresses or that some disk cannot hold."""
    return _UNFIT.sub("-", path)


_UNFIT: Final = re.compile(r"[<>:\"|?*#%\\\x00-\x1f\x7f-\x9f\u2028\u2029]")


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
    return Plan((*pages, *shelves.article_pages(), *shelves.event_pages(), *shelves.redirects()), latest)


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
        summary = event.summary or next((self.cards[shown.url].summary for shown in members if not shown.article.copy_of), "")
        return EventCard(
            title=event.title,
            url=event_address(event.slug),
            summary=summary,
            first=dates.day(known[0]) if known else "",
            last=dates.day(known[-1]) if known else "",
            articles=len(members),
            outlets=len({slug_of_name(shown.article.outlet) for shown in members if shown.article.outlet}),
        )

    def days(self, shown: Iterable[Shown]) -> tuple[Day, ...]:
        def day(one: Shown) -> str:
            return dates.day(one.article.date)

        return tuple(Day(date, tuple(self.cards[one.url] for one in group)) for date, group in groupby(shown, day))

    # pages

    def home(self) -> Planned:
        archive = self.archive
        events = sorted((card for card in self.event_cards.values() if card.articles), key=attrgetter("last", "first", "url"), reverse=True)
        latest = tuple(self.cards[shown.url] for shown in reversed(archive.shown[-HOME_ARTICLES:]))
        return Planned(Home("index.html", archive.title, archive.description, tuple(events[:HOME_EVENTS]), latest))

    def article_pages(self) -> Iterable[Planned]:
        neighbours = self._neighbours()
        for shown in self.archive.shown:
            article = shown.article
            older, newer = neighbours.get(shown.url, (None, None))
            original = self.by_slug.get(article.copy_of)
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
                copy_of=_link(original) if original else None,
                copies=tuple(map(_link, self.copies[article.slug])),
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
            dated = [shown for shown in members if shown.article.date]  # what has no date stands before nothing and after nothing
            links = [None, *map(_link, dated), None]
            for place, shown in enumerate(dated):
                if shown.article.events and shown.article.events[0] == event:
                    found[shown.url] = (links[place], links[place + 2])
        return found

    def event_pages(self) -> Iterable[Planned]:
        for event, body in self.archive.events:
            card, members = self.event_cards[event.slug], self.members[event.slug]
            by_outlet: dict[str, list[Shown]] = defaultdict(list)
            for shown in members:
                by_outlet[slug_of_name(shown.article.outlet) if shown.article.outlet else ""].append(shown)
            ranked = sorted(by_outlet.items(), key=lambda item: (item[0] == "", -len(item[1]), item[0]))
            page = EventPage(
                path=card.url,
                title=event.title,
                description=card.summary,
                summary=event.summary,
                first=card.first,
                last=card.last,
                articles=card.articles,
                days=self.days(sorted(members, key=lambda one: (dates.day(one.article.date) or "9999", bool(one.article.copy_of)))),
                outlets=tuple(
                    OutletShare(self.outlet_link(group[0].article), tuple(self.cards[shown.url] for shown in group)) for _, group in ranked
                ),
                chart=charts.coverage(Counter(dates.day(shown.article.date) for shown in members)),
                extra=dict(event.extra),
            )
            yield Planned(page, body, event.path)

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
            days = self.days(reversed(part))
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


def _link(shown: Shown) -> Link:
    return Link(shown.article.title, shown.url)


def slug_of_name(name: str) -> str:
    """A name's address. One that is not in Latin letters has a digest in it, since its transliteration is other names' too."""
    made = slug(name)
    folded = fold(name)
    if not made or not folded.isascii():
        return f"{made or 'name'}-{digest(folded.encode() or name.encode())[:6]}"
    return "index-x" if made == "index" else made


def names_by_address(given: Iterable[str]) -> dict[str, str]:
    """For each address the spelling that most articles use; of equally frequent ones the first by code point."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for name in given:
        if name:
            spellings[slug_of_name(name)][name] += 1
    return {key: min(counts, key=lambda name: (-counts[name], name)) for key, counts in spellings.items()}
