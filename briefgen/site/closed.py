"""Addresses of what a site does not show: a link to one of them would lead nowhere, and tell that there is something."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from briefgen.model import Event, TextPage
from briefgen.site import hosting, manifest
from briefgen.site.shelves import event_address
from briefgen.site.text_pages import text_address

Addresses: TypeAlias = tuple[str, Sequence[str]]
"""A page's, and those that it had."""

_BESIDE: Final = tuple({ending: None for endings in hosting.BESIDE.values() for ending in endings})


class Closed:
    """Knows the addresses of pages that are not made, and of what would stand beside them or lead on to them; but not those that something
    that is `shown` has, as a page or for its old name."""

    def __init__(self, hidden: Iterable[Addresses], shown: Iterable[Addresses], base_url: str = "") -> None:
        self._pages = {one for page, aliases in hidden for one in (page, *aliases)}
        if self._pages:
            self._pages.difference_update(one for page, aliases in shown for one in (page, *aliases))
        self._base = urlsplit(base_url).path.lstrip("/")

    def __contains__(self, path: object) -> bool:
        return bool(self._pages) and isinstance(path, str) and not self._pages.isdisjoint(self._meant(path))

    def _meant(self, path: str) -> Iterable[str]:
        """The pages that this may be the address of, as hosts have it, or of something beside."""
        whole = manifest.whole_of(path) or path
        for one in (whole, whole.removeprefix(self._base)):
            yield from (one, f"{one}.html", f"{one}/index.html")
            yield from (f"{one.removesuffix(ending)}.html" for ending in _BESIDE if one.endswith(ending))


def closed_ones(articles: Iterable[Addresses], events: Iterable[Event], unseen: Collection[str], pages: Iterable[TextPage]) -> Iterable[Addresses]:
    """What is not shown: these articles, the events whose slugs are `unseen`, of which `events` knows the old addresses, and these pages."""
    yield from articles
    yield from ((event_address(slug), ()) for slug in unseen)
    yield from ((event_address(event.slug), event.aliases) for event in events if event.slug in unseen)
    yield from ((text_address(page.slug), page.aliases) for page in pages)
