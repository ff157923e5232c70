"""Rules that find what stands among the article's lines and is none of them: captions, players, boxes, teasers, pull quotes. See `labels`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefgen import moments
from briefgen.ingest import furniture, names
from briefgen.ingest.page import Line, Mark, Sheet, ends_like_sentence, is_prose, word_count
from briefgen.markdown import named, plain
from briefgen.text import fold


def doubled_captions(sheet: Sheet) -> dict[int, Mark]:
    """A caption that stands twice, once as the image's description: both lines are one caption."""
    found: dict[int, Mark] = {}
    for i in range(len(sheet.lines) - 1):
        here, after = sheet.lines[i], sheet.lines[i + 1]
        if here.text == after.text and here.block == after.block and word_count(here.text) >= 5:
            found[i] = found[i + 1] = Mark("caption", "doubled caption", 0.9)
    return found


def players(sheet: Sheet) -> dict[int, Mark]:
    """A video or audio player's lines; the line above them, if it is no sentence, is the clip's title."""
    found: dict[int, Mark] = {}
    for i in sheet.free():
        if not furniture.PLAYER.match(sheet.lines[i].text):
            continue
        found[i] = Mark("boilerplate", "player", 0.95)
        for other in sheet.block(i):
            if not is_prose(sheet.lines[other]):
                found[other] = Mark("boilerplate", "player", 0.9)
    return found


def boxes(sheet: Sheet) -> dict[int, Mark]:
    """A box within the text: lines that stand together, one of them known to be none of the article's, none of them a real paragraph."""
    found: dict[int, Mark] = {}
    for i, mark in enumerate(sheet.marks):
        if (mark is None or mark.rule not in ("pitch", "plain pitch", "player", "related heading")) and not furniture.BOX.match(sheet.lines[i].text):
            continue
        block = sheet.block(i)
        if 1 < len(block) <= 12 and all(word_count(sheet.lines[other].text) <= 45 for other in block):
            found |= {other: Mark("boilerplate", "box", 0.75) for other in block if sheet.lines[other].kind != "item"}
    return found


def titles_of_boxes(sheet: Sheet) -> dict[int, Mark]:
    """The title of a box: a line in headline capitals, without a full stop, right above a paragraph that is a pitch."""
    found: dict[int, Mark] = {}
    for i in sheet.free():
        after = sheet.marks[i + 1] if i + 1 < len(sheet.lines) else None
        text = sheet.lines[i].text
        if after is None or after.rule not in ("pitch", "plain pitch", "box") or ends_like_sentence(text) or not 2 <= word_count(text) <= 12:
            continue
        if names.capitalized_share(text.split()) > 0.8 or text.isupper():
            found[i] = Mark("boilerplate", "title of a box", 0.7)
    return found


def teaser_cards(sheet: Sheet) -> dict[int, Mark]:
    """The head of a teaser: an author's name and right below it an age or a date, often with a section ('9 hours ago - World')."""
    found: dict[int, Mark] = {}
    prose = next((i for i in sheet.free() if is_prose(sheet.lines[i])), len(sheet.lines))
    for i in range(1, len(sheet.lines)):
        line, above = sheet.lines[i], sheet.lines[i - 1]
        name, _, age = line.text.partition(", ")
        if prose < i and names.is_name(name) and len(age.split()) <= 4 and moments.days_old(age) is not None:
            found[i] = Mark("teaser", "teaser card", 0.9)
        if line.block != above.block or not moments.is_card_date(line.text) or not names.is_name(above.text):
            continue
        if prose < i - 1:
            found[i - 1] = found[i] = Mark("teaser", "teaser card", 0.9)
    return found


def after_cards(sheet: Sheet, kept: Sequence[bool]) -> int:
    """The first line of the second of two teasers' heads, or rather that of the first, if text enough stands above it: from there on the
    page tells of other articles. The number of lines, when there are no such two."""
    heads = [i for i in range(len(sheet.marks) - 1) if _is_card(sheet, i) and _is_card(sheet, i + 1)]
    if len(heads) < 2 or heads[1] - heads[0] > _CARD:
        return len(sheet.lines)
    above = sum(word_count(line.text) for line, keep in zip(sheet.lines[: heads[0]], kept, strict=False) if keep)
    return heads[0] if above >= _ENOUGH_ABOVE else len(sheet.lines)


def _is_card(sheet: Sheet, index: int) -> bool:
    mark = sheet.marks[index]
    return mark is not None and mark.rule == "teaser card"


_CARD: Final = 15
"""Lines of a teaser at most: head, title, caption, lead."""
_ENOUGH_ABOVE: Final = 60
"""Words of an article above its first teaser."""
_NEAR: Final = 40
"""Lines above and below in which a pull quote's own sentence is looked for."""


_FEW: Final = 500
"""Lines of a page on which it is worth a look whether a text stands twice at all."""


def pull_quotes(sheet: Sheet) -> dict[int, Mark]:
    """A pull quote: words that stand in a paragraph nearby, set again on a line of their own; the speaker's name may follow."""
    folded = {i: fold(sheet.lines[i].text) for i in sheet.free()}
    whole = "\n".join(folded.values())
    found: dict[int, Mark] = {}
    for i, text in folded.items():
        if not 4 <= word_count(text) <= 40 or (len(folded) < _FEW and whole.count(text) < 2):
            continue
        near = (folded.get(j, "") for j in range(i - _NEAR, i + _NEAR + 1) if j != i)
        if any(len(other) > len(text) + 12 and text in other for other in near):
            found[i] = Mark("boilerplate", "pull quote", 0.85)
            below = i + 1
            if below in folded and sheet.lines[below].block == sheet.lines[i].block and word_count(sheet.lines[below].text) <= 8:
                found[below] = Mark("boilerplate", "pull quote", 0.8)
    return found


def headlines(sheet: Sheet) -> dict[int, Mark]:
    """Headlines of other articles between paragraphs: a line of seven words or more that ends without a full stop and names
    something. A shorter one, or one that names nothing, is a subheading, and so are they all when there are many."""
    standing = [
        i
        for i in sheet.free()
        if sheet.lines[i].kind == "text" and sheet.is_alone(i) and 7 <= word_count(sheet.lines[i].text) <= 20
        and not ends_like_sentence(sheet.lines[i].text) and _names_something(sheet.lines[i].text)
    ]  # fmt: skip
    return {i: Mark("teaser", "headline between paragraphs", 0.65) for i in standing} if len(standing) <= 4 else {}


def _names_something(text: str) -> bool:
    listed = text.split()
    return ":" in text or any(word[0].isupper() for word in listed[1:] if word != "I" and not word.startswith("I'"))


def about_the_author(sheet: Sheet) -> dict[int, Mark]:
    """A note on the author in the lower half: it begins with a name of the byline and says what its bearer does."""
    bearers = {name for i in sheet.find("byline") for name in names.byline_names(sheet.lines[i].text)}
    bearers |= {fact.value for fact in sheet.facts if fact.field == "author"}

    def is_note(text: str) -> bool:
        return word_count(text) <= 60 and bool(furniture.ABOUT.search(text)) and any(text.startswith(name) for name in bearers)

    free = sheet.free()
    return {i: Mark("boilerplate", "about the author", 0.85) for i in free[len(free) // 2 :] if is_note(sheet.lines[i].text)}


def images(sheet: Sheet, chances: Sequence[float]) -> dict[int, Mark]:
    """The images that are the article's: within its text, right above it, or in figures right below it, each address once; and what the
    other images are."""
    text = sheet.find("body")
    first, last = (text[0] - _LEAD, end_of_figures(sheet, text[-1])) if text else (0, -1)
    seen: set[str] = set()
    found: dict[int, Mark] = {}
    for i, line in enumerate(sheet.lines):
        if is_own_picture(line) and first <= i < last and max(chances[max(0, i - 2) : i + 3]) >= _AMID:
            found[i] = Mark("image", "picture", 0.7)
        if not line.image:
            continue
        around = max(chances[max(0, i - 2) : i + 3])
        own = first <= i < last and line.image not in seen and len(seen) < _MOST_IMAGES and around >= _AMID and not _is_small(line)
        found[i] = Mark("image", "picture", 0.7) if own else Mark("caption", "other picture", 0.7)
        seen |= {line.image} if own else set()
    return found


def end_of_figures(sheet: Sheet, last: int) -> int:
    """Where the figures end that stand right below the text's `last` line, in the element that holds the text: that line itself, where
    there are none, or else the one behind the last of their lines."""
    end = last + 1
    while end < len(sheet.lines) and (_is_of_figure(sheet.lines[end]) or is_own_picture(sheet.lines[end])):
        end += 1
    return end if end > last + 1 else last


def is_own_picture(line: Line) -> bool:
    """Whether a line of Markdown is nothing but pictures that lie beside the seed."""
    return "![" in line.raw and not plain(line.raw) and any(one.kind == "image" for one in named(line.raw))


def _is_of_figure(line: Line) -> bool:
    """Whether a line is an image or a caption that leads nowhere, in a figure among the article's own paragraphs."""
    around = line.markup
    if around is None or around.depth >= _OUTSIDE or around.linked:
        return False
    return "figure" in around.places and not _ARTICLE.isdisjoint(around.places) and _ASIDE.isdisjoint(around.places)


_OUTSIDE: Final = 8
"""Depth of a line that is not in the element with the paragraphs, as `blocks` has it."""
_ARTICLE: Final = frozenset({"article", "main"})
_ASIDE: Final = frozenset({"aside", "nav", "footer", "form"})


def _is_small(line: Line) -> bool:
    """Whether an image is a person's portrait beside the byline, a logo or an icon, by its words and its elements' classes."""
    classes = " ".join(line.markup.classes) if line.markup is not None else ""
    return names.is_name(line.text) or bool(furniture.SMALL_PICTURE.search(f"{line.text} {classes}"))


_LEAD: Final = 12
"""Lines above the text within which its first image may stand: headline, byline and date are between."""
_AMID: Final = 0.5
"""How likely one of the lines around an image has to be the article's."""
_MOST_IMAGES: Final = 30
