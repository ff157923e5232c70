"""The change log's pages and its feed: what they tell of the book in content/changes/, and what they do not."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from briefgen import chronicle
from briefgen.chronicle import Entry
from briefgen.filing import acts
from briefgen.history.recording import record
from briefgen.publish.check import check
from briefgen.site.build import build
from tests import sites
from tests.archives import make, write
from tests.sites import article, event, files_of, links_of, reached, read

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "]]><script>alert(1)</script> & \u202e“T” {{ 7*7 }}"
OLD = "The master of the harbour of Marn has told the council that there never were any goats on board of the ferry at all."
NEW = "The master of the harbour of Marn now says that there may have been a goat, and that it was paid for."
ARCHIVE = (
    article("2024/a", "date: 2024-03-04\nevent: e\noutlet: Echo\n", f"{OLD}\n\nTwo.")
    + article("2024/b", "event: e\n")
    + article("2024/gone")
    + article("2024/taken")
    + event("e")
    + event("f")
)


def front(title: str, more: str = "", body: str = "Words.") -> str:
    return f"---\ntitle: {title}\n{more}---\n\n{body}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with two days in its log: a beginning, and something of each kind."""
    root = make(tmp_path, ARCHIVE)
    record(root, "2026-11-01")
    write(root, "content/articles/2024/a.md", front("New", "date: 2024-03-04\nevent: e\noutlet: Echo\n", f"{NEW}\n\nTwo."))
    write(root, "content/articles/2024/b.md", front("2024/b", "event: f\n"))
    write(root, "content/articles/2024/c.md", front("C"))
    write(root, "content/articles/2024/taken.md", front("2024/taken", "withdrawn: it was wrong\n"))
    (root / "content/articles/2024/gone.md").unlink()
    record(root, "2026-11-02")
    return root


def built(root: Path) -> sites.Site:
    assert build(root, date="2026-11-03").problems == ()
    return files_of(root)


def lines(site: sites.Site, path: str = "changes.html") -> str:
    """What the page says in its middle."""
    return " ".join(re.sub(r"<[^>]+>", " ", site[path].decode().partition("<main")[2].partition("</main>")[0]).split())


def test_the_log_tells_each_change_with_its_day(root: Path) -> None:
    """Newest day first, with links to the articles, and what their fields were."""
    site = built(root)
    text = read(site["changes.html"]).text
    assert text.index("2 November 2026") < text.index("1 November 2026")
    assert "The change log begins, with 4 articles in the archive, copies and later versions counted too." in text
    assert "Added C" in text
    assert "Changed New Echo, 4 Mar 2024" in text
    assert "Headline: 2024/a New" in text
    assert "Filed elsewhere 2024/b" in text
    assert {"articles/2024/a.html", "articles/2024/b.html", "articles/2024/c.html", "events/e.html", "events/f.html"} <= set(
        links_of("changes.html", site["changes.html"])
    )
    assert "changes.html" in reached(site)
    assert b"changes.html" in site["sitemap.xml"]


def test_an_event_that_was_renamed_is_told_once(root: Path) -> None:
    """With its new title and its old address, on the page and in the feed; not as so many articles filed elsewhere. Of one that has no page any more
    nothing is told."""
    acts.rename(root, "e", "The <new> name")
    record(root, "2026-11-03")
    site = built(root)
    assert "3 November 2026 Event renamed events/e.html The <new> name 2 November 2026" in read(site["changes.html"]).text
    assert "events/the-new-name.html" in links_of("changes.html", site["changes.html"])
    assert (
        '<li>Event renamed: <del><code>events/e.html</code></del> <ins><a href="events/the-new-name.html">The &lt;new&gt; name</a></ins></li>'
        in str(Xml.fromstring(site["changes.xml"]).findtext(f"{ATOM}entry/{ATOM}content"))
    )
    write(root, "content/articles/2024/a.md", front("New"))
    (root / "content/events/the-new-name.md").unlink()
    site = built(root)
    assert "renamed" not in site["changes.html"].decode()
    assert "renamed" not in site["changes.xml"].decode()


def test_what_an_event_was_called_is_told_as_long_as_that_leads_on(root: Path) -> None:
    """Who takes an alias out takes the words of the old slug out of the log too, of whatever kind the line is; what happened is still told."""
    built(root)
    acts.rename(root, "e", "Zeph")
    record(root, "2026-11-03")
    site = built(root)
    assert "2024/b Events: events/e.html f" in lines(site)
    file = root / "content/events/zeph.md"
    write(root, "content/events/zeph.md", file.read_text("utf-8").replace("events/e.html", "events/other.html"))
    after = built(root)
    assert "Event renamed Zeph 2 November" in lines(after)
    assert "2024/b Events: an event that has no page any more f" in lines(after)
    feed = "".join(entry.text or "" for entry in Xml.fromstring(after["changes.xml"]).iter(f"{ATOM}content"))
    assert '<li>Event renamed: <a href="events/zeph.html">Zeph</a></li>' in feed
    assert 'Events: <del>an event that has no page any more</del> <ins><a href="events/f.html">f</a></ins>' in feed
    assert not [path for path, data in after.items() if b"events/e.html" in data]
    write(root, "content/events/zeph.md", file.read_text("utf-8").replace("events/other.html", "events/e.html"))
    assert sites.differing(built(root), site) == {}


def test_an_event_that_was_renamed_twice_is_told_twice(root: Path) -> None:
    """Both times, as long as the names in between lead on; an article of its slug that is hidden has nothing to do with it."""
    write(root, "content/articles/second.md", front("Second", "draft: true\n"))
    for day, name in (("2026-11-03", "First"), ("2026-11-04", "Second")):
        acts.rename(root, "e" if name == "First" else "first", name)
        record(root, day)
    told = lines(built(root))
    assert "4 November 2026 Event renamed events/first.html Second 3 November 2026 Event renamed events/e.html events/first.html 2 November" in told


def test_what_was_kept_out_is_not_spoken_of_while_it_cannot_be_read(root: Path) -> None:
    """Nobody can know then whether it still is a draft."""
    write(root, "content/articles/hush.md", front("Hush"))
    record(root, "2026-11-03")
    assert "Added Hush" in lines(built(root))
    write(root, "content/articles/hush.md", front("Hush", "draft: true\n"))
    assert not [path for path, data in built(root).items() if b"hush" in data]
    write(root, "content/articles/hush.md", "---\ntitle: [\ndraft: true\n---\nWords.\n")
    assert [problem.path for problem in build(root, date="2026-11-03").problems] == ["content/articles/hush.md"]
    assert not [path for path, data in files_of(root).items() if b"hush" in data]


def test_of_a_text_only_what_is_new_is_told(root: Path) -> None:
    """What was taken out stands nowhere in the site, nor in the book."""
    site = built(root)
    assert "1 paragraph was replaced" in lines(site)
    assert NEW in lines(site)
    assert not [path for path, data in site.items() if b"never were any goats" in data]
    assert not [path for path in (root / "content/changes").iterdir() if b"goat" in path.read_bytes()]


def test_what_is_gone_or_withdrawn_is_told_without_its_title(root: Path) -> None:
    """By its address alone; that of what was withdrawn leads to the page that says so. So are the changes that went before."""
    site = built(root)
    assert "Removed articles/2024/gone.html" in lines(site)
    assert "Withdrawn articles/2024/taken.html" in lines(site)
    assert "articles/2024/taken.html" in links_of("changes.html", site["changes.html"])
    assert "articles/2024/gone.html" not in links_of("changes.html", site["changes.html"])
    (root / "content/articles/2024/a.md").unlink()
    site = built(root)
    assert "Changed articles/2024/a.html" in lines(site)
    assert "Headline" not in lines(site)
    assert not [path for path, data in site.items() if path.startswith("changes") and (b"2024/a<" in data or NEW.encode() in data)]


@pytest.mark.parametrize("more", ["draft: true\n", "publish_on: 2026-12-01\n"])
def test_what_is_kept_out_of_the_site_is_not_spoken_of(root: Path, more: str) -> None:
    """Though the log has lines about it: also where the article has moved since."""
    write(root, "content/articles/2024/a.md", front("New", more, NEW))
    assert "articles/2024/a" not in built(root)["changes.html"].decode()
    (root / "content/articles/2024/a.md").unlink()
    write(root, "content/articles/2023/a.md", front("New", more, NEW))
    assert "articles/2024/a" not in built(root)["changes.html"].decode()


@pytest.mark.parametrize("rights", ["metadata", "excerpt"])
def test_rights_of_today_hold_for_what_was_new_once(root: Path, rights: str) -> None:
    """An article that may not be shown any more is not shown by the log either."""
    write(root, "content/articles/2024/a.md", front("New", f"rights: {rights}\n", f"{NEW}\n\nTwo."))
    site = built(root)
    assert "1 paragraph was replaced" in lines(site)
    assert not [path for path, data in site.items() if b"a goat, and that it was paid for" in data]


def test_a_new_paragraph_that_went_again_is_not_shown(root: Path) -> None:
    """And one that is long is shown shortened, of many the first."""
    write(root, "content/articles/2024/a.md", front("New", "", "\n\n".join(["Other.", *(f"{n} {'goats ' * 99}" for n in range(9))])))
    record(root, "2026-11-03")
    text = lines(built(root))
    assert NEW not in text
    assert "2 paragraphs were replaced, 8 paragraphs are new Other. 0 goats" in text
    assert "1 goats" in text
    assert "2 goats" not in text
    assert text.count("…") == 2
    write(root, "content/articles/2024/a.md", front("New", "", "Other."))
    record(root, "2026-11-04")
    assert "9 paragraphs were taken out" in lines(built(root))


def test_there_is_no_log_where_nothing_was_recorded(tmp_path: Path) -> None:
    """Neither page nor feed, nor a link to either."""
    site = sites.built(tmp_path, ARCHIVE)
    assert "changes.html" not in site
    assert "changes.xml" not in site
    assert not [path for path, data in site.items() if b"changes.html" in data or b"changes.xml" in data]


def test_hostile_words_are_words(root: Path) -> None:
    """On the page and in the feed: whatever titles, names and the book itself hold."""
    write(root, "content/articles/2024/a.md", front(f"'{HOSTILE}'", f"author: '{HOSTILE}'\nevent: f\n", HOSTILE))
    record(root, "2026-11-03")
    chronicle.add(
        root / "content",
        "2026-11-03",
        [Entry("removed", HOSTILE, f"javascript:{HOSTILE}"), Entry("changed", "a", "articles/2024/a.html", title=("\x00\x1b", HOSTILE))],
    )
    site = built(root)
    assert b"<script>alert" not in site["changes.html"]
    assert HOSTILE.replace("\u202e", "") in read(site["changes.html"]).text.replace("\u202e", "")
    assert not [value for value in read(site["changes.html"]).values("href") if value.startswith("javascript")]
    for entry in Xml.fromstring(site["changes.xml"]).iter(f"{ATOM}content"):
        assert "<script" not in str(entry.text)


def test_the_feed_has_an_entry_for_each_day(root: Path) -> None:
    """Newest first, under an id that stays, with a link to the day on its page."""
    write(root, "briefgen.toml", 'title = "T & <t>"\nbase_url = "https://example.org/briefings/"\n')
    feed = Xml.fromstring(built(root)["changes.xml"])
    assert feed.findtext(f"{ATOM}title") == "T & <t>: change log"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-02T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["2 November 2026", "1 November 2026"]
    assert entries[0].findtext(f"{ATOM}id") == "https://example.org/briefings/changes.html#d-2026-11-02"
    text = str(entries[0].findtext(f"{ATOM}content"))
    assert '<li>Added: <a href="https://example.org/briefings/articles/2024/c.html">C</a></li>' in text
    assert "Headline: <del>2024/a</del> <ins>New</ins>" in text
    assert "goat" not in text


def test_without_feeds_there_is_none_of_the_log(root: Path) -> None:
    write(root, "briefgen.toml", 'title = "T"\n[feeds]\nformats = []\n')
    site = built(root)
    assert "changes.xml" not in site
    assert b"changes.xml" not in site["changes.html"]


def test_pages_count_from_the_oldest(root: Path) -> None:
    """So that all but the newest stay as they are, and each day is linked to where it ends."""
    write(root, "briefgen.toml", 'title = "T"\nper_page = 2\n')
    site = built(root)
    assert sorted(path for path in site if re.fullmatch(r"changes\.?\d*\.html", path)) == ["changes.1.html", "changes.2.html", "changes.html"]
    assert "The change log begins" in lines(site, "changes.1.html")
    assert set(links_of("changes.html", site["changes.html"])) >= {"changes.2.html"}
    hrefs = [link.get("href") for link in Xml.fromstring(site["changes.xml"]).findall(f"{ATOM}entry/{ATOM}link")]
    assert hrefs == ["changes.html#d-2026-11-02", "changes.1.html#d-2026-11-01"]
    write(root, "content/articles/2024/d.md", front("D"))
    record(root, "2026-11-03")
    again = built(root)
    assert again["changes.1.html"] == site["changes.1.html"]
    assert "Added D" in lines(again)


def test_a_change_makes_the_pages_anew_that_show_it(root: Path, tmp_path: Path) -> None:
    """The same bytes as a build from nothing, whatever came before."""
    built(root)
    write(root, "content/articles/2024/a.md", front("Newer", "event: e\n", f"{NEW}\n\nTwo. And more."))
    after = built(root)
    assert "Changed Newer" in lines(after)
    for name in ("site", ".briefgen"):
        (root / name).rename(tmp_path / f"old-{name}")
    assert sites.differing(after, built(root)) == {}


def test_a_broken_line_of_the_book_is_told_of(root: Path) -> None:
    """And the rest of it is shown."""
    with (root / "content/changes/2026-11-02.jsonl").open("a", encoding="utf-8") as file:
        file.write("<<<<<<< HEAD\n")
    (problem,) = build(root).problems
    assert (problem.path, problem.line, problem.severity) == ("content/changes/2026-11-02.jsonl", 6, "warning")
    assert "Added C" in lines(files_of(root))
    assert problem in check(root)


def test_a_text_page_cannot_have_the_log_s_address(root: Path) -> None:
    """The check says so before it is built."""
    write(root, "content/pages/changes.md", front("Mine"))
    (problem,) = [one for one in build(root).problems if one.severity == "error"]
    assert (problem.path, problem.message) == ("content/pages/changes.md", "the address changes.html is taken by content/changes")
    assert problem in check(root)


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_the_log_speaks_the_interface_s_language(root: Path, lang: str) -> None:
    write(root, "briefgen.toml", f'title = "T"\nlanguage = "{lang}"\n')
    site = built(root)
    assert {"de": "Zurückgezogen", "ar": "سُحب"}[lang] in lines(site)
    assert {"de": "Umgeordnet", "ar": "نُقل إلى حدث آخر"}[lang] in site["changes.xml"].decode()
    acts.rename(root, "e", "Another")
    record(root, "2026-11-03")
    site = built(root)
    for told in (lines(site), site["changes.xml"].decode()):
        assert {"de": "Ereignis umbenannt", "ar": "تغيّر اسم حدث"}[lang] in told
