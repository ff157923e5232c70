"""What an archive gives to other programs: formats, and what there is in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen import toml
from briefgen.keys import given

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDINGS = {"csl": "csl.json", "bibtex": "bib", "ris": "ris", "csv": "csv", "jsonl": "jsonl"}
"""The formats, each with what its files end in."""
FORMATS = tuple(ENDINGS)
LISTS = ("events", "outlets", "authors")
"""The kinds of pages that may have exports beside them."""
FOLDER = "exports"
"""The site's folder for those of the whole archive."""


class Exports(NamedTuple):
    """What `[exports]` says. No dataclass, as in `config`."""

    formats: tuple[str, ...] = FORMATS
    lists: tuple[str, ...] = LISTS
    markdown: bool = True
    """Whether each article has its text as Markdown beside its page."""
    dossiers: bool = True
    """Whether each event of several articles has them all on one page, for paper."""
    llms: bool = True
    """Whether there is an llms.txt."""


NONE = Exports((), (), markdown=False, dossiers=False, llms=False)


def exports(value: object) -> Exports:
    """The key `exports`: a table, or `false` for none at all. Raises ValueError."""
    if value is False:
        return NONE
    readers = {"formats": _formats, "lists": _lists, "markdown": given.whether, "dossiers": given.whether, "llms": given.whether}
    return Exports(**given.table(value, readers, 'exports = { formats = ["bibtex", "csv"] }'))  # type: ignore[arg-type]  # each gives its field's type


def _formats(value: object) -> tuple[str, ...]:
    return _some(value, FORMATS, "the formats")


def _lists(value: object) -> tuple[str, ...]:
    return _some(value, LISTS, "the lists")


def _some(value: object, of: Iterable[str], called: str) -> tuple[str, ...]:
    """Some of a few words, in the order that these have. Raises ValueError."""
    wanted = given.texts(value)
    known = tuple(of)
    for one in wanted:
        if one not in known:
            raise ValueError(f"there is no {one!r}", toml.known(one, known, called))
    return tuple(one for one in known if one in wanted)


def address(path: str, form: str) -> str:
    """The address of an export beside a page: 'events/slug.bib' beside 'events/slug.html'."""
    return f"{path.removesuffix('.html')}.{ENDINGS[form]}"


def of_archive(form: str) -> str:
    """The address of an export of the whole archive."""
    return f"{FOLDER}/archive.{ENDINGS[form]}"
