"""The preview: build, serve, watch; on a change show what can be shown at once, build again, and tell the browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import Final, TypeAlias

from briefgen import config, files, theme
from briefgen.archive import SITE
from briefgen.preview.following import Follower, Shown
from briefgen.preview.news import News
from briefgen.preview.server import HOST, Server
from briefgen.preview.watch import Burst, Watcher
from briefgen.problem import Problem, Unreadable
from briefgen.site.ahead import Ahead
from briefgen.site.build import Report
from briefgen.site.resident import Resident, moved

Build: TypeAlias = Callable[[], Report]

_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one build of the preview."""

    changed: tuple[str, ...]
    """The files because of which it was built, relative to the archive where they are in it, sorted; () for the first build."""
    report: Report | None
    """None when nothing could be built."""
    problems: tuple[Problem, ...]
    """The report's, or why nothing could be built."""
    seconds: float = 0.0
    """From the beginning of the build to its end."""
    shown: Shown | None = None
    """What was shown before the build was done, if anything was."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What the browser shows."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


def serve(
    root: Path,
    build: Build,
    *,
    port: int,
    poll: bool,
    on_ready: Callable[[str], None],
    on_built: Callable[[Built], None],
    stop: threading.Event,
    host: str = HOST,
    resident: Resident | None = None,
) -> None:
    """Serves the archive's `site/`, builds it, and builds again whenever the files of the archive `root` change, until `stop` is set, as it
    is when this returns or raises.

    `build` may write into content/ (it ingests first). It runs in the caller's thread, so that an interruption ends it at once, and so does
    `on_built`, after each build; `on_ready` is given the address before the first. With `resident`, if `build` builds with it too, pages
    that a browser shows are made ahead of the build, from a thread of their own. A build that fails leaves what is served as it is; its
    errors are shown in the browser. Raises OSError when no port is free.
    """
    root = root.resolve()
    resident = resident or Resident()
    ahead = Ahead(root, resident)
    burst = Burst()
    with closing(resident), closing(Server(root / SITE, port, host, ahead.page, root)) as server, closing(Watcher(root, poll)) as watcher:
        follower = Follower(watcher, ahead, server, burst)
        loop = _Loop(root, build, watcher, server, follower, ahead, resident, on_built)
        threading.Thread(target=_wake_when, args=(stop, watcher, burst), name="preview-stop", daemon=True).start()
        try:
            server.start()
            on_ready(server.url)
            follower.start()
            loop.turn((), 0)
            while (taken := burst.take())[0]:
                loop.turn(*taken)
            follower.reraise()
        finally:
            stop.set()


class _Loop:
    """Builds, and tells what came of it."""

    def __init__(
        self,
        root: Path,
        build: Build,
        watcher: Watcher,
        server: Server,
        follower: Follower,
        ahead: Ahead,
        resident: Resident,
        on_built: Callable[[Built], None],
    ) -> None:
        self._root = root
        self._build = build
        self._watcher = watcher
        self._server = server
        self._follower = follower
        self._ahead = ahead
        self._resident = resident
        self._built = resident.last
        """As of the last build that succeeded."""
        self._on_built = on_built
        self._seen = _Seen()

    def turn(self, paths: Iterable[Path], number: int) -> None:
        """Builds from what there is now, because of these paths, the last of which were told with this number; unless they are no news."""
        shown = self._follower.shown_until(number)
        if paths and not self._seen.is_news(paths):
            return
        changed = tuple(sorted(_relative(path, self._root) for path in paths))
        start = monotonic()
        try:
            report = self._build()
            built = Built(changed, report, report.problems, monotonic() - start, shown)
        except Unreadable as error:
            built = Built(changed, None, tuple(sorted(error.problems)), monotonic() - start, shown)
        except OSError as error:
            what = Problem(str(error.filename or ""), 0, f"cannot build: {error.strerror or error}", "see to the disk")
            built = Built(changed, None, (what,), monotonic() - start, shown)
        styles = self._ahead.settle(number, built.problems, built=built.report is not None)
        written = built.report.written if built.report else ()
        pictures = tuple(path for path in written if PurePosixPath(path).suffix.lower() in _PICTURES)
        elsewhere = moved(self._built, self._resident.last) if built.report else {}
        self._built = self._resident.last if built.report else self._built
        self._server.show(News(self._ahead.problems(), styles, pictures, elsewhere))
        self._on_built(built)
        if folders := _theme_folders(self._root):
            self._watcher.follow(folders)


class _Seen:
    """What the builds so far have seen of the files that changed since the preview started."""

    def __init__(self) -> None:
        self._content: dict[Path, str] = {}
        self._stamps: dict[Path, tuple[int, ...]] = {}
        self._again = False

    def is_news(self, paths: Iterable[Path]) -> bool:
        """Whether a build that starts now could make another site of these files than the last one did.

        They are looked at before that build, so that an edit in the middle of it is news after it. What the build itself wrote
        is news once, too: building from it is what shows that nothing more comes of it. A file that was written but came out
        the same may have been another for a moment, while it was read; so it is built once more, but not on and on.
        """
        stamps = {path: files.stamp(path) for path in paths}
        content = {path: _content(path) for path in paths}
        touched = any(self._stamps.get(path) != stamp for path, stamp in stamps.items())
        changed = any(self._content.get(path) != found for path, found in content.items())
        self._stamps |= stamps
        self._content |= content
        news = changed or (touched and not self._again)
        if touched or changed:
            self._again = not changed
        return news


def _content(path: Path) -> str:
    """What tells a file's content from any other's, a folder's or nothing's."""
    try:
        return files.digest(files.read(path))
    except OSError:
        return repr(files.stamp(path))


def _theme_folders(root: Path) -> tuple[str, ...]:
    """Where the theme in use is read from; () while that cannot be told."""
    try:
        return theme.load(root, config.load(root, safe=True).theme).folders
    except (Unreadable, OSError):
        return ()  # the build says so


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _wake_when(stop: threading.Event, watcher: Watcher, burst: Burst) -> None:
    stop.wait()
    watcher.wake()
    burst.end()
