"""A watch over an archive: which files have changed, told at once, and once more when nothing has changed for a moment."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import re
import threading
import warnings
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, Final

from briefgen import config, files
from briefgen.archive import CONTENT, SEEDS, SITE
from briefgen.standing import EXTENSIONS

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver, ObservedWatch

FOLDERS: Final = (CONTENT, SEEDS, "themes", EXTENSIONS)
"""The folders of an archive that a build, or the ingest before it, reads."""

TOGETHER: Final = 0.003
"""Seconds without a change after which changes are told: an editor's save is four or five of them, mostly closer to each other than that."""
AT_MOST: Final = 0.02
"""Seconds after which they are told even while others come."""
QUIET: Final = 0.08
"""Seconds without a change after which a burst is over and all of it can be built from."""
LONGEST: Final = 3.0
"""Seconds after which a burst is taken to be over even while it lasts."""

_HEARD: Final = ("FileCreated", "FileModified", "FileAttrib", "FileMoved", "FileDeleted", "DirCreated", "DirMoved", "DirDeleted")
"""The changes that matter. That a file was opened does not: a build opens every one."""

_TEMPORARY: Final = re.compile(r"\..*|.*~|#.*#|~\$.*|4913|.*\.(tmp|temp|swp|swx|swo|part|crdownload|bak)|.*___jb_(tmp|old)___", re.IGNORECASE)
"""Hidden files, and what Vim, Emacs, JetBrains' editors, Office and browsers put beside a file while they write it."""


def is_temporary(path: PurePath) -> bool:
    """Whether a path, relative to what is watched, is hidden or an editor's own."""
    return any(_TEMPORARY.fullmatch(part) for part in path.parts if part != ".well-known")


_OVER: Final = Path()
"""In place of a file: the watch is over."""


class Watcher:
    """The watch: over content/, seeds/, themes/ and briefgen.toml below `root`, and over the folders it is told to `follow`.

    A folder that is missing is watched from when it appears; of site/ it is told only that it is gone. With `poll`, or where the
    system cannot watch (inotify has limits, network file systems tell nothing), files are looked at once a second instead.
    """

    def __init__(self, root: Path, poll: bool = False, site: str = SITE) -> None:
        self._root = Path(os.path.realpath(root))
        self._site = site
        self._seen: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._turn = threading.RLock()
        self._also: tuple[Path, ...] = ()
        self._watched: dict[Path, tuple[ObservedWatch, tuple[int, ...]]] = {}
        self.polling = poll
        # A folder that appears while it is being watched makes watchdog 7 warn, from its own thread, that it watches it once more.
        warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning)
        # Nor is it news that a folder was left while its last changes were being read.
        logging.getLogger("watchdog.observers.inotify").addFilter(_is_news)
        self._observer = _observer(poll)
        self._observer.start()
        self._refresh()

    def follow(self, folders: Iterable[str | Path]) -> None:
        """Watches these folders as well, in place of those it was told before."""
        resolved = dict.fromkeys(Path(os.path.realpath(folder)) for folder in folders)
        ours = [self._root / name for name in FOLDERS]
        self._also = tuple(folder for folder in resolved if not any(folder.is_relative_to(own) for own in ours))
        self._refresh()

    def changes(self, patience: float | None = None) -> frozenset[Path] | None:
        """Waits for the next changes; their absolute paths, those that come within a few milliseconds together. None after so many
        seconds without any. Empty once the watch is closed, from another thread or before.

        A folder that appeared is watched before this returns: what is read afterwards is what was in it by then, or is told later.
        """
        first = self._next(patience)
        if first is None:
            return None
        paths = {first}
        end = monotonic() + AT_MOST
        while _OVER not in paths and (left := end - monotonic()) > 0:
            try:
                paths.add(self._seen.get(timeout=min(TOGETHER, left)))
            except queue.Empty:
                break
        if _OVER in paths:
            self.wake()
            return frozenset()
        self._refresh()
        return frozenset(paths)

    def wake(self) -> None:
        """Ends `changes`, now and for good."""
        self._seen.put(_OVER)

    def close(self) -> None:
        """Ends the watch."""
        self.wake()
        self._observer.stop()
        self._observer.join()

    def _next(self, patience: float | None) -> Path | None:
        end = None if patience is None else monotonic() + patience
        while end is None or monotonic() < end:
            # Once a second only because Windows lets nothing, not even Ctrl-C, interrupt a wait without a limit.
            with contextlib.suppress(queue.Empty):
                return self._seen.get(timeout=1 if end is None else max(0.0, min(1, end - monotonic())))
        return None

    def _refresh(self) -> None:
        """Watches what is there now, by polling if it cannot be done otherwise."""
        with self._turn:
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
            is_gone = event.event_type in ("deleted", "moved") and name == event.src_path
            matters = not is_temporary(inner) if deep else str(inner) in (config.NAME, *FOLDERS) or (str(inner) == self._site and is_gone)
            if matters:
                self._seen.put(path)


def _observer(poll: bool) -> BaseObserver:
    from watchdog.observers import Observer
    from watchdog.observers.polling import PollingObserver

    made: BaseObserver = PollingObserver(timeout=1) if poll else Observer()
    return made


def _is_news(said: logging.LogRecord) -> bool:
    return "called when the thread is inactive" not in said.msg


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


class Burst:
    """The changes that nothing has been built from yet: added in one thread, taken in another once there is quiet."""

    def __init__(self, quiet: float = QUIET, longest: float = LONGEST) -> None:
        self._quiet = quiet
        self._longest = longest
        self._news = threading.Condition()
        self._paths: set[Path] = set()
        self._number = 0
        self._first = self._last = 0.0
        self._is_due = self._is_over = False

    def add(self, paths: Iterable[Path], number: int = 0) -> None:
        """Adds files that have changed just now; `number` is greater with each change, and 0 for what was none. Without files it only has
        `take` come back."""
        with self._news:
            self._last = monotonic()
            self._first = self._first if self._is_due else self._last
            self._paths.update(paths)
            self._number = max(self._number, number)
            self._is_due = True
            self._news.notify_all()

    def end(self) -> None:
        """Ends `take`, now and for good."""
        with self._news:
            self._is_over = True
            self._news.notify_all()

    def take(self) -> tuple[frozenset[Path], int] | None:
        """Waits until something has changed and then nothing for a moment; all that has changed, and the greatest number it was added
        with. None once it is ended."""
        with self._news:
            while not self._is_over:
                left = min(self._last + self._quiet, self._first + self._longest) - monotonic() if self._is_due else 1.0
                if left <= 0:
                    taken = frozenset(self._paths)
                    self._paths.clear()
                    self._is_due = False
                    return taken, self._number
                self._news.wait(min(left, 1.0))  # at most a second, for the sake of Windows, as above
        return None
