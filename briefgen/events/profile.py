"""What grouping sees of an article: its words, title, names, numbers and word pairs, weighed into one vector.

Weights are those of TF-IDF in its logarithmic form (Manning, Raghavan and Schütze 2008, chapter 6). How rare a word is comes from a
background of general news and from the archive: in an archive about one war the war's own name says little.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NewType

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


Terms = NewType("Terms", bytes)
"""An article's terms with how often each occurs, as JSON: of the article alone, so that they can be remembered, and small."""


@dataclass(frozen=True, slots=True)
class _Counts:
    words: Mapping[str, int]
    title: tuple[str, ...]
    names: Mapping[str, int]
    numbers: tuple[str, ...]
    pairs: Mapping[str, int]


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
    found = _Counts(kept, tuple(dict.fromkeys(headed)), dict(names), tuple(numbers), pairs)
    return Terms(msgspec.json.encode(found))


def weigher(archive: Iterable[Terms]) -> Weigh:
    """How much a word says in an archive that holds these articles."""
    counts: Counter[str] = Counter()
    articles = 0
    for one in archive:
        counts.update(_read(one).words.keys())
        articles += 1
    table = background()
    everything = table["#"]
    known: dict[str, float] = {}

    def weigh(word: str) -> float:
        if word not in known:
            here = max(0, counts[word] - 1) / (articles + _PRIOR)
            known[word] = -math.log((1 - _LOCAL) * table.get(word, _RARE) / everything + _LOCAL * here)
        return known[word]

    return weigh


def _read(one: Terms) -> _Counts:
    return msgspec.json.decode(one, type=_Counts)


def vector(given: Terms, weigh: Weigh) -> dict[str, float]:
    """The article's vector, of length 1 at most: the views side by side, so that a product of two sums what each has in common.

    A term's key begins with its view's sign; the words come first, in the order of their weight.
    """
    one = _read(given)
    found = _view("", [(word, frequency(count) * weigh(word)) for word, count in one.words.items()], WORDS)
    found |= _view("^", [(word, weigh(word)) for word in one.title])
    found |= _view("@", [(word, frequency(count) * weigh(word)) for word, count in one.names.items()], _NAMES)
    found |= _view("#", [(number, 1.0) for number in one.numbers])
    found |= _view("+", [(pair, frequency(count)) for pair, count in one.pairs.items()])
    return found


def _by_weight(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]


def _view(sign: str, weighted: Iterable[tuple[str, float]], most: int | None = None) -> dict[str, float]:
    heaviest = list(weighted) if most is None else sorted(weighted, key=_by_weight)[:most]
    length = math.sqrt(math.fsum([weight * weight for _, weight in heaviest]))
    return {sys.intern(sign + term): weight / length * _SCALE[sign] for term, weight in heaviest} if length else {}
