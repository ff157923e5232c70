"""What was measured as a table, for a terminal or for a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

from tests.bench.measure import Spent

HUGO: Final = "Hugo"
BOTH: Final = "Hugo + Pagefind"
COLD: Final = "briefgen build"
HEAD: Final = ("", "wall s", "CPU s", "MB", "written", f"of {HUGO}", f"of {BOTH}", "CPU of cold")


@dataclass(frozen=True, slots=True)
class Row:
    """What one thing took in each round, and what it is held against: Hugo, or briefgen's own build from nothing."""

    name: str
    spent: tuple[Spent, ...]
    against: Literal["hugo", "cold", "nothing"]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in the order in which they are shown."""

    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def text(table: Table) -> str:
    """The table in columns."""
    shown = columns([HEAD, *(_cells(table, row) for row in table.rows)])
    return "\n".join([table.title, "", shown, "", *_notes(table)])


def markdown(table: Table) -> str:
    """The table as Markdown has it."""
    shown = piped([HEAD, *(_cells(table, row) for row in table.rows)])
    return "\n".join([f"{table.title}:", "", shown, "", *(f"* {note}" for note in _notes(table))])


def columns(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells, the head first, in columns as wide as they need be."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip() for line in lines)


def piped(lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells, the head first, as a table of Markdown."""
    head, *rest = lines
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ("---", *["---:"] * (len(head) - 1)), *rest))


def medians(row: Row) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of processors, bytes."""
    return median(one.wall for one in row.spent), median(one.cpu for one in row.spent), median(one.memory for one in row.spent)


def failed(row: Row) -> str:
    """What went wrong in the first run that failed; '' when none did."""
    bad = next((one for one in row.spent if one.code), None)
    if not bad:
        return ""
    said = [line for line in bad.errors.splitlines() if line and not line.startswith(" ")]  # indented are quotes, hints, stacks
    return f"exit code {bad.code}: {said[-1] if said else 'nothing was said'}"


def _cells(table: Table, row: Row) -> tuple[str, ...]:
    if failed(row):
        return (row.name, "failed", *[""] * (len(HEAD) - 2))
    wall, cpu, memory = medians(row)
    written = [re.search(r"([\d,]+) files? written", one.output) for one in row.spent]
    return (
        row.name,
        _seconds(wall),
        _seconds(cpu),
        f"{memory / 1e6:.0f}" if memory else "",
        f"{median(int(found[1].replace(',', '')) for found in written if found):,.0f}" if all(written) else "",
        _ratios(table, row, HUGO) if row.against == "hugo" else "",
        _ratios(table, row, BOTH) if row.against == "hugo" else "",
        f"{cpu / medians(other)[1]:.1%}" if row.against == "cold" and (other := _row(table, COLD)) else "",
    )


def _seconds(some: float) -> str:
    return f"{some:.2f}" if some >= 1 else f"{some:.3f}"


def _ratios(table: Table, row: Row, name: str) -> str:
    """Wall, CPU and memory as multiples of another row's."""
    other = _row(table, name)
    return " / ".join(f"{mine / its:.2f}" for mine, its in zip(medians(row), medians(other), strict=True) if its) if other else ""


def _row(table: Table, name: str) -> Row | None:
    return next((row for row in table.rows if row.name == name and not failed(row)), None)


def _notes(table: Table) -> Sequence[str]:
    against = [f"'of {HUGO}' and 'of {BOTH}' are multiples of their wall time / CPU time / memory"] if _row(table, HUGO) else []
    return [*against, *table.notes, *(f"{row.name}: {said}" for row in table.rows if (said := failed(row)))]
