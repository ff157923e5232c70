"""What readers of the made-up archive ask: words, names and phrases drawn from its articles, always the same ones."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tests.bench.articles import LITTLE
from tests.bench.corpus import Filed

EACH: Final = 3
"""Queries of a kind."""
COMMON: Final = range(40, 240)
"""The ranks, by the number of articles that have them, of words that readers would call common."""
RARE: Final = range(2, 6)
"""In so many articles are rare words."""
SHORTEST: Final = 4
"""Letters of a word that anybody asks for."""
SEED: Final = 23
_MARKUP: Final = re.compile(r"^#+ |^\* |\[([^\]]*)\]\([^)]*\)|[*]", re.MULTILINE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SPEAKER: Final = re.compile(r"([A-Z]\w+ [A-Z]\w+)(?: told|, who speaks for| of the|, said)|, ([A-Z]\w+ [A-Z]\w+) said")


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and what is typed behind it in the same page."""

    kind: str
    text: str
    more: str


_Drawn = tuple[str, Filed | None]
"""What is asked, and the article that it was drawn from, if there is one."""


@dataclass(frozen=True, slots=True)
class _Known:
    """An archive, as far as queries are drawn from it."""

    articles: Sequence[Filed]
    outlets: Sequence[str]
    common: Sequence[str]
    holders: Counter[str]
    """How many articles have each word."""


_Draw = Callable[[_Known, random.Random], _Drawn]


def drawn(articles: Iterable[Filed], each: int = EACH) -> list[Query]:
    """So many queries of each kind. What is typed behind one is a common word, of the article that the query is of, if it is of one."""
    known = _known(articles)
    return [_query(known, kind, draw, number) for kind, draw in KINDS.items() for number in range(each)]


def text_of(body: str) -> str:
    """The words of an article's Markdown as a reader sees them."""
    return _MARKUP.sub(lambda found: found[1] or "", body)


def words_of(text: str) -> list[str]:
    """Words of letters alone, in lower case."""
    return _WORD.findall(text.lower())


def phrases_of(body: str, many: int) -> list[str]:
    """Runs of so many words with nothing but spaces between them, from paragraphs of an article's Markdown, none overlapping another."""
    run = re.compile(rf"(?<![\w'’\-])(?:[^\W\d_]+ ){{{many - 1}}}[^\W\d_]+(?![\w'’\-])")
    lines = (line for line in body.splitlines() if not line.startswith(("#", "*")))
    return [phrase for line in lines for phrase in run.findall(text_of(line))]


def _query(known: _Known, kind: str, draw: _Draw, number: int) -> Query:
    dice = random.Random(f"{SEED} {kind} {number}")
    text, source = draw(known, dice)
    there = set(words_of(text_of(source.body)) if source else known.common) - set(words_of(text))
    return Query(kind, text, dice.choice([word for word in known.common if word in there]))


def _known(articles: Iterable[Filed]) -> _Known:
    kept = list(articles)
    holders = Counter(word for one in kept for word in set(words_of(f"{one.title} {one.body}")))
    asked = sorted((word for word in holders if len(word) >= SHORTEST and word not in LITTLE), key=lambda word: (-holders[word], word))
    return _Known(kept, sorted({one.outlet for one in kept}), asked[COMMON.start : COMMON.stop], holders)


def _common(known: _Known, dice: random.Random) -> _Drawn:
    return dice.choice(known.common), None


def _two_common(known: _Known, dice: random.Random) -> _Drawn:
    return " ".join(dice.sample(known.common, 2)), None


def _of_title(many: int) -> _Draw:
    def draw(known: _Known, dice: random.Random) -> _Drawn:
        one = dice.choice(known.articles)
        title = one.title.split()
        return " ".join(dice.sample([word for word in title if len(word) >= SHORTEST] or title, many)), one

    return draw


def _person(known: _Known, dice: random.Random) -> _Drawn:
    while True:
        one = dice.choice(known.articles)
        if found := _SPEAKER.search(one.body):
            return found[1] or found[2], one


def _outlet(known: _Known, dice: random.Random) -> _Drawn:
    return dice.choice(known.outlets), None


def _phrase(known: _Known, dice: random.Random) -> _Drawn:
    while True:
        one = dice.choice(known.articles)
        if phrases := phrases_of(one.body, 4):
            return f'"{dice.choice(phrases)}"', one


def _rare(known: _Known, dice: random.Random) -> _Drawn:
    while True:
        one = dice.choice(known.articles)
        rare = sorted(word for word in set(words_of(text_of(one.body))) if len(word) >= SHORTEST and known.holders[word] in RARE)
        if len(rare) >= 3:
            return " ".join(dice.sample(rare, 3)), one


KINDS: Final[dict[str, _Draw]] = {
    "a common word": _common,
    "two common words": _two_common,
    "a word of a title": _of_title(1),
    "two words of a title": _of_title(2),
    "a person": _person,
    "an outlet": _outlet,
    "a phrase": _phrase,
    "three rare words": _rare,
}
