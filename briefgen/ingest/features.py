"""What a line looks like to the model: its shape, its place, its words, its markup and its neighbours. See `model`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from briefgen.ingest import furniture
from briefgen.ingest.page import KEPT, Kind, Line, Markup, Sheet, is_prose, word_count
from briefgen.text import words

Row = list[float]

OWN: Final = (
    "words", "capitals", "digits", "end", "start", "kind", "upper", "separators", "sentences", "quoted", "said", "you", "we", "prose", "marked",
    "from the top", "from the bottom", "lines", "words above", "paragraph above", "paragraph below", "paragraphs near above",
    "paragraphs near below", "block", "repeated", "title", "titled", "shared", "section above", "page's words",
)  # fmt: skip
"""The features of every line."""
MARKED: Final = ("linked", "set off", "alike", "depth", "kept", "image")
"""Those of a line of a saved page."""
BESIDE: Final = ("words", "capitals", "end", "marked", "block")
MARKED_BESIDE: Final = ("linked", "alike", "kept")
NEIGHBOURS: Final = (-3, -2, -1, 1, 2, 3)
"""Of each of these lines the features that are named in BESIDE count too."""
CHANCES: Final = (
    "chance -3",
    "chance -2",
    "chance -1",
    "chance",
    "chance +1",
    "chance +2",
    "chance +3",
    "above",
    "below",
    "so far",
    "to come",
    "most",
)
"""What the chain's probabilities add."""

_SHORT: Final = 12
"""Words. Of a shorter line the first two, the last and each of its words count, of a longer one the first two and each."""
_TELLING: Final = 3
"""Letters that a word must have to count as shared by two lines."""
_FAR: Final = 99
_LONGEST: Final = 3000
"""Characters of a line that are looked at word by word."""
_WINDOW: Final = 8
"""Lines above and below whose chances count for a line too."""
_SAID: Final = re.compile(r"\b(?:said|says|told|added|according)\b")
_YOU: Final = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_WE: Final = re.compile(r"\b(?:we|our|us)\b")
_QUOTES: Final = "\"'“”‘’«»„"
_ENDS: Final = {mark: code for code, mark in enumerate(".?!…:;,)|›»→", 3)}
_KINDS: Final[dict[Kind, int]] = {"text": 0, "heading": 1, "item": 2, "quote": 3, "row": 4, "rule": 5}
_SEPARATORS: Final = frozenset("|·•>/@#_*[{©")
_SECTIONS: Final = frozenset({"comments", "comment form", "related heading", "teaser card", "source link", "end mark", "reporting credit"})
"""Rules whose lines begin something else than the article."""


def columns(is_marked: bool) -> tuple[str, ...]:
    """The names of the trees' features, in the order of `with_chances`; `is_marked` for saved pages."""
    own = (*OWN, *MARKED) if is_marked else OWN
    beside = (*BESIDE, *MARKED_BESIDE) if is_marked else BESIDE
    return (*own, *(f"{name} {place:+}" for place in NEIGHBOURS for name in beside), *CHANCES)


class Seen:
    """A line's text, taken apart once."""

    __slots__ = ("block", "count", "kind", "markup", "prose", "size", "text", "tokens")

    def __init__(self, line: Line) -> None:
        self.text = line.text
        self.block = line.block
        self.kind = line.kind
        self.markup = line.markup
        self.count = word_count(line.text)
        self.size = bisect_right(_LENGTHS, self.count)
        self.tokens = words(line.text[:_LONGEST])
        self.prose = is_prose(line)


def rows(sheet: Sheet, seen: Sequence[Seen]) -> list[Row]:
    """Each line's own features, as OWN and, for a saved page, MARKED name them."""
    found = [_shape(line) for line in seen]
    for row, mark, placed in zip(found, sheet.marks, _places(sheet, seen), strict=True):
        row.append(mark is not None and mark.label not in KEPT)
        row += placed
    if is_marked(sheet):
        for row, line in zip(found, sheet.lines, strict=True):
            row += _marked(line)
    return found


def is_marked(sheet: Sheet) -> bool:
    """Whether a sheet comes from markup."""
    return bool(sheet.lines) and sheet.lines[0].markup is not None


def with_chances(sheet: Sheet, seen: Sequence[Seen], own: Sequence[Row], chances: Sequence[float]) -> list[Row]:
    """The rows with their neighbours' features and with what the chain says of the lines around: the trees' features."""
    names = (*OWN, *MARKED) if is_marked(sheet) else OWN
    beside = [names.index(name) for name in ((*BESIDE, *MARKED_BESIDE) if is_marked(sheet) else BESIDE)]
    same = BESIDE.index("block")
    taken = [[row[j] for j in beside] for row in own]
    total = len(own)
    edge = [-5.0] * len(beside)
    whole = sum(chances) or 1.0
    most = max(chances, default=0.0)
    passed = 0.0
    found: list[Row] = []
    for i, row in enumerate(own):
        full = list(row)
        around = []
        for place in NEIGHBOURS:
            j = i + place
            inside = 0 <= j < total
            other = taken[j] if inside else edge
            full += other
            if inside:
                full[len(full) - len(beside) + same] = float(seen[j].block == seen[i].block)
            around.append(chances[j] if inside else -1.0)
        full += [*around[:3], chances[i], *around[3:]]
        full += [sum(chances[max(0, i - _WINDOW) : i]) / _WINDOW, sum(chances[i + 1 : i + 1 + _WINDOW]) / _WINDOW, passed / whole]
        full += [max(chances[i + 1 : i + 30], default=0.0), most]
        passed += chances[i]
        found.append(full)
    return found


def _shape(line: Seen) -> Row:
    """How long a line is, how it begins and ends, its capitals, digits and separators: the first of OWN."""
    text, first = line.text, line.text[0]
    letters = [part[0] for part in text.split() if part[0].isalpha()]
    capitals = sum(letter.isupper() for letter in letters) / len(letters) if letters else -1.0
    digits = sum(map(str.isdigit, text[:400])) / min(len(text), 400)
    start = 1 if first.isupper() else 2 if first.islower() else 3 if first.isdigit() else 4 if first in _QUOTES else 5
    long = line.count > 5
    return [
        line.count,
        capitals,
        digits,
        _end(text),
        start,
        _KINDS[line.kind],
        text.isupper(),
        len(_SEPARATORS.intersection(text)),
        len(furniture.SENTENCES.findall(text)) if long else 0,
        text.count('"') + text.count("“") + text.count("”") if long else 0,
        bool(_SAID.search(text)) if long else False,
        bool(_YOU.search(text)),
        bool(_WE.search(text)),
        line.prose,
    ]


def _end(text: str) -> int:
    last = text[-1]
    if last in _QUOTES and len(text) > 1:
        return 2 if text[-2] in ".,!?…" else 1
    return _ENDS.get(last, 20 if last.isdigit() else 21 if last.isalpha() else 22)


def _places(sheet: Sheet, seen: Sequence[Seen]) -> list[Row]:
    """Where each line stands: on the page, among paragraphs, in its block; and how many of its words stand elsewhere too."""
    total = len(seen)
    weight = [line.count if line.prose else 0 for line in seen]
    everything = sum(weight) or 1
    titles = sheet.find("title")
    stated = [fact.value for fact in sheet.facts if fact.field == "title"][:1]
    title = {token for token in words(" ".join((*stated, *(sheet.lines[i].text for i in titles)))) if len(token) >= _TELLING}
    sure = [line.prose and (mark is None or mark.label in KEPT) for line, mark in zip(seen, sheet.marks, strict=True)]
    tally = Counter(token for line, is_sure in zip(seen, sure, strict=True) if is_sure for token in set(line.tokens))
    times = Counter(line.text for line in seen)
    sizes = Counter(line.block for line in seen)
    above, below = _distances(sure), _distances(sure[::-1])[::-1]
    sections = _distances([mark is not None and mark.rule in _SECTIONS for mark in sheet.marks])
    place = titles[0] if titles else -1
    passed = 0
    found: list[Row] = []
    for i, line in enumerate(seen):
        tell = [token for token in line.tokens if len(token) >= _TELLING]
        found.append(
            [
                i,
                total - 1 - i,
                total,
                passed / everything,
                above[i],
                below[i],
                sum(sure[max(0, i - 3) : i]),
                sum(sure[i + 1 : i + 4]),
                sizes[line.block],
                times[line.text],
                -1 if place < 0 else (i > place) - (i < place) + 1,
                sum(token in title for token in tell) / len(tell) if title and tell else -1,
                sum(tally[token] > sure[i] for token in tell) / len(tell) if tell else -1,
                sections[i],
                everything,
            ]
        )
        passed += weight[i]
    return found


def _distances(marks: Iterable[bool]) -> list[int]:
    """For each line how many lines above it the nearest marked one is; 99 when there is none."""
    found: list[int] = []
    last = _FAR
    for mark in marks:
        found.append(last)
        last = 1 if mark else min(_FAR, last + 1)
    return found


def _marked(line: Line) -> Row:
    """What the markup says, as numbers: MARKED."""
    markup = line.markup
    if markup is None:
        return [-1.0] * len(MARKED)
    return [markup.linked, markup.set_off, markup.alike, markup.depth, markup.kept, bool(line.image)]


# the chain's features are names, of which each has a weight or has none

_LENGTHS: Final = (1, 2, 3, 4, 5, 7, 10, 15, 25, 40, 80)
_TENTHS: Final = (0.001, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.999)
_STEPS: Final = (0, 1, 2, 3, 5, 8, 15, 30)
_SHARES: Final = (0.001, 0.2, 0.5, 0.8, 0.999)


def clues(sheet: Sheet, seen: Sequence[Seen], own: Sequence[Row]) -> list[list[str]]:
    """The names of each line's features; those of its neighbours begin with '<' and '>'."""
    rules = [mark.rule if mark is not None else "" for mark in sheet.marks]
    found: list[list[str]] = []
    for i, (line, row) in enumerate(zip(seen, own, strict=True)):
        here = _placed(line, row)
        here += (f"rule {rules[i]}", f"rule {rules[i]} {line.size}")
        for side, j in (("<", i - 1), (">", i + 1)):
            if 0 <= j < len(seen):
                other = seen[j]
                together = "with" if other.block == line.block else "by"
                here += (f"{side}{together} {other.size}", f"{side}end {own[j][_END]:.0f} {min(other.size, 8)}", f"{side}rule {rules[j]}")
            else:
                here.append(side + "none")
        here += _spoken(line)
        if line.markup is not None:
            here += _styled(line.markup, line)
        found.append(here)
    return found


_END: Final = OWN.index("end")
_SHAPED: Final = tuple(
    (name, OWN.index(name)) for name in ("kind", "upper", "separators", "sentences", "quoted", "said", "you", "we", "title", "start", "end")
)
_STEPPED: Final = tuple((name, OWN.index(name)) for name in ("from the top", "from the bottom", "block", "repeated", "section above"))
_SHARED: Final = tuple((name, OWN.index(name)) for name in ("capitals", "digits", "words above", "titled", "shared"))
_ABOVE, _BELOW, _NEAR_ABOVE, _NEAR_BELOW, _PASSED = (
    OWN.index(name) for name in ("paragraph above", "paragraph below", "paragraphs near above", "paragraphs near below", "words above")
)


def _placed(line: Seen, row: Row) -> list[str]:
    """A line's shape and place, in steps, by themselves and together with its length."""
    size, prose = line.size, "prose" if line.prose else ""
    short = min(size, 8)
    above, below = min(bisect_right(_STEPS, row[_ABOVE]), 5), min(bisect_right(_STEPS, row[_BELOW]), 5)
    found = [f"size {size}", f"above {above} {prose}", f"below {below} {prose}", f"between {above} {below} {short} {prose}"]
    found.append(f"near {row[_NEAR_ABOVE]:.0f} {row[_NEAR_BELOW]:.0f} {prose}")
    found.append(f"passed {bisect_right(_TENTHS, row[_PASSED])} {short} {prose}")
    found += [f"{name} {row[j]:.0f} {short}" for name, j in _SHAPED]
    found += [f"{name} {bisect_right(_STEPS, row[j])}" for name, j in _STEPPED]
    found += [f"{name} {bisect_right(_TENTHS, row[j]) if row[j] >= 0 else 'none'} {short}" for name, j in _SHARED]
    return found


def _spoken(line: Seen) -> list[str]:
    """A line's words, by where they stand, and in how long a line."""
    tokens = line.tokens
    if not tokens:
        return ["wordless"]
    short = line.count <= _SHORT
    size = "short" if short else "long"
    found = [f"{size} first {tokens[0]}", f"two {tokens[0]} {tokens[1] if len(tokens) > 1 else ''}"]
    if short:
        found.append(f"last {tokens[-1]}")
    found += [f"{size} {token}" for token in dict.fromkeys(tokens) if not token.isdigit()]
    return found


def _styled(markup: Markup, line: Seen) -> list[str]:
    """What the elements around a line say."""
    size = min(bisect_right((2, 5, 10, 20), line.count), 4)
    alike, linked = bisect_right(_SHARES, markup.alike), bisect_right(_SHARES, markup.linked)
    found = [
        f"linked {linked} {size}",
        f"alike {alike} {size}",
        f"depth {markup.depth} {size}",
        f"set off {bisect_right(_SHARES, markup.set_off)} {size}",
    ]
    found += [f"kept {markup.kept} {size}", f"kept {markup.kept} {alike} {linked} {size}", f"here {markup.depth} {alike} {linked} {size}"]
    return [*found, f"tag {markup.tag}", *(f"in {place}" for place in markup.places), *(f"class {token}" for token in markup.classes)]
