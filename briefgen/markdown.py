"""Markdown to HTML that is safe to show, and to the plain text that search and summaries use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from briefgen import markup, prose, tokens
from briefgen.dialect import USUAL, Dialect
from briefgen.markup import NOWHERE, Place
from briefgen.outline import Heading, outline
from briefgen.text import squeeze


class Named(NamedTuple):
    """What a text names and does not hold: a relative address, or a note's mark."""

    kind: str
    """'image', 'link', or 'note' for a note that no mark leads to, and which is therefore not shown."""
    written: str
    """The address, percent-encoded, with its fragment; the note's name."""
    line: int
    """Of the text, from 1."""


def html(body: str, dialect: Dialect = USUAL, place: Place = NOWHERE) -> str:
    """The body as HTML. Raw HTML in it is shown as text; only http(s), mailto and relative links are links; pictures are those of `place`
    alone. Headings begin at the second level and have ids."""
    blocks = _blocks(body, dialect)
    if blocks is None:
        return markup.rendered(markup.parsed(body, dialect), dialect, place)
    outlined = iter(outline(_headings_of(blocks, dialect)))

    def within(text: str) -> str:
        return _html_within(text, dialect, place)

    inner = within if prose.may_have_markup(body) else _escaped
    return "".join([_html_of(block, inner, outlined, dialect, place) for block in blocks])


def plain(body: str, dialect: Dialect = USUAL, *, pictures: bool = False) -> str:
    """The body's words: one line for each paragraph, heading, list item and cell, without markup; what its notes say comes last. What is
    said of `pictures` for those who cannot see them is no part of a sentence, and left out unless it is asked for."""
    blocks = _blocks(body, dialect)
    if blocks is None:
        return _joined(line.words for line in tokens.lines(markup.parsed(body, dialect), pictures=pictures))
    texts = [text for block in blocks for text in ((block,) if isinstance(block, str) else block.texts)]
    if prose.may_have_markup(body):
        texts = [_words_within(text, dialect, pictures=pictures) for text in texts]
    return _joined(map(squeeze, texts))


def lines_apart(body: str, dialect: Dialect = USUAL) -> tuple[int, ...]:
    """Which of the lines of `plain` stand beside what is told, counted from 0: cells of tables, and notes."""
    if "|" not in body and "[^" not in body:
        return ()
    kept = [line for line in tokens.lines(markup.parsed(body, dialect)) if line.words]
    return tuple(number for number, line in enumerate(kept) if line.is_apart)


def headings(body: str, dialect: Dialect = USUAL) -> tuple[Heading, ...]:
    """The body's headings, as `html` has them."""
    if "#" not in body and not _UNDERLINE.search(body):
        return ()
    blocks = _blocks(body, dialect)
    return tokens.headings(markup.parsed(body, dialect)) if blocks is None else outline(_headings_of(blocks, dialect))


_UNDERLINE: Final = re.compile(r"^\W*[=-]\s*$", re.MULTILINE)
"""A line that may make a heading of the one above it."""


def named(body: str, dialect: Dialect = USUAL) -> tuple[Named, ...]:
    """The relative addresses in the body, of pictures and of links: what is beside it in the archive, or ought to be. And lost notes."""
    if "](" not in body and "]:" not in body:
        return ()
    if all(body.startswith(_ELSEWHERE, at + 2) for at in _places(body, "](")) and "]:" not in body:
        return ()
    found, lost = markup.parsed_with_lost_notes(body, dialect)
    notes = [Named("note", label, body[: max(0, body.find(f"[^{label}]:"))].count("\n") + 1) for label in lost]
    return (*(Named(kind, written, line + 1) for kind, written, line in tokens.addresses(found)), *notes)


_ELSEWHERE: Final = ("https://", "http://", "#", "mailto:")


def _places(body: str, sign: str) -> Iterable[int]:
    at = body.find(sign)
    while at >= 0:
        yield at
        at = body.find(sign, at + 1)


def _blocks(body: str, dialect: Dialect) -> tuple[prose.Block, ...] | None:
    """The body's blocks, where it needs no parser."""
    return None if dialect.attributes and "{" in body else prose.blocks(body)


def _headings_of(blocks: Iterable[prose.Block], dialect: Dialect) -> list[tuple[int, str, str]]:
    return [(block.level, squeeze(_words_within(block.text, dialect)), "") for block in blocks if isinstance(block, prose.Heading)]


def _joined(lines: Iterable[str]) -> str:
    return "\n".join([line for line in lines if line])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _html_within(text: str, dialect: Dialect, place: Place) -> str:
    """The HTML of a block's text."""
    runs = prose.runs(text) if prose.may_have_markup(text) else (prose.Run("", text),)
    if runs is None:
        return markup.rendered(markup.parsed_inline(text, dialect), dialect, place)
    return "".join(map(_html_of_run, runs))


def _html_of_run(run: prose.Run) -> str:
    words = _escaped(run.words)
    if run.href:
        return f'<a href="{_escaped(run.href)}" rel="{markup.REL}">{words}</a>'
    return f"<{run.tag}>{words}</{run.tag}>" if run.tag else words


def _html_of(block: prose.Block, within: Callable[[str], str], outlined: Iterable[Heading], dialect: Dialect, place: Place) -> str:
    if isinstance(block, str):
        if block.startswith("!["):  # a figure, maybe
            return markup.rendered(markup.parsed(block, dialect), dialect, place)
        return f"<p>{within(block)}</p>\n"
    if isinstance(block, prose.Heading):
        heading = next(iter(outlined))
        return f'<h{heading.level} id="{heading.id}">{within(block.text)}</h{heading.level}>\n'
    return _html_of_items(block, within)


def _html_of_items(block: prose.Items, within: Callable[[str], str]) -> str:
    tag = "ul" if block.start is None else "ol"
    start = f' start="{block.start}"' if block.start not in (None, 1) else ""
    items = "".join([f"<li>{within(text)}</li>\n" for text in block.texts])
    return f"<{tag}{start}>\n{items}</{tag}>\n"


def _words_within(text: str, dialect: Dialect, *, pictures: bool = True) -> str:
    """The words of a block's text, those that stand for `pictures` among them or not."""
    runs = prose.runs(text) if prose.may_have_markup(text) else (prose.Run("", text),)
    if runs is None:
        return "".join(tokens.words(token.children or [], pictures=pictures) for token in markup.parsed_inline(text, dialect))
    return "".join([run.words for run in runs])
