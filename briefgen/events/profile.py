"""What grouping sees of an article: its words, title, names, numbers and word pairs, weighed into one vector.

Weights are those of TF-IDF in its logarithmic form (Manning, Raghavan and Schütze 2008, chapter 6). How rare a word is comes from a
background of general news and from the archive: in an archive about one war the war's own name says little.
"""

from __future__ import annotations

import math
import re
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice, pairwise
from typing import Final
from zlib import crc32

import msgspec

from briefgen.similarity import background, frequency, terms_of, weight_of

WORDS: Final = 120
"""So many of an article's heaviest words count; of names and pairs fewer."""
_REMEMBERED: Final = 200
"""Those that are heavy against the background, of which the archive's counts choose."""
_NAMES: Final = 30
_PAIRS: Final = 100
_TITLE_WEIGHT: Final = 3
"""A word of the title counts as so many of the text."""

_SHARES: Final = {"": 1.0, "^": 0.3, "@": 0.3, "#": 0.2, "+": 1.0}
"""How much each view says: words, the title's words, names, numbers, pairs of words. Found by leaving out each of five corpora in turn."""
_MOST: Final = {"": WORDS, "^": None, "@": _NAMES, "#": None, "+": None}
"""So many of each view's terms count."""
_MORE: Final = 1 + 1e-9
"""What is heavier by this factor stays so when both have been rounded."""
_SCALE: Final = {view: math.sqrt(share / sum(_SHARES.values())) for view, share in _SHARES.items()}

_LOCAL: Final = 0.3
"""The archive's share in how rare a word is."""
_PRIOR: Final = 100
"""An archive's own counts say little before it has about so many articles."""
_RARE: Final = 10
"""In how many background articles a word that is not in the table is taken to occur."""

_CAPITALIZED: Final = re.compile(r"(?<=[a-z,;:] )(?:[^\W\d_a-z]\w+)")
_NUMBER: Final = re.compile(r"\b\d[\d,.]*\d\b")

Weigh = Callable[[str], float]
"""A word's weight in an archive."""


@dataclass(frozen=True, slots=True)
class Terms:
    """An article's terms: of the article alone, so that they can be remembered, and small."""

    words: bytes
    """The mark of each word, four bytes long: in how many articles a word stands is counted by these."""
    others: bytes
    """The mark of each title word, name, number and pair."""
    whole: Callable[[], Counts] = field(compare=False)
    """Reads all of them with how often each occurs. Of most articles of a large archive nobody asks for that."""

    def marks(self) -> array[int]:
        """The marks of all the terms that its vector may have."""
        return array("I", self.words + self.others)


@dataclass(frozen=True, slots=True)
class Counts:
    """An article's terms, view by view, with how often each occurs where that counts."""

    words: Mapping[str, int]
    """The heaviest, about in the order of their weight."""
    title: tuple[str, ...]
    names: Mapping[str, int]
    numbers: tuple[str, ...]
    pairs: Mapping[str, int]
    length: float
    """Of the words' view, in an archive where none of them is common."""


def terms(title: str, text: str) -> Terms:
    """The article's terms: the most frequent pairs, the earliest first, and the names that stand within sentences."""
    listed, headed = terms_of(text), terms_of(title)
    counts = Counter(listed)
    for word in dict.fromkeys(headed):
        counts[word] += _TITLE_WEIGHT
    names = Counter(terms_of(" ".join(_CAPITALIZED.findall(text))))
    for word in headed:
        if word in names:
            names[word] += 2
    pairs = {f"{one} {other}": count for (one, other), count in Counter(pairwise(listed)).most_common(_PAIRS)}
    numbers = dict.fromkeys(number.replace(",", "") for number in _NUMBER.findall(text))
    heaviest = sorted([(-frequency(count) * weight_of(word), word) for word, count in counts.items()])[:_REMEMBERED]
    kept = {word: counts[word] for _, word in heaviest}
    weigh = _weigher_of_none()
    foremost = sorted((frequency(count) * weigh(word) for word, count in kept.items()), reverse=True)[:WORDS]
    length = math.sqrt(math.fsum([weight * weight for weight in foremost]))
    found = Counts(kept, tuple(dict.fromkeys(headed)), dict(names), tuple(numbers), pairs, length)
    data = packed(found)
    return Terms(_marks("", found.words), b"".join(_marks(sign, view) for sign, view in _others(found)), lambda: unpacked(data))


def packed(counts: Counts) -> bytes:
    """The counts as bytes, for remembering."""
    return msgspec.msgpack.encode(counts)


def unpacked(data: bytes) -> Counts:
    """The counts that were packed. Raises ValueError for bytes that are none."""
    return _COUNTS.decode(data)


def _others(one: Counts) -> tuple[tuple[str, Iterable[str]], ...]:
    """The terms of each view but the words', with its sign."""
    return ("^", one.title), ("@", one.names), ("#", one.numbers), ("+", one.pairs)


def _marks(sign: str, found: Iterable[str]) -> bytes:
    return array("I", [mark(sign + term) for term in found]).tobytes()


def mark(term: str) -> int:
    """A number that stands for a term, with its view's sign; of 100,000 terms one or two share theirs with another."""
    return crc32(term.encode())


def weigher(archive: Iterable[Terms]) -> Weigh:
    """How much a word says in an archive that holds these articles."""
    counts: Counter[int] = Counter()
    articles = 0
    for one in archive:
        counts.update(array("I", one.words))
        articles += 1
    table = background()
    everything = table["#"]
    known: dict[str, float] = {}

    def weigh(word: str) -> float:
        if word not in known:
            here = max(0, counts[mark(word)] - 1) / (articles + _PRIOR)
            known[word] = -math.log((1 - _LOCAL) * table.get(word, _RARE) / everything + _LOCAL * here)
        return known[word]

    return weigh


@cache
def _weigher_of_none() -> Weigh:
    return weigher(())


def vector(given: Terms, weigh: Weigh) -> dict[str, float]:
    """The article's vector, of length 1 at most: the views side by side, so that a product of two sums what each has in common.

    A term's key begins with its view's sign; the words come first, in the order of their weight.
    """
    return {sys.intern(term): weight for term, weight in weighed(given, weigh)}


def weighed(given: Terms, weigh: Weigh) -> Iterator[tuple[str, float]]:
    """What the article's vector is made of."""
    one = given.whole()
    for sign, most in _MOST.items():
        yield from _scaled(sign, list(_view(one, weigh, sign)), most)


def is_light(given: Terms, weigh: Weigh, term: str, many: int) -> bool:
    """Whether so many terms are heavier, as far as that can be told in a fraction of the time that weighing all of them takes; or it is not
    among those that count.

    Of words among one another that is certain without the length of their view. Of terms of other views it is where words are heavier even if
    that length is what it would be in an archive where no word is common: it cannot be more.
    """
    one = given.whole()
    sign = term[0] if term[0] in _MOST else ""
    own = _scaled(sign, list(_view(one, weigh, sign)), _MOST[sign]) if sign else list(_view(one, weigh, ""))
    mine = dict(own).get(term)
    if mine is None:
        return True
    words = islice(_view(one, weigh, ""), 2 * many) if sign and one.length else ()
    heavier = chain(
        (weight > mine * _MORE or (weight == mine and other < term) for other, weight in own),
        (weight / one.length * _SCALE[""] > mine * _MORE for _, weight in words),
    )
    return sum(1 for _ in islice(filter(None, heavier), many)) == many


def _view(one: Counts, weigh: Weigh, sign: str) -> Iterator[tuple[str, float]]:
    """A view's terms with their weights among one another, of words about the heaviest first."""
    if sign == "#":
        return ((number, 1.0) for number in one.numbers)
    if sign == "+":
        return ((pair, frequency(count)) for pair, count in one.pairs.items())
    if sign == "^":
        return ((word, weigh(word)) for word in one.title)
    return ((word, frequency(count) * weigh(word)) for word, count in (one.names if sign else one.words).items())


def _by_weight(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]


def _scaled(sign: str, weighted: list[tuple[str, float]], most: int | None) -> list[tuple[str, float]]:
    foremost = weighted if most is None else sorted(weighted, key=_by_weight)[:most]
    length = math.sqrt(math.fsum([weight * weight for _, weight in foremost]))
    scale = _SCALE[sign]
    return [(sign + term, weight / length * scale) for term, weight in foremost] if length else []


_COUNTS: Final = msgspec.msgpack.Decoder(Counts)
