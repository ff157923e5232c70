"""Numbers in strings: they come back, in few signs that need no escape."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.search.numbers import SIGNS, gaps, number, numbers, ungapped, zigzag

NUMBERS = st.one_of(st.integers(0, 130), st.integers(0, 5000), st.integers(0, 2**40))


@given(st.lists(NUMBERS))
def test_numbers_come_back(given_: list[int]) -> None:
    """However large, one after the other."""
    assert list(numbers("".join(map(number, given_)))) == given_


@given(st.sets(NUMBERS, min_size=1))
def test_gaps_come_back(given_: set[int]) -> None:
    """As ascending numbers, with how many there are before them."""
    values = sorted(given_)
    assert ungapped(gaps(values)) == values
    assert next(numbers(gaps(values))) == len(values) - 1


@pytest.mark.parametrize(
    ("value", "signs"), [(0, "#"), (56, "["), (57, "]"), (59, "_"), (60, "`#"), (90, "~#"), (91, "`$"), (1919, "~_"), (1920, "``#")]
)
def test_the_format_is_as_it_is_told(value: int, signs: str) -> None:
    """In `docs/search-format.md`."""
    assert number(value) == signs


def test_no_sign_needs_an_escape() -> None:
    """In JSON, nor two bytes."""
    assert len(SIGNS) == len(set(SIGNS)) == 91
    assert json.dumps(SIGNS) == f'"{SIGNS}"'
    assert SIGNS.isascii()


@given(st.integers(-(2**31), 2**31))
def test_zigzag_is_one_to_one(value: int) -> None:
    """Small for what is near 0."""
    code = zigzag(value)
    assert code in (2 * abs(value), 2 * abs(value) - 1)
    assert (code % 2 == 1) is (value < 0)
