"""What rclone reaches as a target: a folder here, a WebDAV server, and a host that tells which headers came with a file."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from briefgen.problem import Unreadable
from tests.deploy.grounds import Ground, fill, need
from tests.served import free_port, when_it_listens


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    need("rclone")
    return Ground("rclone", tmp_path)


@contextmanager
def webdav(folder: Path) -> Iterator[str]:
    """The address at which rclone serves a folder by WebDAV."""
    port = free_port()
    with subprocess.Popen(["rclone", "serve", "webdav", str(folder), "--addr", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL) as running:
        try:
            when_it_listens(port, running)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()


def configure(ground: Ground, address: str) -> None:
    """Lets the target be a WebDAV server."""
    (ground.root.parent / "rclone.conf").write_text(f"[store]\ntype = webdav\nurl = {address}\nvendor = other\n", encoding="utf-8")
    ground.target = ground.target._replace(to="store:")


def test_a_site_goes_over_a_connection(ground: Ground) -> None:
    """To a WebDAV server that knows no digests: first, changed, gone, with what is in the way."""
    fill(ground.there, {"index.html": "FRONT", "CNAME": "theirs"})
    fill(ground.site, {"index.html": "front", "articles/a b.html": "one", "#.html": "two"})
    with webdav(ground.there) as address:
        configure(ground, address)
        assert ground.planned().blocked == ("index.html",)
        ground.deploy(adopt=True)
        fill(ground.site, {"articles/a b.html": None, "#.html": "owt"})
        ground.deploy()
        assert ground.planned().is_empty
    found = {path: data for path, data in ground.files().items() if not path.startswith(".")}
    assert found == {"index.html": b"front", "CNAME": b"theirs", "#.html": b"owt"}


def test_nothing_goes_where_a_link_leads(ground: Ground, tmp_path: Path) -> None:
    """rclone writes over what a link leads to, and so a link is in the way wherever it stands."""
    fill(tmp_path / "elsewhere", {"one.html": "theirs", "precious": "theirs"})
    fill(ground.site, {"index.html": "ours", "changed.html": "ours"})
    ground.deploy()
    fill(ground.site, {"articles/one.html": "ours", "new.html": "ours", "changed.html": "ours too"})
    (ground.there / "changed.html").unlink()
    (ground.there / "articles").symlink_to(tmp_path / "elsewhere")
    for name in ("new.html", "changed.html", "not-ours.html"):
        (ground.there / name).symlink_to(tmp_path / "elsewhere/precious")
    assert ground.planned().closed == ("articles", "changed.html", "new.html")


class _Store(BaseHTTPRequestHandler):
    """As little of WebDAV as takes files, and says how large they are."""

    def do_PROPFIND(self) -> None:
        known = self._host.put.get(self.path)
        size = f"<d:getcontentlength>{known['Content-Length']}</d:getcontentlength>" if known else ""
        status = f"<d:propstat><d:prop>{size}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
        found = f"<d:response><d:href>{self.path}</d:href>{status}</d:response>" if known else ""
        self._answer(207 if known or self.path.endswith("/") else 404, f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">{found}</d:multistatus>')

    def do_GET(self) -> None:
        self._answer(404)

    def do_MKCOL(self) -> None:
        self._answer(201)

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._host.put[self.path] = {name: self.headers.get(name) for name in ("Cache-Control", "Content-Type", "Content-Length")}
        self._answer(201)

    @property
    def _host(self) -> _Host:
        assert isinstance(self.server, _Host)
        return self.server

    def _answer(self, code: int, text: str = "") -> None:
        body = text.encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class _Host(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Store)
        self.put: dict[str, dict[str, str | None]] = {}


def test_files_go_with_the_headers_that_the_site_has_for_them(ground: Ground) -> None:
    """As `_headers` gives them; a store keeps them with the file, and sends them to readers."""
    rules = "/*\n  X-Content-Type-Options: nosniff\n/static/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    fill(ground.site, {"index.html": "front", "static/style.css": "style", "_headers": rules})
    with _Host() as host:
        serving = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05})
        serving.start()
        try:
            configure(ground, f"http://127.0.0.1:{host.server_address[1]}")
            ground.deploy()
        finally:
            host.shutdown()
            serving.join()
    assert host.put["/static/style.css"]["Cache-Control"] == "public, max-age=31536000, immutable"
    assert host.put["/index.html"]["Cache-Control"] is None


def test_a_remote_that_rclone_does_not_know_is_a_problem_with_what_it_says(ground: Ground) -> None:
    """And is not taken for one that has nothing yet."""
    fill(ground.site, {"index.html": "front"})
    ground.target = ground.target._replace(to="nowhere:bucket")
    with pytest.raises(Unreadable) as found:
        ground.planned()
    assert "didn't find section in config file" in found.value.problems[0].quote
