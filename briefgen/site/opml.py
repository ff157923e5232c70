"""A list of feeds as OPML 2.0, which feed readers import."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.site.elements import HEAD, element, empty, opened
from briefgen.site.feeds import Channel, link

PATH = "feeds.opml"


def written(channel: Channel, groups: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]) -> bytes:
    """The list: groups with their titles, and in each the titles of what the feeds are of, with the addresses of its page and of its feed. A group
    without a title stands for its feeds alone."""
    parts = [HEAD, opened("opml", version="2.0"), opened("head"), element("title", channel.title), "</head>\n", opened("body")]
    for title, listed in groups:
        parts += [opened("outline", text=title)] if title else []
        parts += [
            empty("outline", type="rss", text=name, title=name, xmlUrl=link(channel, feed, PATH), htmlUrl=link(channel, page, PATH))
            for name, page, feed in listed
        ]
        parts += ["</outline>\n"] if title else []
    return "".join([*parts, "</body>\n</opml>\n"]).encode()
