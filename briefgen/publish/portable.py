"""A page of the site as one file that needs no other."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import html

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; base-uri 'none'; form-action 'none'"
_LEFT_OUT: Final = (
    "//script[not(@type='application/ld+json')] | //nav | //form | //button | //link[not(@rel='canonical')] | //body/header | //body/footer"
    " | //*[contains(concat(' ', @class, ' '), ' skip ')]"
)
"""What is of no use without the site: scripts, what leads through it, what is around every page."""


def portable(page: bytes, path: str, styles: Mapping[str, str], base_url: str = "") -> bytes:
    """The page that stands at this path, with its stylesheets in it, without scripts and all that leads through the site. `styles` are by
    their addresses. What it links to is at `base_url`; where there is none, links to other pages are only words."""
    tree = html.document_fromstring(page.decode())
    wanted = [_rooted(str(link.get("href")), path) for link in tree.iterfind(".//link[@rel='stylesheet']")]
    for one in tree.xpath(_LEFT_OUT):
        one.drop_tree()
    for name in ("href", "src"):
        for one in tree.xpath(f"//*[@{name}]"):
            _lead(one, name, path, base_url)
    for one in tree.xpath("//meta[@http-equiv='Content-Security-Policy']"):
        one.set("content", _POLICY)
    sheet = html.Element("style")
    sheet.text = "\n".join(styles[one] for one in wanted if one in styles).replace("</", "<\\/")
    tree.find("head").append(sheet)
    return bytes(html.tostring(tree, doctype="<!doctype html>", encoding="utf-8")) + b"\n"


def _lead(one: html.HtmlElement, name: str, path: str, base_url: str) -> None:
    """Leads a link to where it leads from anywhere."""
    url = str(one.get(name))
    if url.startswith("#") or urlsplit(url).scheme:
        return
    if base_url:
        one.set(name, base_url + posixpath.normpath(posixpath.join(posixpath.dirname(path), url)))
    else:
        del one.attrib[name]


def _rooted(url: str, path: str) -> str:
    """A page's link as a path below the site's root."""
    return unquote(posixpath.normpath(posixpath.join(posixpath.dirname(path), url)))
