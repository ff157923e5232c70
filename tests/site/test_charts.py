"""Charts of articles over time."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree as Xml

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.catalogue import Catalogue
from briefgen.site.charts import Counts, Scale, addresses, anchors, counted, scale, spark, tallest
from briefgen.site.charts import coverage as drawn
from briefgen.site.charts import strip as drawn_low
from tests.kits import ENGLISH
from tests.planning import head

_SAID = re.compile(r"(?P<when>.+): (?P<own>[\d,]+) articles?(?: and (?P<copies>[\d,]+) cop(?:y|ies))?")


def on(counts: dict[str, tuple[int, int]]) -> Scale:
    found = scale(counts)
    assert found is not None
    return found


def coverage(counts: Counts, common: Scale, days: Iterable[str], words: Catalogue = ENGLISH) -> str:
    return drawn(counts, common, anchors(common, days), words)


def strip(counts: Counts, common: Scale, days: Iterable[str], most: int) -> str:
    return drawn_low(counts, common, anchors(common, days), most, ENGLISH)


def bars(chart: str) -> list[tuple[str, int, int, str]]:
    """Each bar's time, articles, copies, and the day to which it leads."""
    found = []
    for bar in Xml.fromstring(chart):
        said = _SAID.fullmatch(str(bar.findtext("title")))
        assert said is not None
        own, copies = (int((said[name] or "0").replace(",", "")) for name in ("own", "copies"))
        found.append((said["when"], own, copies, bar.get("href", "")))
    return found


class Line(NamedTuple):
    kind: str
    x: float
    top: int
    height: int


def lines(chart: str) -> list[Line]:
    """What is drawn: each line from its foot upwards."""
    found = []
    for path in Xml.fromstring(chart).iter("path"):
        drawn = re.fullmatch(r"M([\d.]+) (\d+)V(\d+)", path.get("d") or "")
        assert drawn is not None
        x, foot, top = float(drawn[1]), int(drawn[2]), int(drawn[3])
        found.append(Line(str(path.get("class")), x, top, foot - top))
    return found


def heights(chart: str) -> list[tuple[str, int]]:
    return [(line.kind, line.height) for line in lines(chart)]


def test_each_day_with_articles_has_a_bar() -> None:
    """The tallest for the most; a day without is a gap; each leads to its day."""
    counts = {"2024-01-01": (1, 0), "2024-01-03": (4, 0)}
    chart = coverage(counts, on(counts), list(counts))
    assert bars(chart) == [("1 January 2024", 1, 0, "#d-2024-01-01"), ("3 January 2024", 4, 0, "#d-2024-01-03")]
    assert heights(chart) == [("bar", 12), ("bar", 48)]
    top = Xml.fromstring(chart)
    assert (top.get("role"), top.get("aria-label")) == ("group", "5 articles from 1 January 2024 to 3 January 2024")
    assert Xml.fromstring(coverage(counts, on(counts), [])).get("role") == "img"  # where no bar leads anywhere


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


@pytest.mark.parametrize(
    ("last", "step", "said"),
    [
        ("2026-12-31", 1, ["March 2024", "December 2026"]),
        ("2034-03-01", 3, ["January 2024 to March 2024", "January 2034 to March 2034"]),
        ("2060-06-01", 12, ["2024", "2060"]),
        ("2300-06-01", 120, ["2020 to 2029", "2300 to 2309"]),
    ],
)
def test_a_longer_time_is_shown_in_the_calendar_s_steps(last: str, step: int, said: list[str]) -> None:
    """Months, quarters, years, decades, and not in so many days: that is how people think of them."""
    counts = {"2024-03-31": (1, 0), last: (1, 0)}
    assert (on(counts).monthly, on(counts).step) == (True, step)
    assert [when for when, *_ in bars(coverage(counts, on(counts), []))] == said


def test_bars_lead_to_the_pages_of_their_time() -> None:
    """Where a bar is a day, a month or a year; a week has no page."""
    for last, first in (("2024-01-09", "days/2024-01-01"), ("2024-12-01", ""), ("2028-12-01", "months/2024-01"), ("2060-01-01", "years/2024")):
        counts = {"2024-01-01": (1, 0), last: (1, 0)}
        assert addresses(on(counts), counts).get(0, "") == (f"{first}.html" if first else "")


def test_words_are_escaped() -> None:
    """A catalogue is text, whatever it holds."""
    words = msgspec.structs.replace(ENGLISH, texts=ENGLISH.texts | {"chart.bar": '<b>"{when}', "chart.label": '"><script>{what}{first}{last}'})
    counts = {"2024-01-01": (1, 0), "2024-01-03": (4, 0)}
    top = Xml.fromstring(coverage(counts, on(counts), [], words))
    assert "script" not in {one.tag for one in top.iter()}
    assert str(top.get("aria-label")).startswith('"><script>')
    assert [str(one.text)[:4] for one in top.iter("title")] == ['<b>"', '<b>"']


def test_articles_are_counted_by_day() -> None:
    """Copies apart; later versions not, nor what has no day."""
    members = [head(0), head(0, slug="b", copy_of="a0"), head(1, copy_of="a0"), head(2, version_of="a0"), head(3, date="2024-01")]
    assert counted(members) == {"2024-01-01": (1, 1), "2024-01-02": (0, 1)}


def drawing(*days: str) -> list[tuple[int, int]]:
    """The place and the height of each bar of a small chart."""
    chart = spark([head(number, date=day) for number, day in enumerate(days)])
    path = next(Xml.fromstring(chart).iter("path")).get("d") or ""
    return [(int(x) // 6, int(height)) for x, height in re.findall(r"M(\d+) 24v-(\d+)", path)]


def test_a_small_chart_has_a_bar_for_each_step_with_articles() -> None:
    """The tallest for the most; of a long time twenty steps at most."""
    assert drawing("2024-01-01", "2024-01-03", "2024-01-03T10:00:00Z", "2024-01-05") == [(0, 12), (2, 24), (4, 12)]
    assert drawing("0001-01-01", "2024-01-03", "9999-12-31") == [(0, 24), (4, 24), (19, 24)]


def test_a_small_chart_is_small_and_says_nothing() -> None:
    """Half a kilobyte at most; its numbers stand beside it in words."""
    chart = spark([head(number * 3) for number in range(100)])
    assert len(chart) < 500
    top = Xml.fromstring(chart)
    assert (top.get("aria-hidden"), [one.tag for one in top.iter()]) == ("true", ["svg", "path"])
    assert not {"id", "style"} & {name for one in top.iter() for name in one.attrib}


def test_one_day_has_no_small_chart() -> None:
    """Nor have articles of which no day is known; copies do not make it two."""
    for members in ([], [head(0)], [head(0), head(0, slug="b")], [head(0), head(1, date="2024")], [head(0), head(1, copy_of="a0")]):
        assert spark(members) == ""


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
    assert lines(one)[1].x == lines(other)[0].x
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
        for line in lines(chart):
            assert 0 < line.x < int(top.get("width") or 0)
            assert 0 <= line.top < line.top + line.height <= int(top.get("height") or 0)
        for place in top.iter("rect"):
            assert 0 <= int(place.get("x") or 0) < int(top.get("width") or 0)
            assert place.get("height") == top.get("height")
