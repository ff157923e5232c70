"""Small charts as SVG: made of numbers and dates alone, so that nothing in them needs escaping."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from briefgen import dates
from briefgen.site.render import count

_HEIGHT = 48
_WIDEST = 12
_MOST_BARS = 120


def coverage(counts: Mapping[str, int]) -> str:
    """Articles per day as bars, from the first day to the last; per week or month where there would be too many.

    `counts` has a number for each ISO day; '' is returned for fewer than two days.
    """
    known = {day: number for text, number in counts.items() if (day := dates.as_date(text))}
    if len(known) < 2:
        return ""
    first, last = min(known), max(known)
    days = (last - first).days + 1
    step = next((size for size in (1, 7, 30, 90, 365) if days / size <= _MOST_BARS), 3650)
    sums = [0] * ((days - 1) // step + 1)
    for day, number in known.items():
        sums[(day - first).days // step] += number
    width = max(2, min(_WIDEST, 600 // len(sums)))
    bars = "".join(_bar(i, number, width, max(sums), first + datetime.timedelta(i * step), step) for i, number in enumerate(sums) if number)
    label = f"{count(sum(sums), 'article')} from {dates.long(first.isoformat())} to {dates.long(last.isoformat())}"
    size = f'viewBox="0 0 {len(sums) * width} {_HEIGHT}" width="{len(sums) * width}" height="{_HEIGHT}"'
    return f'<svg class="chart" {size} role="img" preserveAspectRatio="none"><title>{label}</title>{bars}</svg>'


def _bar(index: int, number: int, width: int, most: int, start: datetime.date, step: int) -> str:
    height = max(3, round(_HEIGHT * number / most))
    when = dates.long(start.isoformat()) + ("" if step == 1 else f" and the {step - 1} days after")
    place = f'x="{index * width}" y="{_HEIGHT - height}" width="{max(1, width - 2)}" height="{height}"'
    return f'<rect class="bar" {place}><title>{when}: {count(number, "article")}</title></rect>'
