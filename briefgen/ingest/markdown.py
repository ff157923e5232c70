"""The article's own lines as Markdown that says exactly the words found: what looks like markup, in any dialect, is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from briefgen.ingest.page import Line
from briefgen.markdown import plain
from briefgen.text import squeeze

_ALWAYS: Final = re.compile(r"[\\`*\[{]|<(?=[A-Za-z/!?])|&(?=#|\w+;)|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])")
_SPECIAL: Final = frozenset("\\`*[{<&~_")
_AT_START: Final = re.compile(r"#{1,6}(?=\s|$)|[-+](?=\s|$)|-(?=[-\s]*$)|>|=+(?=\s*$)|~~~|[:~](?=\s|$)")
_NUMBERED: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def write(lines: Sequence[Line]) -> str:
    """The body: paragraphs, `##` subheadings, lists, quotations and tables, a blank line between any two."""
    blocks: list[str] = []
    for kind, group in groupby(lines, lambda line: "raw" if line.raw or line.image else line.kind):
        listed = list(group)
        if kind == "item":
            blocks.append("\n".join(f"- {_inline(line)}" for line in listed))
        elif kind == "row":
            blocks.append(_table([line.text.split(" | ") for line in listed]))
        else:
            blocks += [_one(line) for line in listed]
    return "\n\n".join(block for block in blocks if block)


def _one(line: Line) -> str:
    if line.raw:
        return line.raw.rstrip()
    if line.image:
        title = line.caption.replace("\\", "").replace('"', "”")
        alt = escape_within(squeeze(line.text)).replace("]", "\\]")
        return f"![{alt}]({line.image}" + (f' "{escape_within(title)}")' if title else ")")
    if line.kind == "heading":
        return "## " + re.sub(r"(?<!\\)#(?=#*$)", r"\\#", _inline(line))  # hashes at its end would be taken for decoration
    return ("> " if line.kind == "quote" else "") + _inline(line)


def _inline(line: Line) -> str:
    """The line with its links and emphasis, if that reads as the same words; else its text alone."""
    if line.inline:
        marked = _at_start(line.inline)
        if plain(marked) == squeeze(line.text):
            return marked
    return escape(line.text)


def escape(text: str) -> str:
    """Text on one line as Markdown that renders as this text, with runs of white space as one space."""
    return _at_start(escape_within(squeeze(text)))


def escape_within(text: str) -> str:
    """Text as it may stand within a line of Markdown; white space stays as it is."""
    return text if _SPECIAL.isdisjoint(text) else _ALWAYS.sub(r"\\\g<0>", text)


def _at_start(inner: str) -> str:
    """A line of Markdown so that nothing at its beginning is taken for a list, a heading or a quotation."""
    inner = _AT_START.sub(lambda match: "\\" + match[0], inner, count=1) if _AT_START.match(inner) else inner
    return _NUMBERED.sub(r"\1\\\2", inner, count=1) if _NUMBERED.match(inner) else inner


def _table(rows: Iterable[Sequence[str]]) -> str:
    """A table, the first row of which is its head; a single row, or rows of one cell, are paragraphs."""
    listed = list(rows)
    width = max(map(len, listed))
    if len(listed) < 2 or width < 2:
        return "\n\n".join(escape(" ".join(row)) for row in listed)
    shown = ["| " + " | ".join(escape(cell).replace("|", "\\|") for cell in (*row, *[""] * (width - len(row)))) + " |" for row in listed]
    return "\n".join((shown[0], "|" + " --- |" * width, *shown[1:]))
