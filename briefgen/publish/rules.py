"""The files `_headers` and `_redirects`, by which some hosts go, as values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple


class Rule(NamedTuple):
    """What `_headers` says of the paths that are like this one."""

    path: str
    """From the host's root on; '*' stands for anything and ':name' for anything without a slash."""
    headers: tuple[tuple[str, str], ...]
    line: int


class Redirect(NamedTuple):
    """A line of `_redirects`."""

    source: str
    target: str
    text: str
    """The line itself."""
    line: int

    @property
    def is_dynamic(self) -> bool:
        """Whether it is of many addresses."""
        return "*" in self.source or "/:" in self.source


def headers(text: str) -> tuple[Rule, ...]:
    """The rules of a file `_headers`: a line for the path and, indented below it, one for each header. Lines that are neither are passed over."""
    found: list[Rule] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, colon, value = line.strip().partition(":")
        if not line[0].isspace():
            found.append(Rule(line.strip(), (), number))
        elif found and colon:
            found[-1] = found[-1]._replace(headers=(*found[-1].headers, (name.strip(), value.strip())))
    return tuple(found)


def redirects(text: str) -> tuple[Redirect, ...]:
    """The rules of a file `_redirects`: source, target and perhaps a code, with white space between."""
    lines = ((number, line.strip(), line.split()) for number, line in enumerate(text.splitlines(), 1))
    return tuple(Redirect(words[0], words[1], line, number) for number, line, words in lines if len(words) > 1 and not line.startswith("#"))


def headers_for(rules: Iterable[Rule], path: str) -> dict[str, str]:
    """The headers of a path, from the host's root on, by their names in small letters. What several rules say of one is joined with commas."""
    found: dict[str, str] = {}
    for rule in rules:
        if _pattern(rule.path).fullmatch(path):
            for name, value in rule.headers:
                key = name.lower()
                found[key] = f"{found[key]}, {value}" if key in found else value
    return found


@cache
def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\*|:[A-Za-z]\w*)", path)
    return re.compile("".join(".*" if part == "*" else "[^/]+" if part.startswith(":") else re.escape(part) for part in parts))
