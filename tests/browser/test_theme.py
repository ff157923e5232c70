"""What the default theme does beyond standing there: light or dark as a reader chose, citations to copy, one page for paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.hosts import hosted
from tests.sites import built

ARCHIVE: Final = """\
-- briefgen.toml --
title = "Test archive"
-- content/articles/2024/2024-03-12-cranes.md --
---
title: Cranes fall silent
date: 2024-03-12
author: Ada Example
outlet: Harbour Post
source: https://news.example/cranes
---

The dockers left the quays on Tuesday.
"""
ARTICLE: Final = "articles/2024/2024-03-12-cranes.html"
# What the page's root says as its body begins; of styles nothing can be asked then, since they may still be on their way.
_WHEN_BODY_BEGINS: Final = """\
new MutationObserver((_, observer) => {
  if (!document.body) return;
  observer.disconnect();
  window.whenBodyBegan = document.documentElement.dataset.scheme;
}).observe(document, { childList: true, subtree: true });
"""
_PAPER: Final = "getComputedStyle(document.body).backgroundColor"
_BARS: Final = (
    """() => [...document.querySelectorAll("meta[name=theme-color]")].filter((one) => matchMedia(one.media).matches).map((one) => one.content)"""
)
LIGHT, DARK = "rgb(252, 252, 250)", "rgb(19, 22, 21)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive's."""
    root = tmp_path_factory.mktemp("theme")
    built(root, ARCHIVE)
    return root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with hosted(site) as found:
        yield found


def test_pages_are_as_the_system_is(address: str, open_page: OpenPage) -> None:
    """Until a reader chooses, and also when the system changes its mind."""
    page = open_page(color_scheme="dark")
    page.goto(address + "index.html")
    assert page.evaluate(_PAPER) == DARK
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.emulate_media(color_scheme="light")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(_PAPER) == LIGHT


def test_what_a_reader_chose_is_remembered(address: str, open_page: OpenPage) -> None:
    """On every page, before anything of it is painted; the browser's own bars follow."""
    page = open_page(color_scheme="light")
    page.goto(address + "index.html")
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(_PAPER) == DARK
    page.add_init_script(_WHEN_BODY_BEGINS)
    page.goto(address + ARTICLE)
    assert page.evaluate("whenBodyBegan") == "dark"
    assert page.evaluate(_PAPER) == DARK
    assert page.evaluate(_BARS) == ["#131615"]


def test_a_choice_that_agrees_with_the_system_is_forgotten(address: str, open_page: OpenPage) -> None:
    """So that there is a way back to following it."""
    page = open_page(color_scheme="light")
    page.goto(address + "index.html")
    for _ in range(2):
        page.get_by_role("button", name="Dark").click()
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.reload()
    assert page.evaluate(_PAPER) == DARK


def test_an_archive_may_begin_dark(tmp_path: Path, open_page: OpenPage) -> None:
    """Its readers may still choose."""
    built(tmp_path, ARCHIVE.replace('title = "Test archive"\n', 'title = "Test archive"\n\n[theme]\nscheme = "dark"\naccent = "red"\n'))
    page = open_page(color_scheme="light")
    page.goto((tmp_path / "site/index.html").as_uri())
    assert page.evaluate(_PAPER) == DARK
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(_PAPER) == LIGHT


def test_without_scripts_there_is_no_switch(site: Path, open_page: OpenPage) -> None:
    """Nor a button to copy with; the page is as the system is, and the citations can be read."""
    page = open_page(color_scheme="dark", java_script_enabled=False)
    page.goto((site / ARTICLE).as_uri())
    expect(page.locator("[data-scheme-switch]")).to_be_hidden()
    expect(page.locator("[data-copy]").first).to_be_hidden()
    expect(page.locator("#cite-apa")).to_contain_text("Cranes fall silent")


def test_a_citation_is_copied(address: str, open_page: OpenPage) -> None:
    """As plain text; the button says so for a while, and screen readers are told."""
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + ARTICLE)
    page.get_by_role("button", name="Copy the citation in BibTeX style").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@")
    assert copied == page.locator("#cite-bibtex").inner_text().strip()


def test_from_a_disk_a_citation_is_at_least_selected(site: Path, open_page: OpenPage) -> None:
    """Where the browser lets a page have no clipboard."""
    page = open_page()
    page.add_init_script("delete Navigator.prototype.clipboard; document.execCommand = () => false")
    page.goto((site / ARTICLE).as_uri())
    page.get_by_role("button", name="Copy the citation in APA style").click()
    page.wait_for_function("getSelection().toString().includes('Cranes fall silent')")


def test_an_article_prints_as_a_document(address: str, page: Page) -> None:
    """Black on white, with its source's address and how to cite it, without what leads elsewhere."""
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(address + ARTICLE)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".record .address")).to_have_text("https://news.example/cranes")
    expect(page.locator("#cite-apa")).to_be_visible()
    for gone in (".nav", ".searchbox", ".scheme", ".copy", ".footer-nav"):
        expect(page.locator(gone).first).to_be_hidden()
    assert page.evaluate(_PAPER) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


MINE: Final = (
    ARCHIVE.replace('title = "Test archive"\n', 'title = "Test archive"\ndesk = true\n\n[theme]\nname = "mine"\nscheme = "dark"\naccent = "red"\n')
    + """\
-- themes/mine/theme.toml --
-- themes/mine/templates/base.html --
{% extends "briefing/base.html" %}
{% block styles %}
{{ super() }}
<link rel="stylesheet" href="{{ static('mine.css') }}">
{% endblock %}
{% block head %}
{{ super() }}
<script src="{{ static('mine.js') }}" defer></script>
{% endblock %}
-- themes/mine/static/mine.js --
document.documentElement.dataset.mine = "here";
-- themes/mine/static/mine.css --
:root { --paper: #fdd; --ink: #400; }
-- themes/mine/templates/review.html --
{% extends "base.html" %}
{% block content %}
<h1>Ships that wait</h1>
<p>Since Tuesday.</p>
<ul><li>Orla</li></ul>
{% endblock %}
"""
)


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an archive with a theme of its own."""
    root = tmp_path_factory.mktemp("mine")
    built(root, MINE)
    return root / "site"


@pytest.mark.parametrize("path", ["index.html", ARTICLE, "search.html", "desk/review.html", "desk/wanted.html"])
def test_a_theme_s_script_is_on_every_page(mine: Path, open_page: OpenPage, path: str) -> None:
    """Beside those that the page has itself."""
    page = open_page()
    page.goto((mine / path).as_uri())
    expect(page.locator("html")).to_have_attribute("data-mine", "here")


def test_paper_is_white_whatever_a_theme_sets(mine: Path, page: Page) -> None:
    """And a reader who asks for more contrast has it."""
    page.goto((mine / ARTICLE).as_uri())
    assert page.evaluate(_PAPER) == "rgb(255, 221, 221)"
    page.emulate_media(media="print")
    assert page.evaluate(_PAPER) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    page.emulate_media(media="screen", contrast="more")
    assert page.evaluate(_PAPER) == "rgb(0, 0, 0)"


def test_the_page_for_missing_addresses_has_the_options(mine: Path, open_page: OpenPage) -> None:
    """Dark, where the archive begins so, and in its accent."""
    page = open_page(color_scheme="light")
    page.goto((mine / "404.html").as_uri())
    assert page.evaluate(_PAPER) == DARK
    assert page.evaluate("getComputedStyle(document.querySelector('button')).color") == "rgb(242, 162, 147)"


def test_bare_elements_stand_as_others_do(mine: Path, page: Page) -> None:
    """On the axis, a headline as large as any, and a list with its marks within the column."""
    page.goto((mine / "desk/wanted.html").as_uri())
    place = "(one) => [one.getBoundingClientRect().left, getComputedStyle(one).fontSize]"
    headline = page.locator("h1").evaluate(place)
    page.goto((mine / "desk/review.html").as_uri())
    assert page.locator("h1").evaluate(place) == headline
    assert page.locator("main > p").evaluate(place)[0] == headline[0]
    assert page.locator("main > ul").evaluate(place)[0] == headline[0]
    assert page.locator("main > ul").evaluate(
        "(one) => [getComputedStyle(one).listStyleType, parseFloat(getComputedStyle(one).paddingLeft) > 20]"
    ) == ["disc", True]


@pytest.mark.parametrize("width", [320, 390, 900])
def test_a_narrow_page_leads_to_all_sections(address: str, open_page: OpenPage, width: int) -> None:
    """Those for which there is no place in the masthead are at the foot."""
    page = open_page(viewport={"width": width, "height": 700})
    page.goto(address + ARTICLE)
    page.get_by_role("link", name="More", exact=True).click()
    expect(page.locator("#sections").get_by_role("link", name="Mentioned")).to_be_in_viewport()


def test_a_wide_page_has_all_sections_at_its_head(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(address + ARTICLE)
    expect(page.locator(".nav").get_by_role("link", name="Mentioned")).to_be_visible()
    expect(page.get_by_role("link", name="More", exact=True)).to_be_hidden()


READ: Final = ARCHIVE.replace("source:", "origins:\n  author: Ada Example | byline\n  outlet: Harbour Post | masthead\nsource:")


def test_a_mark_stays_with_the_word_that_it_stands_at(tmp_path: Path, open_page: OpenPage) -> None:
    """However narrow the page is: a line never begins with it."""
    built(tmp_path, READ)
    page = open_page()
    page.goto((tmp_path / "site" / ARTICLE).as_uri())
    page.set_viewport_size({"width": 320, "height": 700})
    lines = """(wide) => {
      document.querySelector(".imprint").style.width = `${wide}px`;
      const last = (one) => [...one.getClientRects()].at(-1);
      return [...document.querySelectorAll(".imprint .ref")].map((mark) => last(mark).left - last(mark.previousElementSibling).right);
    }"""
    for wide in range(80, 240, 4):
        apart = page.evaluate(lines, wide)
        assert len(apart) == 2
        assert all(-1 < gap < 2 for gap in apart), (wide, apart)
