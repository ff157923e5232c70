"""A process that builds again and again makes the site that a first build makes, whatever happens between, and does not grow."""

from __future__ import annotations

import gc
import os
import random
import sqlite3
import sys
from pathlib import Path

import pytest

from briefgen.problem import Unreadable
from briefgen.shelf import Shelf
from briefgen.site.build import SHELF, Report, build
from briefgen.site.resident import Resident, moved
from tests.archives import make, write
from tests.site.test_incremental import EDITS, MISHAPS, Archive, clean
from tests.sites import article, files_of

SEEDS = int(os.environ.get("BRIEFGEN_SEEDS", "2"))
STEPS = 8
PLACE = Path(".briefgen") / SHELF


def again(root: Path, resident: Resident, edition: str = "", day: str = "") -> Report | None:
    try:
        return build(root, resident=resident, edition=edition, date=day)
    except Unreadable:
        return None


@pytest.mark.parametrize("seed", range(1000, 1000 + SEEDS))
def test_after_any_edits_the_site_is_that_of_a_first_build(tmp_path: Path, seed: int) -> None:
    """Byte for byte; also where another process builds in between, or takes the memory away."""
    dice = random.Random(seed)
    archive = Archive(tmp_path / "archive", dice)
    resident = Resident()
    again(archive.root, resident)
    for step in range(STEPS):
        done = [dice.choice(MISHAPS)] if dice.random() < 0.3 else dice.choices(EDITS, k=dice.randrange(1, 4))
        for edit in done:
            edit(archive)
        again(archive.root, resident if dice.random() < 0.8 else Resident(), archive.edition, archive.day)
        expected = clean(archive, tmp_path / f"clean-{step}")
        assert files_of(archive.root, archive.site.name) == expected, f"seed {seed}, step {step}: {[edit.__name__ for edit in done]}"
    resident.close()


def test_what_was_read_once_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the shelf, while nobody else writes to it."""
    root = make(tmp_path, article("a") + article("b"))
    resident = Resident()
    build(root, resident=resident)
    opened: list[Path | None] = []
    plain = Shelf.__init__

    def noted(self: Shelf, path: Path | None = None, *, lasting: bool = False) -> None:
        opened.append(path)
        plain(self, path, lasting=lasting)

    monkeypatch.setattr(Shelf, "__init__", noted)
    write(root, "content/articles/a.md", "---\ntitle: Other\n---\nWords.\n")
    build(root, resident=resident)
    assert opened == []
    build(root)
    assert opened == [root / PLACE]
    build(root, resident=resident)
    assert opened == [root / PLACE] * 2


def test_a_shelf_that_is_gone_is_made_anew(tmp_path: Path) -> None:
    """As if it were the first build."""
    root = make(tmp_path, article("a"))
    resident = Resident()
    build(root, resident=resident)
    (root / PLACE).unlink()
    build(root, resident=resident)
    resident.close()
    assert (root / PLACE).exists()


def test_what_another_process_kept_is_seen(tmp_path: Path) -> None:
    """Rows that somebody else has taken away or changed are not taken from memory."""
    root = make(tmp_path, article("a"))
    resident = Resident()
    build(root, resident=resident)
    with resident.shelf(root / PLACE) as kept:
        assert kept.all("read")
    with Shelf(root / PLACE) as other:
        other.drop("read")
    with resident.shelf(root / PLACE) as kept:
        assert kept.all("read") == {}


def test_what_is_kept_stands_in_the_file_after_each_build(tmp_path: Path) -> None:
    """So that a process that is killed leaves all of it to the next."""
    root = make(tmp_path, article("a"))
    build(root, resident=Resident())
    with sqlite3.connect(root / PLACE) as store:
        assert store.execute("select name from kept where step = 'read'").fetchall() == [("articles/a.md",)]


def test_the_last_plan_is_at_hand(tmp_path: Path) -> None:
    """With the pages for maintainers, which are no part of the site, and what was wrong with content/."""
    root = make(tmp_path, article("a", "date: never\n"))
    resident = Resident()
    report = build(root, resident=resident)
    last = resident.last
    assert last is not None
    assert {"articles/a.html", "index.html", "desk/wanted.html"} <= last.pages.keys()
    assert "desk/wanted.html" in last.private
    assert "desk/wanted.html" not in report.written
    assert [problem.path for problem in last.problems] == ["content/articles/a.md"]


def test_a_moved_article_is_known_by_its_file(tmp_path: Path) -> None:
    """Its old page leads to its new one; one that is gone leads nowhere."""
    root = make(tmp_path, article("a") + article("b", body="Other words."))
    resident = Resident()
    build(root, resident=resident)
    before = resident.last
    (root / "content/articles/a.md").rename(root / "content/articles/c.md")
    (root / "content/articles/b.md").unlink()
    build(root, resident=resident)
    assert moved(before, resident.last) == {"articles/a.html": "articles/c.html"}
    assert moved(None, resident.last) == moved(before, before) == {}


@pytest.mark.slow
def test_many_builds_take_no_more_memory_than_some(tmp_path: Path) -> None:
    """A preview runs for a day: once all texts have been met, which are remembered up to a number, edits make nothing grow."""
    dice = random.Random(5)
    archive = Archive(tmp_path / "archive", dice)
    texts = [archive.text() for _ in range(4)]
    paths = archive.articles()[:2]
    resident = Resident()
    blocks: list[int] = []
    for turn in range(200):
        paths[turn % 2].write_text(f"---\ntitle: Again\nevent: one\n---\n\n{texts[turn // 2 % 4]}\n", encoding="utf-8")
        build(archive.root, resident=resident)
        if turn % 50 == 49:
            gc.collect()
            blocks.append(sys.getallocatedblocks())  # not bytes: a table of the interpreter's own may double at any time
    resident.close()
    assert blocks[-1] - blocks[1] < 100 * 20, blocks
