"""How each page and file of a site is made of what it is given: pure functions, which any process can run.

Each takes the archive's folder and then just what it shows, by value; an article's text comes from its file, which is told by its
digest. What a function is given is what its result is kept under: it must look at nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import structs

from briefgen import files, model
from briefgen.archive import CONTENT
from briefgen.catalogue import Catalogue
from briefgen.dossier import dossier as dossiers
from briefgen.library import originals, texts
from briefgen.library.heads import SUMMARY_LENGTH, Head
from briefgen.library.originals import ArticleFile, ChangedMeanwhile
from briefgen.markdown import plain
from briefgen.model import Event, Plain
from briefgen.pages.article import ArticlePage, ChangesPage
from briefgen.pages.cards import EventCard
from briefgen.pages.event import EventPage, Neighbour
from briefgen.pages.kinds import Page
from briefgen.pages.links import Cite, Link
from briefgen.pages.signposts import Example, NotFoundPage, RedirectPage, SearchPage
from briefgen.pages.written import AboutPage, ExtraPage, TextPage
from briefgen.search import index, shards
from briefgen.shelf import digest
from briefgen.site import changes, event, stylesheets
from briefgen.site.article import Around, article_page, body, contents
from briefgen.site.listed import Item
from briefgen.site.setting import Setting, html
from briefgen.text import shorten, squeeze
from briefgen.theme import TEXTS
from briefgen.wanted import Wanted

Made: TypeAlias = tuple[Page, str]
"""A page, and the HTML that goes into its middle."""


def article(root: Path, file: ArticleFile, head: Head, around: Around, setting: Setting) -> tuple[ArticlePage, str]:
    """An article's own page."""
    found = originals.article(root, file)
    return article_page(found, head, around, setting), body(found, head, setting, file.excerpt)


def what_changed(
    root: Path, path: str, description: str, earlier: ArticleFile, later: ArticleFile, before: Cite, after: Cite
) -> tuple[ChangesPage, str]:
    """The page of what a later version of an article changed."""
    page = changes.page(path, description, before, after, originals.text_of(root, earlier), originals.text_of(root, later))
    return structs.replace(page, noindex=earlier.noindex or later.noindex), ""


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
    words: Catalogue,
    setting: Setting,
) -> tuple[EventPage, str]:
    """An event's page. `known` is its dossier, packed; b'' when there is none."""
    dossier = dossiers.unpacked(known) if known else dossiers.EMPTY
    page = event.event_page(one, shown, members, standing, dossier, before, after, wanted, words)
    return page, html(one.body, page.path, setting) if one.body else ""


def about(_: Path, page: AboutPage, text: str, setting: Setting) -> tuple[AboutPage, str]:
    """The page that says how the archive was made, with what a person wrote on it."""
    return page, html(text, page.path, setting)


def text_page(_: Path, path: str, one: model.TextPage, setting: Setting) -> tuple[TextPage, str]:
    """A page that a person wrote."""
    description = one.summary or shorten(squeeze(plain(one.body, setting.dialect)), SUMMARY_LENGTH)
    return TextPage(path, one.title, description, one.lang, contents(one.body, setting), dict(one.extra)), html(one.body, path, setting)


def as_given(_: Path, page: Page) -> Made:
    """A page that is all there without a text."""
    return page, ""


def search(_: Path, title: str, description: str, examples: tuple[Example, ...]) -> tuple[SearchPage, str]:
    """The search page."""
    return SearchPage("search.html", title, description, examples), ""


def not_found(_: Path, title: str, description: str) -> tuple[NotFoundPage, str]:
    """What a host shows for a missing page."""
    return NotFoundPage("404.html", title, description), ""


def redirect(_: Path, path: str, title: str, target: str) -> tuple[RedirectPage, str]:
    """What stands at an alias."""
    return RedirectPage(path, title, "", target), ""


def extra(_: Path, path: str, template: str, title: str, description: str, values: dict[str, Plain]) -> tuple[ExtraPage, str]:
    """A page of the archive's own."""
    return ExtraPage(path, title, description, template, values), ""


# files that are no pages


def static_file(_: Path, source: str, known: bytes) -> bytes:
    """A file of the theme, which has this digest. Raises ChangedMeanwhile."""
    return _read(Path(source), source, known)


def picture(root: Path, path: str, known: bytes) -> bytes:
    """A picture of content/, which has this digest. Raises ChangedMeanwhile."""
    return _read(root / CONTENT / path, path, known)


def _read(place: Path, name: str, known: bytes) -> bytes:
    try:
        data = files.read(place)
    except (FileNotFoundError, NotADirectoryError):
        raise ChangedMeanwhile(name) from None
    if digest(data) != known:
        raise ChangedMeanwhile(name)
    return data


def stylesheet(root: Path, source: str, known: bytes, named: tuple[tuple[str, str], ...]) -> bytes:
    """A stylesheet of the theme, which has this digest; in place of what it refers to stand these addresses. Raises ChangedMeanwhile."""
    return stylesheets.styled(static_file(root, source, known), named)


def bundle(root: Path, parts: tuple[tuple[str, bytes], ...]) -> bytes:
    """A script that is made of these, each a file with its digest, or texts of the catalogue as they stand, in order. Raises
    ChangedMeanwhile."""
    return joined([data if source.startswith(TEXTS) else static_file(root, source, data) for source, data in parts])


def joined(parts: Sequence[bytes]) -> bytes:
    """Scripts as one; lines that hold nothing but a comment are left out, which readers need not load."""
    return b";\n".join(_COMMENTS.sub(b"", part).rstrip() + b"\n" for part in parts)


_COMMENTS: Final = re.compile(rb"^[ \t]*(?://.*|/\*\*(?:(?!\*/)(?s:.))*\*/[ \t]*)\n", re.MULTILINE)


def robots(_: Path, lines: tuple[str, ...]) -> bytes:
    """`robots.txt`."""
    return ("\n".join(lines) + "\n").encode()


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
    """A file with what of some articles may be shown, each as `texts.shown` gives it."""
    return index.text_file(name, [texts.shown_in(row) for row in rows])


def column_file(_: Path, name: str, data: object) -> bytes:
    """A file of a column."""
    return shards.script(name, data)


def search_index(_: Path, contents: index.Contents) -> bytes:
    """`search/index.js`."""
    return index.index_file(contents)
