"""A saved HTML page as a sheet: its blocks of text with what the markup says of each, and the facts that it declares.

Nothing of the page's markup is passed on: what leaves here are lines of text, plain values, and Markdown made from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from briefgen import dates
from briefgen.ingest import blocks, declared, furniture, names
from briefgen.ingest.page import Fact, Sheet, Teaser
from briefgen.text import fold, squeeze


class NoText(Exception):
    """Raised for a page in which there is nothing to read."""


def read(text: str) -> Sheet:
    """The page's sheet. Raises NoText."""
    try:
        tree = document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.LxmlError as error:
        raise NoText(f"not readable as HTML: {error}") from error
    facts = declared.facts(tree)
    found = blocks.of(tree, _base(facts))
    lines = tuple(blocks.lines(found, _kept(tree)))
    if not lines:
        raise NoText("no article text was found in the page")
    own = {fold(fact.value) for fact in facts if fact.field == "title"}
    teasers = tuple(teaser for teaser in _linked_headlines(tree) if fold(teaser.title) not in own)
    return Sheet(lines, (None,) * len(lines), facts, teasers)


def _base(facts: tuple[Fact, ...]) -> str:
    """Scheme and host of the page, where it states its own address; '' otherwise."""
    parts = next((urlsplit(fact.value) for fact in facts if fact.field == "source"), None)
    return f"{parts.scheme}://{parts.netloc}" if parts is not None else ""


def _kept(tree: HtmlElement) -> str:
    """The text that trafilatura takes for the article's, without white space."""
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, include_formatting=False, favor_recall=True, with_metadata=False
    )
    body = getattr(found, "body", None) if found is not None else None
    return "".join("".join(body.itertext())[:_LONGEST].split()) if body is not None else ""


_LONGEST: Final = 500_000
"""Characters of an article's text that are looked at."""


def _linked_headlines(tree: HtmlElement) -> Iterator[Teaser]:
    """Links that are headlines: alone in their paragraph, item or card; with the author and date that the card gives."""
    texts: dict[HtmlElement, str] = {}  # of each frame once, since one may hold thousands of links
    for link in tree.iter("a"):
        title = squeeze(link.text_content())
        frame = link.getparent()
        if not 4 <= len(title.split()) <= 25 or frame is None or title.endswith(".") or furniture.SKIP.match(title) or furniture.PITCH.search(title):
            continue
        if frame not in texts:
            texts[frame] = squeeze(frame.text_content())
        around = texts[frame]
        if frame.tag == "p" and not furniture.READ_MORE.match(around) and around != title:
            continue
        card = frame if frame.tag in ("div", "li", "article", "section") and len(around.split()) <= 80 else link
        times = [time.get("datetime") or time.text_content() for time in card.iter("time")]
        bylines = [name for part in card.iter("p", "span", "div", "small") for name in _by(squeeze(part.text_content()))]
        yield Teaser(title, author=" and ".join(dict.fromkeys(bylines)), when=dates.day(declared.date(times[0])) if times else "")


def _by(text: str) -> tuple[str, ...]:
    match = names.BYLINE.match(text)
    return names.named_in(match) if match else ()
