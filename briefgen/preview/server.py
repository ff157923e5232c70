"""A server for one's own browser: a folder as a static host serves it, with pages that reload when they are told to."""

from __future__ import annotations

import json
import re
import secrets
import socket
import socketserver
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote, unquote

from briefgen import files

HOST: Final = "127.0.0.1"
PORTS: Final = 50
"""How many ports after the wanted one are tried."""

_OWN: Final = "__briefgen__"
_SCRIPT: Final = Path(__file__).with_name("reload.js")
_HEARTBEAT: Final = 15.0
"""Seconds after which a quiet stream says something, to find out whether anybody still listens."""

_HOSTS: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)
_TEXT: Final = "; charset=utf-8"
_HTML: Final = "text/html" + _TEXT
_TYPES: Final = {
    ".html": _HTML,
    ".css": "text/css" + _TEXT,
    ".js": "text/javascript" + _TEXT,
    ".mjs": "text/javascript" + _TEXT,
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".txt": "text/plain" + _TEXT,
    ".md": "text/markdown" + _TEXT,
    ".csv": "text/csv" + _TEXT,
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".zip": "application/zip",
}
"""Our own list: the standard library's depends on the system, and some Windows machines call JavaScript plain text."""

_NOTHING: Final = (
    b"<!doctype html><html lang=en><meta charset=utf-8><title>Not found</title><body><p>There is nothing at this address.</p></body></html>\n"
)


@dataclass(frozen=True, slots=True)
class State:
    """What open pages are told."""

    build: str
    """Another one after each build that changed the site, and in each server's life."""
    problems: tuple[str, ...] = ()
    closed: bool = False


class Server:
    """A server of `folder` on this machine alone, at `port` or the next free one. Raises OSError when none is free.

    Port 0 takes any that is free. Nothing is answered before `start`.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self._life = secrets.token_hex(4)
        self._builds = 0
        self._news = threading.Condition()
        self.state = State(f"{self._life}-0")
        self._http = _bind(port, partial(_Handler, self))
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.1}, name="preview", daemon=True)

    @property
    def url(self) -> str:
        """The site's address, for instance 'http://127.0.0.1:8000/'."""
        return f"http://{HOST}:{self._http.server_address[1]}/"

    def start(self) -> None:
        """Answers from now on, in threads of its own."""
        self._thread.start()

    def close(self) -> None:
        """Stops answering, and ends what is open."""
        self._tell(replace(self.state, closed=True))
        if self._thread.is_alive():
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()

    def tell(self, problems: Iterable[str], reload: bool) -> None:
        """Has open pages show these problems, or none, and reloaded when something of the site changed."""
        self._builds += reload
        self._tell(State(f"{self._life}-{self._builds}", tuple(problems), self.state.closed))

    def answer(self, target: str) -> Answer:
        """What is at a request's path."""
        # Taken before the file is read: a page that is replaced in between is then one too many to reload, not one too few.
        build = self.state.build
        path = unquote(target.partition("?")[0].partition("#")[0]).lstrip("/")
        if path == f"{_OWN}/reload.js":
            return Answer(HTTPStatus.OK, files.read(_SCRIPT), _TYPES[".js"])
        if found := self._load(path, build, HTTPStatus.OK):
            return found
        if not path.endswith("/") and self._find(path + "/"):
            return Answer(HTTPStatus.MOVED_PERMANENTLY, location=f"/{quote(path)}/" + "".join(target.partition("?")[1:]))
        return self._load("404.html", build, HTTPStatus.NOT_FOUND) or Answer(HTTPStatus.NOT_FOUND, with_script(_NOTHING, build), _HTML)

    def wait_for_news(self, known: State | None) -> State:
        """The state, as soon as it is another than the `known` one, or after a while in any case."""
        with self._news:
            self._news.wait_for(lambda: self.state != known, timeout=_HEARTBEAT)
            return self.state

    def _load(self, path: str, build: str, status: HTTPStatus) -> Answer | None:
        full = self._find(path)
        try:
            data = files.read(full) if full else None
        except OSError:
            return None  # removed since we looked, or not for us to read
        if full is None or data is None:
            return None
        kind = _TYPES.get(full.suffix.lower(), "application/octet-stream")
        return Answer(status, with_script(data, build) if kind == _HTML else data, kind)

    def _find(self, path: str) -> Path | None:
        """The file that a host would show at this path."""
        path = path + "index.html" if path == "" or path.endswith("/") else path
        hidden = any(part.startswith(".") and part != ".well-known" for part in PurePosixPath(path).parts)
        return files.file_inside(self._folder, path) if files.is_inside(path) and not hidden else None

    def _tell(self, state: State) -> None:
        with self._news:
            self.state = state
            self._news.notify_all()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a request: what is sent, and as what."""

    status: HTTPStatus
    data: bytes = b""
    kind: str = "text/plain" + _TEXT
    location: str = ""


def with_script(page: bytes, build: str) -> bytes:
    """The page with the script that reloads it, before its `</body>` or at its end.

    A page whose policy allows nothing at all (404.html) is allowed just that.
    """
    if b"script-src" not in page:
        page = page.replace(b"default-src 'none'", b"default-src 'none'; script-src 'self'; connect-src 'self'", 1)
    tag = f'<script src="/{_OWN}/reload.js" data-build="{build}" defer></script>'.encode()
    end = page.lower().rfind(b"</body>")
    return page[:end] + tag + page[end:] if end >= 0 else page + tag


def _bind(port: int, handler: partial[_Handler]) -> _Http:
    for candidate in range(port, min(port + PORTS, 65535) + 1):
        try:
            return _Http((HOST, candidate), handler)
        except OSError:
            if candidate == min(port + PORTS, 65535):
                raise
    raise OSError(f"{port} is not a port")


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    # On Windows this would let two servers share a port.
    allow_reuse_address = sys.platform != "win32"

    def server_bind(self) -> None:
        """Binds without asking a name server for our own name, which HTTPServer does and which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """A browser that hangs up in the middle is no error; anything else is ours, and is raised in its thread."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            raise


class _Handler(BaseHTTPRequestHandler):
    """Answers one request: HTTP/1.0, so that each connection ends with its answer, and none outlives the server."""

    timeout = 30

    def __init__(self, server: Server, request: socket.socket, client: tuple[str, int], http: HTTPServer) -> None:
        self._server = server
        super().__init__(request, client, http)

    def do_GET(self) -> None:
        """Answers with what is at the path, to whoever may see it."""
        if not self._is_for_us():
            self._send(Answer(HTTPStatus.FORBIDDEN, b"This server answers for localhost only.\n"))
        elif self.path.partition("?")[0] == f"/{_OWN}/events":
            self._stream()
        else:
            self._send(self._server.answer(self.path))

    def do_HEAD(self) -> None:
        """Answers as to GET, without the data."""
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Printing is the command line's."""

    def _is_for_us(self) -> bool:
        """Whether the browser thinks that it talks to this machine: a page of another host that had its name point here does
        not get to read the archive."""
        return bool(_HOSTS.fullmatch(self.headers.get("Host", ""))) and self.path.startswith("/")

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        if answer.location:
            self.send_header("Location", answer.location)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.data)))
        self._end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.data)

    def _end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        # The search index is made of scripts: without this, any web page could load them and read the archive.
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()

    def _stream(self) -> None:
        """Server-sent events: the state at once, and again whenever it is another."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(b"retry: 500\n\n")
        known: State | None = None
        while not (state := self._server.wait_for_news(known)).closed:
            self.wfile.write(_events(state) if state != known else b":\n\n")
            known = state


def _events(state: State) -> bytes:
    # Problems last: the page that is about to be reloaded would show them for a moment.
    return f"event: reload\ndata: {state.build}\n\nevent: problems\ndata: {json.dumps(state.problems)}\n\n".encode()
