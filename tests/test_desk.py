"""The archive as new articles meet it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import archive, files
from briefgen.desk import Desk
from briefgen.ingest import draft
from briefgen.ingest.draft import Draft
from briefgen.problem import Problem, Unreadable
from briefgen.recall import Recall
from briefgen.shelf import Shelf
from tests.archives import make
from tests.events.test_copies import BRIDGE

PAGE = f"Crack shuts old bridge at Tollen\n\n{BRIDGE}\n"


def test_what_a_reader_failed_at_is_read_another_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That it failed is not remembered, since what hindered it may go away without the seed telling; what it read is."""
    root = make(tmp_path, f"-- seeds/bridge.txt --\n{PAGE}")
    digest = files.digest((root / "seeds/bridge.txt").read_bytes())
    really, is_missing, reads = draft.read, True, 0

    def read(*given: object, **more: object) -> Draft:
        nonlocal reads
        reads += 1
        if is_missing:
            raise Unreadable(Problem("seeds/bridge.txt", 0, "a package is missing"))
        return really(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(draft, "read", read)
    with Shelf() as kept:
        table = Desk(root, archive.load(root), Recall(kept))
        assert table.teasers({"bridge.txt": digest}, ()) == []
        is_missing = False
        found = table.teasers({"bridge.txt": digest}, ())
        assert table.teasers({"bridge.txt": digest}, ()) == found
        assert reads == 2
        table.teasers({"bridge.txt": "another"}, ())
        table.teasers({"bridge.txt": "another"}, ())
        assert reads == 4  # it is another by now than was asked for: nothing is kept of it
