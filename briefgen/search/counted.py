"""An article as the index knows it: its terms, each with where it stands, ready to be joined with those of others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from briefgen.markdown import plain
from briefgen.search import stems
from briefgen.search.numbers import SIGNS, gaps
from briefgen.search.terms import terms

TITLE_LENGTH: Final = 60
"""Terms of a title that have a position of their own, from 0 on; what comes after them all is at one."""
_BEYOND_TITLE: Final = 62
BODY: Final = 64
"""The position at which the body begins."""
LEAD: Final = 114
"""And the one before which its lead ends."""
_EACH_LINE: Final = 16
"""Lines begin at its multiples."""
_TO_NAMES: Final = 8
_TO_NAME: Final = 3
IN_TITLE: Final = 8
IN_LEAD: Final = 16
IN_NAMES: Final = 32
MOST: Final = 16
"""Times counted: more is all one."""
_CLASSES: Final = (0, 1, 2, 3, 4, 4, 5, 5, 5, *[6] * 7, 7)
"""By how often a body has a term, up to MOST;"""
_BEHIND: Final = tuple(SIGNS[one] for one in _CLASSES)
"""as a sign, for one that is not in the lead,"""
_IN_LEAD: Final = tuple(SIGNS[one + IN_LEAD] for one in _CLASSES)
"""and for one that is."""
_LONGEST_LEAD_IN: Final = 6
_HEADING: Final = re.compile(r"^ {0,3}#{1,6}[ \t](.+)$", re.MULTILINE)
_LEAD_IN: Final = re.compile(r"^([^\W\d_][^\n:.!?;\"“”]{2,60}):(?=\s|$)", re.MULTILINE)


class Counted(NamedTuple):
    """An article's terms. A key is a stem, a space and the term, or the term alone where it is its own stem: keys in order have those of
    one stem side by side."""

    length: int
    """Terms of the body."""
    basis: str
    """What else this depends on: see `basis`."""
    terms: dict[str, str]
    """By key: the sign that tells how the article has it, and its positions; both as the index has them."""
    sections: dict[str, str]
    """By key: its positions among the names of the article's sections."""


def basis(language: str) -> str:
    """What an article's terms depend on besides the article: the archive's language, and who finds stems."""
    return f"{language} {stems.version()}"


def counted(title: str, text: str, names: Sequence[str], heads: Sequence[str], language: str, archive_language: str) -> Counted:
    """The terms of an article. `text` has a line for each paragraph; `heads` are the names of its sections. `language` is its own, or ''."""
    places, length, end = in_body(text)
    titled = in_title(title)
    named = _in_names(names, end + _TO_NAMES)
    keys = stems.keys(language or archive_language, (title, text, *names, *heads))
    known = {keys[term]: _ONCE[found[0]] if len(found) == 1 and found[0] < _USUAL else _often(found) for term, found in places.items()}
    for term in dict.fromkeys((*titled, *named)):
        sign = (IN_TITLE if term in titled else 0) + (IN_NAMES if term in named else 0)
        found_at = places.get(term, ())
        known[keys[term]] = SIGNS[sign + _sign(found_at)] + gaps([*titled.get(term, ()), *found_at, *named.get(term, ())])
    return Counted(length, basis(archive_language), known, _sections(heads, keys))


def _often(places: Sequence[int]) -> str:
    return (_IN_LEAD if places[0] < LEAD else _BEHIND)[len(places) if len(places) < MOST else MOST] + gaps(places)


def _sign(places: Sequence[int]) -> int:
    """What tells how a body has a term at these places."""
    return _CLASSES[min(len(places), MOST)] + (IN_LEAD if places and places[0] < LEAD else 0)


_USUAL: Final = 4096
_ONCE: Final = tuple(_often([place]) for place in range(_USUAL))
"""For a term that a body has once, at a place within the usual."""


def in_title(title: str) -> dict[str, list[int]]:
    """Where each term of a title stands."""
    found: dict[str, list[int]] = {}
    for place, term in enumerate(terms(title)):
        known = found.setdefault(term, [])
        if place < TITLE_LENGTH:
            known.append(place)
        elif known[-1:] != [_BEYOND_TITLE]:
            known.append(_BEYOND_TITLE)
    return found


def in_body(text: str) -> tuple[Mapping[str, list[int]], int, int]:
    """Where each term of a text stands, which has a line for each paragraph; how many terms it has; and where a further line would begin."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    length, at = 0, BODY
    for line in text.split("\n"):
        among = terms(line)
        if among:
            length += len(among)
            for place, term in enumerate(among, at):
                found[term].append(place)
            at = _next_line(at + len(among))
    return found, length, at


def _in_names(names: Iterable[str], at: int) -> dict[str, list[int]]:
    """The terms of names with their places."""
    found: dict[str, list[int]] = {}
    for name in names:
        parts = terms(name)
        for place, term in enumerate(parts, at):
            found.setdefault(term, []).append(place)
        at += len(parts) - 1 + _TO_NAME if parts else 0
    return found


def _next_line(end: int) -> int:
    """Where the next line begins: at a multiple of 16 that leaves a position free behind the last line, which ends before `end`."""
    return (end // _EACH_LINE + 1) * _EACH_LINE


def heads_of(body: str, text: str) -> list[str]:
    """The names of an article's sections: Markdown's headings, and what stands before a colon where a line begins. `body` is its Markdown,
    `text` its words."""
    lines = set(text.split("\n")) if "#" in body else set()  # what begins so within a block of code is no line of its own
    found = [head for marked in _HEADING.findall(body) if (head := plain(marked.rstrip(" \t#"))) in lines] if lines else []
    found += [head for head in _LEAD_IN.findall(text) if head.count(" ") < _LONGEST_LEAD_IN]
    return list(dict.fromkeys(found))


def _sections(heads: Iterable[str], keys: Mapping[str, str]) -> dict[str, str]:
    return {keys[term]: gaps(places) for term, places in _in_names(heads, 0).items()}


def packed(one: Counted) -> bytes:
    """The article as bytes."""
    return _ENCODER.encode(one)


def unpacked(data: bytes) -> Counted:
    """What `packed` made."""
    return _DECODER.decode(data)


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Counted)
