"""Hosts for the browser's tests: a folder's files, as plain hosts serve them, with further headers if need be."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@contextmanager
def hosted(folder: Path, headers: Mapping[str, str] = {}, pause: float = 0) -> Iterator[str]:
    """The address of a host that serves a folder, with its slash. It takes a `pause` in seconds before each answer."""
    with _Patient(("127.0.0.1", 0), partial(_Quiet, headers, pause, directory=str(folder))) as host:
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
    def __init__(self, further: Mapping[str, str], pause: float, *rest: object, **options: object) -> None:
        self._further = further
        self._pause = pause
        super().__init__(*rest, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        time.sleep(self._pause)
        super().do_GET()

    def end_headers(self) -> None:
        for name, value in self._further.items():
            self.send_header(name, value)
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""
