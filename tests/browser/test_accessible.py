"""Everybody can read every kind of page: axe-core finds nothing, nothing sticks out, and the keyboard alone leads everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from briefgen.pages.kinds import TEMPLATES
from tests.browser import awkward
from tests.browser.conftest import OpenPage
from tests.browser.hosts import hosted

AXE: Final = Axe()
RULES: Final = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}

_STOP: Final = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const said = ["aria-labelledby", "href"].map((name) => one.getAttribute(name));
  const names = [one.ariaLabel, one.textContent, one.title, one.labels?.[0]?.textContent, ...said];
  return {
    html: one.outerHTML.slice(0, 100),
    name: names.find((name) => name && name.trim()) ?? "",
    ring: outlined || one.closest("form") !== null || one.type === "range",
    shown: box.width > 0 && box.height > 0,
  };
}"""
"""What the keyboard has arrived at; null when it has left the page."""

_OPEN: Final = "for (const one of document.querySelectorAll('details')) one.open = true"

_OVER: Final = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const over = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > width + 1);
  return over.map((one) => one.outerHTML.slice(0, 120)).slice(-3);
}"""
"""The innermost of what is wider than the page."""

KIND = pytest.mark.parametrize("kind", awkward.KINDS, ids=lambda kind: str(kind.name).replace(" ", "-"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the awkward archive is, from a host."""
    with hosted(awkward.made(tmp_path_factory.mktemp("awkward"))) as found:
        yield found


def axe(page: Page, *rules: str) -> list[str]:
    """What axe-core finds wrong with a page, by all rules or by these. Of what it finds right it is not to tell: that is most of the work."""
    chosen = {"runOnly": {"type": "rule", "values": rules}} if rules else RULES
    found: dict[str, Any] = AXE.run(page, options={**chosen, "resultTypes": ["violations"]}).response
    return [f"{one['id']}: {node['target']} {node.get('failureSummary', '')}" for one in found["violations"] for node in one["nodes"][:2]]


@KIND
def test_axe_finds_nothing(kind: awkward.Kind, address: str, open_page: OpenPage) -> None:
    """Light and wide, dark and at 320 px, and where a reader asked for more contrast, with everything open that opens."""
    page = open_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto(address + kind.path)
    page.evaluate(_OPEN)
    found = axe(page)
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {one}" for one in axe(page)]
    page.emulate_media(color_scheme="dark", contrast="more")
    found += [f"dark, more contrast: {one}" for one in axe(page, "color-contrast")]
    assert found == []


@KIND
def test_nothing_sticks_out_sideways(kind: awkward.Kind, address: str, open_page: OpenPage) -> None:
    """320 px are also what is left of 1,280 at a zoom of 400 %."""
    page = open_page()
    page.goto(address + kind.path)
    page.evaluate(_OPEN)
    for width in (320, 390, 800, 1280, 3840):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(_OVER) == [], width


@KIND
def test_headings_are_in_order(kind: awkward.Kind, address: str, open_page: OpenPage) -> None:
    """One of the first level, and none that skips one."""
    page = open_page()
    page.goto(address + kind.path)
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.tagName[1]))")
    assert levels.count(1) == 1
    assert levels[0] == 1 or levels.index(1) < 3
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@KIND
def test_the_keyboard_alone_leads_everywhere(kind: awkward.Kind, address: str, open_page: OpenPage) -> None:
    """The first stop skips to the text; every stop is seen, has a name and shows that it is there."""
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(address + kind.path)
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(_STOP)
        if found is None:
            break
        assert found["shown"], found["html"]
        assert found["ring"], found["html"]
        assert found["name"], found["html"]
        seen.append(found["html"])
    assert seen, "nothing can be reached"
    if kind.name not in ("not found", "search"):  # the one has no menu to skip, the other begins in its box
        assert 'href="#' in seen[0]


@KIND
def test_targets_are_large_enough(kind: awkward.Kind, address: str, open_page: OpenPage) -> None:
    """24 by 24 px, or as much room around them (WCAG 2.2, 2.5.8), with everything closed that closes; links within sentences are free of it."""
    page = open_page(viewport={"width": 390, "height": 800})
    page.goto(address + kind.path)
    assert axe(page, "target-size") == []


def test_a_page_that_axe_objects_to_is_found(open_page: OpenPage) -> None:
    """So that the check can fail."""
    page = open_page()
    small = "".join(f"<a href='#{name}' style='display: block; width: 9px; height: 9px'>{name}</a>" for name in "ab")
    page.set_content(f"<title>x</title><main><img src='data:,'><p style='color:#ccc'>pale</p><div>{small}</div></main>")
    assert {"image-alt", "color-contrast", "target-size"} <= {one.partition(":")[0] for one in axe(page)}


def test_the_awkward_archive_has_every_kind_of_page(tmp_path: Path) -> None:
    """A kind that nobody looks at is one that breaks."""
    site = awkward.made(tmp_path)
    assert [kind.path for kind in awkward.KINDS if not (site / kind.path).exists()] == []
    assert {template.removesuffix(".html") for template in TEMPLATES.values()} == {kind.template for kind in awkward.KINDS} | {"redirect"}
