"""Previews for tests: the real one, in another thread."""

from __future__ import annotations

import http.client
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

from briefgen.preview.built import Built
from briefgen.preview.serve import serve
from briefgen.site.build import Report
from briefgen.site.resident import Resident

LONG = 30.0
"""Seconds after which what was waited for is taken not to come: far more than it takes."""


class Preview:
    """A preview that runs in another thread."""

    def __init__(self, url: str, built: SimpleQueue[Built]) -> None:
        self.url = url
        self.built = built

    def next(self) -> Built:
        return self.built.get(timeout=LONG)

    def after(self, path: str) -> Built:
        """The first build that this file's change led to."""
        while path not in (built := self.next()).changed:
            pass
        return built

    @contextmanager
    def showing(self, path: str) -> Iterator[Callable[[], str]]:
        """A browser that shows this page; what gives the next thing it is told, in full."""
        connection = http.client.HTTPConnection(self.url.removeprefix("http://").rstrip("/"), timeout=LONG)
        connection.request("GET", f"/__briefgen__/events?page=/{path}")
        response = connection.getresponse()

        def next_told() -> str:
            while not (line := response.fp.readline().decode()).startswith("data:"):
                assert line, "the stream has ended"
            return line

        try:
            next_told()
            yield next_told
        finally:
            response.close()
            connection.close()

    def page(self, path: str) -> str:
        with urllib.request.urlopen(self.url + path, timeout=LONG) as response:
            return str(response.read().decode())


@contextmanager
def preview(root: Path, make_site: Callable[[], Report], port: int = 0, resident: Resident | None = None) -> Iterator[Preview]:
    built: SimpleQueue[Built] = SimpleQueue()
    ready: SimpleQueue[str] = SimpleQueue()
    stop = threading.Event()

    def run() -> None:
        serve(root, make_site, port=port, poll=False, on_ready=ready.put, on_built=built.put, stop=stop, resident=resident)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield Preview(ready.get(timeout=LONG), built)
    finally:
        stop.set()
        thread.join(LONG)
        assert not thread.is_alive()
