"""A text's terms: what the index knows it by.

The search page's JavaScript splits queries and texts in the same way (`words.js` of the theme); a change here is a change there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefgen.text import without_marks

_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Thai, Lao, Myanmar, Khmer, kana, ideographs: scripts that put no spaces between words."""
_IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_RUN: Final = re.compile(rf"(?:(?=[{_UNSPACED}])[^\W_])+|(?:(?![{_UNSPACED}])[^\W_])+")
_WORD: Final = re.compile(r"[^\W_]+")
_USUAL: Final = str.maketrans(dict.fromkeys("’‘“”—–…", " "))
_LETTERS: Final = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H", "þ": "th", "Þ": "Th"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ẞ": "Ss", "ı": "i"}
)
"""Letters that Unicode does not part into one and its mark, though who types them often does."""
_TO_TERMS: Final = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
"""Of each byte of ASCII what it is in a term, or a space: so that terms are what split() finds, in a quarter of an expression's time."""


def terms(text: str) -> list[str]:
    """The terms of a text in order: runs of letters and digits without accents, in lower case. A run of an unspaced script gives each
    two neighbours in it, and then its last character."""
    if not text.isascii():
        plain = text.translate(_USUAL)
        if not plain.isascii():
            return _terms_of(without_marks(text).translate(_LETTERS).lower())
        text = plain
    return text.encode().translate(_TO_TERMS).decode().split()


def _terms_of(folded: str) -> list[str]:
    if not _IS_UNSPACED.search(folded):
        return _WORD.findall(folded)
    return [term for run in _RUN.findall(folded) for term in (_bigrams(run) if _IS_UNSPACED.match(run) else (run,))]


def _bigrams(run: str) -> Iterator[str]:
    return (run[place : place + 2] for place in range(len(run)))


def is_unspaced(term: str) -> bool:
    """Whether a term is of a script without spaces."""
    return bool(_IS_UNSPACED.match(term))


def is_word(term: str) -> bool:
    """Whether a term is all letters, and of a script with spaces: what can be misspelt."""
    return term.isalpha() and not is_unspaced(term)
