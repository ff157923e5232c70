"""Pages that stand for others: the search, the one for what is not there, those for what has moved or was withdrawn."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from briefgen.pages.front import Size


class Example(NamedTuple):
    """A query that the archive can answer."""

    query: str
    meaning: str
    """What it asks for."""


class SearchPage(Struct, frozen=True, gc=False):
    """search.html: template `search.html`."""

    path: str
    title: str
    description: str
    examples: tuple[Example, ...] = ()


class DataPage(Struct, frozen=True, gc=False):
    """data.html: what there is for programs, and where; template `data.html`."""

    path: str
    title: str
    description: str
    size: Size
    example: str
    """The address of an article's page, the newest; '' where there is none."""


class NotFoundPage(Struct, frozen=True, gc=False):
    """404.html: template `404.html`. A host shows it at any depth, so it carries its own style."""

    path: str
    title: str
    description: str


class RedirectPage(Struct, frozen=True, gc=False):
    """What stands at an alias: template `redirect.html`."""

    path: str
    title: str
    description: str
    target: str


class WithdrawnPage(Struct, frozen=True, gc=False):
    """What stands in place of an article that was withdrawn: template `withdrawn.html`. Nothing of the article is on it."""

    path: str
    title: str
    description: str
    reason: str
    """Why, in the words of who withdrew it; '' where no reason is given."""
