"""A site on a host, verified: over the loopback, from a real server, which may behave as badly as it likes."""

from __future__ import annotations

import gzip
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest

from briefgen.cli import run
from briefgen.problem import Unreadable
from briefgen.publish import hosted as places
from briefgen.publish.hosted import Hosted
from briefgen.publish.verify import Report, verify
from briefgen.site import manifest
from briefgen.site.build import build
from tests.archives import make
from tests.sites import Site, article, event, files_of

ARCHIVE = article("a", "event: e\n", "A word. " * 300) + article("é f", "event: e\n") + event("e")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = make(tmp_path_factory.mktemp("hosted"), ARCHIVE)
    build(root)
    return files_of(root)


Answer = tuple[int, dict[str, str], bytes]


class Host:
    """What a server answers: to each path a status, headers and a body, as `answer` has it."""

    def __init__(self, site: Site) -> None:
        self.site = dict(site)
        self.asked = Counter[str]()
        self.headers: list[dict[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.turn = threading.Lock()
        self.answer: Callable[[str], Answer] = self.plainly
        self.instead: dict[str, Answer] = {}
        self.address = ""

    def plainly(self, path: str) -> Answer:
        if path in self.instead:
            return self.instead[path]
        return (200, {}, self.site[path]) if path in self.site else (404, {}, self.site["404.html"])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host: Host

    def do_GET(self) -> None:
        host, path = self.host, unquote(self.path).lstrip("/")
        with host.turn:
            host.asked[path] += 1
            host.headers.append(dict(self.headers))
            host.at_once += 1
            host.most_at_once = max(host.most_at_once, host.at_once)
        try:
            status, headers, body = host.answer(path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # whoever asked has seen enough
            self.close_connection = True
        finally:
            with host.turn:
                host.at_once -= 1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Says nothing."""


@contextmanager
def served(host: Host) -> Iterator[Host]:
    handler = type("Handler", (_Handler,), {"host": host})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        host.address = f"http://127.0.0.1:{server.server_address[1]}/"
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def host(site: Site) -> Iterator[Host]:
    with served(Host(site)) as made:
        yield made


def told(host: Host, **options: object) -> Report:
    return verify(Hosted(host.address, pause=0), **options)  # type: ignore[arg-type]


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(one.kind, one.path) for one in report.differences]


def test_a_site_as_it_was_published_has_no_differences(host: Host) -> None:
    """But for what hosts keep to themselves all is looked at, once, and nothing else."""
    report = told(host)
    assert report.differences == ()
    known = {one.path for one in manifest.read(host.site[manifest.NAME]).files}
    assert set(report.passed_over) == known & set(places.KEPT_BACK)
    assert set(host.asked) == {manifest.NAME, *known} - set(report.passed_over)
    assert set(host.asked.values()) == {1}


def test_it_is_asked_for_politely(host: Host) -> None:
    """By name, and never with more than four at a time."""
    told(host)
    assert 1 <= host.most_at_once <= places.AT_ONCE
    assert all(headers["User-Agent"].startswith("briefgen/") for headers in host.headers)


@pytest.mark.parametrize("ending", ["", "index.html", "manifest.json", "?a=b", "#top"])
def test_an_address_may_be_written_in_several_ways(host: Host, ending: str) -> None:
    assert verify(Hosted(host.address + ending, pause=0)).differences == ()
    assert verify(Hosted(host.address.rstrip("/"), pause=0)).differences == ()


def test_what_is_missing_or_changed_is_told(host: Host) -> None:
    """Longer, shorter, or of the same length."""
    about = host.site["about.html"]
    host.site |= {"about.html": about[:-1] + b"?", "index.html": host.site["index.html"] + b"x", "feed.xml": host.site["feed.xml"][:-1]}
    del host.site["articles/é f.html"]
    assert kinds(told(host)) == [("changed", "about.html"), ("missing", "articles/é f.html"), ("changed", "feed.xml"), ("changed", "index.html")]


def test_a_host_may_compress(host: Host) -> None:
    """What comes is unpacked, and never further than it may be long."""

    def zipped(path: str) -> Answer:
        status, headers, body = host.plainly(path)
        return (status, headers, body) if headers else (status, {"Content-Encoding": "gzip"}, gzip.compress(body, mtime=0))

    host.answer = zipped
    assert told(host).differences == ()
    bomb = gzip.compress(b"\0" * 100_000_000)
    for encoding, body, kind in (("gzip", bomb, "changed"), ("gzip", b"none", "changed"), ("zstd", b"none", "unseen")):
        host.instead["about.html"] = 200, {"Content-Encoding": encoding}, body
        assert kinds(told(host)) == [(kind, "about.html")]


def test_a_host_may_send_to_an_address_of_its_own(host: Host) -> None:
    """Some have pages at addresses without '.html'."""

    def pretty(path: str) -> Answer:
        return (308, {"Location": f"/{path[:-5]}"}, b"") if path == "about.html" else host.plainly("about.html" if path == "about" else path)

    host.answer = pretty
    assert told(host).differences == ()


def test_it_goes_nowhere_else(host: Host, site: Site) -> None:
    """Neither to another host nor to another port of this one, nor round and round."""
    with served(Host(site)) as other:
        for target in (other.address + "about.html", "http://localhost/about.html", "//localhost/", "file:///etc/passwd", "/about.html"):
            host.instead["about.html"] = 302, {"Location": target}, b""
            assert kinds(told(host)) == [("unseen", "about.html")]
        assert not other.asked


def test_the_page_for_missing_pages_may_come_as_one(host: Host) -> None:
    """It is there, whatever the host says."""
    host.instead["404.html"] = 404, {}, host.site["404.html"]
    assert told(host).differences == ()


def test_a_host_that_fails_is_left_in_peace(host: Host) -> None:
    """After some failures nothing more is asked for, and that is told."""
    listed = [manifest.File(f"{number}.html", "0" * 64, 1) for number in range(500)]
    host.site[manifest.NAME] = manifest.written(manifest.manifest("T", "", listed, ()))
    host.answer = lambda path: host.plainly(path) if path == manifest.NAME else (503, {}, b"")
    report = told(host)
    assert host.asked.total() <= 1 + places.MOST_FAILURES + 2 * places.AT_ONCE
    assert any("given up" in one.detail for one in report.differences)
    assert {one.kind for one in report.differences} == {"unseen"}


def test_what_is_cut_off_is_told(host: Host) -> None:
    """And the others are looked at all the same."""
    host.instead["about.html"] = 200, {"Content-Length": "100000", "Connection": "close"}, b"x"
    ((kind, path),) = kinds(told(host))
    assert path == "about.html"
    assert kind in ("unseen", "changed")


def test_who_says_nothing_is_not_waited_for(host: Host) -> None:
    """A host that takes a connection and sends nothing, or no end of it."""
    done = threading.Event()

    def slowly(path: str) -> Answer:
        if path == "about.html":
            done.wait(60)
        return host.plainly(path)

    host.answer = slowly
    report = verify(Hosted(host.address, pause=0, wait=0.5))
    done.set()
    assert kinds(report) == [("unseen", "about.html")]


@pytest.mark.parametrize(
    "data", [b"{}", b"", b'{"manifest": 1, "title": "", "base_url": "", "digest": "", "files": [["../../x", "", 1]], "articles": []}']
)
def test_a_stranger_s_manifest_is_refused(host: Host, data: bytes) -> None:
    """Before anything that it names is asked for."""
    host.site[manifest.NAME] = data
    with pytest.raises(Unreadable, match="no manifest"):
        told(host)
    assert set(host.asked) == {manifest.NAME}


def test_a_path_is_one_of_the_site_s_whatever_it_holds(host: Host) -> None:
    """It can neither name another host nor ask for something else of this one."""
    listed = [manifest.File(path, "0" * 64, 1) for path in ("@evil.example", "?x", "#y", "a b", "%2e%2e/x", "\u2028")]
    host.site[manifest.NAME] = manifest.written(manifest.manifest("T", "", listed, ()))
    told(host)
    assert set(host.asked) == {manifest.NAME, *(one.path for one in listed)}


def test_nobody_is_there(site: Site) -> None:
    with served(Host(site)) as gone:
        address = gone.address
    with pytest.raises(Unreadable, match="could not be fetched"):
        verify(Hosted(address))


def test_the_command_takes_an_address(host: Host) -> None:
    assert run(["verify", host.address, "--pause", "0"]) == 0
    assert run(["verify", host.address, "--pause", "0", "--sample", "3"]) == 0
    assert run(["verify", host.address, "--pause", "0", "--digest", "0" * 64]) == 1
