"""How days and months are coloured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.site.numbers import NONE, Numbers
from briefgen.site.sheets import level, levels, month, year_sheets


@pytest.mark.parametrize(
    ("numbers", "shades"),
    [
        ([0, 0, 3], [0, 0, 4]),
        ([1, 2, 2, 1], [2, 4, 4, 2]),
        ([1, 2, 3], [2, 3, 4]),
        ([1, 2, 3, 4], [1, 2, 3, 4]),
        ([1, 1, 1, 2, 3, 100], [1, 1, 1, 2, 3, 4]),
        ([*range(9)], [0, 1, 1, 2, 2, 3, 3, 4, 4]),
    ],
)
def test_shades_are_quarters_of_the_different_numbers(numbers: list[int], shades: list[int]) -> None:
    """So that one day with a hundred leaves the others their differences."""
    assert [level(number, levels(numbers)) for number in numbers] == shades


@given(st.lists(st.integers(0, 50)))
def test_more_is_never_paler(numbers: list[int]) -> None:
    """Nothing is 0, the most is 4, and what is as much has the same shade."""
    limits = levels(numbers)
    shades = [level(number, limits) for number in sorted(numbers)]
    assert shades == sorted(shades)
    assert all((shade == 0) == (number == 0) for number, shade in zip(sorted(numbers), shades, strict=True))
    assert not any(numbers) or max(shades) == 4


def test_a_month_counts_what_has_no_day() -> None:
    """And holds only the days up to the last with any, though all are laid out."""
    sheet = year_sheets("2023", {"2023-02-03": Numbers(2)}, {"2023-02": Numbers(3)})[1]
    assert (sheet.days, sheet.articles) == ((NONE, NONE, Numbers(2)), Numbers(3))
    laid = month(sheet)
    assert sum(day is not None for week in laid.weeks for day in week) == 28
    assert (laid.url, laid.articles) == ("months/2023-02.html", 3)


def test_a_day_with_copies_alone_has_a_page() -> None:
    """And a shade: it is coloured by all that is of it."""
    days = {"2023-02-01": Numbers(copies=1), "2023-02-02": Numbers(articles=1, versions=2)}
    laid = month(year_sheets("2023", days, {"2023-02": Numbers(1, 1, 2)})[1])
    first, second = (day for week in laid.weeks for day in week if day and day.url)
    assert (first.articles, first.copies, first.versions, first.url) == (0, 1, 0, "days/2023-02-01.html")
    assert (second.articles, second.copies, second.versions) == (1, 0, 2)
    assert 0 < first.level < second.level
    assert (laid.articles, laid.copies, laid.versions) == (1, 1, 2)
