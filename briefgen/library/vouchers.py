"""What vouches for each article: the digest of what is published of it, that of its seed, and the day on which the seed was saved."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from briefgen.library.heads import Head
from briefgen.library.originals import ArticleFile, article, text_in
from briefgen.model import Article
from briefgen.shelf import Shelf

STEP: Final = "voucher"
"""The step under which they are kept."""


class Voucher(Struct, frozen=True, array_like=True, gc=False):
    """What vouches for one article."""

    digest: str
    """Of what is published of it, see `record`."""
    seed: str = ""
    """Its seed's digest, the first 16 hex digits of BLAKE2b, as `files.digest` gives them; '' where it is not of one."""
    captured: str = ""
    """The day on which the seed was saved; '' where that is unknown."""


def record(article: Article, text: str) -> bytes:
    """What is published of an article, as its digest is taken of it: a line each for title, date, authors with '; ' between them, outlet and
    source, an empty line, and `text`, the lines of it that may be shown."""
    lines = (article.title, article.date, "; ".join(article.authors), article.outlet, article.source, "", text)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def packed(article: Article, text: str) -> bytes:
    """An article's voucher, as it is kept. `text` is as much of its text as may be shown."""
    seed = article.seed
    digest = hashlib.sha256(record(article, text)).hexdigest()
    known = seed.digest if seed and _SEED.fullmatch(seed.digest) else ""
    return _ENCODER.encode(Voucher(digest, known, seed.captured if seed and known else ""))


def vouchers(root: Path, heads: Iterable[Head], file: Callable[[Head], ArticleFile], kept: Shelf) -> Iterator[tuple[Head, Voucher]]:
    """Each article with its voucher. Raises ChangedMeanwhile."""
    rows = kept.all(STEP)
    for head in heads:
        one = file(head)
        row = rows.get(head.path)
        yield head, _DECODER.decode(row.value if row is not None and row.key == one.digest else _anew(root, one))


def _anew(root: Path, file: ArticleFile) -> bytes:
    """Where a damaged shelf has lost it."""
    found = article(root, file)
    return packed(found, text_in(found, file))


_SEED: Final = re.compile(r"[0-9a-f]{16}")
_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Voucher)
