"""Articles in leaves of some 64, and each leaf's part of the index: what makes an edit cost little.

Articles lie in a fixed order, and leaves end where a checksum says so: a new article moves no boundary but its own, or, where leaves are
full, those up to the next checksum. A leaf has for each range of words what its articles have of it, numbered within the leaf. A file of
the index is made of all leaves' parts of its range, and only when one of these has changed.
"""

from __future__ import annotations

import math
import zlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import msgspec

from briefgen.search import stems
from briefgen.search.numbers import SIGNS, number
from briefgen.search.terms import is_word
from briefgen.shelf import digest
from briefgen.similarity import background

LEAF: Final = 64
"""Articles of a leaf, on average;"""
LARGEST_LEAF: Final = 128
"""and at most."""
SHORT: Final = 8
"""Bytes of a part's digest."""
HEAVY: Final = 100
"""From so many signs on a word's positions in a leaf are remarked: see `Leaf.heavy`."""
SHORTEST_SPELLING: Final = 3
LONGEST_SPELLING: Final = 24
SPELLING_LETTERS: Final = 32
"""Up to so many spelling files words are parted by a letter; beyond that by their length as well."""
_NOTHING: Final = bytes(SHORT)
_MOST_RANGES: Final = 4096
_ARTICLES_PER_RANGE: Final = 32
_ARTICLES_PER_SPELLING: Final = 512
_MOST_SPELLINGS: Final = 128


class Numbered(NamedTuple):
    """An article as a leaf needs it."""

    length: int
    """Terms of its body."""
    terms: dict[str, str]
    sections: dict[str, str]
    """Both as in `counted`."""


class Scale(NamedTuple):
    """Into how many parts words fall: powers of two, so that they seldom change."""

    ranges: int
    spellings: int


class Leaf(NamedTuple):
    """What is to be known of a leaf when files are planned."""

    lengths: str
    """A sign for each article."""
    postings: bytes
    """The digests of its parts, SHORT bytes each: for each range of words,"""
    positions: bytes
    """the same,"""
    spellings: bytes
    """and for each spelling file."""
    heavy: dict[str, int]
    """Words that have many positions here, by key: how many signs they take."""


class Parts(NamedTuple):
    """What a leaf holds of the index, packed."""

    postings: list[bytes]
    positions: list[bytes]
    spellings: list[bytes]


class Postings(NamedTuple):
    """Words of a range in a leaf."""

    keys: list[str]
    """In order."""
    firsts: list[int]
    """For each the first article that has it,"""
    lasts: list[int]
    """the last one,"""
    signs: list[str]
    """and its postings, without the gap before the first article."""
    elsewhere: list[tuple[str, str]]
    """Words that are looked up here, and their stems, which belong to other ranges."""
    sections: dict[str, list[tuple[int, str]]]
    """For words of sections' names, by key: the articles that have them, with their positions."""


class Positions(NamedTuple):
    """Positions of the words of a range in a leaf."""

    keys: list[str]
    counts: list[int]
    """How many articles have each."""
    signs: list[str]
    """And where."""


class Spellings(NamedTuple):
    """Words of a spelling file in a leaf."""

    words: list[str]
    counts: list[int]
    """How many articles have each."""


def leaves(keys: Sequence[str]) -> Iterator[slice]:
    """The leaves of articles that have these keys, in their order."""
    start = 0
    for place, key in enumerate(keys, 1):
        if place - start >= LARGEST_LEAF or zlib.crc32(key.encode()) % LEAF == 0:
            yield slice(start, place)
            start = place
    if start < len(keys):
        yield slice(start, len(keys))


def scale(articles: int) -> Scale:
    """How finely words are parted in an archive of so many articles."""
    return Scale(min(_MOST_RANGES, _power(articles / _ARTICLES_PER_RANGE)), min(_MOST_SPELLINGS, _power(articles / _ARTICLES_PER_SPELLING)))


def _power(wanted: float) -> int:
    """The first power of two from this on."""
    return 1 << max(0, math.ceil(wanted) - 1).bit_length()


@cache
def cuts(ranges: int) -> tuple[str, ...]:
    """The word with which each range begins, in order. Ranges have about as much text each, in English; what is written in other
    scripts falls into ranges by its first letter. They begin with stems, so that few words are looked up where their stem is not."""
    keys = stems.keys("en", ())
    known = background()
    usual = sorted(word for word in known if word != "#")
    whole = sum(known[word] for word in usual)
    found, passed = [""], 0
    for word in usual:
        passed += known[word]
        if passed * ranges > whole * len(found):
            stem = keys[word].partition(" ")[0]
            found.append(stem if stem > found[-1] else word)
    return (*found, *(chr(code) for first, end, step in _OTHER_SCRIPTS for code in range(first, end, max(1, step * 512 // ranges))))


_OTHER_SCRIPTS: Final = (
    (0x80, 0x370, 0x40), (0x370, 0x3E1, 4), (0x430, 0x530, 1), (0x561, 0x670, 2), (0x900, 0xE00, 0x40), (0xE01, 0xE80, 4),
    (0xE80, 0x3000, 0x40), (0x3040, 0x3100, 4), (0x3400, 0x4E00, 0x200), (0x4E00, 0xA000, 0x20), (0xA000, 0xAC00, 0x200), (0xAC00, 0xD7A4, 0x100),
)  # fmt: skip
"""Where further ranges begin, for 512 of English: from, to, every so many code points."""


def leaf(articles: Iterable[Numbered], into: Scale) -> tuple[Leaf, Parts]:
    """The leaf of these articles."""
    lengths: list[str] = []
    signs: list[str] = []  # of each term of each article in turn: lists of texts and numbers, which cost the collector nothing
    places: list[int] = []
    found: defaultdict[str, list[int]] = defaultdict(list)
    sections: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, one in enumerate(articles):
        lengths.append(length_sign(one.length))
        for at, key in enumerate(one.terms, len(signs)):
            found[key].append(at)
        signs += one.terms.values()
        places += [place] * len(one.terms)
        for key, positions in one.sections.items():
            sections[key].append((place, positions))
    words = _words(found, signs, places)
    filing = _filing(into)
    filed = [filing[key] for key in words.keys]
    ranges = list(pairwise([0, *_ends(words.keys, cuts(into.ranges)), len(words.keys)]))
    parts = Parts(
        _postings(words, ranges, _elsewhere(words.keys, filed), _of_ranges(sections, into)),
        [_ENCODER.encode(Positions(words.keys[a:b], words.counts[a:b], words.positions[a:b])) if a != b else b"" for a, b in ranges],
        _spellings(words.counts, filed, into),
    )
    heavy = {key: len(positions) for key, positions in zip(words.keys, words.positions, strict=True) if len(positions) >= HEAVY}
    return Leaf("".join(lengths), _digests(parts.postings), _digests(parts.positions), _digests(parts.spellings), heavy), parts


class _Words(NamedTuple):
    """A leaf's words: of each its key, the first and the last article that has it, how many have it, its postings and positions."""

    keys: list[str]
    firsts: list[int]
    lasts: list[int]
    counts: list[int]
    postings: list[str]
    positions: list[str]


def _words(found: Mapping[str, list[int]], signs: list[str], places: list[int]) -> _Words:
    """The words of what was `found` at these numbers of the lists."""
    words = _Words(sorted(found), [], [], [], [], [])
    _, firsts, lasts, counts, postings, positions = words
    for key in words.keys:
        numbers = found[key]
        one = signs[numbers[0]]
        firsts.append(places[numbers[0]])
        lasts.append(places[numbers[-1]])
        counts.append(len(numbers))
        if len(numbers) == 1:
            postings.append(one[0])
            positions.append(one[1:])
        else:
            postings.append(one[0] + "".join([_GAPS[places[after] - places[before]] + signs[after][0] for before, after in pairwise(numbers)]))
            positions.append("".join([signs[number][1:] for number in numbers]))
    return words


_GAPS: Final = ("", *(number(gap) for gap in range(LARGEST_LEAF)))
"""Gaps as postings have them, by the difference of two numbers."""


class _Filed(NamedTuple):
    """Where a key is to be found."""

    word: str
    elsewhere: int
    """The range in which its word is looked up, where its stem belongs to another; or -1."""
    spellings: tuple[int, ...]
    """The spelling files that have its word."""


class _Filing(dict[str, _Filed]):
    """Where keys are to be found, remembered: leaves have most of them in common."""

    def __init__(self, into: Scale) -> None:
        super().__init__()
        self._bounds = cuts(into.ranges)
        self._files = into.spellings

    def __missing__(self, key: str) -> _Filed:
        stem, word = key.partition(" ")[0], key.rpartition(" ")[2]
        looked_up = range_of(word, self._bounds)
        files = {spelling_file(letter, len(word), self._files) for letter in word[:2]} if _may_be_misspelt(word) else set()
        if len(self) >= _MOST_FILED:  # a preview meets new words all day
            self.clear()
        made = self[key] = _Filed(word, -1 if looked_up == range_of(stem, self._bounds) else looked_up, tuple(sorted(files)))
        return made


_filing = cache(_Filing)
_MOST_FILED: Final = 500_000
"""Keys of which is remembered where they are to be found: more than a process meets that builds an archive once, or nearly."""


def _may_be_misspelt(word: str) -> bool:
    return SHORTEST_SPELLING <= len(word) <= LONGEST_SPELLING and is_word(word)


def _ends(ordered: Sequence[str], bounds: Sequence[str]) -> Iterator[int]:
    """Where each range but the last ends among keys in order."""
    place = 0
    for bound in bounds[1:]:
        place = bisect_left(ordered, bound, place)
        yield place


def _postings(
    words: _Words,
    ranges: Iterable[tuple[int, int]],
    elsewhere: Mapping[int, list[tuple[str, str]]],
    sections: Mapping[int, dict[str, list[tuple[int, str]]]],
) -> list[bytes]:
    found: list[bytes] = []
    for place, (a, b) in enumerate(ranges):
        away, heads = elsewhere.get(place, []), sections.get(place, {})
        part = Postings(words.keys[a:b], words.firsts[a:b], words.lasts[a:b], words.postings[a:b], away, heads)
        found.append(_ENCODER.encode(part) if a != b or away or heads else b"")
    return found


def _elsewhere(keys: Iterable[str], filed: Iterable[_Filed]) -> dict[int, list[tuple[str, str]]]:
    """By range the words that are looked up there, with their stems, which belong to others."""
    found: dict[int, list[tuple[str, str]]] = {}
    for key, (word, looked_up, _) in zip(keys, filed, strict=True):
        if looked_up >= 0:
            found.setdefault(looked_up, []).append((word, key.partition(" ")[0]))
    return found


def _of_ranges(sections: Mapping[str, list[tuple[int, str]]], into: Scale) -> dict[int, dict[str, list[tuple[int, str]]]]:
    found: dict[int, dict[str, list[tuple[int, str]]]] = {}
    for key in sorted(sections):
        found.setdefault(range_of(key, cuts(into.ranges)), {})[key] = sections[key]
    return found


def _spellings(counts: Iterable[int], filed: Iterable[_Filed], into: Scale) -> list[bytes]:
    found: list[dict[str, int]] = [{} for _ in range(into.spellings)]
    for count, (word, _, places) in zip(counts, filed, strict=True):
        for place in places:
            file = found[place]
            file[word] = file.get(word, 0) + count
    return [_ENCODER.encode(Spellings(list(one), list(one.values()))) if one else b"" for one in found]


def spelling_file(letter: str, length: int, files: int) -> int:
    """The spelling file, of so many, of words of a length that have a letter in first or second place."""
    letters = min(files, SPELLING_LETTERS)
    return ord(letter) % letters + letters * min(files // letters - 1, max(0, length // 2 - 2))


def range_of(key: str, bounds: Sequence[str]) -> int:
    """The range to which a key belongs, by its stem."""
    return bisect_right(bounds, key.partition(" ")[0]) - 1


def length_sign(length: int) -> str:
    """The length of a body in terms as one sign: two for each doubling."""
    return SIGNS[round(2 * math.log2(1 + length))]


def _digests(parts: Iterable[bytes]) -> bytes:
    return b"".join([digest(part)[:SHORT] if part else _NOTHING for part in parts])


def digests_of(found: Sequence[bytes], *given: bytes) -> list[bytes]:
    """For each place the digest of what all leaves have there, and of what else it is made of; b'' where none has anything. `found` are the
    leaves' digests of their parts."""
    nothing = bytes(SHORT * len(found))
    joined = (b"".join([one[place : place + SHORT] for one in found]) for place in range(0, len(found[0]) if found else 0, SHORT))
    return [digest(parts, *given) if parts != nothing else b"" for parts in joined]


_ENCODER: Final = msgspec.msgpack.Encoder()
