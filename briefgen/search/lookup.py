"""Words looked up in the index: a word with its other forms, and what begins like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from briefgen.search.endings import possible_stems
from briefgen.search.reader import Entry, Index, Shard

MOST_SHARDS: Final = 12
"""In so many word shards words with a beginning are looked for;"""
MOST_WORDS: Final = 50
"""and of them so many count, those with the longest postings."""


class Found(NamedTuple):
    """Where words stand in the index."""

    exact: Sequence[Entry]
    """The word as it was asked for, under each of its stems,"""
    others: Sequence[Entry]
    """and others that stand for it."""

    @property
    def all(self) -> tuple[Entry, ...]:
        """Both, in the order in which they count."""
        return (*self.exact, *self.others)


def word(index: Index, term: str) -> Found:
    """A word, and those that share a stem with it; where no article has it, those of a stem that it may have."""
    first = index.shard(index.shard_of(term))
    shards = {one.place: one for one in (first, *(index.shard(index.shard_of(stem)) for stem in first.elsewhere.get(term, ())))}
    exact = [Entry(place, at, term) for place, one in shards.items() for at in one.places.get(term, ())]
    if not exact:
        stems = possible_stems(term)
        return Found((), [Entry(first.place, at, known) for at, known in enumerate(first.words) if first.stem(at) in stems])
    return Found(exact, [Entry(place, at, one.words[at]) for place, one in shards.items() for at in _relatives(one, term)])


def _relatives(shard: Shard, term: str) -> Sequence[int]:
    own = shard.places.get(term, ())
    return sorted({other for at in own for other in shard.same.get(at, ())}.difference(own))


def beginning(index: Index, term: str) -> tuple[Found, bool]:
    """The words that begin with a term, and whether there may be more of them than were looked at."""
    first, last = index.shard_of(term), index.shard_of(term + "\uffff")
    there = [place for place in range(max(0, first), last + 1) if not index.is_empty(place)]
    shards = {place: index.shard(place) for place in there[:MOST_SHARDS]}
    stems = {stem for one in shards.values() for known, stems in one.elsewhere.items() if known.startswith(term) for stem in stems}
    away = sorted({index.shard_of(stem) for stem in stems} - shards.keys())[:MOST_SHARDS]
    shards |= {place: index.shard(place) for place in away}
    found = [Entry(place, at, known) for place in sorted(shards) for at, known in enumerate(shards[place].words) if known.startswith(term)]
    found.sort(key=lambda entry: (entry.word != term, -len(index.shard(entry.shard).docs[entry.place])))
    kept = sorted(found[:MOST_WORDS])
    return Found([one for one in kept if one.word == term], [one for one in kept if one.word != term]), len(there) > MOST_SHARDS
