"""Known items: what readers ask for who look for an article that they have seen before, and which articles would be right.

Whatever answers the query as well as the article that it was drawn from is right too: who has the same title, the same words, the same name.
"""

from __future__ import annotations

import calendar
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from briefgen import archive
from tests.bench.articles import LITTLE
from tests.bench.corpus import Filed, made_up_name
from tests.bench.queries import phrases_of, text_of

SEED: Final = 31
DEPTH: Final = 50
"""So many answers are looked at."""
RARE_SHARE: Final = 200
"""A rare word is in one of so many articles, or in one alone."""
FEW: Final = 10
"""What is in more articles than that is not asked for."""
ACCENTED: Final = 100
"""About so many articles get a name with accents, each its own."""
ACCENTS: Final = {"a": "áäåã", "e": "éèëě", "i": "íï", "o": "óöô", "n": "ñň", "r": "ř", "s": "š", "k": "ķ", "l": "ľ", "u": "úü"}
"""Letters that Unicode takes apart into a letter and a mark."""
STROKES: Final = {"o": "ø", "l": "ł", "d": "đ"}
"""Letters that it does not, though readers type them so."""
TRIES: Final = 1000
NOWHERE: Final = "An outlet"
"""Of articles that name none: the templates for Hugo want one."""
_WORD: Final = re.compile(r"[^\W_]+")
_NAME: Final = re.compile(r"(?<=[a-z] )([A-Z][a-z]{2,} [A-Z][a-z]{2,})(?=[,.]? [a-z])")
_OF_DATES: Final = frozenset([*calendar.day_name, *calendar.month_name])


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked, and the slugs of the articles that are right."""

    kind: str
    query: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Read:
    """An article with its folded words, each between spaces."""

    filed: Filed
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class _Known:
    read: tuple[_Read, ...]
    holders: Counter[str]
    """How many articles have each word."""


_Drawn = tuple[str, Callable[[_Read], bool]] | None
"""What is asked and whether an article is right; None where the article that was drawn has nothing to ask for."""
_Draw = Callable[[_Known, _Read, random.Random], _Drawn]


def items(articles: Iterable[Filed], each: int) -> list[Item]:
    """So many of each kind, always the same ones; none of a kind for which an archive has nothing."""
    known = _known(articles)
    return [item for kind, draw in KINDS.items() for number in range(each) if (item := _item(known, kind, draw, number))]


def folded(text: str) -> str:
    """A text's words in lower case and without accents, each between spaces."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return f" {' '.join(_WORD.findall(bare.lower()))} "


def sample(root: Path) -> list[Filed]:
    """The articles of an archive as those are that are made up."""
    loaded = archive.load(root)
    titles = {event.slug: event.title for event in loaded.events}
    return [
        Filed(one.slug, one.title, one.date[:10], one.authors, one.outlet or NOWHERE, event, titles.get(event, ""), f"{one.body.strip()}\n")
        for one in loaded.articles
        for event in [next(iter(one.events or ()), "")]
    ]


def with_accents(articles: Iterable[Filed]) -> Iterator[Filed]:
    """The same articles; some say a word more of somebody whose name has accents, or a letter with a stroke."""
    kept = list(articles)
    every = max(1, len(kept) // ACCENTED)
    for number, one in enumerate(kept):
        dice = random.Random(f"{SEED} {one.slug}")
        if number % every:
            yield one
        else:
            added = f"On the day before {_written(dice, ACCENTS)} had asked about it, and nobody had told {_written(dice, STROKES)}."
            yield replace(one, body=f"{one.body}\n{added}\n")


def _known(articles: Iterable[Filed]) -> _Known:
    read = tuple(_Read(one, folded(one.title), folded(f"{one.title}\n{text_of(one.body)}")) for one in articles)
    return _Known(read, Counter(word for one in read for word in set(one.text.split())))


def _item(known: _Known, kind: str, draw: _Draw, number: int) -> Item | None:
    dice = random.Random(f"{SEED} {kind} {number}")
    for _ in range(TRIES):
        if drawn := draw(known, dice.choice(known.read), dice):
            query, is_right = drawn
            right = frozenset(one.filed.slug for one in known.read if is_right(one))
            if len(right) <= FEW:
                return Item(kind, query, right)
    return None


def _title(_: _Known, one: _Read, dice: random.Random) -> _Drawn:
    words = [word for word in dict.fromkeys(one.title.split()) if len(word) > 2 and word not in LITTLE]
    if len(words) < 4:
        return None
    chosen = dice.sample(words, 4)
    return " ".join(chosen), lambda other: all(f" {word} " in other.title for word in chosen)


def _rare(known: _Known, one: _Read, dice: random.Random) -> _Drawn:
    most = max(1, len(known.read) // RARE_SHARE)
    words = sorted(word for word in set(one.text.split()) if len(word) > 3 and word.isalpha() and known.holders[word] <= most)
    if len(words) < 3:
        return None
    chosen = dice.sample(words, 3)
    return " ".join(chosen), lambda other: all(f" {word} " in other.text for word in chosen)


def _phrase(_: _Known, one: _Read, dice: random.Random) -> _Drawn:
    phrases = phrases_of(one.filed.body, 4)
    if not phrases:
        return None
    phrase = dice.choice(phrases)
    return f'"{phrase}"', lambda other: folded(phrase) in other.text


def _name(_: _Known, one: _Read, dice: random.Random) -> _Drawn:
    names = sorted(name for name in set(_NAME.findall(text_of(one.filed.body))) if len(set(name.split()) - _OF_DATES) == 2)
    name = dice.choice(names) if names else ""
    return (name, lambda other: folded(name) in other.text) if name else None


def _misspelt(known: _Known, one: _Read, dice: random.Random) -> _Drawn:
    drawn = _name(known, one, dice)
    if not drawn:
        return None
    name, is_right = drawn
    words = name.split()
    place = dice.randrange(2)
    words[place] = _edited(words[place], dice)
    return (" ".join(words), is_right) if words[place] not in name.split() else None


def _edited(word: str, dice: random.Random) -> str:
    """A word with a letter too many, too few, another, or changed for its neighbour."""
    at = dice.randrange(len(word) - 1)
    before, letter, after, other = word[:at], word[at], word[at + 1 :], dice.choice("abcdefghijklmnopqrstuvwxyz")
    return before + dice.choice((other + letter + after, after, other + after, after[0] + letter + after[1:]))


def _accented(pattern: str, typed: Callable[[str], str]) -> _Draw:
    def draw(_: _Known, one: _Read, __: random.Random) -> _Drawn:
        found = re.search(pattern, one.filed.body)
        if not found:
            return None
        name = found[1]
        return typed(name), lambda other: folded(name) in other.text

    return draw


def _plain(name: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return bare.translate({ord(written): letter for letter, written in STROKES.items()})


def _written(dice: random.Random, letters: dict[str, str]) -> str:
    """A made-up name whose two words have one of these letters each."""
    return " ".join(_with_one(made_up_name(dice), dice, letters) for _ in range(2))


def _with_one(word: str, dice: random.Random, letters: dict[str, str]) -> str:
    places = [place for place, letter in enumerate(word) if letter in letters]
    if not places:
        return word + dice.choice(dice.choice(sorted(letters.values())))
    place = dice.choice(places)
    return word[:place] + dice.choice(letters[word[place]]) + word[place + 1 :]


_WITH_ACCENTS: Final = r"On the day before (\w+ \w+) had asked"
_WITH_STROKES: Final = r"nobody had told (\w+ \w+)\."
KINDS: Final[dict[str, _Draw]] = {
    "four words of a title": _title,
    "three rare words": _rare,
    "a phrase of four words": _phrase,
    "a name": _name,
    "a misspelt name": _misspelt,
    "a name with accents": _accented(_WITH_ACCENTS, str),
    "the same without": _accented(_WITH_ACCENTS, _plain),
    "ø, ł, đ typed as o, l, d": _accented(_WITH_STROKES, _plain),
}
