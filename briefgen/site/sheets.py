"""The sheets of a calendar: a month's days, with how strongly each is to be coloured."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from briefgen.site.pages import CalendarDay, CalendarMonth

Levels: TypeAlias = tuple[int, int, int]
"""The greatest numbers that are still of the first, second and third level."""


class Sheet(NamedTuple):
    """A month, before it is laid out."""

    month: str
    """'2024-03'."""
    days: tuple[int, ...]
    """How many articles each of its days has, from the first to the last that has any."""
    articles: int
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
    return CalendarMonth(sheet.month, month_url(sheet), sheet.articles, sheet.level, weeks)


def month_url(sheet: Sheet) -> str:
    """The address of the month's page; '' when nothing is of it."""
    return f"months/{sheet.month}.html" if sheet.articles else ""


def _day(sheet: Sheet, day: int) -> CalendarDay | None:
    if not day:
        return None
    number = sheet.days[day - 1] if day <= len(sheet.days) else 0
    date = f"{sheet.month}-{day:02}"
    return CalendarDay(date, number, level(number, sheet.levels), f"days/{date}.html" if number else "")


def bare_month(sheet: Sheet) -> CalendarMonth:
    """The month without its weeks."""
    return CalendarMonth(sheet.month, month_url(sheet), sheet.articles, sheet.level, ())


def year_sheets(year: str, days: dict[str, int], months: dict[str, int]) -> Sequence[Sheet]:
    """A year's twelve months. `days` and `months` say how many articles each has; those of other years do not matter."""
    names = [f"{year}-{number:02}" for number in range(1, 13)]
    by_month = {name: [days.get(f"{name}-{day:02}", 0) for day in range(1, 32)] for name in names}
    of_days = levels(number for numbers in by_month.values() for number in numbers)
    of_months = levels(months.get(name, 0) for name in names)
    return [Sheet(name, _until_last(by_month[name]), months.get(name, 0), level(months.get(name, 0), of_months), of_days) for name in names]


def _until_last(numbers: Sequence[int]) -> tuple[int, ...]:
    length = max((place for place, number in enumerate(numbers, 1) if number), default=0)
    return tuple(numbers[:length])
