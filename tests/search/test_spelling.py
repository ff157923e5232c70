"""Which word may have been meant."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.search import leaves
from briefgen.search.nodes import Note
from briefgen.search.reader import Index
from briefgen.search.spelling import correction, distance
from tests.search.asking import article, asked, built

WORDS = st.text(alphabet="abcé𐐨", max_size=7)


def plainly(one: str, other: str) -> int:
    """Optimal string alignment as its definition has it."""

    @cache
    def up_to(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        ways = [up_to(i - 1, j) + 1, up_to(i, j - 1) + 1, up_to(i - 1, j - 1) + (one[i - 1] != other[j - 1])]
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            ways.append(up_to(i - 2, j - 2) + 1)
        return min(ways)

    return up_to(len(one), len(other))


@given(WORDS, WORDS, st.integers(1, 3))
def test_distance_is_as_it_is_defined(one: str, other: str, most: int) -> None:
    """Up to the most that is asked for; beyond it, it is more."""
    assert min(distance(one, other, most), most + 1) == min(plainly(one, other), most + 1)


@pytest.mark.parametrize(("one", "other", "expected"), [("harbour", "habrour", 1), ("ca", "abc", 3), ("", "ab", 2), ("same", "same", 0)])
def test_neighbours_that_change_places_are_one_mistake(one: str, other: str, expected: int) -> None:
    """But nothing else may happen between them."""
    assert distance(one, other, 3) == expected


ARCHIVE = "".join(article(f"n{number:02}", f"minister {word}") for number, word in enumerate("harbour harbour ferry berry zebra".split() * 5))


@pytest.fixture(scope="module", params=[32, 0.1], ids=["one shard", "many shards"])
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index in which what is near may stand elsewhere."""
    more = article("rare", "A minixter of 北京, with a ferri and 2a2b, preparation and reparation; short: abc.") + article("twice", "preparation")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(leaves, "_ARTICLES_PER_RANGE", request.param)
        return built(tmp_path_factory.mktemp("archive"), ARCHIVE + more)


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("habrour", "harbour"),
        ("harbor", "harbour"),  # of six letters one may be wrong
        ("hrbor", ""),
        ("harbuor", "harbour"),
        ("habruor", "harbour"),  # of seven two
        ("zarbour", "harbour"),
        ("ferrv", "ferry"),  # more have it than 'ferri'
        ("merry", "berry"),  # as near as 'ferry', and as common: by the alphabet
        ("ferxi", "ferri"),
        ("zebrq", "zebra"),
        ("xebra", "zebra"),
        ("abd", ""),  # of three letters none
        ("abcd", "abc"),
        ("2a2c", ""),
        ("北平", ""),
        ("eparation", "reparation"),
        ("xreparation", "preparation"),
        ("zzreparation", "preparation"),  # two away both, and more have it
        ("", ""),
    ],
)
def test_the_nearest_word_is_meant(index: Index, typed: str, used: str) -> None:
    """However words are parted into files, as long as its first or second letter is right."""
    assert correction(index, typed) == used


def test_a_rare_word_beside_a_common_one_is_doubted(index: Index) -> None:
    """Nothing is put in its place."""
    answer = asked(index, "minixter")
    assert answer.articles == 1
    assert {*answer.notes} <= {Note("rarer", "minixter", "minister")}
    assert asked(index, "ferri").notes == ()  # five others are not enough


def test_a_rare_word_is_doubted_where_its_neighbour_is_at_hand(tmp_path: Path) -> None:
    """In the same file."""
    index = built(tmp_path, ARCHIVE + article("rare", "minixter"))
    assert asked(index, "minixter").notes == (Note("rarer", "minixter", "minister"),)
    assert asked(index, "-minixter").notes == ()
