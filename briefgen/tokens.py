"""What the tokens of Markdown say: words, line by line, headings, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from briefgen.outline import Heading, outline
from briefgen.text import squeeze

if TYPE_CHECKING:
    from markdown_it.token import Token


def headings(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """The headings among tokens."""
    return outline((int(token.tag[1:]), words(tokens[i + 1].children or []), str(token.attrGet("id") or "")) for i, token in headings_in(tokens))


def headings_in(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Where headings begin: each token's place, and the token."""
    return ((i, token) for i, token in enumerate(tokens) if token.type == "heading_open")


def words(tokens: Sequence[Token], *, pictures: bool = True) -> str:
    """The words of the tokens within a line, those that stand for `pictures` among them or not."""
    return squeeze("".join(_words_of(token, pictures) for token in tokens))


def _words_of(token: Token, pictures: bool) -> str:
    if token.type == "image":
        return words_of_image(token) if pictures else " "
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def words_of_image(token: Token) -> str:
    """What stands for an image where there is none."""
    return words(token.children or [])


class Line(NamedTuple):
    """The words of a paragraph, heading, item or cell, or a line of code."""

    words: str
    is_apart: bool
    """Whether it stands beside what is told: a table's cell, or a note."""


def lines(tokens: Sequence[Token], *, pictures: bool = False) -> Iterator[Line]:
    """What the text has, line by line; with what stands for its `pictures` or without."""
    within = 0
    for token in tokens:
        if token.type in ("table_open", "footnote_block_open"):
            within += 1
        elif token.type in ("table_close", "footnote_block_close"):
            within -= 1
        elif token.type == "inline":
            yield Line(words(token.children or [], pictures=pictures), within > 0)
        elif token.type in ("fence", "code_block"):
            for line in token.content.splitlines():
                yield Line(squeeze(line), within > 0)


def addresses(tokens: Iterable[Token]) -> Iterator[tuple[str, str, int]]:
    """The relative addresses in tokens: 'image' or 'link', the address, and its line, counted from 0."""
    for token in tokens:
        line = token.map[0] if token.map else 0
        for child in token.children or () if token.type == "inline" else ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            kind = {"image": "image", "link_open": "link"}.get(child.type, "")
            written = str(child.attrGet("src" if kind == "image" else "href") or "") if kind else ""
            if written and not is_elsewhere(written) and written[0] not in "#?":
                yield kind, written, line


def is_elsewhere(url: str) -> bool:
    """Whether an address is none of the archive's own."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)
