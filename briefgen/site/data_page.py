"""The page for people that says what there is for programs: data and feeds."""

from __future__ import annotations

from briefgen.pages.signposts import DataPage
from briefgen.pages.site import SiteInfo
from briefgen.site import making
from briefgen.site.planned import Planned
from briefgen.site.shelves import Shelves

PATH = "data.html"


def data_page(site: SiteInfo, shelves: Shelves) -> Planned:
    """The page."""
    words = shelves.archive.words
    description = words.say("description.data", title=site.title)
    example = next((head.url for head in reversed(shelves.archive.heads)), "")
    return Planned(PATH, "data.html", making.as_given, (DataPage(PATH, words.say("title.data"), description, shelves.size, example),))
