"""Small charts as SVG: made of numbers, dates and the interface's own words.

Bars are lines, as thick as the style sheet has them, however far a chart is stretched.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from briefgen import dates
from briefgen.catalogue import Catalogue
from briefgen.library.heads import Head

_HEIGHT: Final = 48
_STRIP: Final = 16
_WIDEST: Final = 12
_MOST_BARS: Final = 120
_MANY: Final = 60
"""From more bars than these on they are drawn finer."""
_DRAWN: Final = 'stroke="currentColor" stroke-width="2"'
"""How bars are drawn where no style sheet says it."""
_SPARKS: Final = 20
"""The most bars of a small chart; each has so much room,"""
_SPARK: Final = 6
_SPARK_HEIGHT: Final = 24
"""and the whole is so high."""

Counts = Mapping[str, tuple[int, int]]
"""For each ISO day how many articles, and how many copies."""
Links = Mapping[int, str]
"""Where the bars of steps lead."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The time that charts beside one another share: so many steps of so many days, or months, from the first."""

    first: datetime.date
    step: int
    steps: int
    monthly: bool = False
    """Whether `step` is of months, which then are those of the calendar: quarters and years begin when these do."""

    @property
    def width(self) -> int:
        """Of one step, in the chart's own units."""
        return max(2, min(_WIDEST, 600 // self.steps))

    def start(self, step: int) -> datetime.date:
        """The day on which a step begins."""
        if not self.monthly:
            return self.first + datetime.timedelta(step * self.step)
        return _first_of((_month(self.first) // self.step + step) * self.step)

    def end(self, step: int) -> datetime.date:
        """The first day of the last month of a step of months."""
        return _first_of((_month(self.first) // self.step + step + 1) * self.step - 1)

    def place(self, day: datetime.date) -> int:
        """The step that a day falls into."""
        if not self.monthly:
            return (day - self.first).days // self.step
        return _month(day) // self.step - _month(self.first) // self.step


def _month(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _first_of(month: int) -> datetime.date:
    """Its first day, within the years that there are."""
    number = max(12, min(month, 9999 * 12 + 11))
    return datetime.date(number // 12, number % 12 + 1, 1)


def scale(days: Iterable[str]) -> Scale | None:
    """The scale that all of these fit on, in days, weeks, months, quarters, years or decades; None for fewer than two days."""
    known = [day for text in days if (day := dates.as_date(text))]
    if not known or min(known) == max(known):
        return None
    length = (max(known) - min(known)).days + 1
    for step in (1, 7):
        if length / step <= _MOST_BARS:
            return Scale(min(known), step, (length - 1) // step + 1)
    first, last = _month(min(known)), _month(max(known))
    step = next((size for size in (1, 3, 12) if last // size - first // size < _MOST_BARS), 120)
    return Scale(_first_of(first // step * step), step, last // step - first // step + 1, monthly=True)


def counted(members: Iterable[Head]) -> Counts:
    """How many articles and copies there are of each day that is known."""
    known = [head for head in members if len(head.date) >= 10]
    own = Counter([head.date[:10] for head in known if not head.copy_of and not head.version_of])
    copies = Counter([head.date[:10] for head in known if head.copy_of])
    return {day: (own[day], copies[day]) for day in sorted(own.keys() | copies.keys())}


def anchors(on: Scale, days: Iterable[str]) -> Links:
    """To the first day of each step that the page has."""
    found: dict[int, str] = {}
    for text in sorted(days):
        if day := dates.as_date(text):
            found.setdefault(on.place(day), f"#d-{text}")
    return found


def addresses(on: Scale, days: Iterable[str]) -> Links:
    """To the pages of the days, months or years that are steps and have articles, from the site's root."""
    folder, length = {(1, False): ("days", 10), (1, True): ("months", 7), (12, True): ("years", 4)}.get((on.step, on.monthly), ("", 0))
    return {on.place(day): f"{folder}/{text[:length]}.html" for text in days if folder and (day := dates.as_date(text))}


def coverage(counts: Counts, on: Scale, links: Links, words: Catalogue) -> str:
    """Articles over time as bars, copies lighter on top of them."""
    sums = _sums(counts, on)
    own, copies = sum(pair[0] for pair in sums), sum(pair[1] for pair in sums)
    first, last = (words.long(day) for day in (min(filter(dates.as_date, counts)), max(filter(dates.as_date, counts))))
    label = escape(words.say("chart.label", what=_what(own, copies, words), first=first, last=last))
    role = "group" if links else "img"  # an image can hold nothing that leads anywhere
    return _svg(sums, on, links, _HEIGHT, max(map(sum, sums)), f'class="chart" role="{role}" aria-label="{label}"', words)


def strip(counts: Counts, on: Scale, links: Links, most: int, words: Catalogue) -> str:
    """One line of a chart with many: the same, low, and without words, which stand beside it. `most` fills its height."""
    return _svg(_sums(counts, on), on, links, _STRIP, most, 'class="chart strip" aria-hidden="true"', words)


def tallest(lines: Iterable[Counts], on: Scale) -> int:
    """The most that any bar of these strips stands for."""
    return max((sum(pair) for counts in lines for pair in _sums(counts, on)), default=0)


def spark(members: Iterable[Head]) -> str:
    """Articles over time as a drawing for lists, a few hundred bytes; '' when all are of one day. Copies and later versions are not in it.

    It has no words and leads nowhere: what it shows is said beside it.
    """
    known = [head.date[:10] for head in members if len(head.date) >= 10 and not head.copy_of and not head.version_of]
    if not known or (first := min(known)) == (last := max(known)):
        return ""
    start = datetime.date.fromisoformat(first).toordinal()
    length = datetime.date.fromisoformat(last).toordinal() - start + 1
    step = -(-length // _SPARKS)
    sums = Counter((datetime.date.fromisoformat(day).toordinal() - start) // step for day in known)
    most = max(sums.values())
    heights = ((place, max(2, _SPARK_HEIGHT * sums[place] // most)) for place in sorted(sums))
    bars = "".join(f"M{place * _SPARK + _SPARK // 2} {_SPARK_HEIGHT}v-{height}" for place, height in heights)
    width = -(-length // step) * _SPARK
    size = f'viewBox="0 0 {width} {_SPARK_HEIGHT}" width="{width}" height="{_SPARK_HEIGHT}" preserveAspectRatio="none"'
    return f'<svg class="chart spark" aria-hidden="true" {size} {_DRAWN}><path class="bar" d="{bars}"/></svg>'


def _sums(counts: Counts, on: Scale) -> list[tuple[int, int]]:
    own, copies = [0] * on.steps, [0] * on.steps
    for text, (articles, copied) in counts.items():
        if day := dates.as_date(text):
            own[on.place(day)] += articles
            copies[on.place(day)] += copied
    return list(zip(own, copies, strict=True))


def _svg(sums: Sequence[tuple[int, int]], on: Scale, links: Links, height: int, most: int, attributes: str, words: Catalogue) -> str:
    bars = "".join(_bar(place, pair, on, height, most, links.get(place, ""), words) for place, pair in enumerate(sums) if sum(pair))
    width = on.steps * on.width
    attributes = attributes.replace('"chart', '"chart fine', 1) if on.steps > _MANY else attributes
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" preserveAspectRatio="none"'
    return f"<svg {attributes} {size} {_DRAWN}>{bars}</svg>"


def _bar(place: int, pair: tuple[int, int], on: Scale, height: int, most: int, link: str, words: Catalogue) -> str:
    own, copies = pair
    tall = max(3, round(height * sum(pair) / most))
    low = round(tall * own / sum(pair))
    said = escape(words.say("chart.bar", when=_when(place, on, words), what=_what(own, copies, words)))
    rows = [("bar", height, height - low), ("bar copied", height - low, height - tall)]
    left = place * on.width
    middle = f"{left + on.width / 2:g}"
    lines = "".join(f'<path class="{kind}" d="M{middle} {foot}V{top}"/>' for kind, foot, top in rows if foot > top)
    if not link:
        return f"<g><title>{said}</title>{lines}</g>"
    # A line is thin: to point at it is to point anywhere above its time.
    place_of = f'<rect class="hit" x="{left}" width="{on.width}" height="{height}" fill="transparent" stroke="none"/>'
    return f'<a href="{link}" tabindex="-1"><title>{said}</title>{place_of}{lines}</a>'


def _when(place: int, on: Scale, words: Catalogue) -> str:
    """The time of a step in words."""
    start = on.start(place).isoformat()
    if not on.monthly:
        return words.long(start) if on.step == 1 else words.say("chart.days", first=words.long(start), n=on.step - 1)
    end = on.end(place).isoformat()
    length = 7 if on.step < 12 else 4
    first, last = words.month(start[:length]), words.month(end[:length])
    return first if first == last else words.say("chart.span", first=first, last=last)


def _what(own: int, copies: int, words: Catalogue) -> str:
    articles = words.say("count.articles", n=own)
    return words.say("chart.and_copies", articles=articles, copies=words.say("count.copies", n=copies)) if copies else articles
