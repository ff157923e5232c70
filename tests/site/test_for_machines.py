"""Of the files that machines read only those are made again in which something changed, and they cost next to nothing to plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from briefgen.keys.syndication import Feeds
from briefgen.library.heads import Head
from briefgen.pages.site import SiteInfo
from briefgen.site import for_machines
from briefgen.site.build import build
from briefgen.site.planned import Planned
from tests.archives import make, write
from tests.planning import head, key, shelves
from tests.sites import article, event, problems_of

SITE = SiteInfo("T", "D", "en", "https://example.org/", {})
ARCHIVE = (
    article("a", "date: 2024-01-05\nauthor: Ada\noutlet: O\nevent: e\ntags: one\n")
    + article("b", "date: 2024-01-06\nauthor: Bo\noutlet: P\nevent: f\n")
    + event("e")
    + event("f")
)


def keys(members: Sequence[Head], offered: Feeds | None = None) -> dict[str, bytes]:
    return {item.path: key(item) for item in for_machines.feeds_of(SITE, shelves(members), offered or Feeds())}


def test_a_new_article_is_in_the_feeds_of_its_own_lists() -> None:
    """And in no other."""
    before = [head(day, authors=("Ada",), events=("e",)) for day in range(3)] + [head(3, authors=("Bo",), events=("f",), outlet="Other")]
    now = keys([*before, head(9, authors=("Ada",), events=("f",))])
    was = keys(before)
    assert {path.split(".")[0] for path, made in now.items() if was[path] != made} == {"feed", "authors/ada", "events/f", "outlets/post"}


def test_what_is_too_old_for_a_feed_changes_none() -> None:
    """Not by what is in it, nor by that it is there; the event's feed says what it is about, and so may change."""
    late = [head(day, events=()) for day in range(10, 13)]
    short = Feeds(length=3)
    one, other = keys([head(1, title="One", events=()), *late], short), keys([head(1, title="Other", events=()), *late], short)
    assert one == other == keys(late, short)


def test_an_article_s_subjects_are_in_its_feeds() -> None:
    one, other = keys([head(1, tags=("x",))]), keys([head(1, tags=("x", "y"))])
    assert one["authors/ada.rss.xml"] != other["authors/ada.rss.xml"]


def test_planning_reads_no_text() -> None:
    """Not even where the feeds are to hold them: an article's file is named by its digest."""
    found = list(for_machines.feeds_of(SITE, shelves([head(1), head(2)]), Feeds(text="full")))
    assert len(found) == 3 * (1 + 3) + 1
    assert all(isinstance(item, Planned) for item in found)


def test_of_events_with_one_address_the_first_has_the_feeds() -> None:
    """As it has the page."""
    found = [item.path for item in for_machines.feeds_of(SITE, shelves([head(1, events=("a?b", "a-b", "A-b"))]), Feeds(lists=("events",)))]
    assert len(found) == len(set(map(str.casefold, found))) == 3 + 3 + 1


def test_an_edit_makes_only_the_feeds_that_it_shows_in(tmp_path: Path) -> None:
    build(make(tmp_path, ARCHIVE))
    write(
        tmp_path, "content/articles/a.md", "---\ntitle: A new title\ndate: 2024-01-05\nauthor: Ada\noutlet: O\nevent: e\ntags: one\n---\n\nWords.\n"
    )
    written = build(tmp_path).written
    feeds = {path.split(".")[0] for path in written if path.endswith((".atom.xml", ".rss.xml", ".feed.json")) or path.startswith("feed.")}
    assert feeds == {"feed", "authors/ada", "outlets/o", "events/e", "tags/one"}
    assert not {"feeds.opml", "sitemap.xml", "robots.txt"} & set(written)
    assert build(tmp_path).written == ()


def test_it_is_said_why_a_feed_was_made(tmp_path: Path) -> None:
    """Which article of it changed; or which key."""
    build(make(tmp_path, ARCHIVE))
    write(tmp_path, "content/articles/b.md", "---\ntitle: b\ndate: 2024-01-06\nauthor: Bo\noutlet: P\nevent: f\n---\n\nOther words.\n")
    reasons = dict(build(tmp_path, explain=True).reasons)
    assert reasons["outlets/p.rss.xml"] == "text of articles/b changed"
    write(tmp_path, "briefgen.toml", 'title = "Test archive"\n[feeds]\nlength = 1\n')
    assert dict(build(tmp_path, explain=True).reasons)["feed.xml"] == "feeds in briefgen.toml changed"


@pytest.mark.parametrize("alias", ["events/e.atom.xml/a.html", "feed.json/a.html", "feeds.opml/x.html", "tags/One.rss.xml/a/b.html"])
def test_an_alias_cannot_need_a_folder_where_a_feed_is(tmp_path: Path, alias: str) -> None:
    """It is said, and the site is built."""
    problems = problems_of(tmp_path, ARCHIVE.replace("tags: one\n", f"tags: one\naliases: {alias}\n"))
    assert [(one.path, one.severity) for one in problems] == [("content/articles/a.md", "error")]
    assert "feed" in problems[0].message or ".xml" in problems[0].message
    assert (tmp_path / "site" / "feed.xml").is_file()
