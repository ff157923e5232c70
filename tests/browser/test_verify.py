"""A page checks itself: what came of it is said in words, also where nothing can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefgen.site import manifest
from briefgen.site.build import build
from tests.archives import make
from tests.browser.conftest import OpenPage
from tests.browser.hosts import hosted
from tests.sites import article, event

ARCHIVE = article("a", "event: e\n", "A word.") + article("b", "event: e\n", "A word.") + event("e")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make(tmp_path / "path", ARCHIVE)
    build(made)
    return made


@pytest.fixture
def home(root: Path) -> Iterator[str]:
    """Below a path, as on many a host."""
    with hosted(root.parent) as host:
        yield f"{host}path/site/"


def digest_of(root: Path) -> str:
    return manifest.read((root / "site" / manifest.NAME).read_bytes()).digest


def checked(page: Page, said: str | re.Pattern[str]) -> None:
    """Presses the button, by its name, and waits for what is said."""
    page.get_by_role("button", name="Check this page").click()
    expect(page.locator(".verify [role=status]")).to_contain_text(said)


@pytest.mark.parametrize("path", ["articles/a.html", "about.html", "about.html?from=a#made"])
def test_a_page_as_it_was_published_says_so(root: Path, home: str, path: str, page: Page) -> None:
    """With the archive's digest, which can be held against one that was noted."""
    page.goto(home + path)
    checked(page, "byte for byte")
    expect(page.locator(".verify [role=status]")).to_contain_text(digest_of(root))


def test_a_page_that_was_changed_says_so(root: Path, home: str, page: Page) -> None:
    """By a single letter."""
    place = root / "site/articles/a.html"
    place.write_text(place.read_text(encoding="utf-8").replace("A word.", "A wurd."), encoding="utf-8")
    page.goto(home + "articles/a.html")
    checked(page, "not the one that was published")
    page.goto(home + "articles/b.html")
    checked(page, "byte for byte")


def test_a_manifest_that_was_changed_is_not_trusted(root: Path, home: str, page: Page) -> None:
    """One that was made to fit the page, but not its own digest; or that is none; or that names other pages."""
    place = root / "site" / manifest.NAME
    whole = place.read_text(encoding="utf-8")
    page.goto(home + "articles/a.html")
    place.write_text(re.sub(r'(\["about\.html",")\w', r"\g<1>x", whole), encoding="utf-8")
    checked(page, "was changed since it was made")
    for other in ('{"files": 1}', '{"files": [1], "digest": ""}'):
        place.write_text(other, encoding="utf-8")
        checked(page, "was changed since it was made")
    place.write_bytes(manifest.written(manifest.manifest("<b>", "", (), ())))
    checked(page, "does not name this page")
    place.write_text("{", encoding="utf-8")
    checked(page, "could not be fetched")


def test_without_a_manifest_it_says_so(root: Path, home: str, page: Page, faults: list[str]) -> None:
    """And does not pretend."""
    page.goto(home + "articles/a.html")
    (root / "site" / manifest.NAME).unlink()
    checked(page, "could not be fetched")
    assert all("404" in fault for fault in faults)
    faults.clear()


def test_from_a_disk_it_says_that_it_cannot(root: Path, page: Page) -> None:
    """And asks for nothing."""
    page.goto((root / "site/articles/a.html").as_uri())
    checked(page, "opened from a disk")


def test_without_a_secure_connection_it_says_that_it_cannot(home: str, page: Page) -> None:
    """Browsers have no digests there; this one is made to be so."""
    page.add_init_script("Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })")
    page.goto(home + "articles/a.html")
    checked(page, "only where they come over https")


def test_without_scripts_there_is_no_button(home: str, open_page: OpenPage) -> None:
    """It would do nothing."""
    page = open_page(java_script_enabled=False)
    page.goto(home + "articles/a.html")
    expect(page.get_by_role("button", name="Check this page")).not_to_be_visible()


@pytest.mark.parametrize("language", ["de", "ar"])
def test_it_speaks_the_language_of_the_site(tmp_path: Path, language: str, page: Page) -> None:
    """And no English."""
    root = make(tmp_path, ARCHIVE + f'-- briefgen.toml --\ntitle = "T"\nlanguage = "{language}"\n')
    build(root)
    with hosted(root / "site") as host:
        page.goto(f"{host}articles/a.html")
        page.locator("[data-verify]").click()
        status = page.locator(".verify [role=status]")
        expect(status).to_contain_text(digest_of(root))
        expect(status).not_to_contain_text(re.compile(r"archive|page", re.IGNORECASE))
