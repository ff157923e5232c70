"""What search engines read names the pages that they may show, and says nothing that is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.site import sitemaps
from tests import feedrules
from tests.feedrules import MAP, NEWS
from tests.sites import Site, article, built, event

HOME = "https://example.org/briefings/"
ARCHIVE = (
    article("2024/a", "date: 2024-01-05\nauthor: [Ada, Bo]\noutlet: O\nevent: e\naliases: old.html\n")
    + article("2024/b", "date: 2024-02-01T10:00:00+01:00\noutlet: O\n")
    + article("ü & c", "date: 2023\n")
    + article("d")
    + event("e")
)


def site_of(root: Path, archive: str = ARCHIVE, base: str = HOME, more: str = "") -> Site:
    return built(root, f'-- briefgen.toml --\ntitle = "T & <t>"\nbase_url = "{base}"\n{more}\n{archive}')


def named(data: bytes) -> list[str]:
    return [loc.text for loc in feedrules.tree_of(data).iter(f"{MAP}loc")]


def news_of(site: Site) -> list[tuple[str, str, str]]:
    """Titles, dates and languages."""
    fields = ("title", "publication_date", "publication/{*}language")
    found = feedrules.tree_of(site[sitemaps.NEWS]).iter(f"{NEWS}news")
    return [tuple(one.findtext(f"{{*}}{name}") for name in fields) for one in found]


@pytest.mark.parametrize("base", ["", HOME])
def test_the_sitemap_names_every_page(tmp_path: Path, base: str) -> None:
    """But for what is not to be found: the page for missing pages, and old addresses. None says when it changed, which nobody knows."""
    site = site_of(tmp_path, base=base)
    pages = {path for path in site if path.endswith(".html")} - {"404.html", "old.html"}
    pages -= {path for path in pages if b'<meta name="robots" content="noindex">' in site[path]}
    assert named(site["sitemap.xml"]) == [base + path.replace("ü & c", "%C3%BC%20%26%20c") for path in sorted(pages)]
    assert feedrules.map_faults(site["sitemap.xml"]) == []
    assert b"lastmod" not in site["sitemap.xml"]


def test_robots_are_told_of_the_sitemaps(tmp_path: Path) -> None:
    """Where their address is known, as it must be a full one."""
    lines = site_of(tmp_path / "one")["robots.txt"].decode().splitlines()
    assert [line for line in lines if line.startswith("Sitemap:")] == [f"Sitemap: {HOME}sitemap.xml", f"Sitemap: {HOME}news-sitemap.xml"]
    assert "Sitemap" not in site_of(tmp_path / "other", base="")["robots.txt"].decode()


def test_what_search_engines_are_to_leave_out_is_in_no_sitemap(tmp_path: Path) -> None:
    """Articles, and the pages of an outlet of which all are; an archive that is to be left out has none."""
    archive = ARCHIVE + article("2024/hidden", "date: 2024-02-01\nnoindex: true\noutlet: P\n") + article("2024/gone", "withdrawn: By mistake\n")
    site = site_of(tmp_path / "one", archive)
    found = named(site["sitemap.xml"])
    assert not [path for path in found if "hidden" in path or "gone" in path or "outlets/p." in path]
    assert f"{HOME}outlets/o.html" in found
    assert [row[0] for row in news_of(site)] == ["2024/b"]
    site = site_of(tmp_path / "other", archive, more="noindex = true")
    assert not {"sitemap.xml", "news-sitemap.xml"} & set(site)
    assert "Sitemap" not in site["robots.txt"].decode()


def test_an_article_whose_address_is_its_publisher_s_is_in_no_sitemap(tmp_path: Path) -> None:
    site = site_of(tmp_path, more='canonical = "source"')
    assert not [path for path in named(site["sitemap.xml"]) if "/articles/" in path]
    assert "news-sitemap.xml" not in site


def test_a_sitemap_that_would_be_too_long_is_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into files of as many addresses as one may hold, and an index of those; a shorter one takes their place again."""
    monkeypatch.setattr(sitemaps, "MOST", 5)
    site = site_of(tmp_path)
    index = site["sitemap.xml"]
    assert feedrules.tree_of(index).tag == f"{MAP}sitemapindex"
    assert feedrules.map_faults(index) == []
    parts = named(index)
    assert parts == [f"{HOME}sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    data = [site[part.removeprefix(HOME)] for part in parts]
    assert {len(named(one)) for one in data[:-1]} == {5}
    assert 0 < len(named(data[-1])) <= 5
    assert [fault for one in data for fault in feedrules.map_faults(one)] == []
    monkeypatch.undo()
    assert not [path for path in site_of(tmp_path) if path.startswith("sitemap-")]


def test_no_part_has_more_bytes_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the addresses need when they are written out."""
    monkeypatch.setattr(sitemaps, "LARGEST", 2000)
    base = "https://example.org/a&b/"
    paths = [f"{sign * 40}{number}.html" for number, sign in enumerate("aü€\U0001f642'&\"" * 20)]
    found = sitemaps.parts(paths, base)
    assert [path for part in found for path in part] == paths
    assert len(found) > 5
    assert all(len(sitemaps.sitemap(base, part)) <= 2000 for part in found)
    assert sitemaps.parts([], base) == [()]


def test_the_news_are_those_of_the_last_two_days(tmp_path: Path) -> None:
    """Of the archive's own: a build reads no clock. Copies are none, nor is what has no day."""
    site = site_of(
        tmp_path,
        article("a", "date: 2024-02-28\n")
        + article("b", "date: 2024-02-29T23:59:00+01:00\nlang: zh-Hant\n")
        + article("c", "date: 2024-03-01T10:00:00\n")
        + article("d", "date: 2024-03-01\nlang: de-AT\n")
        + article("e", "date: 2024-03-01\ncopy_of: d\n")
        + article("f", "date: 2024-03\n"),
    )
    assert news_of(site) == [
        ("c", "2024-03-01", "en"),  # of which zone it is nobody knows
        ("d", "2024-03-01", "de"),
        ("b", "2024-02-29T23:59:00+01:00", "zh-tw"),
    ]
    assert feedrules.map_faults(site[sitemaps.NEWS]) == []


def test_there_are_no_more_news_than_there_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The latest stay."""
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 1)
    assert [row[0] for row in news_of(site_of(tmp_path, article("a", "date: 2024-03-01\n") + article("b", "date: 2024-02-29\n")))] == ["a"]


def test_without_news_or_an_address_there_is_no_sitemap_of_them(tmp_path: Path) -> None:
    assert sitemaps.NEWS not in site_of(tmp_path / "one", article("a", "date: 2024-03\n"))
    assert sitemaps.NEWS not in site_of(tmp_path / "other", base="")


@pytest.mark.parametrize(
    ("tag", "wanted"), [("en", "en"), ("en-GB", "en"), ("gsw-CH", "gsw"), ("zh", "zh-cn"), ("zh-Hans-SG", "zh-cn"), ("zh-HK", "zh-tw")]
)
def test_languages_are_those_of_the_news_schema(tag: str, wanted: str) -> None:
    assert sitemaps.language(tag) == wanted
