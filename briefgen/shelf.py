"""What each pure step last made for each name, kept between builds, and between ingests.

A shelf has one place for each step and name ('the head of articles/x.md'), with the digest of the input that its result was made of: so all
that a step made can be taken down at once, and what is no longer there is forgotten. A result whose key is another is never used. The store
is SQLite with plain bytes in it, never unpickled: a cache from elsewhere must not run code.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple

from briefgen import files
from briefgen.codeversion import code_version

BATCH: Final = 8_000_000
"""Bytes after which what was put is written."""
_FORM: Final = 0x62726601
"""The file's application id: another one is another program's, or another version's."""
_TABLES: Final = """
create table if not exists kept (step text not null, name text not null, key blob not null, value blob not null, sum integer not null,
  primary key (step, name)) without rowid
"""


class Kept(NamedTuple):
    """What was made, and the digest of what it was made of."""

    key: bytes
    value: bytes


class Shelf:
    """A context manager, which saves on leaving, also when something failed: what was made remains right.

    `notes` says what became of a file that could not be used. Where there is no place to write it keeps nothing beyond its own
    life: slower, never wrong. A `lasting` one is for several builds of one process: what was read of it once stays in memory, and other
    threads may read it while nobody writes.
    """

    def __init__(self, path: Path | None = None, *, lasting: bool = False) -> None:
        self.notes: list[str] = []
        self._path = path
        self._rows: dict[str, dict[str, Kept]] | None = {} if lasting else None
        self._store = self._open(path) if path else _in_memory()
        self._fresh: dict[tuple[str, str], Kept] = {}
        self._size = 0
        self._is_damaged = False
        self._is_to_be_swept = False
        self._is_busy = False
        """Whether somebody else has the file, or the disk refuses: until the next saving it is not asked."""

    def all(self, step: str) -> dict[str, Kept]:
        """What a step made, by name."""
        if self._rows is not None and step in self._rows:
            return dict(self._rows[step])
        self._flush()
        found: dict[str, Kept] = {}
        if self._is_busy:
            return found
        try:
            for name, key, value, known in self._store.execute("select name, key, value, sum from kept where step = ?", (step,)):
                if _sum(step, name, key, value) == known:
                    found[name] = Kept(key, value)
                else:
                    self._is_damaged = True
        except _DAMAGE as error:
            self._refuse(error)
        if self._rows is not None:
            self._rows[step] = dict(found)
        return found

    def names(self, step: str) -> set[str]:
        """The names for which a step made something."""
        self._flush()
        with contextlib.suppress(*_DAMAGE):
            return {name for (name,) in self._store.execute("select name from kept where step = ?", (step,))}
        return set()

    def get(self, step: str, name: str, key: bytes) -> bytes | None:
        """What a step made for a name of this input; None when that is not here."""
        fresh = self._fresh.get((step, name))
        if fresh is not None:
            return fresh.value if fresh.key == key else None
        if self._is_busy:
            return None
        try:
            row = self._store.execute("select key, value, sum from kept where step = ? and name = ?", (step, name)).fetchone()
            if row is None or row[0] != key:
                return None
            if _sum(step, name, row[0], row[1]) == row[2]:
                return bytes(row[1])
            self._is_damaged = True
        except _DAMAGE as error:
            self._refuse(error)
        return None

    def made(self, step: str, name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What a step made for a name of this input; where that is not here it is made, and kept."""
        known = self.get(step, name, key)
        if known is None:
            known = make()
            self.put(step, name, key, known)
        return known

    def put(self, step: str, name: str, key: bytes, value: bytes = b"") -> None:
        """Keeps what a step made, in place of what it made for this name before."""
        self._fresh[step, name] = Kept(key, value)
        if self._rows is not None and step in self._rows:
            self._rows[step][name] = self._fresh[step, name]
        self._size += len(value) + len(key) + len(name)
        if self._size > BATCH:
            self._flush()

    def forget(self, step: str, names: Iterable[str]) -> None:
        """Drops what a step made for these names."""
        listed = list(names)
        known = self._rows.get(step, {}) if self._rows is not None else {}
        for name in listed:
            self._fresh.pop((step, name), None)
            known.pop(name, None)
        with contextlib.suppress(*_DAMAGE):
            self._store.executemany("delete from kept where step = ? and name = ?", ((step, name) for name in listed))

    def drop(self, *steps: str) -> None:
        """Forgets all that these steps made."""
        self._flush()
        if self._rows is not None:
            for step in steps:
                self._rows.pop(step, None)
        with contextlib.suppress(*_DAMAGE):
            self._store.executemany("delete from kept where step = ?", ((step,) for step in steps))

    @property
    def version(self) -> tuple[int, ...]:
        """What is another when somebody else has written to the file since, or it is another file; () when that cannot be told."""
        try:
            ((version,),) = self._store.execute("pragma data_version")
        except _DAMAGE:
            return ()
        stamp = files.stamp(self._path)[:1] if self._path else (0,)
        return (*stamp, version) if stamp and not self._is_damaged else ()

    def save(self) -> None:
        """Saves what was made until now."""
        self._flush()
        self._is_busy = False
        try:
            self._store.commit()
            if self._is_to_be_swept:
                self._store.execute("vacuum")
                self._is_to_be_swept = False
        except _DAMAGE as error:
            self._refuse(error)

    def sweep(self) -> None:
        """Has the file written anew when it is saved, so that of what was dropped no byte is left. 'secure_delete' overwrites what it deletes, but
        not what it copied elsewhere before, when it shared out a page's rows."""
        self._is_to_be_swept = True

    def close(self) -> None:
        """Saves. A file that turned out to be damaged is set aside, so that the next one is whole."""
        self.save()
        self._store.close()
        if self._is_damaged and self._path:
            self.notes.append(set_aside(self._path, "was damaged", "the next build makes everything again"))

    def _flush(self) -> None:
        fresh, self._fresh, self._size = self._fresh, {}, 0
        rows = ((step, name, kept.key, kept.value, _sum(step, name, *kept)) for (step, name), kept in fresh.items())
        try:
            self._store.executemany("insert or replace into kept values (?, ?, ?, ?, ?)", rows)
        except _DAMAGE as error:
            self._refuse(error)

    def _refuse(self, error: BaseException) -> None:
        """Takes note of what went wrong. Somebody else who has the file is not waited for again and again."""
        if _is_refused(error):
            self._is_busy = True
        else:
            self._is_damaged = True

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _open(self, path: Path) -> sqlite3.Connection:
        """The store in this file; a new one when it is damaged, not ours, or of another version of the code."""
        for _ in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                store = _prepared(sqlite3.connect(path, timeout=10, check_same_thread=self._rows is None))
                is_current = _is_of_this_code(store)
            except OSError:
                break
            except (*_DAMAGE, _NotOurs) as error:
                if _is_refused(error):
                    break
                self.notes.append(set_aside(path, "is not ours" if isinstance(error, _NotOurs) else "was damaged"))
                continue
            if not is_current:
                self.notes.append(f"{path.name} was of another version of briefgen or of what it stands on: everything is made again")
            return store
        self._path = None
        return _in_memory()


_DAMAGE: Final = (sqlite3.Error, ValueError, TypeError, AttributeError, OverflowError)
"""What reading a damaged file comes to: SQLite's own complaints, and text that is none."""
_REFUSED: Final = frozenset(
    (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_PERM)
)


def _is_refused(error: BaseException) -> bool:
    """Whether it is the disk that refuses, or somebody else who has the file: then nothing new is kept, and the file is left alone."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _REFUSED


class _NotOurs(Exception):
    """A file of SQLite's, but not one of ours."""


def _prepared(store: sqlite3.Connection) -> sqlite3.Connection:
    try:
        store.execute("pragma synchronous = off")
        store.execute("pragma secure_delete = on")  # what is forgotten is in no byte of the file, as may matter where it was withdrawn
        (form,) = store.execute("pragma application_id").fetchone()
        (tables,) = store.execute("select count(*) from sqlite_master").fetchone()
        _refuse(is_ours=form == _FORM or not tables)
        store.execute(f"pragma application_id = {_FORM}")
        store.execute(_TABLES)
        store.execute("select step, name, key, value, sum from kept limit 1").fetchone()
    except (*_DAMAGE, _NotOurs):
        store.close()
        raise
    return store


def _refuse(*, is_ours: bool) -> None:
    if not is_ours:
        raise _NotOurs


def _is_of_this_code(store: sqlite3.Connection) -> bool:
    """Whether what is in the store was made by this code; if not, it is emptied."""
    version = code_version().encode()
    try:
        row = store.execute("select key from kept where step = '' and name = 'code'").fetchone()
        if row is not None and row[0] == version:
            return True
        (rows,) = store.execute("select count(*) from kept").fetchone()
        store.execute("delete from kept")
        store.execute("insert into kept values ('', 'code', ?, x'', 0)", (version,))
    except _DAMAGE:
        store.close()
        raise
    return not rows


def set_aside(path: Path, why: str, then: str = "everything is made again") -> str:
    """Gives a file another name, so that somebody may look at it; what is to be said of it."""
    aside = path.with_name(path.name + ".set-aside")
    with contextlib.suppress(OSError):
        files.remove(aside)
        path.replace(aside)
        return f"{path.name} {why}: it is {aside.name} now, and {then}"
    return f"{path.name} {why}: {then}"


def _in_memory() -> sqlite3.Connection:
    return _prepared(sqlite3.connect(":memory:"))


def _sum(step: str, name: str, key: bytes, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(key, zlib.crc32(f"{step}\0{name}".encode("utf-8", "surrogateescape"))))


def digest(*parts: bytes) -> bytes:
    """A key: the digest of these parts, wherever one ends and the next one begins."""
    if len(parts) == 1:
        return hashlib.blake2b(parts[0], digest_size=16).digest()
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()
