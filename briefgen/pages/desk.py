"""The pages for maintainers."""

from __future__ import annotations

from msgspec import Struct

from briefgen.pages.cards import Missing
from briefgen.pages.links import Cite


class ToReview(Struct, frozen=True, gc=False):
    """An article with fields that a person should confirm."""

    article: Cite
    file: str
    """Below the archive's root: 'content/articles/2024/….md'."""
    fields: tuple[str, ...]


class WantedPage(Struct, frozen=True, gc=False):
    """desk/wanted.html, for maintainers: what articles name and the archive has not; template `wanted.html`."""

    path: str
    title: str
    description: str
    entries: tuple[Missing, ...]
    more: int
    """How many there are beside these."""


class ReviewPage(Struct, frozen=True, gc=False):
    """desk/review.html, for maintainers: what was inferred and nobody has confirmed; template `review.html`."""

    path: str
    title: str
    description: str
    entries: tuple[ToReview, ...]
    more: int
