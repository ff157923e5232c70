"""Which articles are copies of which: reprints of the same wire story, in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from briefgen.text import fold, words

SHINGLE: Final = 5
"""Words in a row that are compared as one (Broder 1997)."""
_DATELINE: Final = 120
"""Characters at a text's beginning in which a reprint names the agency."""
CONTAINED: Final = 0.5
"""The share of the shorter article's shingles that the longer one must hold. Reprints of one story in the sample archive share at
least 0.8, articles that report the same event on their own below 0.05."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article, as the search for copies sees it."""

    slug: str
    date: str
    outlet: str
    credit: str
    text: str
    copy_of: str = ""
    new: bool = True
    """Whether it may still be declared a copy; what is filed stays as it is."""


def find(texts: Iterable[Text]) -> dict[str, str]:
    """For each new text that copies another one of the same event, the slug of that one. The order of `texts` changes nothing."""
    listed = sorted(texts, key=lambda text: text.slug)
    shingles = {text.slug: _shingles(text.text) for text in listed}
    found: dict[str, str] = {}
    for text in listed:
        if not text.new or text.copy_of:
            continue
        same = [other for other in listed if other is not text and _contained(shingles[text.slug], shingles[other.slug]) >= CONTAINED]
        named = sorted({other.copy_of for other in same if other.copy_of} - {text.slug})
        original = min([text, *same], key=lambda one: _rank(one, [text, *same]))
        if named:
            found[text.slug] = named[0]
        elif original is not text:
            found[text.slug] = original.slug
    return found


def _rank(text: Text, group: list[Text]) -> tuple[bool, str, int, str]:
    """Originals first: the outlet whom the others, or its own dateline, credit; the earliest; the longest."""
    own = [f"{other.credit} {other.text[:_DATELINE]}" for other in group if other is not text] + [text.text[:_DATELINE]]
    credited = bool(text.outlet) and any(fold(text.outlet) in fold(said) for said in own)
    return (not credited, text.date[:10] or "9999", -len(text.text), text.slug)


def are_nearly_the_same(one: str, other: str) -> bool:
    """Whether one text holds at least half of the other's words in its order."""
    return _contained(_shingles(one), _shingles(other)) >= CONTAINED


def _contained(one: frozenset[str], other: frozenset[str]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _shingles(text: str) -> frozenset[str]:
    listed = words(text)
    return frozenset(" ".join(listed[start : start + SHINGLE]) for start in range(len(listed) - SHINGLE + 1))
