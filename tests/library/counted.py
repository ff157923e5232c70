"""An archive that is read again and again, and which of its files that reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.crew import Crew
from briefgen.dialect import USUAL, Dialect
from briefgen.library import look, reading
from briefgen.library.look import Also
from briefgen.library.originals import Manner
from briefgen.library.reading import Reading
from briefgen.shelf import Shelf
from tests.archives import content_of
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

    def __call__(self, tree: Mapping[str, bytes] | None = None, also: Mapping[str, Also] | None = None, dialect: Dialect = USUAL) -> Reading:
        self.read = []
        read = look._read

        def noted(root: Path, path: str, also: Mapping[str, Also], manner: Manner) -> tuple[str, bytes, bytes, dict[str, bytes]]:
            self.read.append(path)
            return read(root, path, also, manner)

        with pytest.MonkeyPatch.context() as patched, Shelf(self.root / "shelf.sqlite") as kept:
            patched.setattr(look, "_read", noted)
            return reading.load(self.root, content_of(self.root) if tree is None else tree, kept, Crew(), also=also, manner=Manner(dialect))
