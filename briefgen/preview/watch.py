"""A watch over an archive: which files have changed, told once for each burst of changes."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import warnings
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, Final

from briefgen import config, files
from briefgen.archive import CONTENT, SEEDS

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver, ObservedWatch

FOLDERS: Final = (CONTENT, SEEDS, "themes")
"""The folders of an archive that a build, or the ingest before it, reads."""

QUIET: Final = 0.08
"""Seconds without a change after which a burst is over: an editor's save is four or five changes within a few milliseconds."""
LONGEST: Final = 1.0
"""Seconds after which a burst is told even while it lasts."""

_HEARD: Final = ("FileCreated", "FileModified", "FileAttrib", "FileMoved", "FileDeleted", "DirCreated", "DirMoved", "DirDeleted")
"""The changes that matter. That a file was opened does not: a build opens every one."""

_TEMPORARY: Final = re.compile(r"\..*|.*~|#.*#|~\$.*|4913|.*\.(tmp|temp|swp|swx|swo|part|crdownload|bak)|.*___jb_(tmp|old)___", re.IGNORECASE)
"""Hidden files, and what Vim, Emacs, JetBrains' editors, Office and browsers put beside a file while they write it."""


def is_temporary(path: PurePath) -> bool:
    """Whether a path, relative to what is watched, is hidden or an editor's own."""
    return any(_TEMPORARY.fullmatch(part) for part in path.parts)


class Watcher:
    """The watch: over content/, seeds/, themes/ and briefgen.toml below `root`, and over the folders it is told to `follow`.

    A folder that is missing is watched from when it appears. With `poll`, or where the system cannot watch (inotify has
    limits, network file systems tell nothing), files are looked at once a second instead.
    """

    def __init__(self, root: Path, poll: bool = False) -> None:
        self._root = Path(os.path.realpath(root))
        self._seen: queue.SimpleQueue[Path | None] = queue.SimpleQueue()
        self._also: tuple[Path, ...] = ()
        self._watched: dict[Path, tuple[ObservedWatch, tuple[int, ...]]] = {}
        self.polling = poll
        # A folder that appears while it is being watched makes watchdog 7 warn, from its own thread, that it watches it once more.
        warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning)
        self._observer = _observer(poll)
        self._observer.start()
        self._refresh()

    def follow(self, folders: Iterable[str | Path]) -> None:
        """Watches these folders as well, in place of those it was told before."""
        resolved = dict.fromkeys(Path(os.path.realpath(folder)) for folder in folders)
        ours = [self._root / name for name in FOLDERS]
        self._also = tuple(folder for folder in resolved if not any(folder.is_relative_to(own) for own in ours))
        self._refresh()

    def changes(self) -> frozenset[Path]:
        """Waits for the next burst of changes; the absolute paths in it. Empty once the watch is closed, from another thread
        or before.

        A folder that appeared is watched before this returns: what is built afterwards sees what was in it by then.
        """
        paths = {self._next()}
        end = monotonic() + LONGEST
        while None not in paths and (left := end - monotonic()) > 0:
            try:
                paths.add(self._seen.get(timeout=min(QUIET, left)))
            except queue.Empty:
                break
        if None in paths:
            self.wake()
            return frozenset()
        self._refresh()
        return frozenset(path for path in paths if path)

    def wake(self) -> None:
        """Ends `changes`, now and for good."""
        self._seen.put(None)

    def close(self) -> None:
        """Ends the watch."""
        self.wake()
        self._observer.stop()
        self._observer.join()

    def _next(self) -> Path | None:
        while True:
            # Once a second only because Windows lets nothing, not even Ctrl-C, interrupt a wait without a limit.
            with contextlib.suppress(queue.Empty):
                return self._seen.get(timeout=1)

    def _refresh(self) -> None:
        """Watches what is there now, by polling if it cannot be done otherwise."""
        try:
            self._watch_all()
        except OSError:
            if self.polling:
                raise
            self._observer.stop()
            self._observer.join()
            self.polling = True
            self._watched.clear()
            self._observer = _observer(poll=True)
            self._observer.start()
            self._watch_all()
            self._seen.put(self._root)  # what changed between the two watches was seen by neither

    def _watch_all(self) -> None:
        inner = [Path(os.path.realpath(self._root / name)) for name in FOLDERS]
        wanted = {self._root: False} | dict.fromkeys((*inner, *self._also), True)
        for folder, deep in wanted.items():
            self._watch(folder, deep)
        for folder in self._watched.keys() - wanted.keys():
            self._observer.unschedule(self._watched.pop(folder)[0])

    def _watch(self, folder: Path, deep: bool) -> None:
        """Sees to it that the folder, as it is now, is watched; one that was replaced by another is another."""
        now = files.stamp(folder)
        old, stamp = self._watched.get(folder, (None, ()))
        if old is not None and stamp == now:
            return
        if old is not None:
            self._observer.unschedule(old)
            del self._watched[folder]
        if len(now) == 1:  # a folder's stamp
            handler = _handler(partial(self._saw, folder, deep))
            try:
                watch = self._observer.schedule(handler, str(folder), recursive=deep, event_filter=_heard())
            except (FileNotFoundError, NotADirectoryError):
                return  # gone since we looked; its parent's watch tells when it is back
            self._watched[folder] = (watch, now)

    def _saw(self, folder: Path, deep: bool, event: FileSystemEvent) -> None:
        for name in (event.src_path, event.dest_path):
            path = Path(os.fsdecode(name)) if name else None
            if path is None or not path.is_relative_to(folder):
                continue
            inner = path.relative_to(folder)
            matters = not is_temporary(inner) if deep else str(inner) in (config.NAME, *FOLDERS)
            if matters:
                self._seen.put(path)


def _observer(poll: bool) -> BaseObserver:
    from watchdog.observers import Observer
    from watchdog.observers.polling import PollingObserver

    made: BaseObserver = PollingObserver(timeout=1) if poll else Observer()
    return made


def _heard() -> list[type[FileSystemEvent]]:
    from watchdog import events

    # Older versions of watchdog call a change of permissions a modification.
    return [getattr(events, f"{name}Event") for name in _HEARD if hasattr(events, f"{name}Event")]


def _handler(saw: Callable[[FileSystemEvent], None]) -> FileSystemEventHandler:
    from watchdog.events import FileSystemEventHandler

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            saw(event)

    return Handler()
