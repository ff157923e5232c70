"""Articles read again, from files that are what they were when they were first read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from briefgen import content, files, shelf
from briefgen.archive import CONTENT
from briefgen.dialect import USUAL, Dialect
from briefgen.keys.policy import Policy
from briefgen.library.rights import shown_text
from briefgen.markdown import plain
from briefgen.model import Article

DIGEST: Final = 16
"""Bytes of a digest that are of the file alone, see `digest_of`."""


class Manner(NamedTuple):
    """In which way the files of content/ are read."""

    dialect: Dialect = USUAL
    policy: Policy = Policy()

    @property
    def key(self) -> bytes:
        """What stands for it; nothing for the usual one. The day is no part of it: few articles wait for theirs."""
        policy = self.policy._replace(date="")
        parts = [repr(one).encode() for one, usual in ((self.dialect, USUAL), (policy, Policy())) if one != usual]
        return shelf.digest(*parts) if parts else b""


class ArticleFile(Struct, frozen=True, array_like=True, gc=False):
    """An article's file, as it was when it was read, and what may be shown of it."""

    path: str
    """Below content/."""
    digest: bytes
    """Of its bytes and of how they are read, see `digest_of`."""
    dialect: Dialect = USUAL
    """The Markdown that it is written in."""
    rights: str = "full"
    """Those that hold for it."""
    excerpt: int = 0
    """How many words may be shown where these are 'excerpt', as `Policy.excerpt` has it."""
    noindex: bool = False


class ChangedMeanwhile(Exception):
    """A file is no longer what it was when this build began."""


def article(root: Path, file: ArticleFile) -> Article:
    """The article in a file that was read before, with the rights that hold for it. Raises ChangedMeanwhile when it is another by now."""
    try:
        data = files.read_at(f"{root}/{CONTENT}/{file.path}")
    except (FileNotFoundError, NotADirectoryError):
        raise ChangedMeanwhile(file.path) from None
    if shelf.digest(data) != file.digest[:DIGEST]:
        raise ChangedMeanwhile(file.path)
    return replace(content.read_article(file.path, data)[0], rights=file.rights, noindex=file.noindex)


def text_of(root: Path, file: ArticleFile) -> str:
    """The text of an article that may be shown, a line for each paragraph. Raises ChangedMeanwhile."""
    return text_in(article(root, file), file)


def text_in(found: Article, file: ArticleFile) -> str:
    """As `text_of`, of an article that was read already."""
    return shown_text(found, plain(found.body, file.dialect), file.excerpt) if found.rights != "metadata" else ""


def digest_of(data: bytes, manner: Manner) -> bytes:
    """What stands for a file in the keys of all that is made of it: the digest of its bytes, and in which way they are read."""
    return shelf.digest(data) + manner.key
