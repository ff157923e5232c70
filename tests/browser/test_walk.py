"""The walk that every reader takes, through the sample archive and through one made of real scrapes, from a disk."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect

from briefgen import archive, intake
from briefgen.markdown import plain
from briefgen.site.build import build
from briefgen.text import words
from tests import archives, librarian
from tests.browser.conftest import OpenPage

REAL = pytest.param(librarian.REAL, marks=pytest.mark.skipif(not librarian.REAL.exists(), reason="the real scrapes are not part of the project"))


@pytest.mark.parametrize("seeds", [librarian.SAMPLE, REAL])
def test_from_home_to_an_event_to_an_article_to_its_outlet_and_to_what_only_one_article_says(
    seeds: Path, tmp_path: Path, open_page: OpenPage
) -> None:
    """Every step is a link that a reader sees; the search finds the one article that has the word, and marks it."""
    root = archives.make(tmp_path, "")
    shutil.copytree(seeds, root / "seeds", ignore=shutil.ignore_patterns("*.toml"))
    intake.ingest(root)
    build(root)
    article = next(one for one in archive.load(root).articles if one.outlet)
    word = only_here(root, article.slug)

    page = open_page()
    page.goto((root / "site" / "index.html").as_uri())
    page.get_by_role("banner").get_by_role("link", name="Events", exact=True).click()
    page.locator(f'main a[href$="/{article.events[0] if article.events else ""}.html"]').first.click()
    page.locator(f'main a[href$="{article.slug}.html"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)
    page.locator("main").get_by_role("link", name=article.outlet, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.outlet)
    page.get_by_role("searchbox").fill(word)
    page.get_by_role("searchbox").press("Enter")
    results = page.locator(f'main a[href*="{article.slug}.html#marks="]')
    expect(results).to_have_count(1)
    expect(page.locator("main mark").first).to_have_text(word, ignore_case=True)
    results.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)


def only_here(root: Path, slug: str) -> str:
    """A word that just this article of the archive has."""
    texts = {one.slug: set(words(f"{one.title} {plain(one.body)}")) for one in archive.load(root).articles}
    counts = Counter(word for text in texts.values() for word in text)
    return max((word for word in texts[slug] if counts[word] == 1 and word.isascii() and word.isalpha()), key=lambda word: (len(word), word))
