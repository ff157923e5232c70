"""What of each article may be shown, kept as JSON beside what lists show of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from briefgen.dialect import Dialect
from briefgen.library.heads import Head, head_of
from briefgen.library.originals import ArticleFile, article
from briefgen.library.rights import shown_text
from briefgen.markdown import lines_apart, plain
from briefgen.model import Article
from briefgen.shelf import Shelf

TEXT: Final = "text"
"""The step under which is kept what of each article may be shown, as JSON: what `shown` gives."""


class Shown(NamedTuple):
    """What of an article may be shown, and what goes with it."""

    title: str
    address: str
    date: str
    outlet: str
    authors: tuple[str, ...]
    text: str
    lang: str
    """That it is written in; '' where it does not say so."""


def shown(root: Path, file: ArticleFile, kept: Shelf) -> bytes:
    """What of an article may be shown, and which lines of its text stand apart, as JSON."""
    known = kept.get(TEXT, file.path, file.digest)
    if known is None:  # a damaged shelf has lost it
        found = article(root, file)
        whole = plain(found.body, file.dialect)
        text = shown_text(found, whole, file.excerpt)
        known = packed(head_of(found, whole, text), text, apart_in(found, file.dialect))
    return known


def shown_in(row: bytes) -> Shown:
    """What `shown` gives, read, without what stands apart: a shelf from elsewhere may hold anything."""
    return _SHOWN.decode(row)[0]


def told_in(row: bytes) -> str:
    """Of the text that `shown` gives the lines that tell: no tables, no notes, no words about pictures."""
    found, apart = _SHOWN.decode(row)
    beside = frozenset(apart)
    return "\n".join([line for number, line in enumerate(found.text.split("\n")) if number not in beside]) if beside else found.text


def packed(head: Head, text: str, apart: tuple[int, ...]) -> bytes:
    """What `shown` gives."""
    return msgspec.json.encode((Shown(head.title, head.url, head.date, head.outlet, head.authors, text, head.lang), apart))


def apart_in(article: Article, dialect: Dialect) -> tuple[int, ...]:
    """Which lines of the text that may be shown stand beside what is told."""
    return lines_apart(article.body, dialect) if article.rights == "full" else ()


_SHOWN: Final = msgspec.json.Decoder(tuple[Shown, tuple[int, ...]])
