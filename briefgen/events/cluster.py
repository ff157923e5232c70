"""Articles that are taken to report one event, and how near two such clusters are.

A cluster has the sum of its members' vectors, so that the average similarity of the members of any two is one product (average linkage).
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import Final

from briefgen import dates

_UNKNOWN_DAY: Final = 0.84
_ANY_DAY: Final = 0.6
"""What is left of a similarity however far apart two days are; so much more of it the nearer they are."""
_DAYS: Final = 36.0
"""After so many days two thirds of the difference that nearness in time makes are gone."""

_APART: Final = 0.6
"""Two clusters whose members are much less like one another than like their own are two events: below this share it counts against them,"""
_HARD: Final = 2.0
"""with this power."""
_PRIOR: Final = 0.2
_PRIOR_PAIRS: Final = 2.0
"""How alike the members of an event are supposed to be, as if so many pairs of them had been seen."""
_ALIKE: Final = 0.5
"""Members are not taken to be more alike than this: reprints would make an event that nothing else can join."""


class Cluster:
    """Articles that are taken to report one event."""

    __slots__ = ("days", "event", "keys", "number", "size", "square", "squares", "total")

    def __init__(self, number: int, event: str = "") -> None:
        self.number, self.event = number, event
        self.keys: list[str] = []
        self.total: dict[str, float] = {}
        """The members' vectors, summed."""
        self.size = 0
        self.days: list[int] = []
        self.square = 0.0
        """The sum's product with itself,"""
        self.squares = 0.0
        """and the members' with themselves, summed: from both follows how alike they are on average."""

    def take(self, other: Cluster, product: float) -> None:
        """Takes another one's members in; `product` is that of the two sums."""
        if self.size == 1:
            self.total = dict(self.total)  # until now that article's own
        for term, weight in other.total.items():
            self.total[term] = self.total.get(term, 0.0) + weight
        self.keys += other.keys
        self.size += other.size
        for day in other.days:
            insort(self.days, day)
        self.square += other.square + 2 * product
        self.squares += other.squares

    def cohesion(self) -> float:
        """The average similarity of two members."""
        pairs = self.size * (self.size - 1)
        return max(0.0, self.square - self.squares) / pairs if pairs else 1.0

    def supposed(self) -> float:
        """How alike members of this event are supposed to be, of which so few may have been seen."""
        pairs = self.size * (self.size - 1) / 2
        return (pairs * min(self.cohesion(), _ALIKE) + _PRIOR_PAIRS * _PRIOR) / (pairs + _PRIOR_PAIRS)


def single(number: int, key: str, day: str, terms: dict[str, float]) -> Cluster:
    """The cluster of one article, whose vector it shares."""
    made = Cluster(number)
    known = dates.as_date(day)
    made.keys, made.total, made.size = [key], terms, 1
    made.days = [known.toordinal()] if known else []
    made.square = made.squares = sum(weight * weight for weight in terms.values())
    return made


def nearness(one: Cluster, other: Cluster, product: float) -> float:
    """From 0 to 1: how likely two clusters report the same event; `product` is that of their sums."""
    similar = product / (one.size * other.size)
    if one.size > 1 and other.size > 1:
        share = similar / math.sqrt(one.supposed() * other.supposed())
        similar *= min(1.0, share / _APART) ** _HARD
    return similar * in_time(one.days, other.days)


def in_time(one: Sequence[int], other: Sequence[int]) -> float:
    """What of a similarity is left, by the fewest days between two sorted lists of days."""
    if not one or not other:
        return _UNKNOWN_DAY
    if len(one) > len(other):
        one, other = other, one
    gap = min(_gap(day, other) for day in one)
    return _ANY_DAY + (1 - _ANY_DAY) * math.exp(-gap / _DAYS)


def _gap(day: int, days: Sequence[int]) -> int:
    place = bisect_left(days, day)
    return min(abs(days[near] - day) for near in (place - 1, place) if 0 <= near < len(days))
