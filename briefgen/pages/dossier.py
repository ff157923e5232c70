"""An event's dossier: all its articles on one page, for paper."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from briefgen.pages.article import Run
from briefgen.pages.event import HappenedDay, Quoted
from briefgen.pages.links import Cite, Link, Version


class Chapter(Struct, frozen=True, gc=False):
    """An article of a dossier."""

    id: str
    """Its place on the page: `#id` leads there."""
    title: str
    url: str
    date: str
    outlet: str
    authors: tuple[Link, ...]
    via: str
    source: str
    """An http(s) address, or ''."""
    lang: str
    rights: str
    summary: str
    """The line under the headline, or what a person wrote; '' often."""
    text: Markup
    """As much of its text as may be shown; its headings begin at the third level."""
    correction: str
    """The outlet's own note on what it corrected, or ''."""
    credit: str
    citation: tuple[Run, ...]
    """How to cite it, in Chicago's style."""
    copies: tuple[Cite, ...]
    versions: tuple[Version, ...]


class DossierPage(Struct, frozen=True, gc=False):
    """events/slug.dossier.html: template `dossier.html`; `body` is what a person wrote about the event, rendered; often empty."""

    path: str
    title: str
    description: str
    event: Link
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
    happened: tuple[HappenedDay, ...]
    """Oldest first."""
    chapters: tuple[Chapter, ...]
    """Oldest first; copies and versions are folded into their originals."""
    left: int
    """How many articles more the event has than fit here."""

    @property
    def noindex(self) -> bool:
        """Whether search engines are to leave it out: it repeats what other pages have."""
        return True
