"""How well articles answer, in numbers, and how near to one another they have what was asked for."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from briefgen.search.answer import Request
from briefgen.search.nearness import Sought, nearness
from briefgen.search.opened import Record
from tests.search.asking import article, asked, built, found, slugs


def score(df: int, articles: int, x: float, boost: float = 1.0) -> int:
    """A score as `docs/search.md` and the page have it."""
    idf = math.log(1 + (articles - df + 0.5) / (df + 0.5))
    return math.floor(idf * boost * x * 2.2 / (x + 1.2) * 65536 + 0.5)


def totals(root: Path, query: str, *parts: str) -> dict[str, int]:
    """How well each article answers."""
    index = built(root, "".join(parts))
    answer = asked(index, Request(query, unfolded=True))
    return dict(zip(slugs(index, (one.number for one in answer.ordered)), (one.total for one in answer.ordered), strict=True))


FILL = " ".join(["fill"] * 60)


@pytest.mark.parametrize(
    ("query", "one", "expected"),
    [
        ("crane", article("a", FILL + " crane"), score(1, 2, 1 / 0.4)),
        ("crane", article("a", FILL + " crane crane crane crane"), score(1, 2, 4.5 / 0.4)),
        ("crane", article("a", "crane"), score(1, 2, 1 / 0.4 + 1)),
        ("crane", article("a", FILL, "crane"), score(1, 2, 4)),
        ("crane", article("a", FILL, outlet="crane"), score(1, 2, 2)),
        ("crane", article("a", "crane", "crane", tags="[crane]"), score(1, 2, 1 / 0.4 + 4 + 1 + 2)),
        ("cranes", article("a", FILL + " crane cranes", lang="en"), score(1, 2, 1 / 0.4 + 0.8 / 0.4)),
        ("cran*", article("a", FILL + " crane"), score(1, 2, 0.8 / 0.4)),
        ("crane*", article("a", FILL + " crane"), score(1, 2, 1 / 0.4)),
        ("title:crane", article("a", FILL + " crane", "crane"), score(1, 2, 1 / 0.4 + 4)),
        ('"crane"', article("a", FILL + " crane cranes"), score(1, 2, 1 / 0.4)),
        ('"two words"', article("a", FILL + " two words, two words"), score(1, 2, 2 / 0.4, 1.25)),
        ('"two words here"', article("a", "two words here", "two words here"), score(1, 2, 1 / 0.4 + 4 + 1, 1.5)),
        ('title:"two words"', article("a", "two words", "two words"), score(1, 2, 4, 1.25)),
        ("section:crane", article("a", "## crane"), math.floor(math.log(1 + 1.5 / 1.5) * 65536 + 0.5)),
        ("crane -ferry", article("a", FILL + " crane"), score(1, 2, 1 / 0.4)),
        ("outlet:post", article("a", outlet="Post"), 0),
        ("crane OR ferry", article("a", FILL + " crane"), score(1, 2, 1 / 0.4)),
        ("crane", article("a", " ".join(["fill"] * 1439) + " crane"), score(1, 2, 1 / (0.25 + 0.75 * 1448 / 500))),
        ("crane", article("a", " ".join(["fill"] * 3000) + " crane"), score(1, 2, 1 / 3)),
    ],
)
def test_a_score_is_that_of_the_formula(tmp_path: Path, query: str, one: str, expected: int) -> None:
    """Title, lead, names, how often, how long."""
    assert totals(tmp_path, query, one, article("other", "nothing")) == {"a": expected}


def test_what_few_articles_have_says_more(tmp_path: Path) -> None:
    """A rare word before a common one."""
    others = [article(f"n{number}", FILL + " crane") for number in range(8)]
    assert found(built(tmp_path, "".join([*others, article("rare", FILL + " ferry")])), "crane OR ferry")[0] == "rare"


def test_equals_stand_newest_first(tmp_path: Path) -> None:
    """Those of no known date last; then in the order of their files."""
    days = {"c": "2024-01-02", "d": "2024-01-03", "a": "2024-01-02", "b": ""}
    index = built(tmp_path, "".join(article(slug, "crane", "Title", **({"date": day} if day else {})) for slug, day in days.items()))
    assert found(index, "crane") == ["d", "a", "c", "b"]


# nearness


RECORD = Record("one two", "", "", "", (), "three x four four.\n\nfive\n" + "y " * 30 + "six", "")


def word(form: str, end: int = 1000) -> Sought:
    return Sought(frozenset({form}), (), end, 1.0)


def phrase(*terms: str) -> Sought:
    return Sought(frozenset(), terms, 1000, 1.0)


@pytest.mark.parametrize(
    ("wanted", "apart"),
    [
        ((word("one"), word("two")), [1]),
        ((word("two"), word("one")), [2]),
        ((word("three"), word("four")), [2]),
        ((word("four"), word("three")), [3]),
        ((word("four"), word("four")), [1]),
        ((word("one"), word("three")), []),
        ((word("four"), word("five")), []),  # its line begins at 80: 12 further
        ((word("five"), word("six")), []),
        ((word("none"), word("six")), []),
        ((phrase("three", "x"), word("four")), [1]),
        ((word("three"), phrase("four", "four")), [2]),
        ((phrase("four", "three"), word("x")), []),
        ((word("three"), word("x"), word("four")), [1, 1]),
        ((word("three", 64), word("x")), []),
    ],
)
def test_nearness_is_by_the_steps_between(wanted: tuple[Sought, ...], apart: list[int]) -> None:
    """Of each two neighbours in the query; a step back costs one more, and beyond eight it says nothing."""
    assert nearness(RECORD, wanted) == sum(math.floor(131072 / steps + 0.5) for steps in apart)


def test_of_two_words_both_count() -> None:
    """So that a common word beside a rare one, as in many a name, says something."""
    lesser = Sought(frozenset({"two"}), (), 1000, 0.5)
    assert nearness(RECORD, (word("one"), lesser)) == nearness(RECORD, (lesser, word("one"))) * 2 == 98304


def test_what_stands_together_comes_first_among_ten(tmp_path: Path) -> None:
    """And no further up: texts of the others are not looked at."""
    fill = " ".join(["fill"] * 20)
    apart, together = f"crane {fill} ferry", f"crane ferry {fill}"
    parts = [article(f"n{number:02}", together if number in (8, 15) else apart, "Title", date=f"2024-01-{30 - number:02}") for number in range(20)]
    index = built(tmp_path, "".join(parts))
    assert [one for one in found(index, "crane ferry") if one in ("n08", "n15")] == ["n08", "n15"]
    order = found(index, "crane ferry")
    assert (order.index("n08"), order.index("n15")) == (0, 10)
    assert found(index, "crane") == sorted(order)
    assert asked(index, "crane ferry").place_of(8) == 0
