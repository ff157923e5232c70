"""A text's headings as an outline: levels without gaps below the page's own, and an id for each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from briefgen.text import slug, unique

PREFIX: Final = "h-"
"""What every id of a heading begins with, so that none is one of the page's own."""
_FIRST: Final = 2
_LAST: Final = 6


class Heading(NamedTuple):
    """A heading as the page has it."""

    level: int
    """2 to 6: the page's title is the only one of the first."""
    title: str
    """Its words."""
    id: str


def outline(headings: Iterable[tuple[int, str, str]]) -> tuple[Heading, ...]:
    """The headings, given by the level that they were written with, their words, and the id that was asked for, '' mostly. What stood above
    its neighbours still does, and none is more than one level below the one before it."""
    above: list[int] = []
    found: list[Heading] = []
    taken: set[str] = set()
    for level, title, wanted in headings:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        name = unique(anchor(wanted) if wanted else PREFIX + _name(title), taken)
        taken.add(name)
        found.append(Heading(min(len(above) + _FIRST - 1, _LAST), title, name))
    return tuple(found)


@lru_cache(maxsize=1000)  # many articles have the same few
def _name(title: str) -> str:
    return slug(title) or "section"


def anchor(fragment: str) -> str:
    """The id that a link from text to text means: `background`, as it is written and as code hosts name it, is `h-background`."""
    return fragment if fragment.startswith(_OURS) else PREFIX + _name(fragment)


_OURS: Final = (PREFIX, "fn-", "fnref-")
