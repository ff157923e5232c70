"""An index from heavy terms to articles gives the same answer however few articles it has looked at."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

import pytest

from briefgen.events import nearby
from briefgen.events.nearby import Nearby
from briefgen.events.profile import Counts, Terms, terms, vector, weigher

WORDS = [f"{first}{last}" for first in ("bar", "dol", "mar", "ost", "tar", "vel") for last in ("ano", "ber", "ina", "olt", "ume", "yst")]


class Index:
    """A Nearby over these articles, which notes whom it weighed."""

    def __init__(self, articles: Sequence[tuple[str, int | None, Terms]]) -> None:
        self.weighed: list[str] = []
        self._weigh = weigher(known for *_, known in articles)
        self._terms = {key: known for key, _, known in articles}
        self._index = Nearby(self._weigh)
        for key, day, known in articles:
            self._index.add(key, day, replace(known, whole=partial(self._read, key, known)))

    def near(self, keys: Iterable[str]) -> list[list[str]]:
        self._index.ask({key: vector(self._terms[key], self._weigh) for key in keys})
        return [self._index.nearest(key) for key in keys]

    def _read(self, key: str, known: Terms) -> Counts:
        self.weighed.append(key)
        return known.whole()


def articles(seed: int, size: int) -> list[tuple[str, int | None, Terms]]:
    """Some days have many articles, some articles none; some words are in all of them."""
    chance = random.Random(seed)
    made = []
    for number in range(size):
        said = chance.choices(WORDS[: chance.choice((12, 36))], k=40)
        day = chance.choice((None, 738000, 738000 + chance.randrange(400)))
        made.append((f"{chance.randrange(10**6):06}-{number}", day, terms(" ".join(said[:4]), f"{' '.join(said)} 2024 of {said[0].title()}.")))
    return made


@pytest.mark.parametrize("seed", range(4))
def test_who_is_near_does_not_depend_on_who_else_is_asked_about(seed: int) -> None:
    """Nor on the order of the questions."""
    known = articles(seed, 300)
    whole, some = Index(known), Index(known)
    keys = [key for key, *_ in known]
    wanted = dict(zip(keys, whole.near(keys), strict=True))
    assert all(wanted.values())
    assert whole.weighed == []
    for number in range(10):
        asked = random.Random(number).sample(keys, 3)
        assert some.near(asked) == [wanted[key] for key in asked]
    assert some.weighed


def test_few_are_weighed_for_one_question() -> None:
    """Those that share a heavy term."""
    known = articles(5, 20)
    others = [(f"other {number}", 738000, terms("Bakery of Tarn", f"Bread {number} is dear in Tarn, says baker {number}.")) for number in range(500)]
    one = Index([*known, *others])
    one.near([known[0][0]])
    assert set(one.weighed) <= {key for key, *_ in known}
    assert one.weighed


def test_of_many_with_one_term_the_nearest_in_time_are_weighed() -> None:
    """Half before and half after; of a term that nobody else has, none."""
    text = "The bakers of Tarn bake bread."
    known = [(f"{number:04}", 738000 + number, terms("Bread of Tarn", text)) for number in range(400)]
    one = Index(known)
    one.near(["0200"])
    assert {*one.weighed, "0200"} == {f"{number:04}" for number in range(200 - nearby._POSTED // 2, 200 + nearby._POSTED // 2)}
