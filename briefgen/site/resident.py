"""What a process that builds the same archive again and again keeps from one build to the next."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from briefgen.config import Config
from briefgen.library.originals import ArticleFile, Manner
from briefgen.pages.links import Link
from briefgen.pages.site import SiteInfo
from briefgen.problem import Problem
from briefgen.shelf import Shelf
from briefgen.site.article import Around
from briefgen.site.kit import Kit
from briefgen.site.planned import Planned


class Last(NamedTuple):
    """What the last build planned, and all that its pages are made with."""

    pages: Mapping[str, Planned]
    """By path; those for maintainers too."""
    private: frozenset[str]
    """The paths of those that are no part of the site."""
    others: frozenset[str]
    """The paths of the site's files that are no pages."""
    kit: Kit
    site: SiteInfo
    statics: Mapping[str, Planned]
    """The theme's static files, by the path below static/ that templates name them by."""
    settings: Config
    manner: Manner
    """How the files of content/ are read."""
    problems: tuple[Problem, ...]
    """Of reading content/, and of nothing else."""
    digests: Mapping[str, bytes]
    """Of the files below content/ as they were read, see `library.originals`."""
    closed: Container[str]
    """Addresses of what the site does not show."""

    def all_paths(self) -> Iterable[str]:
        """The paths of all pages and files."""
        return (*self.others, *self.pages)

    def makes(self, path: str) -> bool:
        """Whether there is a page or a file of the site at this path."""
        return path in self.others or (path in self.pages and path not in self.private)


class Resident:
    """The shelf, open, and the last plan."""

    def __init__(self) -> None:
        self.last: Last | None = None
        self.plans = 0
        """How many there were."""
        self.turn = threading.Lock()
        """Held by whoever uses the shelf, be it a build or what a plan loads from it."""
        self.before_made: Callable[[Last], None] = lambda _: None
        """Called, in the build's thread, with what is planned, while the site is still the one before."""
        self._shelf: Shelf | None = None
        self._path = Path()
        self._version: tuple[int, ...] = ()

    def planned(self, last: Last) -> None:
        """Takes what a build gives as soon as it has planned."""
        self.before_made(last)
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


def orphaned(before: Last | None, now: Last | None) -> dict[str, Link]:
    """The pages of articles that are gone: their paths, each with the page of an event that the article was of and that is still there."""
    if before is None or now is None:
        return {}
    gone = before.pages.keys() - now.pages.keys()
    return {path: event for path in gone if (event := _event(before.pages[path], now))}


def desk_news(before: Last | None, now: Last | None) -> tuple[str, ...]:
    """The paths of the pages for maintainers, where they are no part of the site, that are others now."""
    if before is None or now is None:
        return ()
    return tuple(sorted(path for path in now.private if path not in before.pages or before.pages[path].given != now.pages[path].given))


def _event(page: Planned, now: Last) -> Link | None:
    """The first event of the article that a page shows that has a page now."""
    cards = (spot.event for around in page.given if isinstance(around, Around) for spot in around.events)
    return next((Link(card.title, card.url) for card in cards if card.url in now.pages), None)


def _file(page: Planned) -> ArticleFile | None:
    """The article's file that a page shows, when it is the page of one."""
    first = page.given[0] if page.given else None
    return first if isinstance(first, ArticleFile) else None
