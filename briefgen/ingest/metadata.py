"""Who wrote it, when, for whom: candidates for each field with their evidence, and the choice among them.

A list of small finders, like the rules of `labels`: each looks at the labelled sheet and says what it sees, with a score that is
a judgement of how often such evidence is right. Nothing is decided before all have spoken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from briefgen.ingest import furniture, moments, names, outlets
from briefgen.ingest.labels import body_lines
from briefgen.ingest.page import Fact, Sheet
from briefgen.text import fold, sentences, shorten, squeeze

Finder = Callable[[Sheet], Iterable[Fact]]

ENOUGH: Final = 0.5
"""A candidate below this score is evidence that `explain` shows, and no answer."""

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


def _title(sheet: Sheet) -> Iterator[Fact]:
    for i in sheet.find("title"):
        yield Fact("title", squeeze(sheet.lines[i].text), 0.85, "title line", sheet.lines[i].number)
    body = body_lines(sheet)
    if body:
        first = squeeze(sentences(body[0].text)[0] if sentences(body[0].text) else body[0].text)
        yield Fact("title", shorten(first, 90), ENOUGH, "first sentence", body[0].number, inferred=True)


def _byline(sheet: Sheet) -> Iterator[Fact]:
    """The people of bylines above the text; those above the title may be other articles'."""
    titles = sheet.find("title")
    body = body_lines(sheet)
    for i in sorted((*sheet.find("byline"), *sheet.find("date"))):
        line = sheet.lines[i]
        if body and line.number > body[0].number:
            continue
        said = bool(names.BYLINE.match(line.text) or names.POSTED_BY.match(line.text))
        above = bool(titles) and i < titles[0]
        for name in names.byline_names(line.text):
            yield Fact("author", name, (0.9 if said else 0.8) - (0.35 if above else 0.0), "byline" if said else "name under the title", line.number)


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
    """Dates on the lines about the article, most telling first: those that say 'published', those under the title."""
    titles = sheet.find("title")
    for i in sorted((*sheet.find("date"), *sheet.find("byline"))):
        text = sheet.lines[i].text
        for dated in moments.dates_in(text)[:1]:
            updated = bool(re.match(r"(?:last\s+)?(?:updated|modified)", text, re.IGNORECASE))
            score = 0.93 - (0.05 if updated else 0.0) - (0.1 if titles and i < titles[0] else 0.0)
            if dated.year:
                yield Fact("date", dated.on(), score, "date line", sheet.lines[i].number)
            else:
                yield Fact("day", f"{dated.month:02}-{dated.day:02}", 0.9, "date line", sheet.lines[i].number)
        if moments.days_old(text) is not None:
            yield Fact("age", squeeze(text), 0.9, "age line", sheet.lines[i].number)


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
        yield from (Fact("year", str(dated.year), 0.6, "date of another article", line.number) for dated in moments.dates_in(line.text) if dated.year)


FINDERS: Final[tuple[tuple[str, Finder], ...]] = (
    ("title", _title),
    ("byline", _byline),
    ("dateline", _dateline),
    ("date line", _dates_said),
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
