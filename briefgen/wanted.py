"""The articles that others name: `content/wanted.tsv`, a line for each. Pages show those that the archive lacks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.dates import is_date
from briefgen.text import fold, squeeze

NAME: Final = "wanted.tsv"
_HEAD: Final = "# Articles that others name: named by, date, outlet, author, title. Delete what you do not want."


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """An article that another one names."""

    named_by: str
    """Slug of the article that names it."""
    title: str
    author: str = ""
    outlet: str = ""
    date: str = ""


_LEAST: Final = 5
"""So many words are enough of a title to tell it by."""


class Titles:
    """The titles of an archive's articles."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._sorted = sorted({fold(title) for title in titles})

    def __contains__(self, title: object) -> bool:
        """Whether an article has this title, or one that begins with it: teasers cut long ones."""
        asked = fold(title) if isinstance(title, str) else ""
        if not asked:
            return False
        place = bisect_right(self._sorted, asked)
        if place and self._sorted[place - 1] == asked:
            return True
        begun = f"{asked} "
        place = bisect_right(self._sorted, begun)
        return asked.count(" ") >= _LEAST - 1 and place < len(self._sorted) and self._sorted[place].startswith(begun)


def marks(title: str) -> frozenset[str]:
    """What stands for a title, and for each beginning by which `Titles` knows it, where the title itself is not to be remembered."""
    words = fold(title).split()
    return frozenset(_mark(" ".join(words[:end])) for end in {len(words), *range(_LEAST, len(words))} if end)


def without(wanted: Iterable[Wanted], slugs: Collection[str], marked: Collection[str]) -> tuple[Wanted, ...]:
    """What is wanted, but for the articles that have these `marks` and for what the articles of these slugs name."""
    return tuple(one for one in wanted if one.named_by not in slugs and _mark(fold(one.title)) not in marked)


def _mark(folded: str) -> str:
    return files.digest(folded.encode("utf-8", "surrogatepass"))


def read(content: Path) -> tuple[Wanted, ...]:
    """What is wanted, sorted; lines that are none are passed over."""
    return tuple(sorted(one for line in _lines(content) if (one := _wanted(line))))


def add(content: Path, found: Iterable[Wanted]) -> bool:
    """Saves these besides those that are there; whether anything changed. Lines that are none stay, above the others."""
    new = [Wanted(one.named_by, squeeze(one.title), squeeze(one.author), squeeze(one.outlet), _date(one.date)) for one in found]
    if not new:
        return False
    known = {(one.named_by, fold(one.title)): one for one in read(content)}
    for one in sorted(new):
        known.setdefault((one.named_by, fold(one.title)), one)
    kept = [line for line in _lines(content) if line and not _wanted(line)] or [_HEAD]
    rows = [f"{one.named_by}\t{one.date}\t{one.outlet}\t{one.author}\t{one.title}" for one in sorted(known.values())]
    return files.write_if_changed(content / NAME, ("\n".join([*kept, *rows]) + "\n").encode())


def _lines(content: Path) -> list[str]:
    return (files.read_or_none(content / NAME) or b"").decode("utf-8", "replace").replace("\r\n", "\n").split("\n")


def _wanted(line: str) -> Wanted | None:
    parts = line.split("\t")
    if line.startswith("#") or len(parts) != len(Wanted.__slots__):
        return None
    slug, when, outlet, author, title = parts
    return Wanted(slug, title, author, outlet, _date(when))


def _date(when: str) -> str:
    """The date, or nothing where it is no more than an age ('2 hours ago') of a page that has no date of its own."""
    return when if is_date(when) else ""
