"""What a process that builds the same archive again and again keeps from one build to the next."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from briefgen.config import Config
from briefgen.library import ArticleFile
from briefgen.problem import Problem
from briefgen.shelf import Shelf
from briefgen.site.kit import Kit
from briefgen.site.pages import SiteInfo
from briefgen.site.planned import Planned


class Last(NamedTuple):
    """What the last build planned, and all that its pages are made with."""

    pages: Mapping[str, Planned]
    """By path; those for maintainers too."""
    private: frozenset[str]
    """The paths of those that are no part of the site."""
    kit: Kit
    site: SiteInfo
    statics: Mapping[str, Planned]
    """The theme's static files, by the path below static/ that templates name them by."""
    settings: Config
    problems: tuple[Problem, ...]
    """Of reading content/, and of nothing else."""


class Resident:
    """The shelf, open, and the last plan."""

    def __init__(self) -> None:
        self.last: Last | None = None
        self.plans = 0
        """How many there were."""
        self.turn = threading.Lock()
        """Held by whoever uses the shelf, be it a build or what a plan loads from it."""
        self._shelf: Shelf | None = None
        self._path = Path()
        self._version: tuple[int, ...] = ()

    def planned(self, last: Last) -> None:
        """Takes what a build gives as soon as it has planned."""
        self.last = last
        self.plans += 1

    @contextmanager
    def shelf(self, path: Path) -> Iterator[Shelf]:
        """The shelf in this file, for one build, which is saved on leaving."""
        with self.turn:
            kept = self._opened(path)
            try:
                yield kept
            except msgspec.DecodeError:  # its file is going to be set aside
                self._close()
                raise
            finally:
                if self._shelf is not None:
                    kept.save()
                    self._version = kept.version

    def _opened(self, path: Path) -> Shelf:
        """As it was left, or anew where another process has written to it since, or it is damaged or gone."""
        if self._shelf is not None and (path != self._path or not self._version or self._shelf.version != self._version):
            self._close()
        if self._shelf is None:
            self._shelf, self._path = Shelf(path, lasting=True), path
        else:
            self._shelf.notes.clear()
        return self._shelf

    def close(self) -> None:
        """Closes the shelf."""
        with self.turn:
            self._close()

    def _close(self) -> None:
        if self._shelf is not None:
            self._shelf.close()
            self._shelf = None


def moved(before: Last | None, now: Last | None) -> dict[str, str]:
    """The pages of articles that are elsewhere now: old path → new path, where the file itself is the same."""
    if before is None or now is None:
        return {}
    gone = {file.digest: path for path in before.pages.keys() - now.pages.keys() if (file := _file(before.pages[path]))}
    new = (path for path in now.pages.keys() - before.pages.keys()) if gone else ()
    return {gone[file.digest]: path for path in new if (file := _file(now.pages[path])) and file.digest in gone}


def _file(page: Planned) -> ArticleFile | None:
    """The article's file that a page shows, when it is the page of one."""
    first = page.given[0] if page.given else None
    return first if isinstance(first, ArticleFile) else None
