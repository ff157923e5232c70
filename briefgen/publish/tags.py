"""The start tags of a page, in their order: of what is asked of pages most is asked of these."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple


class Tag(NamedTuple):
    """A start tag."""

    name: str
    attributes: list[tuple[str, str | None]]
    line: int
    """Of the page, from 1."""
    text: str
    """As it is written."""


class Tags(NamedTuple):
    """What was found in a page."""

    found: list[Tag]
    fault: tuple[int, str] | None
    """The line from which it could not be read, and why; None where it could be read to its end."""


def tags(text: str) -> Tags:
    """The start tags of a page, as far as it can be read."""
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError as error:  # how html.parser gives up on a declaration like '<![x['
        return Tags(reader.found, (reader.getpos()[0], str(error)))
    return Tags(reader.found, None)


class _Reader(HTMLParser):
    """Collects them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes one down."""
        self.found.append(Tag(tag, attrs, self.getpos()[0], self.get_starttag_text() or ""))
