"""The front page."""

from __future__ import annotations

from msgspec import Struct

from briefgen.pages.cards import Day, EventCard


class Size(Struct, frozen=True, gc=False):
    """How much there is in the archive, and from when to when."""

    articles: int
    """Copies and later versions not counted."""
    copies: int
    events: int
    outlets: int
    authors: int
    first: str
    """Date of the first article; '' when none has a date."""
    last: str
    versions: int = 0
    """Later versions."""


class Home(Struct, frozen=True, gc=False):
    """index.html: template `home.html`."""

    path: str
    title: str
    description: str
    size: Size
    following: tuple[EventCard, ...]
    """Events of several reports, the last of them in the three weeks before the archive's newest article; latest first, at most six."""
    events: tuple[EventCard, ...]
    """The latest of the others, latest first, at most eight."""
    days: tuple[Day, ...]
    """The latest twenty articles, latest first; copies and later versions are folded into their originals."""
    chart: str
    """An SVG of articles over the whole time, safe to show as it stands; '' when all are of one day. Its bars lead to days, months or years."""
    chart_ends: tuple[str, ...]
    """The first and the last day of the chart; empty when there is none."""
