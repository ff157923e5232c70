"""Charts of articles over time."""

from __future__ import annotations

import datetime
import re
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.site.charts import Scale, coverage, scale, strip, tallest

_SAID = re.compile(r"(?P<when>.+): (?P<own>[\d,]+) articles?(?: and (?P<copies>[\d,]+) cop(?:y|ies))?")


def on(counts: dict[str, tuple[int, int]]) -> Scale:
    found = scale(counts)
    assert found is not None
    return found


def bars(chart: str) -> list[tuple[str, int, int, str]]:
    """Each bar's time, articles, copies, and the day to which it leads."""
    found = []
    for bar in Xml.fromstring(chart):
        said = _SAID.fullmatch(str(bar.findtext("title")))
        assert said is not None
        own, copies = (int((said[name] or "0").replace(",", "")) for name in ("own", "copies"))
        found.append((said["when"], own, copies, bar.get("href", "")))
    return found


def heights(chart: str) -> list[tuple[str, int]]:
    return [(str(rect.get("class")), int(rect.get("height") or 0)) for rect in Xml.fromstring(chart).iter("rect")]


def test_each_day_with_articles_has_a_bar() -> None:
    """The tallest for the most; a day without is a gap; each leads to its day."""
    counts = {"2024-01-01": (1, 0), "2024-01-03": (4, 0)}
    chart = coverage(counts, on(counts), list(counts))
    assert bars(chart) == [("1 January 2024", 1, 0, "#d-2024-01-01"), ("3 January 2024", 4, 0, "#d-2024-01-03")]
    assert heights(chart) == [("bar", 12), ("bar", 48)]
    top = Xml.fromstring(chart)
    assert (top.get("role"), top.get("aria-label")) == ("img", "5 articles from 1 January 2024 to 3 January 2024")


def test_copies_stand_on_top_of_articles() -> None:
    """Told apart in colour and in words; a day of copies alone has a bar too."""
    counts = {"2024-01-01": (3, 1), "2024-01-02": (0, 2)}
    chart = coverage(counts, on(counts), list(counts))
    assert [bar[1:3] for bar in bars(chart)] == [(3, 1), (0, 2)]
    assert heights(chart) == [("bar", 36), ("bar copied", 12), ("bar copied", 24)]
    assert Xml.fromstring(chart).get("aria-label") == "3 articles and 3 copies from 1 January 2024 to 2 January 2024"


def test_a_long_time_is_shown_in_steps() -> None:
    """A bar says how many days it stands for, and leads to the first of its days that the page has, or nowhere."""
    counts = {"2024-01-01": (1, 0), "2024-01-05": (2, 0), "2024-02-01": (1, 1), "2024-12-31": (1, 0)}
    assert on(counts).step == 7
    chart = coverage(counts, on(counts), ["2024-01-05", "2024-12-31"])
    assert bars(chart) == [
        ("1 January 2024 and the 6 days after", 3, 0, "#d-2024-01-05"),
        ("29 January 2024 and the 6 days after", 1, 1, ""),
        ("30 December 2024 and the 6 days after", 1, 0, "#d-2024-12-31"),
    ]


@pytest.mark.parametrize("days", [[], ["2024-01-01"], ["2024-01-01", "2024-01-01"], ["2024", "", "2024-01", "2024-01-01", "nonsense"]])
def test_a_single_day_needs_no_chart(days: list[str]) -> None:
    """Nor do articles of which the day is not known: there is no scale."""
    assert scale(days) is None


def test_strips_share_their_scale_and_their_height() -> None:
    """What is as much in two lines is as tall in both, and what stands below one another is of one day."""
    echo, post = {"2024-01-01": (1, 0), "2024-01-02": (4, 0)}, {"2024-01-02": (1, 1)}
    common = on(echo | post)
    most = tallest([echo, post], common)
    assert most == 4
    one, other = (strip(counts, common, ["2024-01-01", "2024-01-02"], most) for counts in (echo, post))
    assert heights(one) == [("bar", 4), ("bar", 16)]
    assert heights(other) == [("bar", 4), ("bar copied", 4)]
    assert [rect.get("x") for rect in Xml.fromstring(one).iter("rect")][1] == next(Xml.fromstring(other).iter("rect")).get("x")
    assert Xml.fromstring(other).get("aria-hidden") == "true"


def test_the_tallest_bar_of_nothing_is_none() -> None:
    """An outlet of which no day is known has no bar."""
    assert tallest([], Scale(datetime.date(2024, 1, 1), 1, 5)) == 0
    assert tallest([{}], Scale(datetime.date(2024, 1, 1), 1, 5)) == 0


NUMBERS = st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)).filter(any)
COUNTS = st.dictionaries(st.dates().map(lambda day: day.isoformat()), NUMBERS, min_size=2, max_size=20)
CLOSE = st.dictionaries(st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 4, 1)).map(lambda day: day.isoformat()), NUMBERS, min_size=2)


@settings(deadline=None, max_examples=30)
@given(counts=COUNTS | CLOSE, linked=st.booleans())
@example(counts={"0001-01-01": (1, 0), "9999-12-31": (0, 1)}, linked=True)
@example(counts={"9999-12-30": (1, 0), "9999-12-31": (0, 1)}, linked=True)
@example(counts={"9999-12-30": (1, 0), "9999-12-31": (0, 1)}, linked=False)
def test_any_span_fits(counts: dict[str, tuple[int, int]], linked: bool) -> None:
    """From two days to ten thousand years: well-formed, no bar out of the frame, every article counted once."""
    common = on(counts)
    days = [day for day in counts if linked]
    for chart in (coverage(counts, common, days), strip(counts, common, days, tallest([counts], common))):
        top = Xml.fromstring(chart)
        found = bars(chart)
        assert 0 < len(found) <= len(counts)
        assert common.steps <= 1100
        assert sum(own for _, own, _, _ in found) == sum(own for own, _ in counts.values())
        assert sum(copies for _, _, copies, _ in found) == sum(copies for _, copies in counts.values())
        assert {href for *_, href in found} <= ({f"#d-{day}" for day in counts} if linked else {""})
        assert top.get("viewBox") == f"0 0 {top.get('width')} {top.get('height')}"
        for bar in top.iter("rect"):
            x, y, width, height = (int(bar.get(name) or 0) for name in ("x", "y", "width", "height"))
            assert 0 <= x < x + width <= int(top.get("width") or 0)
            assert 0 <= y < y + height <= int(top.get("height") or 0)
