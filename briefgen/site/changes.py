"""What a later version of an article changed, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from briefgen.pages.article import ChangesPage, Part
from briefgen.pages.links import Cite

_LONGEST: Final = 1500
"""Pieces of a paragraph above which it is shown as replaced whole: comparing takes time by the square."""
_MOST: Final = 2000
"""And so of a text's paragraphs."""
_EFFORT: Final = 20_000
"""Pairs of equal pieces above which those that are very common lead to no others: comparing takes time by their number,"""
_COMMON: Final = 10
"""and what stands so often says little of which part came from where."""
_ALIKE: Final = 0.4
"""Two paragraphs that share less are not versions of one another."""
_PIECE: Final = re.compile(r"(\d+(?:[.,]\d+)+|\w+|[^\w\s])\s*")
"""A word, a figure or a sign, with the white space behind it, which is not compared."""

_Paragraph = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed from one text to another."""

    paragraphs: tuple[_Paragraph, ...]
    """Those with a change, and one on either side."""
    passed_over: tuple[int, ...]
    """Before each of these, and after the last, how many paragraphs are the same in both."""


def page(path: str, description: str, earlier: Cite, later: Cite, before: str, after: str) -> ChangesPage:
    """The page that shows what changed from one text to the other, both with a line for each paragraph."""
    found = compared(before.split("\n"), after.split("\n"))
    return ChangesPage(
        path=path,
        title=later.title,
        description=description,
        earlier=earlier,
        later=later,
        titles=words(earlier.title, later.title),
        paragraphs=found.paragraphs,
        passed_over=found.passed_over,
    )


def compared(before: Sequence[str], after: Sequence[str]) -> Compared:
    """What changed from one text to the other, both as their paragraphs."""
    paragraphs = list(_paragraphs(before, after))
    shown = [place for place in range(len(paragraphs)) if any(_is_changed(one) for one in paragraphs[max(0, place - 1) : place + 2])]
    skipped = [place - last - 1 for last, place in zip([-1, *shown], [*shown, len(paragraphs)], strict=True)]
    return Compared(tuple(paragraphs[place] for place in shown), tuple(skipped))


def _is_changed(paragraph: _Paragraph) -> bool:
    return any(part.kind != "same" for part in paragraph)


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterable[_Paragraph]:
    if max(len(before), len(after)) > _MOST:
        yield from _replaced(before, after)
        return
    for kind, a, b, c, d in _opcodes(before, after):
        if kind == "equal":
            yield from ((Part("same", line),) for line in before[a:b])
        else:
            yield from _rewritten(before[a:b], after[c:d])


def _rewritten(before: Sequence[str], after: Sequence[str]) -> Iterable[_Paragraph]:
    """Paragraphs that follow one another in both texts: those that are alike word by word, the others gone or new."""
    if len(before) != len(after):
        yield from _replaced(before, after)
        return
    for one, other in zip(before, after, strict=True):
        enough = _ALIKE * (len(one) + len(other)) / 2
        alike = words(one, other) if _in_common(one, other) >= enough else ()
        if sum(len(part.text) for part in alike if part.kind == "same") >= enough:
            yield alike
        else:
            yield from _replaced([one], [other])


def _in_common(one: str, other: str) -> int:
    """How many characters two paragraphs have in common in whatever order, with a space behind each piece: comparing finds no more."""
    both = Counter(_PIECE.findall(one)) & Counter(_PIECE.findall(other))
    return sum((len(piece) + 1) * number for piece, number in both.items())


def _replaced(before: Iterable[str], after: Iterable[str]) -> Iterable[_Paragraph]:
    yield from ((Part("gone", line),) for line in before if line)
    yield from ((Part("new", line),) for line in after if line)


def words(before: str, after: str) -> _Paragraph:
    """What changed from one line to another, word by word."""
    one, other = list(_PIECE.finditer(before)), list(_PIECE.finditer(after))
    if max(len(one), len(other)) > _LONGEST:
        return (Part("gone", before), Part("new", after))
    parts: list[Part] = []
    for kind, a, b, c, d in _opcodes([piece[1] for piece in one], [piece[1] for piece in other]):
        gone, new = ("".join(piece[0] for piece in pieces) for pieces in (one[a:b], other[c:d]))
        parts += [Part("same", new)] if kind == "equal" else [Part("gone", gone), Part("new", new)]
    return tuple(part for part in parts if part.text)


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[str, int, int, int, int]]:
    one, other = Counter(before), Counter(after)
    effort = sum(number * other[piece] for piece, number in one.items())
    common = {piece for piece, number in other.items() if effort > _EFFORT and number > _COMMON}
    return SequenceMatcher(common.__contains__, before, after, autojunk=False).get_opcodes()
