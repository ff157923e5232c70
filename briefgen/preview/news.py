"""What open pages are told: after each build, and when they begin to listen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from briefgen import files
from briefgen.pages.links import Link
from briefgen.problem import Problem

T = TypeVar("T")

AROUND: Final = 2
"""Lines of a file that are shown before and after the one that is wrong."""
_LONGEST: Final = 400
"""Characters of a line: an article's paragraph may be one."""
_MOST: Final = 100
"""Problems that are shown; of more, their number is."""
_REMEMBERED: Final = 1000
"""Pages that were moved or removed, and pictures that were exchanged, that are remembered for whoever was away."""


@dataclass(frozen=True, slots=True)
class News:
    """What came of a build, as far as open pages cannot see it by asking for themselves again."""

    problems: tuple[Problem, ...] = ()
    """All that stand, errors and warnings, not only new ones."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """Stylesheets that are others now: 'static/style.css' → 'static/style.1a2b3c4d.css', where it is."""
    images: tuple[str, ...] = ()
    """Paths of the site whose bytes are others now under the same name."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Pages that are elsewhere now, as far as that is known: old path → new path."""
    orphaned: Mapping[str, Link] = field(default_factory=dict)
    """Pages that are gone, each with the page of the event that it was of."""


@dataclass(frozen=True, slots=True)
class State:
    """All news until now, in one: whoever was away for a while has missed nothing."""

    number: int = 0
    """One more with each news; 0 before the first."""
    problems: tuple[Problem, ...] = ()
    styles: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, int] = field(default_factory=dict)
    """Path → number of the news that last named it."""
    moved: Mapping[str, str] = field(default_factory=dict)
    orphaned: Mapping[str, Link] = field(default_factory=dict)
    closed: bool = False

    def after(self, news: News) -> State:
        """The state with these news in it."""
        number = self.number + 1
        return replace(
            self,
            number=number,
            problems=news.problems,
            styles={**self.styles, **news.styles},
            images=_latest(self.images, dict.fromkeys(news.images, number)),
            moved=_latest(self.moved, news.moved),
            orphaned=_latest(self.orphaned, news.orphaned),
        )

    def place_of(self, path: str) -> str:
        """Where a page is now, which may have been moved more than once; '' for one that was not."""
        seen = {path}
        found = ""
        while (path := self.moved.get(path, "")) and path not in seen:
            seen.add(path)
            found = path
        return found


def _latest(known: Mapping[str, T], new: Mapping[str, T]) -> Mapping[str, T]:
    """What was known and what is new, as much of it as is remembered: a preview runs for days."""
    both = [*((path, value) for path, value in known.items() if path not in new), *new.items()]
    return dict(both[-_REMEMBERED:])


class Line(msgspec.Struct, frozen=True):
    """A line of a file."""

    number: int
    text: str


class Shown(msgspec.Struct, frozen=True):
    """A problem as the browser shows it."""

    severity: str
    place: str
    """'content/articles/a.md:3'; '' when it is of no file."""
    message: str
    hint: str
    line: int
    """Counted from 1; 0 when no line in particular is wrong."""
    lines: tuple[Line, ...]
    """The file's, around it."""
    quote: str
    """What the problem itself quotes; '' where `lines` hold it."""


class Told(msgspec.Struct, frozen=True):
    """What a page is told."""

    page: str
    """It, as it called itself: '/events/a%20b.html'."""
    version: str
    """What would be served at its address now; another one, when that is another."""
    status: int
    """With which."""
    moved: str
    """The path at which it is now; '' when it is nowhere else."""
    up: str
    """The nearest folder above it that has a page, for instance 'events/'; '' when that is the front page."""
    event: Link | None
    """The page of the event that it was of, when it is gone."""
    index: str
    """Another one when the search index is."""
    styles: Mapping[str, str]
    images: Mapping[str, int]
    problems: tuple[Shown, ...]
    further: int
    """Problems beyond these."""


def shown(problems: tuple[Problem, ...], lines_of: Callable[[str], list[str]]) -> tuple[Shown, ...]:
    """The problems with the lines around them, errors first; `lines_of` gives the lines of a file, none where there is none."""
    ordered = sorted(problems, key=lambda problem: (problem.severity != "error", problem))
    return tuple(_shown(problem, lines_of) for problem in ordered[:_MOST])


def further(problems: tuple[Problem, ...]) -> int:
    """How many problems are not shown."""
    return max(0, len(problems) - _MOST)


def lines_in(root: Path | None, path: str) -> list[str]:
    """The lines of a text of the archive, as editors count them; none where it cannot be read."""
    if root is None:
        return []
    try:
        data = files.read(root / path)
    except (OSError, ValueError):
        return []
    return [line.removesuffix("\r") for line in data.decode("utf-8", "replace").split("\n")]


def _shown(problem: Problem, lines_of: Callable[[str], list[str]]) -> Shown:
    lines = lines_of(problem.path) if problem.path and problem.line else []
    near: tuple[Line, ...] = ()
    # Only where the line is the one that was wrong when it was read: the file may be another by now.
    if 0 < problem.line <= len(lines) and problem.quote.strip() in lines[problem.line - 1]:
        first, last = max(problem.line - AROUND, 1), min(problem.line + AROUND, len(lines))
        near = tuple(Line(number, _short(lines[number - 1])) for number in range(first, last + 1))
    place = f"{problem.path}:{problem.line}" if problem.path and problem.line else problem.path
    quote = "" if near else "\n".join(_short(line) for line in problem.quote.split("\n"))
    return Shown(problem.severity, _text(place), _text(problem.message), _text(problem.hint), problem.line, near, quote)


def _short(line: str) -> str:
    return _text(line if len(line) <= _LONGEST else line[:_LONGEST] + "…")


def _text(text: str) -> str:
    """A text that can be sent: a file's name on a disk may hold bytes that are none."""
    return text.encode("utf-8", "replace").decode()
