"""Numbers as signs: how the index writes postings and columns, in strings that need no escapes and that gzip well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice, pairwise
from operator import sub
from typing import Final

SIGNS: Final = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
"""The 91 signs, in order."""
_LAST: Final = 60
"""Signs below this end a number;"""
_MORE: Final = len(SIGNS) - _LAST
"""those from it on say that it goes on, in so many ways."""


def number(value: int) -> str:
    """A number from 0 on, in as few signs as it needs: 1 up to 59, 2 up to 1,919, 3 up to 59,579."""
    return _KNOWN[value] if value < len(_KNOWN) else _written(value)


def _written(value: int) -> str:
    signs = ""
    while value >= _LAST:
        value -= _LAST
        signs += SIGNS[_LAST + value % _MORE]
        value //= _MORE
    return signs + SIGNS[value]


_KNOWN: Final = tuple(map(_written, range(4096)))
_STEPS: Final = ("", *_KNOWN)
"""Gaps as they are written, by the difference of two numbers."""


def zigzag(value: int) -> int:
    """An integer as a number from 0 on: 0, -1, 1, -2, 2 are 0, 1, 2, 3, 4."""
    return 2 * value if value >= 0 else -2 * value - 1


def gaps(values: Sequence[int]) -> str:
    """Ascending numbers, at least one: how many less 1, the first, and the gaps between them less 1."""
    head = number(len(values) - 1) + number(values[0])
    if len(values) == 1:
        return head
    if values[-1] < len(_KNOWN):
        return head + "".join(map(_STEPS.__getitem__, map(sub, values[1:], values)))
    return head + "".join([number(after - before - 1) for before, after in pairwise(values)])


def ungapped(signs: str) -> list[int]:
    """What `gaps` was given."""
    rest = islice(numbers(signs), 1, None)
    return list(accumulate(rest, lambda last, gap: last + gap + 1))


def numbers(signs: str) -> Iterator[int]:
    """The numbers in a string of signs."""
    value, factor = 0, 1
    for sign in signs:
        part = _VALUES[sign]
        if part < _LAST:
            yield value + part * factor
            value, factor = 0, 1
        else:
            value += part * factor
            factor *= _MORE


_VALUES: Final = {sign: value for value, sign in enumerate(SIGNS)}


def signed(signs: str) -> Iterator[tuple[int, int]]:
    """The numbers in a string in which each is followed by a sign: each with its sign's value. Raises ValueError where one is missing."""
    value, factor, is_sign_next = 0, 1, False
    for sign in signs:
        part = _VALUES[sign]
        if is_sign_next:
            yield value, part
            value, factor, is_sign_next = 0, 1, False
        else:
            value += part * factor
            factor *= _MORE
            is_sign_next = part < _LAST
    if is_sign_next or factor > 1:
        raise ValueError("a string of numbers and signs ends before its last sign")


def unzigzag(value: int) -> int:
    """What `zigzag` was given."""
    return -(value + 1) // 2 if value % 2 else value // 2
