"""A feed as RSS 2.0, with what the Atom, Content and Dublin Core modules add to it."""

from __future__ import annotations

import datetime
from email.utils import format_datetime
from html import escape

from briefgen import dates
from briefgen.site.elements import HEAD, element, empty, opened
from briefgen.site.feeds import Entry, Feed


def written(feed: Feed) -> bytes:
    """The feed. What an item describes is HTML to its readers, so that words are escaped in it twice; of the channel it is plain text."""
    parts = [
        HEAD,
        opened(
            "rss",
            version="2.0",
            xmlns_atom="http://www.w3.org/2005/Atom",
            xmlns_content="http://purl.org/rss/1.0/modules/content/",
            xmlns_dc="http://purl.org/dc/elements/1.1/",
        ),
        opened("channel"),
        element("title", feed.title),
        element("link", feed.page),
        element("description", feed.description or feed.title),
        element("language", feed.lang),
        element("lastBuildDate", _date(feed.updated)) if feed.updated else "",
        empty("atom:link", rel="self", type="application/rss+xml", href=feed.url),
        *map(_item, feed.entries),
        "</channel>\n</rss>\n",
    ]
    return "".join(parts).encode()


def _item(one: Entry) -> str:
    is_address = not one.id.startswith("urn:")
    parts = [
        opened("item"),
        element("title", one.title),
        element("link", one.url),
        element("guid", one.id, isPermaLink="true" if is_address else "false"),
        element("pubDate", _date(one.date)) if one.date else "",
        *[element("dc:creator", name) for name, _ in one.authors],
        *[element("category", tag) for tag in one.tags],
        element("dc:language", one.lang) if one.lang else "",
        element("description", escape(one.summary, quote=False)) if one.summary else "",
        element("content:encoded", one.html) if one.html else "",
        "</item>\n",
    ]
    return "".join(parts)


def _date(value: str) -> str:
    """As RFC 822 has it, with a year of four digits."""
    return format_datetime(datetime.datetime.fromisoformat(dates.atom(value)))
