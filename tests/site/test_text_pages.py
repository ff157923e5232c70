"""Pages that people wrote in content/pages/, and the page that says how the archive was made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.library.heads import head_of
from briefgen.model import Article, Seed
from briefgen.pages.written import AboutPage
from briefgen.publish.check import check
from briefgen.site.build import build
from briefgen.site.text_pages import about
from tests import planning
from tests.archives import write
from tests.sites import article, built, files_of, links_of, problems_of, reached, read

HELP = "-- content/pages/help.md --\n---\ntitle: How to search\nlang: en\naliases: old/\n---\n\n## Words\n\nType *them*.\n"


def test_a_text_page_is_shown_under_its_name(tmp_path: Path) -> None:
    """With its title and its text; an alias leads to it, and so does the page about the archive."""
    site = built(tmp_path, article("a") + HELP)
    page = read(site["help.html"])
    assert "How to search" in page.text
    assert "Type them." in page.text
    assert "help.html" in links_of("old/index.html", site["old/index.html"])
    assert "help.html" in reached(site)
    assert b"help.html" in site["sitemap.xml"]


def test_a_text_page_without_a_title_is_told_of(tmp_path: Path) -> None:
    """And goes by its first heading, or its name."""
    (problem,) = problems_of(tmp_path, "-- content/pages/how-to-cite.md --\nWords.\n")
    assert problem.severity == "warning"
    assert "How to cite" in read(files_of(tmp_path)["how-to-cite.html"]).text


@pytest.mark.parametrize("name", ["index", "Search", "404", "sub/help"])
def test_an_address_of_the_site_s_own_is_refused(tmp_path: Path, name: str) -> None:
    """Whatever its case; so are folders, since addresses below them are those of other kinds. The check says the same."""
    text = f"-- content/pages/{name}.md --\n---\ntitle: Mine\n---\nWords of mine.\n"
    (problem,) = problems_of(tmp_path, text)
    assert (problem.path, problem.severity) == (f"content/pages/{name}.md", "error")
    assert not [path for path, data in files_of(tmp_path).items() if b"Words of mine" in data]
    assert problem in check(tmp_path)


def test_a_draft_of_a_text_page_is_not_shown(tmp_path: Path) -> None:
    site = built(tmp_path, HELP.replace("lang: en", "draft: true"))
    assert "help.html" not in site
    assert "old/index.html" not in site


def test_a_text_page_that_is_gone_is_removed(tmp_path: Path) -> None:
    built(tmp_path, HELP)
    (tmp_path / "content/pages/help.md").unlink()
    build(tmp_path)
    assert "help.html" not in files_of(tmp_path)


def test_the_search_does_not_know_text_pages(tmp_path: Path) -> None:
    """It answers with articles."""
    site = built(tmp_path, article("a") + HELP.replace("Type", "Zyzzyva"))
    assert not [path for path, data in site.items() if path.startswith("search/") and b"zyzzyva" in data.lower()]


def test_the_page_about_the_archive_is_always_there(tmp_path: Path) -> None:
    """Also where there is nothing to count."""
    assert "briefgen" in read(built(tmp_path, "")["about.html"]).text


def test_the_page_about_the_archive_counts() -> None:
    """What came from where, and how much of it is known and may be shown."""
    seed = Seed("a.txt", "d", "w")
    whole = Article("a0", "articles/a0.md", "T", "", "2024-01-01")
    members = [
        head_of(replace(whole, seed=seed, review=("date",)), "Words", "Words", edited=True),
        head_of(replace(whole, slug="a1", path="articles/a1.md", seed=seed, rights="excerpt", date=""), "Words", "W"),
        head_of(replace(whole, slug="a2", path="articles/a2.md", rights="metadata", copy_of="a0"), "Words", ""),
    ]
    page = planning.made(about(planning.shelves(members)))
    assert isinstance(page, AboutPage)
    assert (page.size.articles, page.size.copies) == (2, 1)
    assert (page.seeds, page.written, page.edited, page.unconfirmed, page.undated) == (2, 1, 1, 1, 1)
    assert page.rights == (("full", 1), ("excerpt", 1), ("metadata", 1))


def test_a_person_may_write_the_page_about_the_archive(tmp_path: Path) -> None:
    """Its title and its text stand above the figures."""
    page = read(built(tmp_path, "-- content/pages/about.md --\n---\ntitle: Who we are\n---\n\nWe are *nine*.\n")["about.html"])
    assert page.text.count("Who we are") >= 2
    assert "We are nine" in page.text


@pytest.mark.parametrize(("name", "path"), [("help", "help.html"), ("about", "about.html")])
def test_a_change_of_a_text_page_is_its_reason(tmp_path: Path, name: str, path: str) -> None:
    """In words, as `build --explain` has it; no other page is made for it, and the manifest has another digest of it."""
    file = f"content/pages/{name}.md"
    built(tmp_path, article("a") + HELP + f"-- {file} --\n---\ntitle: T\n---\nWords.\n")
    write(tmp_path, file, "---\ntitle: T\n---\nOther words.\n")
    reasons = dict(build(tmp_path, explain=True).reasons)
    assert reasons.pop("manifest.json")
    assert reasons == {path: f"body of pages/{name} changed"}
