"""Plans of sites for tests, of articles that are in no file."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from briefgen import dates
from briefgen.catalogue import Catalogue
from briefgen.dossier import neighbours
from briefgen.library.heads import Head, head_of
from briefgen.library.originals import ArticleFile
from briefgen.model import Article, Event
from briefgen.pages.cards import Day
from briefgen.pages.kinds import Page
from briefgen.pages.lists import ListPage
from briefgen.pages.sources import AuthorPage, OutletPage
from briefgen.site import everywhere
from briefgen.site.plan import plan
from briefgen.site.planned import Planned, supplied
from briefgen.site.shelves import Material, Shelves, events_of
from briefgen.site.told import Told
from tests.kits import ENGLISH

_P = TypeVar("_P", bound=Page)

FIRST = datetime.date(2024, 1, 1)
TEXTS = ("article.html", "changes.html")
"""Templates of pages that show the texts of articles, which are in files."""


def head(number: int, text: str = "Words", **fields: object) -> Head:
    """The article of the day of that number."""
    date = (FIRST + datetime.timedelta(number)).isoformat()
    made = Article(f"a{number}", f"articles/a{number}.md", f"T{number}", "", date, ("Ada",), "Post", events=("e",))
    return head_of(replace(made, **fields), text, text)  # type: ignore[arg-type]


def shelves(
    members: Iterable[Head],
    size: int = 3,
    *,
    words: Catalogue = ENGLISH,
    told: Mapping[str, Told] | None = None,
    described: Sequence[Event] = (),
) -> Shelves:
    """An archive of these articles, put in order, with `size` of them on a page of a list."""
    heads = sorted(members, key=lambda one: (dates.order(one.date), one.slug, one.path))
    return Shelves(
        Material(
            heads=tuple(heads),
            files=lambda one: ArticleFile(one.path, b""),
            events=tuple(events_of(heads, described)),
            told=told or {},
            dossier=lambda *_: b"",
            beside=neighbours.beside,
            named=everywhere.together,
            wanted=(),
            title="T",
            description="",
            per_page=size,
            words=words,
        )
    )


def planned(members: Iterable[Head], size: int = 3, *, told: Mapping[str, Told] | None = None) -> dict[str, Planned]:
    """What the site is to consist of, by path."""
    return {item.path: item for item in plan(shelves(members, size, told=told))}


def made(item: Planned) -> Page:
    """A page that shows no article's text."""
    page: Page = item.make(Path(), *supplied(item))[0]
    return page


def pages(members: Iterable[Head], size: int = 3, *, told: Mapping[str, Told] | None = None) -> dict[str, Page]:
    """The pages but for those that show the texts of articles."""
    return {path: made(item) for path, item in planned(members, size, told=told).items() if item.template not in TEXTS}


def page_of(kind: type[_P], path: str, members: Iterable[Head], size: int = 50, *, told: Mapping[str, Told] | None = None) -> _P:
    """One page."""
    page = made(planned(members, size, told=told)[path])
    assert isinstance(page, kind)
    return page


def key(item: Planned) -> bytes:
    """What a page is known by: it is made again when that is another."""
    return msgspec.msgpack.encode((item.template, item.make.__name__, item.given), enc_hook=lambda value: value.sig)


def urls(page: Page) -> list[str]:
    """The articles on a page of a list, in its order."""
    assert isinstance(page, (ListPage, OutletPage, AuthorPage))
    days: tuple[Day, ...] = page.days
    return [card.url for day in days for card in day.cards]
