"""The pages of days, months and years."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.pages.calendar import YearPage
from briefgen.pages.links import Link
from briefgen.pages.lists import DirectoryPage, ListPage
from tests.planning import head, key, page_of, planned, urls

JANUARY = [head(0), head(0, slug="b", path="articles/b.md"), head(4), head(40), head(400)]
PARTIAL = [head(0), head(1, date="2024-01"), head(2, date="2024"), head(3, date=""), head(4, date="2023")]


def test_a_day_stands_between_days_with_articles() -> None:
    """In its month, whose calendar it has."""
    found = page_of(ListPage, "days/2024-01-05.html", JANUARY)
    assert (found.kind, found.name, found.title, found.articles) == ("day", "2024-01-05", "5 January 2024", 1)
    assert found.above == Link("January 2024", "months/2024-01.html")
    assert found.older == Link("1 January 2024", "days/2024-01-01.html")
    assert found.newer == Link("10 February 2024", "days/2024-02-10.html")
    assert found.calendar == page_of(ListPage, "months/2024-01.html", JANUARY).calendar
    assert urls(page_of(ListPage, "days/2024-01-01.html", JANUARY)) == ["articles/b.html", "articles/a0.html"]


def test_a_month_stands_between_months_with_articles() -> None:
    """In its year; the first and the last have a neighbour on one side only."""
    first, second, last = (page_of(ListPage, f"months/{month}.html", JANUARY) for month in ("2024-01", "2024-02", "2025-02"))
    assert (second.older, second.newer) == (Link("January 2024", "months/2024-01.html"), Link("February 2025", "months/2025-02.html"))
    assert (first.older, last.newer) == (None, None)
    assert second.above == Link("2024", "years/2024.html")
    assert (second.name, second.title) == ("2024-02", "February 2024")


def test_a_calendar_has_weeks_from_monday() -> None:
    """Days with articles lead to their pages; the days of other months are left out."""
    found = page_of(ListPage, "months/2024-02.html", JANUARY).calendar
    assert found is not None
    assert [len(week) for week in found.weeks] == [7] * 5
    assert [day and day.date for day in found.weeks[0]] == [None, None, None, "2024-02-01", "2024-02-02", "2024-02-03", "2024-02-04"]
    assert [day.date for week in found.weeks for day in week if day][-1] == "2024-02-29"
    assert [(day.url, day.articles) for week in found.weeks for day in week if day and day.articles] == [("days/2024-02-10.html", 1)]
    assert {day.level for week in found.weeks for day in week if day and not day.articles} == {0}


def test_a_year_has_all_its_months() -> None:
    """Those without articles too, which lead nowhere; and the years beside it that have any."""
    found = page_of(YearPage, "years/2024.html", JANUARY)
    assert [month.month for month in found.months] == [f"2024-{number:02}" for number in range(1, 13)]
    assert [(month.url, month.articles, month.level) for month in found.months[:3]] == [
        ("months/2024-01.html", 3, 4),
        ("months/2024-02.html", 1, 2),
        ("", 0, 0),
    ]
    assert all(len(month.weeks) >= 4 for month in found.months)
    assert (found.articles, found.undated, found.older, found.newer) == (4, 0, None, Link("2025", "years/2025.html"))


def test_a_year_names_the_events_with_most_reports() -> None:
    """In that year, copies not counted; at most eight."""
    members = [head(number, events=(f"e{number % 10}",)) for number in range(25)]
    members += [head(number, events=("copied",), copy_of="a0") for number in range(25, 30)]
    members += [head(number, events=("later",)) for number in range(400, 410)]
    found = page_of(YearPage, "years/2024.html", members)
    assert [card.url for card in found.events] == [f"events/e{number}.html" for number in range(8)]


def test_an_article_is_where_its_date_is_known() -> None:
    """Of a month alone on that month's page, of a year alone with those without a date; the year counts both as without a day."""
    assert urls(page_of(ListPage, "months/2024-01.html", PARTIAL)) == ["articles/a1.html", "articles/a0.html"]
    unknown = page_of(ListPage, "months/undated.html", PARTIAL)
    assert urls(unknown) == ["articles/a2.html", "articles/a4.html", "articles/a3.html"]
    assert (unknown.name, unknown.title, unknown.above, unknown.calendar) == ("", "No date", None, None)
    year = page_of(YearPage, "years/2024.html", PARTIAL)
    assert (year.articles, year.undated, year.months[0].articles) == (3, 2, 2)
    assert page_of(YearPage, "years/2023.html", PARTIAL).undated == 1


def test_the_directory_has_years_and_their_months() -> None:
    """The latest first, and how many articles are in no month."""
    found = page_of(DirectoryPage, "months/index.html", [*PARTIAL, head(40)])
    assert [(entry.year, entry.articles) for entry in found.years] == [("2024", 4), ("2023", 1)]
    assert [(month.month, month.articles, month.weeks) for month in found.years[0].months][:2] == [("2024-01", 2, ()), ("2024-02", 1, ())]
    assert found.undated is not None
    assert (found.undated.title, found.undated.url, found.undated.articles) == ("No date", "months/undated.html", 3)
    assert page_of(DirectoryPage, "months/index.html", [head(0)]).undated is None


def test_a_long_month_s_older_pages_have_no_calendar() -> None:
    """It changes with every article, and they must not."""
    members = [head(number) for number in range(20)]
    old, new = (page_of(ListPage, f"months/2024-01{part}.html", members, 5) for part in (".1", ""))
    assert (old.calendar, old.articles, old.older, old.above) == (None, 0, None, Link("2024", "years/2024.html"))
    assert new.calendar is not None


def test_the_first_and_the_last_year_that_there_are() -> None:
    """Have calendars like any other."""
    for year in ("0001", "9999"):
        assert len(page_of(YearPage, f"years/{year}.html", [head(0, date=f"{year}-12-31")]).months) == 12


DAYS = st.lists(st.integers(0, 700), min_size=1, max_size=40)


@settings(deadline=None, max_examples=40)
@given(DAYS, st.integers(0, 700))
def test_one_article_more_changes_few_days(days: list[int], more: int) -> None:
    """Those of its month, the neighbours of its day, and where shades move, days of its year; and no month or year that is neither its own
    nor beside it."""
    members = [head(day, slug=f"s{place}", path=f"articles/s{place}.md", events=()) for place, day in enumerate(days)]
    new = head(more, slug="new", path="articles/new.md", events=())
    before, after = planned(members, 50), planned([*members, new], 50)
    changed = {path for path in before if key(before[path]) != key(after[path]) and path.startswith(("days/", "months/2", "years/"))}
    listed = {path: sorted(one for one in after if one.startswith(path) and "index" not in one) for path in ("days/", "months/2", "years/")}

    def near(own: str) -> set[str]:
        there = listed[f"{own.split('/')[0]}/" + ("2" if own.startswith("months/") else "")]
        place = there.index(own)
        return set(there[max(0, place - 1) : place + 2])

    expected = near(f"days/{new.date}.html") | near(f"months/{new.date[:7]}.html") | near(f"years/{new.date[:4]}.html")
    of_year = {path for path in before if path.startswith((f"days/{new.date[:4]}", f"months/{new.date[:4]}"))}
    assert changed <= expected | of_year


def test_one_article_more_on_a_usual_day_changes_its_month_alone() -> None:
    """Where as many are of other days already no shade moves."""
    members = [head(day, slug=f"s{day}-{turn}", path=f"articles/s{day}-{turn}.md", events=()) for day in range(120) for turn in range(1 + day % 5)]
    new = head(70, slug="new", path="articles/new.md", events=())
    before, after = planned(members, 50), planned([*members, new], 50)
    changed = {path for path in before if key(before[path]) != key(after[path]) and path.startswith("days/")}
    assert changed == {path for path in before if path.startswith("days/2024-03")}
