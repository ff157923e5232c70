"""From seeds to readers: the sample archive brought to a target of each kind and served by nginx, at a host's root and below a path."""

from __future__ import annotations

import shutil
import subprocess
from collections import deque
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Page, expect

from briefgen.cli import run
from tests import librarian
from tests.archives import make
from tests.browser.conftest import OpenPage
from tests.browser.test_policy import SETTLED, watched
from tests.deploy.grounds import need
from tests.deploy.test_nginx import converted
from tests.served import free_port, nginx, program

pytestmark = pytest.mark.slow

CONFIG = """-- briefgen.toml --
title = "The Briefing"
base_url = "http://127.0.0.1:{port}{base}"
compress = true
desk = true
[deploy.live]
kind = "{kind}"
{where}
"""
LINKS = """() => [...document.querySelectorAll("a[href], link[rel~=alternate], link[rel=manifest]")].map(
  (one) => new URL(one.getAttribute("href"), document.baseURI).href)"""


def brought(kind: str, base: str, port: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that holds what a reader's host is to serve, after a deploy to a target of this kind."""
    there = folder / "there"
    where = {
        "folder": f'to = "{there}"',
        "rsync": f'to = "{there}"',
        "rclone": 'to = "disk:site"',
        "git": f'remote = "{folder / "remote.git"}"\nbranch = "pages"',
    }[kind]
    if kind != "folder":
        need(kind)
    (folder / "rclone.conf").write_text(f"[disk]\ntype = alias\nremote = {there}\n", encoding="utf-8")
    monkeypatch.setenv("RCLONE_CONFIG", str(folder / "rclone.conf"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "none"))
    root = make(folder / "archive", CONFIG.format(kind=kind, where=where, base=base, port=port))
    shutil.copytree(librarian.SAMPLE, root / "seeds", ignore=shutil.ignore_patterns("*.toml"))
    if kind == "git":
        subprocess.run(["git", "init", "--quiet", "--bare", str(folder / "remote.git")], check=True)
    assert run(["deploy", "live", "--yes", "-q", "--date", "2024-05-01", "-C", str(root)]) == 0
    if kind == "git":
        subprocess.run(["git", "clone", "--quiet", "--branch", "pages", str(folder / "remote.git"), str(there)], check=True)
    return there / "site" if kind == "rclone" else there


def crawled(page: Page, address: str) -> tuple[set[str], dict[str, int]]:
    """The pages that were opened, one after the other, from the front page on; and what every other link of the site's own leads to."""
    waiting, opened, others = deque([f"{address}index.html"]), {f"{address}index.html"}, dict[str, int]()
    while waiting:
        page.goto(waiting.popleft())
        for link in page.evaluate(LINKS):
            target = urldefrag(link).url.partition("?")[0]
            if not target.startswith(address):
                continue
            if target.endswith(".html"):
                if target not in opened:
                    opened.add(target)
                    waiting.append(target)
            elif target not in others:
                others[target] = page.request.get(target).status
    page.evaluate(SETTLED)
    return opened, others


@pytest.mark.parametrize(("kind", "base"), [("folder", "/"), ("git", "/press/briefings/"), ("rsync", "/press/"), ("rclone", "/")])
def test_what_was_deployed_is_read_without_a_fault(
    kind: str, base: str, tmp_path: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`briefgen verify` finds the site as it was published. At the root and below a path, every page that links lead to opens, with no error and
    no violation of the policy that the host sends; every file that one names is there; the search finds."""
    program()
    port = free_port()
    site = brought(kind, base, port, tmp_path, monkeypatch)
    server, http = (converted(site / "_headers", part) for part in ("server", "http"))
    (tmp_path / "nginx").mkdir()
    with nginx(site, tmp_path / "nginx", port=port, base=base, rules=server, maps=http) as address:
        assert run(["verify", address, "--pause", "0", "-q"]) == 0
        if kind in ("rsync", "rclone"):  # what is served is what the others serve, byte for byte: it is not walked through again
            return
        page = open_page()
        failed = watched(page)
        opened, others = crawled(page, address)
        made = {f"{address}{path.relative_to(site).as_posix()}" for path in site.rglob("*.html")}
        assert opened <= made
        assert {one.removeprefix(address) for one in made - opened} <= {"404.html"}
        assert set(others.values()) == {200}
        assert page.request.get(address).headers["content-security-policy"]
        page.goto(f"{address}search.html?q=dam")
        expect(page.locator("main a[href*='#marks=']").first).to_be_visible()
        assert failed == []
