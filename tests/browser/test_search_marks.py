"""An article that was opened from a search marks what was searched for."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from briefgen.site.build import build
from tests.archives import make
from tests.browser.dockers import ARCHIVE

CUSTOMS = "articles/2022/customs.html"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = make(tmp_path_factory.mktemp("marks"), ARCHIVE)
    assert build(root).problems == ()
    return (root / "site").as_uri() + "/"


def test_an_opened_article_shows_what_was_searched_for(page: Page, home: str) -> None:
    """One steps through it by buttons or keys, and can be rid of it; a phrase may stand across bold and plain."""
    page.goto(home + "search.html?q=%22customs+house%22")
    page.locator("#search article h2 a").click()
    bar = page.get_by_role("region", name="What you searched for")
    expect(bar.get_by_role("status")).to_have_text("1 of 4 marked")
    expect(page.locator("h1 mark.here")).to_have_text("customs house")
    bar.get_by_role("button", name="Next").click()
    expect(page.locator("mark.here")).to_have_text(["customs", " house"])
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(bar.get_by_role("status")).to_have_text("4 of 4 marked")
    expect(page.locator("mark.here")).to_have_text("Customs House")
    page.keyboard.press("n")
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(bar.get_by_role("status")).to_have_text("3 of 4 marked")
    found = Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, found.generate_report()
    page.emulate_media(media="print")
    expect(bar).to_be_hidden()
    page.emulate_media(media="screen")
    text = page.locator(".article").inner_text()
    bar.get_by_role("button", name="Clear").click()
    expect(bar).to_have_count(0)
    expect(page.locator("mark")).to_have_count(0)
    assert page.locator(".article").inner_text() == text


def test_the_next_one_comes_into_view(page: Page, home: str) -> None:
    page.goto(f"{home}{CUSTOMS}#marks=quinquereme")
    expect(page.locator("mark.here")).to_have_text(["Quinque", "reme"])
    page.keyboard.press("n")
    expect(page.locator("mark.here")).to_have_text("quinquereme")
    expect(page.locator("mark.here")).to_be_in_viewport()


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "#marks=",
        "#marks=%E0%A4%A",
        "#marks=nowhere",
        "#marks=<img src=x onerror=window.hacked=1>",
        "#marks=__proto__,constructor,%00,,,%20",
        "#other",
    ],
)
def test_an_address_that_says_nothing_marks_nothing(page: Page, home: str, fragment: str) -> None:
    """Whatever stands in it is compared with words, and no more."""
    page.goto(f"{home}{CUSTOMS}{fragment}")
    expect(page.locator(".article")).to_contain_text("Both sides met in the customs house. Quinquereme was the word")
    expect(page.locator("mark, .marks-bar, main img")).to_have_count(0)
    assert page.evaluate("window.hacked") is None
