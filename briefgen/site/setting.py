"""How a text is set on its page: the Markdown that it is written in, and where what it names is."""

from __future__ import annotations

from typing import NamedTuple

from briefgen import markdown
from briefgen.dialect import USUAL, Dialect
from briefgen.markup import NOWHERE, Place, Target
from briefgen.pages.article import Picture
from briefgen.pages.links import Heading
from briefgen.site.render import relative, upwards


class Setting(NamedTuple):
    """All that a text's HTML depends on besides the text: a page that has a text is given this by value."""

    dialect: Dialect = USUAL
    notes: str = NOWHERE.notes
    """What the list of notes is called,"""
    back: str = NOWHERE.back
    """and the link from note {n} to its mark."""
    targets: tuple[Target, ...] = ()
    """What the text names, with addresses below the site's root."""
    lead: Target | None = None
    """The picture that the front matter names, if it is the archive's own."""


USUALLY = Setting()


def html(body: str, page: str, setting: Setting) -> str:
    """The text as HTML for the page at this path."""
    up = upwards(page)
    targets = tuple(one._replace(url=relative(one.url, up)) for one in setting.targets)
    return markdown.html(body, setting.dialect, Place(targets, setting.notes, setting.back))


def headings(body: str, setting: Setting) -> tuple[Heading, ...]:
    """The text's headings."""
    return tuple(Heading(one.title, one.id, one.level) for one in markdown.headings(body, setting.dialect))


def picture(setting: Setting, alt: str, caption: str) -> Picture | None:
    """The picture at the text's head."""
    lead = setting.lead
    return Picture(lead.url, lead.width, lead.height, alt, caption) if lead else None
