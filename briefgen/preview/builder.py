"""What builds, again and again, and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic
from typing import Final, TypeAlias

from briefgen import config, files, pictures, theme
from briefgen.archive import CONTENT
from briefgen.preview.built import Built
from briefgen.preview.following import Follower, Shown
from briefgen.preview.news import News
from briefgen.preview.seen import Seen
from briefgen.preview.server import Server
from briefgen.preview.watch import Burst, Watcher
from briefgen.problem import Problem, Unreadable
from briefgen.site.ahead import Ahead
from briefgen.site.build import Report, Unsettled
from briefgen.site.resident import Last, Resident, desk_news, moved, orphaned
from briefgen.theme import Theme

Build: TypeAlias = Callable[[], Report]

_BOOKS: Final = ".tsv"
"""What the files end in, directly below content/, that ingest keeps its books in."""


class Builder:
    """Builds from what there is, and shows what came of it."""

    def __init__(
        self,
        root: Path,
        build: Build,
        watcher: Watcher,
        burst: Burst,
        server: Server,
        follower: Follower,
        ahead: Ahead,
        resident: Resident,
        on_built: Callable[[Built], None],
    ) -> None:
        self._root = root
        self._build = build
        self._watcher = watcher
        self._burst = burst
        self._server = server
        self._follower = follower
        self._ahead = ahead
        self._resident = resident
        self._last = resident.last
        """As of the last build that succeeded."""
        self._on_built = on_built
        self._dress: Theme | None = None
        """The theme in use, as it was last read."""
        self._seen = Seen(ahead.digest)
        self._overdue: tuple[frozenset[Path], Shown | None] | None = None
        """The changes of which nothing could be built, since more came all the time, and what was shown of them."""
        self._in_vain: frozenset[Path] = frozenset()
        """The files of the site that were missing and still are, though it was built anew for them."""

    def turn(self, paths: Iterable[Path], number: int) -> None:
        """Builds from what there is now, because of these paths, the last of which were told with this number; unless they are no news."""
        shown = self._follower.shown_until(number)
        sources = frozenset(path for path in paths if not self._is_of_site(path))
        missing = self._missing(path for path in paths if self._is_of_site(path))
        is_news = self._seen.is_news(sources)
        if paths and not (is_news or missing or self._overdue):
            return
        if self._overdue:
            sources, shown = sources | self._overdue[0], _both(self._overdue[1], shown)
        changed = tuple(sorted(self._known_as(path) for path in sources | missing))
        by_hand = tuple(sorted(self._known_as(path) for path in sources if self._is_by_hand(path)))
        start = monotonic()
        report: Report | None = None
        try:
            report = self._build()
            problems = report.problems
        except Unsettled:
            # Somebody saves on and on, or a checkout is under way: once there is quiet, all of it is built at once.
            self._overdue = sources | missing, shown
            self._burst.add(())
            return
        except Unreadable as error:
            problems = tuple(sorted(error.problems))
        except OSError as error:
            problems = (Problem(str(error.filename or ""), 0, f"cannot build: {error.strerror or error}", "see to the disk"),)
        self._overdue = None
        self._in_vain = frozenset(path for path in missing if not files.exists(path))
        last = self._resident.last if report else self._last
        desk = desk_news(self._last, last)
        built = Built(changed, report, problems, monotonic() - start, shown, (*by_hand, *sorted(map(self._known_as, missing))), desk)
        self._show(built, number, last)
        self._on_built(built)
        if dress := _theme(self._root):
            self._dress = dress
            self._watcher.follow(dress.folders)

    def _show(self, built: Built, number: int, last: Last | None) -> None:
        """Has browsers show what came of a build, which planned the `last` that there is now."""
        styles = self._ahead.settle(number, built.problems, built=built.report is not None)
        written = built.report.written if built.report else ()
        images = tuple(filter(pictures.is_picture, written))
        before, self._last = self._last, last
        self._server.show(News(self._ahead.problems(), styles, images, moved(before, last), orphaned(before, last)))

    def _is_of_site(self, path: Path) -> bool:
        return path.is_relative_to(self._server.folder)

    def _missing(self, paths: Iterable[Path]) -> frozenset[Path]:
        """Those of these files of the site that are not there but should be; the site's folder stands for all of them."""
        site, last = self._server.folder, self._last
        if last is None:
            return frozenset()
        found = set()
        for path in paths:
            there = last.all_paths() if path == site else [path.relative_to(site).as_posix()]
            if path not in self._in_vain and any(last.makes(one) and not files.exists(site / one) for one in there):
                found.add(path)
        return frozenset(found)

    def _known_as(self, path: Path) -> str:
        """A file as problems name it: relative to the archive, and one of a theme that is elsewhere by that theme's name."""
        if path.is_relative_to(self._root):
            return path.relative_to(self._root).as_posix()
        return self._dress.known_as(str(path)) if self._dress else str(path)

    def _is_by_hand(self, path: Path) -> bool:
        """Whether somebody has changed a file, as far as can be told: neither did ingest write it, nor is it as the last build read it."""
        if len(files.stamp(path)) == 1:
            return False  # a folder: what matters is in it
        name = self._known_as(path)
        if not name.startswith(f"{CONTENT}/") or self._last is None:
            return True
        inner = name.removeprefix(f"{CONTENT}/")
        is_book = "/" not in inner and inner.endswith(_BOOKS)
        return not is_book and not self._last.digests.get(inner, b"").startswith(self._seen.content(path))


def _both(one: Shown | None, other: Shown | None) -> Shown | None:
    """What was shown in two parts."""
    return Shown(one.pages + other.pages, max(one.seconds, other.seconds)) if one and other else one or other


def _theme(root: Path) -> Theme | None:
    """The theme in use; None while that cannot be told."""
    try:
        return theme.load(root, config.load(root, safe=True).theme)
    except (Unreadable, OSError):
        return None  # the build says so
