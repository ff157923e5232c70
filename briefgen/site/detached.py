"""An article's HTML where it stands on no page of the site: in a feed, in a file of its own."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final
from urllib.parse import quote, urljoin

_TAG: Final = re.compile(r"<(a|img)\b([^>]*)>|</a>")
_ADDRESS: Final = re.compile(r'\b(?:href|src)="([^"]*)"')
_WORDS: Final = re.compile(r'\balt="([^"]*)"')
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def detached(html: str, page: str, base_url: str) -> str:
    """What `markdown.html` made for the page at this path, with full addresses. Without a `base_url` links within the site are left out, and only
    their words stay; so are pictures.

    All that is no markup of its own is escaped in it, so that tags can be told by their signs.
    """
    if "<a" not in html and "<img" not in html:
        return html
    here = base_url + quote(page) if base_url else ""
    shown: list[bool] = []

    def replaced(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0] if shown.pop() else ""
        address = _ADDRESS.search(found[2])
        is_elsewhere = address is not None and _ELSEWHERE.match(unescape(address[1])) is not None
        if found[1] == "a":
            shown.append(is_elsewhere or bool(here))
        if is_elsewhere or address is None:
            return found[0]
        if not here:
            words = _WORDS.search(found[2])
            return words[1] if found[1] == "img" and words else ""
        full = escape(urljoin(here, unescape(address[1])))
        return f"<{found[1]}{found[2][: address.start(1)]}{full}{found[2][address.end(1) :]}>"

    return _TAG.sub(replaced, html)
