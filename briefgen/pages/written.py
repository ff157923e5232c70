"""The archive's own pages: what people wrote, and what its extensions made."""

from __future__ import annotations

from msgspec import Struct

from briefgen.model import Plain
from briefgen.pages.front import Size
from briefgen.pages.links import Heading, Link


class AboutPage(Struct, frozen=True, gc=False):
    """about.html: how the archive was made; template `about.html`. `body` is what `content/pages/about.md` says."""

    path: str
    title: str
    description: str
    size: Size
    seeds: int
    """Articles that were read from a seed."""
    written: int
    """Articles that a person wrote or imported as Markdown."""
    edited: int
    """Of those from a seed how many a person has changed since."""
    unconfirmed: int
    """Articles with a field that was inferred, or not found, and that nobody has confirmed."""
    undated: int
    rights: tuple[tuple[str, int], ...]
    """'full', 'excerpt' and 'metadata', with how many articles each."""
    version: str
    """Of briefgen."""
    pages: tuple[Link, ...] = ()
    """The pages that people wrote besides this one, by the names of their files."""
    lang: str = ""
    """Of what a person wrote."""
    extra: dict[str, Plain] = {}
    """Its unknown keys."""


class TextPage(Struct, frozen=True, gc=False):
    """SLUG.html, from `content/pages/SLUG.md`: template `page.html`."""

    path: str
    title: str
    description: str
    lang: str
    contents: tuple[Heading, ...]
    extra: dict[str, Plain]


class ExtraPage(Struct, frozen=True, gc=False):
    """A page of the archive's own, which a function in its folder `extensions/` made."""

    path: str
    title: str
    description: str
    template: str
    """That it is rendered with."""
    values: dict[str, Plain]
    """All else that it shows."""
