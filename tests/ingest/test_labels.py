"""Which line is what: the cases in `cases/labels.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.ingest import labels, readers
from briefgen.ingest.page import Mark

CASES = Path(__file__).parent.parent / "cases" / "labels.txt"


def cases() -> dict[str, list[tuple[str, str]]]:
    """The cases by name: for each line of a page its expected label and its text; ('', '') for a blank line."""
    found: dict[str, list[tuple[str, str]]] = {}
    lines: list[tuple[str, str]] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("==="):
            lines = found[line.removeprefix("===").strip()] = []
        elif not line.startswith("#"):
            label, _, text = line.partition("|")
            lines.append((label.strip(), text.strip()))
    return found


@pytest.mark.parametrize("name", cases())
def test_every_line_of_a_page_gets_the_label_that_a_reader_would_give_it(name: str) -> None:
    """Each case of the file, line by line."""
    lines = cases()[name]
    sheet = labels.label(readers.read("case.txt", "\n".join(text for _, text in lines).encode()))
    given = [(mark.label if mark else "", line.text) for line, mark in zip(sheet.lines, sheet.marks, strict=True)]
    assert given == [(label, text) for label, text in lines if text]


def test_every_line_is_accounted_for() -> None:
    """No line is left without a label, whatever a page looks like."""
    sheet = labels.label(readers.read("x.txt", b"one\n\ntwo\nthree\n\n***\n\n|\n"))
    assert all(mark is not None for mark in sheet.marks)
    assert len(sheet.lines) == 5


def test_rules_have_names_of_their_own() -> None:
    """A rule can be found by the name that `explain` shows; only a rule that runs twice shares one."""
    names = [name for name, _ in labels.RULES]
    assert {name for name in names if names.count(name) > 1} <= {"words to the reader"}


PAGE = b"Sports\n\nThe bridge stays closed\n\n" + b"\n\n".join(
    f"The mayor of Tarn said on Monday that the old bridge, the {word} one, will not be opened before the autumn.".encode()
    for word in ("upper", "lower", "inner")
)


def test_what_is_settled_nobody_overrules() -> None:
    """Neither the rules nor the model; with another title no other line is one."""
    page = readers.read("x.txt", PAGE)
    usual = labels.label(page)
    assert [usual.label(place) for place in (2, 3, 4)] == ["body"] * 3
    ours = {0: Mark("title", "ours:title", 1.0), 3: Mark("boilerplate", "ours:rule", 1.0)}
    settled = labels.label(page, settled=ours)
    assert settled.find("title") == [0]
    assert [settled.label(place) for place in (2, 3, 4)] == ["body", "boilerplate", "body"]
    assert [settled.marks[place] for place in ours] == list(ours.values())
    assert labels.label(page, settled={}) == usual
