"""The pages for those who keep the archive: what it lacks, and what in it is to be confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from briefgen.archive import CONTENT
from briefgen.pages.cards import Missing
from briefgen.pages.desk import ReviewPage, ToReview, WantedPage
from briefgen.pages.links import Link
from briefgen.site import making
from briefgen.site.planned import Planned
from briefgen.site.shelves import Shelves
from briefgen.site.shown import cite, link_to
from briefgen.text import fold
from briefgen.wanted import Wanted

MOST: Final = 500
"""Entries of either; what is left when these are done comes up then."""


def desk_pages(shelves: Shelves) -> Iterable[Planned]:
    """Both. They are private: a site has them only if briefgen.toml says so."""
    for page in (_wanted(shelves), _review(shelves)):
        template = "wanted.html" if isinstance(page, WantedPage) else "review.html"
        yield Planned(page.path, template, making.as_given, (page,), private=True)


def _wanted(shelves: Shelves) -> WantedPage:
    """What articles name and the archive has not, each once: what many name first, and of these the latest."""
    named: dict[str, list[Wanted]] = {}
    for one in shelves.archive.wanted:
        if one.title not in shelves.titles:
            named.setdefault(fold(one.title), []).append(one)
    ranked = sorted(named.values(), key=lambda group: group[0].title)
    ranked.sort(key=lambda group: (len(group), max(one.date for one in group)), reverse=True)
    words = shelves.archive.words
    return WantedPage(
        path="desk/wanted.html",
        title=words.say("title.wanted"),
        description=words.say("description.wanted", title=shelves.archive.title),
        entries=tuple(_missing(shelves, group) for group in islice(ranked, MOST)),
        more=max(0, len(ranked) - MOST),
    )


def _missing(shelves: Shelves, group: list[Wanted]) -> Missing:
    """What of them names most of it, by the first article of them that is there."""
    one = max(group, key=lambda wanted: (wanted.named_by in shelves.by_slug, bool(wanted.date), bool(wanted.author), bool(wanted.outlet)))
    head = shelves.by_slug.get(one.named_by)
    return Missing(one.title, one.author, one.outlet, one.date, link_to(head) if head else Link(one.named_by, ""))


def _review(shelves: Shelves) -> ReviewPage:
    """The articles with fields to be confirmed, latest first, those without a date last."""
    found = [head for head in reversed(shelves.archive.heads) if head.review]
    words = shelves.archive.words
    return ReviewPage(
        path="desk/review.html",
        title=words.say("title.review"),
        description=words.say("description.review", title=shelves.archive.title),
        entries=tuple(ToReview(cite(head), f"{CONTENT}/{head.path}", head.review) for head in found[:MOST]),
        more=max(0, len(found) - MOST),
    )
