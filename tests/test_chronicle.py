"""The change log as files of content/changes/."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import chronicle
from briefgen.chronicle import Day, Entry

ADDED = Entry("added", "dam", "articles/dam.html")
TURNED = Entry("changed", "dam", "articles/dam.html", title=("A\tb", "\u2028 “B”"), events=((), ("e", "f")), new=("1a2b3c4d",), gone=2)
CHANGED = '{"kind":"changed","slug":"dam","url":"articles/dam.html"'


def test_changes_are_read_as_they_were_written(tmp_path: Path) -> None:
    """A file for each day, a line for each change; what a day has already stays before what comes."""
    assert chronicle.add(tmp_path, "2026-11-02", [ADDED]) == f"{tmp_path.name}/changes/2026-11-02.jsonl"
    chronicle.add(tmp_path, "2026-11-02", [TURNED])
    chronicle.add(tmp_path, "2026-11-01", [Entry("began", articles=3)])
    found = chronicle.read(tmp_path)
    assert found.days == (Day("2026-11-01", (Entry("began", articles=3),)), Day("2026-11-02", (ADDED, TURNED)))
    assert found.problems == ()


def test_a_line_says_what_there_is_to_say(tmp_path: Path) -> None:
    """And nothing else, so that a diff of it can be read."""
    chronicle.add(tmp_path, "2026-11-02", [ADDED, TURNED])
    assert (tmp_path / "changes/2026-11-02.jsonl").read_text(encoding="utf-8").split("\n") == [
        '{"kind":"added","slug":"dam","url":"articles/dam.html"}',
        f'{CHANGED},"title":["A\\tb","\u2028 “B”"],"events":[[],["e","f"]],"new":["1a2b3c4d"],"gone":2}}',
        "",
    ]


def test_the_last_day_is_told_by_the_names_of_files(tmp_path: Path) -> None:
    """Of those that are days."""
    assert chronicle.last_day(tmp_path) == ""
    for day in ("2026-11-01", "2026-11-02"):
        chronicle.add(tmp_path, day, [ADDED])
    (tmp_path / "changes/2026-99-99.jsonl").write_bytes(b"")
    assert chronicle.last_day(tmp_path) == "2026-11-02"


def test_nothing_is_written_of_nothing(tmp_path: Path) -> None:
    assert chronicle.add(tmp_path, "2026-11-02", []) == ""
    assert chronicle.read(tmp_path) == chronicle.Chronicle()
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_a_last_line_end_is_written_on_below_it(tmp_path: Path) -> None:
    """As a person's editor may leave it."""
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes/2026-11-02.jsonl").write_bytes(b'# by hand\r\n\r\n{"kind":"added","slug":"a","url":"a.html"}')
    chronicle.add(tmp_path, "2026-11-02", [ADDED])
    assert chronicle.read(tmp_path).days == (Day("2026-11-02", (Entry("added", "a", "a.html"), ADDED)),)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "{",
            "[]",
            '{"kind":"exploded"}',
            '{"kind":"added","sulg":"a"}',
            '{"kind":"changed","title":["one"]}',
            '{"kind":1}',
            "<<<<<<< HEAD",
            "\udcff",
        ),
        *('{"kind":"changed","gone":-1}', '{"kind":"changed","replaced":99999999999999999999}', '{"kind":"began","articles":1e300}'),
        *('{"kind":"renamed","slug":"b"}', '{"kind":"renamed","events":[[],["b"]]}', '{"kind":"renamed","events":[["a"],[]]}'),
    ],
)
def test_a_line_that_is_no_change_is_told_of(tmp_path: Path, line: str) -> None:
    """And the others are read."""
    chronicle.add(tmp_path, "2026-11-02", [ADDED])
    with (tmp_path / "changes/2026-11-02.jsonl").open("ab") as file:
        file.write(line.encode("utf-8", "surrogateescape") + b"\n")
    found = chronicle.read(tmp_path)
    assert found.days == (Day("2026-11-02", (ADDED,)),)
    (problem,) = found.problems
    assert (problem.line, problem.severity) == (2, "warning")


@pytest.mark.parametrize("name", ["2026-13-01", "2026-11", "notes", "2026-11-01-more"])
def test_a_file_of_no_day_is_told_of(tmp_path: Path, name: str) -> None:
    (tmp_path / "changes").mkdir()
    (tmp_path / f"changes/{name}.jsonl").write_text('{"kind":"added","slug":"a","url":"a.html"}\n', encoding="utf-8")
    found = chronicle.read(tmp_path)
    assert (found.days, [problem.line for problem in found.problems]) == ((), [0])
