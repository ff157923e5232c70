"""What speaks for a name's kind: its own form, and what stands before and after it in the text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from briefgen.dossier import vocabulary as vocab

ACRONYM: Final = vocab.Expression(r"[A-Z][A-Z&]{1,5}s?")


class Run(NamedTuple):
    """Capitalized words in a row, and what is beside them."""

    words: tuple[str, ...]
    first: bool
    """Whether it begins a sentence, where any word is capitalized."""
    owns: bool
    """Whether a possessive ends it."""
    before: tuple[str, str]
    after: tuple[str, ...]
    """The next few tokens, '' past the line's end."""
    acronym: str = ""
    """The letters in brackets behind it."""

    @property
    def is_dateline(self) -> bool:
        """'Osk — The road …'."""
        return self.before == ("", "") and self.after[0] in ("—", "–")


def lowered(word: str) -> str:
    """The word as the vocabulary's small lists have it: 'gen' for 'Gen.'"""
    return word.lower().rstrip(".")


def tail_of(words: Sequence[str]) -> str:
    """The kind that a name's form gives away: 'organization', 'place', 'thing', or ''."""
    last = words[-1]
    if len(words) == 2 and words[0] in vocab.GIVEN and last in vocab.SURNAMES_TOO:
        return ""
    if "of" in words or "for" in words:
        head = words[words.index("of" if "of" in words else "for") - 1]
        return "place" if head in vocab.PLACE else "organization" if head in vocab.TAKES_OF else ""
    if last in vocab.ORGANIZATION or "&" in words or (len(words) > 1 and last in vocab.TRADES):
        return "organization"
    if last in vocab.THING or words[0] in vocab.LEADING_THING:
        return "thing"
    return "place" if len(words) > 1 and (last in vocab.PLACE or words[0] in vocab.LEADING_PLACE) else ""


_OF_FIRMS: Final = frozenset("shares stock stocks employees executives executive spokesman spokeswoman headquarters customers subsidiary".split())
_FIRMS: Final = frozenset(
    "operator company maker manufacturer firm supplier lender retailer airline carrier automaker insurer brewer shipowner utility".split()
)
"""What an organization is called before its name."""
_LED_BY_FIRMS: Final = frozenset("board owner operator shares directors management workers employees staff subsidiary shareholders customers".split())
"""What 'of' and a firm's name come after."""
_FIRMS_TOO: Final = frozenset(
    "owner rival partner host champion leader model star neighbour neighbor designer manager successor predecessor defender investor".split()
)
"""Roles that firms and places have as well."""
_SPOKE: Final = vocab.SPEECH - frozenset("told tells asked thinks thought believes remembered".split())
"""What persons do whose names follow; newspapers are told too."""
_KIN: Final = frozenset("wife husband son daughter mother father brother sister lawyer attorney widow girlfriend family death career father".split())
_OF_LANDS: Final = frozenset(
    "capital government army parliament president prime foreign border territory coast largest second-largest economy".split()
)
_REGIONS_OF: Final = frozenset(
    "city town village province capital state district region island county port suburb outskirts streets coast north south".split()
)
_PREPOSITIONS: Final = frozenset("from of in at near to outside around".split())
_BESIDE: Final = frozenset("in near outside across throughout around inside".split())


_TELLING_BEHIND: Final = vocab.SPEECH | _KIN | _OF_FIRMS | _OF_LANDS | {"who", ",", "—", "–"}
"""What stands right behind a name that tells its kind, alone or with what follows: most words do not."""
_TELLING_AHEAD: Final = vocab.ROLES | vocab.COMPASS | _SPOKE | _FIRMS | _BESIDE | {",", "of", "the"}
"""And what stands right before it."""


def evidence_of(words: tuple[str, ...], run: Run, *, titled: bool, alone: bool, last: bool) -> tuple[float, ...]:
    """What one place of a text says for a person, a place, an organization, something else.

    `titled`: a title stands before the name; `alone`: the name is all of its run; `last`: it ends it.
    """
    person, place, organization, thing = _evidence_of_form(words, titled)
    if last and run.after[0] in _TELLING_BEHIND:
        person += _followed_by_a_persons(run, len(words))
        place += _followed_by_a_places(run)
        organization += 2.0 * (run.after[0] in _OF_FIRMS)
        person -= 1.5 * (run.after[0] == "," and run.after[1] == "which")
    if alone and run.before[1] in _TELLING_AHEAD:
        person += _led_by_a_persons(run, len(words))
        place += _led_by_a_places(run)
        organization += _led_by_a_firms(run)
        person -= 2.0 * (run.before[1] == "the")
    return person, place, organization, thing


@lru_cache(maxsize=4096)  # a text repeats its names
def _evidence_of_form(words: tuple[str, ...], titled: bool) -> tuple[float, float, float, float]:
    """What the name says by itself."""
    tail = tail_of(words)
    known = " ".join(words)
    known = vocab.ALIASES.get(known, known)
    person = 4.0 * titled - 2.0 * _begins_with_place(words) + (_form_of_a_person(words) if not tail else 0)
    place = 8.0 * (known in vocab.PLACES) + 5.0 * (tail == "place")
    organization = 6.0 * (tail == "organization") + 3.0 * (len(words) == 1 and bool(ACRONYM.fullmatch(known)) and not titled)
    organization += 8.0 * (known in ("United Nations", "European Union"))
    return person, place, organization, 7.0 * (tail == "thing")


def _begins_with_place(words: Sequence[str]) -> bool:
    """'New Orleans Saints', 'Chicago Cubs'."""
    return len(words) > 1 and words[0] not in vocab.GIVEN and (words[0] in vocab.PLACES or " ".join(words[:2]) in vocab.PLACES)


def _form_of_a_person(words: Sequence[str]) -> float:
    if len(words) < 2 or len(words) > 5 or " ".join(words) in vocab.PLACES:
        return 0
    initials = any(len(word) == 2 and word.endswith(".") for word in words[:-1])
    return 3.0 * (words[0] in vocab.GIVEN) + 3.0 * initials + 1.0 * any(word in vocab.PARTICLES for word in words[1:-1])


def _followed_by_a_persons(run: Run, length: int) -> float:
    one, two, three = run.after[:3]
    found = 1.0 * (length > 1) * (one in vocab.SPEECH) + 1.5 * (one == "who") + 1.5 * (run.owns and one in _KIN)
    if one == "," and run.before[1] not in _PREPOSITIONS:  # 'a pilot from Orrel, who'
        found += 3.0 * (two.isdigit() and len(two) <= 3 and three == ",") + 2.0 * (two == "who")
        found += 2.5 * (two in ("a", "an", "the", "his", "her") and _is_role(three, run.after[3:]))
    return found


def _is_role(first: str, rest: Sequence[str]) -> bool:
    """Whether a role follows, at once or after a word or two: 'the data guardian'."""
    if first in vocab.ROLES:
        return True
    for word in (first, *rest):
        if not word.isalpha() or not word[0].islower() or word in ("of", "in", "and", "that", "which", "where"):
            return False
        if word in vocab.ROLES:
            return word not in _FIRMS_TOO
    return False


def _followed_by_a_places(run: Run) -> float:
    one, two = run.after[:2]
    return 2.0 * (one == "," and two in vocab.PLACES) + 2.0 * (run.owns and one in _OF_LANDS) + 4.0 * run.is_dateline


def _led_by_a_persons(run: Run, length: int) -> float:
    two, one = run.before
    if one == "," and two in vocab.ROLES and length > 1:  # 'the mayor, Ada Orlov, …'
        return 2.5
    return (3.0 if length > 1 else 1.0) * (one in vocab.ROLES) + (2.0 if length > 1 else 0.5) * (one in _SPOKE)


def _led_by_a_firms(run: Run) -> float:
    two, one = run.before
    return 2.0 * (one in _FIRMS or (one == "," and two in _FIRMS)) + 1.5 * (one == "of" and two in _LED_BY_FIRMS)


def _led_by_a_places(run: Run) -> float:
    two, one = run.before
    whole = run.after[0][:1] in ("", ",", ".")
    return (2.0 if whole else 1.5) * (one in _BESIDE) + 2.0 * (one in vocab.COMPASS) + 3.0 * (one == "of" and two in _REGIONS_OF)
