"""A query's answer: the articles that the search page finds, in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias

from briefgen.search.matching import matched, on_days, with_keys
from briefgen.search.nearness import Sought, nearness, sought
from briefgen.search.nodes import Column, Note, Nothing
from briefgen.search.query import parse
from briefgen.search.ranking import scoring, totals
from briefgen.search.reader import Index

Sort: TypeAlias = Literal["relevance", "newest", "oldest"]
BLOCK: Final = 10
"""Within so many results order is mended by what their texts say."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked."""

    query: str
    typing: bool = False
    """Whether the query's last word may be the beginning of one."""
    selected: Mapping[Column, Sequence[str]] = field(default_factory=dict)
    """Keys of names, of which one has to be an article's, in each column that has any here."""
    first: int | None = None
    """Of the days in question, since 1970-01-01,"""
    last: int | None = None
    """and the last one."""
    sort: Sort = "relevance"
    unfolded: bool = False
    """Whether copies and later versions stand for themselves."""


class Result(NamedTuple):
    """An article, with those that go back to the same."""

    number: int
    others: tuple[int, ...]
    """Folded under it, in order."""
    total: int
    """How well it answers, or the best of the others."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found."""

    index: Index
    is_empty: bool
    """Whether nothing was asked: then all articles are found."""
    notes: tuple[Note, ...]
    articles: int
    """How many, those folded away too."""
    sort: Sort
    """In which the results stand: by day where nothing in the query tells how well an article answers."""
    ordered: tuple[Result, ...]
    """Before texts were looked at."""
    sought: tuple[Sought, ...]

    @property
    def total(self) -> int:
        """How many results there are."""
        return len(self.ordered)

    def results(self, start: int = 0, count: int | None = None) -> tuple[Result, ...]:
        """Some of the results, or all."""
        end = self.total if count is None else min(self.total, start + count)
        first = start - start % BLOCK
        found = [result for at in range(first, end, BLOCK) for result in self._block(self.ordered[at : at + BLOCK])]
        return tuple(found[start - first : end - first])

    def place_of(self, number: int) -> int | None:
        """Where an article came, counted from 0, as a result or folded under one; None when it was not found."""
        for place, result in enumerate(self.ordered):
            if number == result.number or number in result.others:
                start = place - place % BLOCK
                return start + self.results(start, BLOCK).index(result)
        return None

    def _block(self, results: Sequence[Result]) -> Sequence[Result]:
        if not self.sought:
            return results
        return sorted(results, key=lambda result: -(result.total + nearness(self.index.record(result.number), self.sought)))


def search(index: Index, request: Request) -> Answer:
    """The answer to a request. Raises Damaged where a file of the index is."""
    node, notes = parse(request.query, typing=request.typing)
    said = list(notes)
    match = matched(index, node, said)
    filters = [with_keys(index, column, keys) for column, keys in request.selected.items() if keys]
    if request.first is not None or request.last is not None:
        filters.append(on_days(index, request.first, request.last))
    found = match.articles.intersection(*filters)
    by_score = request.sort == "relevance" and any(True for _ in scoring(match))
    sort: Sort = "newest" if request.sort == "relevance" and not by_score else request.sort
    scores = totals(index, match) if by_score else {}
    ordered = _ordered(index, found, sort, scores)
    return Answer(
        index=index,
        is_empty=node == Nothing() and not filters,
        notes=tuple(dict.fromkeys(said)),
        articles=len(found),
        sort=sort,
        ordered=_folded(index, ordered, scores, unfolded=request.unfolded),
        sought=sought(index, match) if by_score else (),
    )


def _ordered(index: Index, found: frozenset[int], sort: Sort, scores: Mapping[int, int]) -> Sequence[int]:
    """The articles, the best one first, or the newest or the oldest; those of which no date is known come last among equals."""
    days = index.facts.days
    sign = 1 if sort == "oldest" else -1

    def key(number: int) -> tuple[int, bool, int, int]:
        day = days[number]
        return -scores.get(number, 0), day is None, sign * (day or 0), number

    return sorted(found, key=key)


def _folded(index: Index, ordered: Sequence[int], scores: Mapping[int, int], *, unfolded: bool) -> tuple[Result, ...]:
    """Results, each at the place of its best article: the original where that was found, or else the first by number."""
    groups: dict[int, list[int]] = {}
    for number in ordered:
        groups.setdefault(number if unfolded else index.facts.originals.get(number, number), []).append(number)
    shown = ((original if original in group else min(group), group) for original, group in groups.items())
    return tuple(Result(one, tuple(other for other in group if other != one), scores.get(group[0], 0)) for one, group in shown)
