"""The front page: what it is given to show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from briefgen import dates
from briefgen.library.heads import Head
from briefgen.pages.cards import EventCard
from briefgen.pages.front import Home
from briefgen.site import charts, making_lists
from briefgen.site.listed import Item
from briefgen.site.planned import Planned
from briefgen.site.shelves import Shelves
from briefgen.site.shown import line_of_descent

FOLLOWING: Final = 6
"""Events that are being followed;"""
FOLLOWED_DAYS: Final = 21
"""those with a report in so many days before the archive's newest article, and more than one in all."""
HOME_EVENTS: Final = 8
HOME_ARTICLES: Final = 20


def home(shelves: Shelves) -> Planned:
    """The front page."""
    archive = shelves.archive
    events = sorted((card for card in shelves.event_cards.values() if card.articles), key=_when, reverse=True)
    following = list(_followed(events, max(shelves.days, default="")))[:FOLLOWING]
    urls = {card.url for card in following}
    page = Home(
        path="index.html",
        title=archive.title,
        description=archive.description,
        size=shelves.size,
        following=tuple(following),
        events=tuple([card for card in events if card.url not in urls][:HOME_EVENTS]),
        days=(),
        chart="",
        chart_ends=(),
    )
    return Planned("index.html", "home.html", making_lists.home, (page, _latest(shelves), charts.counted(archive.heads), shelves.words_given))


def _when(card: EventCard) -> tuple[str, str, str]:
    return dates.order(card.last), dates.order(card.first), card.url


def _followed(events: Iterable[EventCard], newest: str) -> Iterable[EventCard]:
    """Those with a late report, in the given order. `newest` is the day of the archive's newest article: no clock is asked."""
    until = dates.as_date(newest)
    for card in events if until else ():
        last = dates.as_date(card.last)
        if last and until and card.articles > 1 and (until - last).days <= FOLLOWED_DAYS:
            yield card


def _latest(shelves: Shelves) -> tuple[Item, ...]:
    """The latest articles, what goes back to each folded into it."""
    standing: list[Head] = []
    for head in reversed(shelves.archive.heads):
        if len(standing) == HOME_ARTICLES:
            break
        if not line_of_descent(head, shelves.by_slug):
            standing.append(head)
    return tuple(shelves.with_others(head, shelves.descendants(head)) for head in standing)
