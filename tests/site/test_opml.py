"""The list of all feeds can be imported."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

import listparser
import pytest

from briefgen.site import for_machines, opml
from briefgen.site.feeds import Channel
from tests.sites import Site, article, built, event

HOME = "https://example.org/b/"
ARCHIVE = (
    article("a", "date: 2024-01-05\nauthor: [Ada, Bo]\noutlet: O & <i>\nevent: e\ntags: one\n")
    + article("b", "date: 2024-01-06\nauthor: Cy\noutlet: Old\n")
    + event("e")
)


def site_of(root: Path, more: str = "", base: str = HOME) -> Site:
    return built(root, f'-- briefgen.toml --\ntitle = "T"\nbase_url = "{base}"\n{more}\n{ARCHIVE}')


def groups_of(data: bytes) -> dict[str, list[tuple[str, str, str]]]:
    """Titles, pages and feeds by the title of their group."""
    (body,) = Xml.fromstring(data).iter("body")
    return {
        group.get("text", ""): [(one.get("text", ""), one.get("htmlUrl", ""), one.get("xmlUrl", "")) for one in (group if len(group) else (group,))]
        for group in body
    }


def test_it_names_a_feed_of_everything_that_has_some(tmp_path: Path) -> None:
    """In groups, in the first of the formats; each feed is there."""
    site = site_of(tmp_path)
    found = groups_of(site[opml.PATH])
    assert list(found) == ["T", "Events", "Outlets", "Authors", "Subjects"]
    assert found["T"] == [("T", f"{HOME}index.html", f"{HOME}feed.xml")]
    assert found["Outlets"] == [
        ("O & <i> – T", f"{HOME}outlets/o-i.html", f"{HOME}outlets/o-i.atom.xml"),
        ("Old – T", f"{HOME}outlets/old.html", f"{HOME}outlets/old.atom.xml"),
    ]
    named = {address.removeprefix(HOME) for rows in found.values() for row in rows for address in row[1:]}
    assert named <= set(site)
    assert {path for path in site if path.endswith(".atom.xml")} <= named


def test_a_reader_of_such_lists_reads_it(tmp_path: Path) -> None:
    """listparser finds every feed with its group."""
    found = listparser.parse(site_of(tmp_path)[opml.PATH].decode())
    assert not found.bozo
    assert found.meta.title == "T"
    assert {(feed.url.removeprefix(HOME), *map(tuple, feed.categories)) for feed in found.feeds} >= {
        ("feed.xml",),
        ("events/e.atom.xml", ("Events",)),
        ("authors/bo.atom.xml", ("Authors",)),
    }


def test_it_is_of_the_formats_and_lists_that_there_are(tmp_path: Path) -> None:
    """Without an address its links are relative, as those of the feeds are."""
    found = groups_of(site_of(tmp_path, '[feeds]\nformats = ["rss"]\nlists = ["tags"]', "")[opml.PATH])
    assert found == {"T": [("T", "index.html", "feed.rss.xml")], "Subjects": [("one – T", "tags/one.html", "tags/one.rss.xml")]}


def test_a_very_long_list_is_cut_to_those_with_the_latest_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(for_machines, "MOST_OF_LIST", 1)
    found = groups_of(site_of(tmp_path)[opml.PATH])
    assert [row[0] for row in found["Outlets"]] == ["Old – T"]
    assert [row[0] for row in found["Authors"]] == ["Cy – T"]


def test_hostile_titles_stay_words() -> None:
    name = "\"><outline x='"
    assert groups_of(opml.written(Channel("T\x00", "en", ""), [("G & <", [(name, "p.html", "f.xml")])])) == {"G & <": [(name, "p.html", "f.xml")]}
