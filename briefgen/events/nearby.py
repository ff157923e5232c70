"""Which articles are likely to be near which: an index from heavy terms to articles, in the order of their days.

What an article's heaviest terms are depends on the whole archive, and takes long to work out. So it is worked out of those articles alone
that have a term that somebody asks for, those first that are nearest in time.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final, NamedTuple

from briefgen.events.profile import Terms, Weigh, is_light, mark, weighed
from briefgen.similarity import Vector

_INDEXED: Final = 14
"""So many of an article's heaviest terms lead to the articles that it is compared with,"""
_POSTED: Final = 64
"""for each term at most so many, the nearest in time,"""
_COMPARED: Final = 12
"""and in the end so many of them."""

_UNSURE: Final = -1.0
"""In place of a weight: the article has the term, and nobody has looked whether it is among its heaviest."""

_Posting = tuple[int, str, float]
"""An article's day and key, and the term's weight in it."""


class _Place(NamedTuple):
    """Where an article stands."""

    day: int
    key: str


class Nearby:
    """Which term leads to which articles, in the order of their days."""

    def __init__(self, weigh: Weigh) -> None:
        self._weigh = weigh
        self._places: dict[str, _Place] = {}
        self._terms: dict[str, Terms] = {}
        self._heaviest: dict[str, dict[str, float]] = {}
        self._postings: dict[str, list[_Posting]] = {}
        self._unsure: set[str] = set()
        """The terms of which some postings are."""

    def add(self, key: str, day: int | None, terms: Terms) -> None:
        """Takes in an article with its day."""
        self._places[key] = _Place(day or 0, key)
        self._terms[key] = terms

    def ask(self, asked: Mapping[str, Vector]) -> None:
        """Makes ready to be asked what is nearest to these articles, and only these; with each its vector."""
        self._postings, self._unsure = {}, set()
        self._heaviest |= {key: _heaviest(vector.items()) for key, vector in asked.items()}
        postings: defaultdict[str, list[_Posting]] = defaultdict(list)
        for key in asked:
            for term, weight in self._of(key).items():
                postings[term].append((*self._places[key], weight))
        by_mark: defaultdict[int, list[str]] = defaultdict(list)
        for term in postings:
            by_mark[mark(term)].append(term)
        wanted = frozenset(by_mark)
        for key, terms in self._terms.items():
            if key in asked:
                continue
            place = self._places[key]
            for number in wanted.intersection(terms.marks()):
                for term in by_mark[number]:
                    postings[term].append((*place, _UNSURE))
                    self._unsure.add(term)
        for posted in postings.values():
            posted.sort()
        self._postings = dict(postings)

    def nearest(self, key: str) -> list[str]:
        """The articles that share most of this one's heaviest terms, itself left out."""
        shared: dict[str, float] = defaultdict(float)
        for term, mine in self._of(key).items():
            for _, other, weight in self._around(term, self._places[key]):
                shared[other] += weight * mine
        shared.pop(key, None)
        return [other for _, other in heapq.nsmallest(_COMPARED, [(-weight, other) for other, weight in shared.items()])]

    def _of(self, key: str) -> dict[str, float]:
        """An article's heaviest terms: by these it is found."""
        if key not in self._heaviest:
            self._heaviest[key] = _heaviest(weighed(self._terms[key], self._weigh))
        return self._heaviest[key]

    def _around(self, term: str, here: _Place) -> Iterable[_Posting]:
        """Those of which it is a heavy term: all if they are few, else as many before as after, by key too, since many may be of one day."""
        posted, half = self._postings[term], _POSTED // 2
        if term not in self._unsure:
            if len(posted) <= _POSTED:
                return posted
            place = bisect_left(posted, here)
            return posted[max(0, place - half) : place + half]
        place = bisect_left(posted, here)
        back, ahead = self._sure(term, reversed(posted[:place])), self._sure(term, islice(posted, place, None))
        before, after = list(islice(back, half)), list(islice(ahead, half))
        if len(before) < half:
            after += islice(ahead, _POSTED + 1 - len(before) - len(after))
        elif len(after) < half:
            before += islice(back, _POSTED + 1 - len(before) - len(after))
        return [*before, *after] if len(before) + len(after) <= _POSTED else [*before[:half], *after[:half]]

    def _sure(self, term: str, posted: Iterable[_Posting]) -> Iterator[_Posting]:
        """Those of which it is a heavy term, one after the other."""
        for day, key, weight in posted:
            if weight != _UNSURE:
                yield day, key, weight
            elif (key in self._heaviest or not is_light(self._terms[key], self._weigh, term, _INDEXED)) and term in (known := self._of(key)):
                yield day, key, known[term]


def _heaviest(found: Iterable[tuple[str, float]]) -> dict[str, float]:
    return {term: -weight for weight, term in heapq.nsmallest(_INDEXED, [(-weight, term) for term, weight in found])}
