"""The archive as small records: the same that reading everything gives, and read anew only where a file has changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import archive, library
from briefgen.crew import Crew
from briefgen.dialect import USUAL, Dialect
from briefgen.library import ArticleFile, ChangedMeanwhile, Head, Reading, head_of
from briefgen.markdown import plain
from briefgen.model import Article
from briefgen.shelf import Shelf, digest
from briefgen.stamps import NONE
from tests.archives import content_of, make, write
from tests.sites import article, event

ARCHIVE = (
    article("2024/a", "date: 2024-01-05\nauthor: [Ada, Bo]\noutlet: O\nvia: V\nevent: [e, f]\naliases: old.html\n", "First *words* of a.")
    + article("2024/b", "date: 2024-01-02\ncopy_of: a\n", "Words of b.")
    + article("c", "draft: true\nversion_of: b\n", "Words of c.")
    + event("e", "summary: S\nmood: [sad, {why: rain}]\n", "Words of e.")
    + event("f")
)


class Counted:
    """Reads an archive again and again with one shelf, and notes the files that it reads."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.read: list[str] = []

    def __call__(self, tree: Mapping[str, bytes] | None = None, also: Mapping[str, library.Also] | None = None, dialect: Dialect = USUAL) -> Reading:
        self.read = []
        read = library._read

        def noted(root: Path, path: str, also: Mapping[str, library.Also], dialect: Dialect) -> tuple[str, bytes, bytes, dict[str, bytes]]:
            self.read.append(path)
            return read(root, path, also, dialect)

        with pytest.MonkeyPatch.context() as patched, Shelf(self.root / "shelf.sqlite") as kept:
            patched.setattr(library, "_read", noted)
            return library.load(self.root, content_of(self.root) if tree is None else tree, kept, Crew(), also=also, dialect=dialect)


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
        for name in ("slug", "title", "date", "authors", "outlet", "via", "events", "copy_of", "version_of", "aliases", "rights", "draft"):
            assert getattr(head, name) == getattr(one, name), name
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
    """After any changes it has what reading everything has: articles, events, what is wrong, what cannot be read."""
    load = Counted(tmp_path_factory.mktemp("archive"))
    before: dict[str, str] = {}
    for state in states:
        shutil.rmtree(load.root / "content", ignore_errors=True)
        for path, text in state.items():
            write(load.root, f"content/{path}", text)
        found, whole = load(), archive.load(load.root)
        assert [(head.path, head.title, head.date, head.events) for head in found.heads] == [
            (one.path, one.title, one.date, one.events) for one in whole.articles
        ]
        assert found.events == whole.events
        assert (sorted(found.problems), sorted(found.unread)) == (sorted(whole.problems), sorted(whole.unread))
        there = {path for path in state if path != "x.txt"}
        assert set(load.read) == {path for path in there if before.get(path) != state[path]}
        assert found.fresh == there - before.keys()
        assert set(found.before) == {path for path in before if state.get(path) != before[path] and path != "x.txt"}
        before = state


# what is not read


def test_what_has_not_changed_is_not_looked_at(load: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its stamp is what it was."""
    first = load()
    monkeypatch.setattr("briefgen.files.read", refuse)
    assert load() == replace(first, fresh=frozenset())
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


# texts


def test_a_text_is_that_which_may_be_shown(load: Counted) -> None:
    """A line for each paragraph."""
    for rights, expected in (("full", "One.\nTwo and three."), ("excerpt", "One. Two…"), ("metadata", "")):
        write(load.root, "content/articles/2024/a.md", f"---\ntitle: A\nrights: {rights}\n---\nOne.\n\nTwo *and* three.\n")
        found = load()
        head = next(one for one in found.heads if one.path == "articles/2024/a.md")
        text = library.text_of(load.root, found.file(head))
        assert text == expected
        assert head.text == digest(text.encode())
        assert head.has_text == bool(text)
        assert head.words == 4


def test_what_may_be_shown_is_kept(load: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Title, address, date, outlet, authors, text and which of its lines stand apart; where it was lost it is the same again."""
    write(load.root, "content/articles/2024/b.md", "---\ndate: 2024-01-02\nrights: metadata\noutlet: O\n---\nSecret.\n")
    found = load()
    files = [found.file(head) for head in found.heads if not head.draft]
    expected = [
        ["B", "articles/2024/b.html", "2024-01-02", "O", [], "", []],
        ["2024/a", "articles/2024/a.html", "2024-01-05", "O", ["Ada", "Bo"], "First words of a.", []],
    ]
    with Shelf(load.root / "shelf.sqlite") as kept:
        with monkeypatch.context() as patched:
            patched.setattr("briefgen.files.read_or_none", refuse)
            rows = [library.shown(load.root, file, kept) for file in files]
        assert [msgspec.json.decode(row) for row in rows] == expected
        assert [library.shown_in(row)[-1] for row in rows] == ["", "First words of a."]
        kept.forget(library.TEXT, [file.path for file in files])
        assert [library.shown(load.root, file, kept) for file in files] == rows


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"Other"), lambda path: path.unlink()])
def test_a_file_that_changed_since_it_was_read_is_told(load: Counted, change: Callable[[Path], object]) -> None:
    """Nobody takes it for what it was."""
    found = load()
    file = found.file(found.heads[-1])
    assert library.article(load.root, file).title == "2024/a"
    change(load.root / "content" / file.path)
    with pytest.raises(ChangedMeanwhile, match="2024/a"):
        library.article(load.root, file)
    with pytest.raises(ChangedMeanwhile, match="2024/a"):
        library.text_of(load.root, ArticleFile(file.path, digest(b"something else")))


# heads


@given(st.text(st.sampled_from("a b\n*_`>#-1.\u00a0\u2003\t[](!)<&;\\é北")))
def test_the_words_of_a_body_are_counted(body: str) -> None:
    """As its plain text has them."""
    whole = plain(body)
    assert head_of(replace(WHOLE, body=body), whole, whole).words == len(whole.split())


WHOLE = Article("a", "articles/a.md", "T", "Body", "2024-01-05", ("Ada",), "O", "V", events=("e",), summary="S")
SHOWN: dict[str, object] = {
    "title": "U",
    "date": "2024",
    "authors": ("Bo",),
    "outlet": "P",
    "via": "W",
    "events": ("e", "f"),
    "copy_of": "b",
    "version_of": "b",
    "aliases": ("x.html",),
    "rights": "excerpt",
    "draft": True,
    "summary": "Z",
}
NOT_SHOWN: dict[str, object] = {
    "body": "Other",
    "tags": ("t",),
    "lang": "de",
    "credit": "C",
    "correction": "D",
    "image": "i",
    "source": "https://x.example/",
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_head_s_digest_is_another_where_lists_show_something_else(name: str) -> None:
    """Whatever of it they show."""
    assert head_of(replace(WHOLE, **{name: SHOWN[name]}), "Body", "Body").sig != head_of(WHOLE, "Body", "Body").sig  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NOT_SHOWN)
def test_a_head_s_digest_is_the_same_where_they_do_not(name: str) -> None:
    """Then no list is made again."""
    assert head_of(replace(WHOLE, **{name: NOT_SHOWN[name]}), "More", "More").sig == head_of(WHOLE, "Body", "Body").sig  # type: ignore[arg-type]


def test_articles_that_copy_one_another_in_a_circle_are_as_if_none_did() -> None:
    """And known for others than those that do; the rest are what they were."""
    heads = [
        head_of(replace(WHOLE, slug=slug, path=f"articles/{slug}.md", copy_of=of), "Body", "Body")
        for slug, of in (("a", "b"), ("b", "a"), ("c", "a"), ("d", ""))
    ]
    found = library.without_circles(heads)
    assert [(one.slug, one.copy_of) for one in found] == [("a", ""), ("b", ""), ("c", "a"), ("d", "")]
    assert [one.sig == before.sig for one, before in zip(found, heads, strict=True)] == [False, False, True, True]
    assert library.without_circles(heads[3:]) == tuple(heads[3:])


def test_a_head_comes_back_from_bytes() -> None:
    """As it was, whatever there is of it."""
    for one in (WHOLE, replace(WHOLE, events=None, authors=(), date="", outlet="")):
        head = head_of(one, "", "")
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(head), type=Head) == head
