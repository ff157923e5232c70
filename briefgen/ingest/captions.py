"""What stood under an article's pictures and is no part of its text."""

from __future__ import annotations

from typing import Final

from briefgen.ingest.labels import written_lines
from briefgen.ingest.page import Line, Sheet
from briefgen.ingest.strangers import end_of_figures
from briefgen.markdown import plain
from briefgen.text import fold, squeeze

MOST: Final = 60
"""A gallery's; what has more is a page of pictures."""
_ABOVE: Final = 12
"""Lines above the text within which the captions of an article stand that has no title on its page."""


def captions(sheet: Sheet) -> tuple[str, ...]:
    """The captions between an article's title and its last line or the figures right below that, each once. Those of pictures that its body
    has stand there, and what else is above or below belongs to menus and other articles."""
    text = sheet.find("body")
    if not text:
        return ()
    titles = [i for i in sheet.find("title") if i < text[-1]]
    first = titles[-1] + 1 if titles else max(0, text[0] - _ABOVE)
    end = end_of_figures(sheet, text[-1])
    there = {fold(line.caption) for line in written_lines(sheet) if line.caption}
    found: dict[str, str] = {}
    for i in sheet.find("caption"):
        words = _words(sheet.lines[i])
        if first <= i < end and words and fold(words) not in there:
            found.setdefault(fold(words), words)
    return tuple(found.values())[:MOST]


def _words(line: Line) -> str:
    """A caption's words; '' for the picture itself."""
    return "" if line.image or line.raw.startswith("![") else squeeze(plain(line.raw) if line.raw else line.text)
