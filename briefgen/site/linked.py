"""What a page says of itself in schema.org's words, as the values that JSON-LD is written of (JSON-LD 1.1, schema.org 29)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final, TypeAlias

from briefgen.catalogue import Catalogue
from briefgen.pages.article import ArticlePage
from briefgen.pages.calendar import YearPage
from briefgen.pages.cards import Card, Day, EventCard
from briefgen.pages.event import EventPage
from briefgen.pages.front import Home
from briefgen.pages.kinds import Page
from briefgen.pages.links import Cite, Link
from briefgen.pages.lists import DirectoryPage, EventsPage, ListPage, MentionedPage
from briefgen.pages.signposts import NotFoundPage, RedirectPage, SearchPage, WithdrawnPage
from briefgen.pages.site import SiteInfo
from briefgen.pages.sources import AuthorPage, OutletPage
from briefgen.pages.written import AboutPage
from briefgen.site import trail

PARTS: Final = 50
"""So many members a list or an event names at most: what machines want of all there is stands in the exports."""
COPIES: Final = 20

Thing: TypeAlias = dict[str, Any]
"""An item of schema.org: a key without a value says nothing, and is left out."""
Address: TypeAlias = Callable[[str], str]
"""The address of a path below the site's root, as absolute as it can be."""


def described(page: Page, site: SiteInfo, words: Catalogue, address: Address) -> Thing | None:
    """What is to be said of a page; None of those that stand for others."""
    if isinstance(page, (NotFoundPage, RedirectPage, WithdrawnPage)):
        return None
    whole = {"@type": "WebSite", "@id": address("index.html") + "#site", "name": site.title, "url": address("index.html")}
    says = _SAID.get(type(page), _page)
    main = says(page, words, address)
    main |= {"inLanguage": main.get("inLanguage") or site.lang, "isPartOf": whole}
    if isinstance(page, Home):
        main = {**whole, **_home(page, site, address)}
    steps = trail.steps(page, site.title, words)
    return {"@context": "https://schema.org", "@graph": [without_empty(main), *([_breadcrumbs(steps, address)] if steps else [])]}


def without_empty(thing: Thing) -> Thing:
    """The item without what says nothing."""
    return {key: value for key, value in thing.items() if value not in ("", None, [], {})}


# articles


def _article(page: ArticlePage, words: Catalogue, address: Address) -> Thing:
    """The article, as the archive has it. `sameAs` is where its publisher has it. `isBasedOn` is what its text was taken from: that page, and
    the article that it copies or is a later version of; `workExample` are its copies."""
    url = address(page.path)
    return {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": url,
        "headline": page.title,
        "description": page.description,
        "datePublished": page.date,
        "author": [_someone("Person", one, address) for one in page.authors],
        "publisher": _someone("NewsMediaOrganization", page.outlet, address) if page.outlet else None,
        "creditText": page.credit,
        "correction": page.correction,
        "inLanguage": language(page.lang),
        "keywords": [one.title for one in page.tags],
        "about": [_event_of(spot.event, address) for spot in page.events],
        "wordCount": page.words,
        "image": _image(page, address),
        "isAccessibleForFree": page.rights == "full",
        "conditionsOfAccess": conditions(page, words),
        "sameAs": page.source,
        "isBasedOn": _bases(page, address),
        "workExample": [_cited(one, address) for one in page.copies[:COPIES]],
    }


def conditions(page: ArticlePage, words: Catalogue) -> str:
    """What the page says of how much of the text it shows; '' where that is all."""
    if page.rights == "full":
        return ""
    return words.say("article.excerpt") if page.rights == "excerpt" else words.say("article.metadata")


@lru_cache(maxsize=256)
def language(lang: str) -> str:
    """A language that a page says it is in, as far as that is a language's tag (RFC 5646)."""
    return lang if _TAG.fullmatch(lang) else ""


_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def _bases(page: ArticlePage, address: Address) -> list[Thing | str]:
    found: list[Thing | str] = [page.source] if page.source else []
    if len(page.lineage) > 1:
        found.append(_cited(page.lineage[-2], address))
    if page.version_of:
        url = address(page.version_of.url)
        found.append(without_empty({"@type": "NewsArticle", "@id": f"{url}#article", "url": url, "datePublished": page.version_of.date}))
    return found


def _image(page: ArticlePage, address: Address) -> Thing | None:
    image = page.image
    if image is None:
        return None
    return without_empty({"@type": "ImageObject", "url": address(image.url), "caption": image.caption or image.alt})


def _someone(kind: str, link: Link, address: Address) -> Thing:
    url = address(link.url)
    return {"@type": kind, "@id": f"{url}#{'person' if kind == 'Person' else 'outlet'}", "name": link.title, "url": url}


def _cited(cite: Cite, address: Address) -> Thing:
    url = address(cite.url)
    publisher = {"@type": "NewsMediaOrganization", "name": cite.outlet} if cite.outlet else None
    return without_empty(
        {
            "@type": "NewsArticle",
            "@id": f"{url}#article",
            "url": url,
            "headline": cite.title,
            "datePublished": cite.date,
            "inLanguage": language(cite.lang),
            "publisher": publisher,
        }
    )


# events


def _event_of(card: EventCard, address: Address) -> Thing:
    """What an article reports: the event itself, apart from the page that collects what was reported of it."""
    url = address(card.url)
    return without_empty({"@type": "Event", "@id": f"{url}#event", "name": card.title, "url": url, "startDate": _day(card.first)})


def _event(page: EventPage, _: Catalogue, address: Address) -> Thing:
    """What the archive has of an event is a collection: its dates are those of the reports. What it is about is the event; that it began on the
    day of its first report, and ended on that of the last, is said only where these are days."""
    url = address(page.path)
    first, last = _day(page.first), _day(page.last)
    happened = {"@type": "Event", "@id": f"{url}#event", "name": page.title, "url": url, "startDate": first, "endDate": last if first else ""}
    return {
        "@type": "Collection",
        "@id": f"{url}#collection",
        "url": url,
        "mainEntityOfPage": url,
        "name": page.title,
        "description": page.summary or page.description,
        "temporalCoverage": "/".join(dict.fromkeys(date for date in (page.first, page.last) if date)),
        "collectionSize": page.articles,
        "about": without_empty(happened | {"description": page.summary}),
        "hasPart": [_card(card, address) for card in islice(_cards(page.days), PARTS)],
    }


def _day(date: str) -> str:
    """The day of a date of which it is known; '' otherwise."""
    return date[:10] if len(date) >= 10 else ""


# lists


def _card(card: Card, address: Address) -> Thing:
    url = address(card.url)
    publisher = {"@type": "NewsMediaOrganization", "name": card.outlet.title} if card.outlet else None
    return without_empty(
        {
            "@type": "NewsArticle",
            "@id": f"{url}#article",
            "url": url,
            "headline": card.title,
            "datePublished": card.date,
            "inLanguage": language(card.lang),
            "publisher": publisher,
        }
    )


def _cards(days: Iterable[Day]) -> Iterable[Card]:
    return (card for day in days for card in (*day.cards, *day.more))


def _listing(page: Page, kind: str, address: Address, members: Iterable[tuple[str, str]]) -> Thing:
    """A page that is a list of others, as it lists them; each is a title with its path."""
    url = address(page.path)
    items = [
        {"@type": "ListItem", "position": place, "name": title, "url": address(path)} for place, (title, path) in enumerate(islice(members, PARTS), 1)
    ]
    listed = {"@type": "ItemList", "itemListElement": items} if items else None
    return {"@type": kind, "@id": url, "url": url, "name": page.title, "description": page.description, "mainEntity": listed}


def _listed_cards(days: Iterable[Day]) -> Iterable[tuple[str, str]]:
    return ((card.title, card.url) for card in _cards(days))


def _list(page: ListPage, _: Catalogue, address: Address) -> Thing:
    covered = page.name if page.kind != "tag" else ""
    return _listing(page, "CollectionPage", address, _listed_cards(page.days)) | {"temporalCoverage": covered}


def _outlet(page: OutletPage, _: Catalogue, address: Address) -> Thing:
    about = {"@type": "NewsMediaOrganization", "@id": f"{address(page.path)}#outlet", "name": page.name}
    return _listing(page, "CollectionPage", address, _listed_cards(page.days)) | {"about": about}


def _author(page: AuthorPage, _: Catalogue, address: Address) -> Thing:
    person = {"@type": "Person", "@id": f"{address(page.path)}#person", "name": page.name}
    parts = [_card(card, address) for card in islice(_cards(page.days), PARTS)]
    return _listing(page, "ProfilePage", address, ()) | {"mainEntity": person, "hasPart": parts}


def _year(page: YearPage, _: Catalogue, address: Address) -> Thing:
    return _listing(page, "CollectionPage", address, ((one.title, one.url) for one in page.events)) | {"temporalCoverage": page.year}


def _events(page: EventsPage, _: Catalogue, address: Address) -> Thing:
    return _listing(page, "CollectionPage", address, ((one.title, one.url) for one in page.events))


def _directory(page: DirectoryPage, _: Catalogue, address: Address) -> Thing:
    years = ((one.year, one.url) for one in page.years)
    members = ((one.title, one.url) for one in (*page.entries, *([page.undated] if page.undated else [])))
    letters = ((one.title, one.url) for one in page.letters) if not page.entries and not page.years else ()
    return _listing(page, "CollectionPage", address, (*years, *members, *letters))


def _mentioned(page: MentionedPage, _: Catalogue, address: Address) -> Thing:
    return _listing(page, "CollectionPage", address, ())


# the rest


def _home(page: Home, site: SiteInfo, address: Address) -> Thing:
    """The archive. What it can be asked is said only where its address is known: a template of addresses cannot be a relative one."""
    said: Thing = {"description": page.description, "inLanguage": site.lang}
    if site.search and site.base_url:
        target = {"@type": "EntryPoint", "urlTemplate": address("search.html") + "?q={search_term_string}"}
        said["potentialAction"] = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    covered = "/".join(dict.fromkeys(date for date in (page.size.first, page.size.last) if date))
    return said | {"temporalCoverage": covered}


def _page(page: Page, _: Catalogue, address: Address) -> Thing:
    url = address(page.path)
    return {"@type": "WebPage", "@id": url, "url": url, "name": page.title, "description": page.description}


def _about(page: AboutPage, words: Catalogue, address: Address) -> Thing:
    return _page(page, words, address) | {"@type": "AboutPage"}


def _search(page: SearchPage, words: Catalogue, address: Address) -> Thing:
    return _page(page, words, address) | {"@type": "SearchResultsPage"}


_SAID: Final[Mapping[type, Callable[..., Thing]]] = {
    ArticlePage: _article,
    EventPage: _event,
    ListPage: _list,
    OutletPage: _outlet,
    AuthorPage: _author,
    YearPage: _year,
    EventsPage: _events,
    DirectoryPage: _directory,
    MentionedPage: _mentioned,
    AboutPage: _about,
    SearchPage: _search,
}


def _breadcrumbs(steps: Sequence[trail.Step], address: Address) -> Thing:
    items = [{"@type": "ListItem", "position": place, "name": title, "item": address(path)} for place, (title, path) in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


TEXTS: Final = ("article.excerpt", "article.metadata", *trail.TEXTS)
"""The texts of the interface that are used here."""
