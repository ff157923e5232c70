"""Articles as lists hold them before they are rendered: what a card is made of, with a digest of it in place of its words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

from briefgen import dates
from briefgen.library.heads import Head
from briefgen.pages.cards import Card, Day
from briefgen.pages.links import Link, Version
from briefgen.shelf import digest
from briefgen.site.shown import slug_of_name

NO_EVENT: Final = bytes(16)


class Listed:
    """An article with the title of its (first) event: all that its card shows."""

    __slots__ = ("event", "head", "sig")

    def __init__(self, head: Head, event: Link | None, event_sig: bytes) -> None:
        self.head = head
        self.event = event
        self.sig = head.sig + event_sig
        """What is another whenever the card is."""

    def __reduce__(self) -> tuple[type[Listed], tuple[Head, Link | None, bytes]]:
        return Listed, (self.head, self.event, self.sig[len(self.head.sig) :])


class Folded(NamedTuple):
    """An article with those that go back to it."""

    one: Listed
    also: tuple[Link, ...]
    versions: tuple[Version, ...]


Item: TypeAlias = Listed | Folded


def event_sig(link: Link) -> bytes:
    """What is another whenever an event's title or address is."""
    return digest(link.title.encode(), link.url.encode())


def card(item: Item) -> Card:
    """The card of an article of a list."""
    listed, also, versions = item if isinstance(item, Folded) else (item, (), ())
    head = listed.head
    return Card(
        title=head.title,
        url=head.url,
        date=head.date,
        outlet=outlet_link(head.outlet),
        authors=author_links(head.authors),
        summary=head.summary,
        event=listed.event,
        copy=head.is_copy,
        also=also,
        versions=versions,
        lang=head.lang,
    )


def days(items: Iterable[Item]) -> tuple[Day, ...]:
    """The cards by day, in the given order."""
    return tuple(Day(date, tuple(group)) for date, group in groupby(map(card, items), lambda one: dates.day(one.date)))


def outlet_link(outlet: str) -> Link | None:
    """A link to an outlet's list."""
    return Link(outlet, f"outlets/{slug_of_name(outlet)}.html") if outlet else None


def author_links(authors: tuple[str, ...]) -> tuple[Link, ...]:
    """Links to authors' lists; of two spellings of one name only the first."""
    named = {slug_of_name(name): name for name in reversed(authors)}
    return tuple(Link(name, f"authors/{key}.html") for key, name in reversed(named.items()))


def tag_links(tags: tuple[str, ...]) -> tuple[Link, ...]:
    """Links to tags' lists; of two spellings of one only the first."""
    named = {slug_of_name(name): name for name in reversed(tags)}
    return tuple(Link(name, f"tags/{key}.html") for key, name in reversed(named.items()))
