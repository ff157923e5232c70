"""An article as other pages than its own see it: its body stays in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from briefgen import archive, shelf
from briefgen.model import Article
from briefgen.text import shorten

SUMMARY_LENGTH: Final = 220


class Head(Struct, frozen=True, array_like=True, gc=False):
    """An article as other pages than its own see it."""

    path: str
    """Below content/."""
    slug: str
    url: str
    """Its page's address: that of its file, so that a change of title or date leaves it alone."""
    title: str
    date: str
    authors: tuple[str, ...]
    outlet: str
    via: str
    events: tuple[str, ...] | None
    """As in `Article`."""
    copy_of: str
    version_of: str
    aliases: tuple[str, ...]
    rights: str
    """Those that hold for it."""
    draft: bool
    withdrawn: str
    """As in `Article`. What is withdrawn has a page that says so and is nowhere else."""
    noindex: bool
    hidden: bool
    """Whether it is kept out of the site: a draft, what is not to be published yet, what the edition leaves out."""
    summary: str
    """What a person wrote, or else how the text that may be shown begins."""
    lang: str
    """That it is written in; '' where it does not say so."""
    tags: tuple[str, ...]
    review: tuple[str, ...]
    seed: bool
    """Whether it was read from a seed,"""
    edited: bool
    """and a person has changed what ingest wrote."""
    words: int
    """Of the whole body."""
    text: bytes
    """Digest of the text that may be shown, and of which lines of it stand beside what is told."""
    sig: bytes
    """Digest of all the rest that lists show."""

    @property
    def has_text(self) -> bool:
        """Whether there is any text that may be shown."""
        return self.text != _NO_TEXT

    @property
    def is_shown(self) -> bool:
        """Whether it is one of the site's articles."""
        return not self.hidden and not self.withdrawn

    @property
    def is_own(self) -> bool:
        """Whether it is reporting of its own, and neither a copy nor a later version."""
        return not self.copy_of and not self.version_of

    @property
    def is_copy(self) -> bool:
        """Whether it is a copy of another article."""
        return bool(self.copy_of)


def head_of(article: Article, whole: str, text: str, apart: tuple[int, ...] = (), *, edited: bool = False, hidden: bool = False) -> Head:
    """The article's head. `whole` is its body's plain text, `text` as much of that as may be shown, `apart` which lines of that stand beside
    what is told."""
    fields = (
        article.path,
        article.slug,
        article_address(article.path),
        article.title,
        article.date,
        article.authors,
        article.outlet,
        article.via,
        article.events,
        article.copy_of,
        article.version_of,
        article.aliases,
        article.rights,
        article.draft,
        article.withdrawn,
        article.noindex,
        hidden,
        article.summary or shorten(" ".join(text.split("\n", 3)[:3]), SUMMARY_LENGTH),
        article.lang,
    )
    others = article.tags, article.review, article.seed is not None, edited, _words(whole)
    return Head(*fields, *others, shelf.digest(text.encode(), *([_ENCODER.encode(apart)] if apart else [])), shelf.digest(_ENCODER.encode(fields)))


def _words(text: str) -> int:
    """How many words a text has that has single spaces and line ends between them."""
    return text.count(" ") + text.count("\n") + 1 if text else 0


def address(path: str) -> str:
    """The path of a page without the signs that mean something in addresses or that some disk cannot hold."""
    return _UNFIT.sub("-", path)


def article_address(path: str) -> str:
    """The path of the page of an article, by that of its file below content/."""
    return address(f"{path.rpartition('.')[0]}.html")


def without_circles(heads: Sequence[Head]) -> tuple[Head, ...]:
    """The articles, those that copy one another in a circle as if none did: who was first, nobody can say."""
    rings = archive.circular(heads) if any(head.copy_of or head.version_of for head in heads) else {}
    if not rings:
        return tuple(heads)
    return tuple(
        msgspec.structs.replace(head, copy_of="", version_of="", sig=shelf.digest(head.sig, b"circle")) if head.slug in rings else head
        for head in heads
    )


def unshown(articles: Iterable[Article]) -> tuple[Head, ...]:
    """The heads of articles whose text does not matter."""
    return tuple(head_of(one, "", "") for one in articles)


_NO_TEXT: Final = shelf.digest(b"")
_UNFIT: Final = re.compile(r"[<>:\"|?*#%\\\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ENCODER: Final = msgspec.msgpack.Encoder()
