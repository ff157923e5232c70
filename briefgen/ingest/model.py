"""How likely each line is to be the article's text, learned from pages of which people had recorded it.

First the chain reads the page from top to bottom and back; then boosted decision trees (Friedman, 'Greedy function approximation: a
gradient boosting machine', 2001) weigh what it says of a line and its neighbours together with their shapes and places. What was
learned lies in `briefgen/data/`; `python -m tests.quality train` makes it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from briefgen import files
from briefgen.ingest import features
from briefgen.ingest.chain import Chain
from briefgen.ingest.features import Row, Seen
from briefgen.ingest.page import Sheet

Judge = Callable[[Sheet], list[float]]
"""Gives for each line of a sheet, on which rules have put their evidence, how likely it is the article's."""

Tree = tuple[int, float, "Tree | float", "Tree | float"]
"""A feature's number, a threshold, and what follows when the feature is at most that or above it: a tree, or a part of the sum."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned."""

    chain: Chain
    trees: tuple[Tree, ...]

    def chances(self, sheet: Sheet) -> list[float]:
        """How likely each line of a sheet is the article's."""
        seen = [Seen(line) for line in sheet.lines]
        own = features.rows(sheet, seen)
        chances = self.chain.chances(features.clues(sheet, seen, own))
        likely = [i for i, chance in enumerate(chances) if _HOPELESS <= chance <= 1 - _HOPELESS]
        rows = features.with_chances(sheet, seen, own, chances)
        weighed = dict(zip(likely, self.weighed([rows[i] for i in likely]), strict=True))
        return [weighed.get(i, chance) for i, chance in enumerate(chances)]

    def weighed(self, rows: Sequence[Row]) -> list[float]:
        """The probability that the trees give each row of features."""
        return [1 / (1 + math.exp(-min(30.0, max(-30.0, self._sum(row))))) for row in rows]

    def _sum(self, row: Row) -> float:
        total = 0.0
        for tree in self.trees:
            node: Any = tree  # the hottest loop of ingest: isinstance, for mypy's sake, would cost a third of it
            while node.__class__ is tuple:
                feature, threshold, low, high = node
                node = low if row[feature] <= threshold else high
            total += node
        return total


def judge(sheet: Sheet) -> list[float]:
    """How likely each line is the article's, by the model for texts or the one for saved pages."""
    return load(HTML if features.is_marked(sheet) else TEXT).chances(sheet)


_HOPELESS: Final = 0.004
"""Chances so near to 0, or to 1, that no tree would make anything else of them: most lines of a saved page."""
TEXT: Final = "lines-text"
HTML: Final = "lines-html"


@cache
def load(name: str) -> Model:
    """A model of the package's data."""
    return parse(files.read(Path(__file__).parent.parent / "data" / f"{name}.json").decode())


def parse(text: str) -> Model:
    """A model from its file's text: an object with the keys 'steps', 'weights' and 'trees'; others are for people."""
    found = json.loads(text)
    chain = Chain({name: tuple(weights) for name, weights in found["weights"].items()}, tuple(map(tuple, found["steps"])))
    return Model(chain, tuple(_tree(tree) for tree in found["trees"]))


def _tree(node: list[float]) -> Tree:
    feature, threshold, low, high = node
    return int(feature), float(threshold), _branch(low), _branch(high)


def _branch(node: list[float] | float) -> Tree | float:
    return _tree(node) if isinstance(node, list) else float(node)


def choice(chances: Sequence[float], lengths: Sequence[int]) -> list[bool]:
    """Which lines to keep, of so many words each, for the highest F1 that is to be expected.

    The best choice keeps all lines above some probability (Lewis, 'Evaluating and optimizing autonomous text classification
    systems', 1995): on a page where nothing is sure, less is asked of a line than where the text stands out.
    """
    wanted = sum(chance * length for chance, length in zip(chances, lengths, strict=True))
    hit = best = 0.0
    kept = 0
    least = 1.0
    for chance, length in sorted(zip(chances, lengths, strict=True), key=lambda pair: -pair[0]):
        hit += chance * length
        kept += length
        score = 2 * hit / (kept + wanted) if kept else 0.0
        if score > best:
            best, least = score, chance
    return [chance >= least for chance in chances]
