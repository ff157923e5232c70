"""briefgen.toml: what an archive's owner decides, as a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen import files, toml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefgen.model import Plain
    from briefgen.problem import Problem, Unreadable

NAME = "briefgen.toml"


class Config(NamedTuple):
    """The keys of briefgen.toml, with their defaults. No dataclass: every command reads it first, and `dataclasses` is slow to import."""

    title: str = "Briefing archive"
    description: str = ""
    base_url: str = ""
    """'https://host/path/' (it always ends in '/'), or '' when the site's address is not known or does not matter."""
    language: str = "en"
    theme: str = "briefing"
    per_page: int = 50
    search: bool = True
    """Whether the site has a search page and its index."""
    facts: bool = True
    """Whether events' pages tell what is read out of the articles: names, figures, quotations, what happened."""
    executor: str = ""
    """'package.module:name' of a function that returns a `concurrent.futures.Executor`, over which work is mapped; '' for processes
    of this machine."""
    outlets: tuple[tuple[str, str], ...] = ()
    """Host names and the outlets whose they are, from `[outlets]`."""
    theme_options: tuple[tuple[str, Plain], ...] = ()


def find(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds a briefgen.toml."""
    return next((folder for folder in files.folders_above(start) if files.exists(folder / NAME)), None)


def load(root: Path) -> Config:
    """The archive's configuration. Raises Unreadable with all that is wrong with it, one problem after the other."""
    data = files.read_or_none(root / NAME)
    if data is None:
        hint = "run 'briefgen new DIR' to make an archive, or name one with -C DIR"
        raise _unreadable(_problem(0, f"there is no {NAME} in this folder or above it", hint))
    return parse(data)


def parse(data: bytes) -> Config:
    """See `load`."""
    source, table = toml.read(data, NAME)
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for key, value in table.items():
        line = toml.line_of(source, key)
        if key not in _READERS:
            problems.append(_problem(line, f"unknown key {key!r}", toml.known(key, _READERS), toml.line(source, line)))
            continue
        try:
            values[key] = _READERS[key](value)
        except ValueError as error:
            problems.append(_problem(line, f"{key}: {error}", quote=toml.line(source, line)))
    if problems:
        raise _unreadable(*sorted(problems))
    return Config(**values)  # type: ignore[arg-type]  # each reader returns its field's type


def _problem(line: int, message: str, hint: str = "", quote: str = "") -> Problem:
    from briefgen.problem import Problem

    return Problem(NAME, line, message, hint, quote)


def _unreadable(*problems: Problem) -> Unreadable:
    from briefgen.problem import Unreadable

    return Unreadable(*problems)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text; put it in quotes")
    return value


def _address(value: object) -> str:
    from urllib.parse import urlsplit

    text = _text(value).strip()
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s?#\"<>\\\x00-\x1f\x7f]", text):
        raise ValueError(f"{text!r} is not the address of a site; write it like 'https://example.org/briefings/'")
    return text if text.endswith("/") else text + "/"


def _language(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise ValueError(f"{text!r} is not a language; write a tag like 'en' or 'pt-BR'")
    return text


def _page_size(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise ValueError(f"{value!r} is not a whole number from 1 to 1000")
    return value


def _whether(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _factory(value: object) -> str:
    text = _text(value)
    module, colon, name = text.partition(":")
    if text and not (colon and all(part.isidentifier() for part in (*module.split("."), name))):
        raise ValueError(f"{text!r} names no function; write it like 'package.module:name'")
    return text


def _outlets(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value.values()):
        raise ValueError('write it as a table: [outlets] and below it lines like "example.org" = "The Example"')
    return tuple(sorted((host.lower().removeprefix("www."), name) for host, name in value.items()))


def _options(value: object) -> tuple[tuple[str, Plain], ...]:
    if not isinstance(value, dict):
        raise ValueError("write it as a table: [theme_options]")
    return tuple(sorted((key, _plain(item)) for key, item in value.items()))


def _plain(value: object) -> Plain:
    if isinstance(value, list):
        return tuple(_plain(item) for item in value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise ValueError(f"{value} is too large a number; write it in quotes")
    return value if isinstance(value, (str, int, float, bool)) else str(value)


_LARGEST = 2**63


_READERS: dict[str, Callable[[object], object]] = {
    "title": _text,
    "description": _text,
    "base_url": _address,
    "language": _language,
    "theme": _text,
    "per_page": _page_size,
    "search": _whether,
    "facts": _whether,
    "executor": _factory,
    "outlets": _outlets,
    "theme_options": _options,
}

KEYS = tuple(_READERS)
