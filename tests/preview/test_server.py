"""The server answers as a static host would, to this machine's browser alone, with pages that reload."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefgen.preview.server import Server, with_script
from tests.archives import write

PAGE = "<!doctype html><title>Home</title><body>Grüße</body>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, data in {
        "site/index.html": PAGE,
        "site/events/index.html": "<p>Events",
        "site/404.html": "<meta content=\"default-src 'none'; base-uri 'none'\"><p>Nothing here",
        "site/static/search.js": "1;",
        "site/static/style.css": "a{}",
        "site/feed.xml": "<feed/>",
        "site/.briefgen-files": "list",
        "site/static/a b.svg": "<svg/>",
        "site/static/blob.xyz": "?",
        "secret.txt": "secret",
    }.items():
        write(tmp_path, path, data)
    return tmp_path / "site"


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    with closing(Server(site, 0)) as made:
        made.start()
        yield made


def ask(server: Server, path: str, method: str = "GET", host: str = "") -> tuple[http.client.HTTPResponse, bytes]:
    address = urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
    with closing(connection):
        connection.putrequest(method, path, skip_host=bool(host))
        if host:
            connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        return response, response.read()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?q=1", "text/html; charset=utf-8"),
        ("/events/", "text/html; charset=utf-8"),
        ("/static/search.js", "text/javascript; charset=utf-8"),
        ("/static/style.css", "text/css; charset=utf-8"),
        ("/feed.xml", "application/xml"),
        ("/static/a%20b.svg", "image/svg+xml"),
        ("/static/blob.xyz", "application/octet-stream"),
    ],
)
def test_files_come_with_their_type(server: Server, path: str, kind: str) -> None:
    """Each file with the type that browsers want, never to be kept."""
    response, _ = ask(server, path)
    assert (response.status, response.headers["Content-Type"]) == (200, kind)
    assert response.headers["Cache-Control"] == "no-store"


def test_only_pages_get_the_script_and_only_on_their_way(server: Server, site: Path) -> None:
    """The script stands before the body's end; other files and the disk stay as they were built."""
    _, page = ask(server, "/")
    assert page == with_script(PAGE.encode(), server.state.build)
    assert page.endswith(b" defer></script></body>")
    assert page.count(b"/__briefgen__/reload.js") == 1
    assert ask(server, "/static/search.js")[1] == b"1;"
    assert (site / "index.html").read_text(encoding="utf-8") == PAGE


def test_a_page_without_an_end_gets_the_script_at_its_end(server: Server) -> None:
    """HTML lets one leave `</body>` out."""
    _, page = ask(server, "/events/")
    assert page.startswith(b"<p>Events<script ")


def test_a_folder_without_its_slash_redirects(server: Server) -> None:
    """Relative links in the folder's page are only right below it; the query is kept."""
    response, _ = ask(server, "/events?x=1")
    assert (response.status, response.headers["Location"]) == (301, "/events/?x=1")


def test_a_redirect_never_leads_to_another_host(server: Server) -> None:
    """`//events` is a path here, although a browser would take it for a host in a Location."""
    response, _ = ask(server, "//events")
    assert response.headers["Location"] == "/events/"


@pytest.mark.parametrize("path", ["/none.html", "/static/", "/static", "/index.html/", "/.briefgen-files", "/%ff", "/%00", "/" + "x" * 5000])
def test_what_is_not_there_gets_the_site_s_own_page(server: Server, path: str) -> None:
    """404.html with its status, for missing pages, folders without index.html, hidden files and nonsense; and it may reload."""
    response, page = ask(server, path)
    assert response.status == 404
    assert b"Nothing here" in page
    assert b"default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'" in page


def test_a_site_without_404_has_a_plain_one(server: Server, site: Path) -> None:
    """Before the first good build there is nothing, and that page too reloads."""
    (site / "404.html").unlink()
    response, page = ask(server, "/none.html")
    assert response.status == 404
    assert b"/__briefgen__/reload.js" in page


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/static/..%2f..%2fsecret.txt", "/..%5csecret.txt", "//secret.txt", "/link.txt", "/up/secret.txt"],
)
def test_nothing_outside_the_site_is_served(server: Server, site: Path, path: str) -> None:
    """Neither by dots, in any spelling, nor by symbolic links."""
    (site / "link.txt").symlink_to(site.parent / "secret.txt")
    (site / "up").symlink_to(site.parent)
    response, data = ask(server, path)
    assert response.status == 404
    assert b"secret" not in data


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "LOCALHOST"])
def test_this_machine_s_names_are_answered(server: Server, host: str) -> None:
    """Under whatever port it was forwarded to."""
    assert ask(server, "/", host=host)[0].status == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", "evil.example:localhost", "[::2]"])
def test_other_names_are_refused(server: Server, host: str) -> None:
    """A page elsewhere that has its own name point to this machine cannot read the archive."""
    response, data = ask(server, "/", host=host)
    assert response.status == 403
    assert b"Home" not in data


def test_other_sites_cannot_load_the_archive_s_scripts(server: Server) -> None:
    """The search index is made of scripts, which any page could load otherwise."""
    assert ask(server, "/static/search.js")[0].headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_head_is_get_without_the_data(server: Server) -> None:
    """The same headers, and nothing after them."""
    get, page = ask(server, "/")
    head, nothing = ask(server, "/", "HEAD")
    assert nothing == b""
    assert int(head.headers["Content-Length"]) == len(page)
    assert head.headers["Content-Type"] == get.headers["Content-Type"]


def test_a_taken_port_gives_the_next_free_one(server: Server, site: Path) -> None:
    """Two previews at once are no problem."""
    taken = urlsplit(server.url).port
    assert taken
    with closing(Server(site, taken)) as other:
        assert taken < (urlsplit(other.url).port or 0) <= taken + 50


def test_clients_that_hang_up_do_no_harm(server: Server, site: Path) -> None:
    """The next one is answered; an error in a thread would fail this test."""
    (site / "static/blob.xyz").write_bytes(bytes(20_000_000))
    address = urlsplit(server.url)
    for path in ("/static/blob.xyz", "/__briefgen__/events", "/"):
        with socket.create_connection((address.hostname, address.port)) as client:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            client.recv(1)
    assert ask(server, "/")[0].status == 200


def read_events(stream: http.client.HTTPResponse, number: int) -> list[tuple[str, str]]:
    """The next events of a stream: their names and data."""
    events: list[tuple[str, str]] = []
    name = ""
    while len(events) < number:
        line = stream.readline().decode().rstrip("\n")
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            events.append((name, line.removeprefix("data: ")))
    return events


def test_pages_are_told_of_builds_and_problems(server: Server) -> None:
    """At once what is, and then what changes; a build that changed nothing keeps its number."""
    address = urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
    with closing(connection):
        connection.request("GET", "/__briefgen__/events")
        stream = connection.getresponse()
        assert stream.headers["Content-Type"] == "text/event-stream"
        first = server.state.build
        assert read_events(stream, 2) == [("reload", first), ("problems", "[]")]
        server.tell(["a.md:3: <b>\nhint"], reload=False)
        assert read_events(stream, 2) == [("reload", first), ("problems", json.dumps(["a.md:3: <b>\nhint"]))]
        server.tell([], reload=True)
        (_, build), problems = read_events(stream, 2)
        assert build != first
        assert problems == ("problems", "[]")
        assert f'data-build="{build}"'.encode() in ask(server, "/")[1]


def test_closing_ends_open_streams(site: Path) -> None:
    """A page that listens does not keep the server alive."""
    server = Server(site, 0)
    address = urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
    with closing(connection):
        server.start()
        connection.request("GET", "/__briefgen__/events")
        stream = connection.getresponse()
        read_events(stream, 2)
        server.close()
        assert stream.read() == b"\n"


def test_each_server_s_builds_have_numbers_of_their_own(site: Path) -> None:
    """A page from before a restart knows that it is old."""
    with closing(Server(site, 0)) as one, closing(Server(site, 0)) as other:
        assert one.state.build != other.state.build
