"""The state that was last recorded, as a file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.history import recorded
from briefgen.history.comparing import compare
from briefgen.history.record import Record, paragraphs, withdrawn
from briefgen.history.recorded import State
from briefgen.problem import Unreadable

DAM = Record(
    "dam", "articles/dam.html", "Dam breaks", "2024-03-04", ("Ada", "Bo"), "Echo", ("flood",), "full", paragraphs=paragraphs(["One.", "Two."])
)


def lines(content: Path) -> list[str]:
    return recorded.path_of(content).read_text(encoding="utf-8").split("\n")


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    """A line for each article, sorted, under one that says of which day it is. No word of a text stands in it."""
    assert recorded.read(tmp_path) is None
    gone = withdrawn("goats", "articles/goats.html")
    assert recorded.write(tmp_path, State("2026-11-01", (gone, DAM)))
    assert recorded.read(tmp_path) == State("2026-11-01", (DAM, gone))
    head, *rows = lines(tmp_path)
    assert head.startswith("# What was published on 2026-11-01: ")
    assert [row.split("\t")[:4] for row in rows if row] == [
        ["dam", "articles/dam.html", "Dam breaks", "2024-03-04"],
        ["goats", "articles/goats.html", "", ""],
    ]
    assert "One." not in recorded.path_of(tmp_path).read_text(encoding="utf-8")


def test_the_same_state_on_another_day_is_not_written_again(tmp_path: Path) -> None:
    """The file changes only where what is published does."""
    recorded.write(tmp_path, State("2026-11-01", (DAM,)))
    assert not recorded.write(tmp_path, State("2026-11-05", (DAM,)))
    found = recorded.read(tmp_path)
    assert found is not None
    assert found.date == "2026-11-01"


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(_TEXTS, st.lists(_TEXTS.map(str.strip).filter(bool), max_size=3)), max_size=4))
def test_whatever_titles_and_names_hold_is_kept(rows: list[tuple[str, list[str]]]) -> None:
    """Tabs, line ends, backslashes, what parts the names of a list."""
    records = tuple(Record(f"s{n}", f"a{n}.html", title, authors=tuple(names), rights="full") for n, (title, names) in enumerate(rows))
    with tempfile.TemporaryDirectory() as folder:
        recorded.write(Path(folder), State("2026-11-01", records))
        found = recorded.read(Path(folder))
    assert found is not None
    assert found.records == records
    assert compare(found.records, records) == ()


def test_line_ends_of_another_system_are_line_ends(tmp_path: Path) -> None:
    """As git may have made them."""
    recorded.write(tmp_path, State("2026-11-01", (DAM,)))
    path = recorded.path_of(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found = recorded.read(tmp_path)
    assert found is not None
    assert found.records == (DAM,)
    assert not recorded.write(tmp_path, State("2026-11-02", (DAM,)))


@pytest.mark.parametrize(("damage", "line"), [("<<<<<<< HEAD\n", 3), ("dam\n", 3), ("\t\t\t\t\t\t\t\t\n", 3)])
def test_a_broken_state_is_not_compared_with(tmp_path: Path, damage: str, line: int) -> None:
    """What is in its other half would be taken for new: its line is named."""
    recorded.write(tmp_path, State("2026-11-01", (DAM,)))
    with recorded.path_of(tmp_path).open("a", encoding="utf-8") as file:
        file.write(damage)
    with pytest.raises(Unreadable) as error:
        recorded.read(tmp_path)
    (problem,) = error.value.problems
    assert (problem.line, problem.message) == (line, "no line of a recorded state")


def test_a_state_of_no_day_is_none(tmp_path: Path) -> None:
    recorded.path_of(tmp_path).parent.mkdir(parents=True)
    recorded.path_of(tmp_path).write_text("dam\ta.html\n", encoding="utf-8")
    with pytest.raises(Unreadable):
        recorded.read(tmp_path)
