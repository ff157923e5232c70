"""What outlets and authors have to show for themselves: events and who was first, whose text was carried, and how outlets compare."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from statistics import median
from typing import Final, NamedTuple

from briefgen import dates
from briefgen.library.heads import Head
from briefgen.pages.links import Tally
from briefgen.pages.sources import Comparison, Coverage
from briefgen.site.numbers import numbers_of
from briefgen.site.shelves import Shelves, span_of
from briefgen.site.shown import line_of_descent, slug_of_name

MOST: Final = 12
"""Events, authors or outlets that such a page names."""


class _Measured(NamedTuple):
    """What of an outlet, or of all, can be compared."""

    words: list[int]
    """Of each article of its own that has any."""
    delays: list[int]
    """For each event that others reported too, the days between the first report and its own first one."""
    races: list[bool]
    """For each of these of which it is known who was first, whether that was this outlet."""

    def values(self) -> dict[str, float]:
        """What can be said, by the kind of comparison."""
        found: dict[str, float] = {}
        if self.words:
            found["words"] = median(self.words)
        if self.races:
            found["first"] = 100 * sum(self.races) / len(self.races)
        if self.delays:
            found["delay"] = median(self.delays)
        return found


class Records:
    """The whole archive, looked at once for all outlets and authors."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._firsts: dict[str, str] = {}
        """The address of each event's first report, where there are others and it is certain."""
        self._outlets: dict[str, _Measured] = defaultdict(lambda: _Measured([], [], []))
        self._copies: Counter[str] = Counter()
        """How many articles of each outlet are copies."""
        self._copied: dict[str, Counter[str]] = defaultdict(Counter)
        self._copied_by: dict[str, Counter[str]] = defaultdict(Counter)
        for head in shelves.archive.heads:
            if head.outlet and head.copy_of:
                self._copy(head)
            elif head.outlet and head.words and not head.version_of:
                self._outlets[slug_of_name(head.outlet)].words.append(head.words)
        for event, members in shelves.members.items():
            if len(members) > 1:
                self._race(event, [head for head in members if head.is_own and head.date])
        everyone = _Measured([], [], [])
        for measured in self._outlets.values():
            everyone.words.extend(measured.words)
            everyone.delays.extend(measured.delays)
            everyone.races.extend(measured.races)
        self._everyone = everyone.values()
        self._articles = sum(map(len, shelves.outlets.values()))

    def _copy(self, head: Head) -> None:
        carrier = slug_of_name(head.outlet)
        self._copies[carrier] += 1
        line = line_of_descent(head, self._shelves.by_slug)
        if line and line[-1].outlet and (original := slug_of_name(line[-1].outlet)) != carrier:
            self._copied[carrier][original] += 1
            self._copied_by[original][carrier] += 1

    def _race(self, event: str, reports: Sequence[Head]) -> None:
        """Who reported an event when. `reports` are those with a date, oldest first, without copies and later versions."""
        if len(reports[0].date if reports else "") < 10:  # before any of which the day is known, others reported it
            return
        reports = [head for head in reports if len(head.date) >= 10]
        if len(reports) < 2:
            return
        first = _first_report(reports)
        self._firsts[event] = first.url if first else ""
        began: dict[str, str] = {}
        for head in reports:
            if head.outlet:
                began.setdefault(slug_of_name(head.outlet), head.date[:10])
        if len(began) < 2:
            return
        start = datetime.date.fromisoformat(reports[0].date[:10])
        winner = slug_of_name(first.outlet) if first and first.outlet else ""
        for outlet, day in began.items():
            measured = self._outlets[outlet]
            measured.delays.append((datetime.date.fromisoformat(day) - start).days)
            if winner:
                measured.races.append(outlet == winner)

    def covered(self, members: Iterable[Head]) -> tuple[tuple[Coverage, ...], int]:
        """What an outlet or an author reported of each event, the latest first, and how many events more there are. `members` are all its
        articles, oldest first."""
        by_event: dict[str, list[Head]] = defaultdict(list)
        for head in members:
            for event in head.events or ():
                by_event[event].append(head)
        last = {event: span_of(listed)[1] for event, listed in by_event.items()}
        latest = sorted(by_event, key=lambda event: (dates.order(last[event]), event), reverse=True)
        return tuple(self._coverage(event, by_event[event], last[event]) for event in latest[:MOST]), max(0, len(latest) - MOST)

    def _coverage(self, event: str, members: Sequence[Head], last: str) -> Coverage:
        first = self._firsts.get(event, "")
        numbers = numbers_of(members)
        return Coverage(
            event=self._shelves.event_links[event],
            articles=numbers.articles,
            of=self._shelves.event_cards[event].articles,
            first=bool(first) and any(head.url == first for head in members),
            last=last,
            copies=numbers.copies,
            versions=numbers.versions,
        )

    def authors(self, members: Iterable[Head]) -> tuple[Tally, ...]:
        """Who wrote these."""
        return tallies("authors", Counter(key for head in members for key in _authors(head)), self._shelves.author_names)

    def together(self, author: str, members: Iterable[Head]) -> tuple[Tally, ...]:
        """With whom an author wrote these."""
        others = Counter(key for head in members if len(head.authors) > 1 for key in _authors(head) if key != author)
        return tallies("authors", others, self._shelves.author_names)

    def outlets(self, members: Iterable[Head]) -> tuple[Tally, ...]:
        """For whom these were written."""
        return tallies("outlets", Counter(slug_of_name(head.outlet) for head in members if head.outlet), self._shelves.outlet_names)

    def compared(self, outlet: str) -> tuple[Comparison, ...]:
        """How an outlet compares with all; empty where it is the only one. Values have two significant digits: so one article more seldom
        changes the pages of other outlets."""
        outlets = self._shelves.outlets
        if len(outlets) < 2:
            return ()
        articles = len(outlets[outlet])
        own = self._outlets[outlet].values() if outlet in self._outlets else {}
        pairs = [
            ("share", 100 * articles / self._articles, 100 / len(outlets)),
            *((kind, own[kind], self._everyone[kind]) for kind in ("words", "first", "delay") if kind in own),
            ("copied", 100 * self._copies[outlet] / articles, 100 * self._copies.total() / self._articles),
        ]
        return tuple(Comparison(kind, _rounded(one), _rounded(all_)) for kind, one, all_ in pairs)

    def copied(self, outlet: str) -> tuple[Tally, ...]:
        """Outlets whose text it carried."""
        return tallies("outlets", self._copied.get(outlet, {}), self._shelves.outlet_names)

    def copied_by(self, outlet: str) -> tuple[Tally, ...]:
        """Outlets that carried its text."""
        return tallies("outlets", self._copied_by.get(outlet, {}), self._shelves.outlet_names)


def tallies(folder: str, numbers: Mapping[str, int], names: Mapping[str, str]) -> tuple[Tally, ...]:
    """Those of whom there are most, at most twelve. Keys are their addresses."""
    ranked = sorted(numbers, key=lambda key: (-numbers[key], key))[:MOST]
    return tuple(Tally(names[key], f"{folder}/{key}.html", numbers[key]) for key in ranked)


def _authors(head: Head) -> Iterable[str]:
    return dict.fromkeys(map(slug_of_name, head.authors))


def _first_report(reports: Sequence[Head]) -> Head | None:
    """The first, where that is certain: alone on its day, or the earliest of those with an hour."""
    day = reports[0].date[:10]
    same = list(takewhile(lambda head: head.date[:10] == day, reports))
    if len(same) == 1:
        return same[0]
    if any(len(head.date) == 10 for head in same):
        return None
    return min(same, key=lambda head: (dates.instant(head.date), head.url))


def _rounded(value: float) -> float:
    return float(f"{value:.2g}")
