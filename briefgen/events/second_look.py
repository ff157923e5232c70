"""A second look at events as they are filed: which two look like one, and which one looks like two. It only suggests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Final

from briefgen.events.board import JOIN, Board, Item
from briefgen.events.cluster import Cluster, nearness
from briefgen.events.profile import Weigh, weigher
from briefgen.similarity import cosine

_PARTED: Final = 1.5
"""Articles of one event are asked for so much more nearness than new ones before it looks like two: who filed them knew more."""
_SEVERAL: Final = 2
"""Fewer articles that look like another event are strays rather than one."""
_ASKED: Final = 10
"""So many of an event's latest articles are asked for other events around them."""
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Review:
    """What a second look says of one event."""

    event: str
    cohesion: float
    """The average similarity of two of its articles, 0 to 1; 1.0 for a single one."""
    merge: tuple[tuple[str, float], ...]
    """Events that look like the same one, surest first, with how sure: 0.5 and more."""
    split: tuple[tuple[str, ...], ...]
    """Groups of articles' keys into which it looks divided, the largest first; empty when it does not."""


def review(items: Iterable[Item]) -> list[Review]:
    """A review of each event that articles are filed under, sorted by name. The order of `items` changes nothing."""
    listed = sorted(items, key=lambda item: (item.date or "9999", item.key))
    keys = {item.key for item in listed}
    filed = [item for item in listed if item.events and item.copy_of not in keys]
    weigh = weigher(item.terms for item in filed)
    board = Board(filed, weigh)
    by_key = {item.key: item for item in filed}
    events = board.filed()
    around = board.events_around([one.keys[-_ASKED:] for one in events])
    return [
        Review(one.event, round(one.cohesion(), 4), _merges(one, near, board), _splits(one, by_key, weigh))
        for one, near in zip(events, around, strict=True)
    ]


def _merges(one: Cluster, near: Set[int], board: Board) -> tuple[tuple[str, float], ...]:
    others = [board.cluster(number) for number in sorted(near - {one.number})]
    scored = [(_nearness(one, other, board), other.event) for other in others]
    surest = sorted(((score, event) for score, event in scored if score >= JOIN), key=lambda pair: (-pair[0], pair[1]))
    return tuple((event, round(1 - JOIN / (2 * score), 2)) for score, event in surest[:_MOST])


def _nearness(one: Cluster, other: Cluster, board: Board) -> float:
    """How near two events are without the articles that are filed under both, which say nothing of whether they are one."""
    both = set(one.keys) & set(other.keys)
    if not both:
        return board.nearness(one.number, other.number)
    mine, theirs = (board.without(each, both) for each in (one, other))
    return nearness(mine, theirs, cosine(mine.total, theirs.total)) if mine and theirs else 0.0


def _splits(one: Cluster, by_key: Mapping[str, Item], weigh: Weigh) -> tuple[tuple[str, ...], ...]:
    if one.size < 2 * _SEVERAL:
        return ()
    members = [by_key[key] for key in one.keys]
    board = Board([Item(member.key, member.date, member.terms) for member in members], weigh)
    board.join_all(JOIN * _PARTED)
    groups = [tuple(keys) for keys in board.groups() if len(keys) >= _SEVERAL]
    return tuple(groups) if len(groups) > 1 else ()
