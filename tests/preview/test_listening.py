"""Connections: kept, ended, refused, as HTTP/1.1 has it."""

from __future__ import annotations

import http.client
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefgen.preview.listening import MOST, outer_url
from briefgen.preview.news import News
from briefgen.preview.server import Server
from tests.archives import write

LIMIT = 20.0


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, "site/index.html", "<p>Home")
    write(tmp_path, "site/static/a.js", "1;")
    return tmp_path / "site"


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    with closing(Server(site, 0)) as made:
        made.start()
        yield made


def dial(server: Server) -> socket.socket:
    address = urlsplit(server.url)
    return socket.create_connection((address.hostname, address.port), timeout=LIMIT)


def say(server: Server, request: str) -> bytes:
    """All that comes back until the server hangs up."""
    with dial(server) as client:
        client.sendall(request.replace("\n", "\r\n").encode("latin-1"))
        client.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: client.recv(65536), b""))


def statuses(answer: bytes) -> list[int]:
    return [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]


def test_a_connection_serves_many_requests(server: Server) -> None:
    """Also such as were sent before the first was answered; HEAD and 304 have no body that would be taken for an answer."""
    one = "GET /static/a.js HTTP/1.1\nHost: localhost\n\n"
    head = one.replace("GET", "HEAD")
    known = one.replace("\n\n", "\nIf-None-Match: *\n\n")
    answer = say(server, one + head + known + one)
    assert statuses(answer) == [200, 200, 304, 200]
    assert answer.count(b"1;") == 2


def test_http_1_0_and_close_end_the_connection(server: Server) -> None:
    """The second request is not answered."""
    old = "GET /static/a.js HTTP/1.0\nHost: localhost\n\n"
    assert statuses(say(server, old * 2)) == [200]
    closing_one = "GET /static/a.js HTTP/1.1\nHost: localhost\nConnection: close\n\n"
    answer = say(server, closing_one * 2)
    assert statuses(answer) == [200]
    assert b"Connection: close" in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "FROB"])
def test_a_site_is_only_read(server: Server, method: str) -> None:
    """Whatever else is asked for, also by a word that nobody knows. Its body is not taken for another request."""
    smuggled = "GET / HTTP/1.1\nHost: localhost\n\n"
    answer = say(server, f"{method} / HTTP/1.1\nHost: localhost\nContent-Length: {len(smuggled) + 3}\n\n{smuggled}")
    assert statuses(answer) == [405]
    assert b"\r\nAllow: GET, HEAD\r\n" in answer
    assert b"Allow: GET, HEAD" in answer


def test_a_body_where_none_belongs_ends_the_connection(server: Server) -> None:
    smuggled = "GET /none HTTP/1.1\nHost: localhost\n\n"
    for header in (f"Content-Length: {len(smuggled) + 3}", "Transfer-Encoding: chunked"):
        assert statuses(say(server, f"GET /static/a.js HTTP/1.1\nHost: localhost\n{header}\n\n{smuggled}")) == [200]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ("GET / HTTP/1.1\n\n", 400),
        ("GET / HTTP/1.1\nHost: localhost\nHost: evil.example\n\n", 400),
        ("GET http://localhost/ HTTP/1.1\nHost: localhost\n\n", 400),
        ("GET * HTTP/1.1\nHost: localhost\n\n", 400),
        ("GET / HTTP/1.0\n\n", 403),
        ("GET / HTTP/1.1\nHost: evil.example\n\n", 403),
        ("GET / HTTP/1.1\nHost:\n\n", 403),
        ("GET / HTTP/1.1\nHost: localhost\nOrigin: http://evil.example\n\n", 403),
        ("GET /__briefgen__/events?page=/ HTTP/1.1\nHost: localhost\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: cors\n\n", 403),
        ("GET /__briefgen__/events?page=%ff HTTP/1.1\nHost: localhost\n\n", 400),
        ("nonsense\n\n", 400),
        ("GET / HTTP/1.1\nHost: localhost\n" + "X: y\n" * 200 + "\n", 431),
        ("GET /" + "x" * 70_000 + " HTTP/1.1\nHost: localhost\n\n", 414),
    ],
)
def test_what_cannot_or_may_not_be_answered_is_refused(server: Server, request_: str, status: int) -> None:
    """And nothing of the archive is in the refusal."""
    answer = say(server, request_)
    assert f" {status} ".encode() in answer[:1000] or f"Error code: {status}".encode() in answer
    assert b"Home" not in answer


def test_every_answer_keeps_other_sites_out(server: Server) -> None:
    """The search index is made of scripts, which any page could load otherwise."""
    for target in ("/", "/static/a.js", "/none", "/__briefgen__/page.js"):
        assert b"Cross-Origin-Resource-Policy: same-origin" in say(server, f"GET {target} HTTP/1.0\nHost: localhost\n\n")


def test_a_slow_reader_keeps_nobody_waiting(server: Server, site: Path) -> None:
    """One asks for a large file and takes nothing, another has not finished asking; a third is answered."""
    (site / "static/blob.bin").write_bytes(bytes(30_000_000))
    with dial(server) as slow, dial(server) as unfinished:
        slow.sendall(b"GET /static/blob.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
        slow.recv(1)
        unfinished.sendall(b"GET / HT")
        assert statuses(say(server, "GET /static/a.js HTTP/1.1\nHost: localhost\n\n")) == [200]


def test_clients_that_hang_up_do_no_harm(server: Server, site: Path) -> None:
    """The next one is answered; an error in a thread would fail this test."""
    (site / "static/blob.bin").write_bytes(bytes(20_000_000))
    for path in ("/static/blob.bin", "/__briefgen__/events?page=/", "/"):
        with dial(server) as client:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            client.recv(1)
    assert statuses(say(server, "GET /static/a.js HTTP/1.1\nHost: localhost\n\n")) == [200]


def stream(server: Server) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    address = urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=LIMIT)
    connection.request("GET", "/__briefgen__/events?page=/")
    response = connection.getresponse()
    while not response.readline().startswith(b"data: "):
        pass
    return connection, response


def test_threads_end_when_readers_leave(server: Server) -> None:
    """Fifty pages that were open and closed leave nothing behind, without any news that would tell."""
    before = threading.active_count()
    opened = [stream(server) for _ in range(50)]
    assert len(server.open_pages()) == 1
    assert threading.active_count() == before + 50
    for connection, response in opened:
        response.close()
        connection.close()
    threads = [thread for thread in threading.enumerate() if "process_request_thread" in thread.name]
    for thread in threads:
        thread.join(LIMIT)
    assert not any(thread.is_alive() for thread in threads)
    assert server.open_pages() == ()


def test_all_pages_hear_the_news(server: Server, site: Path) -> None:
    opened = [stream(server) for _ in range(50)]
    write(site, "index.html", "<p>Other")
    server.show(News())
    for connection, response in opened:
        assert any(line.startswith(b"data: ") for line in iter(response.readline, b""))
        connection.close()


def test_connections_beyond_all_reason_are_hung_up_on(server: Server) -> None:
    """And those that were there before go on."""
    opened = [dial(server) for _ in range(MOST)]
    try:
        with dial(server) as beyond:
            assert beyond.recv(1) == b""
        opened[0].sendall(b"GET /static/a.js HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert opened[0].recv(12) == b"HTTP/1.1 200"
    finally:
        for connection in opened:
            connection.close()


def test_closing_ends_all_that_is_open(site: Path) -> None:
    """Streams, connections that are kept, requests that are not finished: no thread is left."""
    server = Server(site, 0)
    server.start()
    connection, response = stream(server)
    kept = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=LIMIT)
    kept.request("GET", "/static/a.js")
    kept.getresponse().read()
    with dial(server) as unfinished, closing(connection), closing(kept):
        unfinished.sendall(b"GET / HT")
        mine = [thread for thread in threading.enumerate() if "process_request_thread" in thread.name or thread.name == "preview"]
        assert len(mine) >= 3
        server.close()
        for thread in mine:
            thread.join(LIMIT)
        assert not any(thread.is_alive() for thread in mine)
        assert response.read() == b"\n"


def test_a_server_that_never_started_can_be_closed(site: Path) -> None:
    """As it is when the first build ends the preview."""
    server = Server(site, 0)
    server.close()
    with pytest.raises(ConnectionError):
        dial(server)


def test_a_taken_port_gives_the_next_free_one(server: Server, site: Path) -> None:
    """Two previews at once are no problem."""
    taken = urlsplit(server.url).port
    assert taken
    with closing(Server(site, taken)) as other:
        assert taken < (urlsplit(other.url).port or 0) <= taken + 50


def test_a_server_for_others_answers_to_addresses(site: Path) -> None:
    """And to no name that it was not given."""
    with closing(Server(site, 0, "0.0.0.0")) as wide:
        assert wide.url.startswith("http://127.0.0.1:")
        wide.start()
        assert statuses(say(wide, "GET /static/a.js HTTP/1.1\nHost: 192.0.2.7:8000\n\n")) == [200]
        assert statuses(say(wide, "GET /static/a.js HTTP/1.1\nHost: evil.example\n\n")) == [403]


def test_where_other_machines_reach_it() -> None:
    """Nowhere, unless it was told to listen for them; under the address or the name that it was told."""
    mine = "http://127.0.0.1:8001/"
    assert [outer_url(mine, host) for host in ("127.0.0.1", "localhost", "::1")] == ["", "", ""]
    assert outer_url(mine, "192.168.0.7") == "http://192.168.0.7:8001/"
    assert outer_url(mine, "box.lan") == "http://box.lan:8001/"
    assert outer_url(mine, "fe80::7") == "http://[fe80::7]:8001/"
    assert "0.0.0.0" not in outer_url(mine, "0.0.0.0")


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_an_address_of_the_newer_kind(site: Path) -> None:
    """Its URL has brackets."""
    try:
        server = Server(site, 0, "::1")
    except OSError:
        pytest.skip("no IPv6 here")
    with closing(server):
        server.start()
        assert server.url.startswith("http://[::1]:")
        assert statuses(say(server, "GET /static/a.js HTTP/1.1\nHost: localhost\n\n")) == [200]


def test_a_host_that_is_not_ours_is_an_error(site: Path) -> None:
    """One cannot listen at somebody else's address."""
    with pytest.raises(OSError, match=r"cannot listen at '192.0.2.1', port 0: \w"):
        Server(site, 0, "192.0.2.1")
    with pytest.raises(OSError, match=r"cannot listen at '192.0.2.1', port 8000: \w"):
        Server(site, 8000, "192.0.2.1")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells of the port in another way")
def test_when_no_port_is_free_it_is_an_error(site: Path) -> None:
    with closing(Server(site, 65535)), pytest.raises(OSError, match="port 65535: "):
        Server(site, 65535)
