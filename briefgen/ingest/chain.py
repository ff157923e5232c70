"""A linear-chain conditional random field over a page's lines: which is above the article, of it, within it but not of it, or below it.

Lafferty, McCallum and Pereira, 'Conditional random fields: probabilistic models for segmenting and labeling sequence data', 2001.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

STATES: Final = ("above", "article", "within", "below")
ARTICLE: Final = STATES.index("article")

_ALL: Final = range(len(STATES))


@dataclass(frozen=True, slots=True)
class Chain:
    """What was learned of lines and their order."""

    weights: Mapping[str, tuple[float, ...]]
    """For each clue a weight for each of STATES."""
    steps: tuple[tuple[float, ...], ...]
    """From each of STATES to each: the weight of that step from one line to the next."""

    def chances(self, clues: Sequence[Sequence[str]]) -> list[float]:
        """For each line the probability that it is of the article, given all lines."""
        scores = [self._scores(names) for names in clues]
        if not scores:
            return []
        steps = tuple(tuple(math.exp(weight) for weight in row) for row in self.steps)
        forward = [_normal(scores[0])]
        for score in scores[1:]:
            last = forward[-1]
            forward.append(_normal([score[b] * sum(last[a] * steps[a][b] for a in _ALL) for b in _ALL]))
        backward = [1.0] * len(STATES)
        found: list[float] = []
        for i in range(len(scores) - 1, -1, -1):
            both = [forward[i][a] * backward[a] for a in _ALL]
            found.append(both[ARTICLE] / sum(both))
            score = scores[i]
            backward = _normal([sum(steps[a][b] * score[b] * backward[b] for b in _ALL) for a in _ALL])
        return found[::-1]

    def _scores(self, names: Sequence[str]) -> list[float]:
        """How well a line goes with each state, the best of them 1."""
        weights = self.weights
        above = article = within = below = 0.0
        for name in names:
            if name in weights:
                one, two, three, four = weights[name]
                above += one
                article += two
                within += three
                below += four
        most = max(above, article, within, below)
        return [math.exp(above - most), math.exp(article - most), math.exp(within - most), math.exp(below - most)]


def _normal(values: Sequence[float]) -> list[float]:
    whole = sum(values)
    return [max(value / whole, 1e-30) for value in values]
