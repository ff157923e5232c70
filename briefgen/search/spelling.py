"""Which word of the index may have been meant by one that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefgen.search.reader import Entry, Index, utf16
from briefgen.search.terms import is_word

_SHORTEST: Final = 4
"""Letters: a shorter word is another word as soon as one of them is."""
_LONG: Final = 7
"""From so many on, two may be wrong."""
_TIMES: Final = 20
"""How much more common a word must be than the one that was asked for."""


def correction(index: Index, term: str) -> str:
    """The word of the index that is nearest to a term that is not in it; '' when none is near.

    Distance is that of optimal string alignment: a letter more, less or another, or two neighbours changed about. Of words that are as near
    the one with the same first letter is taken, then the one that more articles have.
    """
    if not _may_be_misspelt(term):
        return ""
    most = 2 if len(term) >= _LONG else 1
    near = {word: (away, count.bit_length() - 1) for word, away, count in _near_in_shard(index, term, most)}
    if not any(away == 1 for away, _ in near.values()):
        for word, common in _spellings(index, term, most):
            away = distance(term, word, most)
            if away <= most:
                near[word] = (away, max(common, near.get(word, (0, 0))[1]))
    return min(near, key=lambda word: (near[word][0], word[0] != term[0], -near[word][1], utf16(word)), default="")


def much_more_common(index: Index, term: str, articles: int) -> str:
    """The word beside a rare one, which so many articles have, that differs in one letter and that many more have; '' when none does."""
    if not _may_be_misspelt(term):
        return ""
    near = {word: count for word, _, count in _near_in_shard(index, term, 1) if count >= _TIMES * articles}
    return min(near, key=lambda word: (word[0] != term[0], -near[word].bit_length(), utf16(word)), default="")


def _may_be_misspelt(term: str) -> bool:
    return len(term) >= _SHORTEST and is_word(term)


def _near_in_shard(index: Index, term: str, most: int) -> Iterator[tuple[str, int, int]]:
    """The words of the shard in which a term is looked up that are near it: how near, and how many articles have each."""
    shard = index.shard(index.shard_of(term))
    for word, places in shard.places.items():
        if is_word(word) and 0 < (away := distance(term, word, most)) <= most:
            yield word, away, sum(len(index.postings(Entry(shard.place, at, word))) for at in places)


def _spellings(index: Index, term: str, most: int) -> Iterator[tuple[str, int]]:
    for letter in dict.fromkeys(term[:2]):
        yield from index.spellings(letter, range(len(term) - most, len(term) + most + 1))


def distance(one: str, other: str, most: int) -> int:
    """How many letters are more, less, others or changed about with a neighbour; beyond `most` it is only known to be more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for place, sign in enumerate(other, 1):
            best = min(last[place] + 1, row[place - 1] + 1, last[place - 1] + (letter != sign))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == sign:
                best = min(best, before[place - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
