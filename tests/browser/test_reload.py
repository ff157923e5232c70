"""An open page follows the archive while it is edited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from briefgen.site.build import build
from tests.archives import make, write
from tests.browser.kept import join, was_kept
from tests.previews import Preview, preview

PATH = "content/articles/2024/2024-01-01-a.md"
PAGE = "articles/2024/2024-01-01-a.html"


def article(title: str, paragraphs: int = 1) -> str:
    return f"---\ntitle: {title}\ndate: 2024-01-01\noutlet: The Example\n---\n" + "Words of it.\n\n" * paragraphs


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path, f"-- {PATH} --\n{article('First title', paragraphs=200)}")


@contextmanager
def watched(root: Path, page: Page, port: int = 0) -> Iterator[Preview]:
    """A preview with its first build, that the page leaves before it ends, so that no connection which the page has just asked for is
    cut off."""
    with preview(root, lambda: build(root), port) as running:
        running.next()
        yield running
        page.goto("about:blank")


def heading(page: Page, name: str) -> None:
    """Waits until the page is headed so."""
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible(timeout=30_000)


def test_an_edit_shows_by_itself_where_one_was_reading(root: Path, page: Page) -> None:
    """The new text, without a hand on the browser, and scrolled as it was."""
    with watched(root, page) as running:
        page.goto(running.url + PAGE)
        heading(page, "First title")
        page.evaluate("scrollTo(0, 1500)")
        write(root, PATH, article("Second title", paragraphs=200))
        heading(page, "Second title")
        expect(page.locator("html")).to_have_js_property("scrollTop", 1500)
        write(root, PATH, article("Third title"))
        heading(page, "Third title")


def test_a_broken_file_is_shown_and_the_page_stays(root: Path, page: Page) -> None:
    """Its problems stand in a box over the last good page, as text, and go when it is mended."""
    box = page.locator("#briefgen-problems")
    with watched(root, page) as running:
        page.goto(running.url + PAGE)
        heading(page, "First title")
        expect(box).to_have_count(0)
        write(root, PATH, "---\ntitle: 'x' <img src=x onerror=alert(1)>\n---\n")
        expect(box).to_be_visible()
        expect(box).to_contain_text(PATH)
        expect(box).to_contain_text("<img src=x onerror=alert(1)>")
        expect(box.locator("img")).to_have_count(0)
        heading(page, "First title")
        write(root, PATH, article("Mended title"))
        heading(page, "Mended title")
        expect(box).to_have_count(0)


def test_a_file_mended_to_what_it_was_takes_the_box_away(root: Path, page: Page) -> None:
    """Although nothing of the site changed, and nothing is reloaded."""
    good = (root / "briefgen.toml").read_text(encoding="utf-8")
    box = page.locator("#briefgen-problems")
    with watched(root, page) as running:
        join(page, running.url + PAGE)
        write(root, "briefgen.toml", "title = \n")
        expect(box).to_be_visible()
        write(root, "briefgen.toml", good)
        expect(box).to_have_count(0)
        assert was_kept(page)


def test_a_page_that_did_not_exist_appears(root: Path, page: Page, faults: list[str]) -> None:
    """Whoever waits at an address sees the page when it is written."""
    with watched(root, page) as running:
        page.goto(running.url + "articles/2024/2024-01-02-b.html")
        heading(page, "Page not found")
        write(root, "content/articles/2024/2024-01-02-b.md", article("Written meanwhile"))
        heading(page, "Written meanwhile")
    faults[:] = [fault for fault in faults if "404" not in fault]


def test_a_page_finds_the_preview_again_after_a_restart(root: Path, page: Page, faults: list[str]) -> None:
    """A new life of the server is new to the page, whatever was built in it."""
    with preview(root, lambda: build(root)) as running:
        running.next()
        port = urlsplit(running.url).port or 0
        page.goto(running.url + PAGE)
        heading(page, "First title")
    write(root, PATH, article("Edited while it was off"))
    with watched(root, page, port):
        heading(page, "Edited while it was off")
    faults[:] = [fault for fault in faults if "net::ERR" not in fault]


def test_an_edit_is_patched_into_the_theme_s_pages(root: Path, page: Page) -> None:
    """The article's and the front page, with the theme's own scripts at work: neither is loaded anew."""
    with watched(root, page) as running:
        for address, text in (("", "Second title"), (PAGE, "Third title")):
            join(page, running.url + address)
            write(root, PATH, article(text, paragraphs=3))
            expect(page.locator("main").get_by_text(text).first).to_be_visible(timeout=30_000)
            assert was_kept(page)


def test_an_open_search_is_as_fresh_as_the_pages(root: Path, page: Page) -> None:
    """It asks again, and is not loaded anew: what is typed and what has the focus stay."""
    status = page.locator("#search-status")
    with watched(root, page) as running:
        join(page, running.url + "search.html?q=words")
        expect(status).to_have_text("1 article")
        page.focus("#q")
        write(root, "content/articles/2024/2024-01-02-b.md", article("Written meanwhile"))
        expect(status).to_have_text("2 articles", timeout=30_000)
        expect(page.locator("#search-results")).to_contain_text("Written meanwhile")
        expect(page.locator("#q")).to_be_focused()
        assert was_kept(page)
