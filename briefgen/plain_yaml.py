"""YAML of the plainest kind, as ingest writes it: lines of 'key: value', with lists of texts and a level of keys below a key.

It is read without a parser. What is not surely of this kind is declined, for libyaml, which knows all that YAML is; what is read says
just what that would say, and nothing is read that it would refuse.
"""

from __future__ import annotations

import re
from typing import Final

from briefgen.model import Plain


def entries(text: str) -> dict[str, tuple[int, Plain]] | None:
    """Each key's line, counted from 0, and its value as it was written; None where the text is not all of the plainest kind."""
    if not text.replace("\n", "").isprintable():  # tabs, line ends of other kinds, marks that are no text
        return None
    found: dict[str, tuple[int, Plain]] = {}
    line = end = 0
    while entry := _ENTRY.match(text, end):
        key, written, below = entry.groups()
        value = _scalar(written) if written else _collection(below) if below else ""
        if value is None or key in found:
            return None
        found[key] = line, value
        line += 1 + below.count("\n") if below else 1
        end = entry.end()
    return found if end == len(text) else None


_NAME: Final = r"[A-Za-z_][0-9A-Za-z_-]{0,63}"
_ENTRY: Final = re.compile(rf"({_NAME}):(?: (.+)\n|\n((?:- .+\n)+|(?:  .+\n)+)?)")
_ITEM: Final = re.compile(r"(?:  )?- (.+)")
_BELOW: Final = re.compile(rf"  ({_NAME}): (.+)")

_INDICATORS: Final = frozenset(" -?:,[]{}#&*!|>%@`")
_SINGLE: Final = re.compile(r"'((?:[^']|'')*)'")
_DOUBLE: Final = re.compile(r'"([^"\\]*)"')
_NULLS: Final = ("~", "null", "Null", "NULL")


def _scalar(written: str) -> str | None:
    first = written[0]
    if first == "'":
        single = _SINGLE.fullmatch(written)
        return single[1].replace("''", "'") if single else None
    if first == '"':
        double = _DOUBLE.fullmatch(written)
        return double[1] if double else None
    if first in _INDICATORS or written[-1] in ": " or ": " in written or " #" in written:
        return None
    return "" if written in _NULLS else written


def _collection(below: str) -> Plain:
    """The texts of a list, or the texts by key; None where it is neither."""
    lines = below.splitlines()
    items = [_scalar(item[1]) for line in lines if (item := _ITEM.fullmatch(line))]
    if items:
        texts = tuple(text for text in items if text is not None)
        return texts if len(texts) == len(lines) else None
    pairs = {pair[1]: _scalar(pair[2]) for line in lines if (pair := _BELOW.fullmatch(line))}
    named = {key: text for key, text in pairs.items() if text is not None}
    return {**named} if len(named) == len(lines) else None
