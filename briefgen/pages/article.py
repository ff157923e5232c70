"""An article's page, and the one of what a later version of it changed."""

from __future__ import annotations

from msgspec import Struct

from briefgen.model import Plain
from briefgen.pages.cards import EventCard
from briefgen.pages.links import Cite, Heading, Link, Version


class Spot(Struct, frozen=True, gc=False):
    """Where an article stands among the reports of an event."""

    event: EventCard
    number: int
    """Among the event's dated articles of their own, the oldest being 1; 0 for a copy, a later version, and what has no date."""
    of: int
    """How many of these there are."""
    older: Link | None
    newer: Link | None


class Picture(Struct, frozen=True, gc=False):
    """A picture of the archive's own."""

    url: str
    width: int
    """In pixels; 0 where the file does not say, as an SVG may."""
    height: int
    alt: str
    """What it shows, in words; '' where nobody said."""
    caption: str


class Origin(Struct, frozen=True, gc=False):
    """Where a field of an article's record was read."""

    field: str
    """'title', 'date', 'author', 'outlet' or 'lang'."""
    rule: str
    """The name of the rule that read it there, as `briefgen explain` has it."""
    line: int
    """Of the seed, from 1; 0 where it was in no line (a page's declared metadata, the file's name, another article)."""
    words: str
    """What stands there, shortened; '' where nothing does."""


class Gone(Struct, frozen=True, gc=False):
    """A source that is not at its address any more."""

    since: str
    """The day on which that was found first,"""
    checked: str
    """and the one on which it was found last."""
    archived: str
    """An address at which others may keep a copy of it, http(s); '' where `briefgen.toml` names none."""


class Run(Struct, frozen=True, gc=False):
    """A piece of a citation."""

    text: str
    italic: bool = False
    isolated: bool = False
    """Whether it runs from right to left, and is to be kept apart (`<bdi>`) so that what stands around it stays in its place."""


class Citation(Struct, frozen=True, gc=False):
    """How to cite an article, in one style."""

    style: str
    """'apa', 'chicago', 'mla' or 'bibtex'."""
    runs: tuple[Run, ...]
    """Its text, in pieces; BibTeX is one run with line ends in it."""


class ArticlePage(Struct, frozen=True, gc=False):
    """articles/YYYY/slug.html: template `article.html`; `body` is the article's rendered text."""

    path: str
    title: str
    description: str
    date: str
    authors: tuple[Link, ...]
    outlet: Link | None
    via: str
    source: str
    """An http(s) address, or ''."""
    gone: Gone | None
    """Said of the source, where that is there no more."""
    credit: str
    correction: str
    """The outlet's own note on what it corrected, or ''."""
    summary: str
    """The line under the headline, or what a person wrote; '' often."""
    lang: str
    tags: tuple[Link, ...]
    rights: str
    review: tuple[str, ...]
    lineage: tuple[Cite, ...]
    """From the original by way of whom it came to this one, which is the last; empty when it copies none."""
    copies: tuple[Cite, ...]
    version_of: Version | None
    """The earlier text of this article."""
    versions: tuple[Version, ...]
    """Its later texts."""
    events: tuple[Spot, ...]
    same_day: tuple[Cite, ...]
    """Other articles of the same day, at most six: those of its events first."""
    image: Picture | None
    """The front matter's picture, where it is the archive's own."""
    captions: tuple[str, ...]
    """What stood under pictures, kept apart from the text."""
    contents: tuple[Heading, ...]
    """Of a long piece; empty otherwise."""
    seed: str
    """The seed that it was read from, below the archive's root; '' when a person wrote it."""
    origins: tuple[Origin, ...]
    """Where title, date, author and outlet were read."""
    edited: bool
    """Whether a person has changed what ingest wrote."""
    citations: tuple[Citation, ...]
    words: int
    extra: dict[str, Plain]
    noindex: bool = False
    """Whether search engines are to leave it out."""
    draft: bool = False
    """Whether it is one, in an edition that shows drafts."""
    publish_on: str = ""
    """The day from which on the public edition has it, where its file names one."""


class Part(Struct, frozen=True, gc=False):
    """Words that stayed, went or came."""

    kind: str
    """'same', 'gone' or 'new'."""
    text: str


class ChangesPage(Struct, frozen=True, gc=False):
    """articles/YYYY/slug.changes.html: what a later version of an article changed; template `changes.html`."""

    path: str
    title: str
    description: str
    earlier: Cite
    later: Cite
    titles: tuple[Part, ...]
    paragraphs: tuple[tuple[Part, ...], ...]
    """Those with a change, and one on either side."""
    passed_over: tuple[int, ...]
    """Before each of these, and after the last, how many paragraphs are the same in both and not shown."""
    noindex: bool = False
    """Whether search engines are to leave it out."""
