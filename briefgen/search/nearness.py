"""How near to one another an article has what was asked for, told by its text."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from briefgen.search.counted import BODY, in_body, in_title
from briefgen.search.matching import Match
from briefgen.search.nodes import InSection, InTitle, Phrase
from briefgen.search.opened import Record
from briefgen.search.ranking import FINE, idf, scoring
from briefgen.search.reader import Index

_FARTHEST: Final = 8
"""Terms between that still say something."""


class Sought(NamedTuple):
    """A word or a phrase as it stands in texts."""

    forms: frozenset[str]
    phrase: tuple[str, ...]
    """Empty for a word."""
    end: int
    """The position before which it has to stand."""
    idf: float


def sought(index: Index, match: Match) -> tuple[Sought, ...]:
    """The words and phrases of a query of which it tells something how near they stand, in order; none unless there are two."""
    found = tuple(_sought(index, part) for part in scoring(match) if _is_of_text(part))
    return found if len(found) > 1 else ()


def _is_of_text(match: Match) -> bool:
    node = match.node
    return not isinstance(node, InSection) and not (isinstance(node, Phrase) and node.field == "section")


def _sought(index: Index, match: Match) -> Sought:
    node = match.node
    in_title = isinstance(node, InTitle) or (isinstance(node, Phrase) and node.field == "title")
    phrase = node.terms if isinstance(node, Phrase) else ()
    return Sought(match.forms, phrase, BODY if in_title else _NO_END, idf(index, match))


def nearness(record: Record, wanted: Sequence[Sought]) -> int:
    """What is added to an article's score: the more, the nearer each two neighbours in the query are to one another."""
    places = _places(record)
    stands = [_starts(places, one) for one in wanted]
    return sum(_near(one, other, *pair) for pair, (one, other) in zip(pairwise(stands), pairwise(wanted), strict=True))


def _near(one: Sought, other: Sought, firsts: Sequence[int], seconds: Sequence[int]) -> int:
    last = max(0, len(one.phrase) - 1)
    apart = _smallest([start + last for start in firsts], seconds)
    return math.floor(FINE * (one.idf + other.idf) / apart + 0.5) if apart <= _FARTHEST else 0


def _smallest(firsts: Sequence[int], seconds: Sequence[int]) -> int:
    """How many steps from one to the other; going back costs one more."""
    best = _NO_END
    for first in firsts:
        after = bisect_right(seconds, first)
        if after < len(seconds):
            best = min(best, seconds[after] - first)
        if after:
            best = min(best, first - seconds[after - 1] + 1)
    return best


def _places(record: Record) -> Mapping[str, Sequence[int]]:
    """Where each term stands, as in the index."""
    titled, (found, _, _) = in_title(record.title), in_body(record.text)
    return {**found, **{term: [*places, *found.get(term, ())] for term, places in titled.items()}}


def _starts(places: Mapping[str, Sequence[int]], wanted: Sought) -> Sequence[int]:
    """Where a word stands, or a phrase begins, in order."""
    if not wanted.phrase:
        return sorted(place for form in wanted.forms for place in places.get(form, ()) if place < wanted.end)
    others = [frozenset(places.get(term, ())) for term in wanted.phrase]
    return [start for start in places.get(wanted.phrase[0], ()) if start < wanted.end and all(start + gap in one for gap, one in enumerate(others))]


_NO_END: Final = 1 << 60
