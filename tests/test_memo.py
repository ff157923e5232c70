"""A memo remembers what was made, forgets what nobody asks for, and is never wrong, whatever befalls its file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import memo
from briefgen.memo import Memo


def refuse() -> bytes:
    raise AssertionError("made again")


def keep(path: Path, *given: bytes) -> None:
    """Has a memo remember something for each input, and nothing else."""
    with Memo(path) as remembered:
        for one in given:
            remembered.get("step", one, lambda one=one: b"made of " + one)  # type: ignore[misc]


def rows(path: Path) -> int:
    store = sqlite3.connect(path)
    try:
        return int(store.execute("select count(*) from memo").fetchone()[0])
    finally:
        store.close()


def test_what_was_made_is_remembered(tmp_path: Path) -> None:
    """Within a memo's life, and by the next one; empty results too."""
    path = tmp_path / "folder" / "memo.sqlite"
    with Memo(path) as first:
        assert first.get("step", b"in", lambda: b"") == b""
        assert first.get("step", b"in", refuse) == b""
        assert (first.hits, first.misses) == (0, 1)
    with Memo(path) as second:
        assert second.get("step", b"in", refuse) == b""
        assert (second.hits, second.misses) == (1, 0)


def test_another_step_or_input_is_made_anew(tmp_path: Path) -> None:
    """Keys are exact, also where step and input run together."""
    path = tmp_path / "memo.sqlite"
    keep(path, b"in")
    with Memo(path) as second:
        assert second.get("step", b"in2", lambda: b"other input") == b"other input"
        assert second.get("step2", b"in", lambda: b"other step") == b"other step"
        assert second.get("ste", b"p\0in", lambda: b"shifted") == b"shifted"
        assert second.misses == 3


def test_other_code_makes_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result of another version of briefgen is never taken for one of this."""
    path = tmp_path / "memo.sqlite"
    keep(path, b"in")
    monkeypatch.setattr(memo, "code_version", lambda: "another")
    with Memo(path) as second:
        assert second.get("step", b"in", lambda: b"new") == b"new"


def test_what_nobody_asked_for_is_forgotten(tmp_path: Path) -> None:
    """So that the file holds what the last build needed, and no more."""
    path = tmp_path / "memo.sqlite"
    keep(path, b"a", b"b")
    keep(path, b"b", b"c")
    assert rows(path) == 2
    with Memo(path) as third:
        third.get("step", b"b", refuse)
        third.get("step", b"c", refuse)
        assert third.get("step", b"a", lambda: b"again") == b"again"


def test_a_run_that_asks_nothing_forgets_nothing(tmp_path: Path) -> None:
    """As when there is nothing new to ingest."""
    path = tmp_path / "memo.sqlite"
    keep(path, b"a")
    keep(path)
    assert rows(path) == 1


def test_what_failed_leaves_the_memo_alone(tmp_path: Path) -> None:
    """An error forgets nothing and remembers nothing."""
    path = tmp_path / "memo.sqlite"
    keep(path, b"a")

    def fail() -> bytes:
        raise KeyError

    def work() -> None:
        with Memo(path) as second:
            second.get("step", b"b", lambda: b"b")
            second.get("step", b"c", fail)

    with pytest.raises(KeyError):
        work()
    with Memo(path) as third:
        third.get("step", b"a", refuse)
        assert rows(path) == 1


def test_without_a_file_it_works_as_well() -> None:
    """Remembering for its own life."""
    with Memo() as only:
        assert only.get("step", b"in", lambda: b"out") == b"out"
        assert only.get("step", b"in", refuse) == b"out"


def test_a_file_that_is_no_memo_is_made_anew(tmp_path: Path) -> None:
    """What stood there was a cache, damaged; from then on it remembers again."""
    path = tmp_path / "memo.sqlite"
    path.write_bytes(b"not a database, by no means, and long enough to be sure of that " * 100)
    keep(path, b"in")
    with Memo(path) as second:
        assert second.get("step", b"in", refuse) == b"made of in"


def test_a_damaged_page_loses_only_what_was_in_it(tmp_path: Path) -> None:
    """What can no longer be read is made again, without a word."""
    path = tmp_path / "memo.sqlite"
    given = [bytes([number]) * 2000 for number in range(50)]
    with Memo(path) as first:
        for one in given:
            first.get("step", one, lambda one=one: one)  # type: ignore[misc]
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 4] + b"\xff" * (len(whole) // 2) + whole[-(len(whole) // 4) :])
    with Memo(path) as second:
        assert [second.get("step", one, lambda one=one: one) for one in given] == given  # type: ignore[misc]
        assert second.misses > 0
    keep(path, *given)
    with Memo(path) as third:
        third.get("step", given[0], refuse)


def test_a_table_of_another_form_is_not_trusted(tmp_path: Path) -> None:
    """What does not read as a memo is not one."""
    path = tmp_path / "memo.sqlite"
    store = sqlite3.connect(path)
    with store:
        store.execute("create table memo (other text)")
    store.close()
    with Memo(path) as second:
        assert second.get("step", b"in", lambda: b"out") == b"out"


def test_a_value_of_another_kind_is_not_trusted(tmp_path: Path) -> None:
    """Only bytes are."""
    path = tmp_path / "memo.sqlite"
    keep(path, b"in")
    store = sqlite3.connect(path)
    with store:
        store.execute("update memo set value = 'text'")
    store.close()
    with Memo(path) as second:
        assert second.get("step", b"in", lambda: b"out") == b"out"


def test_no_place_to_write_is_no_reason_to_fail(tmp_path: Path) -> None:
    """Where the folder is a file, it remembers for its own life."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    keep(tmp_path / "file" / "memo.sqlite", b"in")
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""


PROCESS = """
import sys
from pathlib import Path
from briefgen.memo import Memo
for turn in range(20):
    with Memo(Path(sys.argv[1])) as one:
        for number in range(20):
            given = f"{number} {turn if number % 2 else ''} {sys.argv[2] if number % 3 else ''}".encode()
            assert one.get("step", given, lambda: given) == given
"""


def test_two_processes_can_share_it(tmp_path: Path) -> None:
    """A preview and a build at once: both get what they asked for, and the file is whole."""
    path = tmp_path / "memo.sqlite"
    both = [subprocess.Popen([sys.executable, "-c", PROCESS, str(path), name], stderr=subprocess.PIPE) for name in "ab"]
    assert [process.communicate()[1] for process in both] == [b"", b""]
    assert rows(path) > 0
