"""The names of those who wrote an article, in the parts that lists of references turn round."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from briefgen.dossier.kinds import tail_of
from briefgen.text import fold, squeeze


class Name(NamedTuple):
    """A name in its parts. What is no person's, and what is not written first name first, is a family name alone."""

    family: str
    """With its particles: 'van der Berg'."""
    given: str = ""
    suffix: str = ""
    """'Jr.', 'III'."""

    def plain(self) -> str:
        """As it is said: 'Jane van der Berg', 'Martin Roe Jr.'"""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)

    def inverted(self) -> str:
        """As a list sorts it: 'van der Berg, Jane', 'Roe, Martin, Jr.'"""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    def with_initials(self) -> str:
        """The same with initials: 'van der Berg, J.-P.', 'Roe, M., Jr.'"""
        return ", ".join(part for part in (self.family, _initials(self.given), self.suffix) if part)

    def in_bibtex(self, tex: Callable[[str], str]) -> str:
        """As BibTeX reads it: 'van der Berg, Jane', 'Roe, Jr., Martin'; what is only one part in braces, so that it stays one."""
        if not self.given:
            return f"{{{tex(self.family)}}}"
        return ", ".join(_whole(tex(part)) for part in (self.family, self.suffix, self.given) if part)


def _whole(part: str) -> str:
    """A part of a name that BibTeX would take for more than that, in braces."""
    return f"{{{part}}}" if re.search(r",|\band\b", part, re.IGNORECASE) else part


def _initials(given: str) -> str:
    """'J.-P. M.' of 'Jean-Paul Marie'."""
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part[:1].isalpha()) for word in given.split()).strip()


def name_of(text: str) -> Name:
    """A name as it stands in a byline, in its parts."""
    whole = squeeze(text)
    family, comma, given = whole.partition(", ")
    if comma and not _is_group(whole):
        if given.rstrip(".").lower() in _SUFFIXES:
            return _of_words(family.split(), given)
        return Name(family, given) if "," not in given and len(given.split()) <= _MOST_GIVEN else Name(whole)
    words = whole.split()
    while len(words) > _TWO and words[0].rstrip(".").lower() in _TITLES:
        words = words[1:]
    if len(words) < _TWO or _is_group(whole):
        return Name(whole)
    suffix = words[-1] if len(words) > _TWO and words[-1].rstrip(".").lower() in _SUFFIXES else ""
    return _of_words(words[:-1] if suffix else words, suffix)


_TWO: Final = 2
_MOST_GIVEN: Final = 4


def _of_words(words: list[str], suffix: str) -> Name:
    """The last word with the particles before it is the family's name, if it has a capital letter: other scripts have other orders."""
    start = len(words) - 1
    if start < 1 or not words[start][:1].isupper():
        return Name(" ".join([*words, suffix] if suffix else words))
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _is_particle(word: str) -> bool:
    return word in _PARTICLES or word in _CAPITAL_PARTICLES


def _is_group(name: str) -> bool:
    """Whether a name is that of many: an agency, a newsroom, a ministry."""
    words = name.split()
    if words[0] in ("The", "the") or re.search(r"[\d&/@:]", name):
        return True
    return any(word in _NEWSROOM for word in fold(name).split()) or tail_of(words) == "organization"


_PARTICLES: Final = frozenset(
    """af al av ben bin d' da das de degli dei del della den der des di do dos du e el ibn la las le lo los te ten ter van vom von y zu zum
    zur""".split()
)
_CAPITAL_PARTICLES: Final = frozenset("Da De Del Della Der Den Di Dos Du La Le Los St. Ter Van Von".split())
"""Those of names that have them with a capital; a first name that looks like one is first."""
_SUFFIXES: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))
_TITLES: Final = frozenset(("dr", "prof", "mr", "mrs", "ms", "sir", "dame", "rev"))
_NEWSROOM: Final = frozenset(
    """agency bureau contributors correspondents desk editors foundation group initiative institute media network news newspaper newsroom office
    press radio reporters reporting service staff team television times tribune university wire writers""".split()
)
