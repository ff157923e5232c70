"""Pages keep to the Content-Security-Policy that is sent with them, from a host as from a disk: nothing is stopped, and nothing is lacking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefgen.site.build import build
from tests.browser.conftest import OpenPage
from tests.browser.hosts import hosted
from tests.browser.test_valid import sample
from tests.hostfiles import rules, sent
from tests.sites import links_of, pages

SETTLED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
NOT_SHOWN = ("404.html",)
"""What a host shows only in place of others."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive's, with the maintainers' pages."""
    root = tmp_path_factory.mktemp("policy") / "archive"
    sample(root)
    (root / "briefgen.toml").write_text("title = 'The Briefing'\nbase_url = 'https://archive.example/'\ndesk = true\n", encoding="utf-8")
    build(root)
    return root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Of a host that sends what `_headers` says."""
    with hosted(site, partial(sent, rules((site / "_headers").read_bytes()))) as found:
        yield found


def files_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def watched(page: Page) -> list[str]:
    """What a page could not load, from now on, but for what was not there yet when the next one was opened."""
    failed: list[str] = []
    page.on("requestfailed", lambda request: None if request.failure == "net::ERR_ABORTED" else failed.append(f"{request.url}: {request.failure}"))
    page.on("response", lambda response: failed.append(f"{response.url}: {response.status}") if response.status >= 400 else None)
    return failed


def one_of_each_kind(found: dict[str, bytes]) -> list[str]:
    """Of each folder's pages one that lists and one that is listed, in a long form where there is one, and all that stand in none."""
    chosen: dict[str, str] = {}
    for path in pages(found):
        if path not in NOT_SHOWN:
            kind = re.sub(r"[^/]+?((?:\.changes|\.dossier|-\d+)?\.html)$", r"*\1", path) if "/" in path and not path.endswith("/index.html") else path
            kind = re.sub(r"\d{4}/", "", kind)
            if kind not in chosen or len(found[path]) > len(found[chosen[kind]]):
                chosen[kind] = path
    return sorted(chosen.values())


def test_no_page_of_a_host_is_stopped_or_lacks_anything(site: Path, address: str, open_page: OpenPage) -> None:
    """One of each kind: no violation, no error, no request that fails; and every page leads to such as are there."""
    found = files_of(site)
    page = open_page()
    failed = watched(page)
    for path in one_of_each_kind(found):
        page.goto(address + path)
    for path in pages(found):
        assert path in NOT_SHOWN or set(links_of(path, found[path])) <= found.keys(), path
    page.evaluate(SETTLED)
    assert failed == []


def test_no_kind_of_page_on_a_disk_is_stopped_or_lacks_anything(site: Path, open_page: OpenPage) -> None:
    """There the page's own policy is all there is."""
    found = files_of(site)
    page = open_page()
    failed = watched(page)
    for path in one_of_each_kind(found):
        page.goto((site / path).as_uri())
    page.evaluate(SETTLED)
    assert failed == []


def test_what_pages_do_is_not_stopped_either(address: str, open_page: OpenPage) -> None:
    """Searching, following a result to its marks, choosing the other scheme."""
    page = open_page()
    failed = watched(page)
    page.goto(address + "search.html?q=dam")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    page.locator('main a[href*="#marks="]').first.click()
    expect(page.locator("main mark").first).to_be_visible()
    page.locator("[data-scheme-switch]").click()
    expect(page.locator("[data-scheme-switch]")).to_have_attribute("aria-pressed", "true")
    assert failed == []


def test_what_is_missing_has_a_page_in_its_style(address: str, open_page: OpenPage, faults: list[str]) -> None:
    """At any depth: the style that stands in it is known to the policy of the page, and to the one that is sent."""
    page = open_page()
    page.goto(address + "no/such/page.html")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('form')).display") == "flex"
    assert all("404" in fault for fault in faults)
    faults.clear()


def test_a_style_or_a_script_of_another_s_is_stopped(address: str, open_page: OpenPage, faults: list[str]) -> None:
    """So that the policy is there: neither runs on a page, nor is anything loaded from another host."""
    page = open_page()
    page.goto(address + "index.html")
    page.evaluate("""() => {
      const add = (name, text) => document.body.appendChild(Object.assign(document.createElement(name), { textContent: text }));
      add("script", "window.hacked = true");
      add("style", "body { display: none }");
      document.body.appendChild(Object.assign(document.createElement("img"), { src: "http://127.0.0.1:9/x.png" }));
    }""")
    page.evaluate(SETTLED)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    violated = {fault.rpartition(" ")[2] for fault in faults if "violates policy" in fault}
    assert {"script-src-elem", "style-src-elem", "img-src"} <= violated
    faults.clear()


def test_the_site_can_be_installed(address: str, open_page: OpenPage) -> None:
    """Its manifest is found under the policy, is read without complaint, and names icons that are there."""
    page = open_page()
    page.goto(address + "events/index.html")
    found = page.context.new_cdp_session(page).send("Page.getAppManifest")
    assert found["url"] == f"{address}manifest.webmanifest"
    assert found["errors"] == []
    names = page.evaluate("""async () => {
      const { href } = document.querySelector('link[rel="manifest"]');
      const { icons } = await (await fetch(href)).json();
      return Promise.all(icons.map(async ({ src }) => (await fetch(new URL(src, href))).status));
    }""")
    assert set(names) == {200}
