"""Pages made ahead of the build that a change leads to, in memory: what the last build planned, with the changed files in it as they are now.

A page is made by the same functions as in a build, of what it was given then. Where more than that depends on the change (an order, a
count, another page), the build that always follows has it right: what is made here stands only until that build is done.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from briefgen import content, pictures
from briefgen.archive import CONTENT
from briefgen.library.heads import address
from briefgen.library.originals import ChangedMeanwhile
from briefgen.problem import Problem, Unreadable
from briefgen.site.dressing import Dressing, addresses_of
from briefgen.site.engine import Templates
from briefgen.site.kit import Kit
from briefgen.site.planned import Planned, Supply
from briefgen.site.render import environment
from briefgen.site.reread import Reread
from briefgen.site.resident import Last, Resident
from briefgen.site.work import Task, made_of
from briefgen.site.workshop import cache

_MOST_LOADED: Final = 64
"""What so many pages were given besides what was planned is kept at hand."""


@dataclass(frozen=True, slots=True)
class Change:
    """What came of looking at files that changed."""

    number: int
    """Counts changes."""
    made: tuple[str, ...]
    """The paths of the pages that are others now."""
    styles: Mapping[str, str]
    """Stylesheets that are others now: 'static/style.css' → 'static/style.1a2b3c4d.css'."""
    pictures: tuple[str, ...]
    """The paths of pictures of the site that are others now."""
    unsure: frozenset[Path]
    """Files that look as if they were being written at this moment: nothing was made of them."""


class Ahead:
    """Makes pages of the archive `root` ahead of the build, from what the last one left with `resident`.

    Changes come from one thread and builds from another; `page` may be asked by any.
    """

    def __init__(self, root: Path, resident: Resident) -> None:
        self._root = root
        self._resident = resident
        self._turn = threading.RLock()
        self._number = 0
        self._pages: dict[str, tuple[int, bytes]] = {}
        self._reread = Reread(root)
        self._dressing = Dressing(root)
        resident.before_made = self._dressing.before_made
        self._faults: dict[str, tuple[int, tuple[Problem, ...]]] = {}
        """What is wrong with a theme ('') or with a page that was made, with the number of the change that showed it."""
        self._told: tuple[Problem, ...] = ()
        self._told_of = 0
        self._private: dict[str, tuple[Planned, Kit, bytes]] = {}
        self._loaded: dict[bytes, object] = {}
        self._templates: tuple[Kit, Templates] | None = None

    # what is asked of it

    def page(self, path: str) -> bytes | None:
        """What is to be served at a path in place of the file there; None for that file."""
        made = self._pages.get(path)
        if made is not None:
            return made[1]
        last = self._resident.last
        if last and path in last.private:
            return self._private_page(last, path)
        styled = self._dressing.file(path)
        return self._reread.served(path) if styled is None else styled

    def dressed(self, page: bytes) -> bytes:
        """A page that was built, with the theme's files where they are by now."""
        last = self._resident.last
        return self._dressing.dressed(page, last) if last else page

    def past(self, path: str) -> bytes | None:
        """A static file that was there a moment ago."""
        return self._dressing.past(path)

    def digest(self, path: Path, stamp: tuple[int, ...]) -> bytes | None:
        """The digest of a text below content/ that was read since the last build, when it had this stamp; None for any other file."""
        folder = self._root / CONTENT
        return self._reread.digest(path.relative_to(folder).as_posix(), stamp) if path.is_relative_to(folder) else None

    def problems(self) -> tuple[Problem, ...]:
        """All that is known to be wrong: what the last build said, but for files that changed since what these say."""
        with self._turn:
            last = self._resident.last
            faults = [one for _, found in self._faults.values() for one in found]
            at_fault = {one.path for one in faults}
            dress = self._dressing.dress
            is_newer = dress is not None and dress.number > self._told_of  # than the build that told them
            gone = [one for one in self._told if "themes/" in one.path and (is_newer or one.path in at_fault)]
            still = self._reread.problems((one for one in self._told if one not in gone), last.problems if last else ())
            return tuple(sorted({*still, *faults}))

    # what happens

    def change(self, paths: Iterable[Path], shown: Sequence[str], *, sure: bool = False) -> Change:
        """Looks at files that changed, and makes anew what of the pages `shown` depends on them. Files that are empty, wrong or gone are
        left for another time, unless it is `sure` that nobody is writing them at the moment."""
        with self._turn:
            self._number += 1
            last = self._resident.last
            if last is None:
                return Change(self._number, (), {}, (), frozenset())
            inside = {path: path.relative_to(self._root).as_posix() for path in paths if path.is_relative_to(self._root)}
            below = {path: name.removeprefix(f"{CONTENT}/") for path, name in inside.items() if name.startswith(f"{CONTENT}/")}
            unsure = {path for path, name in below.items() if _is_text(name) and not self._read(name, last, sure=sure)}
            changed = {path: name for path, name in below.items() if pictures.is_picture(name)}
            unsure |= {path for path, name in changed.items() if not self._reread.picture(name, self._number, sure=sure)}
            others = self._with_pictures([name for path, name in changed.items() if path not in unsure], shown, last)
            of_theme = {path for path in paths if path not in inside or inside[path].startswith("themes/")}
            styles: dict[str, str] = {}
            if of_theme:
                found = self._redress(last, sure=sure)
                styles = found or {}
                unsure |= of_theme if found is None else set()
            made: list[str] = []
            for path in shown:
                try:
                    if self._remake(path, last):
                        made.append(path)
                except Unreadable as error:
                    if of_theme and not sure:
                        unsure |= of_theme
                    else:
                        self._faults[path] = (self._number, tuple(error.problems))
            return Change(self._number, tuple(made), styles, others, frozenset(unsure))

    def settle(self, number: int, problems: tuple[Problem, ...], *, built: bool) -> dict[str, str]:
        """Takes note of a build that began after the change with this `number`, and of all the problems it told; when it was `built`, what
        was made ahead until then is in its site. The stylesheets that are others now."""
        with self._turn:
            self._told, self._told_of = problems, number
            if not built:
                return {}
            self._pages = {path: made for path, made in self._pages.items() if made[0] > number}
            self._reread.settle(number)
            self._faults = {page: found for page, found in self._faults.items() if found[0] > number}
            self._dressing.settle(number)
            last = self._resident.last
            return {} if self._dressing.dress or last is None else addresses_of(last.statics)

    @property
    def generation(self) -> int:
        """Another one with each build."""
        return self._resident.plans

    def warm(self, shown: Iterable[str]) -> bool:
        """Makes ready what the next change of one of these pages will need; whether it could, since a build has what is needed for it."""
        last = self._resident.last
        if last is None or self._resident.turn.locked():
            return False
        with self._turn:
            for path in shown:
                if path in last.pages and path not in self._pages:
                    with contextlib.suppress(Unreadable):  # whoever changes it next is told
                        self._made(last.pages[path], last)
        return True

    # how

    def _read(self, path: str, last: Last, *, sure: bool) -> bool:
        return self._reread.text(path, self._number, last, self._told, sure=sure)

    def _with_pictures(self, changed: Sequence[str], shown: Sequence[str], last: Last) -> tuple[str, ...]:
        """Has the texts of the pages `shown` name these pictures, which changed, if they do. The paths of those that the site has."""
        for page in shown if changed else ():
            if page in last.pages and (origin := last.pages[page].origin):
                self._read(origin, last, sure=True)
        return tuple(path for path in map(address, changed) if path in last.others)

    def _redress(self, last: Last, *, sure: bool) -> dict[str, str] | None:
        """Reads the theme again: the stylesheets that are others now. None where that is to be done another time."""
        try:
            styles = self._dressing.redress(self._number, last)
        except (Unreadable, OSError) as error:
            if sure and isinstance(error, Unreadable):
                self._faults[""] = (self._number, tuple(error.problems))
            return {} if sure else None
        self._faults.pop("", None)
        return styles

    def _remake(self, path: str, last: Last) -> bool:
        """Makes a page anew, if it is another; whether it is. Raises Unreadable."""
        planned = last.pages.get(path)
        if planned is None:
            return False
        given = self._reread.given(planned, self._number, last)
        if given is planned.given and not self._dressing.is_other(last) and path not in self._pages and path not in self._faults:
            return False
        data = self._made(planned._replace(given=given), last)
        self._faults.pop(path, None)
        if data is None or data == self._pages.get(path, (0, b""))[1]:
            return False
        self._pages[path] = (self._number, data)
        return True

    def _made(self, planned: Planned, last: Last) -> bytes | None:
        """The page; None where that must be left to the build. Raises Unreadable."""
        used = self._dressing.kit(last)
        if self._templates is None or self._templates[0] != used:
            self._templates = (used, environment(used, cache()))
        try:
            given = tuple(self._load(one) if isinstance(one, Supply) else one for one in planned.given)
            return made_of(self._root, self._templates[1], last.site, Task(planned.path, planned.template, planned.make, given, "", planned.origin))
        except (ChangedMeanwhile, OSError, msgspec.DecodeError, _Busy):
            return None

    def _load(self, one: Supply) -> object:
        """What a page is given only when it is made. Raises _Busy while a build is at what it is loaded from."""
        if one.sig not in self._loaded:
            if not self._resident.turn.acquire(blocking=False):
                raise _Busy
            try:
                while len(self._loaded) >= _MOST_LOADED:
                    del self._loaded[next(iter(self._loaded))]
                self._loaded[one.sig] = one.load()
            finally:
                self._resident.turn.release()
        return self._loaded[one.sig]

    def _private_page(self, last: Last, path: str) -> bytes | None:
        with self._turn:
            planned = last.pages[path]
            known = self._private.get(path)
            used = self._dressing.kit(last)
            if known and known[0] is planned and known[1] is used:
                return known[2]
            try:
                data = self._made(planned, last)
            except Unreadable as error:
                self._faults[path] = (self._number, tuple(error.problems))
                return None
            if data is not None:
                self._private[path] = (planned, used, data)
            return data


class _Busy(Exception):
    """Raised where a build has what is needed."""


def _is_text(path: str) -> bool:
    return path.lower().endswith(content.SUFFIXES)
