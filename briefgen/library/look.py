"""One file of content/ read: its digest, its row, and what else is worked out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import structs

from briefgen import archive, content, enclosed, files, origins
from briefgen.archive import CONTENT
from briefgen.dialect import Dialect
from briefgen.enclosed import Mention
from briefgen.library import rows, texts
from briefgen.library.heads import head_of
from briefgen.library.originals import ChangedMeanwhile, Manner, digest_of
from briefgen.library.rights import bare, is_held, is_hidden, settled, shown_text
from briefgen.library.rows import Row
from briefgen.markdown import plain
from briefgen.model import Article, Event, TextPage
from briefgen.problem import Problem
from briefgen.wanted import marks

Also: TypeAlias = Callable[[Article, str], bytes]
"""What else is worked out of an article and of the text of it that may be shown, while it is at hand."""


_USUAL: Final = Manner()


def at(root: Path, path: str, manner: Manner = _USUAL) -> tuple[bytes, Row]:
    """One file as it is now: its digest, and what reading it came to. Raises ChangedMeanwhile when there is none."""
    _, digest, packed, _ = _read(root, path, {}, manner)
    return digest, rows.unpacked(packed)


def read_together(given: tuple[Path, Sequence[str], Mapping[str, Also], Manner]) -> list[tuple[str, bytes, bytes, dict[str, bytes]]]:
    """Reads some files: of each its path, its digest, its packed row, and what else was worked out of it."""
    root, paths, also, manner = given
    return [_read(root, path, also, manner) for path in paths]


def _read(root: Path, path: str, also: Mapping[str, Also], manner: Manner) -> tuple[str, bytes, bytes, dict[str, bytes]]:
    if not archive.can_be_written(path):
        return path, b"", rows.packed(Row(problems=(archive.unnameable(path),), is_read=False)), {}
    try:
        data = files.read_at(f"{root}/{CONTENT}/{path}")
    except OSError as error:
        if isinstance(error, (FileNotFoundError, NotADirectoryError)) and not files.is_link(f"{root}/{CONTENT}/{path}"):
            raise ChangedMeanwhile(path) from None
        return path, b"", rows.packed(Row(problems=(archive.closed(path, error),), is_read=False)), {}
    row, extras = _row_of(path, data, also, manner)
    return path, digest_of(data, manner), rows.packed(row), extras


def _row_of(path: str, data: bytes, also: Mapping[str, Also], manner: Manner) -> tuple[Row, dict[str, bytes]]:
    one, found, is_read = archive.read(path, data)
    match one:
        case Article():
            return _article_row(one, found, data, also, manner)
        case Event():
            return rows.event_row(one, found, _mentions(data, one.body, "", manner.dialect)), {}
        case TextPage(draft=True):
            return rows.page_row(replace(one, title="", summary="", body="", extra=()), found, ()), {}
        case TextPage():
            return rows.page_row(one, found, _mentions(data, one.body, "", manner.dialect)), {}
    return Row(problems=found, is_read=is_read), {}


def _article_row(read: Article, found: tuple[Problem, ...], data: bytes, also: Mapping[str, Also], manner: Manner) -> tuple[Row, dict[str, bytes]]:
    one = settled(read, manner.policy)
    row = Row(problems=found, publish_on=one.publish_on, is_held=is_held(one.publish_on, manner.policy))
    edited, hidden = _is_edited(read, data), is_hidden(read, manner.policy)
    if hidden or one.withdrawn:  # of what is not shown nothing is kept that its text says
        seed = one.seed.file if one.seed else ""
        head = head_of(bare(one), "", "", edited=edited, hidden=hidden)
        return structs.replace(row, head=head, seed=seed, called=tuple(sorted(marks(one.title)))), {}
    dialect = manner.dialect
    whole = plain(one.body, dialect)
    text = shown_text(one, whole, manner.policy.excerpt)
    apart = texts.apart_in(one, dialect)
    head = head_of(one, whole, text, apart, edited=edited)
    mentions = _mentions(data, one.body, one.image, dialect) if one.rights == "full" else ()
    row = structs.replace(row, head=head, mentions=mentions, source=one.source, beside=origins.beside(one))
    return row, {texts.TEXT: texts.packed(head, text, apart), **{step: work(one, text) for step, work in also.items()}}


def _mentions(data: bytes, body: str, image: str, dialect: Dialect) -> tuple[Mention, ...]:
    return enclosed.mentions_of(data.decode("utf-8-sig"), body, image, dialect) if image or "](" in body or "]:" in body else ()


def _is_edited(article: Article, data: bytes) -> bool:
    """Whether a person has changed what ingest wrote."""
    return article.seed is not None and not content.untouched(data.decode("utf-8-sig"), article)
