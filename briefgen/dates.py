"""Dates as precise as they are known: '', '2022', '2022-01', '2022-01-07' or a full ISO 8601 timestamp."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s*(Z|z|[+-]\d{2}:?\d{2})?", re.ASCII)


def parse(value: str) -> str:
    """The date in its normal form. Raises ValueError for what is no date."""
    text = value.strip()
    if found := _PARTIAL.fullmatch(text):
        year, month, day_ = (int(part or 1) for part in found.groups())
        datetime.date(year, month, day_)
        return text
    if found := _STAMP.fullmatch(text):
        day_text, clock, seconds, zone = found.groups()
        offset = "" if zone is None else "Z" if zone in "Zz" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
        stamp = f"{day_text}T{clock}{seconds or ':00'}{offset}"
        datetime.datetime.fromisoformat(stamp)
        return stamp
    raise ValueError(f"{value!r} is not a date")


def is_date(value: str) -> bool:
    """Whether `parse` takes the value."""
    try:
        parse(value)
    except ValueError:
        return False
    return True


def day(value: str) -> str:
    """The date without its time of day; what is less precise than a day stays as it is."""
    return value[:10]


def as_date(value: str) -> datetime.date | None:
    """The day as a date object, or None when the day is not known."""
    return datetime.date.fromisoformat(value[:10]) if len(value) >= 10 else None


def instant(value: str) -> datetime.datetime:
    """A timestamp as a moment in UTC, which those without a zone are taken to be in; of less than a timestamp the earliest moment."""
    return datetime.datetime.fromisoformat(atom(value))


def order(value: str) -> str:
    """What dates sort by: one of which no day is known comes after all days of its month, or of its year, and no date before all dates."""
    return value if len(value) >= 10 or not value else f"{value}~"


def ends(ordered: Sequence[str]) -> tuple[str, str]:
    """The first and the last of some dates that stand in this order, without their times; '' where there are none. A month or a year
    within which there are others is no end: of them more is known."""
    known = [day(value) for value in ordered if value]
    if not known:
        return "", ""
    last = len(known) - 1
    while last and known[last - 1].startswith(known[last]):
        last -= 1
    return known[0], known[last]


def month(value: str) -> str:
    """'2022-01', or '' when the month is not known."""
    return value[:7] if len(value) >= 7 else ""


def atom(value: str) -> str:
    """The date as a full RFC 3339 timestamp, as feeds want it; what is not known is taken as the earliest, in UTC."""
    if not value:
        return "1970-01-01T00:00:00Z"
    if len(value) > 10:
        return value if value[-1] == "Z" or value[-6] in "+-" else value + "Z"
    return (value + "-01-01"[len(value) - 4 :])[:10] + "T00:00:00Z"
