"""A saved HTML page as a sheet: trafilatura finds the article's elements, and the page's own metadata gives facts.

Nothing of the page's markup is passed on: what leaves here are lines of text and plain values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from briefgen import dates
from briefgen.ingest import furniture, moments, names
from briefgen.ingest.names import is_name
from briefgen.ingest.page import Fact, Kind, Line, Sheet, Teaser
from briefgen.text import clean, fold, squeeze

SHORT: Final = 2
"""Lines. Of a page so short trafilatura may give all of the text on one of them, headline and byline included."""


class NoText(Exception):
    """Raised for a page in which there is nothing to read."""


_META: Final[tuple[tuple[str, float, tuple[str, ...]], ...]] = (
    ("title", 0.9, ("og:title", "twitter:title", "dc.title", "headline")),
    (
        "date",
        0.9,
        (
            "article:published_time",
            "datepublished",
            "date",
            "pubdate",
            "dc.date",
            "dc.date.issued",
            "publish-date",
            "parsely-pub-date",
            "sailthru.date",
        ),
    ),
    ("author", 0.85, ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")),
    ("outlet", 0.85, ("og:site_name", "application-name", "dc.publisher", "publisher")),
    ("summary", 0.5, ("og:description", "description", "dc.description")),
    ("source", 0.85, ("og:url",)),
    ("tags", 0.5, ("article:tag",)),
)
_ARTICLE_TYPES: Final = re.compile(r"article|newsarticle|reportage|analysis|blogposting|liveblog|opinion|review", re.IGNORECASE)
_KIND_OF: Final[dict[str, Kind]] = {"p": "text", "li": "item", "blockquote": "quote"}
"""By the page's own elements; `_KINDS` is by those that trafilatura names."""
_KINDS: Final[dict[str, Kind]] = {"head": "heading", "item": "item", "quote": "quote", "row": "row"}


def read(text: str) -> Sheet:
    """The page's sheet. Raises NoText."""
    try:
        tree = document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8"))
    except etree.LxmlError as error:
        raise NoText(f"not readable as HTML: {error}") from error
    facts = (*_linked_data(tree), *_meta(tree), *_visible(tree))
    linked = tuple(_linked_headlines(tree))
    _prune(tree)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, include_formatting=False, favor_recall=True, with_metadata=False
    )
    body = getattr(found, "body", None) if found is not None else None
    lines = tuple(_lines(_texts(body))) if body is not None else ()
    if len(lines) <= SHORT:
        lines = tuple(_lines(_paragraphs(tree))) or lines
    if not lines:
        raise NoText("no article text was found in the page")
    own = {fold(fact.value) for fact in facts if fact.field == "title"}
    return Sheet(lines, (None,) * len(lines), facts, tuple(teaser for teaser in linked if fold(teaser.title) not in own))


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
        yield Teaser(title, author=" and ".join(dict.fromkeys(bylines)), when=dates.day(_date(times[0])) if times else "")


def _by(text: str) -> tuple[str, ...]:
    match = names.BYLINE.match(text)
    return names.names_in(match["names"]) if match else ()


def _prune(tree: HtmlElement) -> None:
    """Takes out what is never the article's text: furniture, captions, and boxes of links set as tables."""
    for element in [*tree.iter("figcaption", "nav", "aside", "footer", "form", "script", "style", "noscript", "iframe", "button", "svg")]:
        _drop(element)
    for element in [*tree.iter("table")]:
        linked = sum(len(squeeze(link.text_content())) for link in element.iter("a"))
        if linked > len(squeeze(element.text_content())) / 2:
            _drop(element)
    for image in [*tree.iter("img")]:
        frame = image.getparent()
        if frame is not None and frame.tag not in ("body", "article", "main", "section") and len(squeeze(frame.text_content()).split()) <= 40:
            _drop(frame)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _paragraphs(tree: HtmlElement) -> Iterator[tuple[Kind, str]]:
    """The page's own paragraphs, headings and items: of its article, if it marks one, or else of all of it."""
    places = [*tree.iter("article"), *tree.iter("main"), tree]
    for element in places[0].iter("p", "h1", "h2", "h3", "h4", "li", "blockquote"):
        if not any(child.tag in ("p", "li") for child in element.iterdescendants("p", "li")):
            yield _KIND_OF.get(element.tag, "heading"), element.text_content()


def _lines(texts: Iterable[tuple[Kind, str]]) -> Iterator[Line]:
    number = 0
    for block, (kind, text) in enumerate(texts):
        for part in text.split("\n"):
            if squeezed := squeeze(clean(part)):
                number += 1
                yield Line(number, squeezed, block, kind)


def _texts(element: etree._Element, inside: Kind = "text") -> Iterator[tuple[Kind, str]]:
    """The text blocks of trafilatura's tree, in order, each with its kind."""
    if not isinstance(element.tag, str):
        return
    kind = _KINDS.get(element.tag, inside)
    if element.tag in ("p", "head", "item", "code", "ab"):
        yield kind, _flat(element)
    elif element.tag == "row":
        yield "row", " | ".join(_flat(cell) for cell in element)
    else:
        if element.text and element.text.strip():
            yield kind, element.text
        for child in element:
            yield from _texts(child, kind)
            if child.tail and child.tail.strip():
                yield kind, child.tail


def _flat(element: etree._Element) -> str:
    """An element's text on as many lines as it has line breaks."""
    parts = [element.text or ""]
    for child in element:
        parts.append("\n" if child.tag == "lb" else _flat(child))
        parts.append(child.tail or "")
    return "".join(parts) if any("\n" in part for part in parts) and element.xpath(".//lb") else squeeze("".join(parts))


def _linked_data(tree: HtmlElement) -> Iterator[Fact]:
    """What the page's JSON-LD says of the article (schema.org's NewsArticle and its kin)."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            if any(_ARTICLE_TYPES.search(kind) for kind in _strings(thing.get("@type"))):
                yield from _article_facts(thing)


def _things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 5:
        return
    if isinstance(data, list):
        for item in data:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"), depth + 1)
        yield from _things(data.get("mainEntity"), depth + 1)


def _article_facts(thing: dict[str, Any]) -> Iterator[Fact]:
    for field, key in (("title", "headline"), ("date", "datePublished"), ("summary", "description"), ("lang", "inLanguage")):
        for value in _strings(thing.get(key)):
            yield from _fact(field, value, 0.95, f"JSON-LD {key}")
    for value in _strings(thing.get("author")):
        yield from _fact("author", value, 0.95, "JSON-LD author")
    for value in _strings(thing.get("publisher")):
        yield from _fact("outlet", value, 0.95, "JSON-LD publisher")
    for value in _strings(thing.get("url") or thing.get("mainEntityOfPage")):
        yield from _fact("source", value, 0.8, "JSON-LD url")


def _strings(value: Any) -> Iterator[str]:
    """The texts in a JSON-LD value: itself, its `name` or `@id`, or those of its items."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value[:20]:
            yield from _strings(item)
    elif isinstance(value, dict):
        yield from _strings(value.get("name") or value.get("@id"))


def _meta(tree: HtmlElement) -> Iterator[Fact]:
    named: dict[str, list[str]] = {}
    for element in tree.iterfind(".//meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if element.get("content"):
            named.setdefault(name, []).append(element.get("content"))
    for field, score, keys in _META:
        for place, name in enumerate(keys):
            for value in named.get(name, ()):
                yield from _fact(field, value, score - place * 0.01, f"meta {name}")
    for link in tree.iterfind(".//link[@rel='canonical']"):
        yield from _fact("source", link.get("href") or "", 0.9, "canonical link")
    if tree.get("lang"):
        yield from _fact("lang", tree.get("lang"), 0.8, "html lang")


def _visible(tree: HtmlElement) -> Iterator[Fact]:
    """What the page shows: its heading, its title with the outlet's name behind it, times, and the line of its rights."""
    for element in tree.iterfind(".//h1"):
        yield from _fact("title", element.text_content(), 0.88, "h1")
    title = squeeze(tree.findtext(".//title") or "")
    parts = re.split(r"\s+[|–—-]\s+", title)
    yield from _fact("title", parts[0], 0.6, "title element")
    if len(parts) > 1 and len(parts[-1].split()) <= 5:
        yield from _fact("outlet", parts[-1], 0.6, "end of the title element")
    for element in tree.iterfind(".//time"):
        yield from _fact("date", element.get("datetime") or "", 0.7, "time element")
    for element in _of_class(tree, "byline", "author"):
        match = names.BYLINE.match(squeeze(element.text_content()))
        for name in names.names_in(match["names"] if match else squeeze(element.text_content())):
            yield Fact("author", name, 0.6, "byline element")
    for element in tree.iterfind(".//footer"):
        if found := re.search(r"©\s*(?:\d{4}\s*)?([^.|\d\n]{3,40}?)(?:\s*\d{4})?\s*(?:[.|\n]|$)", squeeze(element.text_content())[:2000]):
            yield from _fact("outlet", found[1], 0.7, "copyright line")


def _of_class(tree: HtmlElement, *names: str) -> Iterable[HtmlElement]:
    wanted = " or ".join(f"contains(@class, '{name}') or @rel='{name}'" for name in names)
    found: list[HtmlElement] = tree.xpath(f".//*[{wanted}]")
    return found[:5]


def _fact(field: str, value: str, score: float, rule: str) -> Iterator[Fact]:
    """The fact, if the value can be one: a date that is a date, an address that is http(s), an author that is a name."""
    text = squeeze(clean(str(value)))[:500]
    if field == "date":
        text = _date(text)
    elif field == "source":
        text = text if urlsplit(text).scheme in ("http", "https") else ""
    elif field == "author":
        text = re.sub(r"^by\s+", "", text, flags=re.IGNORECASE)
        for name in names.names_in(text) or ((text,) if is_name(text) else ()):
            yield Fact(field, name, score, rule)
        return
    elif field == "lang":
        text = text if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text) else ""
    if text:
        yield Fact(field, text, score, rule)


def _date(text: str) -> str:
    try:
        return dates.parse(text)
    except ValueError:
        found = [dated.on() for dated in moments.dates_in(text) if dated.year]
        return found[0] if found else ""
