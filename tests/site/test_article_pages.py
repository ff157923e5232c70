"""What articles' pages are given: where each stands in its events, and what else is of its day."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefgen.library.heads import Head
from briefgen.site.article import Around
from briefgen.site.article_pages import SAME_DAY
from briefgen.site.planned import Planned
from tests.planning import head, planned


def around(members: Sequence[Head]) -> dict[str, Around]:
    """What each article has beside it, by its name."""
    found = planned(members)
    return {one.slug: _around(found[one.url]) for one in members}


def _around(item: Planned) -> Around:
    given = item.given[2]
    assert isinstance(given, Around)
    return given


def of_day(number: int, **fields: object) -> Head:
    """One of the articles of one day."""
    named: dict[str, object] = {"slug": f"d{number:02}", "path": f"articles/d{number:02}.md", "title": f"D{number}", "events": None}
    return head(0, "Words", **{**named, **fields})


def same_day(members: Sequence[Head]) -> dict[str, list[str]]:
    return {slug: [cite.title for cite in one.same_day] for slug, one in around(members).items()}


# its events


def test_neighbours_are_those_of_each_event() -> None:
    """The article before it and the one after it there."""
    members = [head(0), head(1, events=("other", "e")), head(2), head(3, events=None)]
    near = [[(spot.older and spot.older.title, spot.newer and spot.newer.title) for spot in one.events] for one in around(members).values()]
    assert near == [[(None, "T1")], [(None, None), ("T0", "T2")], [("T1", None)], []]


def test_an_article_has_its_number_in_each_event() -> None:
    """Among those with a date that are reporting of their own: a copy has none, and neither has what has no date."""
    members = [head(0), head(1, copy_of="a0"), head(2), head(3, version_of="a2"), head(4, date=""), head(5, events=("other", "e"))]
    spots = {slug: [(spot.number, spot.of) for spot in one.events] for slug, one in around(members).items()}
    assert spots == {"a0": [(1, 3)], "a1": [(0, 3)], "a2": [(2, 3)], "a3": [(0, 3)], "a4": [(0, 3)], "a5": [(1, 1), (3, 3)]}


def test_what_has_no_day_comes_after_the_days_of_its_month_or_year() -> None:
    """So the first report is the one that is known to be; hours count wherever they are told."""
    dates = ("2024-01", "2024", "2024-02-03", "2024-01-31", "2024-01-02T10:00:00+05:00", "2024-01-02T09:00:00Z", "2024-01-02T06:00:00Z")
    found = around([head(number, date=date) for number, date in enumerate(dates)])
    assert [one.events[0].number for one in (found[f"a{number}"] for number in range(len(dates)))] == [5, 7, 6, 4, 1, 3, 2]


def test_what_has_no_place_in_an_event_leads_nowhere() -> None:
    """And is no neighbour either."""
    found = around([head(0), head(1, copy_of="a0"), head(2)])
    assert [(spot.older, spot.newer) for spot in found["a1"].events] == [(None, None)]
    newer = found["a0"].events[0].newer
    assert newer is not None
    assert newer.title == "T2"


# its day


def test_others_of_the_day_are_named() -> None:
    """Those of other days are not, nor is the article itself."""
    found = same_day([of_day(0), of_day(1), head(1), head(0, date="2024-01"), head(0, slug="u", path="articles/u.md", date="")])
    assert found == {"d00": ["D1"], "d01": ["D0"], "a1": [], "a0": [], "u": []}


def test_times_of_a_day_are_of_that_day() -> None:
    """As the article's own clock has it."""
    assert same_day([of_day(0, date="2024-01-01T23:00:00+02:00"), of_day(1)])["d01"] == ["D0"]


def test_those_of_its_events_come_first() -> None:
    """And then the others."""
    members = [of_day(0), of_day(1, events=("e",)), of_day(2), of_day(3, events=("e", "f")), of_day(4, events=("f",))]
    assert same_day(members)["d03"] == ["D1", "D4", "D0", "D2"]


def test_on_a_crowded_day_the_nearest_are_named() -> None:
    """At most six, in the archive's order, also at its ends."""
    found = same_day([of_day(number) for number in range(20)])
    assert found["d10"] == ["D7", "D8", "D9", "D11", "D12", "D13"]
    assert found["d00"] == ["D1", "D2", "D3", "D4", "D5", "D6"]
    assert found["d19"] == ["D13", "D14", "D15", "D16", "D17", "D18"]


@pytest.mark.parametrize("new", [0, 7, 99])
def test_a_new_article_on_a_crowded_day_is_on_few_pages(new: int) -> None:
    """However many there are."""
    members = [of_day(number) for number in range(100) if number != new]
    before, after = same_day(members), same_day([*members, of_day(new)])
    changed = [slug for slug in before if before[slug] != after[slug]]
    assert 0 < len(changed) <= 2 * SAME_DAY


def test_copies_and_versions_are_not_named() -> None:
    """Their originals are, but not on the pages of what goes back to them, which name them elsewhere."""
    found = same_day([of_day(0), of_day(1, copy_of="d00"), of_day(2, version_of="d01"), of_day(3)])
    assert found == {"d00": ["D3"], "d01": ["D3"], "d02": ["D3"], "d03": ["D0"]}
