"""How groupings are scored, and the figures that grouping reached, where the articles are: they do not get worse."""

from __future__ import annotations

import tomllib
from pathlib import Path
from statistics import mean

import pytest

from tests.quality import grouping

DATA = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "events" / "dev.jsonl.gz"
FLOORS: dict[str, float] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["events"]


def test_the_same_groups_under_other_names_score_full() -> None:
    """Names do not matter."""
    one = grouping.score({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "y"})
    assert (one.precision, one.recall, one.f1, one.pairs, one.rand) == (1, 1, 1, 1, 1)


def test_everything_in_one_group_has_full_recall_and_no_more() -> None:
    """Precision is each article's share of its own event in the group; the Rand index is that of chance."""
    one = grouping.score(dict.fromkeys("abcd", "1"), {"a": "x", "b": "x", "c": "y", "d": "z"})
    assert one.recall == 1
    assert one.precision == pytest.approx((0.5 + 0.5 + 0.25 + 0.25) / 4)
    assert one.pairs == pytest.approx(2 * 1 / (6 + 1))
    assert one.rand == pytest.approx(0)


def test_each_article_alone_has_full_precision() -> None:
    """And recalls of an event of two a half."""
    one = grouping.score({"a": "1", "b": "2", "c": "3"}, {"a": "x", "b": "x", "c": "y"})
    assert one.precision == 1
    assert one.recall == pytest.approx((0.5 + 0.5 + 1) / 3)


@pytest.mark.slow
@pytest.mark.skipif(not DATA.exists(), reason="the articles to measure on are not here")
def test_events_are_found_no_worse_than_they_were() -> None:
    """Each figure of floors.toml is reached."""
    corpora = grouping.read(DATA)
    scores = [grouping.scored(corpus) for corpus in corpora]
    looks = [grouping.reviewed(corpus) for corpus in corpora]
    figures = {
        "B-cubed F1": mean(one.f1 for one in scores),
        "pairs F1": mean(one.pairs for one in scores),
        "ARI": mean(one.rand for one in scores),
        "halves found": sum(one.halves_found for one in looks) / sum(one.halves for one in looks),
        "mixtures found": sum(one.mixtures_found for one in looks) / sum(one.mixtures for one in looks),
        "rightly filed, left alone": 1 - sum(one.wrong_merges + one.wrong_splits for one in looks) / sum(one.events for one in looks),
    }
    assert {name: (round(figures[name], 4), floor) for name, floor in FLOORS.items() if figures[name] < floor} == {}
