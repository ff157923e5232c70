"""Which line is what: a list of small rules gives a first opinion, the model decides what is the article's text.

To see what the normalizer does, read `RULES`, run top to bottom. What an earlier rule said of a line stands. To add a rule, write a
function from a sheet to marks and put it in the list where what it needs to know is known: first the rules that look at one line,
then those that find the article's title, its beginning and its end, then those that look for strangers in its midst. The model
(`model`) takes the rules' opinions as evidence beside others, and overrules them where it knows better; what it takes out of the text,
`AFTERWARDS` gives a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from briefgen import moments
from briefgen.ingest import extent, furniture, model, names, strangers
from briefgen.ingest.model import Judge
from briefgen.ingest.page import KEPT, Label, Line, Mark, Sheet, ends_like_sentence, is_prose, word_count

Rule = Callable[[Sheet], dict[int, Mark]]
_NOTHING: Final[Mapping[int, Mark]] = {}

FEWEST: Final = 12
"""Words. What is shorter is an error page, a paywall's or a cookie banner's, and no article."""


def label(sheet: Sheet, judge: Judge = model.judge, settled: Mapping[int, Mark] = _NOTHING) -> Sheet:
    """The sheet with a label on every line; `judge` says how likely each is the article's text, and what is `settled` nobody overrules."""
    seen = with_opinions(sheet)
    chances = [_settled_chance(settled.get(i), chance) for i, chance in enumerate(judge(seen))]
    sheet = _decided(seen, chances)
    sheet = _titled(sheet)
    pictures = strangers.images(sheet, chances)
    sheet = replace(sheet, marks=tuple(pictures.get(i, mark) for i, mark in enumerate(sheet.marks)))
    for _, rule in AFTERWARDS:
        sheet = sheet.marked(rule(sheet))
    return _as_settled(replace(sheet, marks=tuple(_as_sure(mark, chance) for mark, chance in zip(sheet.marks, chances, strict=True))), settled)


def _settled_chance(mark: Mark | None, chance: float) -> float:
    return chance if mark is None else 1.0 if mark.label in KEPT else 0.0


def _as_settled(sheet: Sheet, settled: Mapping[int, Mark]) -> Sheet:
    """The sheet with what is settled; where that has a title, no other line is one."""
    titles = {i for i, mark in settled.items() if mark.label == "title"}
    others = {i: Mark("boilerplate", "another line is the title", 1.0) for i in sheet.find("title") if titles and i not in titles}
    marks = {**others, **settled}
    return replace(sheet, marks=tuple(marks.get(i, mark) for i, mark in enumerate(sheet.marks))) if marks else sheet


def with_opinions(sheet: Sheet) -> Sheet:
    """The sheet with what the rules say of every line: evidence for the model."""
    for _, rule in RULES:
        sheet = sheet.marked(rule(sheet))
    return sheet


def _decided(sheet: Sheet, chances: Sequence[float]) -> Sheet:
    """The sheet with the lines marked as the article's that the model takes for it; what it takes out of the text has no mark."""
    kept = model.choice(chances, [0 if line.image else word_count(line.text) for line in sheet.lines])
    over = strangers.after_cards(sheet, kept)
    keep = [kept[i] and i < over and chances[i] >= _asked(sheet, i) for i in range(len(kept))]
    for i in extent.above_credit(sheet, keep):
        keep[i] = True
    if sum(word_count(line.text) for line, is_kept in zip(sheet.lines, keep, strict=True) if is_kept) < FEWEST:
        return sheet  # rather the rules' article than none
    return replace(sheet, marks=tuple(_mark(mark, is_kept) for mark, is_kept in zip(sheet.marks, keep, strict=True)))


def _asked(sheet: Sheet, index: int) -> float:
    """How likely a line has to be the article's at least, on top of what the page as a whole asks."""
    line, mark = sheet.lines[index], sheet.marks[index]
    is_scrap = word_count(line.text) <= _SCRAP and line.kind not in ("item", "row") and not ends_like_sentence(line.text)
    asked = [_ASKED.get(mark.rule, 0.0) if mark is not None else 0.0]
    if is_scrap:
        asked.append(_OF_SCRAPS if line.markup is None else _OF_SCRAPS_OF_PAGES)
    if line.markup is not None:
        asked += (_IN.get(place, 0.0) for place in line.markup.places)
    return max(asked)


_ASKED: Final = {
    **dict.fromkeys(
        ("plain pitch", "title of a box", "read more", "keep reading", "related heading", "skip link", "comments", "share buttons"), 0.95
    ),
    **dict.fromkeys(("teaser card", "byline", "reading time"), 0.95),
    **dict.fromkeys(("headline between paragraphs", "pull quote"), 0.75),
    **dict.fromkeys(("after the end (comments)", "after the end (comment form)"), 0.65),
}
"""What is asked of lines that such rules took: of news pages' words under the first of them a hundredth and less were the article's;
the others cost nothing in F1 on these pages, and leave out what a librarian would."""
_IN: Final = {"figcaption": 2.0, "picture": 0.95}
"""What is asked of lines in such elements of a saved page: of captions more than there can be."""
_SCRAP: Final = 20
"""Words of a line that may be a scrap of something else: it loses little when it goes, and disturbs much when it stays."""
_OF_SCRAPS: Final = 0.65
"""Of text scrapes: with this, F1 on hard news rose by .005, and on clean news not at all."""
_OF_SCRAPS_OF_PAGES: Final = 0.57


def _mark(mark: Mark | None, keep: bool) -> Mark | None:
    if keep:
        return mark if _is_text(mark) else Mark("body", "text after all", 0.0)
    return None if _is_text(mark) else mark


def _titled(sheet: Sheet) -> Sheet:
    """The sheet with its title where it is, now that the text is known."""
    first = next((i for i in sheet.find("title")), None)
    place = extent.final_title(sheet)
    place = first if place is None else place
    marks = [None if mark is not None and mark.label == "title" else mark for mark in sheet.marks]
    if place is not None:
        above = [i for i in range(place) if _is_text(marks[i])]
        marks = [None if i in above else mark for i, mark in enumerate(marks)]  # what stands above the title is none of the text
        marks[place] = Mark("title", "title", 0.0)
    text = [i for i, mark in enumerate(marks) if _is_text(mark)]
    for i in range(place + 1 if place is not None else 0, text[0] if text else 0):
        mark = marks[i]
        if moments.date_line(sheet.lines[i].text) and (
            mark is None or mark.label != "byline"
        ):  # a headline, a box or a teaser's head to the rules that did not know where the text is
            marks[i] = Mark("date", "date line", 0.0)
    return replace(sheet, marks=tuple(marks))


def _is_text(mark: Mark | None) -> bool:
    return mark is not None and mark.label in KEPT


def _as_sure(mark: Mark | None, chance: float) -> Mark | None:
    """The mark, as sure as the model is of it."""
    return replace(mark, sure=round(chance if mark.label in KEPT else 1 - chance, 2)) if mark is not None else None


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


def _is_in_figcaption(line: Line) -> bool:
    return line.markup is not None and not line.image and bool({"figcaption", "picture"}.intersection(line.markup.places))


def _is_boilerplate_link(line: Line) -> bool:
    return bool(furniture.ADDRESS.match(line.text))


def _is_menu(line: Line) -> bool:
    return furniture.is_menu(line.text) or furniture.runs_together(line.text)


def _phrases(line: Line) -> frozenset[str]:
    """The different phrases of pitches in a line, where it may be one: outside quotation marks, in running text, not too long."""
    if line.text[:1] in "\"“‘'" or line.kind in ("heading", "quote") or word_count(line.text) > _LONGEST_PITCH:
        return frozenset()
    return furniture.pitches(line.text)


_LONGEST_PITCH: Final = 90
"""Words."""


def _is_plain_pitch(line: Line) -> bool:
    """Whether a line leaves no doubt: an order that pitches twice, or several pitches at once."""
    found = _phrases(line)
    return len(found) >= 3 or (len(found) == 2 and bool(furniture.IMPERATIVE.match(line.text)) and _is_pitch(line))


def _is_pitch(line: Line) -> bool:
    text, found, count = line.text, _phrases(line), word_count(line.text)
    if not found:
        return False
    said = any(mark in text for mark in ("” ", '" ', " said", " says", "told "))
    addressed = bool(furniture.TO_THE_READER.search(text)) or bool(furniture.IMPERATIVE.match(text))
    if count <= 8:
        return addressed or len(found) > 1 or not said
    return addressed and (count <= 35 or len(found) >= 2) and not (said and len(found) == 1)


def _is_legal(line: Line) -> bool:
    count = word_count(line.text)
    if line.text[:1] in '"“':
        return False
    if not any(hint in line.text for hint in furniture.LEGAL_HINTS):
        return False
    return (count <= 60 and bool(furniture.LEGAL.search(line.text))) or (count <= _LONGEST_CONSENT and bool(furniture.CONSENT.match(line.text)))


_LONGEST_CONSENT: Final = 200
"""Words."""


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
    _lines("figure's caption", "caption", 0.95, _is_in_figcaption),
    _lines("picture description", "caption", 0.9, lambda line: bool(furniture.PICTURE_OF.match(line.text))),
    _lines("caption", "caption", 0.85, _is_caption),
    ("player", strangers.players),
    _lines("comments", "boilerplate", 0.9, lambda line: bool(furniture.COMMENTS.match(line.text))),
    _lines("share buttons", "boilerplate", 0.9, lambda line: furniture.is_share_row(line.text)),
    _lines("comment form", "boilerplate", 0.95, lambda line: bool(furniture.FORM.match(line.text))),
    _lines("end mark", "boilerplate", 0.95, lambda line: bool(furniture.END_MARK.match(line.text))),
    _lines("source link", "boilerplate", 0.95, lambda line: bool(furniture.COPIED.match(line.text))),
    _lines("tags", "tags", 0.9, lambda line: bool(furniture.TAGS.match(line.text))),
    _lines("reporting credit", "credit", 0.9, lambda line: word_count(line.text) <= 25 and bool(furniture.CREDIT.search(line.text))),
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
    _lines("plain pitch", "boilerplate", 0.9, _is_plain_pitch),
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

AFTERWARDS: Final[tuple[tuple[str, Rule], ...]] = (("head", extent.head), ("no text", extent.rest))
"""What the lines are that the model took out of the text."""


def body_lines(sheet: Sheet) -> list[Line]:
    """The lines that are the article's own text, in order, its subheadings as such."""
    kept = [(line, mark.label) for line, mark in zip(sheet.lines, sheet.marks, strict=True) if mark is not None and mark.label in KEPT]
    return [replace(line, kind="heading") if label_ == "heading" else line for line, label_ in kept]


def written_lines(sheet: Sheet) -> list[Line]:
    """The lines that make the body: the article's own text, and its images with their captions, in order."""
    text = {line.number: line for line in body_lines(sheet)}
    found: list[Line] = []
    for i, line in enumerate(sheet.lines):
        if sheet.label(i) == "image" and line.raw:
            found.append(line)
        elif sheet.label(i) == "image":
            caption = next((sheet.lines[j].text for j in (i + 1, i + 2, i - 1) if sheet.label(j) == "caption" and not sheet.lines[j].image), "")
            found.append(replace(line, caption=caption))
        elif line.number in text:
            found.append(text[line.number])
    return found
