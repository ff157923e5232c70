"""How articles of one event differ: figures of the same thing with different numbers, and one utterance in different words.

Better nothing than a wrong comparison: a doubt is enough to leave a pair out. An outlet is not compared with itself, and what was
counted on other days is an update.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain, combinations
from typing import Final

from briefgen import dates
from briefgen.dossier import quotes as wordings
from briefgen.dossier import vocabulary as vocab
from briefgen.dossier.figures import Figure, is_measured, state_of
from briefgen.dossier.quotes import Quote
from briefgen.text import words

_SHARED: Final = 3
"""Words that the sentences of two figures share at least, besides what is counted."""
_SHARE: Final = 0.25
"""The part of the shorter sentence's words that they are at least."""
_FEW: Final = 20
_SHARE_OF_FEW: Final = 0.5
_TIMES: Final = vocab.Expression(r"\b(?:(?:19|20)\d\d|January|February|March|April|June|July|August|September|October|November|December)\b")
_DAYS: Final = vocab.Expression(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_APART: Final = 5
"""Figures that are further apart are of different things;"""
_APART_OF_LIKELY: Final = 2
"""or so far, where little else speaks for the same one."""
_SAME_SENTENCE: Final = 0.6
"""The part of the words of both that two sentences share which are one but for the number."""
_MANY: Final = 10_000
"""A figure so large is seldom given of two things of one name."""
_CROWD: Final = 4
"""Of a thing with more values than these there are several."""
_LASTS: Final = {"miss": 1, "rescue": 1, "evacuate": 1, "arrest": 1, "": 5}
"""The days for which a count stands, by what has become of those counted; after them another count is an update."""
_LASTS_ELSE: Final = 3
_LASTS_SAID: Final = 7
"""The days for which people are quoted with the same utterance."""
_NEAR: Final = Decimal("0.1")
"""A round number so near to an exact one is the same, rounded."""
_MOST_COMPARED: Final = 40
"""Figures of one thing that are compared."""
_MOST_OF_THING: Final = 2
"""Differences in one thing: the toll of two days, say."""
_MOST_ALIKE: Final = 12
"""Quotations with the same three words in a row that are compared."""
_MOST_PAIRS: Final = 4000
_MOST_SAYINGS: Final = 6
"""Figures of more values than these at one time are of several things after all."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What one of the articles says."""

    article: int
    """Its place in the sequence of articles."""
    shown: str
    """The figure as written, or the quotation's words."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What articles say differently."""

    subject: str
    """What is counted, or who speaks; '' when no article says who."""
    kind: str
    """'figure' or 'quote'."""
    sayings: tuple[Saying, ...]
    """By article; no two of the same value or wording, and the first article that has it for each."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """The article that something stands in."""

    article: int
    day: datetime.date | None
    outlet: str

    def may_differ(self, other: _Origin, lasts: int) -> bool:
        """Whether they are two articles, not of one outlet, and not known to be more days apart."""
        days = self.days_to(other)
        return self.article != other.article and not (self.outlet and self.outlet == other.outlet) and (days is None or days <= lasts)

    def is_near(self, other: _Origin) -> bool:
        """Whether days and outlets are known."""
        return self.days_to(other) is not None and bool(self.outlet and other.outlet)

    def days_to(self, other: _Origin) -> int | None:
        """The days between them; None when a day is unknown."""
        return None if self.day is None or other.day is None else abs(self.day - other.day).days


_Placed = tuple[_Origin, Figure]
_Spoken = tuple[_Origin, Quote]


def differences(
    articles: Sequence[tuple[Sequence[Figure], Sequence[Quote]]], most: int = 8, *, days: Sequence[str] = (), outlets: Sequence[str] = ()
) -> tuple[Difference, ...]:
    """What the articles give differently: figures first, of each kind what most articles speak of first.

    `days` and `outlets` are the articles', in the same order; '' is unknown. Where both are known, less must be alike for a comparison.
    """
    places = range(len(articles))
    known = [dates.as_date(days[place]) if place < len(days) and dates.is_date(days[place]) else None for place in places]
    origins = [_Origin(place, known[place], outlets[place] if place < len(outlets) else "") for place in places]
    found = [
        *_of_figures([(origins[place], figure) for place in places for figure in articles[place][0]]),
        *_of_quotes([(origins[place], quote) for place in places for quote in articles[place][1]]),
    ]
    ranked = sorted(found, key=lambda one: (one[1].kind, -one[0], one[1].sayings[0].article, one[1].subject))
    return tuple(difference for _, difference in ranked[:most])


def _of_figures(placed: Sequence[_Placed]) -> Iterator[tuple[int, Difference]]:
    """The differences in figures, each with how many articles speak of it."""
    for _, found in sorted(_by_thing(placed).items()):
        if len(found) < 2:
            continue
        left = found[:_MOST_COMPARED]
        values: set[str] = set()
        for _ in range(_MOST_OF_THING):
            group = _largest(left)
            kept = _distinct(group, _may_both_stand(found))
            if not 1 < len(kept) <= _MOST_SAYINGS or {one.value for _, one in kept} <= values:
                break
            values |= {one.value for _, one in kept}
            sayings = tuple(Saying(origin.article, one.shown, one.sentence) for origin, one in sorted(kept, key=lambda one: one[0].article))
            yield len(group), Difference(kept[0][1].label, "figure", sayings)
            left = [one for one in left if one not in group]


def _by_thing(placed: Sequence[_Placed]) -> dict[str, list[_Placed]]:
    """The figures of each thing; those of people are of who they are, where the articles call them both."""
    by_thing: dict[str, list[_Placed]] = defaultdict(list)
    for one in placed:
        by_thing[one[1].thing].append(one)
    for thing in sorted(by_thing):
        noun, _, state = thing.rpartition(" ")
        if noun in ("people", "man") and state:
            others = [other for other in by_thing if other.endswith(f" {state}") and other not in (f"people {state}", f"man {state}")]
            if len(others) == 1 and _are_the_same(by_thing[thing], by_thing[others[0]]):
                by_thing[others[0]] = sorted((*by_thing[others[0]], *by_thing.pop(thing)), key=lambda one: one[0].article)
    return by_thing


def _are_the_same(some: Sequence[_Placed], others: Sequence[_Placed]) -> bool:
    """Whether two articles give one number for both, and none gives two."""
    pairs = [(one, other) for one in some[:_MOST_COMPARED] for other in others[:_MOST_COMPARED]]
    same = any(one.value == other.value and Decimal(one.value) > _CROWD and here != there for (here, one), (there, other) in pairs)
    return same and not any(here == there and one.value != other.value for (here, one), (there, other) in pairs)


def _told_apart(found: Sequence[_Placed]) -> set[frozenset[str]]:
    """The values that one article gives both of: it counts two things."""
    by_article: dict[int, set[str]] = defaultdict(set)
    for origin, figure in found:
        by_article[origin.article].add(figure.value)
    return {frozenset(pair) for values in by_article.values() for pair in combinations(sorted(values)[:_MOST_SAYINGS], 2)}


def _largest(found: Sequence[_Placed]) -> list[_Placed]:
    """The figure that most others can be compared with, and then these; empty where all of them agree."""
    best: list[_Placed] = []
    apart = _told_apart(found)
    crowded = bool(apart) or len({figure.value for _, figure in found}) > _CROWD
    for one in found:
        others = [other for other in found if _are_comparable(one, other, crowded) and frozenset((one[1].value, other[1].value)) not in apart]
        first = {other[0].article: other for other in reversed(others)}
        if len(first) >= len(best) and any(not _agree(one[1], other[1]) for other in first.values()):
            best = [one, *(other for _, other in sorted(first.items()))]
    return best


def _may_both_stand(found: Sequence[_Placed]) -> Callable[[_Placed, _Placed], bool]:
    apart = _told_apart(found)

    def may(one: _Placed, other: _Placed) -> bool:
        return one[0].may_differ(other[0], _lasts(one[1])) and frozenset((one[1].value, other[1].value)) not in apart

    return may


def _distinct(group: Sequence[_Placed], may_stand: Callable[[_Placed, _Placed], bool]) -> list[_Placed]:
    """Of the group one figure for each value."""
    kept: list[_Placed] = []
    for one in group:
        if all(not _agree(one[1], other[1]) and may_stand(one, other) for other in kept):
            kept.append(one)
    return kept


def _lasts(figure: Figure) -> int:
    return _LASTS.get(state_of(figure), _LASTS_ELSE)


def _are_comparable(one: _Placed, other: _Placed, crowded: bool) -> bool:
    """Whether two articles' figures are of the same."""
    if not one[0].may_differ(other[0], _lasts(one[1])) or one[1].sentence == other[1].sentence:
        return False
    if _of_other_times(one[1].sentence, other[1].sentence):
        return False
    return _are_surely_same(one[1], other[1]) or (one[0].is_near(other[0]) and _are_likely_same(one[1], other[1], crowded))


def _are_surely_same(one: Figure, other: Figure) -> bool:
    """Whether the sentences have so much in common that the figures are of the same; a few of something common want more than many."""
    first, second = _context(one), _context(other)
    shared, shorter = len(first & second), min(len(first), len(second))
    few = _is_few(one) or _is_few(other)
    return _are_within(one, other, _APART) and shared >= _SHARED + few and shared >= (_SHARE_OF_FEW if few else _SHARE) * shorter


def _are_likely_same(one: Figure, other: Figure, crowded: bool) -> bool:
    """Whether two outlets' figures of about the same day are of the same: in one sentence, or of what there is one of in the event."""
    first, second = _context(one), _context(other)
    shared = len(first & second)
    if not _are_within(one, other, _APART_OF_LIKELY) or not shared:
        return False
    if shared > 1 and shared >= _SAME_SENTENCE * max(len(first), len(second)):
        return True
    rare = state_of(one) or (shared > 1 and is_measured(one)) or min(Decimal(one.value), Decimal(other.value)) >= _MANY
    return bool(rare) and not crowded


def _are_within(one: Figure, other: Figure, times: int) -> bool:
    low, high = sorted((Decimal(one.value), Decimal(other.value)))
    return high <= times * low


def _of_other_times(one: str, other: str) -> bool:
    """Whether two sentences name different months or years, or different days of the week."""
    times, days = _times_of(one)
    other_times, other_days = _times_of(other)
    return times != other_times or bool(days and other_days and days.isdisjoint(other_days))


@lru_cache(maxsize=4096)
def _times_of(sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    """The months and years that a sentence names, and the days of the week."""
    return frozenset(_TIMES.findall(sentence)), frozenset(_DAYS.findall(sentence))


def _is_few(figure: Figure) -> bool:
    return Decimal(figure.value) < _FEW and " " not in figure.thing and figure.thing != "magnitude"


@lru_cache(maxsize=4096)
def _context(figure: Figure) -> frozenset[str]:
    """The words of a figure's sentence that say what it is about, besides what is counted."""
    counted = {vocab.stem(word) for word in (*words(figure.label), *words(figure.thing))}
    return frozenset(vocab.stem(word) for word in words(figure.sentence) if vocab.says_something(word)) - counted


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two figures are equal, or one of them is the other one rounded."""
    first, second = Decimal(one.value), Decimal(other.value)
    if first == second:
        return True
    low, high = (one, other) if first < second else (other, one)
    if (_AT_LEAST.match(low.shown) and max(first, second) < 2 * min(first, second)) or _AT_MOST.match(high.shown):
        return True
    return abs(first - second) <= _NEAR * max(first, second) and _digits(first) != _digits(second) and max(first, second) >= 20


_AT_LEAST: Final = vocab.Expression(r"at least|more than|over\b", re.IGNORECASE)
_AT_MOST: Final = vocab.Expression(r"up to|as many as|as much as|at most|less than|under\b", re.IGNORECASE)


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _of_quotes(placed: Sequence[_Spoken]) -> Iterator[tuple[int, Difference]]:
    """The differences in wording, each with how many articles have the utterance."""
    bag: set[int] = set()
    variants: dict[int, list[int]] = defaultdict(list)
    for one, other in _candidates(placed):
        if _differ(placed[one], placed[other]):
            variants[one].append(other)
    for one, others in sorted(variants.items(), key=lambda item: (-len(item[1]), item[0])):
        group = [one, *(other for other in others if other not in bag)]
        if one in bag or len(group) < 2:
            continue
        bag.update(group)
        speaker = Counter(placed[member][1].speaker for member in group if placed[member][1].speaker)
        subject = min(speaker, key=lambda name: (-speaker[name], -len(name), name), default="")
        kept = _wordings([placed[member] for member in group])
        sayings = tuple(Saying(origin.article, quote.words, quote.sentence) for origin, quote in sorted(kept, key=lambda one: one[0].article))
        yield len(group), Difference(subject, "quote", sayings)


def _wordings(group: Sequence[_Spoken]) -> list[_Spoken]:
    """Of the group one quotation for each wording."""
    kept: list[_Spoken] = []
    for one in group:
        if len(kept) < _MOST_SAYINGS and all(_differ(one, other) for other in kept):
            kept.append(one)
    return kept


def _differ(one: _Spoken, other: _Spoken) -> bool:
    if not one[0].may_differ(other[0], datetime.date.max.toordinal()):
        return False
    days = one[0].days_to(other[0])
    return wordings.differ(one[1], other[1], near=days is not None and days <= _LASTS_SAID)


def _candidates(placed: Sequence[_Spoken]) -> list[tuple[int, int]]:
    """Quotations of different articles that share three words in a row."""
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    runs = [{*zip(said, said[1:], said[2:], strict=False)} for said in (wordings.spoken(quote.words) for _, quote in placed)]
    times = Counter(chain.from_iterable(runs))
    for number, own in enumerate(runs):
        for run in sorted([run for run in own if times[run] > 1]):
            if len(by_words[run]) < _MOST_ALIKE:
                by_words[run].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in by_words.values():
        if len(pairs) >= _MOST_PAIRS:
            break
        pairs.update(pair for pair in combinations(numbers, 2) if placed[pair[0]][0] != placed[pair[1]][0])
    return sorted(pairs)[:_MOST_PAIRS]
