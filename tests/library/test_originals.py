"""Articles read again: what they were, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.library import originals
from briefgen.library.originals import ArticleFile, ChangedMeanwhile
from briefgen.shelf import digest
from tests.archives import make, write
from tests.library.counted import ARCHIVE, Counted


@pytest.fixture
def load(tmp_path: Path) -> Counted:
    return Counted(make(tmp_path, ARCHIVE))


def test_a_text_is_that_which_may_be_shown(load: Counted) -> None:
    """A line for each paragraph."""
    for rights, expected in (("full", "One.\nTwo and three."), ("excerpt", "One. Two…"), ("metadata", "")):
        write(load.root, "content/articles/2024/a.md", f"---\ntitle: A\nrights: {rights}\n---\nOne.\n\nTwo *and* three.\n")
        found = load()
        head = next(one for one in found.heads if one.path == "articles/2024/a.md")
        text = originals.text_of(load.root, found.file(head))
        assert text == expected
        assert head.text == digest(text.encode())
        assert head.has_text == bool(text)
        assert head.words == 4


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"Other"), lambda path: path.unlink()])
def test_a_file_that_changed_since_it_was_read_is_told(load: Counted, change: Callable[[Path], object]) -> None:
    """Nobody takes it for what it was."""
    found = load()
    file = found.file(found.heads[-1])
    assert originals.article(load.root, file).title == "2024/a"
    change(load.root / "content" / file.path)
    with pytest.raises(ChangedMeanwhile, match="2024/a"):
        originals.article(load.root, file)
    with pytest.raises(ChangedMeanwhile, match="2024/a"):
        originals.text_of(load.root, ArticleFile(file.path, digest(b"something else")))
