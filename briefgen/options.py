"""A theme's options: which it takes, and what an archive says of them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from briefgen import toml
from briefgen.model import Plain

NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


class Option(NamedTuple):
    """Something that an archive may decide about a theme."""

    name: str
    kind: str
    """One of KINDS."""
    default: Plain
    choices: tuple[str, ...] = ()
    """Of kind 'choice', what it may be."""
    about: str = ""
    """What it does, for people."""


def value_of(option: Option, value: object) -> Plain:
    """The value as templates get it. Raises ValueError with what it should be."""
    return KINDS[option.kind](option, value)


def _text(_: Option, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{toml.shown(value)} is not text")
    return value


def _number(_: Option, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{toml.shown(value)} is not a number")
    if not -_LARGEST < value < _LARGEST:
        raise ValueError(f"{value} is not a number that can be worked with")
    return value


def _switch(_: Option, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{toml.shown(value)} is neither true nor false")
    return value


def _choice(option: Option, value: object) -> str:
    if value not in option.choices:
        raise ValueError(f"{toml.shown(value)} is not one of {', '.join(map(repr, option.choices))}")
    return str(value)


def _list(_: Option, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{toml.shown(value)} is not a list of texts")
    return tuple(value)


def _colour(_: Option, value: object) -> str:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise ValueError(f"{toml.shown(value)} is not a colour")
    return value.lower()


_LARGEST: Final = 2**53
_COLOUR: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

KINDS: Final[Mapping[str, Callable[[Option, object], Plain]]] = {
    "text": _text,
    "number": _number,
    "switch": _switch,
    "choice": _choice,
    "list": _list,
    "colour": _colour,
}
"""What an option may be, each with what reads it."""
EXAMPLES: Final[Mapping[str, str]] = {
    "text": '"a text in quotes"',
    "number": "3",
    "switch": "true",
    "choice": '"one"',
    "list": '["one", "two"]',
    "colour": '"#1a7f5a"',
}
"""How a value of each kind is written."""


def chosen(options: Iterable[Option], given: Iterable[tuple[str, object]]) -> tuple[dict[str, Plain], list[tuple[str, str, str]]]:
    """The value of every option: what is given, or its default. And what is wrong with what is given: each time its name, a message and
    a hint."""
    known = {option.name: option for option in options}
    values = {name: option.default for name, option in sorted(known.items())}
    wrong: list[tuple[str, str, str]] = []
    for name, value in given:
        if name not in known:
            wrong.append((name, f"the theme has no option {name!r}", _meant(name, known)))
            continue
        try:
            values[name] = value_of(known[name], value)
        except ValueError as error:
            wrong.append((name, f"{name}: {error}", _instead(known[name], value)))
    return values, wrong


def _instead(option: Option, value: object) -> str:
    """What to write in place of a value that cannot be."""
    close = difflib.get_close_matches(value, option.choices, n=1) if isinstance(value, str) else []
    if close:
        return f"did you mean {close[0]!r}?"
    if option.kind == "switch":
        return f"write {option.name} = true, or false"
    example = toml.written(option.choices[0]) if option.choices else EXAMPLES[option.kind]
    if option.kind == "text":
        example = toml.written(toml.shown(value))
    return f"{_ASKED[option.kind]}: {option.name} = {example}"


_ASKED: Final[Mapping[str, str]] = {
    "text": "put it in quotes",
    "number": "write a number, without quotes",
    "choice": "write one of these",
    "list": "write texts in brackets",
    "colour": "write a colour",
}


def _meant(name: str, known: Mapping[str, Option]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"its options are {', '.join(known)}" if known else "it has none"
