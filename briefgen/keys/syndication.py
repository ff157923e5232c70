"""Which feeds an archive has, and what is in them: the table `feeds` of briefgen.toml."""

from __future__ import annotations

from typing import NamedTuple

from briefgen import toml
from briefgen.keys import given

FORMATS = ("atom", "rss", "json")
"""What a feed may be written in, in the order in which pages name them."""
LISTS = ("events", "outlets", "authors", "tags")
"""What there are lists of that may have feeds of their own."""
TEXTS = ("summary", "full")
LONGEST = 1000


class Feeds(NamedTuple):
    """What the key `feeds` says. No dataclass, as in `config`."""

    length: int = 50
    """How many articles a feed has at most."""
    formats: tuple[str, ...] = FORMATS
    """Of FORMATS, in their order; without any there are no feeds."""
    lists: tuple[str, ...] = LISTS
    """Of LISTS, in their order: each list of these has feeds beside its page. The archive's own are there in any case."""
    text: str = "summary"
    """'summary', or 'full' for as much of each article as its rights allow."""


def feeds(value: object) -> Feeds:
    """The key `feeds`: a table, or `false` for none at all. Raises ValueError."""
    if value is False:
        return Feeds(formats=())
    found = given.table(value, {"length": _length, "formats": _formats, "lists": _lists, "text": _text}, "[feeds] and below it length = 20")
    return Feeds(**found)  # type: ignore[arg-type]  # each reader returns its field's type


def _length(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LONGEST:
        raise ValueError(f"{toml.shown(value)} is not a whole number from 1 to {LONGEST}", "write it like length = 20")
    return value


def _formats(value: object) -> tuple[str, ...]:
    return _among(value, FORMATS, "the formats")


def _lists(value: object) -> tuple[str, ...]:
    return _among(value, LISTS, "the lists")


def _among(value: object, known: tuple[str, ...], called: str) -> tuple[str, ...]:
    """Those that are named, in the order that they have."""
    named = given.texts(value)
    for one in named:
        if one not in known:
            raise ValueError(f"there is no {one!r}", toml.known(one, known, called))
    return tuple(one for one in known if one in named)


def _text(value: object) -> str:
    if value not in TEXTS:
        raise ValueError(f'{toml.shown(value)} is neither "summary" nor "full"', 'write it like text = "full"')
    return str(value)
