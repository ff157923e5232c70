"""The preview: build, serve, watch; on a change build again and tell the browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from briefgen import config, files, theme
from briefgen.archive import SITE
from briefgen.preview.server import Server
from briefgen.preview.watch import Watcher
from briefgen.problem import Problem, Unreadable
from briefgen.site.build import Report

Build: TypeAlias = Callable[[], Report]


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one build of the preview."""

    changed: tuple[str, ...]
    """The files because of which it was built, relative to the archive where they are in it, sorted; () for the first build."""
    report: Report | None
    """None when nothing could be built."""
    problems: tuple[Problem, ...]
    """The report's, or why nothing could be built."""

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
) -> None:
    """Builds the archive `root`, serves its `site/`, and builds again whenever its files change, until `stop` is set, as it is
    when this returns or raises.

    `build` may write into content/ (it ingests first). It runs in the caller's thread, and so do `on_ready`, which is given the
    address once the first build is done, and `on_built`, after each build. A build that fails leaves what is served as it is;
    its errors are shown in the browser. Raises OSError when no port is free.
    """
    root = root.resolve()
    seen = _Seen()
    with closing(Server(root / SITE, port)) as server, closing(Watcher(root, poll)) as watcher:
        threading.Thread(target=_wake_when, args=(stop, watcher), name="preview-stop", daemon=True).start()
        try:
            _build_and_tell(root, build, watcher, server, on_built, ())
            server.start()
            on_ready(server.url)
            while not stop.is_set() and (paths := watcher.changes()):
                if seen.is_news(paths):
                    _build_and_tell(root, build, watcher, server, on_built, paths)
        finally:
            stop.set()


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


def _build_and_tell(root: Path, build: Build, watcher: Watcher, server: Server, on_built: Callable[[Built], None], paths: Iterable[Path]) -> None:
    if folders := _theme_folders(root):
        watcher.follow(folders)
    changed = tuple(sorted(_relative(path, root) for path in paths))
    try:
        report = build()
        built = Built(changed, report, report.problems)
    except Unreadable as error:
        built = Built(changed, None, tuple(sorted(error.problems)))
    except OSError as error:
        built = Built(changed, None, (Problem(str(error.filename or ""), 0, f"cannot build: {error.strerror or error}", "see to the disk"),))
    on_built(built)
    server.tell(map(str, built.errors), reload=bool(built.report and (built.report.written or built.report.removed)))


def _theme_folders(root: Path) -> tuple[str, ...]:
    """Where the theme in use is read from; () while that cannot be told."""
    try:
        return theme.load(root, config.load(root).theme).folders
    except (Unreadable, OSError):
        return ()  # the build says so


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _wake_when(stop: threading.Event, watcher: Watcher) -> None:
    stop.wait()
    watcher.wake()
