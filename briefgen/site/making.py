"""How each page and file of a site is made of what it is given: pure functions, which any process can run.

Each takes the archive's folder and then just what it shows, by value; an article's text comes from its file, which is told by its
digest. What a function is given is what its result is kept under: it must look at nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final, TypeAlias

from briefgen import files, library, markdown
from briefgen.dossier import dossier as dossiers
from briefgen.library import ArticleFile, ChangedMeanwhile, Head
from briefgen.model import Article, Event
from briefgen.search import index, shards
from briefgen.shelf import digest
from briefgen.site import changes, event, feeds
from briefgen.site.listed import Item, author_links, card, days, outlet_link
from briefgen.site.pages import (
    ArticlePage,
    ChangesPage,
    Cite,
    DirectoryPage,
    Entry,
    EventCard,
    EventPage,
    EventsPage,
    Example,
    Home,
    Link,
    ListPage,
    Neighbour,
    NotFoundPage,
    Page,
    Pager,
    RedirectPage,
    SearchPage,
    SiteInfo,
    Version,
)
from briefgen.wanted import Wanted

Made: TypeAlias = tuple[Page, str]
"""A page, and the HTML that goes into its middle."""


def home(_: Path, title: str, description: str, events: tuple[EventCard, ...], latest: tuple[Item, ...]) -> tuple[Home, str]:
    """The front page."""
    return Home("index.html", title, description, events, tuple(map(card, latest))), ""


def article(
    root: Path,
    file: ArticleFile,
    head: Head,
    events: tuple[EventCard, ...],
    lineage: tuple[Cite, ...],
    copies: tuple[Cite, ...],
    version_of: Version | None,
    versions: tuple[Version, ...],
    older: Link | None,
    newer: Link | None,
) -> tuple[ArticlePage, str]:
    """An article's own page."""
    found = library.article(root, file)
    page = ArticlePage(
        path=head.url,
        title=found.title,
        description=head.summary,
        date=found.date,
        authors=author_links(found.authors),
        outlet=outlet_link(found.outlet),
        via=found.via,
        source=found.source,
        credit=found.credit,
        correction=found.correction,
        summary=found.summary,
        lang=found.lang,
        tags=found.tags,
        rights=found.rights,
        review=found.review,
        lineage=lineage,
        copies=copies,
        version_of=version_of,
        versions=versions,
        events=events,
        older=older,
        newer=newer,
        words=head.words,
        extra=dict(found.extra),
    )
    return page, _body(found)


def _body(found: Article) -> str:
    """As much of an article's text as its rights let a site show."""
    if found.rights == "full":
        return markdown.html(found.body)
    part = library.shown_text(found, markdown.plain(found.body)) if found.rights == "excerpt" else ""
    return f"<p>{escape(part)}</p>\n" if part else ""


def what_changed(root: Path, path: str, earlier: ArticleFile, later: ArticleFile, before: Cite, after: Cite) -> tuple[ChangesPage, str]:
    """The page of what a later version of an article changed."""
    return changes.page(path, before, after, library.text_of(root, earlier), library.text_of(root, later)), ""


def event_page(
    _: Path,
    one: Event,
    shown: EventCard,
    members: tuple[Head, ...],
    standing: tuple[Item, ...],
    known: bytes,
    before: tuple[Neighbour, ...],
    after: tuple[Neighbour, ...],
    wanted: tuple[tuple[Wanted, Link], ...],
) -> tuple[EventPage, str]:
    """An event's page. `known` is its dossier, packed; b'' when there is none."""
    dossier = dossiers.unpacked(known) if known else dossiers.EMPTY
    page = event.event_page(one, shown, members, standing, dossier, before, after, wanted)
    return page, markdown.html(one.body) if one.body else ""


def article_list(
    _: Path, path: str, title: str, description: str, kind: str, name: str, total: int, pager: Pager, items: tuple[Item, ...]
) -> tuple[ListPage, str]:
    """A page of the articles of an outlet, an author or a month."""
    return ListPage(path, title, description, kind, name, total, days(items), pager), ""


def event_list(_: Path, path: str, title: str, description: str, events: tuple[EventCard, ...], pager: Pager) -> tuple[EventsPage, str]:
    """A page of the list of all events."""
    return EventsPage(path, title, description, events, pager), ""


def directory(
    _: Path, path: str, title: str, description: str, kind: str, entries: tuple[Entry, ...], letter: str, letters: tuple[Link, ...]
) -> tuple[DirectoryPage, str]:
    """A list of all outlets, authors or months."""
    return DirectoryPage(path, title, description, kind, entries, letter, letters), ""


def search(_: Path, title: str, examples: tuple[Example, ...]) -> tuple[SearchPage, str]:
    """The search page."""
    return SearchPage("search.html", "Search", f"Search {title}", examples), ""


def not_found(_: Path) -> tuple[NotFoundPage, str]:
    """What a host shows for a missing page."""
    return NotFoundPage("404.html", "Page not found", "There is no page at this address"), ""


def redirect(_: Path, path: str, title: str, target: str) -> tuple[RedirectPage, str]:
    """What stands at an alias."""
    return RedirectPage(path, title, "", target), ""


# files that are no pages


def static_file(_: Path, source: str, known: bytes) -> bytes:
    """A file of the theme, which has this digest. Raises ChangedMeanwhile."""
    data = files.read(Path(source))
    if digest(data) != known:
        raise ChangedMeanwhile(source)
    return data


def bundle(root: Path, parts: tuple[tuple[str, bytes], ...]) -> bytes:
    """A script that is made of these, each with its digest, in order; lines that hold nothing but a comment are left out, which readers
    need not load. Raises ChangedMeanwhile."""
    return b";\n".join(_COMMENTS.sub(b"", static_file(root, *part)).rstrip() + b"\n" for part in parts)


_COMMENTS: Final = re.compile(rb"^[ \t]*(?://.*|/\*\*(?:(?!\*/)(?s:.))*\*/[ \t]*)\n", re.MULTILINE)


def feed(_: Path, site: SiteInfo, latest: tuple[Item, ...]) -> bytes:
    """The feed of the latest articles."""
    return feeds.atom(site, tuple(map(card, latest)))


def sitemap(_: Path, site: SiteInfo, addresses: tuple[str, ...]) -> bytes:
    """A part of the sitemap."""
    return feeds.sitemap(site, addresses)


def sitemap_index(_: Path, site: SiteInfo, names: tuple[str, ...]) -> bytes:
    """The list of the sitemap's parts."""
    return feeds.sitemap_index(site, names)


def robots(_: Path, site: SiteInfo) -> bytes:
    """`robots.txt`."""
    return feeds.robots(site)


def empty(_: Path) -> bytes:
    """A file that says something by being there."""
    return b""


# files of the search index, each after its name


def word_shard(_: Path, name: str, sizes: tuple[int, ...], parts: tuple[bytes, ...]) -> bytes:
    """A word shard."""
    return shards.word_shard(name, sizes, parts)


def position_shard(_: Path, name: str, parts: tuple[tuple[bytes, ...], ...], far: dict[str, Sequence[tuple[int, int, str]]]) -> bytes:
    """A position shard."""
    return shards.position_shard(name, parts, far)


def far_positions(_: Path, name: str, key: str, parts: tuple[bytes, ...]) -> bytes:
    """The positions of one word in some leaves."""
    return shards.far_file(name, key, parts)


def spelling_file(_: Path, name: str, parts: tuple[bytes, ...]) -> bytes:
    """A spelling file."""
    return shards.spelling_file(name, parts)


def text_file(_: Path, name: str, rows: tuple[bytes, ...]) -> bytes:
    """A file with what of some articles may be shown, each as `library.shown` gives it."""
    return index.text_file(name, [library.shown_in(row) for row in rows])


def column_file(_: Path, name: str, data: object) -> bytes:
    """A file of a column."""
    return shards.script(name, data)


def search_index(_: Path, contents: index.Contents) -> bytes:
    """`search/index.js`."""
    return index.index_file(contents)
