"""Plural rules in the syntax of Unicode's CLDR (UTS 35, part 3, 'Plural rules syntax'): 'n % 10 = 2..4 and n % 100 != 12..14'."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""In CLDR's order, in which a language's rules are tried; 'other' has none, and takes what they leave."""

Rule: TypeAlias = Callable[[str], bool]
"""Whether a rule holds for a number, which is given as it is written: '1', '1.50'."""

_RELATION: Final = re.compile(r"([nivwftce])\s*(?:%\s*(\d+)\s*)?(!?=)\s*([\d.,\s]+)")
_SAMPLES: Final = re.compile(r"@.*", re.DOTALL)


@lru_cache(maxsize=500)
def rule(text: str) -> Rule:
    """The rule that a text states. Raises ValueError when it states none."""
    alternatives = [[_relation(part) for part in re.split(r"\band\b", one)] for one in re.split(r"\bor\b", _SAMPLES.sub("", text))]

    def holds(number: str) -> bool:
        operands = _operands(number)
        return any(all(one(operands) for one in parts) for parts in alternatives)

    return holds


def category(rules: Mapping[str, str], number: str) -> str:
    """The category of a number, as it is written, by a language's rules."""
    return _category(tuple(rules.items()), number)


@lru_cache(maxsize=5_000)
def _category(rules: tuple[tuple[str, str], ...], number: str) -> str:
    stated = dict(rules)
    return next((name for name in CATEGORIES if name in stated and rule(stated[name])(number)), "other")


_Operands: TypeAlias = dict[str, float]


def _operands(number: str) -> _Operands:
    whole, _, fraction = number.removeprefix("-").partition(".")
    significant = fraction.rstrip("0")
    return {
        "n": float(f"{whole}.{fraction or 0}"),
        "i": int(whole),
        "v": len(fraction),
        "w": len(significant),
        "f": int(fraction or 0),
        "t": int(significant or 0),
        "c": 0,  # nothing is written in powers of ten
        "e": 0,
    }


def _relation(text: str) -> Callable[[_Operands], bool]:
    found = _RELATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text.strip()!r} is no relation; write one like 'n % 10 = 2..4'")
    operand, modulus, sign, listed = found.groups()
    ranges = [_range(part.strip()) for part in listed.split(",")]
    divisor = int(modulus) if modulus else 0
    if modulus and not divisor:
        raise ValueError(f"{text.strip()!r} divides by nothing")

    def holds(operands: _Operands) -> bool:
        value = operands[operand] % divisor if divisor else operands[operand]
        return any(value == low if low == high else value == int(value) and low <= value <= high for low, high in ranges) == (sign == "=")

    return holds


def _range(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d+)(?:\s*\.\.\s*(\d+))?", text)
    if found is None:
        raise ValueError(f"{text!r} is neither a number nor a range like '2..4'")
    return int(found[1]), int(found[2] or found[1])
