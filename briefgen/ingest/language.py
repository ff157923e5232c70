"""The language of an article that declares none: by its letters, where they settle it, or else by its little words. Better none than a wrong one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from briefgen.ingest.function_words import OTHERS, WORDS
from briefgen.ingest.labels import body_lines
from briefgen.ingest.metadata import best
from briefgen.ingest.page import Fact, Sheet

_SCORE: Final = 0.6
_LONGEST: Final = 20_000
"""Characters that are looked at."""
_FEWEST_LETTERS: Final = 60
_FEWEST_SIGNS: Final = 30
"""Of a script of which a letter is a syllable or a word."""
_FEWEST_WORDS: Final = 30
_MOST_OF_IT: Final = 0.8
"""The share of the letters that are of one script, at least."""


def found(sheet: Sheet, usual: str) -> Fact | None:
    """The language of the labelled sheet's text, where it is another than the `usual` one and the page declares none; None where it cannot be
    told."""
    if best(sheet.facts, "lang") is not None:
        return None
    tag, by_letters = language_of("\n".join(line.text for line in body_lines(sheet)))
    if not tag or _family(tag) == _family(usual):
        return None
    return Fact("lang", tag, _SCORE, "the text's letters" if by_letters else "the text's little words", inferred=True)


def _family(tag: str) -> str:
    """What of a language tag counts here: none of its parts but the first, and Norwegian is one."""
    first = tag.split("-")[0].lower()
    return "no" if first in ("nb", "nn") else first


def language_of(text: str) -> tuple[str, bool]:
    """The language of a text, as a tag, and whether it is known by its letters alone; '' where it cannot be told."""
    start = text[:_LONGEST]
    counted = Counter({script: len(pattern.findall(start)) for script, pattern in _SCRIPTS.items()})
    total = counted.total()
    for script, telling in _TELLING.items():
        own = counted[script] + (counted["Han"] if script == "Kana" else 0)
        fewest = _FEWEST_SIGNS if script in ("Kana", "Han", "Hangul") else _FEWEST_LETTERS
        if own >= fewest and own >= _MOST_OF_IT * total:
            return telling(start), True
    if counted["Latin"] >= _MOST_OF_IT * total:
        return _by_words(start), False
    return "", False


_SCRIPTS: Final[Mapping[str, re.Pattern[str]]] = {
    "Latin": re.compile("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"),
    "Greek": re.compile("[Ͱ-Ͽἀ-῿]"),
    "Cyrillic": re.compile("[Ѐ-ԯ]"),
    "Hebrew": re.compile("[א-ײ]"),
    "Arabic": re.compile("[ء-غف-يٮ-ۓەۮۯۺ-ۿݐ-ݿ]"),
    "Kana": re.compile("[ぁ-ゖァ-ヺー]"),
    "Han": re.compile("[㐀-䶿一-鿿]"),
    "Hangul": re.compile("[가-힣]"),
    "Others": re.compile("[Ա-ևऀ-෿฀-࿿က-ჿሀ-፿ក-៿]"),
}
"""The letters of each script, without marks and digits."""


def _share(signs: str, text: str, script: str) -> float:
    """The share of a script's letters that are these."""
    count = sum(1 for sign in text if sign in signs)
    return count / max(1, len(_SCRIPTS[script].findall(text)))


def _greek(_text: str) -> str:
    return "el"


def _hangul(_text: str) -> str:
    return "ko"


def _hebrew(text: str) -> str:
    """Hebrew, and no Yiddish, which has double letters of its own."""
    return "he" if _share("װױײ", text, "Hebrew") < _HARDLY and len(re.findall(r"\b(?:איז|און|די|פון|האט)\b", text)) < _A_FEW else ""


def _cyrillic(text: str) -> str:
    """By letters that the others have not; of Macedonian, Kazakh and all the others nothing is said."""
    low = text.lower()
    russian, ukrainian, bulgarian, other = (_share(signs, low, "Cyrillic") for signs in ("ыэё", "іїєґ", "ъ", _OTHER_CYRILLIC))
    if other >= _HARDLY:
        return ""
    if russian >= _OFTEN and ukrainian < _HARDLY:
        return "ru"
    if ukrainian >= _OFTEN and russian < _HARDLY and bulgarian < _HARDLY and _share("їє", low, "Cyrillic") >= _HARDLY:
        return "uk"
    return "bg" if bulgarian >= _OFTEN and russian < _HARDLY and ukrainian < _HARDLY else ""


_OTHER_CYRILLIC: Final = "ўјљњћђџѓќѕәғқңөұүһҷҳӣӯҥӑӗҙҡҫӧӱҵӄӡѐѝѣѵ"


def _arabic(text: str) -> str:
    """Arabic by its article; Persian and Urdu by their letters, Persian without those that only its other neighbours have."""
    other = _share("ڕڵۆێټډړږښڼۍېےۇۈۋڭڄڃڻڳٿڀٺٻڇڍڊڌڙ", text.replace("ے", ""), "Arabic")
    urdu, persian = _share("ٹڈڑںےہھ", text, "Arabic"), _share("پچژگ", text, "Arabic")
    if other >= _HARDLY:
        return ""
    if urdu >= _OFTEN:
        return "ur" if _share("ےں", text, "Arabic") >= _OFTEN else ""
    if persian >= _OFTEN:
        return "fa" if urdu < _HARDLY and _share("ەھ", text, "Arabic") < _HARDLY else ""
    words = re.findall(r"[^\W\d_]+", text)
    articles = sum(word.startswith(("ال", "وال", "بال", "لل", "فال", "كال")) for word in words)
    return "ar" if articles >= _OF_ARTICLES * len(words) else ""


def _kana(text: str) -> str:
    return "ja" if len(_SCRIPTS["Kana"].findall(text)) >= _OF_KANA * len(re.findall(r"[㐀-䶿一-鿿ぁ-ゖァ-ヺー]", text)) else _han(text)


def _han(text: str) -> str:
    kana, han = len(_SCRIPTS["Kana"].findall(text)), len(_SCRIPTS["Han"].findall(text))
    return "zh" if kana < _HARDLY * han else ""


_HARDLY: Final = 0.003
_OFTEN: Final = 0.008
"""Shares of the letters: what a name or a quotation may bring along, and what only a language's own spelling does."""
_A_FEW: Final = 3
_OF_ARTICLES: Final = 0.1
_OF_KANA: Final = 0.15
_TELLING: Final[Mapping[str, Callable[[str], str]]] = {
    "Greek": _greek,
    "Cyrillic": _cyrillic,
    "Hebrew": _hebrew,
    "Arabic": _arabic,
    "Kana": _kana,
    "Hangul": _hangul,
}


def _by_words(text: str) -> str:
    """The language whose little words a text is full of, and that has clearly more of them than any other one, by the words that only one of
    the two has."""
    words = Counter(re.findall(r"[^\W\d_]+", text.replace("İ", "i").lower()))
    total = words.total()
    if total < _FEWEST_WORDS:
        return ""
    known = WORDS | OTHERS
    top = max(known, key=lambda language: sum(words[word] for word in known[language]))
    if top in OTHERS or sum(words[word] for word in known[top]) < _OF_LITTLE_WORDS * total:
        return ""
    return top if all(_is_clear(words, known[top], known[other]) for other in known if other != top) else ""


def _is_clear(words: Mapping[str, int], own: frozenset[str], other: frozenset[str]) -> bool:
    ours, theirs = sum(words[word] for word in own - other), sum(words[word] for word in other - own)
    return ours >= _MARGIN and ours >= _TIMES * theirs


_OF_LITTLE_WORDS: Final = 0.15
_MARGIN: Final = 4
_TIMES: Final = 2
