"""Dates as precise as they are known."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import dates


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2022", "2022"),
        ("2022-01", "2022-01"),
        (" 2022-01-07 ", "2022-01-07"),
        ("2022-01-07T10:00", "2022-01-07T10:00:00"),
        ("2022-01-07 10:00:05", "2022-01-07T10:00:05"),
        ("2022-01-07t10:00:05.123z", "2022-01-07T10:00:05Z"),
        ("2022-01-07 10:00:00 -0500", "2022-01-07T10:00:00-05:00"),
        ("2022-01-07T10:00:00+05:30", "2022-01-07T10:00:00+05:30"),
    ],
)
def test_a_date_has_one_form(given: str, expected: str) -> None:
    """The precision stays, the spelling does not."""
    assert dates.parse(given) == expected
    assert dates.parse(expected) == expected


@pytest.mark.parametrize(
    "given",
    [
        *("", "soon", "7 January 2022", "2022-1-7", "22-01-07", "2022-13", "2022-00", "2022-02-30", "0000-01-01", "2022-01-07T"),
        *("2022-01-07T25:00", "2022-01-07T10:61", "2022-01-07T10:00+99:00", "2022-01-07x", "2022/01/07", "２０２２-０１-０７", "٢٠٢٢"),
    ],
)
def test_what_is_no_date_is_refused(given: str) -> None:
    """A day that no calendar has, another notation, digits of another script."""
    with pytest.raises(ValueError, match=r".+"):
        dates.parse(given)


@pytest.mark.parametrize(
    ("value", "month", "atom"),
    [
        ("", "", "1970-01-01T00:00:00Z"),
        ("2022", "", "2022-01-01T00:00:00Z"),
        ("2022-01", "2022-01", "2022-01-01T00:00:00Z"),
        ("2022-01-07", "2022-01", "2022-01-07T00:00:00Z"),
        ("2022-12-31T23:59:59", "2022-12", "2022-12-31T23:59:59Z"),
        ("2022-12-31T23:59:59Z", "2022-12", "2022-12-31T23:59:59Z"),
        ("2022-12-31T23:59:59-05:00", "2022-12", "2022-12-31T23:59:59-05:00"),
    ],
)
def test_a_month_is_only_told_where_it_is_known(value: str, month: str, atom: str) -> None:
    """Only feeds, which must have a full time, get the earliest."""
    assert (dates.month(value), dates.atom(value)) == (month, atom)


@settings(deadline=None, max_examples=60)
@given(st.datetimes(timezones=st.sampled_from([None, datetime.UTC, datetime.timezone(datetime.timedelta(hours=-5, minutes=-30))])))
def test_every_time_is_a_date(moment: datetime.datetime) -> None:
    """What Python writes as ISO 8601 is read, keeps its day, and is a full timestamp for feeds."""
    value = dates.parse(moment.replace(microsecond=0).isoformat())
    assert dates.day(value) == moment.date().isoformat()
    assert dates.as_date(value) == moment.date()
    assert datetime.datetime.fromisoformat(dates.atom(value)).replace(tzinfo=moment.tzinfo) == moment.replace(microsecond=0)


def test_what_is_less_than_a_day_is_no_day() -> None:
    """A month is not taken for its first."""
    assert dates.as_date("2022-01") is None
    assert dates.as_date("") is None


def test_what_has_no_day_comes_after_the_days_of_its_month_and_what_has_no_month_after_its_year() -> None:
    ordered = ["", "2023-12-31", "2024-02", "2024-03-01", "2024-03-31T10:00:00Z", "2024-03", "2024-04-01", "2024", "2025-01-01"]
    assert sorted([*ordered[5:], *ordered[:5]], key=dates.order) == ordered


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ("", "")),
        (["", ""], ("", "")),
        (["", "2024-03-05T10:00:00Z"], ("2024-03-05", "2024-03-05")),
        (["2024-03-05", "2024-03-09", "2024-03", "2024"], ("2024-03-05", "2024-03-09")),
        (["2024-02", "2024-03-09", "2024-04"], ("2024-02", "2024-04")),
        (["2024-03", "2024-03", "2024"], ("2024-03", "2024-03")),
        (["2024-03-09", "2024", "2025"], ("2024-03-09", "2025")),
    ],
)
def test_dates_end_with_what_is_known_best(given: list[str], expected: tuple[str, str]) -> None:
    """A month in which a day is known is no end of its own."""
    assert dates.ends(given) == expected
