"""A revision makes every text before it writes the first, and puts back what it wrote where the disk refuses one."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.filing.revision import Revision
from briefgen.problem import Unreadable
from tests import archives
from tests.filing.test_acts import QUARRY
from tests.test_intake import tree

FIRE = "articles/2024/2024-05-02-fire.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archives.make(tmp_path, QUARRY)


def test_nothing_is_written_before_all_is(root: Path) -> None:
    """And what comes to the same is not written at all."""
    before = tree(root)
    revision = Revision(root)
    revision.set(FIRE, ("event", "events"), "smoke")
    revision.set(FIRE, ("event", "events"), "quarry")
    revision.set("events/quarry.md", ("title",), "Stone")
    revision.move("events/quarry.md", "events/stone.md")
    revision.remove("events/smoke.md")
    assert tree(root) == before
    assert revision.write() == (("events/stone.md",), ("events/quarry.md", "events/smoke.md"))
    gone = {"content/events/quarry.md", "content/events/smoke.md"}
    assert tree(root) == {path: data for path, data in before.items() if path not in gone} | {"content/events/stone.md": b"---\ntitle: Stone\n---\n"}


def test_where_the_disk_refuses_a_file_the_others_are_put_back(root: Path) -> None:
    """New ones are gone again, changed ones are as they were, and none was removed."""
    before = tree(root)
    revision = Revision(root)
    revision.set(FIRE, ("event", "events"), "smoke")
    revision.create("articles/2024/2024-05-02-new.md", "new\n")
    revision.create("events/quarry.md/new.md", "a file stands where its folder would\n")
    revision.remove("events/smoke.md")
    with pytest.raises(OSError, match="quarry"):
        revision.write()
    assert tree(root) == before


def test_a_file_is_not_written_over(root: Path) -> None:
    """Be it made or moved to."""
    revision = Revision(root)
    with pytest.raises(Unreadable, match="is in the way"):
        revision.create("events/smoke.md", "new\n")
    with pytest.raises(Unreadable, match="is in the way"):
        revision.move("events/smoke.md", "events/quarry.md")
    assert revision.write() == ((), ())


@pytest.mark.parametrize(
    ("old", "new"), [("---\ntitle: T\n---\n", "\nx\n\ny\n"), ("+++\r\n+++\r\nA", "\r\n\r\nx\r\n\r\ny\r\n"), ("", "\n\nx\n\ny\n")]
)
def test_words_are_added_in_the_file_s_own_line_ends(root: Path, old: str, new: str) -> None:
    """As paragraphs of their own."""
    path = root / "content/events/quarry.md"
    path.write_bytes(old.encode())
    revision = Revision(root)
    revision.append("events/quarry.md", "x\n\ny")
    revision.write()
    assert path.read_bytes().decode() == old + new
