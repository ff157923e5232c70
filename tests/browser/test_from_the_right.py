"""A site whose interface reads from the right: nothing is cut off, the search page speaks its language, and its bars go the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from briefgen.site.build import build
from tests.archives import make
from tests.browser.conftest import OpenPage
from tests.browser.hosts import hosted
from tests.sites import article, event

ARCHIVE = (
    '-- briefgen.toml --\ntitle = "نشرة"\nlanguage = "ar"\n'
    + "".join(
        article(
            f"a{number:02}",
            f"date: 2024-{number:02}-05\noutlet: صحيفة {number % 3}\nauthor: [سلمى, Hanne Birdsall]\nevent: e\n",
            "عادت الرافعات إلى الميناء صباح الخميس.",
        )
        for number in range(1, 13)
    )
    + event("e", "title: إضراب الميناء\n".replace("title:", "summary:"))
)
PAGES = (
    "index.html",
    "articles/a03.html",
    "events/e.html",
    "outlets/index.html",
    "months/index.html",
    "years/2024.html",
    "search.html",
    "about.html",
    "404.html",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = make(tmp_path_factory.mktemp("right") / "path", ARCHIVE)
    assert build(root).problems == ()
    with hosted(root.parent) as host:
        yield f"{host}path/site/"


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_cut_off(open_page: OpenPage, home: str, width: int) -> None:
    """On either side, where a page from the right would hide it on the left."""
    page = open_page(viewport={"width": width, "height": 800})
    for path in PAGES:
        page.goto(home + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl", path


def test_the_search_page_counts_as_the_language_does(open_page: OpenPage, home: str) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    for query, line in (
        ("الميناء", "12 مقالًا"),
        ("date:2024-03", "مقال واحد"),
        ("date:2024-03..2024-04", "مقالان"),
        ("date:2024-03..2024-06", "4 مقالات"),
    ):
        page.goto(f"{home}search.html?q={query}")
        expect(page.locator("#search-status")).to_have_text(line)
    page.goto(f"{home}search.html?q=الميناء")
    expect(page.locator("#search article time").first).to_have_text(
        "5 يناير 2024" if page.locator("#search-sort").input_value() == "oldest" else "5 ديسمبر 2024"
    )
    expect(page.locator("#search-more")).to_have_text("إظهار نتيجتين أخريين")


def test_the_bars_begin_at_the_right(open_page: OpenPage, home: str) -> None:
    """The first months are chosen by dragging across the right part."""
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{home}search.html?q=الميناء")
    start, end = page.locator("#search-dates input").all()
    expect(start).to_have_attribute("aria-valuetext", "يناير 2024")
    box = page.locator(".dates-chart").bounding_box()
    assert box
    right, y = box["x"] + box["width"], box["y"] + box["height"] / 2
    page.mouse.move(right - 2, y)
    page.mouse.down()
    page.mouse.move(right - box["width"] / 12 * 2.5, y)
    page.mouse.up()
    expect(page.locator("#search-status")).to_have_text("3 مقالات")
    expect(end).to_have_attribute("aria-valuetext", "مارس 2024")
    thumb = page.evaluate("(all) => all.map((one) => getComputedStyle(one).direction)", [start.element_handle(), end.element_handle()])
    assert thumb == ["rtl", "rtl"]


MIXED = '-- briefgen.toml --\ntitle = "Archive"\nlanguage = "{lang}"\n' + "".join(
    f"-- content/articles/{slug}.md --\n---\ntitle: {title}\ndate: 2024-05-09\nsummary: {summary}\n---\n\n{summary}\n"
    for slug, title, summary in (
        ("en", "Cranes fall silent", "The dockers left the quays."),
        ("ar", "عادت الرافعات", "عادت الرافعات إلى الميناء."),
    )
)


@pytest.mark.parametrize(("lang", "side"), [("en", "left"), ("ar", "right")])
def test_what_reads_the_other_way_stands_on_the_page_s_side(
    tmp_path_factory: pytest.TempPathFactory, open_page: OpenPage, lang: str, side: str
) -> None:
    """Titles, standfirsts and summaries keep their direction, and align with the page; an article's text begins on its own side."""
    root = make(tmp_path_factory.mktemp(lang), MIXED.replace("{lang}", lang))
    assert build(root).problems == ()
    page = open_page(viewport={"width": 1280, "height": 800})
    styles = "(all) => all.map((one) => [getComputedStyle(one).direction, getComputedStyle(one).textAlign])"
    for slug, direction in (("en", "ltr"), ("ar", "rtl")):
        page.goto((root / f"site/articles/{slug}.html").as_uri())
        assert page.locator("h1, .dek").evaluate_all(styles) == [[direction, side]] * 2
        assert page.locator(".prose").evaluate_all(styles) == [[direction, "start"]]
    page.goto((root / "site/days/2024-05-09.html").as_uri())
    assert sorted(page.locator(".card-summary").evaluate_all(styles)) == [["ltr", side], ["rtl", side]]


@pytest.mark.parametrize("style", ["apa", "chicago", "mla"])
def test_a_citation_reads_from_the_left(open_page: OpenPage, home: str, style: str) -> None:
    """Its date stands as it is written, whatever stands beside it; what is copied has no signs of direction in it."""
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{home}articles/a03.html")
    found = page.locator(f"#cite-{style}").evaluate(
        """(place) => {
          const within = document.createTreeWalker(place, NodeFilter.SHOW_TEXT), lefts = [];
          for (let node; (node = within.nextNode()); ) {
            const date = /[A-Z][a-z.]+ 5, 2024|5 [A-Z][a-z.]+ 2024|2024, March 5/.exec(node.data);
            for (let at = 0; date && at < date[0].length; at++) {
              const range = document.createRange();
              range.setStart(node, date.index + at);
              range.setEnd(node, date.index + at + 1);
              lefts.push(range.getBoundingClientRect().left);
            }
          }
          return [lefts, place.textContent];
        }"""
    )
    lefts, text = found
    assert len(lefts) > 8
    assert lefts == sorted(lefts)
    assert "سلمى" in text
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
