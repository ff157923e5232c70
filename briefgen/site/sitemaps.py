"""What search engines read: the sitemap (sitemaps.org 0.9) and the one of news, as Google's schema has it.

No page says when it was last changed: an article's date is the day on which it was reported, and the day on which its page became what it is is
written nowhere that a build may look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote

from briefgen.site.elements import HEAD, element, opened

MOST: Final = 50_000
"""So many addresses the protocol allows in one file,"""
LARGEST: Final = 50 * 2**20
"""and so many bytes."""
MOST_NEWS: Final = 1_000
"""So many articles a sitemap of news may name."""
PATH: Final = "sitemap.xml"
NEWS: Final = "news-sitemap.xml"

_XMLNS: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_XMLNS: Final = "http://www.google.com/schemas/sitemap-news/0.9"
_FRAME: Final = 250
"""No file has more bytes besides its addresses,"""
_ENTRY: Final = 30
"""and none more for each."""


class Report(NamedTuple):
    """An article as the sitemap of news has it."""

    url: str
    title: str
    date: str
    """A day, or a time with its zone."""
    lang: str


def parts(paths: Sequence[str], base_url: str) -> list[tuple[str, ...]]:
    """The addresses in parts that may each be a file. How long one may become is reckoned from above: a sign of three bytes may take nine, and
    each '&' five."""
    found: list[tuple[str, ...]] = []
    start, size = 0, _FRAME
    around = _ENTRY + 5 * len(base_url.encode())
    for place, path in enumerate(paths):
        one = around + 3 * len(path.encode())
        if place - start == MOST or size + one > LARGEST:
            found.append(tuple(paths[start:place]))
            start, size = place, _FRAME
        size += one
    return [*found, tuple(paths[start:])]


def sitemap(base_url: str, paths: Iterable[str]) -> bytes:
    """The sitemap of these pages, or a part of it."""
    return _written("urlset", "url", base_url, paths)


def index(base_url: str, names: Iterable[str]) -> bytes:
    """The sitemap where it is in parts: the list of their files."""
    return _written("sitemapindex", "sitemap", base_url, names)


def _written(root: str, item: str, base_url: str, paths: Iterable[str]) -> bytes:
    entries = [f"<{item}>{element('loc', base_url + quote(path))[:-1]}</{item}>\n" for path in paths]
    return "".join([HEAD, opened(root, xmlns=_XMLNS), *entries, f"</{root}>\n"]).encode()


def news(base_url: str, title: str, reports: Iterable[Report]) -> bytes:
    """The sitemap of these articles, as those of a publication with this title."""
    found = [HEAD, opened("urlset", xmlns=_XMLNS, xmlns_news=_NEWS_XMLNS)]
    for one in reports:
        found += [
            opened("url"),
            element("loc", base_url + quote(one.url)),
            opened("news:news"),
            opened("news:publication"),
            element("news:name", title),
            element("news:language", language(one.lang)),
            "</news:publication>\n",
            element("news:publication_date", one.date),
            element("news:title", one.title),
            "</news:news>\n",
            "</url>\n",
        ]
    return "".join([*found, "</urlset>\n"]).encode()


def language(tag: str) -> str:
    """A language as that schema has it: two or three letters, and Chinese by its writing."""
    parts_of_it = tag.lower().split("-")
    if parts_of_it[0] != "zh":
        return parts_of_it[0]
    return "zh-tw" if {"tw", "hk", "mo", "hant"}.intersection(parts_of_it) else "zh-cn"


def robots(base_url: str, names: Iterable[str]) -> list[str]:
    """The lines of robots.txt that name these sitemaps: none where the site's address is not known, since theirs must be full ones."""
    return [f"Sitemap: {base_url}{name}" for name in names] if base_url else []
