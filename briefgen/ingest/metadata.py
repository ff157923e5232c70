"""Who wrote it, when, for whom: candidates for each field with their evidence, and the choice among them.

A list of small finders, like the rules of `labels`: each looks at the labelled sheet and says what it sees, with a score that is
a judgement of how often such evidence is right. Nothing is decided before all have spoken.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from briefgen import moments
from briefgen.ingest import furniture, names, outlets
from briefgen.ingest.labels import body_lines
from briefgen.ingest.page import Fact, Line, Sheet
from briefgen.text import fold, sentences, shorten, squeeze

Finder = Callable[[Sheet], Iterable[Fact]]

ENOUGH: Final = 0.5
"""A candidate below this score is evidence that `explain` shows, and no answer."""
SURE: Final = {"title": 0.6, "date": 0.7, "author": 0.7, "outlet": ENOUGH}
"""An answer below its field's score is one that a person should confirm."""

_DATELINE: Final = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][^a-z(]{2,40}?(?:,\s[A-Z][\w’'. -]{2,25}?)?)(?:,?\s+(?P<date>[A-Z][a-z]+\.?\s\d{1,2}))?"
    r"\s*(?:\((?P<agency>[A-Z][\w ./&-]{1,30})\))?\s*(?:[—–]|--|-\s)\s*"
)


def describe(sheet: Sheet) -> Sheet:
    """The sheet with every finder's facts, its own (which come from the seed's format) first."""
    found = list(sheet.facts)
    for _, finder in FINDERS:
        found += finder(replace(sheet, facts=tuple(found)))
    return replace(sheet, facts=tuple(found))


def best(facts: Iterable[Fact], field: str) -> Fact | None:
    """The candidate with the highest score, the first of equals; None when none is good enough."""
    listed = [fact for fact in facts if fact.field == field and fact.score >= ENOUGH]
    return max(listed, key=lambda fact: fact.score, default=None)


def all_of(facts: Iterable[Fact], field: str) -> tuple[Fact, ...]:
    """The candidates that the best one's rule found: all authors of a byline, all tags of a list."""
    listed = tuple(facts)
    top = best(listed, field)
    if top is None:
        return ()
    found = {fold(fact.value): fact for fact in reversed(listed) if fact.field == field and fact.rule == top.rule and fact.score == top.score}
    return tuple(reversed(found.values()))


# finders

_BEHIND: Final = re.compile(r"\s+(?P<mark>[|–—-])\s+(?P<rest>[^|]{2,40}$|.{2,80})")
"""What may stand behind a title: the outlet's name, a section's."""
_TOP: Final = 30
"""Lines among which a title stands a second time, alone."""


def _is_short(found: re.Match[str]) -> bool:
    return found["mark"] == "|" and len(found["rest"].split()) <= 4


def _title(sheet: Sheet) -> Iterator[Fact]:
    for i in sheet.find("title"):
        text = squeeze(sheet.lines[i].text)
        shown = {fold(line.text) for line in sheet.lines[:_TOP]}
        cut = next((text[: found.start()] for found in _BEHIND.finditer(text) if fold(text[: found.start()]) in shown or _is_short(found)), text)
        yield Fact("title", cut, 0.85, "title line", sheet.lines[i].number)
    body = body_lines(sheet)
    if body:
        first = squeeze(sentences(body[0].text)[0] if sentences(body[0].text) else body[0].text)
        yield Fact("title", shorten(first, 90), ENOUGH, "first sentence", body[0].number, inferred=True)


def _byline(sheet: Sheet) -> Iterator[Fact]:
    """The people of bylines: lines that say so, between the title and the text or right below the text; and bare names, when they stand
    right under the title, with a date beside them. Names elsewhere are those of menus and of other articles."""
    titles = sheet.find("title")
    text = sheet.find("body")
    own = {fold(sheet.lines[i].text) for i in titles}
    title, first, last = (titles[0] if titles else -1), (text[0] if text else len(sheet.lines)), (text[-1] if text else len(sheet.lines))
    for i in sorted((*sheet.find("byline"), *sheet.find("date"))):
        line = sheet.lines[i]
        said = bool(names.BYLINE.match(line.text) or names.POSTED_BY.match(line.text))
        if not (i < first or (said and last < i <= last + _NEAR_END)):
            continue
        dated = any(0 <= j < len(sheet.lines) and _is_dated(sheet, j) for j in (i - 2, i - 1, i, i + 1, i + 2))
        if said:
            score = 0.9 if title < i < first else 0.78 if i > last else 0.55 if first - i <= _NEAR_HEAD else 0.4
        else:
            is_next = i <= title + 2 and line.markup is None and names.is_name(line.text)
            near = 0 <= title < i <= title + _NEAR_HEAD and (dated or is_next) and not line.text.isupper()
            score = 0.8 if near else 0.45
        for name in names.byline_names(line.text):
            if fold(name) in own:
                continue
            yield Fact("author", name, score, "byline" if said else "name under the title", line.number)


_NEAR_HEAD: Final = 5
"""Lines under the title, or above the text, within which a byline stands."""


def _is_dated(sheet: Sheet, index: int) -> bool:
    text = sheet.lines[index].text
    return moments.date_line(text) is not None or moments.is_card_date(text) or bool(furniture.PUBLISHED.match(text))


def _dateline(sheet: Sheet) -> Iterator[Fact]:
    """Place, day and agency at the text's beginning: 'PORT NAME, March 12 (Agency) —'."""
    body = body_lines(sheet)
    match = _DATELINE.match(body[0].text) if body else None
    if match is None:
        return
    if match["agency"]:
        yield Fact("agency", match["agency"], 0.8, "dateline", body[0].number)
        yield Fact("outlet", match["agency"], 0.55, "dateline", body[0].number)
    if match["date"]:
        yield from (Fact("day", f"{dated.month:02}-{dated.day:02}", 0.8, "dateline", body[0].number) for dated in moments.dates_in(match["date"]))


def _dates_said(sheet: Sheet) -> Iterator[Fact]:
    """Dates on lines that are there to give them: under the title before those above it, and those before the ones below the text;
    of updates, when nothing else is said."""
    titles = sheet.find("title")
    text = sheet.find("body")
    first, last = (text[0], text[-1]) if text else (len(sheet.lines), -1)
    for i, line in enumerate(sheet.lines):
        mark = sheet.marks[i]
        if (
            mark is None
            or mark.label in ("body", "heading", "caption", "title")
            or (mark.label == "teaser" and mark.rule != "headline between paragraphs")
            or (mark.label != "date" and mark.rule in _OTHERS)
        ):
            continue
        dated = moments.date_line(line.text)
        if dated is None:
            if mark.label in ("date", "byline") and i < first:
                yield from _without_year(line)
            continue
        said = bool(furniture.PUBLISHED.match(line.text))
        place = _worth_of_place(i, titles[0] if titles else -1, first, last)
        score = (
            place
            - 0.06 * (line.markup is not None)
            + 0.02 * said
            - 0.05 * moments.is_update(line.text)
            - 0.001 * min(20, abs(i - (titles[0] if titles else 0)))
        )
        doubtful = dated.either or moments.contradicts_weekday(line.text, dated)
        yield Fact("date", dated.on(), round(score - 0.2 * doubtful, 4), "date line", line.number, inferred=doubtful or place < _PLAIN)


def _worth_of_place(line: int, title: int, first: int, last: int) -> float:
    """How much a date line says of the article, by where it stands: under the title, above that, within the text, right below it, elsewhere."""
    if line < first:
        return 0.93 if line >= title else 0.83
    if line < last:
        return 0.8
    return 0.66 if line <= last + _NEAR_END else 0.3


_OTHERS: Final = ("comments", "comment form", "teaser card", "after the end (comments)", "after the end (teaser card)", "list of other articles")
"""Rules whose lines tell of something else than the article."""
_NEAR_END: Final = 4
"""Lines below the text within which its date may stand."""
_PLAIN: Final = 0.75
"""Below this score a date line's place leaves a doubt."""


def _without_year(line: Line) -> Iterator[Fact]:
    """A day without a year, or an age."""
    for dated in moments.dates_in(line.text)[:1]:
        if not dated.year:
            yield Fact("day", f"{dated.month:02}-{dated.day:02}", 0.9, "date line", line.number)
    if moments.days_old(line.text) is not None:
        yield Fact("age", squeeze(line.text), 0.9, "age line", line.number)


def _dates_shown(sheet: Sheet) -> Iterator[Fact]:
    """Dates in captions and in the text. A full one in a caption may date the article; a day without a year may, given a year."""
    for i in sheet.find("caption"):
        for dated in moments.dates_in(sheet.lines[i].text):
            if dated.year:
                yield Fact("date", dated.on(), 0.4, "date in a caption", sheet.lines[i].number, inferred=True)
    days: Counter[str] = Counter()
    first: dict[str, int] = {}
    for line in body_lines(sheet):
        for dated in moments.dates_in(line.text):
            if not dated.year:
                day = f"{dated.month:02}-{dated.day:02}"
                days[day] += 1
                first.setdefault(day, line.number)
    total = sum(days.values())
    for day, number in sorted(days.items()):
        early = 0.15 if first[day] == min(first.values()) else 0.0
        yield Fact("day", day, round(0.4 + 0.3 * number / total + early, 3), "day in the text", first[day], inferred=True)


def _weekday(sheet: Sheet) -> Iterator[Fact]:
    """The weekdays on which the text says that its news happened, those of its first paragraphs before others; not those that
    it looks forward or back to ('until Thursday', 'last Monday')."""
    score = 0.9
    for place, line in enumerate(body_lines(sheet)):
        for found in moments.WEEKDAY.finditer(line.text):
            looking_elsewhere = re.search(
                r"\b(?:prior to|before|until|till|by|next|last|since|from|after|every|late|early|earlier)\s+$",
                line.text[max(0, found.start() - 20) : found.start()],
                re.IGNORECASE,
            )
            if not looking_elsewhere:
                yield Fact("weekday", found[1].lower(), score if place < 3 else 0.5, "weekday in the text", line.number)
                score = 0.6


def _shown_day(sheet: Sheet) -> Iterator[Fact]:
    """The day that the page shows or has in its address, when a time that it declares in UTC falls on the day beside it: of an article
    written in the evening in America, machines say the next day."""
    declared = best(sheet.facts, "date")
    if declared is None or len(declared.value) <= 10 or not declared.value.endswith(("Z", "+00:00")):
        return
    day = datetime.date.fromisoformat(declared.value[:10])
    if int(declared.value[11:13]) > _NIGHT:
        return
    for fact in sheet.facts:
        if fact.field == "date" and fact.rule in ("date line", "date in the address") and len(fact.value) == 10:
            other = datetime.date.fromisoformat(fact.value)
            if (day - other).days == 1 and fact.score >= ENOUGH:
                yield Fact("date", fact.value, round(declared.score + 0.01, 4), f"day beside that of {declared.rule}: {fact.rule}", fact.line)
                return


def _doubted(sheet: Sheet) -> Iterator[Fact]:
    """The day that the page shows, when the date that it declares is months after that: a machine's mistake, or another printing's."""
    declared = best(sheet.facts, "date")
    if declared is None or declared.line or len(declared.value) < 10:
        return
    shown = [fact for fact in sheet.facts if fact.field == "date" and fact.rule in ("date line", "date in the address") and fact.score >= _SHOWN]
    days = {datetime.date.fromisoformat(fact.value) for fact in shown if len(fact.value) == 10}
    if days and len(days) == 1 and (datetime.date.fromisoformat(declared.value[:10]) - min(days)).days > _LONG_BEFORE:
        fact = shown[0]
        yield Fact("date", fact.value, round(declared.score + 0.01, 4), f"{fact.rule}, long before {declared.rule}", fact.line, inferred=True)


_SHOWN: Final = 0.72
_LONG_BEFORE: Final = 120
"""Days by which a declared date may be later than all that is shown."""
_NIGHT: Final = 8
"""Hours of the day in UTC at which it is still the day before in America."""


def _credit(sheet: Sheet) -> Iterator[Fact]:
    for i in sheet.find("credit"):
        if not re.match(r"edit", sheet.lines[i].text, re.IGNORECASE):
            yield Fact("credit", squeeze(sheet.lines[i].text).strip("()"), 0.9, "reporting credit", sheet.lines[i].number)


def _notes(sheet: Sheet) -> Iterator[Fact]:
    for i in sheet.find("summary"):
        yield Fact("summary", squeeze(sheet.lines[i].text), 0.7, "line under the headline", sheet.lines[i].number)
    for i in sheet.find("correction"):
        yield Fact("correction", squeeze(sheet.lines[i].text), 0.9, "correction", sheet.lines[i].number)
    for i in sheet.find("tags"):
        for tag in furniture.split_tags(sheet.lines[i].text):
            yield Fact("tags", tag, 0.8, "list of topics", sheet.lines[i].number)


def _years(sheet: Sheet) -> Iterator[Fact]:
    """Years that the page states outside its text: in its copyright line, in dates of other articles."""
    for line, mark in zip(sheet.lines, sheet.marks, strict=True):
        if mark is None or mark.label in ("body", "heading", "caption"):
            continue
        if found := re.search(r"©\D{0,40}((?:19|20)\d\d)", line.text):
            yield Fact("year", found[1], 0.7, "copyright line", line.number)
        yield from (Fact("year", str(dated.year), 0.6, "date outside the text", line.number) for dated in moments.dates_in(line.text) if dated.year)


FINDERS: Final[tuple[tuple[str, Finder], ...]] = (
    ("title", _title),
    ("byline", _byline),
    ("dateline", _dateline),
    ("date line", _dates_said),
    ("day shown", _shown_day),
    ("day doubted", _doubted),
    ("dates shown", _dates_shown),
    ("weekday", _weekday),
    ("year", _years),
    ("name twice", outlets.twice),
    ("copyright line", outlets.rights_line),
    ("masthead", outlets.masthead),
    ("about itself", outlets.about_itself),
    ("told it so", outlets.told_it_so),
    ("its own writer", outlets.own_writer),
    ("note on the author", outlets.biography),
    ("picture credit", outlets.picture_credit),
    ("newsletter pitch", outlets.pitch_name),
    ("aggregator", outlets.aggregator),
    ("reporting credit", _credit),
    ("notes", _notes),
)
