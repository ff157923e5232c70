"""The index of a built site, read again: what words are in which articles, and what is known of each article.

It looks up what the search page's JavaScript looks up, in the same files: see `docs/search-format.md`. A file is opened when something of it is
asked for, once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice
from typing import Final, NamedTuple, TypeVar

from msgspec import Struct

from briefgen.search.filed import Facts, Filed, facts_in, filed_in
from briefgen.search.index import NAME, NO_FILE, VERSION
from briefgen.search.leaves import spelling_file
from briefgen.search.nodes import Column
from briefgen.search.numbers import SIGNS, numbers, signed
from briefgen.search.opened import (
    Articles,
    Contents,
    Damaged,
    Load,
    Names,
    OtherVersion,
    Positions,
    Record,
    Spellings,
    Words,
    checked,
    names_in,
    opened,
    read_from,
)

_T = TypeVar("_T")


class _Version(Struct, frozen=True):
    version: int


class Shard(NamedTuple):
    """A word shard."""

    place: int
    """Among all."""
    name: str
    words: Sequence[str]
    places: Mapping[str, Sequence[int]]
    """Of each word, where it stands among `words`."""
    cuts: str
    """For each a sign: how many letters it has after its stem, or that it does not begin with that."""
    same: Mapping[int, Sequence[int]]
    """For each of these places that has any, those of the words with the same stem, its own too."""
    docs: Sequence[str]
    elsewhere: Mapping[str, Sequence[str]]
    sections: Mapping[str, str]

    def stem(self, place: int) -> str:
        """The stem of a word, where the word tells it, or ''."""
        word, cut = self.words[place], SIGNS.index(self.cuts[place])
        if cut < len(SIGNS) - 1:
            return word[: max(0, len(word) - cut)]
        return f"{word[:-1]}i" if word.endswith("y") else ""


class Entry(NamedTuple):
    """A word under one of its stems."""

    shard: int
    place: int
    word: str


class Index:
    """An index, opened. Raises OtherVersion or Damaged, now and whenever a file is opened."""

    def __init__(self, load: Load) -> None:
        data = load(NAME)
        version = checked(data, NAME, _Version).version
        if version != VERSION:
            raise OtherVersion(NAME, f"is of version {version}, and only {VERSION} is known")
        contents = checked(data, NAME, Contents)
        self.articles: Final = contents.articles
        self._load = load
        self._firsts = [utf16(word) for word in contents.firsts]
        self._words = [*names_in(contents.words)]
        self._positions = [*names_in(contents.positions)]
        self._spelling = contents.spelling
        self._texts = [*names_in(contents.texts)]
        with read_from(NAME):
            self._ends = [*accumulate(map(int, contents.sizes))]
        self._columns = contents.columns
        self._files: dict[str, object] = {}
        self._postings: dict[Entry, Mapping[int, int]] = {}
        self._filed: dict[str, Filed] = {}
        if len(self._firsts) != len(self._words) or len(self._ends) != len(self._texts) or (self._ends or [0])[-1] != self.articles:
            raise Damaged(NAME, "is damaged: its lists are of different lengths")

    # words

    def shard_of(self, word: str) -> int:
        """The place of the shard in which a word is looked up; -1 when there is none."""
        return bisect_right(self._firsts, utf16(word)) - 1

    def is_empty(self, place: int) -> bool:
        """Whether there is nothing at a shard's place."""
        return place < 0 or self._words[place] == NO_FILE

    def shard(self, place: int) -> Shard:
        """A word shard."""
        if self.is_empty(place):
            return Shard(place, "", (), {}, "", {}, (), {}, {})
        name = f"w-{self._words[place]}"
        known = self._files.get(name)
        if not isinstance(known, Shard):
            known = self._files[name] = _shard(place, name, opened(self._load, name, Words))
        return known

    def postings(self, entry: Entry) -> Mapping[int, int]:
        """The articles that have a word, each with the value of the sign that tells how."""
        known = self._postings.get(entry)
        if known is None:
            shard = self.shard(entry.shard)
            known = self._postings[entry] = self._numbered(shard.name, _postings(shard.docs[entry.place]))
        return known

    def positions(self, entry: Entry, wanted: frozenset[int]) -> Mapping[int, Sequence[int]]:
        """Where those of the `wanted` articles that have a word have it."""
        articles = [*self.postings(entry)]
        with read_from(NAME):
            name = f"p-{self._positions[entry.shard // 2]}"
        shards = self._open(name, Positions)
        with read_from(name):
            found = shards[entry.shard % 2][entry.place]
            parts = [(len(articles), found)] if isinstance(found, str) else [(count, self._open(f"f-{far}", str)) for count, far in found]
            if sum(count for count, _ in parts) != len(articles):
                raise ValueError("not as many articles as the word has")
            places: dict[int, Sequence[int]] = {}
            for count, signs in parts:
                among, articles = articles[:count], articles[count:]
                places.update((number, at) for number, at in zip(among, _positions(signs), strict=True) if number in wanted)
        return places

    def sections(self, shard: int, word: str) -> Mapping[int, Sequence[int]]:
        """The articles that have a word in the names of their sections, and where among these."""
        found = self.shard(shard)
        return self._numbered(found.name, _sections(found.sections.get(word, "")))

    def spellings(self, letter: str, lengths: Iterable[int]) -> Sequence[tuple[str, int]]:
        """The words of the spelling files that a letter and these lengths belong to, each with the logarithm of how many articles have it."""
        files = len(self._spelling)
        places = sorted({spelling_file(letter, length, files) for length in lengths}) if files else []
        return [one for place in places if self._spelling[place] for one in self._spelt(f"v-{self._spelling[place]}")]

    def _spelt(self, name: str) -> Sequence[tuple[str, int]]:
        found = self._open(name, Spellings)
        with read_from(name):
            return [*zip(found.words.split(" "), map(SIGNS.index, found.common), strict=True)]

    # articles

    @cached_property
    def facts(self) -> Facts:
        """Length, day and original of each article."""
        return facts_in([(name, self._open(f"c-{name}", Articles)) for name in self._columns.get("articles", ())], self.articles)

    def filed(self, column: Column) -> Filed:
        """The names of a column, and which each article has."""
        if column not in self._filed:
            files = [(name, self._open(f"c-{name}", Names)) for name in self._columns.get(column, ())]
            self._filed[column] = filed_in(files, self.articles)
        return self._filed[column]

    def record(self, number: int) -> Record:
        """An article as a page shows it."""
        place = bisect_right(self._ends, number)
        start = self._ends[place - 1] if place else 0
        name = f"t-{self._texts[place]}"
        found = self._open(name, tuple[Record, ...])
        if len(found) != self._ends[place] - start:
            raise Damaged(name, "is damaged: it has another number of articles than it should")
        return found[number - start]

    def _open(self, name: str, kind: type[_T]) -> _T:
        if name not in self._files:
            self._files[name] = opened(self._load, name, kind)
        return self._files[name]  # type: ignore[return-value]  # of a kind that its name tells

    def _numbered(self, name: str, found: Iterator[tuple[int, _T]]) -> Mapping[int, _T]:
        """What is found of articles, by their numbers, once it is known that these are articles of the index."""
        with read_from(name):
            known = dict(found)
        if known and next(reversed(known)) >= self.articles:
            raise Damaged(name, "is damaged: it names articles that there are not")
        return known


def utf16(word: str) -> bytes:
    """By this JavaScript compares: a sign beyond the first 65,536 comes before some within."""
    return word.encode("utf-16-be", "surrogatepass")


def _shard(place: int, name: str, found: Words) -> Shard:
    words = found.words.split(" ") if found.words else []
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(word, []).append(at)
    if not len(words) == len(found.docs) == len(found.cuts) or not all(0 <= at < len(words) for group in found.same for at in group):
        raise Damaged(name, "is damaged: its lists are of different lengths")
    if not frozenset(SIGNS).issuperset(found.cuts):
        raise Damaged(name, "is damaged: it has a sign that there is not")
    same = {at: group for group in found.same for at in group}
    return Shard(place, name, words, places, found.cuts, same, found.docs, found.elsewhere, found.sections)


def _postings(signs: str) -> Iterator[tuple[int, int]]:
    last = -1
    for gap, sign in signed(signs):
        last += gap + 1
        yield last, sign


def _positions(signs: str) -> Iterator[Sequence[int]]:
    """For each article where it has a word."""
    rest = numbers(signs)
    return (_places(rest, count) for count in rest)


def _sections(signs: str) -> Iterator[tuple[int, Sequence[int]]]:
    rest = numbers(signs)
    last = -1
    for gap in rest:
        last += gap + 1
        yield last, _places(rest, next(rest, 0))


def _places(rest: Iterator[int], count: int) -> Sequence[int]:
    """The next positions, one more than `count`: the first, and gaps."""
    return [*accumulate(islice(rest, count + 1), lambda last, gap: last + gap + 1)]
