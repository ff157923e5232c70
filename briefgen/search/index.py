"""The index as a whole: its version, the names of its files, and the file that lists them. `docs/search-format.md` describes it."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from briefgen.search.shards import script
from briefgen.shelf import digest

FOLDER: Final = "search"
VERSION: Final = 4
NAME: Final = "index"
TEXTS_PER_FILE: Final = 6.45
"""At most, on average over a leaf: as few as there may be with one file for four articles, since a reader wants one of them."""
NO_FILE: Final = "------"
_LENGTH: Final = len(NO_FILE)


class Contents(NamedTuple):
    """What `index.js` lists."""

    articles: int
    firsts: Sequence[str]
    words: Sequence[str]
    """The names of the word shards, NO_FILE for one that would be empty."""
    positions: Sequence[str]
    spelling: Sequence[str]
    texts: Sequence[str]
    sizes: Sequence[int]
    """Articles of each file of texts, at most nine."""
    columns: Mapping[str, Sequence[str]]


class Names:
    """Gives files short names that hold a digest of what they are made of: so no cache can mix two builds."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, kind: str, key: bytes) -> str:
        """The name of a file of a kind (a letter) that is made of what has this digest, without letter; NO_FILE for none."""
        if not key:
            return NO_FILE
        name = _short(key)
        while kind + name in self._taken:  # two of 30 bits are alike now and then
            key = digest(key)
            name = _short(key)
        self._taken.add(kind + name)
        return name


def _short(key: bytes) -> str:
    return base64.b32encode(key[:5]).decode().lower()[:_LENGTH]


def index_file(found: Contents) -> bytes:
    """`index.js`."""
    data = {
        "version": VERSION,
        "articles": found.articles,
        "firsts": found.firsts,
        "words": "".join(found.words),
        "positions": "".join(found.positions),
        "spelling": [name if name != NO_FILE else "" for name in found.spelling],
        "texts": "".join(found.texts),
        "sizes": "".join(map(str, found.sizes)),
        "columns": dict(found.columns),
    }
    return script(NAME, data)


def text_file(name: str, rows: Sequence[object]) -> bytes:
    """A file of texts, each a title, an address, a date, an outlet, the authors, a text and its language."""
    return script(name, rows)


def evenly(articles: int) -> list[int]:
    """So many articles of a leaf, in as few files as may be, each about as many."""
    files = math.ceil(articles / TEXTS_PER_FILE)
    return [articles * (place + 1) // files - articles * place // files for place in range(files)]
