"""An event's page: its articles, and what they say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final
from urllib.parse import quote_plus

from msgspec.structs import replace

from briefgen import dates
from briefgen.catalogue import Catalogue
from briefgen.dossier.dossier import Dossier
from briefgen.library.heads import Head
from briefgen.model import Event
from briefgen.pages.cards import Card, Day, EventCard, Missing
from briefgen.pages.event import Collected, Difference, EventPage, Happened, HappenedDay, Mentioned, Neighbour, OutletShare, Quoted, Saying
from briefgen.pages.links import Cite, Link
from briefgen.similarity import terms_of
from briefgen.site import charts, listed
from briefgen.site.charts import Links, Scale
from briefgen.site.listed import Item
from briefgen.site.shelves import span_of
from briefgen.site.shown import cite, reported, slug_of_name
from briefgen.text import fold
from briefgen.wanted import Wanted

MOST_OUTLETS: Final = 8
"""Outlets with a line of their own; the others share one."""
MOST_IN_FULL: Final = 60
"""Above so many articles each day shows only its first ones in full, so that there are about so many of them,"""
IN_FULL: Final = 3
"""but at most this many of a day, and at least one."""
MOST_MENTIONED: Final = 18
MOST_WANTED: Final = 12
_RELATED: Final = 2
"""So many words of its title a wanted article has to share with those of the event's articles."""


def event_page(
    event: Event,
    card: EventCard,
    members: Sequence[Head],
    standing: Sequence[Item],
    dossier: Dossier,
    before: tuple[Neighbour, ...],
    after: tuple[Neighbour, ...],
    wanted: Sequence[tuple[Wanted, Link]],
    words: Catalogue,
) -> EventPage:
    """The page of an event. `members` are all its articles, oldest first, which the dossier refers to by place; `standing` are they with
    copies and later versions folded in; `wanted` is what they name, each with a link to the one that does."""
    days = listed.days(standing)
    cites = [cite(head) for head in members]
    counts = charts.counted(members)
    on = charts.scale(counts)
    there = charts.anchors(on, (day.date for day in days)) if on else {}
    return EventPage(
        path=card.url,
        title=event.title,
        description=card.summary,
        summary=event.summary,
        sentences=() if event.summary else tuple(Quoted(taken.sentence, cites[taken.article]) for taken in dossier.summary),
        first=card.first,
        last=card.last,
        articles=card.articles,
        copies=sum(head.is_copy for head in members),
        versions=sum(not head.is_own and not head.is_copy for head in members),
        reported=card.outlets,
        carried=card.carried,
        days=_days(
            days, card.articles, {cites[place].url: said for place, said in enumerate(dossier.news)}, is_told=bool(event.summary or dossier.summary)
        ),
        outlets=tuple(_outlets(members, on, there, words)),
        chart=charts.coverage(counts, on, there, words) if on else "",
        chart_ends=(min(counts), max(counts)) if on else (),
        happened=tuple(happened(dossier, cites)),
        sections=tuple(
            Collected(one.kind, tuple(Quoted(passage.text, cites[passage.article]) for passage in one.passages)) for one in dossier.sections
        ),
        differences=tuple(
            Difference(one.subject, one.kind, tuple(Saying(said.shown, said.sentence, cites[said.article]) for said in one.sayings))
            for one in dossier.differences
        ),
        mentioned=tuple(_mentioned(dossier, members)),
        before=before,
        after=after,
        wanted=tuple(_wanted(members, wanted, dossier)),
        extra=dict(event.extra),
    )


def _days(days: Sequence[Day], articles: int, news: Mapping[str, str], *, is_told: bool) -> tuple[Day, ...]:
    """The days with what is new in each article, the first report marked; on the days of a very long event only the first in full."""
    first = _first_report(days) if articles > 1 else ""

    def told(card: Card) -> Card:
        if articles == 1 and is_told:
            return replace(card, summary="")  # it stands above, as the event's own
        said = [news.get(url, "") for url in (card.url, *(version.url for version in card.versions))]  # of these one speaks for all
        return replace(card, news=max(said, key=bool), first=card.url == first)

    cards = sum(len(day.cards) for day in days)
    full = max(1, min(IN_FULL, MOST_IN_FULL // len(days))) if cards > MOST_IN_FULL else cards
    return tuple(Day(day.date, tuple(map(told, day.cards[:full])), tuple(map(told, day.cards[full:]))) for day in days)


def _first_report(days: Sequence[Day]) -> str:
    """The address of the article that was the first, where that is certain: alone on its day, or the earliest of those with an hour."""
    cards = days[0].cards if days and dates.as_date(days[0].date) else ()
    if not cards or (len(cards) > 1 and not all(dates.day(card.date) != card.date for card in cards)):
        return ""
    return min(cards, key=lambda card: dates.instant(card.date)).url


def _outlets(members: Sequence[Head], on: Scale | None, there: Links, words: Catalogue) -> Iterable[OutletShare]:
    """A line for each outlet, those with the most articles first, then one for those that are too many, and one for the unknown."""
    by_outlet: dict[str, list[Head]] = defaultdict(list)
    for head in members:
        by_outlet[slug_of_name(head.outlet) if head.outlet else ""].append(head)
    unknown = by_outlet.pop("", [])
    ranked = sorted(by_outlet.items(), key=lambda item: (-sum(head.is_own for head in item[1]), -len(item[1]), item[0]))
    most = MOST_OUTLETS if len(ranked) > MOST_OUTLETS + 1 else len(ranked)
    lines = [(Link(group[0].outlet, f"outlets/{key}.html"), 0, group) for key, group in ranked[:most]]
    others = [head for _, group in ranked[most:] for head in group]
    rest: list[tuple[Link | None, int, list[Head]]] = [(None, len(ranked) - most, others)] if others else []
    rest += [(None, 0, unknown)] if unknown else []
    tallest = charts.tallest((charts.counted(group) for _, _, group in lines), on) if on else 0
    for link, number, group in (*lines, *rest):
        yield _share(link, number, group, on, there, tallest, words)


def _share(link: Link | None, others: int, group: Sequence[Head], on: Scale | None, there: Links, tallest: int, words: Catalogue) -> OutletShare:
    first, last = span_of(sorted(group, key=reported))
    own = sum(head.is_own for head in group)
    counts = charts.counted(group)
    chart = charts.strip(counts, on, there, max(tallest, charts.tallest([counts], on)), words) if on and counts else ""
    return OutletShare(link, others, own, sum(head.is_copy for head in group), first, last, chart)


def happened(dossier: Dossier, cites: Sequence[Cite]) -> Iterable[HappenedDay]:
    """What happened on which day, as the articles cited say it."""
    for day, group in groupby(dossier.happened, key=lambda one: one.day):
        entries = [Happened(one.sentence, cites[one.article], _others(cites[one.article], [cites[place] for place in one.also])) for one in group]
        yield HappenedDay(day, tuple(entries))


def _others(first: Cite, others: Iterable[Cite]) -> tuple[Cite, ...]:
    """One article of each other outlet."""
    by_outlet = {other.outlet or other.url: other for other in reversed(list(others))}
    return tuple(other for name, other in reversed(by_outlet.items()) if name != first.outlet)


def _mentioned(dossier: Dossier, members: Sequence[Head]) -> Iterable[Mentioned]:
    """Those that more than one article mentions, or the only one does; never the outlets themselves."""
    outlets = {fold(name) for head in members for name in (head.outlet, head.via) if name}
    least = 2 if sum(head.is_own for head in members) > 2 else 1
    listed = [one for one in dossier.named if one.articles >= least and not _is_outlet(fold(one.name), outlets)]
    for one in listed[:MOST_MENTIONED]:
        yield Mentioned(one.name, one.kind, one.articles, f"search.html?q={quote_plus(one.name)}")


def _is_outlet(name: str, outlets: Iterable[str]) -> bool:
    """Whether a name is an outlet's, or a part of it of several words; a town is not its paper."""
    return any(name == outlet or (" " in name and f" {name} " in f" {outlet} ") for outlet in outlets)


def _wanted(members: Sequence[Head], wanted: Iterable[tuple[Wanted, Link]], dossier: Dossier) -> Iterable[Missing]:
    """What members name and the archive has not, where its title speaks of the event; each once, the earliest first."""
    names = {name for one in dossier.named[:MOST_MENTIONED] for form in (one.name, *one.forms) if " " in (name := fold(form))}
    spoken = {term for head in members if head.is_own for term in terms_of(head.title)}
    found: dict[str, Missing] = {}
    for one, named_by in sorted(wanted, key=lambda pair: (pair[0].date or "9999", pair[0])):
        title = f" {fold(one.title)} "
        if len(spoken & set(terms_of(one.title))) >= _RELATED or any(f" {name} " in title for name in names):
            found.setdefault(fold(one.title), Missing(one.title, one.author, one.outlet, one.date, named_by))
    return list(found.values())[:MOST_WANTED]
