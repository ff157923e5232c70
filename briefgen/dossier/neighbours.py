"""Which events stand beside which: those that share names, and lie near in time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefgen import dates

MOST: Final = 3
"""So many before and so many after."""
ENOUGH: Final = 0.12
"""The nearness from which an event is a neighbour."""
_DAYS: Final = 60.0
"""After so many days between two events two thirds of their nearness are gone."""
_UNKNOWN: Final = 0.5
_COMMON: Final = 300
"""A name that is in more events than this leads to none of them."""
_FEWEST: Final = 2
"""Names that two events share at least."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An event, as its neighbours see it."""

    slug: str
    first: str
    """Day of its first article, or as much as is known."""
    last: str
    names: tuple[str, ...]
    """Those most mentioned in it, most first."""


@dataclass(frozen=True, slots=True)
class Beside:
    """An event's neighbours, by slug, in the order of their days."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def beside(events: Iterable[Profile]) -> dict[str, Beside]:
    """The neighbours of each event. The order of `events` changes nothing."""
    listed = sorted(events, key=lambda event: (event.first or "9999", event.slug))
    by_name: dict[str, list[int]] = defaultdict(list)
    for place, event in enumerate(listed):
        for name in event.names:
            by_name[name].append(place)
    weights = {name: math.log(1 + len(listed) / len(places)) for name, places in by_name.items()}
    lengths = [math.sqrt(sum(weights[name] ** 2 for name in event.names)) for event in listed]
    return {event.slug: _beside(place, listed, by_name, weights, lengths) for place, event in enumerate(listed)}


def _beside(
    place: int, listed: Sequence[Profile], by_name: Mapping[str, Sequence[int]], weights: Mapping[str, float], lengths: Sequence[float]
) -> Beside:
    event = listed[place]
    shared: dict[int, list[float]] = defaultdict(list)
    for name in event.names:
        if len(by_name[name]) <= _COMMON:
            for other in by_name[name]:
                shared[other].append(weights[name] ** 2)
    shared.pop(place, None)
    scored = {
        other: sum(found) / (lengths[place] * lengths[other]) * _in_time(event, listed[other])
        for other, found in shared.items()
        if len(found) >= _FEWEST
    }
    near = sorted((other for other, score in scored.items() if score >= ENOUGH), key=lambda other: (-scored[other], other))
    before, after = [other for other in near if other < place][:MOST], [other for other in near if other > place][:MOST]
    return Beside(tuple(listed[other].slug for other in sorted(before)), tuple(listed[other].slug for other in sorted(after)))


def _in_time(one: Profile, other: Profile) -> float:
    first, second = (one, other) if one.first <= other.first else (other, one)
    end, start = dates.as_date(first.last), dates.as_date(second.first)
    if end is None or start is None:
        return _UNKNOWN
    return math.exp(-max(0, (start - end).days) / _DAYS)
