"""Which lines of a page are its article's text, by the text that people recorded."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from briefgen.text import words

_RUN: Final = 3
"""Words in a row that must be the same to count whole; fewer may be chance, and count for a third."""


def of_article(lines: Sequence[str], body: str) -> list[bool]:
    """For each line whether half of its words or more stand in the body, in the same order."""
    split = [words(line) for line in lines]
    owners = [number for number, line in enumerate(split) for _ in line]
    hits = [0.0] * len(split)
    matcher = SequenceMatcher(None, [word for line in split for word in line], words(body), autojunk=False)
    for start, _, length in matcher.get_matching_blocks():
        for owner in owners[start : start + length]:
            hits[owner] += 1 if length >= _RUN else 1 / 3
    return [bool(line) and hit >= len(line) / 2 for line, hit in zip(split, hits, strict=True)]
