"""What machines read: the Atom feed (RFC 4287), sitemap.xml (sitemaps.org 0.9) and robots.txt."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree as Xml

from briefgen import dates
from briefgen.pages.cards import Card
from briefgen.pages.site import SiteInfo

FEED_LENGTH: Final = 50
SITEMAP_LENGTH: Final = 50_000
"""As many addresses as the protocol allows in one file."""

_ATOM: Final = "http://www.w3.org/2005/Atom"
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(site: SiteInfo, latest: Sequence[Card]) -> bytes:
    """The feed of the latest articles, latest first. It is as old as the newest of them: a build reads no clock.

    Without a `base_url` its links are relative to the feed, and its identifiers are `urn:` names made of the addresses.
    """
    feed = Xml.Element(f"{{{_ATOM}}}feed", {_LANG: site.lang})
    _text(feed, "title", site.title)
    if site.description:
        _text(feed, "subtitle", site.description)
    _text(feed, "id", _identifier(site, ""))
    _text(feed, "updated", max((dates.atom(card.date) for card in latest), default=dates.atom("")))
    _link(feed, "alternate", _address(site, "index.html"))
    _link(feed, "self", _address(site, "feed.xml"))
    _author(feed, (site.title,))
    for card in latest[:FEED_LENGTH]:
        entry = Xml.SubElement(feed, f"{{{_ATOM}}}entry", {_LANG: card.lang} if card.lang not in ("", site.lang) else {})
        _text(entry, "title", card.title)
        _text(entry, "id", _identifier(site, card.url))
        _text(entry, "updated", dates.atom(card.date))
        if card.date:
            _text(entry, "published", dates.atom(card.date))
        _link(entry, "alternate", _address(site, card.url))
        _author(entry, tuple(link.title for link in card.authors) or ((card.outlet.title,) if card.outlet else ()))
        _text(entry, "summary", card.summary)
    return _bytes(feed, _ATOM)


def sitemap(site: SiteInfo, paths: Iterable[str]) -> bytes:
    """The sitemap of these pages, or a part of it."""
    return _sitemap("urlset", "url", [_address(site, path) for path in paths])


def sitemap_index(site: SiteInfo, names: Iterable[str]) -> bytes:
    """The sitemap where it is in parts: the list of their files."""
    return _sitemap("sitemapindex", "sitemap", [_address(site, name) for name in names])


def robots(site: SiteInfo) -> bytes:
    """Everyone is welcome; the sitemap is named when its address is known."""
    lines = ["User-agent: *", "Allow: /"]
    if site.base_url:
        lines.append(f"Sitemap: {site.base_url}sitemap.xml")
    return ("\n".join(lines) + "\n").encode()


def _sitemap(root: str, item: str, addresses: Iterable[str]) -> bytes:
    top = Xml.Element(f"{{{_SITEMAP}}}{root}")
    for address in addresses:
        Xml.SubElement(Xml.SubElement(top, f"{{{_SITEMAP}}}{item}"), f"{{{_SITEMAP}}}loc").text = address
    return _bytes(top, _SITEMAP)


def _address(site: SiteInfo, path: str) -> str:
    return site.base_url + quote(path)


def _identifier(site: SiteInfo, path: str) -> str:
    return site.base_url + quote(path) if site.base_url else f"urn:briefgen:{quote(path) or 'feed'}"


def _text(parent: Xml.Element, name: str, value: str) -> None:
    Xml.SubElement(parent, f"{{{_ATOM}}}{name}").text = _NOT_XML.sub("", value)


def _link(parent: Xml.Element, rel: str, href: str) -> None:
    Xml.SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "href": href})


def _author(parent: Xml.Element, names: Iterable[str]) -> None:
    for name in names:
        _text(Xml.SubElement(parent, f"{{{_ATOM}}}author"), "name", name)


def _bytes(root: Xml.Element, namespace: str) -> bytes:
    Xml.indent(root)
    with _ONE_AT_A_TIME:
        Xml.register_namespace("", namespace)
        text: str = Xml.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


_ONE_AT_A_TIME: Final = threading.Lock()
"""Prefixes of namespaces are the whole process's."""
