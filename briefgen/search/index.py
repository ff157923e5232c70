"""Articles to index shards: JavaScript files that a browser loads with plain `<script>` elements, from any host and from a disk.

The format, version 1, all below `search/`:

* `index.js` calls `briefgenSearch.index` with the number of articles, the word shards, each with the first word in it (in the
  order of JavaScript's string comparison), and the record files with how many records each holds.
* `w-DIGEST.js` calls `briefgenSearch.words` with its name and an object: for each word a flat list of gap and weight, where the
  gaps add up to article numbers and the weight (1 to 255) says how much the article is about the word.
* `r-DIGEST.js` calls `briefgenSearch.records` with its name and a list of `[title, url, date, outlet, text]`.

Articles are numbered from the oldest. A shard's name holds its digest, so that no cache can mix two builds.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefgen.files import digest
from briefgen.text import words

FOLDER: Final = "search"
VERSION: Final = 1
RECORDS_PER_FILE: Final = 8
WORDS_PER_SHARD: Final = 256
"""On average: a shard ends after a word whose checksum is a multiple of this, so that a new word moves no boundary but its own."""

_TITLE_BOOST: Final = 4
_NAME_BOOST: Final = 2
_SATURATION: Final = 1.2
_LENGTH_PART: Final = 0.75
_USUAL_LENGTH: Final = 500
"""BM25's k1 and b (Robertson and Zaragoza 2009), against a fixed usual length in place of the collection's average: so an
article's weights depend on the article alone, and a new one changes no other's."""


@dataclass(frozen=True, slots=True)
class Record:
    """An article as the results show it."""

    title: str
    url: str
    date: str
    outlet: str
    text: str


def weights(title: str, text: str, names: str = "") -> dict[str, int]:
    """How much the article is about each of its words, from 1 to 255. `names` are those of its authors and its outlet."""
    counts = Counter(words(text))
    length = 1 - _LENGTH_PART + _LENGTH_PART * sum(counts.values()) / _USUAL_LENGTH
    for word in words(title):
        counts[word] += _TITLE_BOOST
    for word in words(names):
        counts[word] += _NAME_BOOST
    scale = 255 / (_SATURATION + 1)
    return {word: max(1, round(scale * n * (_SATURATION + 1) / (n + _SATURATION * length))) for word, n in sorted(counts.items())}


def shards(records: Sequence[Record], weighed: Iterable[Mapping[str, int]]) -> dict[str, bytes]:
    """The index's files by path below the site, for articles given oldest first with the `weights` of each."""
    found: dict[str, bytes] = {}
    files = [_add(found, "r", "records", [_row(record) for record in part]) for part in _parts(records, RECORDS_PER_FILE)]
    directory = [[part[0][0], _add(found, "w", "words", dict(part))] for part in _split(_postings(weighed))]
    index = {"version": VERSION, "articles": len(records), "words": directory, "records": {"size": RECORDS_PER_FILE, "files": files}}
    found[f"{FOLDER}/index.js"] = f"briefgenSearch.index({_json(index)});\n".encode()
    return found


def _postings(weighed: Iterable[Mapping[str, int]]) -> dict[str, list[int]]:
    postings: dict[str, list[int]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, article in enumerate(weighed):
        for word, weight in article.items():
            postings[word] += (number - last.get(word, 0), weight)
            last[word] = number
    return postings


def _split(postings: Mapping[str, list[int]]) -> Iterable[list[tuple[str, list[int]]]]:
    """The postings in the order of JavaScript's `<`, which compares UTF-16 code units, cut where words' checksums say."""
    part: list[tuple[str, list[int]]] = []
    for word in sorted(postings, key=lambda word: word.encode("utf-16-be")):
        part.append((word, postings[word]))
        if zlib.crc32(word.encode()) % WORDS_PER_SHARD == 0:
            yield part
            part = []
    if part:
        yield part


def _parts(records: Sequence[Record], size: int) -> Iterable[Sequence[Record]]:
    return (records[start : start + size] for start in range(0, len(records), size))


def _row(record: Record) -> list[str]:
    return [record.title, record.url, record.date, record.outlet, record.text]


def _add(found: dict[str, bytes], letter: str, call: str, data: object) -> str:
    """Adds a shard; its name."""
    text = _json(data)
    name = f"{letter}-{digest(text.encode())}.js"
    found[f"{FOLDER}/{name}"] = f'briefgenSearch.{call}("{name}",{text});\n'.encode()
    return name


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
