"""A feed as JSON Feed 1.1."""

from __future__ import annotations

from typing import Final

import msgspec

from briefgen import dates
from briefgen.site.feeds import Entry, Feed

VERSION: Final = "https://jsonfeed.org/version/1.1"


def written(feed: Feed) -> bytes:
    """The feed."""
    found = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.lang,
        "authors": [{"name": feed.by}],
    }
    whole = {name: value for name, value in found.items() if value} | {"items": list(map(_item, feed.entries))}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _item(one: Entry) -> dict[str, object]:
    """An entry. It must have some content: where there are no words of its text, that is its title."""
    found = {
        "id": one.id,
        "url": one.url,
        "title": one.title,
        "content_html": one.html,
        "content_text": "" if one.html else one.summary or one.title,
        "summary": one.summary,
        "date_published": dates.atom(one.date) if one.date else "",
        "authors": [{"name": name, "url": url} if url else {"name": name} for name, url in one.authors],
        "tags": one.tags,
        "language": one.lang,
    }
    return {name: value for name, value in found.items() if value}
