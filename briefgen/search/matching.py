"""Which articles answer a query, and by what in them: words, positions, sections, names, days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from briefgen.search import lookup, spelling
from briefgen.search.counted import BODY, IN_TITLE
from briefgen.search.lookup import Found
from briefgen.search.nodes import All, Column, Dated, Either, InSection, InTitle, Named, Node, Not, Note, Nothing, Phrase, Prefix, Word
from briefgen.search.reader import Entry, Index
from briefgen.search.terms import is_unspaced, terms
from briefgen.search.tokens import row_terms

OTHER_FORM: Final = 0.8
"""What another form of a word is worth, or a word of which only the beginning was asked for."""
_FEW: Final = 2
"""Where so many articles have a word, a much more common one that is nearly the same may have been meant."""

_SHORTEST_BEGINNING: Final = 3
_MENDED: Final = frozenset({"begun", "corrected", "unknown"})
_MOST_MENDED: Final = 8
"""Of a query with very many words that no article has, so many are looked into."""


@dataclass(frozen=True, slots=True)
class Match:
    """A node with the articles that answer it."""

    node: Node
    articles: frozenset[int]
    of: tuple[Match, ...] = ()
    """Of a node of several."""
    words: tuple[tuple[float, Mapping[int, int]], ...] = ()
    """What each of the words that answer is worth, and how each article has it, as the index says it."""
    starts: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """Of a phrase of several terms: where it begins in each article."""
    forms: frozenset[str] = frozenset()
    """The words that answer."""


def matched(index: Index, node: Node, notes: list[Note], *, is_wanted: bool = True) -> Match:
    """What answers a node. What has to be said of it is added to `notes`; for words that are not wanted, no other spelling is looked for."""
    match node:
        case All(of=of) | Either(of=of):
            parts = tuple(matched(index, one, notes, is_wanted=is_wanted) for one in of)
            join = frozenset[int].intersection if isinstance(node, All) else frozenset[int].union
            return Match(node, join(*(one.articles for one in parts)), parts)
        case Not(of=other):
            part = matched(index, other, notes, is_wanted=False)
            return Match(node, _everything(index) - part.articles, (part,))
        case Word():
            return _word(index, node, notes, is_wanted=is_wanted)
        case Prefix():
            return _prefix(index, node, notes, is_wanted=is_wanted)
        case Phrase():
            return _phrase(index, node)
    return _in_a_field(index, node)


def _in_a_field(index: Index, node: InTitle | InSection | Named | Dated | Nothing) -> Match:
    match node:
        case InTitle(term=term):
            return _with_words(index, node, lookup.word(index, term), flags=IN_TITLE)
        case InSection(term=term):
            return Match(node, frozenset(_sections(index, lookup.word(index, term).all)))
        case Named():
            return Match(node, _named(index, node))
        case Dated(first=first, last=last):
            return Match(node, on_days(index, first, last))
    return Match(node, _everything(index))


def _everything(index: Index) -> frozenset[int]:
    return frozenset(range(index.articles))


# words


def _word(index: Index, node: Word, notes: list[Note], *, is_wanted: bool) -> Match:
    found = _with_words(index, node, lookup.word(index, node.term))
    if not found.articles:
        if is_wanted:
            return _spelt_otherwise(index, node, notes)
        notes += [Note("needless", node.term)] if not is_unspaced(node.term) else []
        return found
    if is_wanted and len(found.articles) <= _FEW:
        other = spelling.much_more_common(index, node.term, len(found.articles))
        notes += [Note("rarer", node.term, other)] if other else []
    return found


def _prefix(index: Index, node: Prefix, notes: list[Note], *, is_wanted: bool) -> Match:
    begun, has_more = lookup.beginning(index, node.term)
    if has_more:
        notes.append(Note("prefix", node.term))
    if node.typing:
        whole = lookup.word(index, node.term)
        begun = Found(whole.exact, [*whole.others, *(one for one in begun.others if one not in whole.others)])
    found = _with_words(index, node, begun)
    return found if found.articles or not node.typing or not is_wanted else _spelt_otherwise(index, node, notes)


def _spelt_otherwise(index: Index, node: Word | Prefix, notes: list[Note]) -> Match:
    """What answers a word that no article has: what begins so, or else the word that was perhaps meant."""
    if sum(note.kind in _MENDED for note in notes) >= _MOST_MENDED:
        notes.append(Note("unknown", node.term))
        return _with_words(index, node, Found((), ()))
    if isinstance(node, Word) and len(node.term) >= _SHORTEST_BEGINNING and not is_unspaced(node.term):
        begun, _ = lookup.beginning(index, node.term)
        if begun.all:
            notes.append(Note("begun", node.term))
            return _with_words(index, node, begun)
    used = spelling.correction(index, node.term)
    if used:
        notes.append(Note("corrected", node.term, used))
    elif not is_unspaced(node.term):
        notes.append(Note("unknown", node.term))
    return _with_words(index, node, lookup.word(index, used) if used else Found((), ()))


def _with_words(index: Index, node: Node, found: Found, flags: int = 0) -> Match:
    """What answers by these words, where their sign has these flags."""
    worth = (*(1.0 for _ in found.exact), *(OTHER_FORM for _ in found.others))
    words = tuple((one, _flagged(index.postings(entry), flags)) for one, entry in zip(worth, found.all, strict=True))
    return Match(node, _union(postings for _, postings in words), words=words, forms=frozenset(entry.word for entry in found.all))


def _flagged(postings: Mapping[int, int], flags: int) -> Mapping[int, int]:
    return {number: sign for number, sign in postings.items() if sign & flags} if flags else postings


def _union(parts: Iterable[Iterable[int]]) -> frozenset[int]:
    return frozenset[int]().union(*parts)


# phrases and sections


def _phrase(index: Index, node: Phrase) -> Match:
    exact = [lookup.word(index, term).exact for term in node.terms]
    if node.field == "section":
        return Match(node, frozenset(_starts([_sections(index, one) for one in exact])))
    if len(exact) == 1:
        return _with_words(index, node, Found(exact[0], ()), flags=IN_TITLE if node.field == "title" else 0)
    among = frozenset[int].intersection(*(_union(map(index.postings, one)) for one in exact))
    starts = _starts([_positions(index, one, among) for one in exact])
    if node.field == "title":
        starts = {number: early for number, found in starts.items() if (early := [start for start in found if start < BODY])}
    return Match(node, frozenset(starts), starts=starts)


def _starts(places: Sequence[Mapping[int, Sequence[int]]]) -> dict[int, Sequence[int]]:
    """The articles in which terms stand one after the other, and where these begin; `places` are those of each term."""
    found: dict[int, Sequence[int]] = {}
    for number in _union(places[:1]).intersection(*places[1:]):
        others = [frozenset(one[number]) for one in places[1:]]
        starts = [start for start in places[0][number] if all(start + gap in one for gap, one in enumerate(others, 1))]
        if starts:
            found[number] = starts
    return found


def _positions(index: Index, entries: Iterable[Entry], among: frozenset[int]) -> Mapping[int, Sequence[int]]:
    return {number: places for entry in entries for number, places in index.positions(entry, among).items()}


def _sections(index: Index, entries: Iterable[Entry]) -> Mapping[int, Sequence[int]]:
    """The articles with sections in whose names one of these words stands, and where it does."""
    found: dict[int, list[int]] = {}
    for shard, word in dict.fromkeys((entry.shard, entry.word) for entry in entries):
        for number, places in index.sections(shard, word).items():
            found.setdefault(number, []).extend(places)
    return found


# names and days


def _named(index: Index, node: Named) -> frozenset[int]:
    known = index.filed(node.column).names
    return _filed(index, node.column, {place for place, (name, key) in enumerate(known) if row_terms(key) == node.terms or _has(name, node)})


def _has(name: str, node: Named) -> bool:
    """Whether the terms stand in a name one after the other, the last one at least as the beginning of one."""
    found = terms(name)
    whole, last = node.terms[:-1], node.terms[-1]
    return any(
        tuple(found[start : start + len(whole)]) == whole
        and (found[start + len(whole)] == last if node.exact else found[start + len(whole)].startswith(last))
        for start in range(len(found) - len(whole))
    )


def _filed(index: Index, column: Column, places: Iterable[int]) -> frozenset[int]:
    wanted = frozenset(places)
    return frozenset(number for number, values in enumerate(index.filed(column).values) if not wanted.isdisjoint(values))


def with_keys(index: Index, column: Column, keys: Iterable[str]) -> frozenset[int]:
    """The articles that have a name of one of these keys in a column."""
    wanted = frozenset(keys)
    return _filed(index, column, (place for place, (_, key) in enumerate(index.filed(column).names) if key in wanted))


def on_days(index: Index, first: int | None, last: int | None) -> frozenset[int]:
    """The articles of these days, both included; none of those of which no date is known."""
    return frozenset(
        number for number, day in enumerate(index.facts.days) if day is not None and (first is None or first <= day) and (last is None or day <= last)
    )
