"""The other articles that a page names: title, and often author, outlet, and date or age."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from briefgen import moments
from briefgen.dates import is_date
from briefgen.ingest import furniture, names
from briefgen.ingest.page import Sheet, Teaser, ends_like_sentence, is_prose, word_count
from briefgen.text import fold, squeeze

_RANK: Final = re.compile(r"^\W{0,2}\d{1,2}[.)]?\s+(?=\S)")
_DATED: Final = re.compile(r"^(?P<date>\S{8,12}|\d{1,2} \w+ \d{4}|\w+ \d{1,2}, \d{4})\s{1,4}(?P<title>\S.*)$")


def collect(sheet: Sheet) -> Sheet:
    """The labelled sheet with the teasers found on it, each title once, in order."""
    found: dict[str, Teaser] = {}
    for teaser in (*sheet.teasers, *_read_more(sheet), *_cards(sheet), *_listed(sheet)):
        title = fold(teaser.title)
        if title and (title not in found or ((teaser.author or teaser.when) and not (found[title].author or found[title].when))):
            found[title] = teaser
    return replace(sheet, teasers=tuple(sorted(found.values(), key=lambda teaser: teaser.line)))


def dated(teaser: Teaser, day: str) -> Teaser:
    """The teaser with its age as a date, reckoned from the day on which its page was seen; as it is when there is nothing to reckon."""
    if not teaser.when or is_date(teaser.when):
        return teaser
    return replace(teaser, when=moments.before(day, teaser.when) or teaser.when)


def _read_more(sheet: Sheet) -> Iterator[Teaser]:
    """Headlines within the text: 'Read more: …', or standing alone between paragraphs."""
    for line, mark in zip(sheet.lines, sheet.marks, strict=True):
        if mark is not None and mark.rule == "read more" and (match := furniture.READ_MORE.match(line.text)):
            yield Teaser(squeeze(match["title"]).rstrip("*_]"), line=line.number)
        elif mark is not None and mark.rule == "headline between paragraphs":
            yield Teaser(squeeze(line.text), line=line.number)


def _cards(sheet: Sheet) -> Iterator[Teaser]:
    """Author, date or age right below, then the title: 'Ann Lee / 9 hours ago - World / Title'."""
    for i in range(1, len(sheet.lines)):
        above, line = sheet.lines[i - 1], sheet.lines[i]
        if not _is_other(sheet, i) or above.block != line.block or not moments.is_card_date(line.text) or not names.is_name(above.text):
            continue
        title = next((j for j in range(i + 1, min(i + 4, len(sheet.lines))) if word_count(sheet.lines[j].text) >= 3), None)
        if title is not None:
            yield Teaser(squeeze(sheet.lines[title].text), author=squeeze(above.text), when=_when(line.text), line=sheet.lines[title].number)


def _listed(sheet: Sheet) -> Iterator[Teaser]:
    """Lists below the text: with an outlet above and a paragraph below, with a date before or below, or bare."""
    for i, line in enumerate(sheet.lines):
        mark = sheet.marks[i]
        if not _is_other(sheet, i) or mark is None or line.text.isupper() or moments.is_card_date(line.text) or furniture.CAPTION.search(line.text):
            continue
        text = squeeze(_RANK.sub("", line.text))
        if (dated := _DATED.match(squeeze(line.text))) and moments.dates_in(dated["date"]) and word_count(dated["title"]) >= 3:
            yield Teaser(dated["title"], when=_when(dated["date"]), line=line.number)
        elif _follows(sheet, i) and 3 <= word_count(text) <= 25:
            below = sheet.lines[i + 1]
            if below.block == line.block and moments.is_card_date(below.text) and not names.is_name(line.text):
                yield Teaser(text, when=_when(below.text), line=line.number)
            elif below.block != line.block and is_prose(below) and word_count(below.text) >= 15 and not _is_paragraph(line.text):
                yield Teaser(text, outlet=_outlet_above(sheet, i), line=line.number)
            elif mark.label == "teaser" and mark.rule != "related heading" and not _is_paragraph(line.text) and _in_bare_list(sheet, i):
                yield Teaser(text, line=line.number)


def _is_other(sheet: Sheet, index: int) -> bool:
    """Whether a line is outside the article, where other articles are named; what readers wrote below it is not such a place."""
    mark = sheet.marks[index]
    if mark is None or mark.rule == "read more" or not (mark.label == "teaser" or mark.rule.startswith("after the end")):
        return False
    sections = (found.rule for found in reversed(sheet.marks[: index + 1]) if found is not None)
    return next((rule for rule in sections if rule in _SECTIONS), "") not in ("comments", "comment form", "source link")


_SECTIONS: Final = ("comments", "comment form", "source link", "related heading", "teaser card")


def _follows(sheet: Sheet, index: int) -> bool:
    return index + 1 < len(sheet.lines)


def _is_paragraph(text: str) -> bool:
    return (ends_like_sentence(text) and not text.endswith(("?", "!", '"', "”"))) or word_count(text) > 25


def _in_bare_list(sheet: Sheet, index: int) -> bool:
    """Whether the lines beside this one are headlines too: below 'Most read', not a stray line among teasers' paragraphs."""
    beside = [j for j in (index - 1, index + 1) if 0 <= j < len(sheet.lines) and sheet.lines[j].block == sheet.lines[index].block]
    return any(3 <= word_count(sheet.lines[j].text) <= 25 and not _is_paragraph(sheet.lines[j].text) for j in beside)


def _outlet_above(sheet: Sheet, index: int) -> str:
    """The outlet's name on the line above a title, if that is what it is."""
    above = sheet.lines[index - 1] if index else None
    if (
        above is None
        or (above.text.isupper() and len(above.text) > 5)
        or word_count(above.text) > 5
        or ends_like_sentence(above.text)
        or moments.is_card_date(above.text)
    ):
        return ""
    return squeeze(above.text)


def _when(text: str) -> str:
    """The date that a line states, or its age."""
    for dated in moments.dates_in(text):
        if dated.year:
            return dated.on()
    match = moments.AGE.search(text)
    return squeeze(match[0]) if match else ""
