"""What an event knows: its articles' facts, brought together. It refers to articles by their place in the given sequence."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from briefgen import dates
from briefgen.dossier import claims, names, summary
from briefgen.dossier.claims import Difference
from briefgen.dossier.facts import Facts
from briefgen.dossier.figures import NUMBER_WORDS
from briefgen.dossier.happened import BACKGROUND, Happening
from briefgen.dossier.names import Named
from briefgen.dossier.sections import KINDS
from briefgen.dossier.summary import Source, Taken
from briefgen.similarity import Vector, cosine, terms_of, weights_of
from briefgen.text import fold, words

MOST_DAYS: Final = 60
"""So many days on which things happened are shown, those in most articles; of each day so many sentences,"""
MOST_OF_DAY: Final = 2
"""chosen among so many."""
_LOOKED_AT: Final = 40
MOST_OF_KIND: Final = 8
"""So many articles' sections of one kind."""
_ALIKE: Final = 0.5
"""From this similarity two sentences say the same."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article of an event."""

    title: str
    date: str
    outlet: str
    text: str
    """A line for each paragraph; only what the site may show."""
    copy: bool
    """Whether it is a copy of another article, or a later version of one: then it adds nothing."""
    facts: Facts
    shared: bool = False
    """Whether it is filed under another event too: then much of it is about that one."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that happened on a day, in the words of the article that says it best."""

    day: str
    sentence: str
    article: int
    also: tuple[int, ...]
    """The other articles that say the same of this day."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of one article."""

    article: int
    text: str


@dataclass(frozen=True, slots=True)
class Collected:
    """What articles have under the same head."""

    kind: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that an event's page says beside its list of articles."""

    summary: tuple[Taken, ...]
    news: tuple[str, ...]
    """For each article the sentence that says what is new in it, or ''."""
    named: tuple[Named, ...]
    happened: tuple[Occurrence, ...]
    """In the order of their days."""
    sections: tuple[Collected, ...]
    differences: tuple[Difference, ...]


EMPTY: Final = Dossier((), (), (), (), (), ())
"""Of an event of which nothing is known."""


_Placed = tuple[int, Report]
"""A report with its place among all of its event."""


def compiled(reports: Sequence[Report]) -> Dossier:
    """The dossier of an event's articles, which are given oldest first."""
    sources = [Source(one.title, one.date, one.text, one.copy) for one in reports]
    own = [(place, one) for place, one in enumerate(reports) if not one.copy]
    alone = [(place, one) for place, one in own if not one.shared] or own
    speaking = {place for place, one in alone if one.date} or {place for place, _ in alone}
    said, news = summary.summary_and_news(sources, speaking)
    return Dossier(
        summary=said,
        news=tuple(news),
        named=names.most_mentioned([one.facts.mentions for _, one in alone], 24),
        happened=_happened(_about_event(own, alone)),
        sections=tuple(_collected(alone)),
        differences=claims.differences(
            [((), ()) if one.copy else (one.facts.figures, one.facts.quotes) for one in reports],
            days=[dates.day(one.date) for one in reports],
            outlets=[one.outlet for one in reports],
        ),
    )


def packed(one: Dossier) -> bytes:
    """The dossier as JSON."""
    return msgspec.json.encode(one)


def unpacked(data: bytes) -> Dossier:
    """What `packed` made, as it was."""
    return msgspec.json.decode(data, type=Dossier)


def _about_event(own: Sequence[_Placed], alone: Sequence[_Placed]) -> list[_Placed]:
    """The reports with those days that are this event's: of a report of two events where the sentence names whom the others name."""
    if not any(report.shared for _, report in own):
        return list(own)
    named = {fold(form) for one in names.most_mentioned([report.facts.mentions for _, report in alone]) for form in (one.name, *one.forms)}
    found: list[_Placed] = []
    for place, one in own:
        days = tuple(day for day in one.facts.happenings if not one.shared or _names_one(day.sentence, named))
        found.append((place, replace(one, facts=replace(one.facts, happenings=days))))
    return found


def _names_one(sentence: str, named: Set[str]) -> bool:
    folded = f" {fold(sentence)} "
    return any(f" {name} " in folded for name in named)


def _happened(own: Sequence[_Placed]) -> tuple[Occurrence, ...]:
    by_day: dict[str, list[tuple[int, Happening]]] = defaultdict(list)
    for place, report in own:
        for one in report.facts.happenings:
            if not _is_background(one.day, report.date) and not summary.leans(one.sentence):
                by_day[one.day].append((place, one))
    most = sorted(by_day, key=lambda day: (-len({place for place, _ in by_day[day]}), day))[:MOST_DAYS]
    written = {place: one.date for place, one in own}
    return tuple(found for day in sorted(most) for found in _of_day(day, _reports_first(day, by_day[day], written)[:_LOOKED_AT]))


def _reports_first(day: str, said: Sequence[tuple[int, Happening]], written: Mapping[int, str]) -> list[tuple[int, Happening]]:
    """What was said when the day had come; what was said before it, only where nothing else was."""
    after = [(place, one) for place, one in said if dates.day(written[place]) >= day]
    return after or list(said)


def _is_background(day: str, date: str) -> bool:
    first, second = dates.as_date(day), dates.as_date(date)
    return first is None or second is None or abs(first - second) > datetime.timedelta(days=BACKGROUND)


def _of_day(day: str, said: Sequence[tuple[int, Happening]]) -> Iterable[Occurrence]:
    """The sentences that most articles agree on, in the words of the earliest of these."""
    vectors = [weights_of((), terms_of(one.sentence)) for _, one in said] if len(said) > 1 else [{}]
    groups: list[list[int]] = []
    for number in range(len(said)):
        near = next((group for group in groups if _says_the_same(number, group[0], said, vectors)), None)
        if near is None:
            groups.append([number])
        else:
            near.append(number)
    agreed = sorted(groups, key=lambda group: (-len({said[number][0] for number in group}), group[0]))
    for group in agreed[:MOST_OF_DAY]:
        place, one = said[group[0]]
        yield Occurrence(day, one.sentence, place, tuple(sorted({said[number][0] for number in group} - {place})))


def _says_the_same(one: int, other: int, said: Sequence[tuple[int, Happening]], vectors: Sequence[Vector]) -> bool:
    """Whether two sentences are alike and give no different figures."""
    return cosine(vectors[one], vectors[other]) >= _ALIKE and _numbers(said[one][1].sentence) == _numbers(said[other][1].sentence)


def _numbers(sentence: str) -> set[str]:
    return {word for word in words(sentence) if word in NUMBER_WORDS or word[0].isdigit()}


def _collected(own: Sequence[_Placed]) -> Iterable[Collected]:
    for kind in KINDS:
        found = [Passage(place, one.text) for place, report in own for one in report.facts.sections if one.kind == kind]
        kept: list[tuple[Passage, Vector]] = []
        for passage in found[: 4 * MOST_OF_KIND]:
            mine = weights_of((), terms_of(passage.text))
            if all(cosine(mine, other) < _ALIKE for _, other in kept):
                kept.append((passage, mine))
        if kept:
            yield Collected(kind, tuple(passage for passage, _ in kept[:MOST_OF_KIND]))
