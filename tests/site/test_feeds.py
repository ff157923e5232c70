"""Feeds in every format: whole, valid, and of the articles that their page shows."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.site import atom, jsonfeed, rss
from briefgen.site.elements import clean
from briefgen.site.feeds import Entry, Feed
from tests import feedrules
from tests.feedrules import ATOM
from tests.sites import Site, article, built, event, read

HOSTILE = "A <script>alert(1)</script> ]]> &amp; & \U0001f642 \u202e\u0633 '\""
ARCHIVE = (
    article("2024/a", "date: 2024-01-05\nauthor: [Ada, Bo & <b>]\noutlet: O\nevent: e\nsummary: In short\ntags: [one, two]\naliases: old.html\n")
    + article("2024/b", "date: 2024-02-01T10:00:00+01:00\noutlet: O\nlang: de\nevent: e\n")
    + article("ü & c", "date: 2023\nauthor: Ada\ntags: one\n", "A body's first words.")
    + article("2024/copy", "date: 2024-01-06\ncopy_of: a\noutlet: P\nevent: e\n")
    + article("d", "rights: metadata\n")
    + event("e", "summary: What it is about\n")
    + event("quiet")
)
HOME = "https://example.org/briefings/"
LISTS = ["authors/ada", "authors/bo-b", "events/e", "events/quiet", "outlets/o", "outlets/p", "tags/one", "tags/two"]


@pytest.fixture(params=["", HOME])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(tmp_path: Path, base: str) -> Site:
    return built(tmp_path, f"{settings(base)}{ARCHIVE}")


def settings(base: str = "", feeds: str = "") -> str:
    return f'-- briefgen.toml --\ntitle = "T & <t>"\ndescription = "D"\nlanguage = "en-GB"\nbase_url = "{base}"\n{feeds}\n'


def feeds_of(site: Site) -> dict[str, bytes]:
    """The feeds of articles by path; the change log has one of its own."""
    return {path: data for path, data in site.items() if path in feedrules.OWN or path.endswith(tuple(feedrules.FAULTS))}


def parsed(data: bytes) -> Any:
    found = feedparser.parse(io.BytesIO(data))
    assert not found.bozo, found.bozo_exception
    return found


def titles(data: bytes) -> list[str]:
    if data.startswith(b"{"):
        return [one["title"] for one in json.loads(data)["items"]]
    return [one.title for one in parsed(data).entries]


def test_the_archive_and_each_list_have_feeds_in_every_format(site: Site) -> None:
    """Also an event of which there are no articles yet."""
    assert set(feeds_of(site)) == {*feedrules.OWN, *(f"{base}{ending}" for base in LISTS for ending in feedrules.FAULTS)}


def test_every_feed_is_valid(site: Site) -> None:
    """By a grammar of Atom, by the rules of RSS and of JSON Feed."""
    for path, data in feeds_of(site).items():
        faults = feedrules.OWN.get(path) or next(one for ending, one in feedrules.FAULTS.items() if path.endswith(ending))
        assert faults(data) == [], path


def test_the_feeds_of_a_list_say_the_same(site: Site) -> None:
    """The latest first, whatever they are written in; copies are there too."""
    for path, wanted in {
        "feed": ["2024/b", "2024/copy", "2024/a", "ü & c", "d"],
        "events/e": ["2024/b", "2024/copy", "2024/a"],
        "events/quiet": [],
        "outlets/o": ["2024/b", "2024/a"],
        "authors/ada": ["2024/a", "ü & c"],
        "tags/one": ["2024/a", "ü & c"],
    }.items():
        paths = feedrules.OWN if path == "feed" else [f"{path}{ending}" for ending in feedrules.FAULTS]
        assert [titles(site[one]) for one in paths] == [wanted] * 3


def test_an_atom_feed_is_read_as_it_is_meant(site: Site, base: str) -> None:
    """By feedparser."""
    found = parsed(site["feed.xml"])
    feed, entries = found.feed, found.entries
    assert found.version == "atom10"
    assert (feed.title, feed.subtitle, feed.id, feed.updated) == ("T & <t>", "D", base or "urn:briefgen:feed", "2024-02-01T10:00:00+01:00")
    assert {link.rel: link.href for link in feed.links} == {"alternate": f"{base}index.html", "self": f"{base}feed.xml"}
    assert [one.get("published") for one in entries] == [
        *("2024-02-01T10:00:00+01:00", "2024-01-06T00:00:00Z", "2024-01-05T00:00:00Z", "2023-01-01T00:00:00Z"),
        None,
    ]
    assert [one.updated for one in entries][-1] == "1970-01-01T00:00:00Z"
    assert [author.name for author in entries[2].authors] == ["Ada", "Bo & <b>"]
    assert entries[2].authors[0].href == f"{base}authors/ada.html"
    assert [author.name for author in entries[0].authors] == ["O"]
    assert [tag.term for tag in entries[2].tags] == ["one", "two"]
    assert (entries[2].summary, entries[3].summary, entries[4].get("summary")) == ("In short", "A body's first words.", None)
    assert [one.title_detail.language for one in entries[:2]] == ["de", "en-GB"]


def test_an_rss_feed_is_read_as_it_is_meant(site: Site, base: str) -> None:
    """By feedparser too, with the links of a list's feed leading out of its folder where they are relative."""
    found = parsed(site["events/e.rss.xml"])
    feed, entries = found.feed, found.entries
    assert found.version == "rss20"
    assert (feed.title, feed.subtitle, feed.language, feed.updated) == ("e – T & <t>", "What it is about", "en-GB", "Thu, 01 Feb 2024 10:00:00 +0100")
    up = base or "../"
    assert [link.href for link in feed.links] == [f"{up}events/e.html", f"{up}events/e.rss.xml"]
    assert [one.link for one in entries] == [f"{up}articles/2024/{name}.html" for name in ("b", "copy", "a")]
    assert [author.name for author in entries[2].authors] == ["Ada", "Bo & <b>"]
    assert [tag.term for tag in entries[2].tags] == ["one", "two"]
    assert (entries[2].summary, entries[2].published) == ("In short", "Fri, 05 Jan 2024 00:00:00 +0000")
    assert {guid.get("isPermaLink") for guid in feedrules.tree_of(site["events/e.rss.xml"]).iter("guid")} == {"true" if base else "false"}


def test_an_ampersand_is_one_in_every_format(tmp_path: Path) -> None:
    """In titles and in what the archive says of itself, by feedparser too. An item of RSS is described in HTML, as its readers take it."""
    article = "-- content/articles/a.md --\n---\ntitle: Salt & Fish\ndate: 2024-01-05\noutlet: O\nsummary: Bread & wine\n---\n\nWords.\n"
    site = built(tmp_path, f'-- briefgen.toml --\ntitle = "T & Co"\ndescription = "News & more"\n{article}')
    for path in ("feed.xml", "feed.rss.xml"):
        found = parsed(site[path])
        assert (found.feed.title, found.feed.subtitle) == ("T & Co", "News & more")
        assert [one.title for one in found.entries] == ["Salt & Fish"]
        assert [one.summary for one in found.entries] == ["Bread &amp; wine" if found.version == "rss20" else "Bread & wine"]
    assert b"<description>News &amp; more</description>" in site["feed.rss.xml"]
    feed = json.loads(site["feed.json"])
    assert (feed["title"], feed["description"], feed["items"][0]["title"]) == ("T & Co", "News & more", "Salt & Fish")


def test_a_json_feed_is_read_as_it_is_meant(site: Site, base: str) -> None:
    feed = json.loads(site["feed.json"])
    assert {key: value for key, value in feed.items() if key != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T & <t>",
        "home_page_url": f"{base}index.html",
        "feed_url": f"{base}feed.json",
        "description": "D",
        "language": "en-GB",
        "authors": [{"name": "T & <t>"}],
    }
    assert feed["items"][2] == {
        "id": f"{base or 'urn:briefgen:'}articles/2024/a.html",
        "url": f"{base}articles/2024/a.html",
        "title": "2024/a",
        "content_text": "In short",
        "summary": "In short",
        "date_published": "2024-01-05T00:00:00Z",
        "authors": [{"name": "Ada", "url": f"{base}authors/ada.html"}, {"name": "Bo & <b>", "url": f"{base}authors/bo-b.html"}],
        "tags": ["one", "two"],
    }
    assert feed["items"][4]["content_text"] == "d"  # there must be some content


def test_an_entry_is_known_by_the_same_name_everywhere(site: Site, base: str) -> None:
    """Its page's address where the site's is known, else a name made of it; and it keeps it when title and date change."""
    ids = {
        *(one.id for one in parsed(site["feed.xml"]).entries),
        *(one.id for one in parsed(site["outlets/o.rss.xml"]).entries),
        *(one["id"] for one in json.loads(site["tags/one.feed.json"])["items"]),
    }
    paths = ["articles/2024/a.html", "articles/2024/b.html", "articles/2024/copy.html", "articles/%C3%BC%20%26%20c.html", "articles/d.html"]
    assert ids == {f"{base or 'urn:briefgen:'}{path}" for path in paths}


def test_pages_lead_to_their_feeds(site: Site) -> None:
    """To be found by readers of feeds, and to be seen: those of the archive and those of what the page shows."""
    for base in LISTS:
        found = read(site[f"{base}.html"])
        alternate = [dict(attrs) for tag, attrs in found.tags if tag == "link" and dict(attrs).get("rel") == "alternate"]
        names = [one["href"] for one in alternate if one["type"] in TYPES]
        assert names == [f"../{name}" for name in [*feedrules.OWN, *(f"{base}{ending}" for ending in feedrules.FAULTS)]]
        assert [one["type"] for one in alternate if one["type"] in TYPES] == TYPES * 2
        shown = [dict(attrs).get("href") for tag, attrs in found.tags if tag == "a"]
        assert [f"../{base}{ending}" for ending in feedrules.FAULTS] == [one for one in shown if one in names[3:]]
    front = [dict(attrs).get("href") for tag, attrs in read(site["index.html"]).tags if tag == "a"]
    assert {*feedrules.OWN, "feeds.opml"} <= set(front)


TYPES = ["application/atom+xml", "application/rss+xml", "application/feed+json"]


@pytest.mark.parametrize("theme", ["briefing", "plain"])
def test_no_page_leads_to_a_feed_that_is_not_there(tmp_path: Path, theme: str) -> None:
    """In either theme."""
    site = built(tmp_path, settings(feeds=f'theme = "{theme}"\n[feeds]\nformats = ["json", "rss"]\nlists = ["tags"]') + ARCHIVE)
    assert set(feeds_of(site)) == {
        "feed.rss.xml",
        "feed.json",
        *(f"tags/{name}{end}" for name in ("one", "two") for end in (".rss.xml", ".feed.json")),
    }
    assert b".atom.xml" not in b"".join(site[path] for path in site if path.endswith(".html"))
    assert b'href="../tags/one.feed.json"' in site["tags/one.html"]
    assert b'href="../feed.xml"' not in site["tags/one.html"]
    assert b".feed.json" not in site["events/e.html"]


@pytest.mark.parametrize("said", ["feeds = false", "[feeds]\nformats = []"])
def test_an_archive_may_have_no_feeds(tmp_path: Path, said: str) -> None:
    """Then nothing speaks of any, and those that were there are gone."""
    built(tmp_path, settings() + ARCHIVE)
    site = built(tmp_path, settings(feeds=said) + ARCHIVE)
    assert feeds_of(site) == {}
    assert "feeds.opml" not in site
    assert not any(kind in site["events/e.html"].decode() for kind in TYPES[1:])


def test_a_long_list_s_feeds_stand_beside_its_newest_page(tmp_path: Path) -> None:
    """And hold as many articles as they may."""
    many = "".join(article(f"a{day:02}", f"date: 2024-01-{day:02}\noutlet: O\n") for day in range(1, 10))
    site = built(tmp_path, settings(feeds="per_page = 3\n[feeds]\nlength = 4") + many)
    assert [path for path in feeds_of(site) if path.startswith("outlets/")] == [f"outlets/o{end}" for end in sorted(feedrules.FAULTS)]
    assert titles(site["outlets/o.rss.xml"]) == ["a09", "a08", "a07", "a06"]
    assert b"o.atom.xml" in site["outlets/o.html"]
    assert b".atom.xml" not in site["outlets/o.1.html"]


# texts

TEXT = "Text with <b> & [a link](b.md), [out](https://example.com/?a=1&b=2), a note[^1].\n\n## Part\n\nIt went on and on and on.\n\n[^1]: A note.\n"
FULL = (
    settings(HOME, '[feeds]\ntext = "full"')
    + article("2024/a", "summary: S\n", TEXT)
    + article("2024/b", "rights: excerpt\n", "Some words to begin with, and then there is more, which goes on and on, and ends with a hidden word.")
    + article("2024/c", "rights: metadata\nsummary: About it\n", "Nobody is to see these words.")
)


def whole(site: Site) -> dict[str, list[tuple[str, str]]]:
    """Each format's entries: the title with the text as HTML."""
    entries = feedrules.tree_of(site["feed.xml"]).iter(f"{ATOM}entry")
    items = feedrules.tree_of(site["feed.rss.xml"]).iter("item")
    return {
        "atom": [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}content") or "") for one in entries],
        "rss": [(one.findtext("title"), one.findtext(f"{feedrules.CONTENT}encoded") or "") for one in items],
        "json": [(one["title"], one.get("content_html", "")) for one in json.loads(site["feed.json"])["items"]],
    }


def test_feeds_may_hold_the_texts(tmp_path: Path) -> None:
    """As they stand on the articles' pages, with full addresses, and never more than their rights allow."""
    site = built(tmp_path, FULL)
    found = whole(site)
    assert found["atom"] == found["rss"] == found["json"]
    texts = dict(found["atom"])
    assert texts["2024/c"] == ""
    assert texts["2024/b"].startswith("<p>Some words to begin with")
    assert "hidden" not in texts["2024/b"]
    assert f'<a href="{HOME}articles/2024/b.html">a link</a>' in texts["2024/a"]
    assert '<a href="https://example.com/?a=1&amp;b=2" rel="noopener nofollow external">out</a>' in texts["2024/a"]
    assert f'<a href="{HOME}articles/2024/a.html#fn-1"' in texts["2024/a"]
    assert "with &lt;b&gt; &amp;" in texts["2024/a"]
    assert "It went on and on and on." in texts["2024/a"]
    assert all(faults(site[path]) == [] for path, faults in feedrules.OWN.items())
    for data in feeds_of(site).values():
        assert b"Nobody is" not in data
        assert b"hidden word" not in data


def test_without_an_address_texts_lead_nowhere_within_the_site(tmp_path: Path) -> None:
    """Who reads them is on no page of it."""
    text = dict(whole(built(tmp_path, FULL.replace(HOME, "")))["json"])["2024/a"]
    assert "a link, <a" in text
    assert "a note<sup" in text
    assert "b.html" not in text
    assert "#fn-1" not in text


def test_usually_feeds_hold_no_texts(tmp_path: Path) -> None:
    assert {html for entries in whole(built(tmp_path, settings(HOME) + ARCHIVE)).values() for _, html in entries} == {""}


# hostile words

ENTRY = Entry("urn:x", "a.html", "T", "2024-01-05", (("Ada", ""),), "S", "", (), "")
FEED = Feed("urn:f", "F", "", "By", "en", "index.html", "feed.xml", "2024-01-05T00:00:00Z", (ENTRY,))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(clean).filter(str.strip))
def test_whatever_words_there_are_the_feeds_are_valid(words: str) -> None:
    """And hold these words, in every place."""
    one = ENTRY._replace(title=words, summary=words, html=words, authors=((words, ""),), tags=(words,))
    feed = FEED._replace(title=words, description=words, by=words, entries=(one,))
    made = atom.written(feed), rss.written(feed), jsonfeed.written(feed)
    assert [faults(data) for faults, data in zip(feedrules.FAULTS.values(), made, strict=True)] == [[], [], []]
    (entry,) = feedrules.tree_of(made[0]).iter(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}{name}") for name in ("title", "summary", "content")] == [words] * 3
    (item,) = feedrules.tree_of(made[1]).iter("item")
    assert [item.findtext(name) for name in ("title", f"{feedrules.CONTENT}encoded", "category")] == [words] * 3
    (channel,) = feedrules.tree_of(made[1])
    assert [channel.findtext(name) for name in ("title", "description")] == [words] * 2
    (row,) = json.loads(made[2])["items"]
    assert (row["title"], row["content_html"], row["authors"], row["tags"]) == (words, words, [{"name": words}], [words])


def test_hostile_titles_stay_words(tmp_path: Path) -> None:
    """In a built site, with what a scraped page may bring: markup, the ends of sections, the other direction."""
    text = json.dumps(HOSTILE, ensure_ascii=False)
    front = f"title: {text}\nauthor: [{text}]\noutlet: {text}\ntags: [{text}]\nsummary: {text}\nevent: e\n---\n\nWords.\n"
    site = built(tmp_path, f"{settings(HOME)}-- content/articles/a.md --\n---\n{front}-- content/events/e.md --\n---\ntitle: {text}\n---\n")
    found = feeds_of(site)
    assert len(found) == 15
    for path, data in found.items():
        faults = feedrules.OWN.get(path) or next(one for ending, one in feedrules.FAULTS.items() if path.endswith(ending))
        assert faults(data) == [], path
        assert b"<script" not in data or path.endswith(".json")
        assert titles(data) == [HOSTILE], path
