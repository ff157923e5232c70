"""Dates, ages and names as pages write them."""

from __future__ import annotations

import pytest

from briefgen.ingest import moments, names


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Published 14 March 2024", ["2024-03-14"]),
        ("March 14, 2024, 6:12 PM", ["2024-03-14"]),
        ("14.03.2024", ["2024-03-14"]),
        ("2024/3/14", ["2024-03-14"]),
        ("3/14/2024", ["2024-03-14"]),
        ("Sept. 5th, 2023 and 1st of May 2022", ["2023-09-05", "2022-05-01"]),
        ("31 February 2024", []),
        ("he may 12 of them march", []),
        ("room 2024", []),
    ],
)
def test_full_dates_are_found_in_every_usual_form(text: str, dates: list[str]) -> None:
    """With the year stated, and only days that exist."""
    assert [dated.on() for dated in moments.dates_in(text) if dated.year] == dates


def test_a_day_without_a_year_wants_one() -> None:
    """'March 19' is a day of any year; February 29 only of some."""
    (dated,) = moments.dates_in("on March 19, officials said")
    assert (dated.year, dated.on(), dated.on(2024)) == (0, "", "2024-03-19")
    assert moments.dates_in("February 29")[0].on(2023) == ""


@pytest.mark.parametrize(
    ("age", "day"),
    [
        ("24 hours ago", "2022-01-06"),
        ("Updated 13 hours ago", "2022-01-07"),
        ("5 days ago", "2022-01-02"),
        ("yesterday", "2022-01-06"),
        ("a week ago", "2021-12-31"),
    ],
)
def test_an_age_is_reckoned_from_the_evening_of_the_day_it_was_read(age: str, day: str) -> None:
    """Pages are saved some time after they were written."""
    assert moments.before("2022-01-07", age) == day


def test_what_states_no_age_gives_no_day() -> None:
    """Nor does an age without a day to reckon from."""
    assert moments.before("2022-01-07", "long ago") == ""
    assert moments.before("2022", "2 days ago") == ""


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("By Ada Brennick", ("Ada Brennick",)),
        ("By Ada Brennick and Tomás de la Cruz", ("Ada Brennick", "Tomás de la Cruz")),
        ("Ada Brennick in Marn", ("Ada Brennick",)),
        ("By ADA BRENNICK, Northwire", ("Ada Brennick",)),
        ("By Ada Brennick, Transport Correspondent", ("Ada Brennick",)),
        ("By sea and by land, the rescuers came", ()),
        ("The Marn Echo", ()),
        ("Read More", ()),
    ],
)
def test_a_byline_gives_its_people(byline: str, people: tuple[str, ...]) -> None:
    """Roles, places and agencies are no names."""
    assert names.byline_names(byline) == people
