"""What follows the watch in a thread of its own: open pages are made ahead of the build and shown, and the build is asked for."""

from __future__ import annotations

import threading
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

from briefgen.preview.news import News
from briefgen.preview.server import Server
from briefgen.preview.watch import Burst, Watcher
from briefgen.site.ahead import Ahead

PATIENCE: Final = 0.1
"""Seconds that a file which is empty, wrong or gone has to become another: most editors empty a file, or move it away, and then write it."""
_IDLE: Final = 0.5
"""Seconds of quiet after which what the next change will need is made ready."""


class Shown(NamedTuple):
    """What was shown ahead of a build."""

    pages: int
    seconds: float
    """From the change's being told to the pages' being served, at the longest."""


class Follower:
    """Follows the watch until that is closed."""

    def __init__(self, watcher: Watcher, ahead: Ahead, server: Server, burst: Burst) -> None:
        self._watcher = watcher
        self._ahead = ahead
        self._server = server
        self._burst = burst
        self._thread = threading.Thread(target=self._run, name="preview-ahead", daemon=True)
        self._shown: list[tuple[int, tuple[str, ...], float]] = []
        self._warmed: object = None
        self._error: Exception | None = None
        self._turn = threading.Lock()

    def start(self) -> None:
        """Follows from now on, in a thread of its own."""
        self._thread.start()

    def reraise(self) -> None:
        """Raises what ended the thread, if it was an error."""
        if self._error is not None:
            raise self._error

    def shown_until(self, number: int) -> Shown | None:
        """What was shown since this was last asked, up to the change with this number."""
        with self._turn:
            taken = [one for one in self._shown if one[0] <= number]
            self._shown = [one for one in self._shown if one[0] > number]
        pages = {path for _, made, _ in taken for path in made}
        return Shown(len(pages), max(seconds for _, _, seconds in taken)) if pages else None

    def _run(self) -> None:
        try:
            self._follow()
        except Exception as error:  # noqa: BLE001 - raised again in the thread that builds
            self._error = error
        finally:
            self._burst.end()

    def _follow(self) -> None:
        waiting: frozenset[Path] = frozenset()
        end = 0.0
        while True:
            found = self._watcher.changes(max(0.0, end - monotonic()) if waiting else _IDLE)
            if found is not None and not found:
                return
            now = monotonic()
            if found is None and not waiting:
                self._warm()
                continue
            is_over = bool(waiting) and now >= end
            left = self._act(waiting | (found or frozenset()), sure=is_over, start=now)
            end = end if left & waiting else now + PATIENCE
            waiting = left

    def _act(self, paths: frozenset[Path], *, sure: bool, start: float) -> frozenset[Path]:
        """Shows what these files make of open pages, and has the rest built; those of which that is too early."""
        change = self._ahead.change(paths, self._server.open_pages(), sure=sure)
        if not change.unsure or change.made or change.styles or change.pictures:
            self._server.show(News(self._ahead.problems(), change.styles, change.pictures))
        if change.made or change.styles:
            with self._turn:
                self._shown.append((change.number, (*change.made, *change.styles), monotonic() - start))
        if paths - change.unsure:
            self._burst.add(paths - change.unsure, change.number)
        return change.unsure

    def _warm(self) -> None:
        now = (self._ahead.generation, self._server.open_pages())
        if now != self._warmed and self._ahead.warm(now[1]):
            self._warmed = now
