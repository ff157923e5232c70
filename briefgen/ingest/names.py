"""Persons' names and bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from briefgen.text import squeeze

_LONGEST: Final = 300
"""Characters of a byline that are looked at."""
BYLINE: Final = re.compile(
    r"^(?:(?:(?:written|reported|story|analysis|posted|published)\s+)?(?:by|von|par|por|di|door|بقلم)[:\s]+|(?:words|text|story|author|reporter)\s*:\s*)(?P<names>[^\W_].*)$",
    re.IGNORECASE,
)
"""A line that begins with 'By', or with what says the same in German, French, Spanish, Portuguese, Italian, Dutch or Arabic."""
POSTED_BY: Final = re.compile(r"^(?:posted|published|updated)\b.{0,60}?\bby\s+(?P<names>[^\W\d_].*)$", re.IGNORECASE)
_PARTICLES: Final = frozenset(
    {"de", "da", "di", "del", "della", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "ibn", "dos", "du", "ter", "y", "e"}
)
_NOT_IN_NAMES: Final = frozenset(
    """the a an and or of in on at to for by from with news times post herald tribune radio journal chronicle daily evening standard press
    gazette telegraph guardian observer mail independent register magazine network media agency wire reuters bloomberg editorial staff
    team desk reporter reporters correspondent editor contributor newsroom photo photos image images video watch live update updates
    breaking politics world business sport sports opinion culture home search menu more read share comments related today online politics
    science health travel january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday what why how when where who is are was were will has have says said new your our advertisement
    subscribe sign log join""".split()
)
_NAME_PART: Final = re.compile(r"[^\W\d_][\w’'‘.-]*$")
_JOIN: Final = re.compile(r"\s*(?:,\s*and\s+|,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*")
_ROLE: Final = re.compile(
    r"correspondent|editor|reporter|writer|columnist|analyst|staff|producer|bureau|chief|journalist|contributor"
    r"|photographer|agenc|desk|press\b|news\b|special to",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Whether a text looks like one person's name: two to five capitalized words, none of them common in furniture."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 50 or (text.isupper() and len(words) > 3):
        return False
    if not all(_NAME_PART.match(word) for word in words):
        return False
    plain = [word.lower().strip(".") for word in words]
    if any(word in _NOT_IN_NAMES for word in plain):
        return False
    capitalized = [word[0].isupper() or word in _PARTICLES for word in words]
    return all(capitalized) and words[0][0].isupper() and words[-1][0].isupper() and len(words[-1]) > 1


def names_in(text: str) -> tuple[str, ...]:
    """The persons of a byline ('Ann Lee, Transport Correspondent, and B. Cho in Osk'); empty when it is not made of names."""
    text = re.sub(r" *[|/–—•·].*$", "", squeeze(text[:_LONGEST]))
    text = re.sub(r"\s+(?:in|at|for|of)\s+(?:the\s+)?[A-Z].*$", "", text)
    text = re.sub(r"\s+\(.*?\)", "", text)
    parts = [part for part in _JOIN.split(text.strip(" .,")) if part]
    found: list[str] = []
    for place, part in enumerate(parts):
        name = cased(part.strip())
        if is_name(name):
            found.append(name)
        elif place == 0 or not (_ROLE.search(part) or len(part.split()) <= 4):
            return ()
    return tuple(dict.fromkeys(found))


def cased(name: str) -> str:
    """A name in capitals as it is usually written."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name) if name.isupper() and len(name) > 3 else name


def is_byline(text: str) -> bool:
    """Whether a line begins with 'By' and goes on with names, or with a role in place of one ('By our sports staff')."""
    match = BYLINE.match(text)
    return match is not None and bool(named_in(match) or (len(text.split()) <= 6 and _ROLE.search(match["names"])))


def capitalized_share(words: Iterable[str]) -> float:
    """The share of words that begin with a capital letter."""
    listed = [word for word in words if word[:1].isalpha()]
    return sum(word[0].isupper() for word in listed) / len(listed) if listed else 0.0


def byline_names(text: str) -> tuple[str, ...]:
    """The persons that a byline names, with or without 'By'."""
    match = BYLINE.match(text) or POSTED_BY.match(text)
    return named_in(match) if match else () if text.isupper() else names_in(text)


def named_in(byline: re.Match[str]) -> tuple[str, ...]:
    """The persons of a line that says that it is a byline: of scripts without capitals it is taken at its word."""
    said = byline["names"]
    return names_in(said) or (_arabic_names(said) if _ARABIC.match(said) else ())


_ARABIC: Final = re.compile("[ء-ي]")
_ARABIC_JOIN: Final = re.compile(r"\s*[،,/&]\s*|\s+و\s+")
_ARABIC_PART: Final = re.compile("[ء-ْ]+")
_NOT_IN_ARABIC_NAMES: Final = frozenset(
    "محرر المحرر مراسل مراسلة المراسل مراسلنا مراسلونا هيئة التحرير فريق أسرة وكالة وكالات قسم صحيفة موقع خاص".split()
)
_WITH_WAW: Final = frozenset("وليد وائل وسام وسيم وفاء وفيق وجيه وجدي وداد وديع وهبة وهبي وهيب وردة ولاء وضاح".split())
"""Names that begin with the letter that 'and' is, which stands before the next word without a space."""


def _arabic_names(text: str) -> tuple[str, ...]:
    """The persons that an Arabic byline names; none where it is not made of names."""
    parts = [part.split() for part in _ARABIC_JOIN.split(squeeze(text[:_LONGEST]).strip(" .،"))]
    whole = [name for part in parts for name in _parted(part)]
    are_names = all(2 <= len(name) <= 5 and all(_ARABIC_PART.fullmatch(word) for word in name) for name in whole)
    if not are_names or any(word in _NOT_IN_ARABIC_NAMES for name in whole for word in name):
        return ()
    return tuple(dict.fromkeys(" ".join(name) for name in whole))


def _parted(words: list[str]) -> list[list[str]]:
    """The words of two names, where the one that stands third or later begins with 'and', and two follow it."""
    for place in range(2, len(words) - 1):
        if words[place].startswith("و") and len(words[place]) > 2 and words[place] not in _WITH_WAW:
            return [words[:place], *_parted([words[place][1:], *words[place + 1 :]])]
    return [words]
