"""A chart of articles over time."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.site.charts import coverage


def bars(chart: str) -> list[tuple[str, int]]:
    """Each bar's words and height."""
    return [(str(bar.findtext("title")), int(bar.get("height") or 0)) for bar in Xml.fromstring(chart).iter("rect")]


def test_each_day_with_articles_has_a_bar() -> None:
    """The tallest for the most; a day without is a gap."""
    chart = coverage({"2024-01-01": 1, "2024-01-03": 4})
    assert bars(chart) == [("1 January 2024: 1 article", 12), ("3 January 2024: 4 articles", 48)]
    assert Xml.fromstring(chart).findtext("title") == "5 articles from 1 January 2024 to 3 January 2024"


@pytest.mark.parametrize("counts", [{}, {"2024-01-01": 5}, {"2024": 1, "": 2, "2024-01": 3, "2024-01-01": 1}])
def test_a_single_day_needs_no_chart(counts: dict[str, int]) -> None:
    """Nor do articles of which the day is not known."""
    assert coverage(counts) == ""


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.dates().map(lambda day: day.isoformat()), st.integers(1, 10_000), min_size=2, max_size=20))
def test_any_span_fits(counts: dict[str, int]) -> None:
    """From two days to ten thousand years: well-formed, no bar out of the frame, no article lost."""
    chart = coverage(counts)
    top = Xml.fromstring(chart)
    assert 0 < len(bars(chart)) <= 1100
    assert sum(int(words.rpartition(": ")[2].split()[0].replace(",", "")) for words, _ in bars(chart)) == sum(counts.values())
    for bar in top.iter("rect"):
        x, y, width, height = (int(bar.get(name) or 0) for name in ("x", "y", "width", "height"))
        assert 0 <= x < x + width <= int(top.get("width") or 0)
        assert 0 <= y < y + height <= int(top.get("height") or 0)
