"""How much two texts are about the same: weighted terms against counts from a background of general news, and their cosine.

Weights are those of TF-IDF in its logarithmic form (Manning, Raghavan and Schütze 2008, chapter 6), with document frequencies
from a fixed background collection: so an article's vector depends on the article alone, and a small archive has good weights too.
"""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.text import words

Vector = Mapping[str, float]
"""Weights by term, of length 1."""

TITLE_WEIGHT: Final = 3
MOST_TERMS: Final = 160

_RARE: Final = 5
"""In how many background articles a word that is not in the table is taken to occur: it holds those in ten or more."""


def vector(title: str, text: str) -> Vector:
    """The article's heaviest terms; empty for an article without words."""
    return vector_of(terms_of(title), terms_of(text))


def vector_of(title: Iterable[str], text: Iterable[str]) -> Vector:
    """The vector of an article's terms, where they are known."""
    return _of_length_1(sorted(_weighed(title, text))[:MOST_TERMS])


def weights_of(title: Iterable[str], text: Iterable[str]) -> Vector:
    """The same vector where the order of its terms does not matter: in two thirds of the time."""
    weighed = _weighed(title, text)
    return _of_length_1(weighed if len(weighed) <= MOST_TERMS else sorted(weighed)[:MOST_TERMS])


def _weighed(title: Iterable[str], text: Iterable[str]) -> list[tuple[float, str]]:
    """The terms with their weights, as negative numbers."""
    counts = Counter(text)
    for term in title:
        counts[term] += TITLE_WEIGHT
    weights = _weights()
    rare = weights[_ALL]
    return [(-weights.get(term, rare) if count == 1 else -frequency(count) * weights.get(term, rare), term) for term, count in counts.items()]


def _of_length_1(heaviest: Sequence[tuple[float, str]]) -> Vector:
    length = math.sqrt(math.fsum([weight * weight for weight, _ in heaviest]))
    return {term: -weight / length for weight, term in heaviest if weight} if length else {}


@cache
def frequency(count: int) -> float:
    """What a term's count in one text says: the second time less than the first."""
    return 1 + math.log(count)


def cosine(one: Vector, other: Vector) -> float:
    """From 0 (nothing in common) to 1."""
    shared = one.keys() & other.keys()  # a set, in no order: which does not matter to a sum that is rounded once
    return math.fsum([one[term] * other[term] for term in shared])


def weight_of(term: str) -> float:
    """The inverse document frequency of a term in the background collection."""
    return _weights().get(term, _weights()[_ALL])


@cache
def _weights() -> dict[str, float]:
    """The weights of the background's words, and under '#' that of all others."""
    table = background()
    return {word: math.log(table[_ALL] / count) for word, count in table.items()} | {_ALL: math.log(table[_ALL] / _RARE)}


_ALL: Final = "#"


_FUNCTION_WORDS: Final = frozenset(
    """the and that for with was this has but are they who also which when their about after all been said two over had were what than you just
    some while his its them most would only before how where through many now any these even could one our may because then those your
    both between such should still during here without since very same under each every say us according told against few did she might
    six too him her once does why three four five seven eight nine ten always though things within others until again makes yet must got
    says per sometimes gives mr mrs ms dr goes themselves himself itself herself ourselves myself yourself cannot perhaps upon become
    becomes besides whom afterwards nor not will can into from out off there have more other being like such own down as it at by an be in
    of on or to is he we me my if so no do up ll ve re don didn isn doesn wasn aren couldn wouldn shouldn hasn hadn weren called says
    first new year day week month time monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec afp ap reuters getty""".split()
)
"""Words that say nothing of a text's subject: the background table leaves out most of them, as it does weekdays and months."""


def terms_of(text: str) -> list[str]:
    """Words of two letters or more and numbers of three digits or more, without function words; a plural counts as its singular.
    Of Chinese and Japanese, which part no words, each two ideographs in a row."""
    found = list(filter(None, map(_term, words(text.replace("’s", "").replace("'s", "")))))
    return found if text.isascii() else found + [run[i : i + 2] for run in _IDEOGRAPHS.findall(text) for i in range(len(run) - 1)]


_IDEOGRAPHS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{2,}")


@cache
def _term(word: str) -> str:
    """The term that a word counts as; '' for one that counts as none."""
    if len(word) < 2 or word in _FUNCTION_WORDS or (word.isdigit() and len(word) < 3):
        return ""
    table = background()
    if word in table or len(word) < 4 or not word.endswith("s"):
        return word
    singulars = (word[:-3] + "y" if word.endswith("ies") else word[:-1], word[:-1], word[:-2] if word.endswith("es") else word[:-1])
    return next((singular for singular in singulars if singular in table), word)


@cache
def background() -> dict[str, int]:
    """In how many of 18,777 news articles a word occurs; the total is under '#'."""
    data = gzip.decompress(files.read(Path(__file__).parent / "data" / "word_counts.tsv.gz")).decode()
    return {word: int(count) for word, count in (line.split("\t") for line in data.splitlines())}
