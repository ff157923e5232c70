"""Articles and events to pages: which pages and files there are. What each is given to show, its kind's own module says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from briefgen.library.heads import Head
from briefgen.pages.signposts import Example
from briefgen.pages.site import SiteInfo
from briefgen.site import making
from briefgen.site.article_pages import article_pages, changes_pages, redirects
from briefgen.site.calendar import calendar
from briefgen.site.desk_pages import desk_pages
from briefgen.site.event_pages import event_list, event_pages
from briefgen.site.feeds import FEED_LENGTH, SITEMAP_LENGTH
from briefgen.site.front import home
from briefgen.site.lists import directories, lists
from briefgen.site.mentioned import mentioned
from briefgen.site.planned import Planned
from briefgen.site.shelves import Shelves
from briefgen.site.text_pages import about, text_pages

FEEDS: Final = ("feed.xml", "sitemap.xml", "robots.txt", ".nojekyll")
"""The files for machines, whatever is in the archive."""


def plan(shelves: Shelves, examples: tuple[Example, ...] = ()) -> Iterable[Planned]:
    """Every page of the site, in a fixed order. `examples` are shown on the search page."""
    archive, words = shelves.archive, shelves.archive.words
    yield home(shelves)
    yield from lists(shelves)  # first, since of two pages with one address the first one stands
    yield from calendar(shelves)
    yield from event_list(shelves)
    yield from directories(shelves)
    yield from mentioned(shelves)
    if archive.search:
        given = (words.say("title.search"), words.say("description.search", title=archive.title), examples)
        yield Planned("search.html", "search.html", making.search, given)
    yield Planned("404.html", "404.html", making.not_found, (words.say("title.missing"), words.say("description.missing")))
    yield from article_pages(shelves)
    yield from changes_pages(shelves)
    yield from event_pages(shelves)
    yield about(shelves)
    yield from text_pages(shelves)
    yield from desk_pages(shelves)
    yield from redirects(shelves)


def feeds(site: SiteInfo, shelves: Shelves, pages: Iterable[Planned]) -> Iterable[Planned]:
    """What machines read."""
    yield Planned("feed.xml", "", making.feed, (site, tuple(map(shelves.listed.__getitem__, _latest(shelves.archive.heads)))))
    addresses = sorted(page.path for page in pages if page.template not in ("404.html", "redirect.html") and not page.private)
    parts = [tuple(addresses[start : start + SITEMAP_LENGTH]) for start in range(0, len(addresses), SITEMAP_LENGTH)] or [()]
    names = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)) if len(parts) > 1 else ("sitemap.xml",)
    yield from (Planned(name, "", making.sitemap, (site, part)) for name, part in zip(names, parts, strict=True))
    if len(parts) > 1:
        yield Planned("sitemap.xml", "", making.sitemap_index, (site, names))
    yield Planned("robots.txt", "", making.robots, (site,))
    yield Planned(".nojekyll", "", making.empty, ())


def _latest(heads: Sequence[Head]) -> list[str]:
    return [head.url for head in reversed(heads[-FEED_LENGTH:])]
