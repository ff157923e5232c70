"""Which articles are likely to be near which: an index from heavy terms to articles, in the order of their days."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from briefgen.similarity import Vector

_INDEXED: Final = 14
"""So many of an article's heaviest terms lead to the articles that it is compared with,"""
_POSTED: Final = 64
"""for each term at most so many, the nearest in time,"""
_COMPARED: Final = 12
"""and in the end so many of them."""


class Nearby:
    """Which term leads to which articles, in the order of their days."""

    def __init__(self) -> None:
        self._postings: dict[str, list[tuple[int, str, float]]] = defaultdict(list)
        self._sorted = False

    def add(self, key: str, days: Sequence[int], weighed: Vector) -> None:
        """Takes in an article with its days, none or one, and its vector."""
        day = days[0] if days else 0
        for term in heaviest(weighed):
            self._postings[term].append((day, key, weighed[term]))

    def nearest(self, key: str, days: Sequence[int], weighed: Vector) -> list[str]:
        """The articles that share most of this one's heaviest terms, itself left out."""
        if not self._sorted:
            for posted in self._postings.values():
                posted.sort()
            self._sorted = True
        shared: dict[str, float] = defaultdict(float)
        for term in heaviest(weighed):
            mine = weighed[term]
            for _, other, weight in self._around(term, days, key):
                shared[other] += weight * mine
        shared.pop(key, None)
        return [other for _, other in heapq.nsmallest(_COMPARED, [(-weight, other) for other, weight in shared.items()])]

    def _around(self, term: str, days: Sequence[int], key: str) -> Sequence[tuple[int, str, float]]:
        posted = self._postings[term]
        if len(posted) <= _POSTED:
            return posted
        place = bisect_left(posted, (days[0] if days else 0, key))  # by key too: many may be of one day, or of none
        return posted[max(0, place - _POSTED // 2) : place + _POSTED // 2]


def heaviest(weighed: Vector) -> list[str]:
    """The terms by which an article is found."""
    return [term for _, term in heapq.nsmallest(_INDEXED, [(-weight, term) for term, weight in weighed.items()])]
