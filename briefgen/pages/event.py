"""An event's page."""

from __future__ import annotations

from msgspec import Struct

from briefgen.model import Plain
from briefgen.pages.cards import Day, Missing
from briefgen.pages.links import Cite, Link


class OutletShare(Struct, frozen=True, gc=False):
    """What one outlet reported of an event; without an outlet those of which it is unknown, or all the others together."""

    outlet: Link | None
    others: int
    """How many outlets this line is of, when they are too many for one each; 0 otherwise."""
    articles: int
    copies: int
    first: str
    last: str
    chart: str
    """An SVG of its articles over time, on the same scale for all outlets; '' when all are of one day."""


class Quoted(Struct, frozen=True, gc=False):
    """Words of an article."""

    text: str
    """A line for each paragraph."""
    cite: Cite


class Mentioned(Struct, frozen=True, gc=False):
    """Somebody or something that an event's articles mention."""

    name: str
    kind: str
    """'person', 'place', 'organization' or '' when that is not known."""
    articles: int
    """How many articles of the event do."""
    url: str
    """A search for it."""


class Happened(Struct, frozen=True, gc=False):
    """Something that happened on a day, as an article says it."""

    sentence: str
    cite: Cite
    also: tuple[Cite, ...]
    """Others that say it too."""


class HappenedDay(Struct, frozen=True, gc=False):
    """What happened on a day."""

    date: str
    entries: tuple[Happened, ...]


class Collected(Struct, frozen=True, gc=False):
    """What articles have under the same head: 'Why it matters'."""

    kind: str
    passages: tuple[Quoted, ...]


class Saying(Struct, frozen=True, gc=False):
    """How one article puts what others put otherwise."""

    shown: str
    sentence: str
    cite: Cite


class Difference(Struct, frozen=True, gc=False):
    """A figure or a quotation that articles give differently."""

    subject: str
    kind: str
    """'figure' or 'quote'."""
    sayings: tuple[Saying, ...]


class Neighbour(Struct, frozen=True, gc=False):
    """An event before or after another one."""

    title: str
    url: str
    first: str
    last: str


class EventPage(Struct, frozen=True, gc=False):
    """events/slug.html: template `event.html`; `body` is what a person wrote about it, rendered; often empty."""

    path: str
    title: str
    description: str
    summary: str
    """What a person wrote; '' often."""
    sentences: tuple[Quoted, ...]
    """Where nobody wrote a summary, two or three sentences of its articles."""
    first: str
    last: str
    articles: int
    """Copies and later versions not counted."""
    copies: int
    versions: int
    """Later texts of articles that are here too."""
    reported: int
    """How many outlets reported it on their own,"""
    carried: int
    """and how many carried it."""
    days: tuple[Day, ...]
    """Oldest first; copies and versions are folded into their originals."""
    outlets: tuple[OutletShare, ...]
    """Most articles first."""
    chart: str
    """An SVG of articles per day, safe to show as it stands; '' when all are of one day."""
    chart_ends: tuple[str, ...]
    """The first and the last day of all charts; empty when there are none."""
    happened: tuple[HappenedDay, ...]
    """Oldest first."""
    sections: tuple[Collected, ...]
    differences: tuple[Difference, ...]
    mentioned: tuple[Mentioned, ...]
    """Most mentioned first."""
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]
    wanted: tuple[Missing, ...]
    extra: dict[str, Plain]
