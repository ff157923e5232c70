"""A built site behind nginx: at a host's root and below a path, with what `_headers` says, and compressed forms."""

from __future__ import annotations

import gzip
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from briefgen.publish import rules
from briefgen.site.build import build
from tests import archives
from tests.served import free_port, nginx, program
from tests.sites import article, event, pages, read
from tests.test_docs import blocks_of

ARCHIVE = (
    "-- content/pages/notes.md --\n---\ntitle: Notes\n---\n\nWords.\n"
    + event("ferry", "aliases: [old-ferry, 'events/$older;ferry']\n")
    + article("one", "date: 2024-03-12\noutlet: The Merrow Example\nauthors: [Ada Orlov]\nevent: ferry\ntags: [ships]\n", "Words of one. " * 200)
    + article("two", "date: 2024-03-14\noutlet: Gillane Wire\nevent: ferry\naliases: [older]\n", "Words of two. " * 200)
)
BASES = ("/", "/press/briefings/")


@pytest.fixture(scope="module", params=BASES)
def base(request: pytest.FixtureRequest) -> str:
    """The path at which the site stands."""
    return str(request.param)


@pytest.fixture(scope="module")
def port(base: str) -> int:
    """Its host's, for each path another."""
    assert base in BASES
    return free_port()


@pytest.fixture(scope="module")
def site(base: str, port: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site, built for that path with compressed forms."""
    config = f'-- briefgen.toml --\nbase_url = "http://127.0.0.1:{port}{base}"\ncompress = true\n'
    root = archives.make(tmp_path_factory.mktemp("archive"), config + ARCHIVE)
    assert [problem for problem in build(root).problems if problem.severity == "error"] == []
    return root / "site"


def converted(rules_of: Path, *words: str) -> str:
    """What the program in the documents makes of `_headers` or `_redirects`."""
    codes = dict(zip(("_headers", "_redirects"), blocks_of("docs/deploy.md", "python"), strict=True))
    return subprocess.run([sys.executable, "-c", codes[rules_of.name], str(rules_of), *words], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def address(site: Path, base: str, port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where nginx serves it."""
    program()
    server, http = (converted(site / "_headers", part) for part in ("server", "http"))
    with nginx(site, tmp_path_factory.mktemp("nginx"), port=port, base=base, rules=server, maps=http) as found:
        yield found


class _Staying(urllib.request.HTTPRedirectHandler):
    """Goes nowhere else."""

    def redirect_request(self, *_: object) -> None:
        return None


def get(address: str, *on_the_way: urllib.request.BaseHandler, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """The status, the headers by their names in small letters, and the body."""
    wanted = urllib.request.Request(address, headers=headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), *on_the_way)
    try:
        with opener.open(wanted, timeout=20) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()


def test_every_file_is_there_as_it_is(site: Path, address: str) -> None:
    """Byte for byte."""
    for path in sorted(site.rglob("*")):
        if path.is_file() and not path.name.startswith((".", "_")):
            code, _, body = get(address + path.relative_to(site).as_posix())
            assert (code, body) == (200, path.read_bytes()), path


def test_no_link_of_any_page_is_dead(site: Path, address: str) -> None:
    """Walked as a browser would: from page to page, with styles, scripts, pictures and feeds, and nothing of another host."""
    seen: set[str] = set()
    wanted = [address]
    while wanted:
        here = wanted.pop()
        code, headers, body = get(here)
        assert code == 200, here
        if not headers["content-type"].startswith("text/html"):
            continue
        found = read(body)
        refresh = [value.partition("url=")[2] for value in found.values("content") if "; url=" in value]
        for value in [*found.values("href", "src"), *refresh]:
            there = urljoin(here, value).partition("#")[0].partition("?")[0]
            if urlsplit(there).netloc == urlsplit(address).netloc and there not in seen:
                assert there.startswith(address), (here, value)
                seen.add(there)
                wanted.append(there)
    reached = {link.removeprefix(address) for link in seen}
    apart = {"index.html", "404.html", "old-ferry.html", "events/$older;ferry.html", "older.html"}
    assert set(pages({path.relative_to(site).as_posix(): b"" for path in site.rglob("*.html")})) - reached <= apart


def test_every_file_has_the_headers_that_the_site_has_for_it(site: Path, address: str, base: str) -> None:
    """Each that `_headers` names, and no other one's; types too."""
    told = rules.headers((site / "_headers").read_text(encoding="utf-8"))
    names = {name.lower() for rule in told for name, _ in rule.headers}
    assert names >= {"content-security-policy", "cache-control", "content-type", "x-content-type-options"}
    for path in sorted(site.rglob("*")):
        if path.is_file() and not path.name.startswith((".", "_")) and path.suffix not in (".gz", ".br"):
            name = path.relative_to(site).as_posix()
            _, headers, _ = get(address + name)
            wanted = rules.headers_for(told, base + name)
            assert {key: headers.get(key) for key in names - {"content-type"}} == {key: wanted.get(key) for key in names - {"content-type"}}, name
            assert headers["content-type"] == wanted.get("content-type", headers["content-type"]), name


def test_what_is_not_there_is_told_by_the_site_s_own_page(site: Path, address: str) -> None:
    """With its status, and links that lead back."""
    code, headers, body = get(f"{address}articles/nowhere.html")
    assert (code, body) == (404, (site / "404.html").read_bytes())
    assert "content-security-policy" in headers
    links = {urljoin(f"{address}articles/nowhere.html", link) for link in read(body).values("href")}
    assert len(links) > 3
    assert {get(link)[0] for link in links if link.startswith(address)} == {200}
    assert {link for link in links if not link.startswith(address)} == set()


def test_who_takes_gzip_gets_it(site: Path, address: str) -> None:
    """The file that lies beside the page, and it is the page."""
    code, headers, body = get(address, **{"Accept-Encoding": "gzip"})
    assert (code, headers.get("content-encoding")) == (200, "gzip")
    assert body == (site / "index.html.gz").read_bytes()
    assert gzip.decompress(body) == (site / "index.html").read_bytes()


def test_old_addresses_lead_on(site: Path, base: str, tmp_path: Path) -> None:
    """Each that `_redirects` names, to what is there: of an event that was renamed the feeds too, and the exports and the dossier."""
    moved = rules.redirects((site / "_redirects").read_text(encoding="utf-8"))
    assert f"{base}events/%24older%3Bferry.atom.xml" in [one.source for one in moved]
    with nginx(site, tmp_path / "nginx", base=base, rules=converted(site / "_redirects")) as found:
        host = found.removesuffix(base)
        for one in moved:
            code, headers, _ = get(host + one.source, _Staying())
            assert (code, headers["location"]) == (301, one.target)
        code, _, body = get(f"{found}events/%24older%3Bferry.atom.xml")
        assert (code, body) == (200, (site / "events/ferry.atom.xml").read_bytes())
        assert get(f"{found}events/ferry.atom.xml", _Staying())[0] == 200


def test_nginx_takes_the_documented_server(tmp_path: Path) -> None:
    """The block in the documents is valid."""
    (block,) = blocks_of("docs/deploy.md", "nginx")
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{block.replace('listen 80', f'listen 127.0.0.1:{free_port()}')}\n}}\n",
        encoding="utf-8",
    )
    words = [program(), "-t", "-q", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf"), "-e", "stderr"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
