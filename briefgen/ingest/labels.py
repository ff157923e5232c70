"""Which line is what: a list of small rules, run top to bottom. What an earlier rule said of a line stands.

To see what the normalizer does, read `RULES`. To add a rule, write a function from a sheet to marks and put it in the list where
what it needs to know is known: first the rules that look at one line, then those that find the article's title, its beginning and
its end, then those that look for strangers in its midst.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from briefgen.ingest import extent, furniture, names, strangers
from briefgen.ingest.page import KEPT, Label, Line, Mark, Sheet, ends_like_sentence, is_prose, word_count

Rule = Callable[[Sheet], dict[int, Mark]]


def label(sheet: Sheet) -> Sheet:
    """The sheet with a label on every line."""
    for _, rule in RULES:
        sheet = sheet.marked(rule(sheet))
    return sheet


def _lines(name: str, label_: Label, sure: float, test: Callable[[Line], bool]) -> tuple[str, Rule]:
    """A rule that looks at one line at a time."""

    def rule(sheet: Sheet) -> dict[int, Mark]:
        return {i: Mark(label_, name, sure) for i in sheet.free() if test(sheet.lines[i])}

    return name, rule


# lines of which the words alone say what they are


def _is_caption(line: Line) -> bool:
    text = line.text
    count = word_count(text)
    if furniture.PICTURE_OF.match(text) or (line.raw and line.raw.lstrip().startswith("![")):
        return True
    if count > 70 or text[:1] in '"“':
        return False
    if furniture.NAMED_PICTURE.match(text):
        return True
    credit = furniture.SLASH_CREDIT.search(text)
    if credit and not ends_like_sentence(text) and (count <= 8 or _is_credit_part(credit["left"]) or _is_credit_part(credit["right"])):
        return True
    match = furniture.CAPTION.search(text)
    return match is not None and (count <= 45 or match.end() > len(text) * 0.6)


def _is_credit_part(text: str) -> bool:
    return names.is_name(text) or bool(furniture.CAPTION.search(text))


def _is_boilerplate_link(line: Line) -> bool:
    return bool(furniture.ADDRESS.match(line.text))


def _is_menu(line: Line) -> bool:
    return furniture.is_menu(line.text) or furniture.runs_together(line.text)


def _is_pitch(line: Line) -> bool:
    text = line.text
    if text[:1] in "\"“‘'" or line.kind in ("heading", "quote"):
        return False
    found = {match.lower() for match in furniture.PITCH.findall(text)}
    count = word_count(text)
    if not found or count > 90:
        return False
    said = any(mark in text for mark in ("” ", '" ', " said", " says", "told "))
    addressed = bool(furniture.TO_THE_READER.search(text)) or bool(furniture.IMPERATIVE.match(text))
    if count <= 8:
        return addressed or len(found) > 1 or not said
    return addressed and (count <= 35 or len(found) >= 2) and not (said and len(found) == 1)


def _is_legal(line: Line) -> bool:
    match = furniture.LEGAL.search(line.text)
    return match is not None and (word_count(line.text) <= 60) and line.text[:1] not in '"“'


def _body(sheet: Sheet) -> dict[int, Mark]:
    """All that is left is the article."""
    free = sheet.free()
    inner = free[1:-1]  # a subheading has text above it and below it
    headings = {i for i in free if sheet.lines[i].kind == "heading" or (i in inner and _is_subheading(sheet, i))}
    return {
        i: Mark("heading", "subheading", 0.7) if i in headings else Mark("body", "paragraph", 0.9 if is_prose(sheet.lines[i]) else 0.6) for i in free
    }


def _is_subheading(sheet: Sheet, index: int) -> bool:
    """Whether a line is a short one on its own that does not end as a sentence does, unless all of it is in quotation marks."""
    line = sheet.lines[index]
    quoted = re.fullmatch(r"[‘'][^.!?]{3,50}[’']", line.text) is not None
    shaped = word_count(line.text) <= 14 and (line.text[:1].isalpha() or line.text[:1] in "‘“'\"") and (quoted or not ends_like_sentence(line.text))
    return shaped and line.kind == "text" and sheet.is_alone(index)


RULES: Final[tuple[tuple[str, Rule], ...]] = (
    _lines(
        "skip link", "boilerplate", 0.95, lambda line: bool(furniture.SKIP.match(line.text)) and word_count(line.text) <= 9 and line.text[-1] != "."
    ),
    _lines("address", "boilerplate", 0.95, _is_boilerplate_link),
    ("doubled caption", strangers.doubled_captions),
    _lines("picture description", "caption", 0.9, lambda line: bool(furniture.PICTURE_OF.match(line.text))),
    _lines("caption", "caption", 0.85, _is_caption),
    ("player", strangers.players),
    _lines("comments", "boilerplate", 0.9, lambda line: bool(furniture.COMMENTS.match(line.text))),
    _lines("share buttons", "boilerplate", 0.9, lambda line: furniture.is_share_row(line.text)),
    _lines("comment form", "boilerplate", 0.95, lambda line: bool(furniture.FORM.match(line.text))),
    _lines("end mark", "boilerplate", 0.95, lambda line: bool(furniture.END_MARK.match(line.text))),
    _lines("source link", "boilerplate", 0.95, lambda line: bool(furniture.COPIED.match(line.text))),
    _lines("tags", "tags", 0.9, lambda line: bool(furniture.TAGS.match(line.text))),
    _lines("reporting credit", "credit", 0.9, lambda line: bool(furniture.CREDIT.search(line.text)) and word_count(line.text) <= 25),
    _lines("correction", "correction", 0.9, lambda line: bool(furniture.CORRECTION.match(line.text))),
    _lines("read more", "teaser", 0.9, lambda line: bool(furniture.READ_MORE.match(line.text)) and word_count(line.text) <= 30),
    _lines("keep reading", "teaser", 0.85, lambda line: bool(furniture.KEEP_READING.match(line.text))),
    _lines(
        "related heading",
        "teaser",
        0.85,
        lambda line: bool(furniture.RELATED.match(line.text)) and word_count(line.text) <= 8 and line.text[-1] != ".",
    ),
    _lines("rights and terms", "boilerplate", 0.85, _is_legal),
    _lines("reading time", "boilerplate", 0.9, lambda line: bool(furniture.READING_TIME.match(line.text))),
    _lines("byline", "byline", 0.85, lambda line: bool(furniture.MENU.search(line.text)) and names.is_byline(line.text)),
    ("teaser card", strangers.teaser_cards),
    _lines("pitch", "boilerplate", 0.8, _is_pitch),
    _lines("menu", "boilerplate", 0.8, _is_menu),
    ("box", strangers.boxes),
    ("title of a box", strangers.titles_of_boxes),
    ("title", extent.title),
    ("head", extent.head),
    ("end", extent.end),
    ("words to the reader", extent.sign_off),
    ("pull quote", strangers.pull_quotes),
    ("headline between paragraphs", strangers.headlines),
    ("about the author", strangers.about_the_author),
    ("words to the reader", extent.sign_off),
    ("about the outlet", extent.about_the_outlet),
    ("rule at the end", extent.rule_at_the_end),
    ("paragraph", _body),
)


def body_lines(sheet: Sheet) -> list[Line]:
    """The lines that are the article's own text, in order, its subheadings as such."""
    kept = [(line, mark.label) for line, mark in zip(sheet.lines, sheet.marks, strict=True) if mark is not None and mark.label in KEPT]
    return [replace(line, kind="heading") if label_ == "heading" else line for line, label_ in kept]
