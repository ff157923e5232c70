"""What each pure step made of each input, remembered between ingests.

A result is kept under the digest of its step, the code's version and its input. Nothing is ever invalidated: an input that
changed has another key. The store is SQLite with plain bytes in it, never unpickled: a cache from elsewhere must not run code.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import sqlite3
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Final

import briefgen
from briefgen import files


class Memo:
    """Results by key; a context manager, which saves on leaving and forgets what no step asked for since it was opened.

    `path` is its file, which only one kind of work may share. Without one, or where it cannot be opened, it remembers nothing beyond
    its own life: slower, never wrong.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._store = _open(path) if path else _in_memory()
        self._used: set[bytes] = set()
        self._fresh: dict[bytes, bytes] = {}
        self.hits = 0
        self.misses = 0

    def get(self, step: str, given: bytes, make: Callable[[], bytes]) -> bytes:
        """What `step` makes of `given`: remembered, or else made now."""
        key = hashlib.blake2b(f"{step}\0{code_version()}\0".encode() + given, digest_size=16).digest()
        self._used.add(key)
        if key in self._fresh:
            return self._fresh[key]
        value = self._recall(key)
        if value is not None:
            self.hits += 1
            return value
        self.misses += 1
        value = make()
        self._fresh[key] = value
        return value

    def _recall(self, key: bytes) -> bytes | None:
        with contextlib.suppress(sqlite3.Error, ValueError):  # a damaged page of the file: what was in it is made again
            for (value,) in self._store.execute("select value from memo where key = ?", (key,)):
                return _unsealed(value) if isinstance(value, bytes) else None
        return None

    def close(self) -> None:
        """Saves what is new and forgets what was not used. A file that turns out to be damaged goes, so that the next one is whole."""
        damaged = False
        try:
            self._save()
        except sqlite3.OperationalError:  # locked for long, or no room: then nothing new is remembered
            pass
        except (sqlite3.DatabaseError, ValueError):
            damaged = True
        self._store.close()
        if damaged and self._path:
            files.remove(self._path)

    def _save(self) -> None:
        if not self._used:  # there was nothing to do, which says nothing of what will be asked for next time
            return
        with self._store:
            self._store.executemany("insert or replace into memo values (?, ?)", ((key, _sealed(value)) for key, value in self._fresh.items()))
            old = {bytes(row[0]) for row in self._store.execute("select key from memo")} - self._used
            self._store.executemany("delete from memo where key = ?", ((key,) for key in old))

    def __enter__(self) -> Memo:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None:
            self.close()
        else:
            self._store.close()


@cache
def code_version() -> str:
    """A digest of briefgen's own source and of what it stands on, so that a result of older code is never taken for one of this."""
    package = Path(briefgen.__file__).parent
    source = [files.read(package / path) for path in files.scan(package, (".py", ".gz", ".json"))]
    below = [sys.version, *(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)]
    return files.digest(b"\0".join([*source, *(text.encode() for text in below)]))


def _sealed(value: bytes) -> bytes:
    """The value behind its digest, so that a disk that went bad, or a hand in the file, is noticed."""
    return hashlib.blake2b(value, digest_size=_SEAL).digest() + value


def _unsealed(stored: bytes) -> bytes | None:
    return stored[_SEAL:] if stored == _sealed(stored[_SEAL:]) else None


_SEAL: Final = 8
_LIBRARIES: Final = (
    "jinja2",
    "lxml",
    "imagesize",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "msgspec",
    "python-slugify",
    "pyyaml",
    "trafilatura",
)
"""What remembered results were made with."""

_TABLE: Final = "create table if not exists memo (key blob primary key, value blob not null) without rowid"


def _open(path: Path) -> sqlite3.Connection:
    """The store in this file, which is made anew when it is damaged; one in memory where there can be none."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _with_table(sqlite3.connect(path, timeout=10))
        except (sqlite3.OperationalError, OSError):  # locked for long, or no place to write
            break
        except (sqlite3.DatabaseError, ValueError):  # not a store, or no longer one: SQLite may quote bytes that are no text
            files.remove(path)
    return _in_memory()


def _in_memory() -> sqlite3.Connection:
    return _with_table(sqlite3.connect(":memory:"))


def _with_table(store: sqlite3.Connection) -> sqlite3.Connection:
    try:
        store.execute("pragma synchronous = off")
        store.execute(_TABLE)
        store.execute("select key, value from memo limit 1").fetchone()
    except (sqlite3.Error, ValueError):
        store.close()
        raise
    return store
