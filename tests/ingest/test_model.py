"""The model: its chain, its trees, and which lines it keeps."""

from __future__ import annotations

import math
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.ingest import features, labels, model, readers
from briefgen.ingest.chain import ARTICLE, STATES, Chain
from briefgen.ingest.features import Seen
from briefgen.ingest.model import Model

WEIGHTS = st.tuples(*[st.floats(-3, 3)] * len(STATES))


@settings(max_examples=60, deadline=None)
@given(
    steps=st.tuples(*[WEIGHTS] * len(STATES)),
    weights=st.fixed_dictionaries(dict.fromkeys("abc", WEIGHTS)),
    clues=st.lists(st.lists(st.sampled_from("abcd"), max_size=3), min_size=1, max_size=4),
)
def test_the_chains_chances_are_those_of_all_its_paths(
    steps: tuple[tuple[float, ...], ...], weights: dict[str, tuple[float, ...]], clues: list[list[str]]
) -> None:
    """Forward and backward sums give what adding up every path gives."""
    whole, hits = 0.0, [0.0] * len(clues)
    for path in product(range(len(STATES)), repeat=len(clues)):
        score = sum(weights[name][state] for names, state in zip(clues, path, strict=True) for name in names if name in weights)
        score += sum(steps[a][b] for a, b in pairwise(path))
        whole += math.exp(score)
        for i, state in enumerate(path):
            hits[i] += math.exp(score) * (state == ARTICLE)
    assert Chain(weights, steps).chances(clues) == pytest.approx([hit / whole for hit in hits], abs=1e-6)


def test_a_chain_of_no_lines_says_nothing() -> None:
    assert Chain({}, ((0.0,) * 4,) * 4).chances([]) == []


def test_trees_add_up() -> None:
    """At most the threshold goes the low way; the sum is a logarithm of odds."""
    trees = ((0, 2.0, -1.0, (1, 0.5, 0.25, 3.0)), (1, 0.0, 0.5, 0.75))
    chances = Model(Chain({}, ()), trees).weighed([[2.0, 0.0], [3.0, 0.5], [3.0, 1.0]])
    assert chances == pytest.approx([1 / (1 + math.exp(-odds)) for odds in (-0.5, 1.0, 3.75)])


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 30)), min_size=1, max_size=7))
def test_no_other_choice_of_lines_has_a_higher_expected_f1(lines: list[tuple[int, int]]) -> None:
    """Tried against every choice there is."""
    chances, lengths = [chance / 100 for chance, _ in lines], [length for _, length in lines]
    wanted = sum(chance * length for chance, length in zip(chances, lengths, strict=True))

    def expected(kept: tuple[bool, ...] | list[bool]) -> float:
        size = sum(length for length, keep in zip(lengths, kept, strict=True) if keep)
        hit = sum(chance * length for chance, length, keep in zip(chances, lengths, kept, strict=True) if keep)
        return 2 * hit / (size + wanted) if size else 0.0

    best = max(expected(kept) for kept in product((False, True), repeat=len(lines)))
    assert expected(model.choice(chances, lengths)) == pytest.approx(best)


@pytest.mark.parametrize("name", [model.TEXT, model.HTML])
def test_what_was_learned_goes_with_the_features(name: str) -> None:
    """No tree asks for a feature that is not there."""

    def asked(tree: model.Tree | float) -> set[int]:
        return {tree[0]} | asked(tree[2]) | asked(tree[3]) if isinstance(tree, tuple) else set()

    learned = model.load(name)
    count = len(features.columns(is_marked=name == model.HTML))
    assert set().union(*map(asked, learned.trees)) <= set(range(count))
    assert len(learned.chain.steps) == len(STATES)


@pytest.mark.parametrize(("name", "text"), [("x.txt", "One.\n\nTwo words.\n"), ("x.html", "<p>One.</p><p>Two <b>words</b>.</p>")])
def test_rows_have_a_value_for_each_column(name: str, text: str) -> None:
    sheet = labels.with_opinions(readers.read(name, text.encode()))
    seen = [Seen(line) for line in sheet.lines]
    rows = features.with_chances(sheet, seen, features.rows(sheet, seen), [0.5] * len(seen))
    assert {len(row) for row in rows} == {len(features.columns(features.is_marked(sheet)))}
