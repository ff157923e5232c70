"""How a text is set, with the pictures that it names as they are now."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Final, TypeAlias

from briefgen import pictures
from briefgen.enclosed import Mention, Pages, Picture, enclosed, place_of
from briefgen.library.heads import address
from briefgen.site.planned import Planned
from briefgen.site.setting import Setting

_TEXTS: Final = ("article.html", "event.html", "page.html", "about.html")
"""The templates of the pages that files of content/ have: links lead to these."""


Look: TypeAlias = Callable[[str, Picture | None], Picture]
"""The picture at a path below content/, given what it was when the text was last set; None for one that it did not show."""


def reset(path: str, mentions: Iterable[Mention], was: Setting, pages: Mapping[str, Planned], closed: Container[str], look: Look) -> Setting:
    """The setting of the text in a file that names all this by now; the one that it had where that comes to the same. `pages` are the
    site's, by path, and `closed` addresses of what it does not show."""
    known = {target.url: Picture(b"", target.width, target.height) for target in (*was.targets, *((was.lead,) if was.lead else ()))}
    there: dict[str, Picture] = {}
    linked = False
    for one in mentions:
        place = place_of(path, one)
        linked |= one.kind == "link"
        if one.kind != "note" and pictures.is_picture(place):
            there[place] = look(place, known.get(address(place)))
    every = {page.origin: page.path for page in pages.values() if page.origin and page.template in _TEXTS} if linked else {}
    found = enclosed(path, mentions, there, Pages(every, frozenset(every.values()), closed), address)
    now = was._replace(targets=found.targets, lead=found.lead)
    return was if now == was else now
