"""Pages that only lead to others: the search, the one for what is not there, those for what has moved."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct


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
