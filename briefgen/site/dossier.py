"""An event's dossier, of its articles and of what they say together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Final, NamedTuple

from markupsafe import Markup

from briefgen.dossier.dossier import Dossier
from briefgen.library.heads import Head
from briefgen.library.originals import ArticleFile, text_in
from briefgen.model import Article, Event
from briefgen.pages.cards import EventCard
from briefgen.pages.dossier import Chapter, DossierPage
from briefgen.pages.event import Quoted
from briefgen.pages.links import Cite, Link, Version
from briefgen.site import citing
from briefgen.site.event import happened
from briefgen.site.listed import author_links
from briefgen.site.numbers import numbers_of
from briefgen.site.setting import Setting, html
from briefgen.site.shown import cite


class Part(NamedTuple):
    """An article of a dossier before its text is read."""

    head: Head
    file: ArticleFile
    setting: Setting
    copies: tuple[Cite, ...]
    versions: tuple[Version, ...]


def dossier_page(
    path: str,
    title: str,
    event: Event,
    card: EventCard,
    members: Sequence[Head],
    parts: Sequence[Part],
    left: int,
    dossier: Dossier,
    read: Callable[[ArticleFile], Article],
) -> DossierPage:
    """The page. `members` are all the event's articles, oldest first, which the dossier refers to by place; `read` reads an article."""
    cites = [cite(head) for head in members]
    numbers = numbers_of(members)
    return DossierPage(
        path=path,
        title=title,
        description=card.summary,
        event=Link(event.title, card.url),
        summary=event.summary,
        sentences=() if event.summary else tuple(Quoted(taken.sentence, cites[taken.article]) for taken in dossier.summary),
        first=card.first,
        last=card.last,
        articles=numbers.articles,
        copies=numbers.copies,
        versions=numbers.versions,
        happened=tuple(happened(dossier, cites)),
        chapters=tuple(_chapter(f"a{number}", path, part, read(part.file)) for number, part in enumerate(parts, 1)),
        left=left,
    )


def _chapter(name: str, path: str, part: Part, found: Article) -> Chapter:
    return Chapter(
        id=name,
        title=found.title,
        url=part.head.url,
        date=found.date,
        outlet=found.outlet,
        authors=author_links(found.authors),
        via=found.via,
        source=found.source,
        lang=found.lang,
        rights=found.rights,
        summary=found.summary,
        text=Markup(apart(_text(found, part), name, _way(path, part.head.url))),  # noqa: S704 - made by markdown.html, which lets no markup through
        correction=found.correction,
        credit=found.credit,
        citation=citing.in_chicago(found),
        copies=part.copies,
        versions=part.versions,
    )


def _way(path: str, url: str) -> str:
    """The way from the folder of one page to that of another."""
    return f"{posixpath.relpath(posixpath.dirname(url) or '.', posixpath.dirname(path) or '.')}/"


def _text(found: Article, part: Part) -> str:
    """As much of its text as its rights let a site show, as HTML for the article's own page."""
    if found.rights == "full":
        return html(found.body, part.head.url, part.setting)
    shown = text_in(found, part.file)
    return f"<p>{escape(shown)}</p>\n" if shown else ""


def apart(text: str, name: str, way: str = "") -> str:
    """A text's HTML with ids and places of its own, behind this name, and its headings one level lower: on a page with others. `way` leads from
    that page's folder to the one of the page that it was made for, with a slash at its end."""
    return _TAG.sub(lambda tag: _named(_LEVEL.sub(_lower, tag[0]), name, way), text)


def _lower(level: re.Match[str]) -> str:
    return f"{level[1]}{min(int(level[2]) + 1, _LOWEST)}"


def _named(tag: str, name: str, way: str) -> str:
    return _HERE.sub(lambda found: f"{found[1]}{posixpath.normpath(way + found[2])}", _PLACE.sub(rf"\g<1>{name}-", tag))


_TAG: Final = re.compile(r"<[^<>]*>")
"""As our own renderer writes it: there are no such signs in its attributes."""
_LEVEL: Final = re.compile(r"^(</?h)([1-6])(?=[\s>])")
_PLACE: Final = re.compile(r'(\s(?:id="|href="#))')
_HERE: Final = re.compile(r'(\s(?:href|src)=")(?![A-Za-z][A-Za-z0-9+.-]*:|[/#"])([^"?#]+)')
"""An address relative to the page, up to its query or place."""
_LOWEST: Final = 6
