"""Articles to an index in shards: JavaScript files that a browser loads with plain `<script>` elements, from any host and from a disk.

The format, version 2, all below `search/`:

* `index.js` calls `briefgenSearch.index` with the number of articles; the length of each, as a character (see `length_sign`); the
  word shards, each with the word from which on it holds words (in the order of JavaScript's string comparison); and the record
  files with how many records each holds, a digit for each file.
* `w-DIGEST.js` calls `briefgenSearch.words` with its name and an object: for each word a flat list of gap and weight, where the
  gaps add up to article numbers and the weight (1 to 255) says how often the article has the word, with a premium on its title.
* `r-DIGEST.js` calls `briefgenSearch.records` with its name and a list of `[title, url, date, outlet, text]`.

Articles are numbered in the order of their files' paths. A shard's name holds the digest of what it is made of, so that no cache can
mix two builds.

How it is made, so that an edit costs little: articles lie in leaves of some 64, cut where a path's checksum says, so that a new one
moves no boundary but its own. A leaf has for each range of words a fragment with postings numbered within the leaf. A shard is made
of all leaves' fragments of its range, and only when one of these has changed. Lengths stand apart from weights, so that an edit
touches the shards of the words that it adds or takes away, and no others.
"""

from __future__ import annotations

import math
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import msgspec

from briefgen.shelf import digest
from briefgen.similarity import background
from briefgen.text import words

FOLDER: Final = "search"
VERSION: Final = 2
RECORDS_PER_FILE: Final = 8
LEAF: Final = 64
"""Articles of a leaf, on average;"""
LARGEST_LEAF: Final = 128
"""and at most."""
MOST: Final = 255
_TITLE_BOOST: Final = 4
_NAME_BOOST: Final = 2
_FEWEST_RANGES: Final = 16
_MOST_RANGES: Final = 2048
_ARTICLES_PER_RANGE: Final = 32
_FIRST_SIGN: Final = 35
"""'#': from here on no character needs an escape in JSON but the backslash."""
_SHORT: Final = 8
"""Bytes of a fragment's digest."""
_NOTHING: Final = bytes(_SHORT)


class Weighed(NamedTuple):
    """An article as the index sees it."""

    length: int
    """In words."""
    weights: dict[str, int]


class Leaf(NamedTuple):
    """Some articles' part of the index."""

    sizes: str
    """A sign for the length of each."""
    digests: bytes
    """Of its fragments, one after the other, 8 bytes each."""
    fragments: tuple[bytes, ...]
    """One for each range of words: for each word the first and the last article that has it, and then weights with gaps between."""


def weighed(title: str, text: str, names: str = "") -> Weighed:
    """What an article is about. `names` are those of its authors and its outlet."""
    counts = Counter(words(text))
    length = sum(counts.values())
    for word in words(title):
        counts[word] += _TITLE_BOOST
    for word in words(names):
        counts[word] += _NAME_BOOST
    if max(counts.values(), default=0) > MOST:
        return Weighed(length, {word: min(number, MOST) for word, number in counts.items()})
    return Weighed(length, dict(counts))


def packed(one: Weighed) -> bytes:
    """The article as bytes."""
    return msgspec.msgpack.encode(one)


def unpacked(data: bytes) -> Weighed:
    """What `packed` made."""
    return _WEIGHED.decode(data)


def leaves(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    """The paths, sorted, in leaves."""
    start = 0
    for place, path in enumerate(paths, 1):
        if place - start >= LARGEST_LEAF or zlib.crc32(path.encode()) % LEAF == 0:
            yield paths[start:place]
            start = place
    if start < len(paths):
        yield paths[start:]


def ranges(articles: int) -> int:
    """Into how many ranges the words of so many articles fall: a power of two, so that it seldom changes."""
    return min(_MOST_RANGES, max(_FEWEST_RANGES, 1 << max(0, articles // _ARTICLES_PER_RANGE - 1).bit_length()))


@cache
def cuts(many: int) -> tuple[str, ...]:
    """The word with which each range begins, in order. Ranges have about as much text each, in English; what is written in other
    scripts falls into ranges by its first letter."""
    known = background()
    usual = sorted(word for word in known if word != "#")
    whole = sum(known[word] for word in usual)
    found, passed = [""], 0
    for word in usual:
        passed += known[word]
        if passed * many > whole * len(found):
            found.append(word)
    return (*found, *_OTHER_SCRIPTS)


_OTHER_SCRIPTS: Final = tuple(
    chr(code)
    for first, end, step in ((0x80, 0x370, 0x40), (0x370, 0x3E1, 4), (0x430, 0x530, 1), (0x561, 0x670, 2), (0x900, 0x3000, 0x40))
    for code in range(first, end, step)
) + tuple(
    chr(code) for first, end, step in ((0x3040, 0x3100, 8), (0x3400, 0xAC00, 0x80), (0xAC00, 0xD7A4, 0x200)) for code in range(first, end, step)
)


def leaf(articles: Iterable[Weighed], bounds: Sequence[str]) -> Leaf:
    """The leaf of these articles, over ranges of words that begin with `bounds`."""
    found: dict[str, list[int]] = {}
    signs = []
    for number, one in enumerate(articles):
        signs.append(length_sign(one.length))
        for word, weight in one.weights.items():
            known = found.get(word)
            if known is None:
                found[word] = [number, number, weight]
            else:
                known += (number - known[1], weight)
                known[1] = number
    ordered = sorted(found)
    fragments: list[bytes] = []
    digests: list[bytes] = []
    start = 0
    for end in (*_ends(ordered, bounds), len(ordered)):
        if start == end:
            fragments.append(b"")
            digests.append(_NOTHING)
            continue
        fragments.append(_FRAGMENT_ENCODER.encode({word: found[word] for word in ordered[start:end]}))
        digests.append(digest(fragments[-1])[:_SHORT])
        start = end
    return Leaf("".join(signs), b"".join(digests), tuple(fragments))


def _ends(ordered: Sequence[str], bounds: Sequence[str]) -> Iterator[int]:
    """Where each range but the last ends among words in order."""
    place = 0
    for bound in bounds[1:]:
        place = bisect_left(ordered, bound, place)
        yield place


def length_sign(length: int) -> str:
    """The length of an article in words as one character: four for each doubling."""
    return chr(_FIRST_SIGN + round(4 * math.log2(1 + length)))


def digests_of_ranges(found: Sequence[Leaf], many: int) -> Iterator[bytes]:
    """For each range of words the digest of what its shard is made of; b'' where no article has a word of it."""
    sizes = ",".join(map(str, (VERSION, *(len(one.sizes) for one in found)))).encode()
    nothing = bytes(_SHORT * len(found))
    for place in range(0, many * _SHORT, _SHORT):
        parts = b"".join([one.digests[place : place + _SHORT] for one in found])
        yield digest(sizes, parts) if parts != nothing else b""


def postings(sizes: Sequence[int], fragments: Sequence[bytes]) -> dict[str, list[int]]:
    """The words of a range with their postings, of the fragments of all leaves; `sizes` is how many articles each has."""
    found: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    base = 0
    for size, fragment in zip(sizes, fragments, strict=True):
        if fragment:
            for word, part in _FRAGMENT.decode(fragment).items():
                first, end = part[0], base + part[1]
                known = found.get(word)
                if known is None:
                    part[1] = base + first
                    found[word] = part[1:]
                else:
                    part[1] = base + first - last[word]
                    known += part[1:]
                last[word] = end
        base += size
    return {word: found[word] for word in sorted(found, key=_javascript_order)}


def _javascript_order(word: str) -> bytes:
    return word.encode("utf-16-be")


def word_shard(name: str, sizes: Sequence[int], fragments: Sequence[bytes]) -> bytes:
    """A word shard's file."""
    return f'briefgenSearch.words("{name}",'.encode() + _json(postings(sizes, fragments)) + b");\n"


def record_file(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A file of records, each a title, an address, a date, an outlet and a text."""
    return f'briefgenSearch.records("{name}",'.encode() + _json(rows) + b");\n"


def index_file(lengths: str, shards: Sequence[tuple[str, str]], records: Sequence[tuple[int, str]]) -> bytes:
    """`index.js`, of the articles' lengths, the shards with the word that each begins with, and the record files with their sizes."""
    sizes = "".join(str(size) for size, _ in records)
    data = {
        "version": VERSION,
        "articles": len(lengths),
        "lengths": lengths,
        "words": shards,
        "records": {"sizes": sizes, "files": [name for _, name in records]},
    }
    return b"briefgenSearch.index(" + _json(data) + b");\n"


def file_name(letter: str, key: bytes) -> str:
    """The name of a shard or a record file that is made of what has this digest."""
    return f"{letter}-{key[:_SHORT].hex()}.js"


_WEIGHED: Final = msgspec.msgpack.Decoder(Weighed)
_FRAGMENT_ENCODER: Final = msgspec.msgpack.Encoder()
_FRAGMENT: Final = msgspec.msgpack.Decoder(dict[str, list[int]])


def _json(data: object) -> bytes:
    return msgspec.json.encode(data)
