"""What a saved page's markup declares of its article: JSON-LD, meta elements, headings, times and bylines, each a candidate with a score."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from briefgen import dates, moments
from briefgen.ingest import names
from briefgen.ingest.names import is_name
from briefgen.ingest.page import Fact
from briefgen.text import clean, fold, squeeze, words

_META: Final[tuple[tuple[str, float, tuple[str, ...]], ...]] = (
    ("title", 0.9, ("og:title", "twitter:title", "dc.title", "citation_title", "headline")),
    (
        "date",
        0.9,
        (
            "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "dc.date", "dc.date.issued", "dcterms.created",
            "dc.date.created", "dcterms.date", "publish-date", "publish_date", "publication_date", "publishdate", "parsely-pub-date", "sailthru.date",
            "citation_publication_date", "citation_online_date", "cxenseparse:recs:publishtime", "article_date_original", "date.created",
            "rnews:datepublished",
        ),
    ),
    ("author", 0.85, ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "citation_author", "sailthru.author")),
    ("author", 0.955, ("parsely-author",)),
    ("outlet", 0.85, ("og:site_name", "application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title")),
    ("summary", 0.5, ("og:description", "description", "dc.description", "twitter:description")),
    ("source", 0.85, ("og:url", "twitter:url")),
    ("image", 0.8, ("og:image", "twitter:image")),
    ("tags", 0.5, ("article:tag",)),
    ("updated", 0.8, ("article:modified_time", "og:updated_time", "datemodified")),
)  # fmt: skip
_ARTICLE_TYPES: Final = re.compile(r"article|newsarticle|reportage|analysis|blogposting|liveblog|opinion|review", re.IGNORECASE)


def facts(tree: HtmlElement) -> tuple[Fact, ...]:
    """Everything that the page declares, whole, before anything is taken out of it."""
    found = (*_saved(tree), *_linked_data(tree), *_meta(tree), *_times(tree), *_bylines(tree), *_rights(tree))
    outlets = {fold(fact.value) for fact in found if fact.field == "outlet"}
    hosts = {label for fact in found if fact.field == "source" for label in (urlsplit(fact.value).hostname or "").split(".") if len(label) > 3}
    others = tuple(
        fact
        for fact in found
        if fact.field != "title" and not (fact.field == "author" and _is_outlet(fact.value, outlets if is_name(fact.value) else outlets | hosts))
    )
    return (*others, *_titles(tree, [fact for fact in found if fact.field == "title"], outlets), *_dated_address(others))


def _is_outlet(name: str, outlets: set[str]) -> bool:
    """Whether an 'author' is the outlet itself, or the name of its host."""
    plain = fold(name).removeprefix("the ")
    return not outlets.isdisjoint((plain, f"the {plain}", plain.replace(" ", "")))


_LONGEST: Final = 500
"""Characters of a title."""
_SEPARATOR: Final = re.compile(r"\s+[|–—•·»:-]+\s+|\s*\|\s*")
_SECTION: Final = re.compile(
    r"^(?:opinion|analysis|exclusive|watch|video|review|column|editorial|live|breaking|updated?|podcast)\s*[|:–—-]\s+", re.IGNORECASE
)


def _titles(tree: HtmlElement, declared: list[Fact], outlets: set[str]) -> Iterator[Fact]:
    """Titles, the page's own heading first: what is declared for search engines and shares is often another wording, or has the
    outlet's name behind it."""
    headings = [squeeze(element.text_content()) for element in tree.iterfind(".//h1")]
    whole = squeeze((tree.findtext(".//title") or "")[:_LONGEST])
    texts = [fact.value for fact in declared] + [whole]
    known = set(words(" ".join(texts)))
    seen: set[str] = set()
    for heading in headings[:10]:
        own = words(heading)
        if len(heading) > 400 or not own or fold(heading) in outlets or fold(heading) in seen:
            continue
        seen.add(fold(heading))
        shared = sum(word in known for word in own) / len(own)
        alone = len(headings) == 1 and len(own) >= 3
        score = 0.97 if shared >= 0.5 and len(own) >= 2 else 0.96 if alone else 0.4
        yield from _fact("title", heading, round(score + min(0.02, 0.02 * shared * len(own) / 20), 4), "h1")
    tidied = {fact: tidy_title(fact.value, outlets, headings) for fact in declared}
    for fact, value in tidied.items():
        if fold(value) not in outlets:
            yield from _fact("title", value, fact.score, fact.rule)
    parts = _SEPARATOR.split(whole)
    yield from _fact("title", tidy_title(whole, outlets, headings), 0.6, "title element")
    if len(parts) > 1 and len(parts[-1].split()) <= 5 and any(fold(parts[-1]) != fold(text) for text in texts[:-1]):
        yield from _fact("outlet", parts[-1], 0.6, "end of the title element")


def tidy_title(text: str, outlets: set[str], headings: list[str]) -> str:
    """A declared title without the outlet's name behind it and a section's before it."""
    title = squeeze(html.unescape(text))
    shown = {fold(heading) for heading in headings}
    cuts = [match.span() for match in _SEPARATOR.finditer(title)]
    for start, end in cuts:
        tail = fold(title[end:])
        if fold(title[:start]) in shown or tail in outlets or any(tail and tail == other.removeprefix("the ") for other in outlets):
            return title[:start]
    return _SECTION.sub("", title)


def _dated_address(found: Iterable[Fact]) -> Iterator[Fact]:
    """The date that many sites put into an article's address."""
    for fact in found:
        if fact.field == "source" and (match := _ADDRESS_DATE.search(fact.value)):
            month = match["month"]
            number = int(month) if month.isdecimal() else _MONTHS.index(month.lower()) + 1
            yield from _fact("date", f"{match['year']}-{number:02}-{int(match['day']):02}", 0.74, "date in the address")
            return


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ADDRESS_DATE: Final = re.compile(
    r"/(?P<year>20[0-3]\d|199\d)[/-]?(?P<month>0[1-9]|1[0-2]|[1-9](?=[/-])|" + "|".join(_MONTHS) + r")[/-]?(?P<day>0[1-9]|[12]\d|3[01])(?=[/_-])",
    re.IGNORECASE | re.ASCII,
)


def _linked_data(tree: HtmlElement) -> Iterator[Fact]:
    """What the page's JSON-LD says of the article (schema.org's NewsArticle and its kin)."""
    for script in islice(tree.iterfind(".//script[@type='application/ld+json']"), _MOST_THINGS):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in islice(_things(data), _MOST_THINGS):
            if any(_ARTICLE_TYPES.search(kind) for kind in _strings(thing.get("@type"))):
                yield from _article_facts(thing)


_MOST_THINGS: Final = 200
"""Things of a page's JSON-LD that are looked at."""


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
    for field, key in (
        ("title", "headline"),
        ("date", "datePublished"),
        ("updated", "dateModified"),
        ("summary", "description"),
        ("lang", "inLanguage"),
    ):
        for value in _strings(thing.get(key)):
            yield from _fact(field, value, 0.95, f"JSON-LD {key}")
    people = thing.get("author")
    for person in people[:20] if isinstance(people, list) else [people]:
        stated = isinstance(person, dict) and "Person" in _strings(person.get("@type"))
        for value in _strings(person):
            yield from _authors(value, 0.95, "JSON-LD author", stated)
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


_SAVED: Final = re.compile(r"SingleFile\b.{0,300}?url:\s{0,20}(?P<url>\S{1,2000})(?:.{0,300}?saved date:\s{0,20}(?P<date>[^\n]{1,60}))?", re.DOTALL)


_SAVED_FROM: Final = re.compile(r"\s*saved from url=\(\d{4}\)(?P<url>https?://\S{1,2000})\s*")
"""The mark of the web, with the length of the address in brackets."""


def _saved(tree: HtmlElement) -> Iterator[Fact]:
    """What SingleFile notes in a comment of the pages that it saves, their address, and when that was; and the address that browsers note."""
    for comment in islice(_comments(tree), _MOST_THINGS):
        text = (comment.text or "")[:5000]
        if match := _SAVED.search(text):
            yield from _fact("source", match["url"], 0.92, "SingleFile's comment")
            yield from _fact("captured", match["date"] or "", 0.95, "SingleFile's comment")
            return
        if match := _SAVED_FROM.fullmatch(text):
            yield from _fact("source", match["url"], 0.6, "browser's comment")


def _comments(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The page's comments, those above its first element first, the nearest before others."""
    yield from tree.itersiblings(etree.Comment, preceding=True)
    yield from tree.getroottree().iter(etree.Comment)


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


def _times(tree: HtmlElement) -> Iterator[Fact]:
    """The page's `time` elements, and those that microdata names; where there are many, they are other articles'."""
    own = [one.get("content") or one.get("datetime") or one.text_content() for one in tree.iterfind(".//*[@itemprop='datePublished']")]
    for value in own[:2]:
        yield from _fact("date", value, 0.89, "microdata datePublished")
    times = [element.get("datetime") or element.text_content() for element in tree.iterfind(".//time")]
    score = 0.7 if len({dates.day(date(value)) for value in times}) <= 3 else 0.45
    for value in times[:8]:
        yield from _fact("date", value, score, "time element")


_BYLINE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?|writers?|contributors?|credit-?line)(?:$|[\s_-])|[a-z](?:Byline|Author)s?\b|^(?:byline|author)", re.IGNORECASE
)
_NOT_BYLINE: Final = re.compile(r"comment|related|bio\b|recirc|teaser|card|promo|popular|trending|sidebar|avatar|image|photo", re.IGNORECASE)


def _bylines(tree: HtmlElement) -> Iterator[Fact]:
    """The names in the first byline that the page shows: its links', where they are names, or its text's."""
    for element in _byline_elements(tree):
        links = [squeeze(link.text_content()) for link in element.iter("a")]
        linked = [name for text in links for name in ((text,) if is_name(text) else ())]
        text = squeeze(element.text_content())
        match = names.BYLINE.match(text)
        found = linked or (names.named_in(match) if match else names.names_in(text))
        if found and len(text) < 300:
            yield from (Fact("author", name, 0.6, "byline element") for name in dict.fromkeys(found))
            return


def _byline_elements(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.xpath(".//*[@rel='author' or @itemprop='author' or @class or @data-testid]")[:20000]:
        said = f"{element.get('class') or ''} {element.get('data-testid') or ''}"
        is_one = element.get("rel") == "author" or element.get("itemprop") == "author" or _BYLINE_CLASS.search(said)
        if (
            is_one
            and not _NOT_BYLINE.search(said)
            and not any(_NOT_BYLINE.search(one.get("class") or "") for one in list(element.iterancestors())[:4])
        ):
            yield element


def _rights(tree: HtmlElement) -> Iterator[Fact]:
    for element in tree.iterfind(".//footer"):
        if found := re.search(r"©\s*(?:\d{4}\s*)?([^.|\d\n]{3,40}?)(?:\s*\d{4})?\s*(?:[.|\n]|$)", squeeze(element.text_content())[:2000]):
            yield from _fact("outlet", found[1], 0.7, "copyright line")


_NO_AUTHOR: Final = re.compile(
    r"\b(?:staff|team|admin\w*|editor\w*|newsroom|desk|redaktion|redacci[oó]n|r[eé]daction|redazione|unknown|guest|contributors?|web ?master|newsdesk"
    r"|reporters?"
    r"|correspondents?|writers?|bureau|press release|sponsored)\b|@|https?:|www\.|\.(?:com|net|org|co|de|fr)\b|\d",
    re.IGNORECASE,
)
_CREDENTIALS: Final = re.compile(r"(?:,?\s+(?:MS|MA|MD|M\.D\.|RD|RDN|MPH|PhD|Ph\.D\.|JD|CPA|MBA|RN|LCSW|DO))+$")


_LAST_FIRST: Final = re.compile(
    r"(?P<last>(?:(?:d[aeiu]|del|della|van|von|der|den|la|le|el|al|bin|dos|du|ter)\s+){0,3}[^\W\d_][\w’'-]+),\s+(?!and\b|jr\b|sr\b|ph\.?d|m\.?d)"
    r"(?P<first>[^\W\d_][\w’'.-]+(?:\s[^\W\d_]\.?)?)",
    re.IGNORECASE,
)
"""'Last, First': one person."""


def _authors(value: str, score: float, rule: str, is_person: bool) -> Iterator[Fact]:
    """The people of a declared author: names, or one that the page says is a person and that names no desk."""
    text = squeeze(clean(html.unescape(str(value))))[:300]
    text = re.sub(r"^(?:written\s+|posted\s+)?(?:by|von|por|par|di|door)[:\s]+", "", text, flags=re.IGNORECASE)
    text = _CREDENTIALS.sub("", text)
    if (turned := _LAST_FIRST.fullmatch(text)) and is_name(whole := f"{names.cased(turned['first'])} {names.cased(turned['last'])}"):
        yield Fact("author", whole, score, rule)
        return
    found = names.names_in(text)
    if not found and (is_person or not text.isascii()) and 2 <= len(text) <= 40 and len(text.split()) <= 4 and not _NO_AUTHOR.search(text):
        found = (text,)
    yield from (Fact("author", name, score, rule) for name in found)


def _fact(field: str, value: str, score: float, rule: str) -> Iterator[Fact]:
    """The fact, if the value can be one: a date that is a date, an address that is http(s), an author that is a name."""
    text = squeeze(clean(html.unescape(str(value))))[:500]
    if field in ("date", "updated", "captured"):
        text = date(text)
    elif field in ("source", "image"):
        text = text if _is_web(text) else ""
    elif field == "author":
        yield from _authors(value, score, rule, is_person=False)
        return
    elif field == "lang":
        text = text if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text) else ""
    if text:
        yield Fact(field, text, score, rule)


def date(text: str) -> str:
    """The first date that a text states, in its normal form; '' when it states none."""
    try:
        return dates.parse(text)
    except ValueError:
        found = [dated.on() for dated in moments.dates_in(text) if dated.year]
        return found[0] if found else ""


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False
