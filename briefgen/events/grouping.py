"""Which event an article reports: one that is there already, or a new one.

Articles are taken in the order of their dates. Each is compared with the events that share one of its heavy terms, by its average
similarity to their members times their nearness in time, and joins the best one that is near enough.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from briefgen import dates
from briefgen.progress import Progress, quiet
from briefgen.similarity import Vector, cosine

JOIN: Final = 0.18
"""The nearness from which an article joins an event. From 0.17 to 0.25 the sample archive's events come out as they should."""
HALF_LIFE: Final = 25.0
"""After so many days between an article and an event's nearest one, their similarity counts half."""
_INDEXED: Final = 25
"""So many of an article's heaviest terms lead to the events it is compared with."""
_MOST_MEMBERS: Final = 40
"""Of a long event so many of the latest members are compared."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article, as grouping sees it."""

    key: str
    date: str
    vector: Vector
    events: tuple[str, ...] | None = ()
    """The events that it is filed under already; None when a person wants it in none."""


def group(items: Iterable[Item], progress: Progress = quiet) -> tuple[dict[str, str], list[tuple[str, ...]]]:
    """For each item without an event the existing event that it joins; and the new events, as lists of their items.

    Items that are filed already stay where they are. The order of `items` changes nothing. Keys in both answers are items' keys.
    """
    board = _Board()
    listed = sorted(items, key=lambda item: (item.date or "9999", item.key))
    for item in listed:
        for event in item.events or ():
            board.add(event, item)
    joined: dict[str, str] = {}
    new: dict[str, list[str]] = {}
    for item in progress(listed, "Filing", len(listed)):
        if item.events is None or item.events:
            continue
        event = board.nearest(item) or f"\0{item.key}"
        board.add(event, item)
        if event.startswith("\0"):
            new.setdefault(event, []).append(item.key)
        else:
            joined[item.key] = event
    return joined, [tuple(keys) for keys in new.values()]


class _Board:
    """The events so far: their members, and which heavy term leads to which events."""

    def __init__(self) -> None:
        self.members: dict[str, list[Item]] = defaultdict(list)
        self.by_term: dict[str, set[str]] = defaultdict(set)

    def add(self, event: str, item: Item) -> None:
        self.members[event].append(item)
        for term in heaviest(item.vector):
            self.by_term[term].add(event)

    def nearest(self, item: Item) -> str | None:
        """The event that the item is nearest to, if it is near enough; of equals the first by name."""
        candidates = {event for term in heaviest(item.vector) for event in self.by_term.get(term, ())}
        scored = [(nearness(item, self.members[event][-_MOST_MEMBERS:]), event) for event in candidates]
        best = min(scored, key=lambda pair: (-pair[0], pair[1]), default=(0.0, ""))
        return best[1] if best[0] >= JOIN else None


def nearness(item: Item, members: Sequence[Item]) -> float:
    """The average similarity to the members, times how near in time the nearest of them is."""
    similar = sum(cosine(item.vector, member.vector) for member in members) / len(members)
    return similar * max(in_time(item.date, member.date) for member in members)


def in_time(one: str, other: str) -> float:
    """From 1 (the same day) down, halved for every HALF_LIFE days; 0.8 when a day is not known."""
    first, second = dates.as_date(one), dates.as_date(other)
    if first is None or second is None:
        return 0.8
    return math.exp(-math.log(2) * abs((first - second) / datetime.timedelta(days=1)) / HALF_LIFE)


def heaviest(vector: Vector) -> list[str]:
    """The terms by which an item is found; a vector's terms are in the order of their weight."""
    return list(vector)[:_INDEXED]
