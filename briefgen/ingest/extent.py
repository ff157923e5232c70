"""Rules that find the article on its page: its title, what stands above its text, and where it ends. See `labels`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefgen import moments
from briefgen.ingest import furniture, names
from briefgen.ingest.page import KEPT, Label, Line, Mark, Sheet, ends_like_sentence, is_prose, word_count
from briefgen.text import fold, words

_TAIL_STARTS: Final = (
    "comments",
    "comment form",
    "source link",
    "end mark",
    "related heading",
    "teaser card",
    "reporting credit",
    "rights and terms",
    "picture description",
)
"""The rules whose lines can end an article."""
_FINAL: Final = ("comments", "comment form", "source link", "end mark")
"""Those after which it never goes on."""


def title(sheet: Sheet) -> dict[int, Mark]:
    """The article's title."""
    place = title_place(sheet)
    return {} if place is None else {place: Mark("title", "title", 0.85)}


def title_place(sheet: Sheet) -> int | None:
    """The line that is the article's title: above the first paragraph, headline-like, sharing words with the text, above a byline."""
    if any(fact.field == "title" for fact in sheet.facts):
        return _stated_place(sheet)
    start = next((i for i in sheet.free() if is_prose(sheet.lines[i]) and word_count(sheet.lines[i].text) >= 12), len(sheet.lines))
    content = set(words(" ".join(sheet.lines[i].text for i in sheet.free() if i >= start)))
    scored = [(_title_score(sheet, i, start, content), -i) for i in sheet.free() if i < start]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= 1.0 else None


def _stated_place(sheet: Sheet) -> int | None:
    """The line that is the title that the page's format states, near the top."""
    known = {fold(fact.value) for fact in sheet.facts if fact.field == "title"}
    return next((i for i in range(min(len(sheet.lines), _TOP)) if fold(sheet.lines[i].text) in known), None)


_TOP: Final = 40
"""Lines among which a stated title stands, if it is shown."""


def _title_score(sheet: Sheet, index: int, start: int, content: set[str]) -> float:
    line = sheet.lines[index]
    count = word_count(line.text)
    if (
        not 2 <= count <= 30
        or names.is_name(line.text)
        or names.is_byline(line.text)
        or moments.is_card_date(line.text)
        or furniture.PUBLISHED.match(line.text)
    ):
        return 0.0
    weighty = [word for word in words(line.text) if len(word) > 3] or words(line.text)
    overlap = sum(word in content for word in weighty) / max(1, len(weighty))
    score = 1.2 * overlap + min(count, 10) / 10
    score += 0.5 if line.kind == "heading" else 0.0
    score -= 0.6 if line.text.endswith(".") else 0.0
    score -= 0.5 if line.text.isupper() and count <= 4 else 0.0
    near = [sheet.lines[i].text for i in range(index + 1, min(index + 4, start))]
    score += (
        0.6
        if any(names.is_byline(text) or names.is_name(text) or moments.is_card_date(text) or furniture.PUBLISHED.match(text) for text in near)
        else 0.0
    )
    score -= 1.0 if count <= 8 and names.names_in(line.text) else 0.0
    return score - 0.02 * (start - index)


def head(sheet: Sheet) -> dict[int, Mark]:
    """What stands between the title and the first paragraph: byline, date, the line under the headline; above the title: furniture."""
    titles = sheet.find("title")
    start = _first_paragraph(sheet, titles[0] if titles else -1)
    found: dict[int, Mark] = {}
    signed = False
    for i in sheet.free():
        if i >= start:
            break
        text = sheet.lines[i].text
        if names.is_byline(text) or names.byline_names(text):
            found[i] = Mark("byline", "byline", 0.85)
        elif moments.dates_in(text) or moments.AGE.search(text):
            found[i] = Mark("date", "date line", 0.85)
        elif titles and i > titles[0] and _is_dek(text) and not signed:
            found[i] = Mark("summary", "line under the headline", 0.6)
        else:
            found[i] = Mark("boilerplate", "above the text", 0.7)
        signed = signed or (bool(titles) and i > titles[0] and found[i].label in ("byline", "date"))
    return found


def _is_dek(text: str) -> bool:
    """Whether a line may be the one under a headline, that sums the article up: longer than a label, and a single sentence at most."""
    return 6 <= word_count(text) <= 25 and not furniture.SENTENCES.search(text)


def _first_paragraph(sheet: Sheet, title: int) -> int:
    """The first line of the text, or while that is not known the first that reads like a paragraph below the title."""
    if text := sheet.find("body"):
        return text[0]
    for i in sheet.free():
        line = sheet.lines[i]
        if i > title and is_prose(line) and not names.is_byline(line.text) and not moments.is_card_date(line.text):
            return i
    return next((i for i in sheet.free() if i > title), len(sheet.lines))


def end(sheet: Sheet) -> dict[int, Mark]:
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


_FAR: Final = 400
"""Lines within which a text goes on, if it does."""


def _resumes(sheet: Sheet, index: int) -> int | None:
    """Where the text goes on after a would-be end: at four paragraphs in a row; None when it does not."""
    run: list[int] = []
    for i in range(index + 1, min(len(sheet.lines), index + _FAR)):
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


def sign_off(sheet: Sheet) -> dict[int, Mark]:
    """The outlet's own words to the reader below the last paragraph: short lines, outside quotation marks, that say 'we' or 'you'."""
    found: dict[int, Mark] = {}
    for i in reversed(sheet.free()):
        line = sheet.lines[i]
        if not _is_sign_off(line):
            break
        found[i] = Mark("boilerplate", "words to the reader", 0.65)
    return found if len(found) < len(sheet.free()) / 3 else {}


def about_the_outlet(sheet: Sheet) -> dict[int, Mark]:
    """The outlet's words on itself below the last paragraph: short lines that begin with its name."""
    own = {fact.value for fact in sheet.facts if fact.field == "outlet"}
    found: dict[int, Mark] = {}
    for i in reversed(sheet.free()):
        text = sheet.lines[i].text
        if not any(text.startswith(name) for name in own) or word_count(text) > 35 or any(quote in text for quote in '"“”'):
            break
        found[i] = Mark("boilerplate", "about the outlet", 0.75)
    return found


def _is_sign_off(line: Line) -> bool:
    text = line.text
    if any(quote in text for quote in '"“”') or word_count(text) > 35 or line.kind in ("item", "quote"):
        return False
    spoken_to = bool(furniture.TO_THE_READER.search(text))
    asked = (bool(furniture.IMPERATIVE.match(text)) and (spoken_to or "?" in text)) or (text.endswith("?") and spoken_to)
    return asked or bool(furniture.PITCH.search(text)) or (word_count(text) <= 8 and not ends_like_sentence(text))


def rule_at_the_end(sheet: Sheet) -> dict[int, Mark]:
    """A ruled line of Markdown at the end, with nothing of the article below it."""
    free = sheet.free()
    return {free[-1]: Mark("boilerplate", "rule at the end", 0.9)} if free and sheet.lines[free[-1]].kind == "rule" else {}


def above_credit(sheet: Sheet, kept: Sequence[bool]) -> list[int]:
    """The lines between the text and the note on who else reported it, a few at most, that are the article's to the rules: such a note
    closes an article."""
    for i in sheet.find("credit"):
        last = max((j for j in range(i) if kept[j]), default=i)
        between = [j for j in range(last + 1, i) if sheet.label(j) in KEPT]
        if 0 < len(between) <= _FEW and len(between) == i - last - 1:
            return between
    return []


_FEW: Final = 6
"""Lines."""


def rest(sheet: Sheet) -> dict[int, Mark]:
    """What is left is none of the article's."""
    return {i: Mark("boilerplate", "not the article's", 0.5) for i in sheet.free()}


def final_title(sheet: Sheet) -> int | None:
    """The line that is the title, once it is known where the text begins: of the headlines above it that go with it, the first."""
    if any(fact.field == "title" for fact in sheet.facts):
        return _stated_place(sheet)
    text = sheet.find("body")
    start = next((i for i in text if ends_like_sentence(sheet.lines[i].text) or word_count(sheet.lines[i].text) > _LONGEST), len(sheet.lines))
    content = Counter(word for i in text for word in set(words(sheet.lines[i].text)))
    times = Counter(fold(sheet.lines[i].text) for i in range(start))
    scores = {i: _headline_score(sheet, i, start, content, times) for i in range(start)}
    best = max(scores.values(), default=0.0)
    return next((i for i, score in scores.items() if score >= max(_HEADLINE, best - _CLOSE)), None)


_LONGEST: Final = 30
"""Words of a title."""
_HEADLINE: Final = 1.0
"""What a headline scores at least."""
_CLOSE: Final = 0.6
"""Of headlines that score as near as this the first is the title, and the next the line under it."""
_SHARED: Final = 0.2
"""Share of a headline's words that the text has too."""
_NEVER_TITLES: Final = frozenset(
    {
        "caption",
        "doubled caption",
        "picture description",
        "byline",
        "share buttons",
        "rights and terms",
        "skip link",
        "address",
        "comments",
        "date line",
    }
)
_OFTEN_NOT: Final = frozenset({"pitch", "menu", "player", "tags", "read more", "reading time"})


def _headline_score(sheet: Sheet, index: int, start: int, content: Counter[str], times: Counter[str]) -> float:
    """How well a line above the text goes for its title, 0 to about 3."""
    line, mark = sheet.lines[index], sheet.marks[index]
    count = word_count(line.text)
    rule = mark.rule if mark is not None else ""
    dated = moments.is_card_date(line.text) or moments.date_line(line.text) or furniture.PUBLISHED.match(line.text)
    if not 2 <= count <= _LONGEST or rule in _NEVER_TITLES or names.is_byline(line.text) or dated or furniture.CAPTION.search(line.text):
        return 0.0
    weighty = [word for word in words(line.text) if len(word) > 3] or words(line.text)
    shared = sum(min(content[word], 2) for word in weighty) / (2 * max(1, len(weighty)))
    score = 1.4 * shared + min(count, 8) / 8
    score -= 0.6 * (line.kind == "item" or line.text[:2] in ("- ", "– "))
    score += 0.5 * (line.kind == "heading") + 0.5 * (times[fold(line.text)] > 1)
    score -= (
        0.4 * (count <= 3 and times[fold(line.text)] < 2)
        + 0.5 * line.text.endswith((".", ":"))
        + 0.5 * (line.text.isupper() and count <= 4)
        + 0.6 * (rule in _OFTEN_NOT)
    )
    score -= 0.7 * (names.is_name(line.text) and times[fold(line.text)] < 2)
    score -= 0.6 * bool(furniture.TO_THE_READER.search(line.text) and furniture.PITCH.search(line.text))
    near = [sheet.lines[i].text for i in range(index + 1, min(index + 4, start))]
    score += 0.4 * any(names.is_byline(text) or names.is_name(text) or moments.is_card_date(text) or furniture.PUBLISHED.match(text) for text in near)
    goes_with = shared >= _SHARED or times[fold(line.text)] > 1
    return score - 0.015 * (start - index) - (0.0 if goes_with else 0.5)
