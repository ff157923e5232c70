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
from typing import Final, NamedTuple

import msgspec

from briefgen import content, library, theme, translation
from briefgen.archive import CONTENT
from briefgen.library import ChangedMeanwhile
from briefgen.problem import Problem, Unreadable
from briefgen.site import kit, statics
from briefgen.site.kit import FOLDER, Kit
from briefgen.site.planned import Planned, Supply
from briefgen.site.render import Templates, environment
from briefgen.site.renewed import Renewed, renewed
from briefgen.site.resident import Last, Resident
from briefgen.site.work import Task, made_of
from briefgen.site.workshop import cache

_STYLE: Final = ".css"
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
    unsure: frozenset[Path]
    """Files that look as if they were being written at this moment: nothing was made of them."""


class _Read(NamedTuple):
    """A file below content/ that changed."""

    number: int
    found: Renewed | None
    """None when it cannot be read."""
    problems: tuple[Problem, ...]


class _Dress(NamedTuple):
    """A theme that changed."""

    number: int
    kit: Kit
    statics: Mapping[str, Planned]


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
        self._reads: dict[str, _Read] = {}
        self._dress: _Dress | None = None
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
        return self._private_page(last, path) if last and path in last.private else None

    def problems(self) -> tuple[Problem, ...]:
        """All that is known to be wrong: what the last build said, but for files that changed since what these say."""
        with self._turn:
            last = self._resident.last
            read = frozenset(last.problems if last else ())
            places = {f"{CONTENT}/{path}" for path in self._reads}
            faults = [one for _, found in self._faults.values() for one in found]
            at_fault = {one.path for one in faults}
            is_newer = self._dress is not None and self._dress.number > self._told_of  # than the build that told them
            gone = [one for one in self._told if "themes/" in one.path and (is_newer or one.path in at_fault)]
            still = [one for one in self._told if one not in gone and not (one.path in places and one in read)]
            new = [one for changed in self._reads.values() for one in changed.problems]
            return tuple(sorted({*still, *new, *faults}))

    # what happens

    def change(self, paths: Iterable[Path], shown: Sequence[str], *, sure: bool = False) -> Change:
        """Looks at files that changed, and makes anew what of the pages `shown` depends on them. Files that are empty, wrong or gone are
        left for another time, unless it is `sure` that nobody is writing them at the moment."""
        with self._turn:
            self._number += 1
            last = self._resident.last
            if last is None:
                return Change(self._number, (), {}, frozenset())
            inside = {path: path.relative_to(self._root).as_posix() for path in paths if path.is_relative_to(self._root)}
            unsure = {path for path, name in inside.items() if _is_text(name) and not self._reread(name.removeprefix(f"{CONTENT}/"), last, sure=sure)}
            of_theme = {path for path in paths if path not in inside or inside[path].startswith("themes/")}
            styles: dict[str, str] = {}
            if of_theme:
                before = self._dress.statics if self._dress else last.statics
                if self._redress(last, sure=sure):
                    styles = self._restyled(before, self._dress.statics if self._dress else last.statics)
                else:
                    unsure |= of_theme
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
            return Change(self._number, tuple(made), styles, frozenset(unsure))

    def settle(self, number: int, problems: tuple[Problem, ...], *, built: bool) -> dict[str, str]:
        """Takes note of a build that began after the change with this `number`, and of all the problems it told; when it was `built`, what
        was made ahead until then is in its site. The stylesheets that are others now."""
        with self._turn:
            self._told, self._told_of = problems, number
            if not built:
                return {}
            before = self._dress
            self._pages = {path: made for path, made in self._pages.items() if made[0] > number}
            self._reads = {path: read for path, read in self._reads.items() if read.number > number}
            self._faults = {page: found for page, found in self._faults.items() if found[0] > number}
            if self._dress and self._dress.number <= number:
                self._dress = None
            last = self._resident.last
            return {} if before or last is None else _addresses(last.statics)

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

    def _reread(self, path: str, last: Last, *, sure: bool) -> bool:
        """Reads a file below content/ again; whether that came to anything."""
        try:
            found, row = library.look(self._root, path, last.settings.markdown)
        except ChangedMeanwhile:
            if sure:
                self._reads[path] = _Read(self._number, None, ())
            return sure
        is_wrong = any(one.severity == "error" and one not in self._told for one in row.problems)
        if not sure and (is_wrong or not row.is_read or found == library.digest_of(b"", last.settings.markdown)):
            return False
        event = library.event_of(row) if row.event else None
        page = library.page_of(row.page) if row.page else None
        self._reads[path] = _Read(self._number, Renewed(found, row.head, event, page) if row.is_read else None, row.problems)
        return True

    def _redress(self, last: Last, *, sure: bool) -> bool:
        """Reads the theme again; whether that can be done."""
        try:
            dress = theme.load(self._root, last.settings.theme)
            words = translation.load(dress.words, last.settings.language)
            planned = statics.planned(dress, words)
            ready = kit.ready(dress, words, ((path, item.path) for path, item in planned.items()), last.kit.filters, sandboxed=last.kit.sandboxed)
        except (Unreadable, OSError) as error:
            if sure and isinstance(error, Unreadable):
                self._faults[""] = (self._number, tuple(error.problems))
            return sure
        self._faults.pop("", None)
        self._dress = _Dress(self._number, ready, planned)
        return True

    def _restyled(self, before: Mapping[str, Planned], now: Mapping[str, Planned]) -> dict[str, str]:
        """Has changed static files served; the stylesheets among them."""
        changed = {path: item for path, item in now.items() if path not in before or before[path].path != item.path}
        for item in changed.values():
            try:
                self._pages[item.path] = (self._number, item.make(self._root, *item.given))
            except (ChangedMeanwhile, OSError):  # written again since: that is told soon
                continue
        return {path: address for path, address in _addresses(changed).items() if address in self._pages}

    def _remake(self, path: str, last: Last) -> bool:
        """Makes a page anew, if it is another; whether it is. Raises Unreadable."""
        planned = last.pages.get(path)
        if planned is None:
            return False
        found = {name: read.found for name, read in self._reads.items() if read.found}
        given = renewed(planned.given, found)
        is_redressed = self._dress is not None and _plain(self._dress.kit) != _plain(last.kit)
        if given is planned.given and not is_redressed and path not in self._pages and path not in self._faults:
            return False
        data = self._made(planned._replace(given=given), last)
        self._faults.pop(path, None)
        if data is None or data == self._pages.get(path, (0, b""))[1]:
            return False
        self._pages[path] = (self._number, data)
        return True

    def _made(self, planned: Planned, last: Last) -> bytes | None:
        """The page; None where that must be left to the build. Raises Unreadable."""
        used = self._dress.kit if self._dress else last.kit
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
            used = self._dress.kit if self._dress else last.kit
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


def _is_text(name: str) -> bool:
    return name.startswith(f"{CONTENT}/") and name.lower().endswith(content.SUFFIXES)


def _addresses(static: Mapping[str, Planned]) -> dict[str, str]:
    return {FOLDER + path: item.path for path, item in static.items() if path.endswith(_STYLE)}


def _plain(one: Kit) -> Kit:
    """The kit without what a browser is told of by itself: where stylesheets are."""
    return one._replace(statics=tuple(pair for pair in one.statics if not pair[0].endswith(_STYLE)))
