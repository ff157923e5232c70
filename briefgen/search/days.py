"""Days as numbers, and as a query names them: before a day, from a day on, within a year, a month or a span."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from typing import Final, Literal, TypeAlias

from briefgen.search.nodes import Dated

DateField: TypeAlias = Literal["before", "after", "date"]
_DATE: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_EPOCH: Final = datetime.date(1970, 1, 1).toordinal()


def first_day(date: str) -> int | None:
    """The first day of what is known of a date, in days from 1970-01-01; None when nothing is."""
    known = _days(date)
    return known[0] if known else None


def dated(field: DateField, value: str) -> Dated | None:
    """The days that a field asks for; None when the value is neither a date nor, for `date`, two with '..' between, of which one may miss."""
    if field == "date" and ".." in value:
        return _span(*value.split("..", 1))
    span = _days(value)
    if span is None:
        return None
    first, last = span
    return {"before": Dated(None, first - 1), "after": Dated(first, None), "date": Dated(first, last)}[field]


def _span(start: str, end: str) -> Dated | None:
    first, last = _days(start), _days(end)
    if (start and first is None) or (end and last is None) or not (first or last):
        return None
    return Dated(first[0] if first else None, last[1] if last else None)


def _days(text: str) -> tuple[int, int] | None:
    """The first and the last day of a year, a month or a day, from 1970-01-01; None when it is no date."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part is not None else 0 for part in found.groups())
    try:
        first = datetime.date(year, month if found[2] else 1, day if found[3] else 1)
    except ValueError:
        return None
    last_month = first.month if found[2] else 12
    last = first if found[3] else datetime.date(year, last_month, monthrange(year, last_month)[1])
    return first.toordinal() - _EPOCH, last.toordinal() - _EPOCH
