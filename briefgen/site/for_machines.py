"""The files that machines read: which feeds and sitemaps there are, and what each is given."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from heapq import nlargest
from typing import Final

import msgspec

from briefgen import dates
from briefgen.keys.syndication import Feeds
from briefgen.library.heads import Head
from briefgen.pages.site import SiteInfo
from briefgen.shelf import digest
from briefgen.site import feeds, making, making_feeds, opml, sitemaps
from briefgen.site.feeds import Channel, Item, Subject
from briefgen.site.making_feeds import Given
from briefgen.site.planned import Planned, Supply
from briefgen.site.shelves import Shelves, changes_address, event_address
from briefgen.site.sitemaps import Report

NAMES: Final = (*feeds.OWN.values(), opml.PATH, sitemaps.PATH, sitemaps.NEWS, "robots.txt", ".nojekyll")
"""Addresses that nothing else may have, whatever is in the archive."""
MOST_OF_LIST: Final = 1_000
"""So many feeds of events, of outlets, of authors and of tags the list of all feeds names: those with the latest articles."""
NOT_MAPPED: Final = frozenset(("404.html", "redirect.html", "dossier.html", "withdrawn.html"))
"""Templates of pages that no sitemap names."""
NEWS_DAYS: Final = 2
"""The archive's newest day and so many in all are news."""

_MAKERS: Final[Mapping[str, Callable[..., bytes]]] = {"atom": making_feeds.atom_feed, "rss": making_feeds.rss_feed, "json": making_feeds.json_feed}


def planned(site: SiteInfo, shelves: Shelves, offered: Feeds, pages: Iterable[Planned]) -> list[Planned]:
    """All of them."""
    mapped = sitemaps_of(site, shelves, pages)
    lines = ("User-agent: *", "Allow: /", *sitemap_lines(site, mapped))
    return [
        *feeds_of(site, shelves, offered),
        *mapped,
        Planned("robots.txt", "", making.robots, (lines,)),
        Planned(".nojekyll", "", making.empty, ()),
    ]


# feeds


def feeds_of(site: SiteInfo, shelves: Shelves, offered: Feeds) -> Iterable[Planned]:
    """The feeds of the archive and of its lists, and the list of them."""
    if not offered.formats:
        return
    channel = Channel(site.title, site.lang, site.base_url)
    whole = Subject(site.title, site.description, "index.html", feeds.ARCHIVE)
    lists = {kind: list(_LISTS[kind](shelves)) for kind in offered.lists}
    filled = _Filled(channel, shelves, offered)
    for subject, members in ((whole, shelves.archive.heads), *(pair for listed in lists.values() for pair in listed)):
        given = (filled(subject, members),)
        for written in offered.formats:
            yield Planned(feeds.path_of(subject.base, written), "", _MAKERS[written], given)
    yield _list_of_all(channel, whole, lists, shelves, offered)


class _Filled:
    """What feeds are given."""

    def __init__(self, channel: Channel, shelves: Shelves, offered: Feeds) -> None:
        self._channel = channel
        self._key = _ENCODER.encode(channel)
        self._archive = shelves.archive
        self._length = offered.length
        self._is_full = offered.text == "full"
        self._sigs = {head.url: self._sig(head) for head in shelves.archive.heads}

    def _sig(self, head: Head) -> bytes:
        """What is another whenever an article's entry is."""
        if self._is_full:
            return digest(head.sig, _ENCODER.encode((head.tags, *self._item(head)[1:])))
        return digest(head.sig, _ENCODER.encode(head.tags)) if head.tags else head.sig

    def _item(self, head: Head) -> Item:
        return Item(head, self._archive.files(head), self._archive.setting(head.path)) if self._is_full else Item(head)

    def __call__(self, subject: Subject, members: Sequence[Head]) -> Supply:
        """What a feed of these articles, oldest first, is given."""
        latest = members[-self._length :]
        sigs = self._sigs
        key = digest(self._key, _ENCODER.encode(subject), b"".join([sigs[head.url] for head in latest]))
        return Supply(key, partial(self._load, subject, latest), latest)

    def _load(self, subject: Subject, latest: Sequence[Head]) -> Given:
        return self._channel, subject, tuple(map(self._item, reversed(latest)))


_Listed = Iterable[tuple[Subject, Sequence[Head]]]


def _events(shelves: Shelves) -> _Listed:
    taken: set[str] = set()
    for event in shelves.archive.events:
        page = event_address(event.slug)
        if page.casefold() not in taken:  # of two events with one address the first one has the page
            taken.add(page.casefold())
            yield _subject(shelves, event.title, shelves.event_cards[event.slug].summary, page), shelves.members[event.slug]


def _outlets(shelves: Shelves) -> _Listed:
    return _named(shelves, "outlets", shelves.outlets, shelves.outlet_names)


def _authors(shelves: Shelves) -> _Listed:
    return _named(shelves, "authors", shelves.authors, shelves.author_names)


def _tags(shelves: Shelves) -> _Listed:
    return _named(shelves, "tags", shelves.tags, shelves.tag_names)


def _named(shelves: Shelves, folder: str, groups: Mapping[str, Sequence[Head]], names: Mapping[str, str]) -> _Listed:
    for key in sorted(groups):
        yield _subject(shelves, names[key], "", f"{folder}/{key}.html"), groups[key]


def _subject(shelves: Shelves, name: str, description: str, page: str) -> Subject:
    title = shelves.archive.words.say("site.page_title", page=name, site=shelves.archive.title)
    return Subject(title, description, page, page.removesuffix(".html"))


_LISTS: Final[Mapping[str, Callable[[Shelves], _Listed]]] = {"events": _events, "outlets": _outlets, "authors": _authors, "tags": _tags}


def _list_of_all(
    channel: Channel, whole: Subject, lists: Mapping[str, Sequence[tuple[Subject, Sequence[Head]]]], shelves: Shelves, offered: Feeds
) -> Planned:
    """The list of all feeds, each in the first of the formats."""
    written = offered.formats[0]
    groups = [("", [whole])]
    for kind, listed in lists.items():
        chosen = listed if len(listed) <= MOST_OF_LIST else sorted(nlargest(MOST_OF_LIST, listed, key=_latest), key=lambda pair: pair[0].page)
        groups.append((shelves.archive.words.say(f"title.{kind}"), [subject for subject, _ in chosen]))
    rows = tuple(
        (title, tuple((one.title, one.page, feeds.path_of(one.base, written)) for one in subjects)) for title, subjects in groups if subjects
    )
    return Planned(opml.PATH, "", making_feeds.opml_file, (channel, rows))


def _latest(pair: tuple[Subject, Sequence[Head]]) -> tuple[str, str]:
    subject, members = pair
    return dates.order(members[-1].date) if members else "", subject.page


# sitemaps


def sitemaps_of(site: SiteInfo, shelves: Shelves, pages: Iterable[Planned]) -> list[Planned]:
    """The sitemap of these pages, in parts where it is long, and the one of news. Search engines that are to leave the archive out are given none,
    and are told of no article whose own address is to be its publisher's."""
    if site.noindex:
        return []
    has_own = site.canonical == "self"
    heads = shelves.archive.heads
    left_out = {url for head in heads if head.noindex for url in (head.url, changes_address(head))}
    templates = NOT_MAPPED if has_own else NOT_MAPPED | {"article.html"}
    shown = [page for page in pages if page.template not in templates and not page.private and not _is_noindexed(page)]
    paths = sorted(page.path for page in shown if page.path not in left_out)
    parts = sitemaps.parts(paths, site.base_url)
    if len(parts) == 1:
        found = [Planned(sitemaps.PATH, "", making_feeds.sitemap, (site.base_url, parts[0]))]
    else:
        names = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
        found = [Planned(name, "", making_feeds.sitemap, (site.base_url, part)) for name, part in zip(names, parts, strict=True)]
        found.append(Planned(sitemaps.PATH, "", making_feeds.sitemap_index, (site.base_url, names)))
    news = _news(shelves) if site.base_url and has_own else ()
    if news:
        reports = tuple(Report(head.url, head.title, _exactly(head.date), head.lang or site.lang) for head in news)
        found.append(Planned(sitemaps.NEWS, "", making_feeds.news_sitemap, (site.base_url, site.title, reports)))
    return found


def _is_noindexed(page: Planned) -> bool:
    """Whether what a page is given says so."""
    return bool(page.given) and bool(getattr(page.given[0], "noindex", False))


def sitemap_lines(site: SiteInfo, mapped: Iterable[Planned]) -> list[str]:
    """The lines of robots.txt that name the sitemaps among these files."""
    paths = {one.path for one in mapped}
    return sitemaps.robots(site.base_url, [name for name in (sitemaps.PATH, sitemaps.NEWS) if name in paths])


def _news(shelves: Shelves) -> list[Head]:
    """The articles of the archive's newest days, latest first: no clock says which days are past."""
    last = dates.as_date(max(shelves.days, default=""))
    if last is None:
        return []
    days = [(last - datetime.timedelta(back)).isoformat() for back in range(NEWS_DAYS) if last.toordinal() > back]
    found = [head for day in days for head in reversed(shelves.days.get(day, [])) if not head.is_copy and not head.noindex]
    return found[: sitemaps.MOST_NEWS]


def _exactly(date: str) -> str:
    """A date as the sitemap of news may have it: a time only with its zone."""
    return date if len(date) > 10 and (date[-1] == "Z" or date[-6] in "+-") else dates.day(date)


_ENCODER: Final = msgspec.msgpack.Encoder()
