"""What each pure step made of each input, remembered between builds.

A result is kept under the digest of its step, the code's version and its input. Nothing is ever invalidated: an input that
changed has another key. The store is SQLite with plain bytes in it, never unpickled: a cache from elsewhere must not run code.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType

import briefgen
from briefgen import files

FOLDER = ".briefgen"
"""Where memos are kept, below an archive's root; it can be deleted at any time."""


class Memo:
    """Results by key; a context manager, which saves on leaving and forgets what no step asked for since it was opened.

    `path` is its file, which only one kind of work may share. Without one, or where it cannot be opened, it remembers nothing beyond
    its own life: slower, never wrong.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._store = _open(path) if path else sqlite3.connect(":memory:")
        self._store.execute("create table if not exists memo (key blob primary key, value blob not null) without rowid")
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
        row = self._store.execute("select value from memo where key = ?", (key,)).fetchone()
        if row is not None:
            self.hits += 1
            return bytes(row[0])
        self.misses += 1
        value = make()
        self._fresh[key] = value
        return value

    def close(self) -> None:
        """Saves what is new and forgets what was not used."""
        with contextlib.suppress(sqlite3.Error), self._store:
            self._store.executemany("insert or replace into memo values (?, ?)", self._fresh.items())
            old = {bytes(row[0]) for row in self._store.execute("select key from memo")} - self._used
            self._store.executemany("delete from memo where key = ?", ((key,) for key in old))
        self._store.close()

    def __enter__(self) -> Memo:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None:
            self.close()
        else:
            self._store.close()


@cache
def code_version() -> str:
    """A digest of briefgen's own source, so that a result of older code is never taken for one of this."""
    package = Path(briefgen.__file__).parent
    return files.digest(b"\0".join(files.read(package / path) for path in files.scan(package, (".py",))))


def _open(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(path, timeout=10)
        store.execute("pragma synchronous = off")
        store.execute("select count(*) from sqlite_master")
    except (sqlite3.Error, OSError):
        return sqlite3.connect(":memory:")
    return store
