"""Pure functions on strings: whitespace, slugs, sentences, words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from slugify import slugify

_CONTROLS = re.compile(r"[\ud800-\udfff\x00-\x08\x0b\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]")
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_IDEOGRAPHS}]|(?:(?![{_IDEOGRAPHS}])[^\W_])+")
_SHOWN_WORD = re.compile(rf"[{_IDEOGRAPHS}]|[^\s{_IDEOGRAPHS}]+")
_TO_WORDS = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
"""Of each byte of ASCII what it is in a word, or a space: so that words are what split() finds, in a quarter of an expression's time."""
_CAPITALS = "A-ZÀ-ÖØ-ÞŁŒŚŠŽΑ-ΩЀ-Я"
_SENTENCE_END = re.compile(rf"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘«(\[]?[{_CAPITALS}0-9])")
_ABBREVIATED = """Mr Mrs Ms Dr Prof Gen Col Lt Sgt Capt Maj Cpl Adm Cmdr Rev Hon Det Supt Sen Rep Reps Gov Messrs St Mt Ft Jr Sr Jan Feb Mar Apr Jun
    Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun No Nos vs Inc Co Corp Ltd Bros""".split()
_ABBREVIATION = re.compile(rf"(?:^|[\s(“\"])(?:[A-Z]|{'|'.join(_ABBREVIATED)}|(?:[A-Z]\.)+[A-Z]|[ap]\.m)\.$")
_ABBREVIATED_ENDS = frozenset({".m", *(word[-2:] for word in _ABBREVIATED)})
"""The last two letters of those of more than one."""
_MAY_END = re.compile(r"(?:\b[A-Z]\.[A-Z]|[ap]\.m|\b(?:Inc|Co|Corp|Ltd|Jr|Sr))\.$")
"""Abbreviations with which a sentence may end as well: what follows tells."""
_BEGINNING = re.compile(
    r"[\"“]?(?:The|A|An|He|She|It|They|We|You|His|Her|Its|Their|This|That|These|Those|There|But|And|In|At|As|After|When|If|For|Some)\b(?!\.)"
)
_LONGEST_ABBREVIATION = 12
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def squeeze(text: str) -> str:
    """The text on one line: runs of white space (non-breaking ones too) are one space, and none stands at either end."""
    return " ".join(text.split())


def clean(text: str) -> str:
    """The text in Unicode's NFC, with line ends as '\\n', without control characters and invisible direction marks."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))


def words(text: str) -> list[str]:
    """The words of a text as grouping and comparing know them: no accents, lower case; each ideograph is a word."""
    return list(_words(text))


@lru_cache(maxsize=4096)  # ingest asks for the words of the same line again and again
def _words(text: str) -> tuple[str, ...]:
    if not text.isascii():
        plain = text.replace("’", " ").replace("“", " ").replace("”", " ").replace("—", " ").replace("–", " ")
        if not plain.isascii():
            return _unicode_words(text)
        text = plain
    return tuple(text.encode().translate(_TO_WORDS).decode().split())


def _unicode_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(without_marks(text).lower()))


def without_marks(text: str) -> str:
    """The text without its accents and compatibility forms. Case is kept."""
    apart = unicodedata.normalize("NFKD", text)
    marks = {ord(c): None for c in set(apart) if c > "\x7f" and unicodedata.category(c).startswith("M")}
    return apart.translate(marks) if marks else apart


def fold(text: str) -> str:
    """The text's words on one line, for comparing titles and names regardless of case, accents and punctuation."""
    return " ".join(words(text))


def first_words(text: str, number: int) -> str:
    """A text's beginning, so many words of it; each ideograph is a word."""
    found = islice(_SHOWN_WORD.finditer(text), number)
    return text[: max((word.end() for word in found), default=0)]


def slug(text: str, longest: int = 60) -> str:
    """A name for files and addresses: ASCII letters, digits and hyphens, cut at a word; '' when nothing is left.

    Names that Windows reserves get an 'x' behind them, so that an archive can be copied to any disk.
    """
    made = slugify(re.sub(r"['’‘`´]", "", text), max_length=longest, word_boundary=True, save_order=True)
    return f"{made}-x" if made in _RESERVED else made


def unique(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … : the first that is not in `taken`."""
    used = taken if isinstance(taken, (set, frozenset, dict)) else set(taken)
    name, number = wanted, 1
    while name in used:
        number += 1
        name = f"{wanted}-{number}"
    return name


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, by punctuation, capital letters and a short list of English abbreviations."""
    found: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        stop = match.start() + 1
        before = text[max(start, stop - _LONGEST_ABBREVIATION) : stop]
        if not _may_abbreviate(before) or _is_an_end(before, text[match.end() : match.end() + 8]):
            found.append(text[start : match.end()].strip())
            start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def _may_abbreviate(before: str) -> bool:
    """Whether the text may end with an abbreviation, by its last characters: a quick look before the long one."""
    return before[-1] == "." and (before[-3:-1] in _ABBREVIATED_ENDS or before[-2:-1].isupper())


def _is_an_end(before: str, after: str) -> bool:
    """Whether a sentence ends between the two: not after an abbreviation, unless it is one that may end it and another begins."""
    if not _ABBREVIATION.search(before):
        return True
    return bool(_MAY_END.search(before) and _BEGINNING.match(after))


def shorten(text: str, longest: int) -> str:
    """At most `longest` characters of the text, ending at a word and then with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text.rfind(" ", 0, longest)
    return text[: cut if cut > longest // 2 else longest - 1].rstrip(" ,;:.–—-") + "…"
