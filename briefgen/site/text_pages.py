"""The pages that people wrote, and the one that says how the archive was made: what each is given to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from briefgen import __version__, content, model
from briefgen.keys.policy import RIGHTS
from briefgen.library.heads import address
from briefgen.pages.links import Link
from briefgen.pages.written import AboutPage
from briefgen.site import making
from briefgen.site.planned import Planned
from briefgen.site.shelves import Shelves


def text_address(slug: str) -> str:
    """The path of a text page."""
    return address(f"{slug}.html")


def about(shelves: Shelves) -> Planned:
    """The page that says how the archive was made."""
    archive, words = shelves.archive, shelves.archive.words
    text = next((one for one in archive.pages if one.slug == content.ABOUT), model.TextPage(content.ABOUT, "", ""))
    rights = Counter(head.rights for head in archive.heads)
    seeds = sum(head.seed for head in archive.heads)
    page = AboutPage(
        path=text_address(content.ABOUT),
        title=text.title or words.say("title.about"),
        description=text.summary or words.say("description.about", title=archive.title),
        size=shelves.size,
        seeds=seeds,
        written=len(archive.heads) - seeds,
        edited=sum(head.edited for head in archive.heads),
        unconfirmed=sum(bool(head.review) for head in archive.heads),
        undated=sum(not head.date for head in archive.heads),
        rights=tuple((name, rights[name]) for name in RIGHTS),
        version=__version__,
        pages=tuple(Link(one.title, text_address(one.slug)) for one in _others(shelves)),
        lang=text.lang,
        extra=dict(text.extra),
    )
    return Planned(page.path, "about.html", making.about, (page, text.body, archive.setting(text.path)), text.path)


def text_pages(shelves: Shelves) -> Iterable[Planned]:
    """The other pages that people wrote."""
    for one in _others(shelves):
        path = text_address(one.slug)
        yield Planned(path, "page.html", making.text_page, (path, one, shelves.archive.setting(one.path)), one.path)


def _others(shelves: Shelves) -> list[model.TextPage]:
    return [one for one in shelves.archive.pages if one.slug != content.ABOUT]
