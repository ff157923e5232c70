"""Articles made up for measuring: words as often as in news, events with words and names of their own, some reprints."""

from __future__ import annotations

import datetime
import itertools
import random
from dataclasses import dataclass

from briefgen.similarity import background

PER_EVENT = 6
REPRINTED = 0.1
_SYLLABLES = ("bra", "ker", "dol", "min", "sta", "vel", "osk", "tar", "lin", "que", "hal", "mor")


@dataclass(frozen=True)
class Made:
    title: str
    date: str
    outlet: str
    text: str


def make(size: int, words: int) -> list[Made]:
    """So many articles of about so many words, always the same ones, on as many days as a newsroom with a hundred a day would take."""
    dice = random.Random(7)
    table = sorted(((count, word) for word, count in background().items() if word != "#"), reverse=True)
    common, rare = [word for _, word in table[:9000]], [word for _, word in table[9000:]]
    sums = list(itertools.accumulate(count for count, _ in table[:9000]))
    found: list[Made] = []
    while len(found) < size:
        found += _event(dice, len(found), words, common, sums, rare)
    return found[:size]


def _event(dice: random.Random, number: int, words: int, common: list[str], sums: list[int], rare: list[str]) -> list[Made]:
    names = ["".join(dice.choices(_SYLLABLES, k=3)).title() for _ in range(12)]
    topic = dice.sample(rare, 20) + dice.choices(common, cum_weights=sums, k=30)
    start = datetime.date(2020, 1, 1) + datetime.timedelta(days=number // 100)
    made: list[Made] = []
    for _ in range(max(1, round(dice.expovariate(1 / PER_EVENT)))):
        day = (start + datetime.timedelta(days=round(dice.expovariate(1 / 4)))).isoformat()
        outlet = f"The {dice.choice(names)} Post"
        if made and dice.random() < REPRINTED:
            made.append(Made(made[0].title, day, outlet, made[0].text))
            continue
        sentences = [_sentence(dice, names, topic, common, sums) for _ in range(words // 20)]
        made.append(Made(" ".join([dice.choice(names), *dice.sample(topic, 6)]), day, outlet, "\n".join(sentences)))
    return made


def _sentence(dice: random.Random, names: list[str], topic: list[str], common: list[str], sums: list[int]) -> str:
    drawn = dice.choices(common, cum_weights=sums, k=14) + dice.choices(topic, k=4)
    dice.shuffle(drawn)
    drawn.insert(dice.randrange(1, len(drawn)), dice.choice(names))
    drawn.insert(dice.randrange(1, len(drawn)), dice.choice([f"{dice.randrange(2, 999)} people", "on Tuesday", dice.choice(names)]))
    said = " ".join(drawn)
    return f"{said[0].upper()}{said[1:]}."
