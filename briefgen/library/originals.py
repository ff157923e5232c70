"""Articles read again, from files that are what they were when they were first read."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from briefgen import content, files, shelf
from briefgen.archive import CONTENT
from briefgen.dialect import USUAL, Dialect
from briefgen.library.rights import shown_text
from briefgen.markdown import plain
from briefgen.model import Article


class ArticleFile(Struct, frozen=True, array_like=True, gc=False):
    """An article's file, as it was when it was read."""

    path: str
    """Below content/."""
    digest: bytes
    """Of its bytes and of how they are read, see `digest_of`."""
    dialect: Dialect = USUAL
    """The Markdown that it is written in."""


class ChangedMeanwhile(Exception):
    """A file is no longer what it was when this build began."""


def article(root: Path, file: ArticleFile) -> Article:
    """The article in a file that was read before. Raises ChangedMeanwhile when it is another by now."""
    try:
        data = files.read_at(f"{root}/{CONTENT}/{file.path}")
    except (FileNotFoundError, NotADirectoryError):
        raise ChangedMeanwhile(file.path) from None
    if digest_of(data, file.dialect) != file.digest:
        raise ChangedMeanwhile(file.path)
    return content.read_article(file.path, data)[0]


def text_of(root: Path, file: ArticleFile) -> str:
    """The text of an article that may be shown, a line for each paragraph. Raises ChangedMeanwhile."""
    found = article(root, file)
    return shown_text(found, plain(found.body, file.dialect)) if found.rights != "metadata" else ""


def digest_of(data: bytes, dialect: Dialect) -> bytes:
    """What stands for a file in the keys of all that is made of it: the digest of its bytes, and in which way they are read."""
    return shelf.digest(data) + manner(dialect)


def manner(dialect: Dialect) -> bytes:
    """What stands for a dialect; nothing for the usual one."""
    return b"" if dialect == USUAL else repr(dialect).encode()
