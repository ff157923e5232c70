"""The page of a year, and the calendars of it and of others."""

from __future__ import annotations

from msgspec import Struct

from briefgen.pages.cards import EventCard
from briefgen.pages.links import Link


class CalendarDay(Struct, frozen=True, gc=False):
    """A day of a calendar."""

    date: str
    articles: int
    """Of their own: copies and later versions are counted apart, here and wherever else the three stand."""
    level: int
    """0 (nothing) to 4 (most), as strong as it is to be coloured: by all three together."""
    url: str
    """Of the page of that day; '' when nothing is of it."""
    copies: int = 0
    versions: int = 0
    """Later versions."""


class CalendarMonth(Struct, frozen=True, gc=False):
    """A month of a calendar."""

    month: str
    """'2024-03'."""
    url: str
    """Of the month's page; '' when nothing is of it."""
    articles: int
    level: int
    """0 to 4 beside the other months of its year; 0 on the pages of months and days, where it stands alone."""
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    """Seven days each, Monday first; None for days of other months. Empty where only months are shown."""
    copies: int = 0
    versions: int = 0


class YearEntry(Struct, frozen=True, gc=False):
    """A year of the archive."""

    year: str
    url: str
    articles: int
    months: tuple[CalendarMonth, ...]
    """All twelve, without their weeks."""
    copies: int = 0
    versions: int = 0


class YearPage(Struct, frozen=True, gc=False):
    """years/2024.html: template `year.html`."""

    path: str
    title: str
    description: str
    year: str
    articles: int
    months: tuple[CalendarMonth, ...]
    """All twelve, with their weeks."""
    undated: int
    """Articles, copies and later versions of which no day is known: they are on the page of their month, or on that of the articles without one."""
    events: tuple[EventCard, ...]
    """With most reports in that year, at most eight."""
    older: Link | None
    newer: Link | None
    copies: int = 0
    versions: int = 0
