"""Where a page stands: the way to it from the front page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from briefgen.catalogue import Catalogue
from briefgen.pages.article import ArticlePage
from briefgen.pages.front import Home
from briefgen.pages.kinds import Page

Step: TypeAlias = tuple[str, str]
"""A page's title, and its path below the site's root."""

_SECTIONS: Final[Mapping[str, Step]] = {
    "events": ("nav.events", "events/index.html"),
    "outlets": ("nav.outlets", "outlets/index.html"),
    "authors": ("nav.authors", "authors/index.html"),
    "tags": ("nav.subjects", "tags/index.html"),
    "mentioned": ("nav.mentioned", "mentioned/index.html"),
    "months": ("nav.archive", "months/index.html"),
    "days": ("nav.archive", "months/index.html"),
    "years": ("nav.archive", "months/index.html"),
}
"""The folders of pages that stand below a list of all such, each with that list: the text that names it, and its path."""

TEXTS: Final = tuple(dict.fromkeys(key for key, _ in _SECTIONS.values()))
"""The texts of the interface that are used here."""


def steps(page: Page, site: str, words: Catalogue) -> list[Step]:
    """The way to a page of the site of this title, the page itself last; empty for the front page."""
    if isinstance(page, Home):
        return []
    found = [(site, "index.html")]
    if isinstance(page, ArticlePage):
        found += [(spot.event.title, spot.event.url) for spot in page.events[:1]]
    elif section := _SECTIONS.get(page.path.partition("/")[0]):
        found.append((words.say(section[0]), section[1]))
    if found[-1][1] != page.path:
        found.append((page.title, page.path))
    return found
