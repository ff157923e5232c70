"""The archive as small records: the same that reading everything gives, and read anew only where a file has changed."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import archive
from briefgen.model import Article, Event
from briefgen.shelf import Shelf, digest
from briefgen.stamps import NONE
from tests.archives import content_of, make, write
from tests.library.counted import ARCHIVE, Counted
from tests.sites import event


@pytest.fixture
def load(tmp_path: Path) -> Counted:
    return Counted(make(tmp_path, ARCHIVE))


def refuse(*_: object) -> NoReturn:
    raise AssertionError("looked at again")


# what is read


def test_a_reading_has_what_the_archive_has(load: Counted) -> None:
    """The articles' heads, in the same order, and the events whole."""
    found, whole = load(), archive.load(load.root)
    assert (
        [head.path for head in found.heads] == [one.path for one in whole.articles] == ["articles/c.md", "articles/2024/b.md", "articles/2024/a.md"]
    )
    for head, one in zip(found.heads, whole.articles, strict=True):
        for name in ("slug", "date", "outlet", "events", "copy_of", "version_of", "aliases", "draft"):
            assert getattr(head, name) == getattr(one, name), name
        for name in ("title", "authors", "via"):
            assert getattr(head, name) == (getattr(one, name) if head.is_shown else type(getattr(one, name))()), name
        assert head.rights == "full"
    assert found.events == whole.events
    assert found.digests == {path: digest((load.root / "content" / path).read_bytes()) for path in content_of(load.root)}


def test_a_head_has_what_lists_show(load: Counted) -> None:
    """A summary, an address, how many words there are, and whether there are any to be shown."""
    head = load().heads[-1]
    assert (head.summary, head.url, head.words) == ("First words of a.", "articles/2024/a.html", 4)
    assert head.has_text
    assert (head.is_own, head.is_copy) == (True, False)
    assert [(one.is_own, one.is_copy) for one in load().heads] == [(False, False), (False, True), (True, False)]


TEXTS = st.sampled_from(
    [
        *(
            "",
            "---\n",
            "---\ntitle: [\n---\n",
            "no front matter\n",
            "---\ntitle: T\n---\n",
            "---\ntitle: T\ndate: 2024-01-05\nevent: e\nevent: f\n---\nW\n",
        ),
        *(
            "---\ntitle: T\ndate: nonsense\nmood: {a: [1, 2.5, true, null, 2024-01-01], b: 99999999999999999999999}\nsummary: S\n---\n# H\n",
            "\ufeffT\n",
        ),
        *("---\nauthor: A\nrights: metadata\n---\nSecret.\n", "---\nrights: excerpt\ncopy_of: a\nevent: none\n---\n" + "Words. " * 200),
    ]
)
PATHS = st.sampled_from(
    ["articles/a.md", "articles/2024/a.md", "articles/b.markdown", "events/e.md", "events/x/e.md", "other.md", "other/a.md", "x.txt"]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.dictionaries(PATHS, TEXTS, max_size=5), min_size=1, max_size=4))
def test_a_reading_is_the_same_whatever_was_read_before(tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]) -> None:
    """After any changes it has what reading everything has: articles, events, what is wrong, what cannot be read. Of events that are not to be named,
    as may be while an article cannot be read, it has the name, and reads them again when that is over."""
    load = Counted(tmp_path_factory.mktemp("archive"))
    before: dict[str, str] = {}
    unseen: frozenset[str] = frozenset()
    for state in states:
        shutil.rmtree(load.root / "content", ignore_errors=True)
        for path, text in state.items():
            write(load.root, f"content/{path}", text)
        found, whole = load(), archive.load(load.root)
        assert [(head.path, head.title, head.date, head.events) for head in found.heads] == [
            (one.path, one.title, one.date, one.events) for one in whole.articles
        ]
        assert found.events == tuple(Event(one.slug, one.path, "") if one.slug in found.unseen else one for one in whole.events)
        again = {one.path for one in whole.events if one.slug in unseen - found.unseen}
        assert (sorted(found.problems), sorted(found.unread)) == (sorted(whole.problems), sorted(whole.unread))
        there = {path for path in state if path != "x.txt"}
        assert set(load.read) == {path for path in there if before.get(path) != state[path] or path in again}
        assert found.fresh == there - before.keys()
        assert set(found.before) == {path for path in before if state.get(path) != before[path] and path != "x.txt"}
        before, unseen = state, found.unseen


# what is not read


def test_what_has_not_changed_is_not_looked_at(load: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its stamp is what it was."""
    first = load()
    monkeypatch.setattr("briefgen.files.read", refuse)
    assert load() == replace(first, fresh=frozenset())
    assert load.read == []


def test_of_an_event_without_shown_articles_the_name_is_kept_and_not_read_again(load: Counted) -> None:
    """Until one of its articles is shown."""
    make(load.root, event("g", "summary: S\n", "Words [of](a.md) g."))
    for front, said, read in (("draft: true\n", "", ["d", "g"]), ("", "g", ["d", "g"]), ("draft: true\n", "", ["d"])):
        write(load.root, "content/articles/d.md", f"---\ntitle: d\nevent: g\n{front}---\n\nWords.\n")
        found = load()
        assert [one.title for one in found.events if one.slug == "g"] == [said]
        assert ("g" in found.unseen) is (not said)
        assert sorted(Path(path).stem for path in load.read if path.endswith(("d.md", "g.md"))) == read
        load()
        assert load.read == []


def test_what_was_only_touched_is_not_read(load: Counted) -> None:
    """It is looked at, once: its bytes are what they were."""
    first = load()
    os.utime(load.root / "content/articles/2024/a.md")
    assert load() == replace(first, fresh=frozenset())
    assert load.read == []


def test_what_is_distrusted_is_looked_at(load: Counted) -> None:
    """And read where it is another, though its stamp may be what it was."""
    load()
    path = "articles/2024/a.md"
    tree = content_of(load.root)
    write(load.root, f"content/{path}", "---\ntitle: Other\n---\n")
    assert load({**tree, path: NONE}).heads[0].title == "Other"
    assert load.read == [path]
    load({**tree, path: NONE})
    assert load.read == []


def test_what_changed_is_told_with_what_it_was(load: Counted) -> None:
    """New, changed, gone."""
    load()
    write(load.root, "content/articles/new.md", "New.\n")
    write(load.root, "content/articles/2024/a.md", "---\ntitle: Other\n---\n")
    (load.root / "content/articles/2024/b.md").unlink()
    found = load()
    assert found.fresh == {"articles/new.md"}
    assert {path: row.head.title for path, row in found.before.items() if row.head} == {
        "articles/2024/a.md": "2024/a",
        "articles/2024/b.md": "2024/b",
    }
    assert load().before == {}


def test_what_cannot_be_read_is_told_each_time(load: Counted) -> None:
    """Until it is mended; the others are there."""
    write(load.root, "content/articles/bad.md", "---\ntitle: [\n---\n")
    for _ in range(2):
        found = load()
        assert found.unread == ("articles/bad.md",)
        assert [problem.path for problem in found.problems] == ["content/articles/bad.md"]
        assert len(found.heads) == 3
    write(load.root, "content/articles/bad.md", "---\ntitle: Good\n---\n")
    assert load().problems == ()


def test_a_link_that_leads_nowhere_is_told(load: Counted) -> None:
    """As what the disk does not let us read, each time."""
    (load.root / "content/articles/link.md").symlink_to("nowhere.md")
    for _ in range(2):
        found = load()
        assert found.unread == ("articles/link.md",)
        assert "cannot be read" in found.problems[0].message
    write(load.root, "content/articles/nowhere.md", "Words.\n")
    assert load().unread == ()


def test_what_else_is_worked_out_is_worked_out_once(load: Counted) -> None:
    """While the article is at hand, of what may be shown of it; of drafts nothing."""
    shown: list[str] = []

    def work(one: Article, text: str) -> bytes:
        shown.append(text)
        return one.title.encode()

    found = load(also={"work": work})
    assert sorted(shown) == ["First words of a.", "Words of b."]
    load(also={"work": work})
    assert len(shown) == 2
    with Shelf(load.root / "shelf.sqlite") as kept:
        assert kept.get("work", "articles/2024/a.md", found.digests["articles/2024/a.md"]) == b"2024/a"
    (load.root / "content/articles/2024/a.md").unlink()
    load(also={"work": work})
    with Shelf(load.root / "shelf.sqlite") as kept:
        assert set(kept.all("work")) == {"articles/2024/b.md"}


def test_an_empty_archive_is_read(tmp_path: Path) -> None:
    """Without a folder even."""
    found = Counted(tmp_path)()
    assert (found.heads, found.events, found.problems, found.unread, found.wanted) == ((), (), (), (), ())
