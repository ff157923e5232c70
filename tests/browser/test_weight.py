"""What a page weighs, and that nothing in it moves once it is shown."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Final

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.hosts import hosted
from tests.browser.test_valid import sample

MOST: Final = 30 * 1024
"""Bytes of an article's page with its style and its scripts, compressed."""

_SHIFT: Final = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum), 100));
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive's."""
    return sample(tmp_path_factory.mktemp("weight") / "archive")


def weight(page: Path) -> int:
    """The compressed bytes of a page and of the styles and scripts that it loads."""
    text = page.read_text(encoding="utf-8")
    parts = re.findall(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"', text)
    assert len(parts) >= 2
    return sum(len(gzip.compress(part.read_bytes(), 9)) for part in (page, *(page.parent / one for one in parts)))


def test_an_article_weighs_30_kilobytes_at_most(site: Path) -> None:
    """Also the longest one."""
    heavy = {path.name: weight(path) for path in (site / "articles").rglob("*.html")}
    assert {name: size for name, size in heavy.items() if size > MOST} == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_once_it_is_shown(site: Path, width: int, open_page: OpenPage) -> None:
    """The cumulative layout shift of an article, an event and the front page is nothing."""
    article = max((site / "articles").rglob("*.html"), key=lambda path: path.stat().st_size)
    event = max((site / "events").glob("*.html"), key=lambda path: path.stat().st_size)
    with hosted(site) as address:
        page = open_page(viewport={"width": width, "height": 800})
        for path in (article, event, site / "index.html"):
            page.goto(address + path.relative_to(site).as_posix())
            assert page.evaluate(_SHIFT) == 0
