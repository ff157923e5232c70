"""Articles made up for measuring: words as often as in news, events with words and names of their own, some reprints."""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefgen.similarity import background

PER_EVENT = 6
REPRINTED = 0.1
COMMON: Final = 9000
"""So many of the background's words are drawn as often as news has them; the others are events' own."""
A_DAY: Final = 100
LITTLE: Final = "the of to and a in that is for on it with as was at by he from be has are have his not but they an this said which".split()
"""The words that hold sentences together, the most frequent first: the background has none of them."""
TAIL: Final = 0.055
"""With this share of words from the endless tail 10,000 articles have over 100,000 different ones, as newswire of that length has."""
_LITTLE_SUMS: Final = list(itertools.accumulate(1 / rank for rank in range(2, len(LITTLE) + 2)))
_OF_REST: Final = TAIL * 20 / 8
"""Of a sentence of about 20 words 8 are little or made up."""
_SYLLABLES = ("bra", "ker", "dol", "min", "sta", "vel", "osk", "tar", "lin", "que", "hal", "mor")


@dataclass(frozen=True)
class Made:
    title: str
    date: str
    outlet: str
    text: str
    """A line for each sentence."""
    event: int


@dataclass(frozen=True)
class _Words:
    """What sentences are drawn from."""

    common: list[str]
    sums: list[int]
    """How often each of them comes, with all before it."""
    rare: list[str]
    whole: bool
    """Whether sentences have little words and made-up ones too."""


def make(size: int, words: int) -> list[Made]:
    """So many articles of about so many words, always the same ones, on as many days as a newsroom with a hundred a day would take."""
    return list(itertools.islice(stream(words), size))


def stream(words: int, *, whole: bool = False) -> Iterator[Made]:
    """The articles of `make`, without end; if they are to be whole, with the words too that grouping does not look at."""
    dice = random.Random(7)
    table = sorted(((count, word) for word, count in background().items() if word != "#"), reverse=True)
    common, rare = [word for _, word in table[:COMMON]], [word for _, word in table[COMMON:]]
    known = _Words(common, list(itertools.accumulate(count for count, _ in table[:COMMON])), rare, whole)
    number = 0
    for event in itertools.count():
        made = _event(dice, event, number, words, known)
        number += len(made)
        yield from made


def rare_word(dice: random.Random) -> str:
    """A made-up word of rank r in a tail whose frequencies fall as 1/r².

    Of n such draws about 1.8 · √(n · COMMON) are different, so that the vocabulary grows as Heaps' law has it, with the exponent
    near 0.5 that newswire has (0.49 in Manning, Raghavan and Schütze 2008, chapter 5).
    """
    rank = int(COMMON / (1 - dice.random()))
    letters: list[str] = []
    while rank:
        rank, digit = divmod(rank, 70)
        letters.append("bdfgklmnprstvz"[digit // 5] + "aeiou"[digit % 5])
    return "".join(letters)


def _event(dice: random.Random, event: int, number: int, words: int, known: _Words) -> list[Made]:
    names = ["".join(dice.choices(_SYLLABLES, k=3)).title() for _ in range(12)]
    topic = dice.sample(known.rare, 20) + dice.choices(known.common, cum_weights=known.sums, k=30)
    start = datetime.date(2020, 1, 1) + datetime.timedelta(days=number // A_DAY)
    made: list[Made] = []
    for _ in range(max(1, round(dice.expovariate(1 / PER_EVENT)))):
        day = (start + datetime.timedelta(days=round(dice.expovariate(1 / 4)))).isoformat()
        outlet = f"The {dice.choice(names)} Post"
        if made and dice.random() < REPRINTED:
            made.append(Made(made[0].title, day, outlet, made[0].text, event))
            continue
        sentences = [_sentence(dice, names, topic, known) for _ in range(words // 20)]
        made.append(Made(" ".join([dice.choice(names), *dice.sample(topic, 6)]), day, outlet, "\n".join(sentences), event))
    return made


def _sentence(dice: random.Random, names: list[str], topic: list[str], known: _Words) -> str:
    drawn = dice.choices(known.common, cum_weights=known.sums, k=8 if known.whole else 14) + dice.choices(topic, k=3 if known.whole else 4)
    if known.whole:
        drawn += [rare_word(dice) if dice.random() < _OF_REST else word for word in dice.choices(LITTLE, cum_weights=_LITTLE_SUMS, k=8)]
    dice.shuffle(drawn)
    drawn.insert(dice.randrange(1, len(drawn)), dice.choice(names))
    drawn.insert(dice.randrange(1, len(drawn)), dice.choice([f"{dice.randrange(2, 999)} people", "on Tuesday", dice.choice(names)]))
    said = " ".join(drawn)
    return f"{said[0].upper()}{said[1:]}."
