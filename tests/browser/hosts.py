"""Hosts for the browser's tests: a folder's files, as plain hosts serve them, with further headers if need be, and 404.html for what is missing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextmanager
def hosted(folder: Path, headers: Mapping[str, str] | Callable[[str], Mapping[str, str]] | None = None, pause: float = 0) -> Iterator[str]:
    """The address of a host that serves a folder, with its slash. It takes a `pause` in seconds before each answer. `headers` may depend on the
    path that is asked for."""
    with _Patient(("127.0.0.1", 0), partial(_Quiet, headers or {}, pause, directory=str(folder))) as host:
        thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{host.server_address[1]}/"
        finally:
            host.shutdown()
            thread.join()


class _Patient(ThreadingHTTPServer):
    """One that does not turn down a browser that asks for a dozen files at once."""

    request_queue_size = 64
    daemon_threads = True


class _Quiet(SimpleHTTPRequestHandler):
    def __init__(self, further: Mapping[str, str] | Callable[[str], Mapping[str, str]], pause: float, *rest: object, **options: object) -> None:
        self._further = further
        self._pause = pause
        super().__init__(*rest, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        time.sleep(self._pause)
        super().do_GET()

    def end_headers(self) -> None:
        further = self._further(self.path.partition("?")[0]) if callable(self._further) else self._further
        for name, value in further.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""
