"""What articles say about one another: a date for one that has none, a full name for an outlet known only in short.

Whatever is decided here is inferred, and goes on the article's `review` list.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefgen import dates, moments
from briefgen.dates import is_date
from briefgen.ingest import metadata, teasers
from briefgen.ingest.draft import Draft
from briefgen.ingest.page import Fact, Teaser
from briefgen.progress import Progress, quiet
from briefgen.similarity import Vector, cosine
from briefgen.text import fold

ALIKE: Final = 0.12
"""Above this similarity a dated article is evidence of when another one was written."""
WINDOW: Final = 10
"""Days around a similar article's date in which a weekday is looked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article whose date is known: a draft of this batch, or one that is in the archive."""

    name: str
    date: str
    vector: Vector
    text: Callable[[], str] = str
    """Reads its body, of a few articles: days that it names ('talks on Jan. 10') are evidence too."""


def settle(
    drafts: Sequence[Draft], known: Sequence[Known], elsewhere: Iterable[tuple[str, Teaser]], outlets: Iterable[str], progress: Progress = quiet
) -> list[Draft]:
    """The drafts, with what could be inferred filled in. The order of `drafts` changes nothing.

    `known` are the archive's dated articles, `elsewhere` the teasers of seeds read before, each with the name of its seed, and
    `outlets` the names of outlets in the archive.
    """
    named = [_with_full_outlet(draft, {*outlets, *(other.outlet for other in drafts)}) for draft in drafts]
    by_teaser = _dated_by_teasers(named, elsewhere)
    dated = [*known, *(_known(draft) for draft in by_teaser if draft.date)]
    by_day = [_dated_by_day(draft, dated) if not draft.date else draft for draft in by_teaser]
    dated = [*known, *(_known(draft) for draft in by_day if draft.date)]
    return [_dated_by_weekday(draft, dated) if not draft.date else draft for draft in progress(by_day, "Dating", len(by_day))]


def _known(draft: Draft) -> Known:
    return Known(draft.file, draft.date, draft.vector, lambda: draft.body)


def _with_full_outlet(draft: Draft, names: set[str]) -> Draft:
    """'the Mercury' as 'Upper Ilven Mercury', when just one outlet's name ends so."""
    if not draft.outlet or draft.outlet in {name for name in names if name != draft.outlet and fold(name) == fold(draft.outlet)}:
        return draft
    full = sorted(name for name in names if fold(name).endswith(" " + fold(draft.outlet)))
    if len(full) != 1:
        return draft
    fact = Fact("outlet", full[0], 0.6, f"the one outlet in the archive whose name ends in {draft.outlet!r}", inferred=True)
    return replace(draft, outlet=full[0], settled=(*draft.settled, fact)).doubting("outlet")


def _dated_by_teasers(drafts: Sequence[Draft], elsewhere: Iterable[tuple[str, Teaser]]) -> list[Draft]:
    """Drafts without a date get that of a teaser with their title; a page dated so dates others in turn by the ages it gives."""
    found = list(drafts)
    seen = list(elsewhere)
    while True:
        named = [*seen, *((draft.file, teasers.dated(teaser, draft.captured or draft.date)) for draft in found for teaser in draft.teasers)]
        when: dict[str, list[tuple[str, str]]] = {}
        for name, teaser in named:
            if len(teaser.when) == 10 and is_date(teaser.when):
                when.setdefault(fold(teaser.title), []).append((teaser.when, name))
        after = [_dated(draft, *min(when[fold(draft.title)])) if not draft.date and fold(draft.title) in when else draft for draft in found]
        if after == found:
            return [replace(draft, teasers=tuple(teasers.dated(teaser, draft.captured or draft.date) for teaser in draft.teasers)) for draft in found]
        found = after


def _dated(draft: Draft, date: str, name: str) -> Draft:
    return _with_date(draft, date, 0.85, f"teaser of it in {name}")


def _with_date(draft: Draft, date: str, score: float, rule: str, line: int = 0) -> Draft:
    if draft.captured and date > draft.captured:
        return draft
    fact = Fact("date", date, score, rule, line, inferred=True)
    return replace(draft, date=date, settled=(*draft.settled, fact)).doubting("date")


def _dated_by_day(draft: Draft, known: Sequence[Known]) -> Draft:
    """A day without a year ('March 19') in the year that brings it nearest to similar articles, or that the page itself states."""
    day = metadata.best(draft.sheet.facts, "day")
    if day is None:
        return draft
    stated = metadata.best(draft.sheet.facts, "year")
    near = _similar(draft, known)
    said = day.rule != "day in the text"  # what only the text names may be any day of the story
    anchors = near or ([(1.0, Known("page", f"{stated.value}-07-01", {}))] if stated and said else [])
    if not anchors:
        return draft
    years = {int(other.date[:4]) + step for _, other in anchors for step in (-1, 0, 1)}
    options = [date for year in sorted(years) if (date := _on(year, day.value))]
    if not options:
        return draft
    best = min(options, key=lambda date: (sum(score * abs(_days(date, other.date)) for score, other in anchors), date))
    why = f"year of similar articles ({anchors[0][1].name})" if near else "year that the page states"
    return _with_date(draft, best, 0.6, f"{day.rule}, {why}", day.line)


def _dated_by_weekday(draft: Draft, known: Sequence[Known]) -> Draft:
    """'on Monday': of the Mondays near the most similar articles' dates, one that such an article names, or else the nearest."""
    weekdays: dict[str, float] = {}
    for fact in draft.sheet.facts:
        if fact.field == "weekday":
            weekdays[fact.value] = max(weekdays.get(fact.value, 0.0), fact.score)
    near = _similar(draft, known)
    near = [pair for pair in near if pair[0] >= 0.8 * near[0][0]]
    votes: dict[str, float] = {}
    for score, other in near:
        here = datetime.date.fromisoformat(dates.day(other.date))
        around = {day: score / (1 + abs(step)) for step in range(-WINDOW, WINDOW + 1) if (day := _shifted(here, step))}
        for day in _days_named(other) & around.keys():
            around[day] += score
        for day, vote in around.items():
            weekday = moments.WEEKDAYS[datetime.date.fromisoformat(day).weekday()]
            votes[day] = votes.get(day, 0.0) + vote * weekdays.get(weekday, 0.0)
    best = min(votes, key=lambda day: (-votes[day], day), default="")
    if not best or not votes[best]:
        return draft
    weekday = moments.WEEKDAYS[datetime.date.fromisoformat(best).weekday()]
    said = max((fact for fact in draft.sheet.facts if (fact.field, fact.value) == ("weekday", weekday)), key=lambda fact: fact.score)
    return _with_date(draft, best, 0.5, f"{weekday.capitalize()} near similar articles ({near[0][1].name})", said.line)


def _shifted(day: datetime.date, days: int) -> str:
    """The day so many days later; '' beyond the calendar's ends."""
    try:
        return (day + datetime.timedelta(days)).isoformat()
    except OverflowError:
        return ""


def _days_named(known: Known) -> set[str]:
    """The days that an article names without a year, in its own year."""
    year = int(known.date[:4])
    plain = re.sub(r"\\(.)", r"\1", known.text())
    return {date for dated in moments.dates_in(plain) if not dated.year and (date := dated.on(year))}


def _similar(draft: Draft, known: Sequence[Known]) -> list[tuple[float, Known]]:
    """The five dated articles most similar to the draft, the most similar first."""
    scored = [(round(cosine(draft.vector, other.vector), 6), other) for other in known if len(other.date) >= 10 and other.name != draft.file]
    scored = [pair for pair in scored if pair[0] >= ALIKE]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].date, pair[1].name))[:5]


def _on(year: int, day: str) -> str:
    try:
        return datetime.date.fromisoformat(f"{year:04}-{day}").isoformat()
    except ValueError:
        return ""


def _days(one: str, other: str) -> int:
    return (datetime.date.fromisoformat(one[:10]) - datetime.date.fromisoformat(other[:10])).days
