"""The pages of those who report: outlets and authors."""

from __future__ import annotations

from msgspec import Struct

from briefgen.pages.cards import Day
from briefgen.pages.links import Link, Pager, Tally


class Coverage(Struct, frozen=True, gc=False):
    """What an outlet or an author reported of one event."""

    event: Link
    articles: int
    """Of their own, by this outlet or author."""
    of: int
    """Of their own, by all: what the event's page counts."""
    first: bool
    """Whether the event's first report is among them."""
    last: str
    """Date of the last one by this outlet or author, copies too."""
    copies: int = 0
    """By this outlet or author."""
    versions: int = 0
    """Later versions, likewise."""


class Comparison(Struct, frozen=True, gc=False):
    """One measure of an outlet beside that of all outlets. Of an event only that others reported too says who was first, and how late."""

    kind: str
    """'share' (per cent of all articles whose outlet is known), 'words' (median of an article of its own), 'first' (per cent of its events
    that it reported first), 'delay' (median of the days after the first report) or 'copied' (per cent of its articles that are copies)."""
    own: float
    """With two significant digits, as `all`."""
    all: float
    """Of all outlets together; for 'share' what each would have if all had the same."""


class OutletPage(Struct, frozen=True, gc=False):
    """One page of what an outlet reported: template `outlet.html`. All but the days stands on the newest page alone."""

    path: str
    title: str
    description: str
    name: str
    articles: int
    """Of their own; 0 on older pages."""
    copies: int
    first: str
    last: str
    days: tuple[Day, ...]
    """Latest first."""
    pager: Pager
    chart: str = ""
    """An SVG of its articles over time, safe to show as it stands."""
    chart_ends: tuple[str, ...] = ()
    events: tuple[Coverage, ...] = ()
    """Latest first, at most twelve."""
    more_events: int = 0
    authors: tuple[Tally, ...] = ()
    """Who wrote for it, most articles first, at most twelve."""
    compared: tuple[Comparison, ...] = ()
    """How it compares with all outlets; empty where it is the only one."""
    copied: tuple[Tally, ...] = ()
    """Outlets whose text it carried, most first, at most twelve."""
    copied_by: tuple[Tally, ...] = ()
    """Outlets that carried its text, most first, at most twelve."""
    versions: int = 0
    """Later versions."""
    noindex: bool = False
    """Whether search engines are to leave it out, as they are all its articles."""


class AuthorPage(Struct, frozen=True, gc=False):
    """One page of what an author wrote: template `author.html`. All but the days stands on the newest page alone."""

    path: str
    title: str
    description: str
    name: str
    articles: int
    """Of their own; 0 on older pages."""
    first: str
    last: str
    days: tuple[Day, ...]
    pager: Pager
    chart: str = ""
    chart_ends: tuple[str, ...] = ()
    events: tuple[Coverage, ...] = ()
    """Latest first, at most twelve."""
    more_events: int = 0
    outlets: tuple[Tally, ...] = ()
    """For whom, most first, at most twelve."""
    together: tuple[Tally, ...] = ()
    """With whom, most first, at most twelve."""
    copies: int = 0
    versions: int = 0
    """Later versions."""
