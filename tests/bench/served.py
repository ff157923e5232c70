"""A built site as a host on the web would serve it: compressed, counted byte by byte, if need be over a slow line."""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

LEVEL: Final = 6
"""Of gzip, as hosts have it."""
COMPRESSED: Final = frozenset({".html", ".js", ".css", ".json", ".xml", ".svg"})
"""What hosts compress. Pagefind compresses its own files beforehand."""
TYPES: Final = {".js": "text/javascript", ".wasm": "application/wasm"}
PIECE: Final = 4096
"""Bytes that a slow line takes at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """What lies between host and reader, shared by all of a site's responses."""

    latency: float = 0.0
    """Seconds before each response begins."""
    rate: float = 0.0
    """Bytes in a second; 0 for as fast as it goes."""


FAST: Final = Line()
SLOW: Final = Line(0.150, 1_600_000 / 8)
"""'Slow 4G' as browsers' developer tools have it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One response."""

    path: str
    size: int
    """Bytes of its body, as they were sent."""
    moment: float
    """When it was asked for, in seconds since 1970."""


@dataclass(slots=True)
class Served:
    """A site that is being served."""

    address: str
    """`http://127.0.0.1:PORT`, without a slash at the end."""
    _sent: list[Sent] = field(default_factory=list)
    _under_way: int = 0
    _last: float = 0.0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def taken(self) -> list[Sent]:
        """What was sent since this was last asked."""
        with self._turn:
            sent, self._sent[:] = self._sent[:], []
        return sent

    def is_quiet(self, seconds: float) -> bool:
        """Whether nothing was asked for or being sent within so many seconds."""
        with self._turn:
            return not self._under_way and time.perf_counter() - self._last >= seconds

    @contextmanager
    def sending(self, sent: Sent) -> Iterator[None]:
        """While this is being sent."""
        with self._turn:
            self._sent.append(sent)
            self._under_way += 1
        try:
            yield
        finally:
            with self._turn:
                self._under_way -= 1
                self._last = time.perf_counter()


@contextmanager
def serve(folder: Path, extra: Mapping[str, bytes] = {}, line: Line = FAST) -> Iterator[Served]:
    """Serves a folder, and more files by their paths from its root (`/name`), without a word on caching."""
    served = Served("")
    host = _Host(folder, extra, line, served)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host))
    server.daemon_threads = True
    served.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def compressed(name: str, body: bytes) -> bytes:
    """What a host sends of such a file."""
    return gzip.compress(body, LEVEL, mtime=0) if Path(name).suffix in COMPRESSED else body


class _Host:
    """The files of a site, each read and compressed once, and the line that they go through."""

    def __init__(self, folder: Path, extra: Mapping[str, bytes], line: Line, served: Served) -> None:
        self.served = served
        self._folder, self._extra, self._line = folder, extra, line
        self._bodies: dict[str, bytes | None] = {}
        self._turn = threading.Lock()
        self._free = 0.0

    def body(self, path: str) -> bytes | None:
        if path not in self._bodies:
            file = self._folder / path.removeprefix("/")
            raw = self._extra.get(path) or (file.read_bytes() if file.is_file() else None)
            self._bodies[path] = None if raw is None else compressed(path, raw)
        return self._bodies[path]

    def wait(self) -> None:
        if self._line.latency:
            time.sleep(self._line.latency)

    def pieces(self, body: bytes) -> Iterator[bytes]:
        """The body as it comes through the line, which others use at the same time."""
        if not self._line.rate:
            yield body
            return
        for start in range(0, len(body), PIECE):
            piece = body[start : start + PIECE]
            with self._turn:
                self._free = max(self._free, time.perf_counter()) + len(piece) / self._line.rate
                through = self._free
            time.sleep(max(0.0, through - time.perf_counter()))
            yield piece


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, host: _Host, *rest: object) -> None:
        self._host = host
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        body = self._host.body(path)
        with self._host.served.sending(Sent(path, len(body or b""), time.time())):
            self._host.wait()
            self._head(path, body)
            try:
                for piece in self._host.pieces(body or b""):
                    self.wfile.write(piece)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the page was closed before it had all

    def _head(self, path: str, body: bytes | None) -> None:
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        if body is not None:
            suffix = Path(path).suffix
            self.send_header("Content-Type", TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream")
            if suffix in COMPRESSED:
                self.send_header("Content-Encoding", "gzip")
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name in the class above
        pass
