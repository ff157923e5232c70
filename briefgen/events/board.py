"""All clusters of an archive: the events that are filed, and each new article one of its own, joined until none are near enough.

Most events of a large archive are far from any new article. So an article is weighed, and its event's cluster made, when somebody asks.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from briefgen import dates
from briefgen.events.cluster import Cluster, nearness, single
from briefgen.events.nearby import Nearby
from briefgen.events.profile import Terms, Weigh, vector
from briefgen.progress import Progress, quiet
from briefgen.similarity import cosine

JOIN: Final = 0.1
"""The nearness from which two clusters are joined. Chosen with the other numbers here by leaving out each of five corpora in turn."""
ALSO: Final = 0.11
"""The nearness from which an article is filed under a second event too, when it is this much as near to that one as to its own:"""
_AS_NEAR: Final = 0.55
"""of 1,322 articles 23 are."""

_TORN: Final = 3
"""So many articles, and half of the smaller event's, that would be under both show that two events are one."""
_SEVERAL: Final = 2
"""Fewer articles are no event to be filed under besides another."""

_NEIGHBOURS: Final = 16
"""A cluster that took another one in is compared again with so many of both their neighbours,"""
_HOPELESS: Final = JOIN / 2
"""and with none that were farther than this: of two averages the common one lies between."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article, as grouping sees it."""

    key: str
    date: str
    terms: Terms
    events: tuple[str, ...] | None = ()
    """The events that it is filed under already; None when a person wants it in none."""
    copy_of: str = ""
    """The key of the article that it copies: it goes where that one goes, and counts for nothing itself."""


NEW: Final = "\0"
"""What the name of a new event begins with, until it is named."""


_Edge = tuple[float, int, int, int, int]
"""Two clusters, and at which of their versions they were so near; the nearness is negative, so that the nearest is the smallest."""


class Board:
    """All clusters: the events that are filed, and each new article one of its own; and which are near which."""

    def __init__(self, items: Sequence[Item], weigh: Weigh, progress: Progress = quiet) -> None:
        self.of_item: dict[str, list[int]] = {}
        """The clusters that hold an item, before any are joined."""
        self.neighbours: dict[int, dict[int, float]] = {}
        self.into: dict[int, int] = {}
        """Of a cluster that was taken in, the one that took it."""
        self._near: dict[str, list[int]] = {}
        self._second: dict[str, int] = {}
        self._weigh = weigh
        self._items: dict[str, Item] = {}
        self._vectors: dict[str, dict[str, float]] = {}
        self._clusters: dict[int, Cluster] = {}
        """By number, those that somebody has asked for."""
        self._first: list[tuple[str, list[Item]]] = []
        """The name and the members of each cluster before any are joined, by number; the name of a new article's own is ''."""
        self._events: dict[str, int] = {}
        self._index = Nearby(weigh)
        for item in items:
            if item.events is not None:
                self._add(item)
        new = [item for item in items if item.events == ()]
        self._index.ask({item.key: self.vector(item.key) for item in progress(new, "Weighing", len(new))})
        for item in progress(new, "Comparing", len(new)):
            self._look_around(item)

    def _add(self, item: Item) -> None:
        self._items[item.key] = item
        self._index.add(item.key, _day(item), item.terms)
        if not item.events:
            self.of_item[item.key] = [len(self._first)]
            self._first.append(("", [item]))
            return
        for event in item.events:
            if event not in self._events:
                self._events[event] = len(self._first)
                self._first.append((event, []))
            self._first[self._events[event]][1].append(item)
        self.of_item[item.key] = [self._events[event] for event in item.events]

    def vector(self, key: str) -> dict[str, float]:
        """An item's weighed terms."""
        if key not in self._vectors:
            self._vectors[key] = vector(self._items[key].terms, self._weigh)
        return self._vectors[key]

    def cluster(self, number: int) -> Cluster:
        """A cluster by its number."""
        if number not in self._clusters:
            event, items = self._first[number]
            singles = (single(number, item.key, item.date, self.vector(item.key)) for item in items)
            self._clusters[number] = _filed_under(Cluster(number, event), singles) if event else next(singles)
        return self._clusters[number]

    def _look_around(self, item: Item) -> None:
        """Notes how near a new article is to the clusters of the articles that share its heaviest terms."""
        (mine,) = self.of_item[item.key]
        near = self._index.nearest(item.key)
        self._near[item.key] = list(dict.fromkeys(number for key in near for number in self.of_item[key]))
        for number in self._near[item.key]:
            if number != mine and number not in self.neighbours.setdefault(mine, {}):
                self._note(mine, number)

    def _note(self, one: int, other: int) -> None:
        score = self.nearness(one, other)
        self.neighbours.setdefault(one, {})[other] = score
        self.neighbours.setdefault(other, {})[one] = score

    def nearness(self, one: int, other: int) -> float:
        """How near two clusters are by their numbers."""
        first, second = self.cluster(one), self.cluster(other)
        return nearness(first, second, cosine(first.total, second.total))

    def join_all(self, enough: float = JOIN) -> None:
        """Joins the two nearest clusters until none are near enough."""
        versions: dict[int, int] = defaultdict(int)
        heap = [
            (-score, one, other, 0, 0)
            for one, near in self.neighbours.items()
            for other, score in near.items()
            if one < other and score >= enough and self._may_join(one, other)
        ]
        heapq.heapify(heap)
        self._empty(heap, versions, enough)
        while near := self._overlooked(enough):
            heap = [(-score, one, other, versions[one], versions[other]) for one, other, score in near]
            heapq.heapify(heap)
            self._empty(heap, versions, enough)

    def _overlooked(self, enough: float) -> list[tuple[int, int, float]]:
        """Pairs of clusters that are near enough by now and were not compared since they grew: those of articles that were once compared."""
        pairs = {
            (min(own, other), max(own, other))
            for key, near in self._near.items()
            for own in (self._now(self.of_item[key][0]),)
            for other in map(self._now, near)
            if own != other and other not in self.neighbours.get(own, {}) and self._may_join(own, other)
        }
        for one, other in sorted(pairs):
            self._note(one, other)
        scored = ((one, other, self.neighbours[one][other]) for one, other in sorted(pairs))
        return [(one, other, score) for one, other, score in scored if score >= enough]

    def _empty(self, heap: list[_Edge], versions: dict[int, int], enough: float) -> None:
        """Joins along the edges, the surest first, and along those that come of it."""
        while heap:
            _, one, other, mine, its = heapq.heappop(heap)
            if one in self.into or other in self.into or (versions[one], versions[other]) != (mine, its):
                continue
            keep, gone = (other, one) if self._first[other][0] else (one, other)
            self._join(keep, gone)
            versions[keep] += 1
            for near, score in self.neighbours[keep].items():
                if score >= enough and self._may_join(keep, near):
                    first, second = sorted((keep, near))
                    heapq.heappush(heap, (-score, first, second, versions[first], versions[second]))

    def _may_join(self, one: int, other: int) -> bool:
        return not (self._first[one][0] and self._first[other][0])

    def _join(self, keep: int, gone: int) -> None:
        first, second = self.cluster(keep), self.cluster(gone)
        first.take(second, cosine(first.total, second.total))
        self.into[gone] = keep
        near = self.neighbours.pop(gone, {})
        for number in near:
            self.neighbours[number].pop(gone, None)
        both = near | self.neighbours.get(keep, {})
        for number in both:
            self.neighbours[number].pop(keep, None)
        both.pop(keep, None)
        both.pop(gone, None)
        self.neighbours[keep] = {}
        near_enough = sorted([(-score, number) for number, score in both.items() if score >= _HOPELESS])
        for _, number in near_enough[:_NEIGHBOURS]:
            self._note(keep, number)

    def join_torn(self) -> None:
        """Finds the articles that report a second event. Clusters of which several articles belong to both are joined: those are not two
        events, but one that was torn."""
        torn = True
        while torn:
            self._second = {key: other for key in self._near if (other := self._also(key)) is not None}
            both = Counter(tuple(sorted((self._now(self.of_item[key][0]), other))) for key, other in self._second.items())
            torn = False
            for (one, other), shared in sorted(both.items(), key=lambda item: (-item[1], item[0])):
                first, second = self._now(one), self._now(other)
                enough = max(_TORN, min(self.cluster(first).size, self.cluster(second).size) / 2)
                if first != second and shared >= enough and self._may_join(first, second):
                    self._join(*((second, first) if self._first[second][0] else (first, second)))
                    torn = True

    def places(self) -> dict[str, tuple[str, ...]]:
        """The events of each new article, its own first, once all are joined."""
        found: dict[str, tuple[str, ...]] = {}
        for key in self._near:
            own = self._now(self.of_item[key][0])
            found[key] = (self._name(own), self._name(self._second[key])) if key in self._second else (self._name(own),)
        return found

    def without(self, cluster: Cluster, keys: Set[str]) -> Cluster | None:
        """The cluster as it would be without these members; None where none is left."""
        made = Cluster(-1)
        made.keys = [key for key in cluster.keys if key not in keys]
        made.total = dict(cluster.total)
        for key in sorted(keys & set(cluster.keys)):
            for term, weight in self.vector(key).items():
                made.total[term] -= weight
        made.days = sorted(day for key in made.keys if (day := _day(self._items[key])) is not None)
        made.size = len(made.keys)
        made.square = cosine(made.total, made.total)
        made.squares = cluster.squares - sum(cosine(self.vector(key), self.vector(key)) for key in sorted(keys & set(cluster.keys)))
        return made if made.keys else None

    def _alone(self, key: str) -> Cluster:
        return single(-1, key, self._items[key].date, self.vector(key))

    def groups(self) -> list[list[str]]:
        """The keys of each cluster that stands, the largest first."""
        standing = [sorted(self.cluster(number).keys) for number in range(len(self._first)) if number not in self.into]
        return sorted(standing, key=lambda keys: (-len(keys), keys))

    def filed(self) -> list[Cluster]:
        """The clusters of the events that have a name, sorted by it."""
        return [self.cluster(number) for _, number in sorted(self._events.items())]

    def events_around(self, groups: Sequence[Sequence[str]]) -> list[set[int]]:
        """For each group of filed articles the clusters of those articles that share most of their heaviest terms."""
        self._index.ask({key: self.vector(key) for keys in groups for key in keys})
        return [{number for key in keys for other in self._index.nearest(key) for number in self.of_item[other]} for keys in groups]

    def _now(self, number: int) -> int:
        while number in self.into:
            number = self.into[number]
        return number

    def _name(self, number: int) -> str:
        return self._first[number][0] or f"{NEW}{number}"

    def _also(self, key: str) -> int | None:
        """A second event that the article reports nearly as much as its own, if there is one."""
        own = self._now(self.of_item[key][0])
        home, weighed = self.cluster(own), self.vector(key)
        others = sorted({self._now(number) for number in self._near[key]} - {own}) if home.size >= _SEVERAL else []
        alone = self._alone(key)
        scored = [(self._to(alone, number), number) for number in others if self.cluster(number).size >= _SEVERAL]
        score, number = max(scored, key=lambda pair: (pair[0], -pair[1]), default=(0.0, 0))
        if score < ALSO:
            return None
        alike = (cosine(home.total, weighed) - cosine(weighed, weighed)) / (home.size - 1)
        return number if score >= _AS_NEAR * alike else None

    def _to(self, alone: Cluster, number: int) -> float:
        there = self.cluster(number)
        return nearness(alone, there, cosine(there.total, alone.total))


def _filed_under(event: Cluster, articles: Iterable[Cluster]) -> Cluster:
    """An event's cluster with its articles taken in."""
    for alone in articles:
        event.take(alone, cosine(event.total, alone.total))
    return event


def _day(item: Item) -> int | None:
    known = dates.as_date(item.date)
    return known.toordinal() if known else None
