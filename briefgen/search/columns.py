"""What the index knows of each article besides its words, in columns: length, day, what it copies, outlet, authors, events, tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.search.numbers import number, zigzag

PER_FILE = 16_384
"""Articles of a column's file."""


class Row(NamedTuple):
    """An article."""

    day: int | None
    """Days since 1970-01-01 up to the first day of what is known of its date."""
    original: int | None
    """The number of the article that it goes back to,"""
    is_version: bool = False
    """which it is a later version of, or else a copy."""


class Named(NamedTuple):
    """What an article may be filed under."""

    name: str
    key: str
    """Its address's last part."""


def article_column(lengths: str, rows: Sequence[Row]) -> list[dict[str, str]]:
    """The files of the column 'articles'; `lengths` is a sign for each."""
    return [_articles(lengths[start : start + PER_FILE], rows[start : start + PER_FILE]) for start in range(0, len(rows), PER_FILE)]


def _articles(lengths: str, rows: Sequence[Row]) -> dict[str, str]:
    days: list[str] = []
    copies: list[str] = []
    last = 0
    copy = -1
    for place, row in enumerate(rows):
        if row.day is None:
            days.append(number(0))
        else:
            days.append(number(1 + zigzag(row.day - last)))
            last = row.day
        if row.original is not None:
            copies += (number(place - copy - 1), number(2 * row.original + row.is_version))
            copy = place
    return {"lengths": lengths, "days": "".join(days), "copies": "".join(copies)}


def name_column(articles: Sequence[Sequence[Named]]) -> list[dict[str, object]]:
    """The files of a column of names, of those of each article; none if no article has any."""
    numbers: dict[str, int] = {}
    files: list[dict[str, object]] = []
    for start in range(0, len(articles), PER_FILE):
        fresh: list[tuple[str, str]] = []
        values: list[str] = []
        for named in articles[start : start + PER_FILE]:
            values.append(number(len(named)))
            for one in named:
                if one.key not in numbers:
                    numbers[one.key] = len(numbers)
                    fresh.append((one.name, one.key))
                values.append(number(numbers[one.key]))
        files.append({"names": fresh, "values": "".join(values)})
    return files if numbers else []
