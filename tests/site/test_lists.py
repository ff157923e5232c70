"""Lists of tags, and the directories."""

from __future__ import annotations

from pathlib import Path

from briefgen.pages.lists import DirectoryPage, ListPage
from tests import sites
from tests.planning import head, page_of, pages, urls
from tests.sites import article, built, read


def test_each_tag_has_a_page() -> None:
    """Named as most articles spell it; copies are folded into their original."""
    members = [head(0, tags=("Dams", "Rivers")), head(1, tags=("dams",)), head(2, tags=("Dams",), copy_of="a0"), head(3)]
    found = page_of(ListPage, "tags/dams.html", members)
    assert (found.kind, found.name, found.title, found.articles, found.copies) == ("tag", "Dams", "Dams", 2, 1)
    assert urls(found) == ["articles/a1.html", "articles/a0.html"]
    assert [link.url for link in found.days[1].cards[0].also] == ["articles/a2.html"]
    assert (found.above, found.older, found.newer, found.calendar) == (None, None, None, None)


def test_tags_have_a_directory() -> None:
    """With the number of articles of each."""
    found = page_of(DirectoryPage, "tags/index.html", [head(0, tags=("Dams", "Rivers")), head(1, tags=("dams", "Dams"))])
    assert [(entry.title, entry.url, entry.articles) for entry in found.entries] == [("Dams", "tags/dams.html", 2), ("Rivers", "tags/rivers.html", 1)]


def test_an_archive_of_nothing_has_its_directories() -> None:
    """They say that there is nothing."""
    found = pages([])
    assert {f"{name}/index.html" for name in ("outlets", "authors", "tags", "months", "mentioned", "events")} <= found.keys()
    assert not any(path.startswith(("days/", "years/", "tags/")) and path != "tags/index.html" for path in found)


def test_every_page_is_reached(tmp_path: Path) -> None:
    """By links, from the front page on: tags, days, years, and articles without a date or a day."""
    text = "".join(
        article(f"a{number}", f"{front}outlet: Post\nauthor: Ada\ntags: [Dams, T{number}]\nevent: e\n")
        for number, front in enumerate(("date: 2024-01-05\n", "date: 2024-01\n", "date: 2024\n", "", "date: 2023-12-31T10:00:00Z\n", "date: 1999\n"))
    )
    site = built(tmp_path, text)
    assert {"tags/dams.html", "days/2024-01-05.html", "years/1999.html", "months/undated.html"} <= site.keys()
    assert sites.reached(site) == set(sites.pages(site)) - {"404.html"}


def test_an_article_leads_to_its_tags(tmp_path: Path) -> None:
    """By the spelling that it has."""
    site = built(tmp_path, article("a", "tags: [Ünder Water, under-water]\n"))
    assert read(site["articles/a.html"]).values("href").count("../tags/under-water.html") == 1
    assert "Ünder Water" in read(site["articles/a.html"]).text
