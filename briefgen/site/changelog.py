"""The change log's pages and its feed: what each is given to show of the book in `content/changes/`.

What it tells of an article is what may be shown of it today: of one that is kept out of the site nothing, of one that was withdrawn or removed
only that it was. That an event was renamed it tells as long as the event has a page. Slugs are made of titles, which may be those of articles that
are not shown any more: a slug that an event had is told as long as its address leads on, and as an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import msgspec

from briefgen.chronicle import FIELDS, FOLDER, KINDS, RENAMED, Entry
from briefgen.library.heads import Head
from briefgen.pages.changelog import ChangeLogPage, LoggedChange, LoggedDay, LoggedField
from briefgen.pages.links import Link, Pager
from briefgen.pages.site import SiteInfo
from briefgen.shelf import digest
from briefgen.site import making_changelog
from briefgen.site.feeds import Channel
from briefgen.site.making_changelog import FeedDay, Told
from briefgen.site.paginated import paginated
from briefgen.site.planned import Planned, Supply
from briefgen.site.shelves import Shelves, event_address
from briefgen.site.shown import cite

BASE: Final = "changes"
PAGE: Final = f"{BASE}.html"
FEED: Final = f"{BASE}.xml"
FEED_DAYS: Final = 50
"""So many of the newest days the feed has,"""
FEED_CHANGES: Final = 100
"""and of each so many changes."""
_TURNED: Final = ("changed", "refiled")
"""What comes with fields."""


def pages(shelves: Shelves) -> Iterable[Planned]:
    """The pages of the log; none where nothing was recorded."""
    words = shelves.archive.words
    title, description = words.say("title.changes"), words.say("description.changes", title=shelves.archive.title)
    for path, part, pager in _parts(shelves):
        named = words.say("title.page", title=title, number=pager.number) if pager.newer else title
        page = ChangeLogPage(path, named, description, (), pager)
        yield Planned(path, "changelog.html", making_changelog.change_log, (page, _supply(shelves, part)), FOLDER)


def feed(site: SiteInfo, shelves: Shelves) -> Iterable[Planned]:
    """The log's feed, where there is a log and the site has feeds."""
    if shelves.archive.chronicle and site.feeds:
        channel = Channel(site.title, site.lang, site.base_url)
        words = shelves.archive.words
        subject = (words.say("changelog.feed", title=shelves.archive.title), words.say("description.changes", title=shelves.archive.title))
        yield Planned(FEED, "", making_changelog.change_feed, (channel, FEED, PAGE, *subject, _days(shelves), shelves.words_given))


def _days(shelves: Shelves) -> tuple[FeedDay, ...]:
    """What the feed has, newest first."""
    found: dict[str, FeedDay] = {}
    for path, part, _ in reversed(list(_parts(shelves))):
        for day in reversed(making_changelog.days([(date, change) for date, change, _, _ in _told(shelves, part)])):
            if day.date in found:  # it begins on this page, and ends on a newer one
                ending = found[day.date]
                found[day.date] = _shortened(LoggedDay(day.date, (*day.changes, *ending.day.changes)), ending.page, ending.more)
            elif len(found) == FEED_DAYS:
                return tuple(found.values())
            else:
                found[day.date] = _shortened(day, path)
    return tuple(found.values())


def _shortened(day: LoggedDay, page: str, more: int = 0) -> FeedDay:
    return FeedDay(LoggedDay(day.date, day.changes[:FEED_CHANGES]), more + max(0, len(day.changes) - FEED_CHANGES), page)


_Line: TypeAlias = tuple[str, Entry]
"""A change with its day."""


def _parts(shelves: Shelves) -> Iterable[tuple[str, Sequence[_Line], Pager]]:
    """What stands on each page, oldest first; nothing where nothing was recorded."""
    if not shelves.archive.chronicle:
        return ()
    hidden, unseen = shelves.archive.hidden, shelves.archive.unseen
    lines = [(day.date, entry) for day in shelves.archive.chronicle for entry in day.entries]
    addresses = shelves.event_addresses | shelves.old_addresses
    lines = [line for line in lines if line[1].kind != RENAMED or line[1].url in addresses]
    told = [line for line in lines if line[1].kind == RENAMED or hidden.isdisjoint((line[1].url, line[1].slug))] if hidden else lines
    told = [line for line in told if _is_seen(line[1], unseen)] if unseen else told
    return paginated(BASE, told, shelves.archive.per_page)


def _is_seen(entry: Entry, unseen: frozenset[str]) -> bool:
    """Whether a change is more than one between events that the site does not name."""
    before, after = entry.events or ((), ())
    return entry.kind != "refiled" or set(before) - unseen != set(after) - unseen


def _supply(shelves: Shelves, part: Sequence[_Line]) -> Supply:
    """What a page is given to tell: of most pages nothing has changed, and then all that is worked out is a digest."""
    known: list[object] = []
    for _, entry in part:
        head = _head(shelves, entry)
        if head is None:
            known.append(entry.url in shelves.notices)
        else:
            known.append((head.sig, shelves.archive.files(head) if entry.new else None))
        if entry.events:
            known.append(_events(shelves, entry))
    return Supply(digest(_ENCODER.encode((part, known))), lambda: _told(shelves, part))


def _told(shelves: Shelves, part: Iterable[_Line]) -> tuple[Told, ...]:
    """What is told, as far as it is known without the articles' texts."""
    return tuple(_change(shelves, date, entry) for date, entry in part)


def _head(shelves: Shelves, entry: Entry) -> Head | None:
    """The article that a change is of, if it is shown."""
    if entry.kind == RENAMED:
        return None
    listed = shelves.listed.get(entry.url)
    return listed.head if listed else shelves.by_slug.get(entry.slug)


def _change(shelves: Shelves, date: str, entry: Entry) -> Told:
    if not entry.url:
        return date, LoggedChange(KINDS[0], None, "", "", articles=entry.articles), None, ()
    if entry.kind == RENAMED:
        names = tuple(field for field in _fields(shelves, entry) if field.field == "events")
        return date, LoggedChange(entry.kind, None, entry.url, "", names), None, ()
    head = _head(shelves, entry)
    if head is None:
        return date, LoggedChange(entry.kind, None, entry.url, entry.url if entry.url in shelves.notices else ""), None, ()
    change = LoggedChange(
        kind=entry.kind,
        article=cite(head),
        address=entry.url,
        notice="",
        fields=tuple(_fields(shelves, entry)) if entry.kind in _TURNED else (),
        added=len(entry.new),
        gone=entry.gone,
        replaced=min(entry.replaced, len(entry.new), entry.gone),
        moved=entry.moved,
    )
    return date, change, shelves.archive.files(head) if entry.new and head.has_text else None, entry.new


def _fields(shelves: Shelves, entry: Entry) -> Iterable[LoggedField]:
    for field in FIELDS:
        turned = getattr(entry, field)
        if turned is not None:
            before, after = _events(shelves, entry) if field == "events" else map(_values, turned)
            if before != after:  # else they differ in what the site does not name
                yield LoggedField(field, before, after)


def _values(given: str | tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(Link(value, "") for value in ((given,) if isinstance(given, str) else given) if value)


def _events(shelves: Shelves, entry: Entry) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The events before and after, as far as the site names them. Of one that was renamed the name that it had is an address, if it is any."""
    before, after = (tuple(slug for slug in slugs if slug not in shelves.archive.unseen) for slugs in entry.events or ((), ()))
    if entry.kind == RENAMED:
        return tuple(_old(slug) for slug in before if _leads_on(shelves, slug)), tuple(_event(shelves, slug) for slug in after)
    return tuple(_event(shelves, slug) for slug in before), tuple(_event(shelves, slug) for slug in after)


def _event(shelves: Shelves, slug: str) -> Link:
    """An event; of one that has no page any more the address, as long as that leads on, or else nothing."""
    return shelves.event_links.get(slug) or (_old(slug) if _leads_on(shelves, slug) else Link("", ""))


def _old(slug: str) -> Link:
    return Link(event_address(slug), "")


def _leads_on(shelves: Shelves, slug: str) -> bool:
    return event_address(slug) in shelves.old_addresses


_ENCODER: Final = msgspec.msgpack.Encoder()
