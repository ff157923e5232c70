"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from briefgen import dates
from briefgen.site.elements import HEAD, element, empty, opened
from briefgen.site.feeds import Entry, Feed


def written(feed: Feed) -> bytes:
    """The feed. Where an article has no date it was updated in 1970, since each must say when it was."""
    parts = [
        HEAD,
        opened("feed", xmlns="http://www.w3.org/2005/Atom", xml_lang=feed.lang),
        element("title", feed.title),
        element("subtitle", feed.description) if feed.description else "",
        element("id", feed.id),
        element("updated", feed.updated or dates.atom("")),
        empty("link", rel="alternate", type="text/html", href=feed.page),
        empty("link", rel="self", type="application/atom+xml", href=feed.url),
        _author(feed.by),
        *map(_entry, feed.entries),
        "</feed>\n",
    ]
    return "".join(parts).encode()


def _entry(one: Entry) -> str:
    parts = [
        opened("entry", xml_lang=one.lang) if one.lang else opened("entry"),
        element("title", one.title),
        element("id", one.id),
        element("updated", dates.atom(one.date)),
        element("published", dates.atom(one.date)) if one.date else "",
        empty("link", rel="alternate", type="text/html", href=one.url),
        *[_author(name, url) for name, url in one.authors],
        *[empty("category", term=tag) for tag in one.tags],
        element("summary", one.summary) if one.summary else "",
        element("content", one.html, type="html") if one.html else "",
        "</entry>\n",
    ]
    return "".join(parts)


def _author(name: str, url: str = "") -> str:
    return f"{opened('author')}{element('name', name)}{element('uri', url) if url else ''}</author>\n"
