"""content/ as ingest knows it: every article but for its text, each file read anew only where its stamp has changed.

A new article is compared with all others by what `recall` has worked out of them. Their texts stay in their files.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, get_type_hints

import msgspec
from msgspec import Struct

from briefgen import archive, content, files, shelf, stamps, standing, wanted
from briefgen.archive import CONTENT, Loaded
from briefgen.model import Article, Event
from briefgen.problem import Problem, Unreadable
from briefgen.shelf import Shelf

STEP: Final = "inventory"
_LEFT_OUT: Final = ("body", "extra")


@dataclass(frozen=True, slots=True)
class Inventory:
    """What content/ holds."""

    root: Path
    loaded: Loaded
    """As `archive.load` has it, but for the bodies and unknown keys of articles, what people wrote of events, and text pages."""
    texts: Mapping[str, bytes]
    """What tells each article's title and body from others, by path, see `digest_of`."""

    def body(self, path: str) -> str:
        """An article's Markdown, as its file has it now; '' where that cannot be read any more."""
        try:
            return content.read_article(path, files.read(self.root / CONTENT / path))[0].body
        except (OSError, Unreadable):
            return ""


class _Row(Struct, frozen=True, array_like=True, gc=False):
    """What reading a file came to."""

    article: bytes = b""
    """The fields of `_ARTICLE`, packed; nothing for what is no article."""
    text: bytes = b""
    event: tuple[str, str, str, tuple[str, ...]] | None = None
    """Slug, path, title and aliases."""
    problems: tuple[Problem, ...] = ()
    is_read: bool = True


def load(root: Path, kept: Shelf) -> Inventory:
    """Every article and event below `content/`. A file that cannot be read is a problem, and the others are loaded. Raises OSError when a
    folder cannot be listed."""
    now = standing.fresh(os.fspath(root), CONTENT).stamps()
    rows = kept.all(STEP)
    paths = sorted(path for path in now if content.is_text(path))
    kept.forget(STEP, rows.keys() - set(paths))
    found: dict[str, _Row] = {}
    for path in paths:
        stamp, old = now[path], rows.get(path)
        row = _unpacked(old.value) if old is not None and old.key == stamp != stamps.NONE else None
        if row is None:
            row = _read(root, path)
            if row.is_read:  # what hinders reading may go away without the file's stamp telling
                kept.put(STEP, path, stamp, _PACK(row))
        found[path] = row
    return _inventory(root, found)


def _inventory(root: Path, rows: Mapping[str, _Row]) -> Inventory:
    articles = [_article_of(row.article) for row in rows.values() if row.article]
    events = [Event(slug, path, title, aliases=aliases) for slug, path, title, aliases in (row.event for row in rows.values() if row.event)]
    problems = [*(problem for row in rows.values() for problem in row.problems), *archive.same_slug(articles), *archive.same_slug(events)]
    articles.sort(key=lambda article: (article.date, article.slug, article.path))
    unread = tuple(path for path, row in rows.items() if not row.is_read)
    loaded = Loaded(tuple(articles), tuple(events), tuple(problems), unread, wanted.read(root / CONTENT))
    return Inventory(root, loaded, {path: row.text for path, row in rows.items() if row.text})


def _read(root: Path, path: str) -> _Row:
    one, problems, is_read = archive.opened(root, path)
    match one:
        case Article():
            return _Row(_PACK([getattr(one, name) for name in _ARTICLE]), digest_of(one.title, one.body), problems=problems)
        case Event():
            return _Row(event=(one.slug, one.path, one.title, one.aliases), problems=problems)
    return _Row(problems=problems, is_read=is_read)


def digest_of(title: str, body: str) -> bytes:
    """What tells an article's words from any other's."""
    return shelf.digest(title.encode(), body.encode())


def _unpacked(data: bytes) -> _Row | None:
    """What `_read` gave; None for what it cannot have given: a shelf from elsewhere may hold anything."""
    try:
        row = _ROW.decode(data)
        if row.article:
            _FIELDS.decode(row.article)
    except msgspec.DecodeError:
        return None
    return row


def _article_of(packed: bytes) -> Article:
    return Article(**dict(zip(_ARTICLE, _FIELDS.decode(packed), strict=True)), body="")


_ARTICLE: Final = tuple(one.name for one in fields(Article) if one.name not in _LEFT_OUT)
_HINTS: Final = get_type_hints(Article)
_PACK: Final = msgspec.msgpack.Encoder().encode
_ROW: Final = msgspec.msgpack.Decoder(_Row)
_FIELDS: Final[msgspec.msgpack.Decoder[Any]] = msgspec.msgpack.Decoder(tuple[tuple(_HINTS[name] for name in _ARTICLE)])  # type: ignore[misc]  # known when it runs
