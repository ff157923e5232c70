"""Sketches of texts: small samples of what a text says and names, by which copies are found without comparing everything.

A sketch holds two things. The words: hashes of the text's shingles (Broder 1997), of which a fixed share is kept, the same in every
text, so that two sketches tell how much of one text another holds. And the skeleton: the text's names and numbers in their order,
which is what a machine leaves standing when it puts another word for every word.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, groupby, islice, pairwise
from typing import Final
from zlib import crc32

from briefgen.text import words

SHINGLE: Final = 5
"""Words in a row that are compared as one; of ideographs, which `words` parts, twice as many."""
LONGEST: Final = 2000
"""Names and numbers of a text that are looked at. An article of 900 words has a hundred; comparing the order of n takes n² steps."""
KEPT: Final = 256
"""A text of up to so many shingles keeps all of them, one of twice as many every second …"""
RAREST: Final = 4
"""… but never fewer than one in four, so that a brief is still seen in a long report that holds it."""
MANY: Final = 48
"""A hash that more texts than this share is boilerplate, or a story that everybody carries; these are not all compared with one another …"""
FIRST: Final = 8
"""… but each with the first few."""
LEAST: Final = 4
"""Hashes that two texts must have in common to be compared; `Shared` says nothing of worth about fewer."""

_SLOTS: Final = 4
_PRIMES: Final = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)
_LONG: Final = (1 << 64) - 1
_HEAD: Final = struct.Struct("<IQBII")
_MARK: Final = (1 << 32) - 1
_CAPITALS: Final = "".join(chr(code) for code in range(0x590) if chr(code).isupper())
_ITEM: Final = re.compile(rf"(?<![^\W_])(?:[{_CAPITALS}][^\W\d_]+|[0-9]+(?:[.,:][0-9]+)*)")
_SENTENCE_ENDS: Final = frozenset(".!?…:\n\r\t\"“”„«»‘'*•|–—-(")
_POINTS: Final = str.maketrans("", "", ".,:")
_COMMON: Final = frozenset(
    """an the and or but nor so yet if as at by for from in into of off on onto out over to up with without about after before against
    between during under he she it they we you his her its their our my your him them us me this that these those there here who whom
    whose which what when where why how is are was were be been being has have had do does did will would can could may might must shall
    should not no yes also then than now just only still however meanwhile although while because since until once some all most many
    more few several both each every other another any one two three four five six seven eight nine ten mr mrs ms dr""".split()
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is remembered of a text. The hashes are packed, four bytes for each, since a tuple of numbers is ten times as large."""

    length: int
    """Its words."""
    digest: int
    """Of all its words: texts in which it is the same are the same text."""
    every: int
    """One in so many shingles is kept: 1, 2 or 4."""
    shingles: bytes
    skeleton: bytes
    """A hash for each name (even) and number (odd), in the text's order."""
    rows: bytes
    """A hash for each row of three of these that has a name in it."""


@dataclass(frozen=True, slots=True)
class Shared:
    """How much two texts have in common; the shares are of the shorter one."""

    same: bool
    """Every word in its place."""
    words: int
    """Shingles, about."""
    word_share: float
    sampled: int
    """The shingles that were compared to say so."""
    names: int
    """Names and numbers in the same row of three."""
    name_share: float
    single_share: float
    """The share of names and numbers that both have, in whatever order."""
    singles: int
    in_order: int
    """The names and numbers that both have in the same order, with others between them."""
    order_share: float
    """How many they are of all that the two have on average, since a long text has room for much of a short one's in its order."""
    spread: bool
    """Whether rows are shared from nearly all of the shorter one, and not only from a list of names that stands in both."""


def sketch(text: str) -> Sketch:
    """The text's sketch, which depends on nothing else."""
    listed = words(text)
    data = " ".join(listed).encode()
    hashes = _hashes(listed, data)
    every = next((every for every in (1, 2) if len(hashes) <= KEPT * every), RAREST)
    kept = sorted(number for number in hashes if number % every == 0)
    names = _skeleton(text)
    digest = int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
    rows = sorted({row & _MARK for row in _rows(names)})
    return Sketch(len(listed), digest, every, *(struct.pack(f"<{len(some)}I", *some) for some in (kept, names, rows)))


def packed(one: Sketch) -> bytes:
    """The sketch as bytes, for remembering."""
    return b"".join((_HEAD.pack(one.length, one.digest, one.every, len(one.shingles), len(one.skeleton)), one.shingles, one.skeleton, one.rows))


def unpacked(data: bytes) -> Sketch:
    """The sketch that was packed. Raises ValueError for bytes that are none."""
    if len(data) < _HEAD.size:
        raise ValueError("these bytes are not a sketch")
    length, digest, every, size, names = _HEAD.unpack_from(data)
    end = _HEAD.size + size
    shingles, skeleton, rows = data[_HEAD.size : end], data[end : end + names], data[end + names :]
    if (len(shingles), len(skeleton)) != (size, names) or size % 4 or names % 4 or len(rows) % 4 or every not in (1, 2, RAREST):
        raise ValueError("these bytes are not a sketch")
    return Sketch(length, digest, every, shingles, skeleton, rows)


def shingles(text: str) -> set[int]:
    """The hashes of all the text's shingles."""
    listed = words(text)
    return _hashes(listed, " ".join(listed).encode())


def shared(one: Sketch, other: Sketch) -> Shared:
    """How much two texts have in common."""
    every = max(one.every, other.every)
    mine, theirs = _kept(one, every), _kept(other, every)
    both = len(mine & theirs)
    short, long = sorted((one, other), key=lambda text: len(text.skeleton))
    rows, other_rows = _row_set(short), _row_set(long)
    singles, other_singles = _singles(short), _singles(long)
    in_order = _in_order(_numbers(short.skeleton), _numbers(long.skeleton))
    return Shared(
        same=one.length == other.length > 0 and one.digest == other.digest,
        words=both * every,
        word_share=_share(mine, theirs),
        sampled=both,
        names=len(rows & other_rows),
        name_share=_share(rows, other_rows),
        single_share=_share(singles, other_singles),
        singles=len(singles & other_singles),
        in_order=in_order,
        order_share=8 * in_order / max(1, len(short.skeleton) + len(long.skeleton)),
        spread=not rows.isdisjoint(other_rows) and _is_spread([row in other_rows for row in _rows(_numbers(short.skeleton))]),
    )


def beyond(one: Sketch, other: Sketch, third: Sketch) -> tuple[int, int]:
    """What the first text shares with the second and not with the third: about how many shingles, and rows of names."""
    every = max(one.every, other.every, third.every)
    mine = (_kept(one, every) & _kept(other, every)) - _kept(third, every)
    return len(mine) * every, len((_row_set(one) & _row_set(other)) - _row_set(third))


def likely(sketches: Sequence[Sketch], addresses: Sequence[str], new: Sequence[bool], asked: Set[int] | None = None) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing, as places in `sketches`: a new text, and one that has its address or enough of its hashes; if some are
    `asked` for, only the pairs with one of these.

    Each pair comes once. Of two new texts the later one meets the earlier one, of others the new one the other. Of texts that share a hash
    with more than `MANY`, those that stand first are met by all; so there are at most so many pairs for each hash of a text, however large
    and however alike the archive.
    """
    asked = frozenset(number for number, fresh in enumerate(new) if fresh) if asked is None else asked
    keys = {number: _keys(sketches[number], addresses[number]) for number in _sharing(sketches, addresses, asked)}
    places = _places(keys, asked)
    for number in sorted(asked):
        meeting, met = _met(number, keys[number], places)
        for other in sorted(meeting.keys() | met.keys()):
            meets = new[number] and (other < number or not new[other])
            is_met = new[other] and (number < other or not new[number])
            if (meets and meeting[other] >= LEAST) or (is_met and other not in asked and met[other] >= LEAST):
                yield number, other


def _met(number: int, mine: Iterable[int], places: Mapping[int, Sequence[int]]) -> tuple[Counter[int], Counter[int]]:
    """By how many hashes a text would meet others, and by how many others would meet it."""
    both: Counter[int] = Counter()
    meeting: Counter[int] = Counter()
    met: Counter[int] = Counter()
    for key in mine:
        found = places.get(key, ())
        if len(found) <= MANY:
            both.update(found)
            continue
        meeting.update(found[:FIRST])
        if number in found[:FIRST]:
            met.update(found)
    return (both + meeting, both + met) if meeting else (both, both)


def _sharing(sketches: Sequence[Sketch], addresses: Sequence[str], asked: Set[int]) -> list[int]:
    """The texts that are asked for, and those that share anything with one of them."""
    if len(asked) == len(sketches):
        return list(range(len(sketches)))
    hashes: set[int] = set()
    for number in asked:
        hashes.update(_numbers(sketches[number].shingles), _numbers(sketches[number].rows))
    texts = {sketches[number].digest for number in asked}
    pages = {addresses[number] for number in asked} - {""}
    return [
        number
        for number, one in enumerate(sketches)
        if number in asked
        or one.digest in texts
        or addresses[number] in pages
        or not hashes.isdisjoint(_numbers(one.shingles))
        or not hashes.isdisjoint(_numbers(one.rows))
    ]


def _keys(one: Sketch, address: str) -> array[int]:
    """Its hashes; and as many of the whole text, and of its address, as make a pair by themselves."""
    found = array("Q", _numbers(one.shingles))
    found.extend(_numbers(one.rows))
    whole = [one.digest] if one.length else []
    if address:
        whole.append(int.from_bytes(blake2b(address.encode(), digest_size=8).digest(), "little"))
    found.extend(number ^ turn for number in whole for turn in range(LEAST))
    return found


def _places(keys: Mapping[int, array[int]], asked: Set[int]) -> dict[int, list[int]]:
    """Who has each key that a text which is asked for shares with another, in their order.

    Most keys are one text's alone. Marks by remainder keep these out of the dictionary, which would be ten times as large.
    """
    marks = bytearray(_SLOTS * sum(map(len, keys.values())) + 1)
    size = len(marks)
    for mine in (mine for number, mine in keys.items() if number in asked):
        for key in mine:
            marks[key % size] = 2 if marks[key % size] else 1
    for mine in (mine for number, mine in keys.items() if number not in asked):
        for key in mine:
            if marks[key % size]:
                marks[key % size] = 2
    places: defaultdict[int, list[int]] = defaultdict(list)
    for number, mine in keys.items():
        for key in mine:
            if marks[key % size] == 2:
                places[key].append(number)
    return {key: found for key, found in places.items() if len(found) > 1}


def _hashes(listed: Sequence[str], data: bytes) -> set[int]:
    """The hash of each row of words, which stand in `data` with a space between them."""
    width = SHINGLE if sum(map(len, listed)) > 2 * len(listed) else 2 * SHINGLE
    ends = list(accumulate(len(word) + 1 if word.isascii() else len(word.encode()) + 1 for word in listed))
    return {crc32(data[start : end - 1]) for start, end in zip([0, *ends], ends[width - 1 :], strict=False)}


def _skeleton(text: str) -> list[int]:
    """The text's names and numbers: of names in a row the last one, of the same one twice in a row the first.

    A capital letter makes a name where no sentence begins; and where one does, if it makes one elsewhere in the text.
    """
    found = [(match, *_standing(text, match)) for match in _ITEM.finditer(text)]
    names = {word for _, word, begins in found if not begins and word not in _COMMON}
    listed: list[str] = []
    end = -2  # of the name before
    for match, word, begins in found:
        if word.isdigit():
            listed.append(word)
        elif word in names:
            if match.start() == end + 1 and not begins:
                listed.pop()
            listed.append(word)
            end = match.end()
    return [crc32(word.encode()) >> 1 << 1 | word.isdigit() for word, _ in islice(groupby(listed), LONGEST)]


def _standing(text: str, match: re.Match[str]) -> tuple[str, bool]:
    """The name or number as it is compared, and whether it may be no name, since a sentence begins there."""
    if match[0][0].isdigit():
        return match[0].translate(_POINTS), True
    start = match.start()
    before = text[start - 1 : start]
    if before.isspace() and before != "\n":
        before = text[start - 2 : start - 1]
    return match[0].lower(), not before or before in _SENTENCE_ENDS


def _in_order(one: Sequence[int], other: Sequence[int]) -> int:
    """The length of the longest common subsequence, by bits (Hyyrö 2004)."""
    places: dict[int, int] = {}
    for place, number in enumerate(one):
        places[number] = places.get(number, 0) | 1 << place
    every = left = (1 << len(one)) - 1
    for number in other:
        here = left & places.get(number, 0)
        left = (left + here | left - here) & every
    return len(one) - left.bit_count()


def _is_spread(shared: Sequence[bool]) -> bool:
    """Whether three quarters of a text each have at least half of the whole's share."""
    share = sum(shared) / max(1, len(shared))
    cuts = [len(shared) * quarter // 4 for quarter in range(5)]
    quarters = [shared[start:end] for start, end in pairwise(cuts)]
    return sum(sum(quarter) >= len(quarter) * share / 2 for quarter in quarters) >= 3


def _rows(listed: Sequence[int]) -> list[int]:
    """A hash for each row of three in the skeleton that has a name in it. Rows of four find fewer paraphrases that put sentences in
    another order (three in ten rather than eight), rows of two are shared by reports that only tell of the same thing."""
    rows = zip(listed, listed[1:], listed[2:], strict=False)
    first, second, third = _PRIMES
    return [(a * first + b * second + c * third) & _LONG for a, b, c in rows if not a & b & c & 1]


def _numbers(hashes: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(hashes) // 4}I", hashes)


@lru_cache(maxsize=1024)  # a text is compared with one after the other
def _kept(one: Sketch, every: int) -> frozenset[int]:
    """Its hashes as they would be, were only one in so many kept."""
    return frozenset(_numbers(one.shingles) if every <= one.every else [number for number in _numbers(one.shingles) if number % every == 0])


@lru_cache(maxsize=1024)
def _row_set(one: Sketch) -> frozenset[int]:
    return frozenset(_rows(_numbers(one.skeleton)))


@lru_cache(maxsize=1024)
def _singles(one: Sketch) -> frozenset[int]:
    return frozenset(_numbers(one.skeleton))


def _share(one: Set[int], other: Set[int]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0
