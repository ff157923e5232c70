"""As much of an article's text as its rights let a site show."""

from __future__ import annotations

from typing import Final

from briefgen.model import Article
from briefgen.text import shorten, squeeze

EXCERPT_LENGTH: Final = 400


def shown_text(article: Article, whole: str) -> str:
    """As much of an article's text as its rights let a site show: all, its beginning, or nothing."""
    if article.rights == "full":
        return whole
    return excerpt(whole) if article.rights == "excerpt" else ""


def excerpt(text: str) -> str:
    """A text's beginning, and never more than half of it: what is shown of an article whose rights are 'excerpt'."""
    return shorten(squeeze(text), min(EXCERPT_LENGTH, len(text) // 2))
