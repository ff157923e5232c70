"""What happened from one state to another, as lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from briefgen.history.comparing import Change, TextChange, Turn
from briefgen.pages.article import Part

MOST: Final = 40
"""So many changes of a kind are told where not all are asked for."""
_HEADS: Final = {
    "added": "Added",
    "restored": "Shown again",
    "changed": "Changed",
    "refiled": "Filed under other events",
    "renamed": "Events renamed",
    "removed": "Removed",
    "withdrawn": "Withdrawn",
}


def text(changes: Sequence[Change], width: int, *, is_whole: bool = False) -> str:
    """All changes, kind by kind, in lines of at most so many columns where words allow it; of each kind MOST, if not the whole is asked for."""
    lines: list[str] = []
    for kind, found in groupby(changes, lambda change: change.kind):
        group = list(found)
        lines.append(f"{_HEADS[kind]} ({len(group):,})")
        told = group if is_whole else group[:MOST]
        for change in told:
            lines += _told(change, width)
        if len(told) < len(group):
            lines.append(f"  … and {len(group) - len(told):,} more")
        lines.append("")
    return "\n".join(lines[:-1])


def _told(change: Change, width: int) -> Iterator[str]:
    yield f"  {change.url}"
    if change.title:
        yield from _wrapped(change.title, width)
    for turn in change.fields:
        yield from _wrapped(_turned(turn), width)
    if change.text:
        yield from _rewritten(change.text, width)
    if change.is_otherwise:
        yield from _wrapped("what is published of it is another; neither site says what", width)


def _turned(turn: Turn) -> str:
    before, after = ("; ".join(values) or "(none)" for values in (turn.before, turn.after))
    return f"{turn.field}: {before} → {after}"


def _rewritten(change: TextChange, width: int) -> Iterator[str]:
    yield from _wrapped(f"text: {_numbers(change)}", width)
    if change.words is None:
        return
    passed = change.words.passed_over
    for place, paragraph in enumerate(change.words.paragraphs):
        yield from _passed(passed[place])
        yield from _wrapped(_marked(paragraph), width, "      ")
    yield from _passed(passed[-1] if change.words.paragraphs else 0)


def _numbers(change: TextChange) -> str:
    if not change.new and not change.gone:
        return "its paragraphs stand in another order"
    replaced = change.replaced
    parts = ((replaced, "replaced"), (len(change.new) - replaced, "new"), (change.gone - replaced, "no longer there"))
    return ", ".join(f"{number:,} {'paragraph' if number == 1 else 'paragraphs'} {what}" for number, what in parts if number)


def _passed(number: int) -> Iterator[str]:
    if number:
        yield f"      … {number:,} the same"


def _marked(paragraph: Iterable[Part]) -> str:
    """A paragraph with its changes marked as wdiff does it: [-gone-] and {+new+}."""
    signs = {"gone": ("[-", "-]"), "new": ("{+", "+}")}
    found = ""
    for part in paragraph:
        words = part.text.rstrip()
        begin, end = signs.get(part.kind, ("", ""))
        found += f"{begin}{words}{end}{part.text[len(words) :]}" if part.kind in signs else part.text
        if part.kind == "gone" and words == part.text:
            found += " "
    return found.strip()


def _wrapped(line: str, width: int, margin: str = "    ") -> list[str]:
    return textwrap.wrap(line, max(width, 40), initial_indent=margin, subsequent_indent=f"{margin}  ", break_long_words=False, break_on_hyphens=False)
