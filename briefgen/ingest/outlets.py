"""Finders of the outlet, and of the aggregator that a page came through: see `metadata`, where they stand in the list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from briefgen import moments
from briefgen.ingest import furniture, names
from briefgen.ingest.labels import body_lines
from briefgen.ingest.page import Fact, Sheet, word_count
from briefgen.text import fold, squeeze

_AGENCIES: Final = frozenset(
    {"reuters", "ap", "afp", "dpa", "efe", "ansa", "tass", "xinhua", "upi", "pti", "ria", "interfax", "bloomberg", "cnn", "bbc"}
)
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

_NAME: Final = r"(?:the\s+)?(?P<name>(?:[A-Z][\w’'&.-]{0,30}|[A-Z]{1,10}/[A-Z]{1,10})(?:\s+(?:of|and|&|[A-Z][\w’'&-]{0,30})){0,4})"
_RIGHTS: Final = re.compile(
    r"(?:©|\(c\)|copyright\s+(?=©|\(c\)|(?:19|20)\d\d|by\b))\s*(?:©\s*)?(?:(?:19|20)\d\d[\s,–-]*)*(?:by\s+)?(?P<name>[^\W\d_][^.|,;\n©]{1,40}?)"
    r"\s*(?:(?:19|20)\d\d)?\s*(?:[.|,;]|all rights\b|$)",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:told|tells|telling|interview with)\s+" + _NAME + r"(?=\s*[.,;”\"]|\s+(?:that|in|on|by|from|after|before|last|this|as|it|he|she|they)\b|$)"
)
_OWN_WRITER: Final = re.compile(
    r"\b"
    + _NAME
    + r"['’]s?\s+(?P<person>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,3})\s+(?:writes|reports|reported|wrote|scooped|notes|first reported|has learned)"
)
_LEADING: Final = re.compile(r"^" + _NAME + r"(?:['’]s)?(?=\s+[a-z]|,\s+\d)")
_FOR_OUTLET: Final = re.compile(r"\b(?:for|at|of|with)\s+(?:the\s+)?(?P<name>[A-Z][\w’'&-]*(?:\s+[A-Z][\w’'&-]*){0,3})")
_SELF_PICTURE: Final = re.compile(r"(?:^|/\s*)(?P<name>[A-Z][\w’']*(?:\s[A-Z][\w’']*){0,3})\s+(?:photo|picture|image|graphic)s?:")


def twice(sheet: Sheet) -> Iterator[Fact]:
    """An aggregator names whose article it shows in a logo's description and again in text: the same short line twice."""
    body = body_lines(sheet)
    start = body[0].number if body else 0
    for here, after in zip(sheet.lines, sheet.lines[1:], strict=False):
        if here.text == after.text and after.number <= start and word_count(here.text) <= 5 and not names.is_name(here.text):
            yield Fact("outlet", squeeze(here.text), 0.92, "name twice above the text", here.number)
            return
        if here.text == after.text and after.number <= start and 2 <= word_count(here.text) <= 3 and _near_age(sheet, after.number):
            yield Fact("outlet", squeeze(here.text), 0.9, "name twice above an age", here.number)
            return


def _near_age(sheet: Sheet, number: int) -> bool:
    return any(0 < line.number - number <= 2 and moments.AGE.search(line.text) for line in sheet.lines)


def rights_line(sheet: Sheet) -> Iterator[Fact]:
    """The holder of the rights: '© 2024 Issarin Ledger'."""
    for i, mark in enumerate(sheet.marks):
        line = sheet.lines[i]
        if mark is not None and mark.label == "boilerplate" and (found := _RIGHTS.search(line.text)):
            yield Fact("outlet", squeeze(found["name"]), 0.85, "copyright line", line.number)


def masthead(sheet: Sheet) -> Iterator[Fact]:
    """A name on a line of its own above the title that the page repeats elsewhere, or that stands there with its city."""
    titles = sheet.find("title")
    everything = [fold(line.text) for line in sheet.lines]
    for i in range(titles[0] if titles else 0):
        text = squeeze(sheet.lines[i].text)
        place = re.match(r"(?P<name>[A-Z][\w’']*(?:\s[A-Z][\w’']*){1,4})\s*/\s*[A-Z][\w’' ]+$", text)
        if place:
            yield Fact("outlet", place["name"], 0.8, "masthead with its city", sheet.lines[i].number)
        elif 1 <= word_count(text) <= 4 and names.capitalized_share(text.split()) == 1.0 and not text.endswith("."):
            repeated = sum(fold(text) in other for j, other in enumerate(everything) if j != i)
            if repeated and not _cased(text, sheet).islower() and not furniture.RELATED.match(text) and not furniture.SKIP.match(text):
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


def about_itself(sheet: Sheet) -> Iterator[Fact]:
    """The name with which lines outside the text begin: 'X is published by', 'X journalists report', 'X, 4 Tanner Row'."""
    body = body_lines(sheet)
    last = body[-1].number if body else 0
    names: Counter[str] = Counter()
    first: dict[str, int] = {}
    for line, mark in zip(sheet.lines, sheet.marks, strict=True):
        if (
            mark is None
            or mark.label != "boilerplate"
            or mark.rule == "above the text"
            or not (line.number > last or mark.rule in ("box", "pitch", "plain pitch"))
        ):
            continue
        if (found := _LEADING.match(line.text)) and not _is_common(found["name"]):
            names[found["name"]] += 1
            first.setdefault(found["name"], line.number)
    text = " ".join(line.text for line in body)
    for name, number in sorted(names.items()):
        told = 0.1 if re.search(rf"\b{re.escape(name)}\b", text) else 0.0
        known = 0.15 if _OUTLET_WORD.search(name) or "/" in name or name.isupper() else 0.0
        alone = 0.3 if " " not in name and not told and not name.isupper() and "/" not in name else 0.0  # 'Click', 'Media'
        yield Fact("outlet", name, min(0.8, 0.3 + 0.15 * min(number, 2) + told + known - alone), "name of itself outside the text", first[name])


_OUTLET_WORD: Final = re.compile(
    r"\b(?:news|times|post|herald|tribune|radio|journal|chronicle|daily|evening|standard|press|gazette|telegraph|guardian|observer|mail|independent|register|mercury|ledger|courier|"
    r"star|sun|globe|mirror|express|dispatch|sentinel|examiner|review|tv|television|broadcasting|today|world|week|weekly|monitor|bulletin|echo|argus|inquirer|wire|media)\b",
    re.IGNORECASE,
)


def _is_common(name: str) -> bool:
    return fold(name) in _COMMON or len(name) < 3


_COMMON: Final = frozenset(
    """the this that these those if in on at to for from with by and but or a an our your my we you he she it they i all any some more most no
    not new related read see sign get find please note to find out want ring text send tell subscribe comments comment topics sort load
    post name email photo video live update updated published also join follow share become advertising first last next editing""".split()
)


def told_it_so(sheet: Sheet) -> Iterator[Fact]:
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
    if fold(name) in _AGENCIES or fold(name) in _INSTITUTIONS or (names.is_name(name) and not _OUTLET_WORD.search(name)):
        return False
    is_surname = len(name.split()) == 1 and re.search(rf"\b[A-Z][\w’'-]+ {re.escape(name)}\b", text) is not None
    mentions = len(re.findall(rf"\b{re.escape(name)}\b", text))
    return (not is_surname and mentions <= 4) or bool(_OUTLET_WORD.search(name))


_INSTITUTIONS: Final = frozenset(
    """parliament congress senate house commons lords cabinet council court assembly committee mps members state government ministry police nato
    eu un duma bundestag knesset americans russians ukrainians washington moscow beijing brussels london kyiv berlin paris kremlin white
    house president prime minister""".split()
) | {"white house", "prime minister", "supreme court", "security council", "european union", "united nations", "state department"}


def own_writer(sheet: Sheet) -> Iterator[Fact]:
    """'Axis' Ann Lee writes' in a text of Axis: surest when Ann Lee is one of this page's own names."""
    own = {fold(name) for i in sheet.find("byline") for name in names.byline_names(sheet.lines[i].text)}
    own |= {
        fold(line.text)
        for line, mark in zip(sheet.lines, sheet.marks, strict=True)
        if mark is not None and mark.label == "teaser" and names.is_name(line.text)
    }
    for line in body_lines(sheet):
        for match in _OWN_WRITER.finditer(line.text):
            yield Fact("outlet", match["name"], 0.8 if fold(match["person"]) in own else 0.5, "its own writer", line.number)


def biography(sheet: Sheet) -> Iterator[Fact]:
    """The outlet in a note on the author: 'covers the provinces for the Issarin Ledger'."""
    for line, mark in zip(sheet.lines, sheet.marks, strict=True):
        if mark is not None and mark.rule == "about the author":
            for match in _FOR_OUTLET.finditer(line.text):
                if not _is_common(match["name"]):
                    yield Fact("outlet", match["name"], 0.65 if _OUTLET_WORD.search(match["name"]) else 0.5, "note on the author", line.number)


def picture_credit(sheet: Sheet) -> Iterator[Fact]:
    """'Mercury photo: Ann Lee': the outlet's own photographer, and the outlet's name, if only in short."""
    for i in sheet.find("caption"):
        if found := _SELF_PICTURE.search(sheet.lines[i].text):
            yield Fact("outlet", found["name"], 0.5, "picture credit", sheet.lines[i].number, inferred=True)


def pitch_name(sheet: Sheet) -> Iterator[Fact]:
    """Whose newsletter is pitched: evidence, but a copy carries the pitches of what it copied."""
    for line, mark in zip(sheet.lines, sheet.marks, strict=True):
        if mark is not None and mark.rule in ("pitch", "plain pitch", "words to the reader"):
            for match in re.finditer(r"\b(?:from|with|to)\s+" + _NAME, line.text):
                if not _is_common(match["name"]):
                    yield Fact("outlet", match["name"], 0.3, "newsletter pitch", line.number, inferred=True)


def aggregator(sheet: Sheet) -> Iterator[Fact]:
    """The aggregator: by the host of the page's images, or by 'Read on X' on a page that names its outlet as aggregators do."""
    aggregated = any(fact.rule.startswith("name twice") for fact in sheet.facts)
    for line in sheet.lines:
        if found := re.match(r"https?://([^/\s:]+)", line.text):
            host = found[1].lower()
            yield from (
                Fact("via", name, 0.9, "host of its images", line.number)
                for known, name in AGGREGATORS.items()
                if host == known or host.endswith("." + known)
            )
        elif aggregated and (found := re.match(r"(?:read|open|view|see|continue) (?:it )?on ([A-Z][\w ]{1,25})$", squeeze(line.text), re.IGNORECASE)):
            yield Fact("via", found[1], 0.75, "'read on' above other articles", line.number)
