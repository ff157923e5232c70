"""One at a time: who writes into an archive holds its lock, and others wait."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

NAME: Final = "lock"

_ours: dict[str, int] = {}
"""How many times this process holds each lock: who has it may take it again."""
_turn = threading.RLock()
_handles: set[int] = set()
"""Of the files that are locked."""


def _let_go() -> None:
    """In a forked process: it may live longer than the one that holds the locks."""
    while _handles:
        os.close(_handles.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _say_nothing(holder: str) -> None:
    pass


@contextlib.contextmanager
def held(folder: Path, on_wait: Callable[[str], None] = _say_nothing) -> Iterator[bool]:
    """Holds the lock of the archive whose `.briefgen/` folder this is; whether another process held it before.

    Calls `on_wait` with that process's number ('' when unknown) before waiting for it. The system lets go of the lock when its
    process ends, however it does, so that none is ever left behind. Where the disk knows no locks there is none.
    """
    path = folder / NAME
    with _turn:
        place = os.path.realpath(path)
        if _ours.get(place):
            _ours[place] += 1
            try:
                yield False
            finally:
                _ours[place] -= 1
            return
        handle, waited = _taken(path, on_wait)
        _ours[place] = 1
        if handle is not None:
            _handles.add(handle)
        try:
            yield waited
        finally:
            del _ours[place]
            if handle is not None:
                _handles.discard(handle)
                os.close(handle)


def _taken(path: Path, on_wait: Callable[[str], None]) -> tuple[int | None, bool]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except OSError:  # nowhere to write: then there is nothing to guard either
        return None, False
    try:
        waited = not _locked(handle)
        if waited:
            on_wait(_holder(handle))
            _locked(handle, wait=True)
        _sign(handle)
    except BaseException:
        os.close(handle)
        raise
    return handle, waited


def _locked(handle: int, *, wait: bool = False) -> bool:
    """Whether it is locked now; as good as that where the disk knows no locks."""
    try:
        return _lock(handle, wait=wait)
    except OSError:
        return True


def _holder(handle: int) -> str:
    with contextlib.suppress(OSError, AttributeError):
        return os.pread(handle, 20, 1).decode("ascii", "replace").strip()
    return ""


def _sign(handle: int) -> None:
    """Writes down whose it is, behind the first byte: Windows locks that, and then nobody can read it."""
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 1)
        os.lseek(handle, 1, os.SEEK_SET)
        os.write(handle, f"{os.getpid()}\n".encode())


if sys.platform == "win32":
    import msvcrt
    import time

    def _lock(handle: int, *, wait: bool) -> bool:
        while True:
            os.lseek(handle, 0, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.1)  # Windows tells nobody when a lock is free
            else:
                return True

else:
    import fcntl

    def _lock(handle: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
