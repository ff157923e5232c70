"""Which words are inflections of one: they have a stem in common, by Snowball's algorithms for some thirty languages.

The browser needs none of it: words of one stem stand side by side in the index.
"""

from __future__ import annotations

import re
import unicodedata
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final

import Stemmer

from briefgen.search.terms import is_word, terms

_ALGORITHMS: Final = {
    code: name
    for name, codes in {
        "arabic": "ar", "armenian": "hy", "basque": "eu", "catalan": "ca", "danish": "da", "dutch": "nl", "english": "en", "esperanto": "eo",
        "estonian": "et", "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hindi": "hi", "hungarian": "hu", "indonesian": "id",
        "irish": "ga", "italian": "it", "lithuanian": "lt", "nepali": "ne", "norwegian": "no nb nn", "polish": "pl", "portuguese": "pt",
        "romanian": "ro", "russian": "ru", "serbian": "sr", "spanish": "es", "swedish": "sv", "tamil": "ta", "turkish": "tr", "yiddish": "yi",
    }.items()
    for code in codes.split()
}  # fmt: skip
"""By ISO 639-1."""
_SPELT: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff]+[^\W_]*)*")


def version() -> str:
    """Of the library: another one may stem in another way."""
    return str(Stemmer.version())


class Keys(dict[str, str]):
    """Terms to the keys under which the index has them: the stem, a space and the term; or the term alone, where it is its own stem."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        super().__init__()
        self._stem = stem

    def __missing__(self, term: str) -> str:
        found = self[term] = self.of(term, term)
        return found

    def of(self, term: str, spelt: str) -> str:
        """The key of a term that is spelt so."""
        stem = _folded(self._stem(spelt)) if is_word(term[0]) else term
        return term if stem in ("", term) else f"{stem} {term}"


def keys(language: str, texts: Iterable[str]) -> Mapping[str, str]:
    """The key of any term, in this language (a tag as in BCP 47). `texts` are those that the terms come from: some languages tell endings
    by accents, which terms have no more. Where no algorithm is known, a term is its own stem."""
    known = _known(language.split("-")[0].lower())
    spelt = {} if language.startswith("en") else _spelt(texts)
    if not spelt:
        return known
    return ChainMap({term: known.of(term, word) for term, word in spelt.items()}, known)


@cache
def _known(code: str) -> Keys:
    algorithm = _ALGORITHMS.get(code, "")
    # Without a cache of its own, which is slower than this one.
    return Keys(Stemmer.Stemmer(algorithm, 0).stemWord if algorithm in Stemmer.algorithms() else _itself)


def _itself(term: str) -> str:
    return term


def _folded(stem: str) -> str:
    return stem if stem.isascii() else "".join(terms(stem))


def _spelt(texts: Iterable[str]) -> dict[str, str]:
    """How terms that have accents are written."""
    found: dict[str, str] = {}
    for text in texts:
        if text.isascii():
            continue
        for word in set(_SPELT.findall(unicodedata.normalize("NFC", text).lower())):
            if not word.isascii():
                folded = terms(word)
                if len(folded) == 1 and folded[0] != word:
                    found[folded[0]] = min(word, found.get(folded[0], word))
    return found
