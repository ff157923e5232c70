"""theme.toml: what a theme says of itself, as a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from typing import Final

from briefgen import __version__, options, toml
from briefgen.options import Option
from briefgen.problem import Problem, Unreadable

_TEXTS: Final = ("name", "version", "description", "licence", "author", "homepage")
"""What is there for people alone."""
KEYS: Final = (*_TEXTS, "extends", "briefgen", "options", "bundles")


@dataclass(frozen=True, slots=True)
class Described:
    """A theme's description of itself."""

    file: str
    """As whoever edits it knows it."""
    source: str
    description: str
    version: str
    extends: str | None
    """The theme's name that stands behind it, '' for none; None when it does not say."""
    options: tuple[Option, ...]
    bundles: tuple[tuple[str, tuple[str, ...]], ...]
    """Paths below `static/`, with the paths below it of what each is made of."""

    def place_of(self, *keys: str) -> Problem:
        """Where these keys stand, as the beginning of a problem."""
        line = toml.place_of(self.source, *keys)
        return Problem(self.file, line, "", quote=toml.line(self.source, line))


def read(data: bytes, file: str) -> Described:
    """What a theme.toml says. Raises Unreadable with all that is wrong with it, and when the theme suits another version of briefgen."""
    source, table = toml.read(data, file)
    wrong: list[_Wrong] = [((key,), f"unknown key {key!r}", toml.known(key, KEYS)) for key in table if key not in KEYS]
    texts = [key for key in (*_TEXTS, "extends", "briefgen") if not isinstance(table.get(key, ""), str)]
    wrong += [((key,), f"{key}: {toml.shown(table[key])} is not text", "put it in quotes") for key in texts]
    wrong += _versions(table.get("briefgen", ""))
    found = _options(table.get("options", {}), wrong)
    bundles = _bundles(table.get("bundles", {}), wrong)
    if wrong:
        raise Unreadable(*sorted(_problem(file, source, *one) for one in wrong))
    extends = table.get("extends")
    return Described(
        file=file,
        source=source,
        description=str(table.get("description", "")),
        version=str(table.get("version", "")),
        extends=None if extends is None else str(extends),
        options=tuple(found),
        bundles=tuple(sorted(bundles.items())),
    )


_Wrong = tuple[tuple[str, ...], str, str]
"""Keys that lead to what is wrong, a message and a hint."""


def _problem(file: str, source: str, keys: tuple[str, ...], message: str, hint: str) -> Problem:
    line = toml.place_of(source, *keys)
    return Problem(file, line, message, hint, toml.line(source, line))


def _versions(wanted: object) -> list[_Wrong]:
    if not isinstance(wanted, str):
        return []
    for part in filter(None, map(str.strip, wanted.split(","))):
        found = _CONDITION.fullmatch(part)
        if not found:
            return [(("briefgen",), f"briefgen: {part!r} is no condition on a version", "write them like '>=0.1, <1'")]
        if not _COMPARED[found[1]](_numbers(__version__), _numbers(found[2])):
            message = f"the theme is for briefgen {wanted}, and this is {__version__}"
            return [(("briefgen",), message, "take another version of the theme, or if it works all the same change this line")]
    return []


_CONDITION: Final = re.compile(r"(>=|<=|>|<|==|!=)\s*(\d+(?:\.\d+)*)")
_COMPARED: Final[Mapping[str, Callable[[list[int], list[int]], bool]]] = {">=": ge, "<=": le, ">": gt, "<": lt, "==": eq, "!=": ne}


def _numbers(version: str) -> list[int]:
    """A version's numbers, without zeros at its end: 1.0 is 1."""
    found = [int(part) for part in re.findall(r"\d+", re.match(r"[\d.]*", version)[0])]  # type: ignore[index]  # it matches always
    while found and not found[-1]:
        found.pop()
    return found


def _options(given: object, wrong: list[_Wrong]) -> list[Option]:
    if not isinstance(given, dict):
        wrong.append((("options",), "options: not a table", _example("footer", None)))
        return []
    found = []
    for name, value in given.items():
        try:
            found.append(_option(name, value))
        except ValueError as error:
            wrong.append((("options", name), f"option {name!r}: {error}", _example(name, value)))
    return found


def _example(name: str, given: object) -> str:
    """How an option of this name is written, of the type that it is to have as far as that can be told."""
    kind = given.get("type") if isinstance(given, dict) else None
    if not isinstance(kind, str) or kind not in options.KINDS:
        kind = "text"
    name = name if options.NAME.fullmatch(name) and name != "name" else "footer"
    choices = ', choices = ["one", "other"]' if kind == "choice" else ""
    default = '""' if kind == "text" else options.EXAMPLES[kind]
    return f'write it like: {name} = {{ type = "{kind}", default = {default}{choices}, about = "What it does." }}'


_FIELDS: Final = ("type", "default", "choices", "about")


def _option(name: str, given: object) -> Option:
    """Raises ValueError with what is wrong with it."""
    if not options.NAME.fullmatch(name) or name == "name":
        raise ValueError("a name is of small letters, digits and '_', and not 'name' itself")
    if not isinstance(given, dict):
        raise ValueError("not a table")
    for key in given:
        if key not in _FIELDS:
            raise ValueError(f"unknown key {key!r}: {toml.known(key, _FIELDS)}")
    kind, choices, about = given.get("type"), given.get("choices", []), given.get("about", "")
    if not isinstance(kind, str) or kind not in options.KINDS:
        raise ValueError(f"its type is {toml.shown(kind) if kind is not None else 'not told'}, and not one of {', '.join(options.KINDS)}")
    if not isinstance(choices, list) or not all(isinstance(one, str) for one in choices) or bool(choices) != (kind == "choice"):
        raise ValueError("choices are a list of texts, which an option of the type 'choice' has, and no other")
    if not isinstance(about, str):
        raise ValueError("what it is about is not text")
    if "default" not in given:
        raise ValueError("it has no default")
    made = Option(name, kind, None, tuple(choices), about)
    return made._replace(default=options.value_of(made, given["default"]))


def _bundles(given: object, wrong: list[_Wrong]) -> dict[str, tuple[str, ...]]:
    hint = 'write it as lines like "all.js" = ["one.js", "two.js"]'
    if not isinstance(given, dict):
        wrong.append((("bundles",), "[bundles]: not a table", hint))
        return {}
    found = {}
    for path, parts in given.items():
        if not isinstance(parts, list) or not parts or not all(isinstance(part, str) for part in parts):
            wrong.append((("bundles", path), f"[bundles]: {path!r} is not a list of files", hint))
        else:
            found[path] = tuple(parts)
    return found
