"""What the index knows of articles besides their words, read again: length, day, what each goes back to, outlet, authors, events, tags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from briefgen.search.index import NAME
from briefgen.search.numbers import SIGNS, numbers, unzigzag
from briefgen.search.opened import Articles, Damaged, Names, read_from


class Facts(NamedTuple):
    """What is known of each article, by its number."""

    levels: Sequence[int]
    """Twice the logarithm of its length."""
    days: Sequence[int | None]
    """Since 1970-01-01; None when no date is known."""
    originals: Mapping[int, int]
    """For copies and later versions the article that it goes back to."""
    versions: frozenset[int]
    """Those of them that are later versions."""


class Filed(NamedTuple):
    """A column of names."""

    names: Sequence[tuple[str, str]]
    """Each with its key."""
    values: Sequence[Sequence[int]]
    """For each article the places of its names among `names`."""


def facts_in(files: Iterable[tuple[str, Articles]], articles: int) -> Facts:
    """The facts that stand in files of these names. Raises Damaged."""
    levels: list[int] = []
    days: list[int | None] = []
    originals: dict[int, int] = {}
    versions: set[int] = set()
    for name, found in files:
        with read_from(f"c-{name}"):
            for copy, value in _copies(found.copies, len(levels)):
                originals[copy] = value // 2
                if value % 2:
                    versions.add(copy)
            levels += map(SIGNS.index, found.lengths)
            days += _days(found.days)
    if not len(levels) == len(days) == articles or any(max(pair) >= articles for pair in originals.items()):
        raise Damaged(NAME, _OTHER_NUMBER)
    return Facts(levels, days, originals, frozenset(versions))


def _copies(signs: str, base: int) -> Iterable[tuple[int, int]]:
    found = [*numbers(signs)]
    last = base - 1
    for gap, value in zip(found[::2], found[1::2], strict=True):
        last += gap + 1
        yield last, value


def _days(signs: str) -> Iterable[int | None]:
    last = 0
    for value in numbers(signs):
        if value:
            last += unzigzag(value - 1)
        yield last if value else None


def filed_in(files: Iterable[tuple[str, Names]], articles: int) -> Filed:
    """The column that stands in files of these names; one without files has no names. Raises Damaged."""
    names: list[tuple[str, str]] = []
    values: list[Sequence[int]] = []
    for name, found in files:
        names += found.names
        with read_from(f"c-{name}"):
            rest = numbers(found.values)
            values += [[*islice(rest, count)] for count in rest]
        if any(one >= len(names) for each in values for one in each):
            raise Damaged(f"c-{name}", "is damaged: it has numbers of names that there are not")
    if names and len(values) != articles:
        raise Damaged(NAME, _OTHER_NUMBER)
    return Filed(names, values or [()] * articles)


_OTHER_NUMBER: Final = "tells of another number of articles than its columns hold"
