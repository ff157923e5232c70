"""A host for tests: a real server on this machine that answers each path in a way of its own, and remembers what it was asked."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, TypeAlias

from briefgen.probing.manner import Manner

Said: TypeAlias = int | tuple[int, str]
"""A status, of a redirect with where it leads."""
QUICKLY: Final = Manner(pause=0, timeout=5, limit=10, private=True)
"""For hosts that answer at once."""


class Answers:
    """What a host says: by path, and there by method where methods differ."""

    def __init__(self, paths: Mapping[str, Said], heads: Mapping[str, int] | None = None, robots: str | int | None = None) -> None:
        self.paths = paths
        """Statuses, of redirects with where they lead."""
        self.heads = heads or {}
        """Statuses that HEAD gets in place of these; 0 for a connection that breaks off."""
        self.robots = robots
        """The text of robots.txt, or a status; None for 404."""
        self.asked: list[str] = []
        """'HEAD /a' and so on, in order, but for robots.txt."""
        self.agents: set[str] = set()
        self.robots_asked = 0
        self.meanwhile: Callable[[str], None] = lambda _: None
        """Called with a path before it is answered."""
        self.port = 0

    def address(self, path: str = "/", name: str = "127.0.0.1") -> str:
        return f"http://{name}:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    answers: Answers
    timeout = 20

    def do_HEAD(self) -> None:
        self._answer(self.answers.heads.get(self.path))

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.answers.robots_asked += 1
            said = self.answers.robots
            body = said.encode() if isinstance(said, str) else b""
            self._send(said if isinstance(said, int) else 200 if isinstance(said, str) else 404, body=body)
        else:
            self._answer(None)

    def _answer(self, status: int | None) -> None:
        self.answers.asked.append(f"{self.command} {self.path}")
        self.answers.agents.add(self.headers["User-Agent"])
        self.answers.meanwhile(self.path)
        found = self.answers.paths.get(self.path, 404) if status is None else status
        if found == 0:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        elif isinstance(found, tuple):
            self._send(found[0], found[1])
        else:
            self._send(found)

    def _send(self, status: int, location: str = "", body: bytes = b"Words.") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that it has
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of those who hang up."""


@contextmanager
def host(answers: Answers, name: str = "127.0.0.1", secret: tuple[str, str] = ("", "")) -> Iterator[Answers]:
    """The host, which listens while this lasts; with a certificate and its key it speaks TLS."""
    with _Server((name, 0), type("Handler", (_Handler,), {"answers": answers})) as server:
        if secret[0]:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*secret)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        answers.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield answers
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def bytewise(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A host that speaks no proper HTTP: whoever connects is left to `talk`; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        live: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    one, _ = server.accept()
                except OSError:
                    return
                live.append(one)
                threading.Thread(target=_left_to, args=(talk, one), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            for one in live:
                one.close()


def _left_to(talk: Callable[[socket.socket], None], one: socket.socket) -> None:
    try:
        talk(one)
    except OSError:  # whoever asked has gone
        one.close()
