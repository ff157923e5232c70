"""Problems stand over the page until they are mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from briefgen.preview.news import News
from briefgen.preview.server import Server
from briefgen.problem import Problem
from tests.archives import write
from tests.browser.conftest import OpenPage

POLICY = "default-src 'none'; script-src 'self'; img-src data:; connect-src 'self'"
SOURCE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Title</title><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="{POLICY}"><meta name="color-scheme" content="light dark">
</head><body><main><h1>The last good page</h1><p><a href="#x">A link</a></p></main></body></html>
"""
WRONG = Problem("content/a.md", 2, "title is <b>wrong</b>", "write it as text", "title: [<img src=x onerror=alert(1)>")
MISSING = Problem("content/b.md", 0, "has no title", "add one")
WARNING = Problem("content/c.md", 0, "is odd", severity="warning")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    write(tmp_path, "site/index.html", SOURCE)
    write(tmp_path, "content/a.md", "---\ntitle: [<img src=x onerror=alert(1)>\n---\nText.\n")
    with closing(Server(tmp_path / "site", 0, root=tmp_path)) as made:
        made.start()
        yield made


@pytest.fixture
def page(page: Page, server: Server) -> Iterator[Page]:
    page.goto(server.url)
    yield page
    page.goto("about:blank")


@pytest.fixture
def box(page: Page) -> Locator:
    return page.locator("#briefgen-problems")


def test_problems_are_told_in_full_and_go_when_they_are_mended(server: Server, page: Page, box: Locator) -> None:
    """Place, message, lines, hint, of each, as text; the last good page stays under them."""
    expect(box).to_have_count(0)
    server.show(News((MISSING, WARNING, WRONG)))
    expect(box.get_by_role("heading", name="2 errors, 1 warning")).to_be_visible()
    assert [item.split("\n")[0] for item in box.locator("li").all_inner_texts()] == [
        "error content/a.md:2",
        "error content/b.md",
        "warning content/c.md",
    ]
    expect(box.locator("li").first).to_contain_text("title is <b>wrong</b>")
    expect(box.locator("li").first).to_contain_text("Hint: write it as text")
    expect(box.locator("pre .wrong")).to_have_text("2title: [<img src=x onerror=alert(1)>")
    assert box.locator("pre i").all_inner_texts() == ["1", "2", "3", "4"]
    expect(box.locator("img")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    server.show(News((MISSING,)))
    expect(box.get_by_role("heading", name="1 error")).to_be_visible()
    server.show(News())
    expect(box).to_have_count(0)


def test_what_was_dismissed_comes_back_with_new_problems_only(server: Server, page: Page, box: Locator) -> None:
    """By keyboard: from Escape to the button that brings it back; also over a reload."""
    region = box.get_by_role("region")
    server.show(News((WRONG,)))
    expect(region).to_be_visible()
    page.keyboard.press("Escape")
    expect(region).to_be_hidden()
    server.show(News((WRONG, WARNING)))
    expect(box.get_by_role("button", name="1 error, 1 warning")).to_be_visible()
    expect(region).to_be_hidden()
    page.reload()
    expect(box.get_by_role("button", name="1 error, 1 warning")).to_be_visible()
    expect(region).to_be_hidden()
    box.get_by_role("button", name="1 error").press("Enter")
    expect(region).to_be_visible()
    expect(box.get_by_role("button", name="Dismiss")).to_be_focused()
    page.keyboard.press("Enter")
    expect(region).to_be_hidden()
    expect(box.get_by_role("button", name="1 error")).to_be_focused()
    server.show(News((WRONG, MISSING)))
    expect(region).to_be_visible()


def test_one_that_was_mended_and_made_again_is_new(server: Server, page: Page, box: Locator) -> None:
    region = box.get_by_role("region")
    server.show(News((WRONG,)))
    expect(region).to_be_visible()
    page.keyboard.press("Escape")
    server.show(News())
    expect(box).to_have_count(0)
    server.show(News((WRONG,)))
    expect(region).to_be_visible()


def test_warnings_alone_do_not_cover_the_page(server: Server, page: Page, box: Locator) -> None:
    """They can be looked at."""
    server.show(News((WARNING,)))
    button = box.get_by_role("button", name="1 warning")
    expect(button).to_be_visible()
    expect(box.get_by_role("region")).to_be_hidden()
    button.click()
    expect(box.locator("li")).to_contain_text("is odd")
    assert page.evaluate("document.documentElement.lastElementChild.id") == "briefgen-problems"


def test_the_page_and_the_overlay_do_not_style_each_other(server: Server, page: Page, box: Locator) -> None:
    """Whatever a theme says of sections and buttons."""
    page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { display: none !important; color: rgb(1, 2, 3) } html, body, main, h1, div { display: block !important }");
        document.adoptedStyleSheets = [sheet];
    }""")
    before = page.evaluate("getComputedStyle(document.querySelector('h1')).font")
    server.show(News((WRONG,)))
    expect(box.get_by_role("button", name="Dismiss")).to_be_visible()
    expect(box.locator("li").first).not_to_have_css("color", "rgb(1, 2, 3)")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).font") == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_in_either_scheme(server: Server, open_page: OpenPage, scheme: str) -> None:
    """On a narrow screen, too."""
    page = open_page(color_scheme=scheme, viewport={"width": 320, "height": 600})
    page.goto(server.url)
    server.show(News((WRONG, MISSING, WARNING)))
    box = page.locator("#briefgen-problems")
    expect(box.get_by_role("region")).to_be_visible()
    dark = page.evaluate("document.querySelector('#briefgen-problems').hasAttribute('data-dark')")
    assert dark == (scheme == "dark")
    found = Axe().run(page, context="#briefgen-problems").response["violations"]
    assert [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    expect(box.get_by_role("button", name="2 errors")).to_be_visible()
    assert Axe().run(page, context="#briefgen-problems").response["violations"] == []
    page.goto("about:blank")


def test_it_is_not_printed(server: Server, page: Page, box: Locator) -> None:
    server.show(News((WRONG,)))
    expect(box.get_by_role("region")).to_be_visible()
    page.emulate_media(media="print")
    expect(box.get_by_role("region")).to_be_hidden()
