"""The pages of events and the list of all: which there are, and what each is given to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from briefgen import dates
from briefgen.dossier import neighbours
from briefgen.dossier.neighbours import Beside
from briefgen.pages.cards import EventCard
from briefgen.pages.event import Neighbour
from briefgen.pages.links import Link
from briefgen.pages.lists import EventsPage
from briefgen.site import making
from briefgen.site.paginated import paginated
from briefgen.site.planned import Planned, Supply
from briefgen.site.shelves import Shelves, event_address
from briefgen.site.shown import link_to, reported
from briefgen.site.told import NOTHING
from briefgen.wanted import Wanted


def event_list(shelves: Shelves) -> Iterable[Planned]:
    """All events."""
    archive, words = shelves.archive, shelves.archive.words
    cards = sorted((shelves.event_cards[event.slug] for event in archive.events), key=lambda card: (dates.order(card.first), card.url))
    for path, part, pager in paginated("events/index", cards, archive.per_page):
        title = words.say("title.events")
        title = words.say("title.page", title=title, number=pager.number) if pager.newer else title
        page = EventsPage(path, title, words.say("description.events", title=archive.title), tuple(reversed(part)), pager)
        yield Planned(path, "events.html", making.as_given, (page,))


def event_pages(shelves: Shelves) -> Iterable[Planned]:
    """The page of each event."""
    beside = shelves.archive.beside([_profile(shelves, event.slug) for event in shelves.archive.events if shelves.members[event.slug]])
    wanted = _wanted(shelves)
    for event in shelves.archive.events:
        members = shelves.members[event.slug]
        told = shelves.archive.told.get(event.slug)
        near = beside.get(event.slug, Beside())
        given = (
            event,
            shelves.event_cards[event.slug],
            tuple(members),
            shelves.items(sorted(members, key=reported)),
            Supply(told.key, partial(shelves.archive.dossier, event.slug, told.key)) if told else b"",
            tuple(_neighbour(shelves.event_cards[slug]) for slug in near.before if slug in shelves.event_cards),
            tuple(_neighbour(shelves.event_cards[slug]) for slug in near.after if slug in shelves.event_cards),
            tuple(pair for head in members for pair in wanted.get(head.slug, ())) if wanted else (),
            shelves.words_given,
            shelves.archive.setting(event.path),
        )
        yield Planned(event_address(event.slug), "event.html", making.event_page, given, event.path)


def _profile(shelves: Shelves, slug: str) -> neighbours.Profile:
    card = shelves.event_cards[slug]
    return neighbours.Profile(slug, card.first, card.last, shelves.archive.told.get(slug, NOTHING).names)


def _wanted(shelves: Shelves) -> dict[str, list[tuple[Wanted, Link]]]:
    """What each article names and the archive has not."""
    found: dict[str, list[tuple[Wanted, Link]]] = defaultdict(list)
    for one in shelves.archive.wanted:
        if one.named_by in shelves.by_slug and one.title not in shelves.titles:
            found[one.named_by].append((one, link_to(shelves.by_slug[one.named_by])))
    return found


def _neighbour(card: EventCard) -> Neighbour:
    return Neighbour(card.title, card.url, card.first, card.last)
