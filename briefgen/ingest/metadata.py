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

from briefgen.ingest import shapes
from briefgen.ingest.labels import body_lines, byline_names
from briefgen.ingest.page import Fact, Sheet, word_count
from briefgen.text import fold, sentences, shorten, squeeze

Finder = Callable[[Sheet], Iterable[Fact]]

ENOUGH: Final = 0.5
"""A candidate below this score is evidence that `explain` shows, and no answer."""

_AGENCIES: Final = frozenset({"reuters", "ap", "afp", "dpa", "efe", "ansa", "tass", "xinhua", "upi", "pti", "ria", "interfax", "bloomberg", "cnn", "bbc"})
"""Those whom people of every outlet's articles have 'told' something: evidence of a source, not of the outlet."""

AGGREGATORS: Final = {
    "particlenews.com": "News Break",
    "newsbreak.com": "News Break",
    "msn.com": "MSN",
    "yimg.com": "Yahoo News",
    "yahoo.com": "Yahoo News",
    "flipboard.com": "Flipboard",
    "smartnews.com": "SmartNews",
}
"""Sites that show other outlets' articles, by the hosts that their pages and images come from."""

_NAME: Final = r"(?:the\s+)?(?P<name>(?:[A-Z][\w’'&.-]*|[A-Z]+/[A-Z]+)(?:\s+(?:of|and|&|[A-Z][\w’'&-]*)){0,4})"
_RIGHTS: Final = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d[\s,–-]*)*(?:by\s+)?(?P<name>[^\W\d_][^.|,;\n©]{1,40}?)\s*(?:(?:19|20)\d\d)?\s*(?:[.|,;]|all rights\b|$)", re.IGNORECASE)
_TOLD: Final = re.compile(r"\b(?:told|tells|telling|interview with)\s+" + _NAME + r"(?=\s*[.,;”\"]|\s+(?:that|in|on|by|from|after|before|last|this|as|it|he|she|they)\b|$)")
_OWN_WRITER: Final = re.compile(r"\b" + _NAME + r"['’]s?\s+(?P<person>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+)\s+(?:writes|reports|reported|wrote|scooped|notes|first reported|has learned)")
_LEADING: Final = re.compile(r"^" + _NAME + r"(?:['’]s)?(?=\s+[a-z]|,\s+\d)")
_FOR_OUTLET: Final = re.compile(r"\b(?:for|at|of|with)\s+(?:the\s+)?(?P<name>[A-Z][\w’'&-]*(?:\s+[A-Z][\w’'&-]*){0,3})")
_DATELINE: Final = re.compile(r"^(?P<place>[A-ZÀ-Þ][^a-z(]{2,40}?(?:,\s[A-Z][\w’'. -]{2,25}?)?)(?:,?\s+(?P<date>[A-Z][a-z]+\.?\s\d{1,2}))?\s*(?:\((?P<agency>[A-Z][\w ./&-]{1,30})\))?\s*(?:[—–]|--|-\s)\s*")
_SELF_PICTURE: Final = re.compile(r"(?:^|/\s*)(?P<name>[A-Z][\w’']*(?:\s[A-Z][\w’']*){0,3})\s+(?:photo|picture|image|graphic)s?:")


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
    titles = sheet.find("title")
    for i in sheet.find("byline"):
        line = sheet.lines[i]
        said = bool(shapes.BYLINE.match(line.text))
        above = bool(titles) and i < titles[0]
        for name in byline_names(line.text):
            yield Fact("author", name, (0.9 if said else 0.8) - (0.35 if above else 0.0), "byline" if said else "name under the title", line.number)


def _byline_agency(sheet: Sheet) -> Iterator[Fact]:
    """The agency that a byline names behind the author ('By Ann Lee, Northwire'), or on a line of its own."""
    titles = sheet.find("title")
    for i in sheet.find("byline"):
        parts = [part.strip() for part in sheet.lines[i].text.split(",")]
        if len(parts) == 2 and len(parts[1].split()) == 1 and parts[1][:1].isupper() and parts[1] not in byline_names(sheet.lines[i].text):
            yield Fact("agency", parts[1], 0.7, "agency in the byline", sheet.lines[i].number)
    for i, mark in enumerate(sheet.marks):
        if mark is not None and mark.rule == "above the text" and titles and i > titles[0] and word_count(sheet.lines[i].text) == 1:
            yield Fact("agency", sheet.lines[i].text, 0.6, "agency under the title", sheet.lines[i].number)


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
        yield from (Fact("day", f"{dated.month:02}-{dated.day:02}", 0.8, "dateline", body[0].number) for dated in shapes.dates_in(match["date"]))


def _dates_said(sheet: Sheet) -> Iterator[Fact]:
    """Dates on the lines about the article, most telling first: those that say 'published', those under the title."""
    titles = sheet.find("title")
    for i in sheet.find("date"):
        text = sheet.lines[i].text
        for dated in shapes.dates_in(text)[:1]:
            updated = bool(re.match(r"(?:last\s+)?(?:updated|modified)", text, re.IGNORECASE))
            score = 0.93 - (0.05 if updated else 0.0) - (0.1 if titles and i < titles[0] else 0.0)
            if dated.year:
                yield Fact("date", dated.on(), score, "date line", sheet.lines[i].number)
            else:
                yield Fact("day", f"{dated.month:02}-{dated.day:02}", 0.9, "date line", sheet.lines[i].number)
        if shapes.days_old(text) is not None:
            yield Fact("age", squeeze(text), 0.9, "age line", sheet.lines[i].number)


def _dates_shown(sheet: Sheet) -> Iterator[Fact]:
    """Dates in captions and in the text. A full one in a caption may date the article; a day without a year may, given a year."""
    for i in sheet.find("caption"):
        for dated in shapes.dates_in(sheet.lines[i].text):
            if dated.year:
                yield Fact("date", dated.on(), 0.4, "date in a caption", sheet.lines[i].number, inferred=True)
    days: Counter[str] = Counter()
    first: dict[str, int] = {}
    for line in body_lines(sheet):
        for dated in shapes.dates_in(line.text):
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
        for found in shapes.WEEKDAY.finditer(line.text):
            looking_elsewhere = re.search(r"\b(?:prior to|before|until|till|by|next|last|since|from|after|every|late|early|earlier)\s+$", line.text[: found.start()], re.IGNORECASE)
            if not looking_elsewhere:
                yield Fact("weekday", found[1].lower(), score if place < 3 else 0.5, "weekday in the text", line.number)
                score = 0.6


def _twice(sheet: Sheet) -> Iterator[Fact]:
    """An aggregator names whose article it shows in a logo's description and again in text: the same short line twice."""
    body = body_lines(sheet)
    start = body[0].number if body else 0
    for here, after in zip(sheet.lines, sheet.lines[1:], strict=False):
        if here.text == after.text and after.number <= start and word_count(here.text) <= 5 and not shapes.is_name(here.text):
            yield Fact("outlet", squeeze(here.text), 0.92, "name twice above the text", here.number)
            return
        if here.text == after.text and after.number <= start and 2 <= word_count(here.text) <= 3 and _near_age(sheet, after.number):
            yield Fact("outlet", squeeze(here.text), 0.9, "name twice above an age", here.number)
            return


def _near_age(sheet: Sheet, number: int) -> bool:
    return any(0 < line.number - number <= 2 and shapes.AGE.search(line.text) for line in sheet.lines)


def _rights_line(sheet: Sheet) -> Iterator[Fact]:
    for i, mark in enumerate(sheet.marks):
        line = sheet.lines[i]
        if mark is not None and mark.label == "boilerplate" and (found := _RIGHTS.search(line.text)):
            yield Fact("outlet", squeeze(found["name"]), 0.85, "copyright line", line.number)


def _masthead(sheet: Sheet) -> Iterator[Fact]:
    """A name on a line of its own above the title that the page repeats elsewhere, or that stands there with its city."""
    titles = sheet.find("title")
    everything = [fold(line.text) for line in sheet.lines]
    for i in range(titles[0] if titles else 0):
        text = squeeze(sheet.lines[i].text)
        place = re.match(r"(?P<name>[A-Z][\w’']*(?:\s[A-Z][\w’']*){1,4})\s*/\s*[A-Z][\w’' ]+$", text)
        if place:
            yield Fact("outlet", place["name"], 0.8, "masthead with its city", sheet.lines[i].number)
        elif 1 <= word_count(text) <= 4 and shapes.capitalized_share(text.split()) == 1.0 and not text.endswith("."):
            repeated = sum(fold(text) in other for j, other in enumerate(everything) if j != i)
            if repeated and not shapes.RELATED.match(text) and not shapes.SKIP.match(text):
                yield Fact("outlet", _cased(text, sheet), 0.45 + 0.1 * min(repeated, 3), "masthead", sheet.lines[i].number)
        elif found := re.match(r"(?P<name>[A-Z][\w’']+(?:\s[A-Z][\w’']+){0,3}):\s", text):
            repeated = sum(fold(found["name"]) in other for j, other in enumerate(everything) if j != i)
            yield Fact("outlet", found["name"], min(0.7, 0.3 + 0.1 * repeated), "name before a slogan", sheet.lines[i].number)


def _cased(name: str, sheet: Sheet) -> str:
    """A name in capitals as the page itself writes it elsewhere."""
    if not name.isupper():
        return name
    pattern = re.compile(re.escape(name), re.IGNORECASE)
    spellings = (match[0] for line in sheet.lines for match in pattern.finditer(line.text))
    return next((spelling for spelling in spellings if not spelling.isupper()), name)


def _about_itself(sheet: Sheet) -> Iterator[Fact]:
    """The name with which lines outside the text begin: 'X is published by', 'X journalists report', 'X, 4 Tanner Row'."""
    body = body_lines(sheet)
    last = body[-1].number if body else 0
    names: Counter[str] = Counter()
    first: dict[str, int] = {}
    for line, mark in zip(sheet.lines, sheet.marks, strict=True):
        if mark is None or mark.label != "boilerplate" or mark.rule == "above the text" or not (line.number > last or mark.rule in ("box", "pitch")):
            continue
        if (found := _LEADING.match(line.text)) and not _is_common(found["name"]):
            names[found["name"]] += 1
            first.setdefault(found["name"], line.number)
    text = " ".join(line.text for line in body)
    for name, number in sorted(names.items()):
        told = 0.1 if re.search(rf"\b{re.escape(name)}\b", text) else 0.0
        known = 0.1 if _OUTLET_WORD.search(name) or "/" in name or name.isupper() else 0.0
        yield Fact("outlet", name, min(0.8, 0.4 + 0.15 * min(number, 2) + told + known), "name of itself outside the text", first[name])


_OUTLET_WORD: Final = re.compile(
    r"\b(?:news|times|post|herald|tribune|radio|journal|chronicle|daily|evening|standard|press|gazette|telegraph|guardian|observer|mail|independent|register|mercury|ledger|courier|"
    r"star|sun|globe|mirror|express|dispatch|sentinel|examiner|review|tv|television|broadcasting|today|world|week|weekly|monitor|bulletin|echo|argus|inquirer|wire|media)\b",
    re.IGNORECASE,
)


def _is_common(name: str) -> bool:
    return fold(name) in _COMMON or len(name) < 3


_COMMON: Final = frozenset(
    """the this that these those if in on at to for from with by and but or a an our your my we you he she it they i all any some more most no not new related read
    see sign get find please note to find out want ring text send tell subscribe comments comment topics sort load post name email photo video live update updated
    published also join follow share become advertising first last next sports hall clients questions slug words category editing""".split()
)


def _self_reference(sheet: Sheet) -> Iterator[Fact]:
    """Whom people told: 'she told the Evening Post'. When several are named, none of them is sure to be this page's outlet."""
    found: Counter[str] = Counter()
    first: dict[str, int] = {}
    text = " ".join(line.text for line in body_lines(sheet))
    for line in body_lines(sheet):
        for match in _TOLD.finditer(line.text):
            name = re.sub(r"['’]s$", "", match["name"]).rstrip(".’'")
            if _may_be_outlet(name, text):
                found[name] += 1
                first.setdefault(name, line.number)
    for name, number in sorted(found.items()):
        listed = _OUTLET_WORD.search(name) is not None or number > 1
        score = (0.6 if listed or len(found) == 1 else 0.45) - 0.1 * (len(found) - 1) + 0.05 * min(number - 1, 3)
        yield Fact("outlet", name, round(score, 3), "told it so", first[name], inferred=len(found) > 1)


def _may_be_outlet(name: str, text: str) -> bool:
    """Whether one whom people 'told' something may be an outlet: no agency, no institution, no person of the story."""
    if fold(name) in _AGENCIES or fold(name) in _INSTITUTIONS or (shapes.is_name(name) and not _OUTLET_WORD.search(name)):
        return False
    is_surname = len(name.split()) == 1 and re.search(rf"\b[A-Z][\w’'-]+ {re.escape(name)}\b", text) is not None
    mentions = len(re.findall(rf"\b{re.escape(name)}\b", text))
    return (not is_surname and mentions <= 4) or bool(_OUTLET_WORD.search(name))


_INSTITUTIONS: Final = frozenset(
    """parliament congress senate house commons lords cabinet council court assembly committee mps members state government ministry police nato eu un duma bundestag
    knesset americans russians ukrainians washington moscow beijing brussels london kyiv berlin paris kremlin white house president prime minister""".split()
) | {"white house", "prime minister", "supreme court", "security council", "european union", "united nations", "state department"}


def _own_writer(sheet: Sheet) -> Iterator[Fact]:
    """'Axis' Ann Lee writes' in a text of Axis: surest when Ann Lee is one of this page's own names."""
    own = {fold(name) for i in sheet.find("byline") for name in byline_names(sheet.lines[i].text)}
    own |= {fold(line.text) for line, mark in zip(sheet.lines, sheet.marks, strict=True) if mark is not None and mark.label == "teaser" and shapes.is_name(line.text)}
    for line in body_lines(sheet):
        for match in _OWN_WRITER.finditer(line.text):
            yield Fact("outlet", match["name"], 0.8 if fold(match["person"]) in own else 0.5, "its own writer", line.number)


def _biography(sheet: Sheet) -> Iterator[Fact]:
    """The outlet in a note on the author: 'covers the provinces for the Issarin Ledger'."""
    for line, mark in zip(sheet.lines, sheet.marks, strict=True):
        if mark is not None and mark.rule == "about the author":
            for match in _FOR_OUTLET.finditer(line.text):
                if not _is_common(match["name"]):
                    yield Fact("outlet", match["name"], 0.65 if _OUTLET_WORD.search(match["name"]) else 0.5, "note on the author", line.number)


def _picture_credit(sheet: Sheet) -> Iterator[Fact]:
    """'Mercury photo: Ann Lee': the outlet's own photographer, and the outlet's name, if only in short."""
    for i in sheet.find("caption"):
        if found := _SELF_PICTURE.search(sheet.lines[i].text):
            yield Fact("outlet", found["name"], 0.5, "picture credit", sheet.lines[i].number, inferred=True)


def _pitch_name(sheet: Sheet) -> Iterator[Fact]:
    """Whose newsletter is pitched: evidence, but a copy carries the pitches of what it copied."""
    for line, mark in zip(sheet.lines, sheet.marks, strict=True):
        if mark is not None and mark.rule in ("pitch", "words to the reader"):
            for match in re.finditer(r"\b(?:from|with|to)\s+" + _NAME, line.text):
                if not _is_common(match["name"]):
                    yield Fact("outlet", match["name"], 0.3, "newsletter pitch", line.number, inferred=True)


def _via(sheet: Sheet) -> Iterator[Fact]:
    """The aggregator: by the host of the page's images, by 'Read on X', or by its own section among the page's tags."""
    for line in sheet.lines:
        if found := re.match(r"https?://([^/\s:]+)", line.text):
            host = found[1].lower()
            yield from (Fact("via", name, 0.9, "host of its images", line.number) for known, name in AGGREGATORS.items() if host == known or host.endswith("." + known))
        elif found := re.match(r"(?:read|open|view|see|continue) (?:it )?on ([A-Z][\w ]{1,25})$", squeeze(line.text), re.IGNORECASE):
            if any(fact.rule.startswith("name twice") for fact in sheet.facts):
                yield Fact("via", found[1], 0.75, "'read on' above other articles", line.number)


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
        for tag in shapes.split_tags(sheet.lines[i].text):
            yield Fact("tags", tag, 0.8, "list of topics", sheet.lines[i].number)


def _years(sheet: Sheet) -> Iterator[Fact]:
    """Years that the page states outside its text: in its copyright line, in dates of other articles."""
    for line, mark in zip(sheet.lines, sheet.marks, strict=True):
        if mark is None or mark.label in ("body", "heading", "caption"):
            continue
        if found := re.search(r"©\D{0,40}((?:19|20)\d\d)", line.text):
            yield Fact("year", found[1], 0.7, "copyright line", line.number)
        yield from (Fact("year", str(dated.year), 0.6, "date of another article", line.number) for dated in shapes.dates_in(line.text) if dated.year)


FINDERS: Final[tuple[tuple[str, Finder], ...]] = (
    ("title", _title),
    ("byline", _byline),
    ("agency in the byline", _byline_agency),
    ("dateline", _dateline),
    ("date line", _dates_said),
    ("dates shown", _dates_shown),
    ("weekday", _weekday),
    ("year", _years),
    ("name twice", _twice),
    ("copyright line", _rights_line),
    ("masthead", _masthead),
    ("about itself", _about_itself),
    ("told it so", _self_reference),
    ("its own writer", _own_writer),
    ("note on the author", _biography),
    ("picture credit", _picture_credit),
    ("newsletter pitch", _pitch_name),
    ("aggregator", _via),
    ("reporting credit", _credit),
    ("notes", _notes),
)
