"""An event's dossier holds all its articles, as far as they may be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.site import dossier, dossier_pages
from briefgen.site.build import build
from tests.archives import write
from tests.sites import Site, article, built, event, files_of, read

LONG = " ".join(f"word{number}" for number in range(300))
ARCHIVE = (
    article(
        "2024/a",
        "date: 2024-01-05\nauthor: Ada Quill\noutlet: Post\nevent: e\nsource: https://e.org/a\n",
        "First [b](b.md).\n\n## Head\n\nNoted[^1].\n\n[^1]: Note.",
    )
    + article("2024/b", "date: 2024-01-06\noutlet: Echo\nevent: e\n", "Second.\n\n## Head\n\nNoted[^1].\n\n[^1]: Other.")
    + article("2024/c", "date: 2024-01-07\noutlet: Courier\nevent: e\ncopy_of: a\n", "Copied words.")
    + article("2024/d", "date: 2024-01-08\nevent: f\n")
    + event("e", "summary: What came to pass.\n", "Background *words*.")
    + event("f")
)
PATH = "events/e.dossier.html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return built(tmp_path, ARCHIVE)


def test_an_event_of_several_articles_has_one(site: Site) -> None:
    """Its page leads there; an event with one article needs none."""
    assert [path for path in site if path.endswith(".dossier.html")] == [PATH]
    assert 'href="../events/e.dossier.html"' in site["events/e.html"].decode()
    assert "dossier" not in site["events/f.html"].decode()


def test_it_has_the_articles_in_order_with_their_sources(site: Site) -> None:
    """Copies are folded into what they copy."""
    page = read(site[PATH])
    text = page.text
    assert "What came to pass." in text
    assert "Background words." in text
    assert text.index("First b.") < text.index("Second.")
    assert "Copied words." not in text
    assert "Courier" in text
    assert "Quill, Ada. “2024/a.” Post, January 5, 2024. https://e.org/a." in text


def test_places_on_the_page_are_each_article_s_own(site: Site) -> None:
    """No id stands twice, every link to a place leads to one, and headings stand below those of the articles."""
    page = read(site[PATH])
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.values("href") if link.startswith("#") and link not in ("#content", "#sections")} <= set(ids)
    assert [tag for tag, attributes in page.tags if ("id", "a1-h-head") in attributes] == ["h3"]


def test_no_search_engine_is_to_list_it(site: Site) -> None:
    """And no sitemap does."""
    assert '<meta name="robots" content="noindex">' in site[PATH].decode()
    assert b"dossier" not in site["sitemap.xml"]


def test_it_keeps_to_rights(tmp_path: Path) -> None:
    """An excerpt, or nothing but what is known."""
    archive = article("a", "event: e\nrights: metadata\n", LONG) + article("b", "event: e\nrights: excerpt\n", f"{LONG} end") + event("e")
    text = read(built(tmp_path, archive)[PATH]).text
    assert text.count("word0 word1") == 1
    assert "word299" not in text


def test_it_is_bounded_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many articles, so many words; at least one article."""
    monkeypatch.setattr(dossier_pages, "MOST", 2)
    text = read(built(tmp_path, "".join(article(f"a{number}", "event: e\n") for number in range(5)) + event("e"))[PATH]).text
    assert "3 articles more are on the event’s page." in text
    monkeypatch.setattr(dossier_pages, "MOST_WORDS", 0)
    write(tmp_path, "content/articles/a0.md", "---\ntitle: New\nevent: e\n---\n\nWords.\n")
    build(tmp_path)
    assert "4 articles more" in read(files_of(tmp_path)[PATH]).text


@pytest.mark.usefixtures("site")
def test_an_edit_shows_in_it(tmp_path: Path) -> None:
    """And makes no other."""
    write(tmp_path, "content/articles/2024/b.md", "---\ntitle: B\ndate: 2024-01-06\noutlet: Echo\nevent: e\n---\n\nOther words.\n")
    assert PATH in build(tmp_path).written
    assert "Other words." in read(files_of(tmp_path)[PATH]).text


def test_nothing_of_an_article_gets_out_of_its_place() -> None:
    """What stands in texts and attributes is no tag."""
    html = '<h2 id="x">A &lt;h2 id=&quot;y&quot;&gt;</h2><p title="a &gt; id">href="#z"</p><a href="#x">x</a><h6>deep</h6><a href="b.html#c">c</a>'
    assert dossier.apart(html, "a1") == (
        '<h3 id="a1-x">A &lt;h2 id=&quot;y&quot;&gt;</h3><p title="a &gt; id">href="#z"</p><a href="#a1-x">x</a><h6>deep</h6><a href="b.html#c">c</a>'
    )
