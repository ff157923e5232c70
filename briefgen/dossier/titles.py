"""What of a run of capitalized words is title, what stands before it, and what is the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefgen.dossier import vocabulary as vocab
from briefgen.dossier.kinds import lowered, tail_of

_AFTER_NAMES: Final = frozenset({"Jr", "Jr.", "Sr", "Sr."})


def parted(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What stands before a title, the title, and the name: ('NATO',), ('Secretary', 'General'), ('Jens', 'Stoltenberg').

    Without a title all is in the last one.
    """
    prefix, words = _led_by(words[1:] if words[0] in ("Former", "Late", "Acting") else words)
    if not words:
        return prefix, (), ()
    start = 0 if _title_length(words) else next((i for i in range(1, len(words) - 1) if _is_title_within(words, i)), 0)
    while start > 1 and lowered(words[start - 1]) in vocab.MODIFIERS and lowered(words[start]) in vocab.TITLES:
        start -= 1
    if start and not prefix:
        prefix = _led_by(words[:start])[0] or words[:start]
    words = words[start:]
    length = _title_length(words)
    rest = words[length:]
    return prefix, words[:length], rest[:-1] if len(rest) > 2 and rest[-1] in _AFTER_NAMES else rest


_WITHIN: Final = frozenset(
    """president premier minister secretary senator sen governor gov rep representative mayor ceo director spokesman spokeswoman chairman
    chairwoman ambassador commissioner speaker leader executive prime foreign defense defence vice deputy sgt lt
    capt col gen adm maj rev detective mp mep agent attorney-general judge justice officer""".split()
)
"""Titles that are no one's surname."""


def _is_title_within(words: Sequence[str], place: int) -> bool:
    if words[place - 1] in vocab.GIVEN:
        return False
    return lowered(words[place]) in _WITHIN and _title_length(words[place:]) > 0 and len(words) > place + _title_length(words[place:])


def _led_by(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A country before what belongs to it, and the rest; a nationality before a person or a title is dropped."""
    if len(words) > 1 and words[0] in vocab.ADJECTIVES and " ".join(words[:2]) not in vocab.PLACES:
        rest = words[1:]
        if _title_length(rest) or (rest[0] in vocab.GIVEN and len(rest) > 1) or rest[0] in vocab.ADJECTIVES:
            return _led_by(rest)
        return (), rest if len(rest) > 1 and not tail_of(rest) else words
    for length in (3, 2, 1):
        place = " ".join(words[:length])
        short = place in vocab.ALIASES and place.isupper() and tail_of(words) != "thing"
        if len(words) > length and (short or place in vocab.PLACES) and words[-1] not in vocab.COMPANY:
            rest = words[length:]
            if short or _title_length(rest):
                return words[:length], rest
    return (), words


def _title_length(words: Sequence[str]) -> int:
    """How many of the first words are a title: all of them when nothing else is there."""
    if len(words) > 1 and (tail_of(words) or words[1] in vocab.ORGANIZATION or (words[0] == "General" and words[1] in ("Electric", "Mills"))):
        return 0
    place = length = 0
    while place < len(words):
        word = lowered(words[place])
        if word in vocab.TITLES:
            length = place + 1
            if length < len(words) and words[length] in ("of", "for"):
                place = length
                while place + 1 < len(words) and (words[place + 1] in vocab.DEPARTMENTS or words[place + 1] in ("and", "the")):
                    place += 1
                length = place + 1
        elif word not in vocab.MODIFIERS:
            break
        place += 1
    return length
