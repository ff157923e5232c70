"""HTTP/1.1 for the preview: connections, each in a thread of its own, requests, and streams of news.

The standard library's server, since nothing else earns its place here: the preview has one reader, streams want a thread or a task each,
and what is missing from it (ranges, tags, who may ask) would have to be written for the others as well.
"""

from __future__ import annotations

import contextlib
import errno
import socket
import socketserver
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from typing import Any, Final, Protocol
from urllib.parse import parse_qs, urlsplit

from briefgen import files
from briefgen.preview import asked
from briefgen.preview.answers import Answer, sending
from briefgen.preview.injected import OWN
from briefgen.preview.news import State

PORTS: Final = 50
"""How many ports after the wanted one are tried."""
MOST: Final = 256
"""Connections at once: a browser holds six. What comes beyond them is hung up on."""

_TAKEN: Final = (errno.EADDRINUSE, errno.EACCES)
"""What is wrong where another port may do: Windows and privileged ports answer with the second."""
_LOOK: Final = 1.0
"""Seconds after which a quiet stream looks whether its reader is still there."""
_BEATS: Final = 15
"""Looks after which it says something, for whatever stands between them and takes a silent connection for a dead one."""
_PATIENCE: Final = 30
"""Seconds for which a connection may be idle, or a reader take nothing of what is sent."""
_ENDING: Final = 5.0
"""Seconds within which what is open has to end when the server does."""

_SAFE: Final = (
    ("Cache-Control", "no-cache"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
)


class Site(Protocol):
    """What is served. It is asked from several threads at once."""

    def answer(self, target: str, /) -> Answer:
        """What is at a request's target."""

    def opened(self, paths: Sequence[str], /) -> AbstractContextManager[None]:
        """While a browser shows these pages, the last one opened first."""

    def state_after(self, number: int, patience: float, /) -> State:
        """The state, as soon as it is another than the one with this number, or after so many seconds in any case."""

    def told(self, page: str, path: str, state: State, /) -> bytes:
        """What a page, as a browser names it, with this path is told in this state, as JSON."""


def listen(site: Site, host: str, port: int) -> Listener:
    """What listens at `port` of `host`, or the next free one. Raises OSError when none is free, or there is no such host."""
    last = min(port + PORTS, 65535) if port else 0
    failed = OSError(f"{port} is not a port")
    for candidate in range(port, last + 1):
        try:
            family, _, _, _, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
            return Listener(family, (str(address[0]), candidate), partial(_Handler, site, host), host)
        except OSError as error:
            is_taken = not isinstance(error, socket.gaierror) and error.errno in _TAKEN
            ports = f"port {port}" if candidate == port else f"ports {port} to {candidate}"
            failed = OSError(error.errno, f"cannot listen at {host!r}, {ports}: {error.strerror}")
            if not is_taken:
                break  # no other port will do either
    raise failed


class Listener(ThreadingHTTPServer):
    """Takes connections, and knows those that are open."""

    daemon_threads = True
    request_queue_size = 64
    # On Windows this would let two servers share a port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, family: int, address: tuple[str, int], handler: Any, host: str) -> None:
        self.address_family = family
        self._host = host
        self._open: set[Any] = set()
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, name="preview", daemon=True)
        super().__init__(address, handler)

    @property
    def url(self) -> str:
        """The address for this machine."""
        bound = asked.address_of(str(self.server_address[0]))
        if bound is not None and bound.is_unspecified:
            return self._url("127.0.0.1" if bound.version == 4 else "[::1]")
        return self._url(f"[{bound}]" if bound and bound.version == 6 else str(bound))

    def start(self) -> None:
        """Takes connections from now on."""
        self._thread.start()

    def close(self) -> None:
        """Takes no more, hangs up on who is there, and returns when all threads have let go, or one does not."""
        if self._thread.is_alive():
            self.shutdown()
            self._thread.join()
        self.server_close()
        with self._changed:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self._changed.wait_for(lambda: not self._open, timeout=_ENDING)

    def server_bind(self) -> None:
        """Binds without asking a name server for our own name, which HTTPServer does and which can take seconds."""
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self._host, int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Gives a connection its thread."""
        with self._changed:
            is_full = len(self._open) >= MOST
            if not is_full:
                self._open.add(request)
        if is_full:
            self.shutdown_request(request)
        else:
            super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Ends a connection."""
        super().shutdown_request(request)
        with self._changed:
            self._open.discard(request)
            self._changed.notify_all()

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - the library gives them
        """A browser that hangs up in the middle is no error; anything else is ours, and is raised in its thread."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            raise

    def _url(self, name: str) -> str:
        return f"http://{name}:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    """Answers what is asked over one connection."""

    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE
    disable_nagle_algorithm = True
    wbufsize = 1 << 16

    def __init__(self, site: Site, bound: str, request: socket.socket, client: tuple[str, int], http: HTTPServer) -> None:
        self._site = site
        self._bound = bound
        super().__init__(request, client, http)

    def do_GET(self) -> None:
        """Answers with what is at the target, to whoever may see it."""
        if self._has_body():
            self.close_connection = True  # what would be read as the next request is this one's body
        host = self.headers.get_all("Host", [])
        if len(host) != 1 and self.request_version == "HTTP/1.1":
            self._send(Answer(HTTPStatus.BAD_REQUEST, b"A request names one host.\n"))
        elif not self.path.startswith("/"):
            self._send(Answer(HTTPStatus.BAD_REQUEST, b"This is no proxy.\n"))
        elif not asked.is_for("".join(host), self._bound):
            self._send(Answer(HTTPStatus.FORBIDDEN, b"This server does not answer for this host: briefgen serve --host says for which.\n"))
        elif asked.is_from_elsewhere(self._heard()):
            self._send(Answer(HTTPStatus.FORBIDDEN, b"This server does not answer to pages of other sites.\n"))
        elif self.path.partition("?")[0] == f"/{OWN}/events":
            self._stream()
        else:
            self._send(self._site.answer(self.path))

    def do_HEAD(self) -> None:
        """Answers as to GET, without the data."""
        self.do_GET()

    def do_other(self) -> None:
        """Declines: a site is only read."""
        self.close_connection = True
        self._send(Answer(HTTPStatus.METHOD_NOT_ALLOWED, b"A site is only read.\n", further=(("Allow", "GET, HEAD"),)))

    def __getattr__(self, name: str) -> Any:
        """What answers a method that has no answer of its own, be it one that nobody has heard of."""
        if name.startswith("do_"):
            return self.do_other
        raise AttributeError(name)

    def handle_expect_100(self) -> bool:
        """Asks for no body, since none is read."""
        return True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library names it so
        """Printing is the command line's."""

    def version_string(self) -> str:
        """What is serving, without its version."""
        return "briefgen"

    def _heard(self) -> dict[str, str]:
        """The request's headers, with names in one spelling: 'If-None-Match'."""
        return {name.title(): value for name, value in self.headers.items()}

    def _has_body(self) -> bool:
        return self.headers.get("Content-Length", "0").strip() != "0" or "Transfer-Encoding" in self.headers

    def _send(self, answer: Answer) -> None:
        sent = sending(answer, self.command, self._heard())
        self._begin(sent.status, sent.headers)
        if sent.length and not answer.file:
            self.wfile.write(memoryview(answer.data)[sent.start : sent.start + sent.length])
        elif sent.length and answer.file:
            left = sent.length
            for piece in files.pieces(answer.file, sent.start, sent.length):
                self.wfile.write(piece)
                left -= len(piece)
            self.close_connection |= left > 0  # it was replaced meanwhile; that less comes than was said tells the reader
        self.wfile.flush()

    def _begin(self, status: HTTPStatus, headers: tuple[tuple[str, str], ...]) -> None:
        self.send_response(status)
        for name, value in (*headers, *_SAFE):
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _stream(self) -> None:
        """Server-sent events: what there is to tell these pages at once, and again whenever it is something else."""
        self.close_connection = True  # a stream ends with its connection
        named = parse_qs(urlsplit(self.path).query, encoding="latin-1").get("page", [])
        pages = {page: path for page in named if (path := asked.path_in(page)) is not None}
        if not pages or self.command == "HEAD":
            self._send(Answer(HTTPStatus.OK if pages else HTTPStatus.BAD_REQUEST, kind="text/event-stream"))
            return
        with self._site.opened(tuple(pages.values())):
            self._begin(HTTPStatus.OK, (("Content-Type", "text/event-stream"),))
            self._say(b"retry: 500\n\n")
            self._follow(pages)

    def _follow(self, pages: Mapping[str, str]) -> None:
        number, quiet = -1, 0
        said = dict.fromkeys(pages, b"")
        while not (state := self._site.state_after(number, _LOOK)).closed:
            quiet = quiet + 1 if state.number == number else 0
            if quiet and self._has_left():
                return
            if not quiet:
                number = state.number
                for page, path in pages.items():
                    told = self._site.told(page, path, state)
                    if told != said[page]:
                        self._say(b"event: news\ndata: " + told + b"\n\n")
                        said[page] = told
            elif quiet % _BEATS == 0:
                self._say(b":\n\n")

    def _say(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def _has_left(self) -> bool:
        """Whether the reader has hung up."""
        self.connection.settimeout(0)
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        finally:
            self.connection.settimeout(_PATIENCE)


def outer_url(url: str, host: str) -> str:
    """Where other machines reach a server that has this address for its own machine and was told to listen at `host`; '' where they cannot,
    or that cannot be told."""
    if asked.is_local(host):
        return ""
    address = asked.address_of(host)
    name = (_outer_address() if address.is_unspecified else host) if address else host
    return f"http://{f'[{name}]' if ':' in name else name}:{urlsplit(url).port}/" if name else ""


def _outer_address() -> str:
    """This machine's address in its network; '' when it is in none. Nothing is sent: the system only looks up the way."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address that is for examples only
        return str(probe.getsockname()[0])
    return ""
