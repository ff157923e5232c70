"""What stylesheets refer to: found, and other addresses put in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final


def styled(data: bytes, named: Sequence[tuple[str, str]]) -> bytes:
    """A stylesheet with other addresses in it."""
    places = dict(named)

    def put(found: re.Match[str]) -> str:
        if found.lastgroup is None:
            return found[0]
        start, end = found.span(found.lastgroup)
        written = found.string[start:end]
        return found.string[found.start() : start] + places.get(written, written) + found.string[end : found.end()]

    return _REFERENCE.sub(put, data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def references(data: bytes) -> list[tuple[int, str]]:
    """What a stylesheet refers to with `url(…)` and `@import "…"`, as it writes it, each with its line."""
    text = data.decode("utf-8", "surrogateescape")
    return [(text.count("\n", 0, one.start()) + 1, one[one.lastgroup]) for one in _REFERENCE.finditer(text) if one.lastgroup]


_REFERENCE: Final = re.compile(
    r"""
    /\*.*?\*/                                                  # a comment,
    | @import\s+(?:"(?P<a>[^"\n]*)"|'(?P<b>[^'\n]*)')
    | url\(\s*(?:"(?P<c>[^"\n]*)"|'(?P<d>[^'\n]*)'|(?P<e>[^"'()\s]+))\s*\)
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'               # or a text, in which nothing is an address
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
