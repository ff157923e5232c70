"""Answers: how many, in which order, with copies folded, and narrowed down."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.search.answer import Request
from briefgen.search.reader import Index
from tests.search.asking import article, asked, built, found, index_of, slugs

ARCHIVE = (
    article("first", "A crane.", date="2024-01-02", outlet="Post", tags="[docks]")
    + article("reprint", "A crane. A crane, they say.", "Crane", date="2024-01-03", outlet="Echo", copy_of="first")
    + article("later", "Cranes and a ferry.", date="2024-01-04", outlet="Post", version_of="reprint")
    + article("other", "A crane, and another.", date="2024-01-01", outlet="Echo", tags="[docks, ships]")
    + article("undated", "One crane.", outlet="Post")
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return built(tmp_path_factory.mktemp("archive"), ARCHIVE)


def grouped(index: Index, request: Request) -> list[tuple[str, list[str]]]:
    """The results, with what is folded under each."""
    return [(slugs(index, [one.number])[0], slugs(index, one.others)) for one in asked(index, request).results()]


def test_copies_are_folded_under_their_original(index: Index) -> None:
    """Where the best of them stands; they count once."""
    assert grouped(index, Request("crane")) == [("first", ["reprint", "later"]), ("other", []), ("undated", [])]
    answer = asked(index, "crane")
    assert (answer.total, answer.articles) == (3, 5)


def test_a_copy_stands_for_an_original_that_does_not_answer(index: Index) -> None:
    """Or the first of them by number."""
    assert grouped(index, Request("crane -outlet:post")) == [("reprint", []), ("other", [])]
    assert grouped(index, Request("they OR ferry")) == [("later", ["reprint"])]


def test_later_versions_are_told_from_copies(index: Index) -> None:
    """Whatever they are versions of."""
    assert slugs(index, sorted(index.facts.versions)) == ["later"]
    assert {*slugs(index, index.facts.originals)} == {"reprint", "later"}


def test_copies_stand_for_themselves_where_that_is_asked(index: Index) -> None:
    """Each where it would stand."""
    assert grouped(index, Request("crane", unfolded=True))[0] == ("reprint", [])
    assert {*found(index, Request("crane", unfolded=True))} == {"first", "reprint", "later", "other", "undated"}


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (Request("crane", sort="newest"), ["first", "other", "undated"]),
        (Request("crane", sort="newest", unfolded=True), ["later", "reprint", "first", "other", "undated"]),
        (Request("crane", sort="oldest"), ["other", "first", "undated"]),
        (Request("outlet:post", unfolded=True), ["later", "first", "undated"]),
        (Request("", unfolded=True), ["later", "reprint", "first", "other", "undated"]),
    ],
)
def test_results_stand_by_day_where_that_is_asked(index: Index, request_: Request, expected: list[str]) -> None:
    """And where nothing in the query tells one from another; what has no date comes last."""
    assert found(index, request_) == expected


@pytest.mark.parametrize(
    ("query", "sort"), [("crane", "relevance"), ("outlet:post", "newest"), ("-crane", "newest"), ("", "newest"), ("section:x", "relevance")]
)
def test_the_answer_says_in_which_order_it_is(index: Index, query: str, sort: str) -> None:
    """As it turned out."""
    assert asked(index, query).sort == sort


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        ({"outlet": ["post"]}, {"first", "later", "undated"}),
        ({"outlet": ["post", "echo"]}, {"first", "later", "undated", "reprint", "other"}),
        ({"tag": ["docks"], "outlet": ["echo"]}, {"other"}),
        ({"tag": []}, {"first", "later", "undated", "reprint", "other"}),
        ({"tag": ["nothing"]}, set()),
    ],
)
def test_a_selection_narrows_down(index: Index, selected: dict[str, list[str]], expected: set[str]) -> None:
    """Names of one column are alternatives, columns are not."""
    assert {*found(index, Request("crane", selected=selected, unfolded=True))} == expected  # type: ignore[arg-type]


def test_days_narrow_down(index: Index) -> None:
    """From one day to another; what has no date is not there."""
    assert found(index, Request("crane", first=19_724, last=19_725, unfolded=True, sort="oldest")) == ["first", "reprint"]
    assert found(index, Request("crane", first=19_726, unfolded=True)) == ["later"]


def test_an_answer_knows_whether_anything_was_asked(index: Index) -> None:
    """A filter is a question too."""
    assert asked(index, "").is_empty
    assert asked(index, " ( … ) ").is_empty
    assert not asked(index, "zeppelin").is_empty
    assert not asked(index, Request("", first=0)).is_empty


def test_results_are_the_same_in_parts(tmp_path: Path) -> None:
    """And each article knows its place."""
    index = built(tmp_path, "".join(article(f"n{number:02}", f"crane {'x ' * (number % 7)}ferry", date=f"20{number:02}") for number in range(35)))
    answer = asked(index, "crane ferry")
    whole = answer.results()
    assert len(whole) == answer.total == 35
    for start in range(0, 36, 3):
        assert answer.results(start, 4) == whole[start : start + 4]
    for place, one in enumerate(whole):
        assert answer.place_of(one.number) == place
    assert asked(index, "zeppelin").place_of(0) is None


def test_texts_are_read_of_no_more_results_than_are_wanted(tmp_path: Path) -> None:
    """Those of the block that they are in; none where they tell nothing."""
    built(tmp_path, "".join(article(f"n{number:02}", "crane ferry") for number in range(35)))
    opened: list[str] = []
    index = index_of(tmp_path, opened)
    asked(index, "crane").results()
    asked(index, "crane ferry")
    assert not any(name.startswith("t-") for name in opened)
    asked(index, "crane ferry").results(20, 5)
    assert 1 <= sum(name.startswith("t-") for name in opened) <= 3
    assert len(opened) == len(set(opened))
