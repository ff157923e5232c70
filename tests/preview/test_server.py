"""The server answers as a static host would, with pages that are told what becomes of them."""

from __future__ import annotations

import http.client
import json
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from briefgen.preview.injected import with_script
from briefgen.preview.news import News
from briefgen.preview.server import Server
from briefgen.problem import Problem
from tests.archives import write

PAGE = "<!doctype html><title>Home</title><body>Grüße</body>"
LIMIT = 20.0


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, data in {
        "site/index.html": PAGE,
        "site/events/index.html": "<p>Events",
        "site/404.html": "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; base-uri 'none'\"><p>Nothing here",
        "site/static/search.js": "1;",
        "site/static/style.css": "a{}",
        "site/search/index.js": "index",
        "site/feed.xml": "<feed/>",
        "site/.briefgen-files": "list",
        "site/static/a b.svg": "<svg/>",
        "site/static/blob.xyz": "?",
        "secret.txt": "secret",
    }.items():
        write(tmp_path, path, data)
    return tmp_path / "site"


class Kept:
    """What a test has served beside the files."""

    def __init__(self) -> None:
        self.newer: dict[str, bytes] = {}
        self.older: dict[str, bytes] = {}
        self.moved = (b"", b"")
        self.missed: list[str] = []

    def page(self, path: str) -> bytes | None:
        return self.newer.get(path)

    def past(self, path: str) -> bytes | None:
        return self.older.get(path)

    def dressed(self, page: bytes) -> bytes:
        return page.replace(*self.moved)


@pytest.fixture
def beside() -> Kept:
    return Kept()


@pytest.fixture
def ahead(beside: Kept) -> dict[str, bytes]:
    """What is newer than what is in site/."""
    return beside.newer


@pytest.fixture
def server(site: Path, beside: Kept) -> Iterator[Server]:
    with closing(Server(site, 0, beside=beside, root=site.parent, on_missing=beside.missed.append)) as made:
        made.start()
        yield made


def connect(server: Server) -> http.client.HTTPConnection:
    address = urlsplit(server.url)
    return http.client.HTTPConnection(address.hostname or "", address.port, timeout=LIMIT)


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    with closing(connect(server)) as connection:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        return response, response.read()


class Stream:
    """What one open page is told."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.response = response

    def next(self) -> Any:
        while not (line := self.response.readline()).startswith(b"data: "):
            assert line, "the stream has ended"
        return json.loads(line.removeprefix(b"data: "))


@contextmanager
def following(server: Server, page: str) -> Iterator[Stream]:
    with closing(connect(server)) as connection:
        connection.request("GET", f"/__briefgen__/events?page={page}")
        yield Stream(connection.getresponse())


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
    """Each file with the type that browsers want, and never used again without asking."""
    response, data = ask(server, path)
    assert (response.status, response.headers["Content-Type"]) == (200, kind)
    assert response.headers["Cache-Control"] == "no-cache"
    assert int(response.headers["Content-Length"]) == len(data)


def test_what_a_browser_has_is_not_sent_again(server: Server, site: Path) -> None:
    """Until it is another one."""
    tag = ask(server, "/static/style.css")[0].headers["ETag"]
    response, data = ask(server, "/static/style.css", If_None_Match=tag)
    assert (response.status, data) == (304, b"")
    (site / "static/style.css").write_text("b{}", encoding="utf-8")
    response, data = ask(server, "/static/style.css", If_None_Match=tag)
    assert (response.status, data) == (200, b"b{}")


def test_parts_of_a_large_file_are_sent(server: Server, site: Path) -> None:
    """Read from where they are, and known by the file's stamp."""
    blob = bytes(range(256)) * 20_000
    (site / "static/blob.mp4").write_bytes(blob)
    response, data = ask(server, "/static/blob.mp4", Range="bytes=1000000-1700000")
    assert (response.status, data) == (206, blob[1_000_000:1_700_001])
    assert ask(server, "/static/blob.mp4")[1] == blob
    assert ask(server, "/static/blob.mp4", If_None_Match=response.headers["ETag"])[0].status == 304
    (site / "static/blob.mp4").write_bytes(blob[::-1])
    assert ask(server, "/static/blob.mp4", If_None_Match=response.headers["ETag"])[0].status == 200


def test_only_pages_get_the_script_and_only_on_their_way(server: Server, site: Path) -> None:
    """Other files and the disk stay as they were built."""
    _, page = ask(server, "/")
    assert page.count(b'<script src="/__briefgen__/page.js"') == 1
    assert ask(server, "/static/search.js")[1] == b"1;"
    assert (site / "index.html").read_text(encoding="utf-8") == PAGE
    response, script = ask(server, "/__briefgen__/page.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert b"EventSource" in script


def test_a_folder_without_its_slash_redirects(server: Server) -> None:
    """Relative links in the folder's page are only right below it; the query is kept."""
    response, _ = ask(server, "/events?x=1")
    assert (response.status, response.headers["Location"]) == (301, "/events/?x=1")


def test_a_redirect_never_leads_to_another_host(server: Server) -> None:
    """`//events` is a path here, although a browser would take it for a host in a Location."""
    response, _ = ask(server, "//events")
    assert response.headers["Location"] == "/events/"


@pytest.mark.parametrize(
    "path",
    [
        "/none.html",
        "/static/",
        "/static",
        "/index.html/",
        "/.briefgen-files",
        "/%ff",
        "/%00",
        "/" + "x" * 5000,
        "/events//index.html",
        "/__briefgen__/x",
    ],
)
def test_what_is_not_there_gets_the_site_s_own_page(server: Server, path: str) -> None:
    """404.html with its status, for missing pages, folders without index.html, hidden files and nonsense; and it may follow."""
    response, page = ask(server, path)
    assert response.status == 404
    assert b"Nothing here" in page
    assert b"script-src 'self'; connect-src 'self'" in page


def test_a_site_without_404_has_a_plain_one(server: Server, site: Path) -> None:
    (site / "404.html").unlink()
    response, page = ask(server, "/none.html")
    assert response.status == 404
    assert b"nothing at this address" in page
    assert b"/__briefgen__/page.js" in page


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.txt", "/%2e%2e/secret.txt", "/static/..%2f..%2fsecret.txt", "/..%5csecret.txt", "//secret.txt", "/link.txt", "/up/secret.txt"),
        *("/%2e%2e%2fsecret.txt", "/static/%2e%2e/%2e%2e/secret.txt", "/C:/secret.txt", "/%252e%252e/secret.txt", "/....//secret.txt"),
    ],
)
def test_nothing_outside_the_site_is_served(server: Server, site: Path, path: str) -> None:
    """Neither by dots, in any spelling, nor by symbolic links."""
    (site / "link.txt").symlink_to(site.parent / "secret.txt")
    (site / "up").symlink_to(site.parent)
    response, data = ask(server, path)
    assert response.status == 404
    assert b"secret" not in data


@pytest.mark.skipif(not hasattr(os, "mkfifo") or os.name == "nt", reason="no named pipes here")
def test_what_is_no_file_is_not_read(server: Server, site: Path) -> None:
    """A pipe would be waited for forever."""
    os.mkfifo(site / "pipe.html")
    assert ask(server, "/pipe.html")[0].status == 404


def test_what_is_ahead_goes_before_the_file(server: Server, ahead: dict[str, bytes]) -> None:
    """A page that is not written yet, and one that never will be."""
    ahead |= {"index.html": b"<p>Newer", "desk/index.html": b"<p>Desk", "static/style.1234abcd.css": b"b{}"}
    assert b"Newer" in ask(server, "/")[1]
    assert ask(server, "/desk")[0].headers["Location"] == "/desk/"
    assert b"Desk" in ask(server, "/desk/")[1]
    response, data = ask(server, "/static/style.1234abcd.css")
    assert (response.headers["Content-Type"], data) == ("text/css; charset=utf-8", b"b{}")


def test_an_open_page_is_told_what_it_would_be_served(server: Server, site: Path) -> None:
    """At once, and again when something is news; what the page itself says of its version is the same."""
    with following(server, "/") as stream:
        first = stream.next()
        assert (first["status"], first["problems"], first["moved"]) == (200, [], "")
        assert ask(server, "/")[1] == with_script(PAGE.encode(), first["version"], 200)
        (site / "index.html").write_text("<p>Other", encoding="utf-8")
        server.show(News())
        second = stream.next()
        assert second["version"] != first["version"]
        assert second["index"] == first["index"]
        (site / "search/index.js").write_text("other", encoding="utf-8")
        server.show(News())
        third = stream.next()
        assert third["version"] == second["version"]
        assert third["index"] != second["index"]


def test_a_page_is_not_told_what_does_not_concern_it(server: Server, site: Path) -> None:
    """News that change nothing for it are not sent: the next that it hears is the one after."""
    with following(server, "/events/") as stream:
        first = stream.next()
        (site / "index.html").write_text("<p>Other", encoding="utf-8")
        server.show(News())
        server.show(News((Problem("a.md", 0, "wrong"),)))
        second = stream.next()
        assert second["version"] == first["version"]
        assert [problem["message"] for problem in second["problems"]] == ["wrong"]


def test_problems_come_with_the_lines_of_their_file(server: Server, site: Path) -> None:
    """Read below the archive's root."""
    write(site.parent, "content/a.md", "---\ntitle: [\n---\n")
    with following(server, "/") as stream:
        stream.next()
        server.show(News((Problem("content/a.md", 2, "wrong", "mend it", "title: ["),)))
        (problem,) = stream.next()["problems"]
    assert (problem["place"], problem["hint"]) == ("content/a.md:2", "mend it")
    assert problem["lines"][1] == {"number": 2, "text": "title: ["}


def test_names_that_are_no_text_are_told_as_far_as_they_are(server: Server) -> None:
    """A disk may hold any bytes; a page that listens hears of it all the same."""
    with following(server, "/") as stream:
        stream.next()
        server.show(News((Problem("a\udcff.md", 1, "b\udcff", "c\udcff", "d\udcff"),)))
        (problem,) = stream.next()["problems"]
    assert [problem[key] for key in ("place", "message", "hint", "quote")] == ["a?.md:1", "b?", "c?", "d?"]


def test_a_page_that_went_says_where_it_is_now(server: Server, site: Path) -> None:
    """And what is the nearest page above it."""
    write(site, "events/a.html", "<p>A")
    with following(server, "/events/a.html") as stream:
        assert stream.next()["status"] == 200
        (site / "events/a.html").unlink()
        server.show(News(moved={"events/a.html": "events/b.html"}))
        told = stream.next()
        assert (told["status"], told["moved"], told["up"]) == (404, "events/b.html", "events/")


def test_before_the_first_build_there_is_a_page_that_says_so(tmp_path: Path) -> None:
    """It turns into the problems, and at last into the site."""
    site = tmp_path / "site"
    with closing(Server(site, 0)) as server:
        server.start()
        with following(server, "/") as stream:
            response, page = ask(server, "/")
            assert response.status == 503
            assert b"being built" in page
            versions = [stream.next()["version"]]
            server.show(News((Problem("briefgen.toml", 1, "not <TOML>"),)))
            response, page = ask(server, "/any.html")
            assert response.status == 503
            assert b"briefgen.toml:1: error: not &lt;TOML&gt;" in page
            versions.append(stream.next()["version"])
            write(site, "index.html", PAGE)
            server.show(News())
            told = stream.next()
            assert (told["status"], told["problems"]) == (200, [])
            assert len({*versions, told["version"]}) == 3


def test_the_pages_that_browsers_show_are_known(server: Server) -> None:
    """The last one opened first, each once; those that were closed are forgotten."""
    with following(server, "/") as one:
        one.next()
        with following(server, "/events/") as two, following(server, "/index.html?q=x") as three:
            two.next()
            three.next()
            assert server.open_pages() == ("index.html", "events/index.html")
    server.close()
    assert server.open_pages() == ()


def test_a_restart_changes_nothing_by_itself(site: Path) -> None:
    """A page knows that it is what would be served, whichever server says so."""
    versions = []
    for _ in range(2):
        with closing(Server(site, 0)) as server:
            server.start()
            with following(server, "/") as stream:
                versions.append(stream.next()["version"])
    assert versions[0] == versions[1]


def test_one_stream_tells_many_pages(server: Server, site: Path) -> None:
    """Each is told under the name that it gave itself; what is no path is passed over."""
    with following(server, "/events/&page=/a%2520b.html&page=%25ff") as stream:
        assert {stream.next()["page"], stream.next()["page"]} == {"/events/", "/a%20b.html"}
        assert server.streams() == (("events/index.html", "a b.html"),)
        write(site, "a b.html", "<p>New")
        server.show(News())
        told = stream.next()
        assert (told["page"], told["status"]) == ("/a%20b.html", 200)


def test_what_was_there_a_moment_ago_is_still_served(server: Server, beside: Kept) -> None:
    """And a page that was built gets the theme's files where they are now, without being taken for another page."""
    beside.older["static/old.css"] = b"old"
    assert ask(server, "/static/old.css")[1] == b"old"
    with following(server, "/") as stream:
        version = stream.next()["version"]
        beside.moved = ("Grüße".encode(), b"Hello")
        _, page = ask(server, "/")
        assert b"Hello" in page
        assert f'data-version="{version}"'.encode() in page


def test_what_is_missing_is_told(server: Server, beside: Kept) -> None:
    """What was asked for, and nothing that is there, nor the preview's own."""
    for path in ("/", "/events", "/a/", "/b%20c.html", "/__briefgen__/page.js", "/%ff"):
        ask(server, path)
    assert beside.missed == ["a/index.html", "b c.html"]
