"""Seeds' bytes to sheets of lines: plain text, saved HTML pages, and Markdown with front matter."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from briefgen import frontmatter
from briefgen.dates import is_date
from briefgen.extensions import NONE, Extension, Extensions
from briefgen.frontmatter import Malformed
from briefgen.ingest import furniture, mends, own
from briefgen.ingest.page import Fact, Kind, Line, Mend, Sheet
from briefgen.markdown import plain
from briefgen.problem import Problem, Unreadable
from briefgen.text import clean, squeeze

LARGEST: Final = 8 * 1024 * 1024
"""Bytes of a saved page, which may carry pictures within it."""
LARGEST_TEXT: Final = 1024 * 1024
"""Bytes of a text. An article of news is a hundredth of that; anything larger would take minutes."""

_CHARSET: Final = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
BULLET: Final = re.compile(r"^\s*[•◦▪‣●○∙]\s*(?=\S)")
_STAR: Final = re.compile(r"^\s*\*\s+(?=[^\s*])")
"""A bullet where there are several of them; one alone is a footnote's mark."""


_BULLET_OR_STAR: Final = re.compile(f"{BULLET.pattern}|{_STAR.pattern}")
_SEVERAL: Final = 2
HEADER: Final = "scraper's header"
"""The rule that takes a scraper's own words off a text's first line."""


def read(path: str, data: bytes, ours: Extensions = NONE) -> Sheet:
    """The seed's lines and the facts that its format states outright; `ours` are the archive's own readers. Raises Unreadable; `path` is
    below `seeds/`."""
    ending = PurePosixPath(path).suffix.lower()
    own_reader = ours.reader_of(ending)
    if own_reader is not None:
        return _own(path, data, own_reader)
    reader = READERS[ending]
    largest = LARGEST if reader is _html else LARGEST_TEXT
    if len(data) > largest:
        raise _unreadable(path, f"larger than {largest // 2**20} MiB", "is it a single page? split it, or take it out of seeds/")
    text, mended = mends.characters(clean(_decode(path, data)))
    if not text.strip():
        raise _unreadable(path, "empty", "save the page again, or delete the file")
    return _with_mends(reader, path, text, mended)


def _with_mends(reader: Callable[[str, str], Sheet], path: str, text: str, mended: tuple[Mend, ...]) -> Sheet:
    found = reader(path, text)
    return replace(found, mends=(*(mended if reader is not _html else mended[:1]), *found.mends))  # lines of HTML are no lines of text


def _own(path: str, data: bytes, reader: Extension) -> Sheet:
    """A seed that the archive's own reader reads."""
    if len(data) > LARGEST:
        raise _unreadable(path, f"larger than {LARGEST // 2**20} MiB", "is it a single article? split it, or take it out of seeds/")
    scrape = own.scraped(reader, path, data)
    text, mended = mends.characters(clean(scrape.text))
    if not text.strip():
        raise _unreadable(path, f"empty, as {reader.named!r} reads it", "save it again, or delete the file")
    found = _with_mends(_KINDS[scrape.kind], path, text, mended)
    return replace(found, facts=(*own.facts_of(scrape, reader.named), *found.facts))


def _decode(path: str, data: bytes) -> str:
    """Text in UTF-8, UTF-16 with a byte order mark, what an HTML page declares, or else Windows' Western encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise _unreadable(path, "not text: it holds null bytes", "save the page as text, HTML or Markdown")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(_declared(data) or "cp1252", "replace")


def _declared(data: bytes) -> str:
    """The encoding that an HTML page declares, if Python knows it; '' otherwise."""
    found = _CHARSET.search(data[:4096])
    try:
        return codecs.lookup(found[1].decode()).name if found else ""
    except LookupError:
        return ""


def _unreadable(path: str, message: str, hint: str) -> Unreadable:
    return Unreadable(Problem(f"seeds/{path}", 0, message, hint))


def sheet(lines: Iterable[Line], facts: tuple[Fact, ...] = ()) -> Sheet:
    """A sheet of which nothing is known yet but these facts."""
    listed = tuple(lines)
    return Sheet(listed, (None,) * len(listed), facts)


def _text(_path: str, text: str) -> Sheet:
    lines: list[Line] = []
    facts: list[Fact] = []
    block = 0
    listed = text.split("\n")
    bullet = BULLET if sum(_STAR.match(line) is not None for line in listed) < _SEVERAL else _BULLET_OR_STAR
    for number, line in enumerate(listed, 1):
        if not line.strip():
            block += 1
            continue
        if not lines and (header := furniture.SCRAPER_HEADER.match(line)) and is_date(header["date"]):
            facts.append(Fact("date", header["date"], 0.97, HEADER, number))
            line = header["rest"]
        kind: Kind = "item" if bullet.match(line) else "text"
        if stripped := bullet.sub("", line).strip():
            lines.append(Line(number, stripped, block, kind))
    whole, mended = mends.paragraphs(lines)
    return replace(sheet(whole, tuple(facts)), mends=mended)


def _markdown(path: str, text: str) -> Sheet:
    """A Markdown file, as web clippers write it: its front matter is taken at its word."""
    try:
        head, body, form = frontmatter.split(text)
        fields = frontmatter.fields(head, form)
    except Malformed as error:
        raise Unreadable(Problem(f"seeds/{path}", error.line, error.message, error.hint)) from error
    from briefgen.ingest.clippings import facts_of

    first = text[: len(text) - len(body)].count("\n") + 1
    lines: list[Line] = []
    for block, (number, raw) in enumerate(_markdown_blocks(body, first)):
        kind = _markdown_kind(raw)
        words = squeeze(plain(raw, pictures=True)) or raw.strip()
        lines.append(Line(number, words, block, kind, raw))
    return sheet(lines, facts_of(fields))


def _markdown_blocks(body: str, first: int) -> Iterable[tuple[int, str]]:
    """The blocks of Markdown between blank lines, each with the number of its first line; a fence is one block."""
    block: list[str] = []
    start, fence = first, ""
    for number, line in enumerate(body.split("\n"), first):
        mark = re.match(r"\s{0,3}(```+|~~~+)", line)
        if mark and not fence:
            fence = mark[1][:3]
        elif mark and mark[1].startswith(fence):
            fence = ""
        if line.strip() or fence:
            start = start if block else number
            block.append(line)
        elif block:
            yield start, "\n".join(block)
            block = []
    if block:
        yield start, "\n".join(block)


def _markdown_kind(raw: str) -> Kind:
    for kind, pattern in _MARKDOWN_KINDS:
        if re.match(pattern, raw):
            return kind
    return "text"


_MARKDOWN_KINDS: Final[tuple[tuple[Kind, str], ...]] = (
    ("heading", r"\s{0,3}#{1,6}\s"),
    ("rule", r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$"),
    ("quote", r"\s{0,3}>"),
    ("item", r"\s{0,3}(?:[-*+]|\d+[.)])\s"),
    ("row", r"\s{0,3}\|"),
)


def _html(path: str, text: str) -> Sheet:
    from briefgen.ingest import html  # it needs lxml and trafilatura, which take a fifth of a second to import

    try:
        return html.read(text)
    except html.NoText as error:
        raise _unreadable(path, str(error), "is it a page that only JavaScript fills? save it from a browser, 'complete'") from error


READERS: Final[dict[str, Callable[[str, str], Sheet]]] = {
    ".txt": _text,
    ".text": _text,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".md": _markdown,
    ".markdown": _markdown,
}
"""How to read a seed, by the ending of its name."""
_KINDS: Final = {"text": _text, "html": _html, "markdown": _markdown}
