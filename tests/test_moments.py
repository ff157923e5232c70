"""Dates, ages and names as pages write them."""

from __future__ import annotations

import pytest

from briefgen import moments
from briefgen.ingest import names


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


@pytest.mark.parametrize(
    "text",
    [
        "30 avril 2024", "1er avril 2024".replace("1er", "30"), "30. April 2024", "30 de abril de 2024", "30 aprile 2024",
        "30 april 2024", "30 kwietnia 2024", "30 апреля 2024", "30 квітня 2024", "30 aprilie 2024", "30 Nisan 2024", "30 dubna 2024",
        "2024. április 30.", "30 Απριλίου 2024", "30. huhtikuuta 2024", "30 أبريل 2024", "٣٠ أبريل ٢٠٢٤", "2024年4月30日", "２０２４年４月３０日",
        "30.04.2024", "30-04-2024", "2024/04/30", "Apr. 30, 2024",
    ],
)  # fmt: skip
def test_dates_are_read_in_many_languages(text: str) -> None:
    """Months in words, and numerals of other scripts."""
    assert [dated.on() for dated in moments.dates_in(text)] == ["2024-04-30"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published Dec. 21, 2023 5:02 p.m. ET", "2023-12-21"),
        ("Freitag, 28.04.2023, 19:25", "2023-04-28"),
        ("By Ada Brennick | 20 January 2025 | 4 min read", "2025-01-20"),
        ("Publié le 30 août 2023 à 14h52, modifié le 31 août 2023 à 15h54", "2023-08-30"),
        ("Updated 3 May 2024, first published 1 May 2024", "2024-05-01"),
        ("Available until 6 May 2024", ""),
        ("© 2024 The Echo, 3 May 2024", ""),
        ("The law was passed on 3 May 2024 after a debate of eleven hours that nobody had wanted to miss.", ""),
        ("She was born on January 26, 2023 in Marn.", ""),
        ("May 3", ""),
    ],
)
def test_a_line_that_is_there_to_give_a_date_is_told_from_one_that_mentions_it(text: str, day: str) -> None:
    """With a time, a weekday or an author beside it; of two the one that is no update."""
    found = moments.date_line(text)
    assert (found.on() if found is not None else "") == day


def test_a_weekday_that_is_not_the_dates_is_noticed() -> None:
    (right,), (wrong,) = moments.dates_in("Friday, April 28, 2023"), moments.dates_in("Monday, April 28, 2023")
    assert not moments.contradicts_weekday("Friday, April 28, 2023", right)
    assert moments.contradicts_weekday("Monday, April 28, 2023", wrong)


def test_day_and_month_that_may_be_the_other_way_round_are_marked() -> None:
    assert [dated.either for text in ("3/4/2024", "13/4/2024", "4/4/2024", "3.4.2024") for dated in moments.dates_in(text)] == [
        True,
        False,
        False,
        False,
    ]
