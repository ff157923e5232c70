"""A feed, whatever it is written in: what it is of, and its entries. Where it stands, and what it is called by those who follow it.

A feed is as old as its newest article: a build reads no clock. Without a `base_url` its links are relative to it, and its identifiers are `urn:`
names made of the addresses.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from briefgen import dates
from briefgen.library import originals
from briefgen.library.heads import Head
from briefgen.library.originals import ArticleFile
from briefgen.site import article
from briefgen.site.detached import detached
from briefgen.site.elements import clean
from briefgen.site.listed import author_links
from briefgen.site.render import relative, upwards
from briefgen.site.setting import Setting

ARCHIVE: Final = "feed"
"""What the paths of the archive's own feeds begin with."""
ENDINGS: Final = {"atom": ".atom.xml", "rss": ".rss.xml", "json": ".feed.json"}
OWN: Final = {"atom": "feed.xml", "rss": "feed.rss.xml", "json": "feed.json"}
"""The archive's own feeds."""


class Channel(NamedTuple):
    """What all feeds of a site have in common."""

    title: str
    """The site's."""
    lang: str
    base_url: str


class Subject(NamedTuple):
    """What a feed is of."""

    title: str
    description: str
    page: str
    """Its page's address."""
    base: str
    """What the paths of its feeds begin with."""


class Item(NamedTuple):
    """An article of a feed."""

    head: Head
    file: ArticleFile | None = None
    """Where the feed is to hold its text."""
    setting: Setting | None = None


class Entry(NamedTuple):
    """An article as a feed has it."""

    id: str
    url: str
    title: str
    date: str
    """As much of it as is known."""
    authors: tuple[tuple[str, str], ...]
    """Each with the address of the page of what they wrote; the outlet where none is named."""
    summary: str
    html: str
    """As much of its text as may be shown; '' where the feed is to hold none."""
    tags: tuple[str, ...]
    lang: str
    """Where that is another than the feed's; '' otherwise."""


class Feed(NamedTuple):
    """A feed. None of its words holds a sign that XML cannot hold."""

    id: str
    title: str
    description: str
    by: str
    """Whose feed it is: the site's title."""
    lang: str
    page: str
    """The link to what it is of,"""
    url: str
    """and to itself."""
    updated: str
    """The date of its newest article, in full; '' where none has any."""
    entries: tuple[Entry, ...]


def path_of(base: str, written: str) -> str:
    """The path of a feed, by what its paths begin with and the format that it is written in."""
    return OWN[written] if base == ARCHIVE else base + ENDINGS[written]


def feed(root: Path, channel: Channel, subject: Subject, items: Sequence[Item], written: str) -> Feed:
    """The feed of these articles, latest first, where it stands in this format. Raises ChangedMeanwhile."""
    path = path_of(subject.base, written)
    entries = tuple([_entry(root, channel, item, path) for item in items])
    return Feed(
        id=identifier(channel, "" if subject.base == ARCHIVE else subject.page),
        title=clean(subject.title),
        description=clean(subject.description),
        by=clean(channel.title),
        lang=channel.lang,
        page=link(channel, subject.page, path),
        url=link(channel, path, path),
        updated=max((dates.atom(one.date) for one in entries if one.date), key=_moment, default=""),
        entries=entries,
    )


def _entry(root: Path, channel: Channel, item: Item, path: str) -> Entry:
    head = item.head
    authors = tuple([(clean(one.title), link(channel, one.url, path)) for one in author_links(head.authors)])
    return Entry(
        id=identifier(channel, head.url),
        url=link(channel, head.url, path),
        title=clean(head.title),
        date=head.date,
        authors=authors or (((clean(head.outlet), ""),) if head.outlet else ()),
        summary=clean(head.summary),
        html=clean(_text(root, channel, item)),
        tags=tuple(map(clean, head.tags)),
        lang=head.lang if head.lang != channel.lang else "",
    )


def _text(root: Path, channel: Channel, item: Item) -> str:
    if item.file is None or item.setting is None:
        return ""
    found = article.body(originals.article(root, item.file), item.head, item.setting, item.file.excerpt)
    return detached(found, item.head.url, channel.base_url)


def _moment(date: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(date)


def link(channel: Channel, url: str, path: str) -> str:
    """The link from a feed at this path to an address of the site."""
    return channel.base_url + _quoted(url) if channel.base_url else relative(url, upwards(path))


def identifier(channel: Channel, url: str) -> str:
    """What a feed or an entry is known by for good: its page's address, or a name made of that."""
    return channel.base_url + _quoted(url) if channel.base_url else f"urn:briefgen:{_quoted(url) or 'feed'}"


@lru_cache(maxsize=100_000)
def _quoted(url: str) -> str:
    return quote(url)
