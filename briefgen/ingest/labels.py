"""Which line is what: a list of small rules, run top to bottom. What an earlier rule said of a line stands.

To see what the normalizer does, read `RULES`. To add a rule, write a function from a sheet to marks and put it in the list where
what it needs to know is known: first the rules that look at one line, then those that find the article's title, its beginning and
its end, then those that look for strangers in its midst.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from briefgen.ingest import shapes
from briefgen.ingest.page import KEPT, Label, Line, Mark, Sheet, ends_like_sentence, is_prose, word_count
from briefgen.text import fold, squeeze, words

Rule = Callable[[Sheet], dict[int, Mark]]

_TAIL_STARTS: Final = ("comments", "comment form", "source link", "related heading", "teaser card", "reporting credit", "rights and terms", "picture description")
"""The rules whose lines can end an article."""
_FINAL: Final = ("comments", "comment form", "source link")
"""Those after which it never goes on."""


def label(sheet: Sheet) -> Sheet:
    """The sheet with a label on every line."""
    for name, rule in RULES:
        sheet = sheet.marked({index: mark for index, mark in rule(sheet).items() if mark.rule == name or mark.rule})
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
    if shapes.PICTURE_OF.match(text) or (line.raw and line.raw.lstrip().startswith("![")):
        return True
    if count > 70 or text[:1] in "\"“":
        return False
    if shapes.NAMED_PICTURE.match(text):
        return True
    credit = shapes.SLASH_CREDIT.search(text)
    if credit and not ends_like_sentence(text) and (count <= 8 or _is_credit_part(credit["left"]) or _is_credit_part(credit["right"])):
        return True
    match = shapes.CAPTION.search(text)
    return match is not None and (count <= 45 or match.end() > len(text) * 0.6)


def _is_credit_part(text: str) -> bool:
    return shapes.is_name(text) or bool(shapes.CAPTION.search(text))


def _is_boilerplate_link(line: Line) -> bool:
    return bool(shapes.ADDRESS.match(line.text))


def _is_menu(line: Line) -> bool:
    return shapes.is_menu(line.text) or shapes.runs_together(line.text)


def _is_pitch(line: Line) -> bool:
    text = line.text
    if text[:1] in "\"“‘'" or line.kind in ("heading", "quote"):
        return False
    found = {match.lower() for match in shapes.PITCH.findall(text)}
    count = word_count(text)
    if not found or count > 90:
        return False
    said = any(mark in text for mark in ("” ", '" ', " said", " says", "told "))
    addressed = bool(shapes.TO_THE_READER.search(text)) or bool(shapes.IMPERATIVE.match(text))
    if count <= 8:
        return addressed or len(found) > 1 or not said
    return addressed and (count <= 35 or len(found) >= 2) and not (said and len(found) == 1)


def _is_legal(line: Line) -> bool:
    match = shapes.LEGAL.search(line.text)
    return match is not None and (word_count(line.text) <= 60) and line.text[:1] not in "\"“"


# groups of lines


def _doubled(sheet: Sheet) -> dict[int, Mark]:
    """A caption that stands twice, once as the image's description: both lines are one caption."""
    found: dict[int, Mark] = {}
    for i in range(len(sheet.lines) - 1):
        here, after = sheet.lines[i], sheet.lines[i + 1]
        if here.text == after.text and here.block == after.block and word_count(here.text) >= 5:
            found[i] = found[i + 1] = Mark("caption", "doubled caption", 0.9)
    return found


def _player(sheet: Sheet) -> dict[int, Mark]:
    """A video or audio player's lines; the line above them, if it is no sentence, is the clip's title."""
    found: dict[int, Mark] = {}
    for i in sheet.free():
        if not shapes.PLAYER.match(sheet.lines[i].text):
            continue
        found[i] = Mark("boilerplate", "player", 0.95)
        for other in sheet.block(i):
            if not is_prose(sheet.lines[other]):
                found[other] = Mark("boilerplate", "player", 0.9)
    return found


def _box(sheet: Sheet) -> dict[int, Mark]:
    """A box within the text: lines that stand together, one of them known to be none of the article's, none of them a real paragraph."""
    found: dict[int, Mark] = {}
    for i, mark in enumerate(sheet.marks):
        if (mark is None or mark.rule not in ("pitch", "player", "related heading")) and not shapes.BOX.match(sheet.lines[i].text):
            continue
        block = sheet.block(i)
        if 1 < len(block) <= 12 and all(word_count(sheet.lines[other].text) <= 45 for other in block):
            found |= {other: Mark("boilerplate", "box", 0.75) for other in block if sheet.lines[other].kind != "item"}
    return found


def _box_title(sheet: Sheet) -> dict[int, Mark]:
    """The title of a box: a line in headline capitals, without a full stop, right above a paragraph that is a pitch."""
    found: dict[int, Mark] = {}
    for i in sheet.free():
        after = sheet.marks[i + 1] if i + 1 < len(sheet.lines) else None
        text = sheet.lines[i].text
        if after is None or after.rule not in ("pitch", "box") or ends_like_sentence(text) or not 2 <= word_count(text) <= 12:
            continue
        if shapes.capitalized_share(text.split()) > 0.8 or text.isupper():
            found[i] = Mark("boilerplate", "title of a box", 0.7)
    return found


# other articles


def _cards(sheet: Sheet) -> dict[int, Mark]:
    """The head of a teaser: an author's name and right below it an age or a date, often with a section ('9 hours ago - World')."""
    found: dict[int, Mark] = {}
    for i in range(1, len(sheet.lines)):
        line, above = sheet.lines[i], sheet.lines[i - 1]
        if line.block != above.block or not is_card_date(line.text) or not shapes.is_name(above.text):
            continue
        if any(is_prose(sheet.lines[j]) and sheet.marks[j] is None for j in range(i - 1)):
            found[i - 1] = found[i] = Mark("teaser", "teaser card", 0.9)
    return found


def is_card_date(text: str) -> bool:
    """Whether a line is the date line of a teaser: an age or a date, and a word or two at most beside it."""
    if word_count(text) > 9:
        return False
    if shapes.AGE.search(text):
        return True
    stated = shapes.dates_in(text)
    return bool(stated) and stated[0].start <= 10 and word_count(text[stated[0].end :]) <= 5


# the article's own place


def _title(sheet: Sheet) -> dict[int, Mark]:
    place = title_place(sheet)
    return {} if place is None else {place: Mark("title", "title", 0.85)}


def title_place(sheet: Sheet) -> int | None:
    """The line that is the article's title: above the first paragraph, headline-like, sharing words with the text, above a byline."""
    known = {fold(fact.value) for fact in sheet.facts if fact.field == "title"}
    if known:
        return next((i for i in range(min(len(sheet.lines), 40)) if fold(sheet.lines[i].text) in known), None)
    start = next((i for i in sheet.free() if is_prose(sheet.lines[i]) and word_count(sheet.lines[i].text) >= 12), len(sheet.lines))
    content = set(words(" ".join(sheet.lines[i].text for i in sheet.free() if i >= start)))
    scored = [(_title_score(sheet, i, start, content), -i) for i in sheet.free() if i < start]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= 1.0 else None


def _title_score(sheet: Sheet, index: int, start: int, content: set[str]) -> float:
    line = sheet.lines[index]
    count = word_count(line.text)
    if not 2 <= count <= 30 or shapes.is_name(line.text) or shapes.is_byline(line.text) or is_card_date(line.text) or shapes.PUBLISHED.match(line.text):
        return 0.0
    weighty = [word for word in words(line.text) if len(word) > 3] or words(line.text)
    overlap = sum(word in content for word in weighty) / max(1, len(weighty))
    score = 1.2 * overlap + min(count, 10) / 10
    score += 0.5 if line.kind == "heading" else 0.0
    score -= 0.6 if line.text.endswith(".") else 0.0
    score -= 0.5 if line.text.isupper() and count <= 4 else 0.0
    near = [sheet.lines[i].text for i in range(index + 1, min(index + 4, start))]
    score += 0.6 if any(shapes.is_byline(text) or shapes.is_name(text) or is_card_date(text) or shapes.PUBLISHED.match(text) for text in near) else 0.0
    score -= 1.0 if count <= 8 and shapes.names_in(line.text) else 0.0
    return score - 0.02 * (start - index)


def _head(sheet: Sheet) -> dict[int, Mark]:
    """What stands between the title and the first paragraph: byline, date, the line under the headline; above the title: furniture."""
    titles = sheet.find("title")
    start = _first_paragraph(sheet, titles[0] if titles else -1)
    found: dict[int, Mark] = {}
    for i in sheet.free():
        if i >= start:
            break
        text = sheet.lines[i].text
        if shapes.is_byline(text) or shapes.names_in(text):
            found[i] = Mark("byline", "byline", 0.85)
        elif shapes.dates_in(text) or shapes.AGE.search(text):
            found[i] = Mark("date", "date line", 0.85)
        elif titles and i > titles[0] and word_count(text) >= 6 and not any(found[j].label in ("byline", "date") for j in found if j > titles[0]):
            found[i] = Mark("summary", "line under the headline", 0.6)
        else:
            found[i] = Mark("boilerplate", "above the text", 0.7)
    return found


def _first_paragraph(sheet: Sheet, title: int) -> int:
    """The first line that reads like a paragraph below the title, or below everything that does not."""
    for i in sheet.free():
        line = sheet.lines[i]
        if i > title and is_prose(line) and not shapes.is_byline(line.text) and not is_card_date(line.text):
            return i
    return next((i for i in sheet.free() if i > title), len(sheet.lines))


def _end(sheet: Sheet) -> dict[int, Mark]:
    """What stands after the article's end, which is the first mark of a tail after which the text does not go on; and the lists of
    other articles before it, where it does."""
    prose = {i: word_count(sheet.lines[i].text) for i in sheet.free() if is_prose(sheet.lines[i])}
    enough = min(60, 0.3 * sum(prose.values()))
    seen = 0
    lists: dict[int, Mark] = {}
    for i, mark in enumerate(sheet.marks):
        seen += prose.get(i, 0)
        if mark is None or mark.rule not in _TAIL_STARTS or seen < enough:
            continue
        resumed = None if mark.rule in _FINAL else _resumes(sheet, i)
        if resumed is None:
            tail: Label = "teaser" if mark.rule in ("related heading", "teaser card") else "boilerplate"
            return lists | {j: Mark(tail, f"after the end ({mark.rule})", 0.8) for j in range(i, len(sheet.lines))}
        if mark.rule == "related heading":
            between = [j for j in range(i + 1, resumed) if not is_prose(sheet.lines[j])]
            lists |= {j: Mark("teaser", "list of other articles", 0.7) for j in between}
    return lists


def _resumes(sheet: Sheet, index: int) -> int | None:
    """Where the text goes on after a would-be end: at four paragraphs in a row; None when it does not."""
    run: list[int] = []
    for i in range(index + 1, len(sheet.lines)):
        line, mark = sheet.lines[i], sheet.marks[i]
        if mark is not None:
            if mark.rule in ("comments", "teaser card"):
                return None
            continue
        if is_prose(line) and word_count(line.text) >= 12 and not line.text.endswith(("...", "…")):
            run.append(i)
        elif line.kind != "item":
            run = []
        if len(run) >= 4:
            return run[0]
    return None


def _sign_off(sheet: Sheet) -> dict[int, Mark]:
    """The outlet's own words to the reader below the last paragraph: short lines, outside quotation marks, that say 'we' or 'you'."""
    found: dict[int, Mark] = {}
    for i in reversed(sheet.free()):
        line = sheet.lines[i]
        if not _is_sign_off(line):
            break
        found[i] = Mark("boilerplate", "words to the reader", 0.65)
    return found if len(found) < len(sheet.free()) / 3 else {}


def _about_the_outlet(sheet: Sheet) -> dict[int, Mark]:
    """The outlet's words on itself below the last paragraph: short lines that begin with its name."""
    names = {fact.value for fact in sheet.facts if fact.field == "outlet"}
    found: dict[int, Mark] = {}
    for i in reversed(sheet.free()):
        text = sheet.lines[i].text
        if not any(text.startswith(name) for name in names) or word_count(text) > 35 or any(quote in text for quote in "\"“”"):
            break
        found[i] = Mark("boilerplate", "about the outlet", 0.75)
    return found


def _is_sign_off(line: Line) -> bool:
    text = line.text
    if any(quote in text for quote in "\"“”") or word_count(text) > 35 or line.kind in ("item", "quote"):
        return False
    asked = bool(shapes.IMPERATIVE.match(text)) or text.endswith("?") and bool(shapes.TO_THE_READER.search(text))
    return asked or bool(shapes.PITCH.search(text)) or (word_count(text) <= 8 and not ends_like_sentence(text))


# strangers in its midst


def _repeats(sheet: Sheet) -> dict[int, Mark]:
    """A pull quote: words that stand in a paragraph nearby, set again on a line of their own; the speaker's name may follow."""
    body = [i for i in sheet.free() if word_count(sheet.lines[i].text) > 12]
    folded = {i: fold(sheet.lines[i].text) for i in sheet.free()}
    found: dict[int, Mark] = {}
    for i in sheet.free():
        text = folded[i]
        if 4 <= word_count(text) <= 40 and any(j != i and text in folded[j] and len(folded[j]) > len(text) + 12 for j in body):
            found[i] = Mark("boilerplate", "pull quote", 0.85)
            below = i + 1
            if below in folded and sheet.lines[below].block == sheet.lines[i].block and word_count(sheet.lines[below].text) <= 8:
                found[below] = Mark("boilerplate", "pull quote", 0.8)
    return found


def _headlines(sheet: Sheet) -> dict[int, Mark]:
    """Headlines of other articles between paragraphs: a line of seven words or more that ends without a full stop and names
    something. A shorter one, or one that names nothing, is a subheading, and so are they all when there are many."""
    standing = [
        i
        for i in sheet.free()
        if sheet.lines[i].kind == "text" and len(sheet.block(i)) == 1 and 7 <= word_count(sheet.lines[i].text) <= 20
        and not ends_like_sentence(sheet.lines[i].text) and _names_something(sheet.lines[i].text)
    ]  # fmt: skip
    return {i: Mark("teaser", "headline between paragraphs", 0.65) for i in standing} if len(standing) <= 4 else {}


def _names_something(text: str) -> bool:
    listed = text.split()
    return ":" in text or any(word[0].isupper() for word in listed[1:] if word != "I" and not word.startswith("I'"))


def _about_the_author(sheet: Sheet) -> dict[int, Mark]:
    """A note on the author below the text: it begins with a name of the byline and says what its bearer does."""
    names = {name for i in sheet.find("byline") for name in byline_names(sheet.lines[i].text)}
    names |= {fact.value for fact in sheet.facts if fact.field == "author"}
    return {
        i: Mark("boilerplate", "about the author", 0.85)
        for i in sheet.free()
        if any(sheet.lines[i].text.startswith(name) for name in names) and shapes.ABOUT.search(sheet.lines[i].text) and word_count(sheet.lines[i].text) <= 60
        and i >= sheet.free()[len(sheet.free()) // 2]
    }  # fmt: skip


def byline_names(text: str) -> tuple[str, ...]:
    """The persons that a byline names, with or without 'By'."""
    match = shapes.BYLINE.match(text)
    return shapes.names_in(match["names"] if match else text)


def _dinkus(sheet: Sheet) -> dict[int, Mark]:
    """A ruled line of Markdown at the end, with nothing of the article below it."""
    free = sheet.free()
    return {free[-1]: Mark("boilerplate", "rule at the end", 0.9)} if free and sheet.lines[free[-1]].kind == "rule" else {}


def _body(sheet: Sheet) -> dict[int, Mark]:
    """All that is left is the article."""
    found: dict[int, Mark] = {}
    free = sheet.free()
    for place, i in enumerate(free):
        line = sheet.lines[i]
        alone = len(sheet.block(i)) == 1 and line.kind == "text"
        short = word_count(line.text) <= 14 and not ends_like_sentence(line.text) and any(c.isalpha() for c in line.text)
        heading = line.kind == "heading" or (alone and short and place + 1 < len(free) and place > 0 and line.text[:1].isalpha() | (line.text[:1] in "‘“'\""))
        found[i] = Mark("heading", "subheading", 0.7) if heading else Mark("body", "paragraph", 0.9 if is_prose(line) else 0.6)
    return found


RULES: Final[tuple[tuple[str, Rule], ...]] = (
    _lines("skip link", "boilerplate", 0.95, lambda line: bool(shapes.SKIP.match(line.text)) and word_count(line.text) <= 9),
    _lines("address", "boilerplate", 0.95, _is_boilerplate_link),
    ("doubled caption", _doubled),
    _lines("picture description", "caption", 0.9, lambda line: bool(shapes.PICTURE_OF.match(line.text))),
    _lines("caption", "caption", 0.85, _is_caption),
    ("player", _player),
    _lines("comments", "boilerplate", 0.9, lambda line: bool(shapes.COMMENTS.match(line.text))),
    _lines("share buttons", "boilerplate", 0.9, lambda line: shapes.is_share_row(line.text)),
    _lines("comment form", "boilerplate", 0.95, lambda line: bool(shapes.FORM.match(line.text))),
    _lines("source link", "boilerplate", 0.95, lambda line: bool(shapes.COPIED.match(line.text))),
    _lines("tags", "tags", 0.9, lambda line: bool(shapes.TAGS.match(line.text))),
    _lines("reporting credit", "credit", 0.9, lambda line: bool(shapes.CREDIT.search(line.text)) and word_count(line.text) <= 25),
    _lines("correction", "correction", 0.9, lambda line: bool(shapes.CORRECTION.match(line.text))),
    _lines("read more", "teaser", 0.9, lambda line: bool(shapes.READ_MORE.match(line.text)) and word_count(line.text) <= 30),
    _lines("keep reading", "teaser", 0.85, lambda line: bool(shapes.KEEP_READING.match(line.text))),
    _lines("related heading", "teaser", 0.85, lambda line: bool(shapes.RELATED.match(line.text)) and word_count(line.text) <= 8),
    _lines("rights and terms", "boilerplate", 0.85, _is_legal),
    _lines("reading time", "boilerplate", 0.9, lambda line: bool(shapes.READING_TIME.match(line.text))),
    ("teaser card", _cards),
    _lines("pitch", "boilerplate", 0.8, _is_pitch),
    _lines("menu", "boilerplate", 0.8, _is_menu),
    ("box", _box),
    ("title of a box", _box_title),
    ("title", _title),
    ("head", _head),
    ("end", _end),
    ("words to the reader", _sign_off),
    ("pull quote", _repeats),
    ("headline between paragraphs", _headlines),
    ("about the author", _about_the_author),
    ("words to the reader", _sign_off),
    ("about the outlet", _about_the_outlet),
    ("rule at the end", _dinkus),
    ("paragraph", _body),
)


def body_lines(sheet: Sheet) -> list[Line]:
    """The lines that are the article's own text, in order."""
    return [line for line, mark in zip(sheet.lines, sheet.marks, strict=True) if mark is not None and mark.label in KEPT]


def body_text(sheet: Sheet) -> str:
    """The article's own text, plain: a line for each paragraph."""
    return "\n".join(squeeze(line.text) for line in body_lines(sheet))
