"""A server for one's own browser: a folder as a static host serves it, with pages that follow what is built."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import quote

import msgspec

from briefgen import files
from briefgen.preview import injected, news
from briefgen.preview.answers import HTML, SCRIPT, Answer, type_of
from briefgen.preview.asked import is_plain, path_in
from briefgen.preview.listening import listen
from briefgen.preview.news import News, State, Told

HOST: Final = "127.0.0.1"


class Beside(Protocol):
    """What is served beside the files of a site. It is asked from several threads at once, and does not raise."""

    def page(self, path: str) -> bytes | None:
        """The bytes of a path of the site that are newer than the file there, or of which there is no file; None for all others."""

    def dressed(self, page: bytes) -> bytes:
        """A page that was built, with the theme's files where they are by now."""

    def past(self, path: str) -> bytes | None:
        """What was at a path a moment ago, and may still be asked for by a page of that time."""


class Nothing:
    """Nothing beside the files."""

    def page(self, path: str) -> bytes | None:  # noqa: ARG002 - as the protocol has it
        """None."""
        return None

    past = page

    def dressed(self, page: bytes) -> bytes:
        """As it is."""
        return page


_INDEX: Final = "search/index.js"
_LARGE: Final = 4_000_000
"""Bytes from which on a file is sent piece by piece, and known by its stamp instead of its content."""
_SCRIPTS: Final = ("keeping.js", "patching.js", "styling.js", "overlay.js", "listening.js", "following.js")
"""What makes the browser's script, in order."""


class Server:
    """A server of `folder` at `port`, or the next free one, of `host`. Raises OSError when none is free.

    Port 0 takes any that is free. Nothing is answered before `start`. `root` is where the paths of problems begin. `on_missing` is called
    with each path that was asked for and has nothing at it, from the thread that answers.
    """

    def __init__(
        self,
        folder: Path,
        port: int,
        host: str = HOST,
        beside: Beside | None = None,
        root: Path | None = None,
        on_missing: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.folder = folder
        """That is served."""
        self._root = root
        self._beside = beside or Nothing()
        self._on_missing = on_missing
        self._news = threading.Condition()
        self._state = State()
        self._open: dict[object, tuple[str, ...]] = {}
        self._listener = listen(self, host, port)

    @property
    def url(self) -> str:
        """The site's address for this machine, for instance 'http://127.0.0.1:8000/'."""
        return self._listener.url

    def start(self) -> None:
        """Answers from now on, in threads of its own."""
        self._listener.start()

    def close(self) -> None:
        """Stops answering, and ends what is open."""
        self._tell(replace(self._state, closed=True))
        self._listener.close()

    def show(self, told: News) -> None:
        """Has open pages show these problems, or none, and each page that would be served otherwise now show that."""
        with self._news:
            self._tell(self._state.after(told))

    def streams(self) -> tuple[tuple[str, ...], ...]:
        """The pages that each stream is for, the latest stream last: a browser's pages share one where it lets them."""
        with self._news:
            return tuple(self._open.values())

    def open_pages(self) -> tuple[str, ...]:
        """The paths of the pages that browsers show now, without those in background tabs, the last one opened first."""
        with self._news:
            return tuple(dict.fromkeys(path for paths in reversed(self._open.values()) for path in paths))

    def answer(self, target: str) -> Answer:
        """What is at a request's target."""
        path = path_in(target)
        if path == f"{injected.OWN}/page.js":
            return _whole(HTTPStatus.OK, browser_script(), SCRIPT)
        found = None if path is None else self._look(path)
        if found is None and path and not path.endswith("/") and self._look(path + "/"):
            location = f"/{quote(path)}/" + "".join(target.partition("?")[1:])
            return Answer(HTTPStatus.MOVED_PERMANENTLY, further=(("Location", location),))
        if found is None and path is not None:
            self._on_missing(_named(path))
        found = found or self._nothing()
        if found.kind != HTML:
            return found
        # Told apart by what was built: where the theme's files are is told by itself, and no reason to look at a page again.
        return _whole(found.status, injected.with_script(self._beside.dressed(found.data), version_of(found), found.status), HTML)

    def told(self, page: str, path: str, state: State) -> bytes:
        """What a page, as a browser names it, with this path is told in this state, as JSON."""
        now = self._look(path) or self._nothing()
        index = self._look(_INDEX)
        problems = news.shown(state.problems, lambda name: news.lines_in(self._root, name))
        return msgspec.json.encode(
            Told(
                page,
                version_of(now),
                now.status,
                state.place_of(_named(path)) if now.status != HTTPStatus.OK else "",
                next((folder for above in files.folders_of(path) if self._look(folder := f"{above}/")), ""),
                state.orphaned.get(_named(path)) if now.status != HTTPStatus.OK else None,
                version_of(index) if index else "",
                state.styles,
                state.images,
                problems,
                news.further(state.problems),
            )
        )

    @contextmanager
    def opened(self, paths: Sequence[str]) -> Iterator[None]:
        """While a browser shows these pages, the last one opened first."""
        key = object()
        with self._news:
            self._open[key] = tuple(map(_named, paths))
        try:
            yield
        finally:
            with self._news:
                del self._open[key]

    def state_after(self, number: int, patience: float) -> State:
        """The state, as soon as it is another than the one with this number, or after so many seconds in any case."""
        with self._news:
            self._news.wait_for(lambda: self._state.closed or self._state.number != number, timeout=patience)
            return self._state

    def _look(self, path: str) -> Answer | None:
        """What a host would show at this path, without what the preview adds; None for nothing."""
        path = _named(path)
        if not is_plain(path):
            return None
        kind = type_of(path)
        made = self._beside.page(path)
        if made is not None:
            return _whole(HTTPStatus.OK, made, kind)
        try:
            full = files.file_inside(self.folder, path)
            if full is None:
                past = self._beside.past(path)
                return None if past is None else _whole(HTTPStatus.OK, past, kind)
            stamp = files.stamp(full)
            if kind != HTML and stamp[1:2] > (_LARGE,):
                return Answer(HTTPStatus.OK, b"", kind, f'"{"-".join(f"{part:x}" for part in stamp)}"', file=full, size=stamp[1])
            return _whole(HTTPStatus.OK, files.read(full), kind)
        except (OSError, ValueError):
            return None  # removed since we looked, too long a name, or not for us to read

    def _nothing(self) -> Answer:
        """What is shown where there is nothing."""
        if found := self._look("404.html"):
            return replace(found, status=HTTPStatus.NOT_FOUND)
        if self._look("index.html"):
            return _whole(HTTPStatus.NOT_FOUND, injected.not_found(), HTML)
        state = self._state
        return _whole(HTTPStatus.SERVICE_UNAVAILABLE, injected.not_built(state.problems, state.number > 0), HTML)

    def _tell(self, state: State) -> None:
        with self._news:
            self._state = state
            self._news.notify_all()


def version_of(answer: Answer) -> str:
    """What tells this answer from every other one at its address."""
    return f"{answer.status.value}-{answer.etag.strip(chr(34))}"


def browser_script() -> bytes:
    """The script that pages get: each part is a plain file, and all share one scope that the page cannot see."""
    parts = b"\n".join(files.read(Path(__file__).with_name("browser") / name) for name in _SCRIPTS)
    return b'(() => {\n"use strict";\n' + parts + b"})();\n"


def _named(path: str) -> str:
    return path + "index.html" if path == "" or path.endswith("/") else path


def _whole(status: HTTPStatus, data: bytes, kind: str) -> Answer:
    return Answer(status, data, kind, f'"{files.digest(data)}"')
