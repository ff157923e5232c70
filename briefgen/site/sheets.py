"""The sheets of a calendar: a month's days, with how strongly each is to be coloured."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from briefgen.pages.calendar import CalendarDay, CalendarMonth
from briefgen.site.numbers import NONE, Numbers

Levels: TypeAlias = tuple[int, int, int]
"""The greatest numbers that are still of the first, second and third level."""


class Sheet(NamedTuple):
    """A month, before it is laid out."""

    month: str
    """'2024-03'."""
    days: tuple[Numbers, ...]
    """How many articles each of its days has, from the first to the last that has any."""
    articles: Numbers
    """Of the month: more than its days have where of some only the month is known."""
    level: int
    """0 where the month stands alone and is compared with no other."""
    levels: Levels
    """By which its days are coloured."""


def levels(numbers: Iterable[int]) -> Levels:
    """The limits that divide what numbers there are, without nothing, into four levels: a quarter of the different numbers each, so that one
    busy day leaves the others their shades. Of less than four different ones the upper levels are taken."""
    ranked = sorted(set(numbers) - {0})
    first, second, third = (ranked[quarter * len(ranked) // 4 - 1] if quarter * len(ranked) >= 4 else 0 for quarter in (1, 2, 3))
    return first, second, third


def level(number: int, limits: Levels) -> int:
    """0 for nothing, to 4."""
    return 1 + bisect_left(limits, number) if number else 0


def month(sheet: Sheet) -> CalendarMonth:
    """The month laid out in weeks."""
    year, number = int(sheet.month[:4]), int(sheet.month[5:])
    weeks = tuple(tuple(_day(sheet, day) for day in week) for week in calendar.Calendar().monthdayscalendar(year, number))
    return _month(sheet, weeks)


def month_url(sheet: Sheet) -> str:
    """The address of the month's page; '' when nothing is of it."""
    return f"months/{sheet.month}.html" if sheet.articles.total else ""


def _day(sheet: Sheet, day: int) -> CalendarDay | None:
    if not day:
        return None
    numbers = sheet.days[day - 1] if day <= len(sheet.days) else NONE
    date = f"{sheet.month}-{day:02}"
    url = f"days/{date}.html" if numbers.total else ""
    return CalendarDay(date, numbers.articles, level(numbers.total, sheet.levels), url, numbers.copies, numbers.versions)


def bare_month(sheet: Sheet) -> CalendarMonth:
    """The month without its weeks."""
    return _month(sheet, ())


def _month(sheet: Sheet, weeks: tuple[tuple[CalendarDay | None, ...], ...]) -> CalendarMonth:
    numbers = sheet.articles
    return CalendarMonth(sheet.month, month_url(sheet), numbers.articles, sheet.level, weeks, numbers.copies, numbers.versions)


def year_sheets(year: str, days: Mapping[str, Numbers], months: Mapping[str, Numbers]) -> Sequence[Sheet]:
    """A year's twelve months. `days` and `months` say how many articles each has; those of other years do not matter."""
    names = [f"{year}-{number:02}" for number in range(1, 13)]
    by_month = {name: [days.get(f"{name}-{day:02}", NONE) for day in range(1, 32)] for name in names}
    of_year = [months.get(name, NONE) for name in names]
    of_days = levels(numbers.total for listed in by_month.values() for numbers in listed)
    of_months = levels(numbers.total for numbers in of_year)
    pairs = zip(names, of_year, strict=True)
    return [Sheet(name, _until_last(by_month[name]), numbers, level(numbers.total, of_months), of_days) for name, numbers in pairs]


def _until_last(listed: Sequence[Numbers]) -> tuple[Numbers, ...]:
    length = max((place for place, numbers in enumerate(listed, 1) if numbers.total), default=0)
    return tuple(listed[:length])
