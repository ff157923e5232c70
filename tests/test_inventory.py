"""content/ as ingest knows it is what archive.load reads, but for the texts, and only changed files are read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import archive, inventory, shelf, stamps
from briefgen.archive import Loaded, Read
from briefgen.content import write_article
from briefgen.inventory import Inventory, digest_of
from briefgen.model import Article, Event, Origin, Seed
from briefgen.shelf import Shelf
from tests.archives import make, write
from tests.sites import article, event

FULL = write_article(
    Article(
        *("x", "articles/x.md", 'Dockers: "no"', "The *dockers* said no.", "2024-02-01T10:00:00Z", ("Ada", "Bo"), "Echo", "Newsheap"),
        *("https://echo.example/x", ("strike",), ("work",), "S", "de", "Northwire", "No.", ("A quay",)),
        review=("date",),
        origins=(Origin("date", "2024-02-01", "dateline", 3, "MARN, Feb. 1"),),
        seed=Seed("x.txt", "0123456789abcdef", "fedcba9876543210"),
    )
)
ARCHIVE = (
    article("2024/a", "date: 2024-01-05\nevent: [e, f]\naliases: old.html\nmood: sad\n", "First *words* of a.")
    + article("2023/a", "date: 2024-13-05\ncopy_of: b\nversion_of: c\n", "Another a.")
    + article("b", "event: none\ndraft: true\n", "Words of b.")
    + article("broken", "title: [\n", "Words of nobody.")
    + event("e", "aliases: e-was.html\nmood: [sad, {why: rain}]\n", "Words of e.")
    + "-- content/events/f.md --\n---\ntitle: 7\n---\n-- content/pages/about.md --\nWords.\n-- content/elsewhere.md --\nWords.\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make(tmp_path / "archive", ARCHIVE)
    write(made, "content/articles/x.md", FULL)
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read from now on, where all stamps can be trusted at once."""
    read: list[str] = []
    really = archive.opened

    def noted(root: Path, path: str) -> Read:
        read.append(path)
        return really(root, path)

    monkeypatch.setattr(archive, "opened", noted)
    monkeypatch.setattr(stamps, "TICK", -(10**15))
    return read


def load(root: Path) -> Inventory:
    with Shelf(root / ".briefgen" / "shelf.sqlite") as kept:
        return inventory.load(root, kept)


def without_texts(loaded: Loaded) -> Loaded:
    articles = tuple(replace(one, body="", extra=()) for one in loaded.articles)
    events = tuple(Event(one.slug, one.path, one.title, aliases=one.aliases) for one in loaded.events)
    return replace(loaded, articles=articles, events=events, pages=())


def test_it_holds_what_the_archive_holds_but_for_the_texts(root: Path) -> None:
    """Whether it is read or remembered, with what is wrong with it; and tells the texts."""
    whole = archive.load(root)
    assert len(whole.problems) == 4
    assert whole.unread
    for _ in range(2):
        found = load(root)
        assert found.loaded == without_texts(whole)
        assert found.texts == {one.path: digest_of(one.title, one.body) for one in whole.articles}
        assert {one.path: found.body(one.path) for one in found.loaded.articles} == {one.path: one.body for one in whole.articles}


def test_only_what_has_changed_is_read(root: Path, opened: list[str]) -> None:
    """And what cannot be read, which may be otherwise next time; what is gone is forgotten."""
    load(root)
    assert len(opened) == 9
    opened.clear()
    load(root)
    assert opened == ["articles/broken.md"]
    path = root / "content" / "articles" / "b.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Words", "More words"), encoding="utf-8")
    (root / "content" / "articles" / "broken.md").unlink()
    wanted = without_texts(archive.load(root))
    opened.clear()
    assert load(root).loaded == wanted
    assert opened == ["articles/b.md"]
    there = {*load(root).texts, "events/e.md", "events/f.md", "pages/about.md", "elsewhere.md"}
    with Shelf(root / ".briefgen" / "shelf.sqlite") as kept:
        assert kept.names(inventory.STEP) == there


def test_what_others_have_put_on_the_shelf_is_not_believed(root: Path, opened: list[str]) -> None:
    """Where it cannot have been put there by us, the file is read."""
    load(root)
    with Shelf(root / ".briefgen" / "shelf.sqlite") as kept:
        for value, (path, row) in zip(
            (b"", b"\xc0", b"\x91\xa1x", b"\x92\xc4\x01\x07\xc4\x00"), sorted(kept.all(inventory.STEP).items()), strict=False
        ):
            kept.put(inventory.STEP, path, row.key, value)
    wanted = without_texts(archive.load(root))
    opened.clear()
    assert load(root).loaded == wanted
    assert len(opened) == 4 + 1


def test_a_text_that_is_gone_is_none(root: Path) -> None:
    """Somebody deletes an article while it is being ingested."""
    found = load(root)
    (root / "content" / "articles" / "b.md").unlink()
    assert found.body("articles/b.md") == ""


def test_a_title_and_a_text_are_told_apart() -> None:
    """Wherever the one ends and the other begins."""
    assert digest_of("a", "bc") != digest_of("ab", "c") != shelf.digest(b"abc")
