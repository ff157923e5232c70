"""The index's files as they were written: scripts that hand over JSON, opened and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias, TypeVar

import msgspec
from msgspec import Struct

Load: TypeAlias = Callable[[str], object]
"""What a file of the index hands over, by the file's name without folder and ending. Raises Damaged."""

_T = TypeVar("_T")


class Unsearchable(Exception):
    """Raised where an index cannot be read: `name` is the file concerned."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class OtherVersion(Unsearchable):
    """Raised for an index of a format that this briefgen does not know."""


class Damaged(Unsearchable):
    """Raised for a file of the index that is missing, or that is not what it should be."""


class Contents(Struct, frozen=True):
    """`index.js`."""

    articles: int
    firsts: tuple[str, ...]
    words: str
    positions: str
    spelling: tuple[str, ...]
    texts: str
    sizes: str
    columns: dict[str, tuple[str, ...]]


class Words(Struct, frozen=True):
    """A word shard."""

    words: str
    cuts: str
    same: tuple[tuple[int, ...], ...]
    docs: tuple[str, ...]
    elsewhere: dict[str, tuple[str, ...]] = {}
    sections: dict[str, str] = {}


Positions: TypeAlias = tuple[tuple[str | tuple[tuple[int, str], ...], ...], ...]
"""A position shard."""


class Spellings(Struct, frozen=True):
    """A spelling file."""

    words: str
    common: str


class Articles(Struct, frozen=True):
    """A file of the column 'articles'."""

    lengths: str
    days: str
    copies: str


class Names(Struct, frozen=True):
    """A file of another column."""

    names: tuple[tuple[str, str], ...]
    values: str


class Record(Struct, frozen=True, array_like=True):
    """An article as a page shows it, in a file of texts."""

    title: str
    address: str
    """Relative to the site's root, not percent-encoded."""
    date: str
    outlet: str
    authors: tuple[str, ...]
    text: str
    lang: str
    """'' for the archive's own."""


def loader(read: Callable[[str], bytes | None]) -> Load:
    """Loads the files of an index. `read` gives a file's bytes, or None where there is none."""

    def load(name: str) -> object:
        data = read(f"{name}.js")
        if data is None:
            raise Damaged(name, "is missing")
        start, end = data.find(b",") + 1, data.rfind(b")")
        try:
            return msgspec.json.decode(data[start:end])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Damaged(name, f"is damaged: {error}") from error

    return load


def opened(load: Load, name: str, kind: type[_T]) -> _T:
    """What a file hands over. Raises Damaged where it is something else."""
    return checked(load(name), name, kind)


def checked(data: object, name: str, kind: type[_T]) -> _T:
    """What a file has handed over, once it is known to be that. Raises Damaged."""
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise Damaged(name, f"is damaged: {error}") from error


@contextmanager
def read_from(name: str) -> Iterator[None]:
    """Within this, what goes wrong is that file's fault."""
    try:
        yield
    except (KeyError, IndexError, ValueError) as error:
        raise Damaged(name, f"is damaged: {error!r}") from error


def names_in(joined: str) -> Iterator[str]:
    """The names, of six characters each, in a string of them."""
    return (joined[start : start + 6] for start in range(0, len(joined), 6))
