"""The pages of days, months and years, and the directory of these: which there are, and what each is given to show.

An article of which only the month is known is on the page of that month, and on no day's. One of which only the year is known, or nothing,
is on the page of those without a month. A year's page counts all of the year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import pairwise
from typing import Final

from briefgen.pages.calendar import YearEntry, YearPage
from briefgen.pages.cards import EventCard
from briefgen.pages.links import Link
from briefgen.pages.lists import DirectoryPage
from briefgen.site import making_lists, sheets
from briefgen.site.lists import directory, entry, listing
from briefgen.site.numbers import Numbers, numbers_of
from briefgen.site.planned import Planned
from briefgen.site.sheets import Sheet
from briefgen.site.shelves import UNDATED, Shelves

MOST_EVENTS: Final = 8
"""So many events a year's page names."""


def calendar(shelves: Shelves) -> Iterable[Planned]:
    """The pages of all days, months and years with articles, and the directory of these."""
    days = {day: numbers_of(members) for day, members in shelves.days.items()}
    months = {month: numbers_of(members) for month, members in shelves.months.items()}
    years = {year: sheets.year_sheets(year, days, months) for year in sorted(shelves.years)}
    alone = {sheet.month: sheet._replace(level=0) for year in years.values() for sheet in year}
    yield from _days(shelves, alone)
    yield from _months(shelves, alone)
    yield from _years(shelves, years)
    yield _directory(shelves, years)


def _days(shelves: Shelves, months: Mapping[str, Sheet]) -> Iterable[Planned]:
    words = shelves.archive.words
    links = {day: Link(words.long(day), f"days/{day}.html") for day in sorted(shelves.days)}
    for before, day, after in _with_neighbours(list(links)):
        above = Link(words.month(day), f"months/{day[:7]}.html")
        around = (above, links.get(before), links.get(after), months[day[:7]])
        yield from listing(shelves, "day", f"days/{day}", links[day].title, day, shelves.days[day], *around)


def _months(shelves: Shelves, months: Mapping[str, Sheet]) -> Iterable[Planned]:
    words = shelves.archive.words
    links = {month: Link(words.month(month), f"months/{month}.html") for month in sorted(shelves.months) if month != UNDATED}
    for before, month, after in _with_neighbours(list(links)):
        above = Link(month[:4], f"years/{month[:4]}.html")
        around = (above, links.get(before), links.get(after), months[month])
        yield from listing(shelves, "month", f"months/{month}", links[month].title, month, shelves.months[month], *around)
    if UNDATED in shelves.months:
        yield from listing(shelves, "month", f"months/{UNDATED}", words.say("title.undated"), "", shelves.months[UNDATED])


def _years(shelves: Shelves, years: Mapping[str, Sequence[Sheet]]) -> Iterable[Planned]:
    words = shelves.archive.words
    links = {year: Link(year, f"years/{year}.html") for year in years}
    for before, year, after in _with_neighbours(list(years)):
        members = shelves.years[year]
        numbers = numbers_of(members)
        page = YearPage(
            path=links[year].url,
            title=year,
            description=words.say("description.list", title=year, articles=numbers.in_words(words)),
            year=year,
            articles=numbers.articles,
            months=(),
            undated=sum(len(head.date) < 10 for head in members),
            events=_events(shelves, year),
            older=links.get(before),
            newer=links.get(after),
            copies=numbers.copies,
            versions=numbers.versions,
        )
        yield Planned(page.path, "year.html", making_lists.year, (page, tuple(years[year])))


def _events(shelves: Shelves, year: str) -> tuple[EventCard, ...]:
    """Those with most reports in a year."""
    numbers = Counter(event for head in shelves.years[year] if head.is_own for event in head.events or ())
    return tuple(shelves.event_cards[event] for event in nsmallest(MOST_EVENTS, numbers, key=lambda event: (-numbers[event], event)))


def _directory(shelves: Shelves, years: Mapping[str, Sequence[Sheet]]) -> Planned:
    words, title = shelves.archive.words, shelves.archive.title
    entries = [_year_entry(year, numbers_of(shelves.years[year]), sheets_of_it) for year, sheets_of_it in years.items()]
    unknown = shelves.months.get(UNDATED)
    page = DirectoryPage(
        path="months/index.html",
        title=words.say("title.months"),
        description=words.say("description.months", title=title),
        kind="months",
        entries=(),
        letter="",
        letters=(),
        years=tuple(reversed(entries)),
        undated=entry(words.say("title.undated"), f"months/{UNDATED}.html", unknown) if unknown else None,
    )
    return directory(page)


def _year_entry(year: str, numbers: Numbers, months: Sequence[Sheet]) -> YearEntry:
    bare = tuple(map(sheets.bare_month, months))
    return YearEntry(year, f"years/{year}.html", numbers.articles, bare, numbers.copies, numbers.versions)


def _with_neighbours(names: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    """Each with the one before it and the one after it, '' at the ends."""
    for (before, name), (_, after) in pairwise(pairwise(["", *names, ""])):
        yield before, name, after
