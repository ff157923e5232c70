"""Articles and events to pages: which pages and files there are. What each is given to show, its kind's own module says."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.pages.signposts import Example
from briefgen.site import changelog, making
from briefgen.site.article_pages import article_pages, changes_pages, redirects, withdrawn_pages
from briefgen.site.calendar import calendar
from briefgen.site.desk_pages import desk_pages
from briefgen.site.event_pages import event_list, event_pages
from briefgen.site.front import home
from briefgen.site.lists import directories, lists
from briefgen.site.mentioned import mentioned
from briefgen.site.planned import Planned
from briefgen.site.shelves import Shelves
from briefgen.site.text_pages import about, text_pages


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
    yield from withdrawn_pages(shelves)
    yield from changes_pages(shelves)
    yield from event_pages(shelves)
    yield from changelog.pages(shelves)
    yield about(shelves)
    yield from text_pages(shelves)
    yield from desk_pages(shelves)
    yield from redirects(shelves)
