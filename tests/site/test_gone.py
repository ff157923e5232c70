"""A source that is there no more: its article's page says so, with the day, and where a copy may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.site.build import build
from tests.archives import make, write
from tests.sites import Site, article, differing, files_of, read

GONE = "https://news.example/a?b=c&d=1"
HOSTILE = "https://news.example/\"><b>{{7*7}}</b>&x='y"
ARCHIVE = "".join(
    [
        '-- briefgen.toml --\ntitle = "T"\narchived = "https://web.archive.org/web/{date}/{url}"\n',
        article("gone", f"date: 2024-03-12\noutlet: Post\nsource: {GONE}\n"),
        article("there", "date: 2024-03-13\noutlet: Post\nsource: https://news.example/b\n"),
        article("hostile", f"date: 2024-03-14\noutlet: Post\nsource: '{HOSTILE.replace(chr(39), chr(39) * 2)}'\n"),
        article("undated", "outlet: Post\nsource: https://news.example/c\n"),
        article("unsourced", "outlet: Post\ndate: 2024-03-15\n"),
    ]
)
LINES = f"{GONE}\tdead\t2026-03-03\t2026-09-01\t404\nhttps://news.example/b\tok\t2026-03-03\t2026-03-03\t\n"


def built(root: Path, lines: str | None = None) -> Site:
    if lines is not None:
        write(root, "content/links.tsv", lines)
    build(root)
    return files_of(root)


def article_text(site: Site, name: str) -> str:
    return read(site[f"articles/{name}.html"]).text


def copies_of(site: Site, name: str) -> set[str]:
    return {value for value in read(site[f"articles/{name}.html"]).values("href") if "web.archive.org" in value}


def test_the_page_says_so_and_where_a_copy_may_be(tmp_path: Path) -> None:
    site = built(make(tmp_path, ARCHIVE), LINES)
    text = article_text(site, "gone")
    assert "No longer there on 3 March 2026" in text
    assert "nor on 1 September 2026" in text
    assert copies_of(site, "gone") == {f"https://web.archive.org/web/20240312/{GONE}"}
    for name in ("there", "undated", "unsourced"):
        assert "No longer there" not in article_text(site, name)
        assert copies_of(site, name) == set()


def test_without_a_pattern_the_page_just_says_so(tmp_path: Path) -> None:
    site = built(make(tmp_path, ARCHIVE.replace("archived =", "# archived =")), LINES)
    assert "No longer there on 3 March 2026" in article_text(site, "gone")
    assert "Archived copy" not in article_text(site, "gone")


def test_a_copy_of_what_has_no_date_is_one_from_when_it_was_missed(tmp_path: Path) -> None:
    site = built(make(tmp_path, ARCHIVE), "https://news.example/c\tdead\t2026-03-03\n")
    assert copies_of(site, "undated") == {"https://web.archive.org/web/20260303/https://news.example/c"}
    assert "nor on" not in article_text(site, "undated")


def test_an_address_is_nothing_but_an_address(tmp_path: Path) -> None:
    """Whatever it is made of; a line has it as the article has it."""
    site = built(make(tmp_path, ARCHIVE), f"{HOSTILE}\tdead\t2026-03-03\n")
    (copy,) = copies_of(site, "hostile")
    assert copy == "https://web.archive.org/web/20240314/https://news.example/%22%3E%3Cb%3E%7B%7B7*7%7D%7D%3C/b%3E&x='y"
    page = site["articles/hostile.html"].decode()
    assert "<b>{{" not in page
    assert "49" not in article_text(site, "hostile").split("Copy")[0]


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_language_says_it(tmp_path: Path, language: str) -> None:
    site = built(make(tmp_path, ARCHIVE.replace('title = "T"', f'title = "T"\nlanguage = "{language}"')), LINES)
    text = article_text(site, "gone")
    assert {"de": "Am 3. März 2026 nicht mehr da", "ar": "لم يعد متاحًا في 3 مارس 2026"}[language] in text
    assert "No longer" not in text


def test_only_the_page_of_the_article_concerned_is_another(tmp_path: Path) -> None:
    """And what is then there is what a first build makes; a line that goes takes its words with it."""
    before = built(make(tmp_path / "one", ARCHIVE), "")
    after = built(tmp_path / "one", LINES)
    changed = {path for path in differing(before, after) if path.endswith(".html")}
    assert changed == {"articles/gone.html"}
    assert differing(after, built(make(tmp_path / "other", ARCHIVE), LINES)) == {}
    assert differing(before, built(tmp_path / "one", LINES.replace("dead", "unknown"))) == {}


def test_articles_of_one_source_share_its_line(tmp_path: Path) -> None:
    """Also where they name places on its page."""
    root = make(tmp_path, ARCHIVE + article("again", f"date: 2024-03-12\noutlet: Post\nsource: '{GONE}#two'\n"))
    assert "No longer there" in article_text(built(root, LINES), "again")


def test_a_source_that_is_mended_is_not_said_to_be_gone(tmp_path: Path) -> None:
    root = make(tmp_path, ARCHIVE)
    built(root, LINES)
    path = root / "content/articles/gone.md"
    write(root, "content/articles/gone.md", path.read_text(encoding="utf-8").replace(GONE, "https://news.example/new"))
    assert "No longer there" not in article_text(built(root), "gone")


def test_an_article_that_shows_no_text_says_it_too(tmp_path: Path) -> None:
    root = make(tmp_path, ARCHIVE.replace(f"source: {GONE}", f"source: {GONE}\nrights: metadata"))
    site = built(root, LINES)
    assert "No longer there on 3 March 2026" in article_text(site, "gone")
