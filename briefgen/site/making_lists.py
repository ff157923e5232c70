"""How the pages that list articles are made of what they are given, as `making` has it: the front page, lists, years.

Each is given its page as far as it can be said before, and what the rest of it is made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from briefgen.catalogue import Catalogue
from briefgen.pages.calendar import YearPage
from briefgen.pages.cards import Day
from briefgen.pages.front import Home
from briefgen.pages.lists import ListPage
from briefgen.pages.sources import AuthorPage, OutletPage
from briefgen.site import charts
from briefgen.site.charts import Counts
from briefgen.site.listed import Item, days
from briefgen.site.sheets import Sheet, month

_Charted = TypeVar("_Charted", OutletPage, AuthorPage)


def home(_: Path, page: Home, latest: tuple[Item, ...], counts: Counts, words: Catalogue) -> tuple[Home, str]:
    """The front page. The bars of its chart lead to the pages of their days, months or years."""
    on = charts.scale(counts)
    if on is None:
        return replace(page, days=days(latest)), ""
    chart = charts.coverage(counts, on, charts.addresses(on, counts), words)
    return replace(page, days=days(latest), chart=chart, chart_ends=(min(counts), max(counts))), ""


def article_list(_: Path, page: ListPage, items: tuple[Item, ...], sheet: Sheet | None) -> tuple[ListPage, str]:
    """A page of the articles of a month, a day or a tag. `sheet` is the month's days."""
    return replace(page, days=days(items), calendar=month(sheet) if sheet else None), ""


def outlet(_: Path, page: OutletPage, items: tuple[Item, ...], counts: Counts, words: Catalogue) -> tuple[OutletPage, str]:
    """A page of what an outlet reported."""
    return _charted(page, days(items), counts, words), ""


def author(_: Path, page: AuthorPage, items: tuple[Item, ...], counts: Counts, words: Catalogue) -> tuple[AuthorPage, str]:
    """A page of what an author wrote."""
    return _charted(page, days(items), counts, words), ""


def _charted(page: _Charted, shown: tuple[Day, ...], counts: Counts, words: Catalogue) -> _Charted:
    """The page with its days, and a chart whose bars lead to them."""
    on = charts.scale(counts)
    if on is None:
        return replace(page, days=shown)
    links = charts.anchors(on, (day.date for day in shown))
    return replace(page, days=shown, chart=charts.coverage(counts, on, links, words), chart_ends=(min(counts), max(counts)))


def year(_: Path, page: YearPage, sheets: Sequence[Sheet]) -> tuple[YearPage, str]:
    """A year's page."""
    return replace(page, months=tuple(map(month, sheets))), ""
