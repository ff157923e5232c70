"""Small charts as SVG: made of numbers and dates alone, so that nothing in them needs escaping."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefgen import dates
from briefgen.site.render import count

_HEIGHT: Final = 48
_STRIP: Final = 16
_WIDEST: Final = 12
_MOST_BARS: Final = 120

Counts = Mapping[str, tuple[int, int]]
"""For each ISO day how many articles, and how many copies."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The time that charts beside one another share: so many steps of so many days from the first."""

    first: datetime.date
    step: int
    steps: int

    @property
    def width(self) -> int:
        """Of one step, in the chart's own units."""
        return max(2, min(_WIDEST, 600 // self.steps))

    def start(self, step: int) -> datetime.date:
        """The day on which a step begins."""
        return self.first + datetime.timedelta(step * self.step)

    def place(self, day: datetime.date) -> int:
        """The step that a day falls into."""
        return (day - self.first).days // self.step


def scale(days: Iterable[str]) -> Scale | None:
    """The scale that all of these fit on; None for fewer than two days."""
    known = [day for text in days if (day := dates.as_date(text))]
    if not known or min(known) == max(known):
        return None
    length = (max(known) - min(known)).days + 1
    step = next((size for size in (1, 7, 30, 90, 365) if length / size <= _MOST_BARS), 3650)
    return Scale(min(known), step, (length - 1) // step + 1)


def coverage(counts: Counts, on: Scale, days: Collection[str]) -> str:
    """Articles over time as bars, copies lighter on top of them; each leads to its day, or the first of its days, that the page has."""
    sums = _sums(counts, on)
    total = [sum(sum(pair) for pair in sums), sum(copies for _, copies in sums)]
    first, last = (dates.long(day) for day in (min(filter(dates.as_date, counts)), max(filter(dates.as_date, counts))))
    label = f"{count(total[0] - total[1], 'article')}{_copies(total[1])} from {first} to {last}"
    return _svg(sums, on, days, _HEIGHT, max(sum(pair) for pair in sums), f'class="chart" role="img" aria-label="{label}"')


def strip(counts: Counts, on: Scale, days: Collection[str], most: int) -> str:
    """One line of a chart with many: the same, low, and without words, which stand beside it. `most` fills its height."""
    return _svg(_sums(counts, on), on, days, _STRIP, most, 'class="chart strip" aria-hidden="true"')


def tallest(lines: Iterable[Counts], on: Scale) -> int:
    """The most that any bar of these strips stands for."""
    return max((sum(pair) for counts in lines for pair in _sums(counts, on)), default=0)


def _sums(counts: Counts, on: Scale) -> list[tuple[int, int]]:
    own, copies = [0] * on.steps, [0] * on.steps
    for text, (articles, copied) in counts.items():
        if day := dates.as_date(text):
            own[on.place(day)] += articles
            copies[on.place(day)] += copied
    return list(zip(own, copies, strict=True))


def _svg(sums: Sequence[tuple[int, int]], on: Scale, days: Collection[str], height: int, most: int, attributes: str) -> str:
    listed = sorted(days)
    bars = "".join(_bar(place, pair, on, height, most, listed) for place, pair in enumerate(sums) if sum(pair))
    width = on.steps * on.width
    return f'<svg {attributes} viewBox="0 0 {width} {height}" width="{width}" height="{height}" preserveAspectRatio="none">{bars}</svg>'


def _bar(place: int, pair: tuple[int, int], on: Scale, height: int, most: int, days: Sequence[str]) -> str:
    start = on.start(place).isoformat()
    number = bisect_left(days, start)
    later = days[number : number + 1]
    first = next((day for day in later if on.place(datetime.date.fromisoformat(day)) == place), "")
    when = dates.long(start) + ("" if on.step == 1 else f" and the {on.step - 1} days after")
    own, copies = pair
    tall = max(3, round(height * sum(pair) / most))
    low = round(tall * own / sum(pair))
    words = f"{when}: {count(own, 'article')}{_copies(copies)}"
    rows = [("bar", height - low, low), ("bar copied", height - tall, tall - low)]
    left, wide = place * on.width, max(1, on.width - 2)
    rects = "".join(f'<rect class="{kind}" x="{left}" y="{top}" width="{wide}" height="{size}"/>' for kind, top, size in rows if size)
    inside = f"<title>{words}</title>{rects}"
    return f'<a href="#d-{first}" tabindex="-1">{inside}</a>' if first else f"<g>{inside}</g>"


def _copies(number: int) -> str:
    return f" and {count(number, 'copy', 'copies')}" if number else ""
