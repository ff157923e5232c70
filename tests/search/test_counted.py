"""An article as the index knows it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.search.counted import BODY, LEAD, Counted, counted, heads_of, packed, unpacked
from briefgen.search.numbers import SIGNS, ungapped

Known = dict[str, tuple[int, list[int]]]


def of(title: str = "", text: str = "", names: Sequence[str] = (), heads: Sequence[str] = (), language: str = "xx") -> Counted:
    return counted(title, text, names, heads, language, "en")


def known(one: Counted) -> Known:
    """By key the value of its sign, and where it stands."""
    return told(one.terms)


def told(terms: dict[str, str]) -> Known:
    return {key: (SIGNS.index(signs[0]), ungapped(signs[1:])) for key, signs in terms.items()}


def test_a_word_is_where_it_stands() -> None:
    """In the title from 0 on, in the body from 64, each line at a multiple of 16, and in a name behind all that."""
    found = known(of("Harbour strike", "strike on\nthe third\nday", ["Ada Orlov", "Echo"]))
    assert found["strike"] == (1 + 8 + 16, [1, 64])
    assert found["third"] == (1 + 16, [81])
    assert found["day"] == (1 + 16, [96])
    assert found["ada"] == (32, [112 + 8])
    assert found["echo"] == (32, [112 + 8 + 1 + 3])


@given(st.lists(st.integers(0, 40), max_size=8))
def test_lines_leave_a_position_free(lengths: list[int]) -> None:
    """So that no phrase crosses from one into the next."""
    found = known(of("", "\n".join(" ".join(f"w{line}x{word}" for word in range(length)) for line, length in enumerate(lengths))))
    places = sorted(place for _, among in found.values() for place in among)
    starts = [found[f"w{line}x0"][1][0] for line, length in enumerate(lengths) if length]
    assert len(places) == len(set(places)) == sum(lengths)
    assert all(start % 16 == 0 and start >= BODY and start - 1 not in places for start in starts)


@pytest.mark.parametrize(("times", "sort"), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (6, 5), (8, 5), (9, 6), (15, 6), (16, 7), (400, 7)])
def test_a_sign_tells_how_often(times: int, sort: int) -> None:
    """In eight sorts, of the body alone; and whether that begins with it."""
    found = known(of("goat", "\n".join(["crane " * (LEAD - BODY)] * 2 + ["goat"] * times), ["goat"]))
    assert found["goat"][0] == sort + 8 + 32


def test_a_long_title_is_in_the_title() -> None:
    """All of it, though its end is in one place."""
    found = known(of(" ".join(f"w{number}" for number in range(70))))
    assert found["w59"] == (8, [59])
    assert found["w60"] == found["w69"] == (8, [62])


@given(st.text(alphabet="ab é北\n", max_size=60))
def test_what_is_kept_comes_back(text: str) -> None:
    """As it was."""
    one = of("a", text, ["b"], ["é"])
    assert unpacked(packed(one)) == one


def test_words_are_stemmed_in_the_language_of_the_article() -> None:
    """Or that of the archive."""
    assert "citi cities" in counted("", "cities", [], [], "", "en").terms
    assert "cities" in counted("", "cities", [], [], "xx", "en").terms


def test_sections_are_headings_and_what_stands_before_a_colon() -> None:
    """In few words, where a line begins."""
    code = "```\n# no\n```"
    body = f"## The **big** picture ##\n\nWhy it matters: The wall fell.\n\nHe said: no\n\nThis line has far too many words: no\n\n{code}\n\n# 2"
    text = "The big picture\nWhy it matters: The wall fell.\nHe said: no\nThis line has far too many words: no\n# no\n2"
    assert heads_of(body, text) == ["The big picture", "2", "Why it matters", "He said"]
    found = counted("", text, [], heads_of(body, text), "xx", "en").sections
    assert ungapped(found["matters"]) == [10]
    assert ungapped(found["the"]) == [0]
