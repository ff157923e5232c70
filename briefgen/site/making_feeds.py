"""How feeds and sitemaps are made of what they are given, as `making` has it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from briefgen.site import atom, feeds, jsonfeed, opml, rss, sitemaps
from briefgen.site.feeds import Channel, Item, Subject
from briefgen.site.sitemaps import Report

Given: TypeAlias = tuple[Channel, Subject, tuple[Item, ...]]
"""What a feed is made of: latest first."""


def atom_feed(root: Path, given: Given) -> bytes:
    """A feed as Atom."""
    return atom.written(feeds.feed(root, *given, "atom"))


def rss_feed(root: Path, given: Given) -> bytes:
    """A feed as RSS."""
    return rss.written(feeds.feed(root, *given, "rss"))


def json_feed(root: Path, given: Given) -> bytes:
    """A feed as JSON Feed."""
    return jsonfeed.written(feeds.feed(root, *given, "json"))


def opml_file(_: Path, channel: Channel, groups: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]) -> bytes:
    """The list of all feeds."""
    return opml.written(channel, groups)


def sitemap(_: Path, base_url: str, paths: tuple[str, ...]) -> bytes:
    """The sitemap, or a part of it."""
    return sitemaps.sitemap(base_url, paths)


def sitemap_index(_: Path, base_url: str, names: tuple[str, ...]) -> bytes:
    """The list of the sitemap's parts."""
    return sitemaps.index(base_url, names)


def news_sitemap(_: Path, base_url: str, title: str, reports: tuple[Report, ...]) -> bytes:
    """The sitemap of news."""
    return sitemaps.news(base_url, title, reports)
