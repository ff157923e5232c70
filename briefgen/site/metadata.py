"""What each page says of itself to machines: the elements in its <head> that search engines, reference managers and those who link here read.

They are Open Graph (ogp.me), Twitter's cards, the tags of Highwire Press that Google Scholar and Zotero read, Dublin Core in HTML
(DC-HTML, DCMI 2008), and schema.org as JSON-LD. What they say is what the page shows: nothing of an article's text is in them but its
description, which is as much of it as may be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import msgspec
from markupsafe import Markup, escape

from briefgen.catalogue import Catalogue
from briefgen.pages.article import ArticlePage
from briefgen.pages.desk import ReviewPage, WantedPage
from briefgen.pages.kinds import Page
from briefgen.pages.signposts import NotFoundPage, RedirectPage, WithdrawnPage
from briefgen.pages.site import SiteInfo
from briefgen.site import linked
from briefgen.site.linked import Address

FIELDS: Final = ("title", "lang", "base_url", "search", "noindex", "canonical")
"""Of the site: what is said of a page depends on these besides the page,"""
TEXTS: Final = linked.TEXTS
"""and on these texts."""


def told(page: Page, site: SiteInfo, words: Catalogue, address: Address) -> Markup:
    """The elements, each on a line. `address` gives that of a path below the site's root, absolute where that can be."""
    lines = [*_robots(page, site), *_links(page, site, address), *map(_line, _tags(page, site, words, address))]
    said = linked.described(page, site, words, address)
    if said:
        lines.append(f'<script type="application/ld+json">{in_script(said)}</script>')
    return Markup("\n".join(lines))  # noqa: S704 - each is escaped


def in_script(value: object) -> str:
    """A value as JSON for a script element: nothing in it ends that, begins a comment, or ends a line of JavaScript."""
    made = _JSON.encode(value)
    for sign, escaped in _UNFIT:
        if sign in made:
            made = made.replace(sign, escaped)
    return made.decode()


_JSON: Final = msgspec.json.Encoder()
_UNFIT: Final = tuple((sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "<>&\u2028\u2029")


def is_hidden(page: Page, site: SiteInfo) -> bool:
    """Whether search engines are to leave a page out."""
    return site.noindex or bool(getattr(page, "noindex", False)) or isinstance(page, _HIDDEN)


_HIDDEN: Final = (WantedPage, ReviewPage, NotFoundPage, RedirectPage, WithdrawnPage)


def _robots(page: Page, site: SiteInfo) -> Iterator[str]:
    if is_hidden(page, site):
        yield '<meta name="robots" content="noindex">'


def _links(page: Page, site: SiteInfo, address: Address) -> Iterator[str]:
    """Where the page is, or, where the archive would rather have it so, the article's source."""
    own = address(page.path) if site.base_url else ""
    source = page.source if isinstance(page, ArticlePage) else ""
    canonical = source if source and site.canonical == SOURCE else own
    if canonical:
        yield f'<link rel="canonical" href="{escape(canonical)}">'
    if isinstance(page, ArticlePage):
        yield '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">'


SOURCE: Final = "source"

_Tag = tuple[str, str, object]
"""'name' or 'property', what it is called, and what it holds."""


def _line(tag: _Tag) -> str:
    kind, name, value = tag
    return f'<meta {kind}="{name}" content="{escape(value)}">'


def _tags(page: Page, site: SiteInfo, words: Catalogue, address: Address) -> Iterator[_Tag]:
    is_article = isinstance(page, ArticlePage)
    graph: list[tuple[str, object]] = [
        ("og:type", "article" if is_article else "website"),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:site_name", site.title),
        ("og:locale", _locale((linked.language(page.lang) if isinstance(page, ArticlePage) else "") or site.lang)),
        ("og:url", address(page.path) if site.base_url else ""),
    ]
    if isinstance(page, ArticlePage):
        graph += _of_article(page, site, address)
    yield from (("property", name, value) for name, value in graph if value)
    image = isinstance(page, ArticlePage) and page.image and site.base_url
    yield "name", "twitter:card", "summary_large_image" if image else "summary"
    if isinstance(page, ArticlePage):
        yield from (("name", name, value) for name, value in (*_highwire(page, site, address), *_dublin_core(page, site, words, address)) if value)


def _of_article(page: ArticlePage, site: SiteInfo, address: Address) -> Iterator[tuple[str, object]]:
    """What Open Graph has for articles. Persons and pictures are addresses there: where the site has none they are left out."""
    yield "article:published_time", page.date
    if site.base_url:
        yield from (("article:author", address(one.url)) for one in page.authors)
    yield from (("article:tag", one.title) for one in page.tags)
    if page.image and site.base_url:
        yield "og:image", address(page.image.url)
        if page.image.width and page.image.height:
            yield "og:image:width", page.image.width
            yield "og:image:height", page.image.height
        yield "og:image:alt", page.image.alt


def _highwire(page: ArticlePage, site: SiteInfo, address: Address) -> Iterator[tuple[str, object]]:
    """As Google Scholar wants them; the address is that which the page's own citations give, the publisher's."""
    own = address(page.path) if site.base_url else ""
    yield "citation_title", page.title
    yield from (("citation_author", one.title.replace(";", ",")) for one in page.authors)  # readers take it for several names' divider
    yield "citation_publication_date", page.date[:10].replace("-", "/")
    yield "citation_journal_title", page.outlet.title if page.outlet else ""
    yield "citation_language", linked.language(page.lang) or site.lang
    yield from (("citation_keywords", one.title.replace(";", ",")) for one in page.tags)
    yield "citation_public_url", page.source or own
    yield "citation_abstract_html_url", own


def _dublin_core(page: ArticlePage, site: SiteInfo, words: Catalogue, address: Address) -> Iterator[tuple[str, object]]:
    """`DC.type` is by Zotero's name: otherwise it takes all that has Highwire's tags for an article in a scholarly journal."""
    yield "DC.type", "newspaperArticle"
    yield "DC.title", page.title
    yield from (("DC.creator", one.title) for one in page.authors)
    yield "DC.date", page.date
    if page.outlet:
        yield "DC.publisher", page.outlet.title
        yield "DC.source", page.outlet.title
    yield "DC.identifier", page.source or (address(page.path) if site.base_url else "")
    yield "DC.language", linked.language(page.lang) or site.lang
    yield from (("DC.subject", one.title) for one in page.tags)
    yield "DC.rights", linked.conditions(page, words)


@lru_cache(maxsize=256)
def _locale(lang: str) -> str:
    """A language as Open Graph writes it: 'pt_BR', or 'de' where no country is known."""
    parts = lang.split("-")
    region = next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), "")
    return f"{parts[0].lower()}_{region}" if region else parts[0].lower()
