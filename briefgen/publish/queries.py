"""queries.toml as values: queries, with the articles that they must find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from briefgen import toml
from briefgen.problem import Problem

NAME: Final = "queries.toml"
WITHIN: Final = 10
"""Among so many results an article has to be, where nothing else is said."""
_TABLE: Final = "query"
_HOW: Final = "write each query below a line '[[query]]'"
_HEADER: Final = re.compile(rf"\s*\[\s*\[\s*[\"']?{_TABLE}[\"']?\s*\]\s*\]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file."""

    line: int
    """0 when it cannot be told."""
    quote: str
    """The line itself."""

    def problem(self, message: str, hint: str = "") -> Problem:
        """What is wrong there."""
        return Problem(NAME, self.line, message, hint, self.quote)


@dataclass(frozen=True, slots=True)
class Query:
    """A query, and what it must find."""

    ask: str
    finds: tuple[str, ...]
    """Articles' slugs."""
    place: Place
    """Of what it must find."""
    within: int = WITHIN
    """Among so many results."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the file: a query, or all of it."""

    source: str
    start: int
    """The line with which it begins; 0 when it cannot be told."""
    end: int | None
    """That with which the next one does."""

    def place(self, key: str) -> Place:
        """Where a key stands, or else where the part begins."""
        line = (key and toml.line_of(self.source, key, self.start + 1, self.end)) or self.start
        return Place(line, toml.line(self.source, line))


def parse(data: bytes) -> tuple[list[Query], list[Problem]]:
    """The queries that can be asked, and what is wrong with the others. Raises Unreadable for what is no TOML."""
    source, table = toml.read(data, NAME)
    whole = _Part(source, 0, None)
    problems = [whole.place(key).problem(f"unknown key {key!r}", _HOW) for key in table if key != _TABLE]
    found = table.get(_TABLE, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return [], [*problems, whole.place(_TABLE).problem(f"{_TABLE!r} is no list of tables", _HOW)]
    queries: list[Query] = []
    for part, one in zip(_parts(source, len(found)), found, strict=True):
        query, wrong = _query(part, one)
        queries += [query] if query else []
        problems += wrong
    return queries, problems


def _parts(source: str, many: int) -> Iterator[_Part]:
    """Where each query stands. They may also be written as one list of tables: then it is that for all."""
    starts = [number for number, line in enumerate(source.splitlines(), 1) if _HEADER.match(line)]
    if len(starts) != many:
        line = toml.line_of(source, _TABLE)
        return (_Part(source, line, line + 1) for _ in range(many))
    return (_Part(source, start, end) for start, end in zip(starts, [*starts[1:], None], strict=False))


def _query(part: _Part, table: Mapping[str, object]) -> tuple[Query | None, list[Problem]]:
    problems = [part.place(key).problem(f"unknown key {key!r}", toml.known(key, _READERS)) for key in table if key not in _READERS]
    problems += [part.place("").problem(f"no {key}", hint) for key, hint in _NEEDED.items() if key not in table]
    values: dict[str, object] = {}
    for key in table.keys() & _READERS.keys():
        try:
            values[key] = _READERS[key](table[key])
        except ValueError as error:
            problems.append(part.place(key).problem(f"{key}: {error}"))
    if problems:
        return None, problems
    return Query(place=part.place("finds"), **values), []  # type: ignore[arg-type]  # each reader returns its field's type


def _ask(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is no query; write it in quotes")
    return value


def _finds(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise ValueError(f'{value!r} is no list of articles; write it like ["2024-03-01-walkout"]')
    return tuple(value)


def _within(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{value!r} is not a whole number from 1 on")
    return value


_READERS: Final[dict[str, Callable[[object], object]]] = {"ask": _ask, "finds": _finds, "within": _within}
_NEEDED: Final = {"ask": "add a line like 'ask = \"harbour strike\"'", "finds": "add a line like 'finds = [\"2024-03-01-walkout\"]'"}
