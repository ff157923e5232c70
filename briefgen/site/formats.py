"""The formats of exports: how articles' entries become a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

import msgspec

from briefgen.site.entries import LATER_TITLES, ROOT, TITLES, Entry, line, row
from briefgen.text import unique


class Later(NamedTuple):
    """What of an article depends on what else is in the archive, or on how much of it may be shown."""

    rights: str
    words: int
    copy_of: str = ""
    """The slug of one that is in the archive too."""
    version_of: str = ""
    markdown: str = ""
    """The address of its Markdown, with ROOT before it."""
    text: str | None = None
    """As much of its text as may be shown, where that was asked for."""


Member: TypeAlias = tuple[Entry, Later]


def written(form: str, members: Iterable[Member], base_url: str = "") -> bytes:
    """A file of these articles, in their order. Addresses are below `base_url`, or below the site's root where there is none."""
    return b"".join(_WRITERS[form](tuple(members))).replace(_MARK, base_url.encode())


_MARK: Final = ROOT.encode()


def _csl(members: Sequence[Member]) -> Iterable[bytes]:
    yield b"["
    for place, (key, entry) in enumerate(_keyed(members)):
        yield b",\n" if place else b"\n"
        yield b'{"id":' + _JSON.encode(key) + b"," + entry.csl
    yield b"\n]\n"


def _bibtex(members: Sequence[Member]) -> Iterable[bytes]:
    for key, entry in _keyed(members):
        yield f"@{entry.kind}{{{key}".encode() + entry.bibtex + b"\n\n"


def _ris(members: Sequence[Member]) -> Iterable[bytes]:
    return (entry.ris for entry, _ in members)


def _csv(members: Sequence[Member]) -> Iterable[bytes]:
    yield BEGINNING + row((*TITLES, *LATER_TITLES)) + b"\r\n"
    for entry, later in members:
        yield entry.csv + b"," + row((later.rights, str(later.words), line(later.copy_of), line(later.version_of))) + b"\r\n"


BEGINNING: Final = "\ufeff".encode()
"""Tells Excel that a file is UTF-8."""


def _jsonl(members: Sequence[Member]) -> Iterable[bytes]:
    for entry, later in members:
        known = {name: value for name, value in later._asdict().items() if value or name not in ("markdown", "text")}
        if later.text is not None:
            known["text"] = later.text
        yield entry.jsonl + b"," + _JSON.encode(known)[1:] + b"\n"


def _keyed(members: Sequence[Member]) -> Iterable[tuple[str, Entry]]:
    """The entries, each with a key of its own: files of one name in two folders have one."""
    taken: set[str] = set()
    for entry, _ in members:
        key = unique(entry.key, taken)
        taken.add(key)
        yield key, entry


_WRITERS: Final[dict[str, Callable[[Sequence[Member]], Iterable[bytes]]]] = {
    "csl": _csl,
    "bibtex": _bibtex,
    "ris": _ris,
    "csv": _csv,
    "jsonl": _jsonl,
}
_JSON: Final = msgspec.json.Encoder()
