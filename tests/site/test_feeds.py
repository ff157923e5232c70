"""What machines read is well formed, and names the pages."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from briefgen.pages.cards import Card
from briefgen.pages.links import Link
from briefgen.pages.site import SiteInfo
from briefgen.site import feeds
from tests.sites import Site, article, built, event

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ARCHIVE = (
    article("2024/a", "date: 2024-01-05\nauthor: [Ada, Bo]\noutlet: O\nevent: e\nsummary: In short\naliases: old.html\n")
    + article("2024/b", "date: 2024-02-01T10:00:00+01:00\noutlet: O\n")
    + article("ü & c", "date: 2023\n", "A body's first words.")
    + article("d")
    + event("e")
)
HOME = "https://example.org/briefings/"


@pytest.fixture(params=["", HOME])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(tmp_path: Path, base: str) -> Site:
    return built(tmp_path, f'-- briefgen.toml --\ntitle = "T & <t>"\ndescription = "D"\nlanguage = "en-GB"\nbase_url = "{base}"\n{ARCHIVE}')


def test_the_feed_is_atom(site: Site, base: str) -> None:
    """With what RFC 4287 asks of a feed and of each entry, the latest first."""
    feed = Xml.fromstring(site["feed.xml"])
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert feed.findtext(f"{ATOM}title") == "T & <t>"
    assert feed.findtext(f"{ATOM}id") == (base or "urn:briefgen:feed")
    assert feed.findtext(f"{ATOM}updated") == "2024-02-01T10:00:00+01:00"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "alternate": f"{base}index.html",
        "self": f"{base}feed.xml",
    }
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["2024/b", "2024/a", "ü & c", "d"]
    for entry in entries:
        assert len(entry.findall(f"{ATOM}id")) == len(entry.findall(f"{ATOM}updated")) == len(entry.findall(f"{ATOM}link")) == 1
    assert [entry.findtext(f"{ATOM}published") for entry in entries] == [
        "2024-02-01T10:00:00+01:00",
        "2024-01-05T00:00:00Z",
        "2023-01-01T00:00:00Z",
        None,
    ]
    assert [name.text for name in entries[1].iter(f"{ATOM}name")] == ["Ada", "Bo"]
    assert [name.text for name in entries[0].iter(f"{ATOM}name")] == ["O"]
    assert entries[1].findtext(f"{ATOM}summary") == "In short"
    assert entries[2].findtext(f"{ATOM}summary") == "A body's first words."


def test_every_entry_has_an_identifier_and_a_page(site: Site, base: str) -> None:
    """Each its own: an address where the site's is known, else a name made of it; and a link to the page."""
    entries = Xml.fromstring(site["feed.xml"]).findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    links = [link.get("href") for entry in entries for link in entry.findall(f"{ATOM}link")]
    paths = ["articles/2024/b.html", "articles/2024/a.html", "articles/%C3%BC%20%26%20c.html", "articles/d.html"]
    assert links == [base + path for path in paths]
    assert ids == ([base + path for path in paths] if base else [f"urn:briefgen:{path}" for path in paths])


def test_the_sitemap_names_every_page(site: Site, base: str) -> None:
    """But for what is not to be found: the page for missing pages, and old addresses."""
    found = [loc.text for loc in Xml.fromstring(site["sitemap.xml"]).iter(f"{MAP}loc")]
    pages = {path for path in site if path.endswith(".html")} - {"404.html", "old.html"}
    assert found == [base + path.replace("ü & c", "%C3%BC%20%26%20c") for path in sorted(pages)]


def test_robots_are_told_of_the_sitemap(site: Site, base: str) -> None:
    """Where its address is known, as it must be a full one."""
    assert site["robots.txt"].decode() == "User-agent: *\nAllow: /\n" + (f"Sitemap: {base}sitemap.xml\n" if base else "")


def test_a_sitemap_that_would_be_too_long_is_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into files of as many addresses as one may hold, and an index of those; a shorter one takes their place again."""
    monkeypatch.setattr("briefgen.site.plan.SITEMAP_LENGTH", 5)
    site = built(tmp_path, f'-- briefgen.toml --\nbase_url = "{HOME}"\n{ARCHIVE}')
    index = Xml.fromstring(site["sitemap.xml"])
    assert index.tag == f"{MAP}sitemapindex"
    parts = [str(loc.text) for loc in index.iter(f"{MAP}loc")]
    assert parts == [f"{HOME}sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    lengths = [len(Xml.fromstring(site[part.removeprefix(HOME)])) for part in parts]
    assert set(lengths[:-1]) == {5}
    assert 0 < lengths[-1] <= 5
    monkeypatch.undo()
    assert not [path for path in built(tmp_path, "") if path.startswith("sitemap-")]


INFO = SiteInfo("T\x00\x0b\ufffe", "D\x1f", "en", "", {})


def test_what_xml_cannot_hold_is_left_out() -> None:
    """Control characters have no place in it, not even escaped."""
    card = Card("a\x00b\x08\ud7ff\U0001f642\uffff", "a.html", authors=(Link("N\x02", "n.html"),), summary="s\x0c")
    feed = Xml.fromstring(feeds.atom(INFO, [card]))
    assert feed.findtext(f"{ATOM}title") == "T"
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) == ("ab\ud7ff\U0001f642", "s")


def test_the_feed_holds_the_latest() -> None:
    """And not the whole archive."""
    cards = [Card(str(number), f"{number}.html") for number in range(feeds.FEED_LENGTH + 10)]
    entries = Xml.fromstring(feeds.atom(INFO, cards)).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [str(number) for number in range(feeds.FEED_LENGTH)]
