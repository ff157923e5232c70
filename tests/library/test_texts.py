"""What may be shown of articles is kept."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from briefgen.library import texts
from briefgen.shelf import Shelf
from tests.archives import make, write
from tests.library.counted import ARCHIVE, Counted


@pytest.fixture
def load(tmp_path: Path) -> Counted:
    return Counted(make(tmp_path, ARCHIVE))


def refuse(*_: object) -> NoReturn:
    raise AssertionError("looked at again")


def test_what_may_be_shown_is_kept(load: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Title, address, date, outlet, authors, text, language, and which of its lines stand apart; where it was lost it is the same again."""
    write(load.root, "content/articles/2024/b.md", "---\ndate: 2024-01-02\nrights: metadata\noutlet: O\n---\nSecret.\n")
    found = load()
    files = [found.file(head) for head in found.heads if not head.draft]
    expected = [
        [["B", "articles/2024/b.html", "2024-01-02", "O", [], "", ""], []],
        [["2024/a", "articles/2024/a.html", "2024-01-05", "O", ["Ada", "Bo"], "First words of a.", ""], []],
    ]
    with Shelf(load.root / "shelf.sqlite") as kept:
        with monkeypatch.context() as patched:
            patched.setattr("briefgen.files.read_or_none", refuse)
            rows = [texts.shown(load.root, file, kept) for file in files]
        assert [msgspec.json.decode(row) for row in rows] == expected
        assert [texts.shown_in(row).text for row in rows] == ["", "First words of a."]
        kept.forget(texts.TEXT, [file.path for file in files])
        assert [texts.shown(load.root, file, kept) for file in files] == rows
