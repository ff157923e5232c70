"""How well each article answers a query: BM25 over the index's signs, with a premium on titles, leads and names.

The search page's JavaScript computes the same numbers in the same order, so that both come to the same: every operation here is one there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefgen.search.counted import BODY, IN_LEAD, IN_NAMES, IN_TITLE, LEAD
from briefgen.search.matching import Match
from briefgen.search.nodes import All, Either, InSection, InTitle, Not, Phrase, Prefix, Word
from briefgen.search.reader import Index

FINE: Final = 65536
"""Scores are whole numbers, so many for 1."""
_COUNTS: Final = (0.0, 1.0, 2.0, 3.0, 4.5, 7.0, 12.0, 20.0)
"""What the lowest three bits of a sign stand for."""
_MOST: Final = 20
_AVERAGE: Final = 500
"""Terms of a usual article."""
_NORMS: Final = tuple(min(3.0, max(0.4, 0.25 + 0.75 * math.floor(2 ** (level / 2) + 0.5) / _AVERAGE)) for level in range(91))
"""By the level of an article's length: in a longer one a word says less."""


def totals(index: Index, match: Match) -> Mapping[int, int]:
    """For each article that answers how well it does."""
    scores = _scores(index, match)
    return {number: math.floor(scores.get(number, 0.0) * FINE + 0.5) for number in match.articles}


def scoring(match: Match) -> Iterator[Match]:
    """The parts of a query that say how well an article answers, in order."""
    if isinstance(match.node, (Word, Prefix, InTitle, Phrase, InSection)):
        yield match
    elif not isinstance(match.node, Not):
        for part in match.of:
            yield from scoring(part)


def idf(index: Index, match: Match) -> float:
    """What it says that an article answers, by how few do."""
    many = len(match.articles)
    return math.log(1 + (index.articles - many + 0.5) / (many + 0.5))


def _scores(index: Index, match: Match) -> Mapping[int, float]:
    node = match.node
    if isinstance(node, (All, Either)):
        return _sums(match, [_scores(index, part) for part in match.of])
    if isinstance(node, InSection) or (isinstance(node, Phrase) and node.field == "section"):
        return dict.fromkeys(match.articles, idf(index, match))
    if isinstance(node, Phrase) and len(node.terms) > 1:
        weight = idf(index, match) * (1 + 0.25 * (len(node.terms) - 1))
        return {number: _saturated(weight, _of_phrase(starts, _norm(index, number))) for number, starts in match.starts.items()}
    if isinstance(node, (Word, Prefix, InTitle, Phrase)):
        weight = idf(index, match)
        return {number: _saturated(weight, found) for number, found in _of_words(index, match).items()}
    return {}


def _sums(match: Match, parts: Sequence[Mapping[int, float]]) -> Mapping[int, float]:
    found: dict[int, float] = {}
    for part in parts:
        for number, score in part.items():
            if number in match.articles:
                found[number] = found.get(number, 0.0) + score
    return found


def _saturated(weight: float, found: float) -> float:
    return weight * found * 2.2 / (found + 1.2)


def _of_words(index: Index, match: Match) -> Mapping[int, float]:
    found: dict[int, float] = {}
    for worth, postings in match.words:
        for number, sign in postings.items():
            found[number] = found.get(number, 0.0) + worth * _of_sign(sign, _norm(index, number))
    return found


def _of_sign(sign: int, norm: float) -> float:
    return _COUNTS[sign & 7] / norm + 4 * bool(sign & IN_TITLE) + bool(sign & IN_LEAD) + 2 * bool(sign & IN_NAMES)


def _of_phrase(starts: Sequence[int], norm: float) -> float:
    count = min(_MOST, sum(start >= BODY for start in starts))
    return count / norm + 4 * any(start < BODY for start in starts) + any(BODY <= start < LEAD for start in starts)


def _norm(index: Index, number: int) -> float:
    return _NORMS[index.facts.levels[number]]
