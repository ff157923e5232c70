"""Whom and what the archive mentions: the names of all its events, brought together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from briefgen.dossier.names import Named
from briefgen.site.shown import slug_of_name
from briefgen.text import fold

FEW: Final = 20
"""Where fewer names than these are in two articles, those of one are listed too."""
MOST: Final = 5_000
"""Of more names only those in most articles are listed."""
MOST_EVENTS: Final = 5
"""So many events are named where it is mentioned most."""


class Name(Struct, frozen=True, array_like=True, gc=False):
    """Somebody or something that events mention."""

    folded: str
    address: str
    """By which names are put in order, and under letters."""
    name: str
    """As most articles spell it."""
    kind: str
    """That most articles make it; '' where that is not known."""
    articles: int
    """One of two events that both mention it is counted twice."""
    events: tuple[str, ...]
    """The slugs of those that mention it most, most first;"""
    more: int
    """and how many events more do."""


def packed(named: Iterable[Named]) -> bytes:
    """An event's names, as they are kept with it; b'' where there are none."""
    rows = [(fold(one.name), one.name, one.kind, one.articles) for one in named]
    return _ENCODER.encode(rows) if rows else b""


def together(told: Sequence[tuple[str, bytes]]) -> list[Name]:
    """The names of all events, each event with its slug and what `packed` made of its names: those in two articles or more, or in so many
    more that there are not too many; all of them where they are few. In the order of their addresses."""
    found: dict[str, list[tuple[str, str, int, str]]] = defaultdict(list)
    for event, names in told:
        for folded, name, kind, articles in _DECODER.decode(names) if names else ():
            if folded:
                found[folded].append((name, kind, articles, event))
    often = _often_enough(found)
    return sorted((_name(folded, found[folded]) for folded in often), key=lambda one: (one.address, one.folded))


def _often_enough(found: Mapping[str, Sequence[tuple[str, str, int, str]]]) -> list[str]:
    totals = {folded: sum(articles for _, _, articles, _ in mentions) for folded, mentions in found.items()}
    ranked = sorted(totals.values(), reverse=True)
    least = max(2, ranked[MOST] + 1) if len(ranked) > MOST else 2
    if len(ranked) <= MOST and sum(number > 1 for number in ranked) < FEW:
        least = 1
    return [folded for folded, number in totals.items() if number >= least]


def _name(folded: str, mentions: Sequence[tuple[str, str, int, str]]) -> Name:
    if len(mentions) == 1:
        ((name, kind, articles, event),) = mentions
        return Name(folded, slug_of_name(name), name, kind, articles, (event,), 0)
    spellings, kinds, events = Counter[str](), Counter[str](), Counter[str]()
    for name, kind, articles, event in mentions:
        spellings[name] += articles
        events[event] += articles
        if kind:
            kinds[kind] += articles
    name = _most(spellings)[0]
    most = _most(events)
    shown = tuple(most[:MOST_EVENTS])
    return Name(folded, slug_of_name(name), name, _most(kinds)[0] if kinds else "", events.total(), shown, len(most) - len(shown))


def _most(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda key: (-counts[key], key))


def stored(names: Sequence[Name]) -> bytes:
    """The names of all events, as they are kept between builds."""
    return _ENCODER.encode(names)


def restored(data: bytes) -> list[Name]:
    """What `stored` made."""
    return _ALL.decode(data)


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(list[tuple[str, str, str, int]])
_ALL: Final = msgspec.msgpack.Decoder(list[Name])
