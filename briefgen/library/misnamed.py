"""Names in briefgen.toml of what no article is of: an outlet, a subject or an event that somebody mistyped shows more than was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from briefgen import config, files, toml
from briefgen.config import Config
from briefgen.library.rights import Filed
from briefgen.model import Event
from briefgen.problem import Problem
from briefgen.text import fold


class Named(Filed, Protocol):
    """What rights and editions choose by: an article, or its head."""

    @property
    def outlet(self) -> str:
        """'' where it is unknown."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its subjects."""


def problems_of(root: Path, settings: Config, articles: Iterable[Named], events: Iterable[Event]) -> list[Problem]:
    """A warning for each name in `rights`, in `noindex` and in what editions leave out that nothing in the archive has; none where there is
    nothing in it yet. `articles` are all, whether they are shown or not, and `events` those that have a file."""
    if not _names_any(settings):
        return []
    listed = list(articles)
    if not listed:
        return []
    known = {
        "outlets": _folded(article.outlet for article in listed),
        "tags": _folded(tag for article in listed for tag in article.tags),
        "events": {slug: slug for slug in (*(event.slug for event in events), *(slug for article in listed for slug in article.events or ()))},
    }
    _, table = toml.read(files.read_or_none(root / config.NAME) or b"", config.NAME)
    return [_problem(root, one, known[one.kind]) for one in _given(table) if _key(one) not in known[one.kind]]


class _Given(NamedTuple):
    """A name that briefgen.toml gives."""

    kind: str
    """'outlets', 'tags' or 'events'."""
    name: str
    keys: tuple[str, ...]
    """Those that lead to it."""


def _names_any(settings: Config) -> bool:
    """Whether there is any such name."""
    return bool(settings.rights.outlets or settings.policy.noindexed or any(any(edition.without) for edition in settings.editions))


def _given(table: Mapping[str, Any]) -> Iterator[_Given]:
    """All such names, as they are written; what each is was read before."""
    rights, noindex = table.get("rights"), table.get("noindex")
    for name in rights.get("outlets", ()) if isinstance(rights, dict) else ():
        yield _Given("outlets", name, ("rights", "outlets", name))
    for name in noindex if isinstance(noindex, list) else ():
        yield _Given("outlets", name, ("noindex",))
    for edition, said in table.get("editions", {}).items():
        for kind, names in said.get("without", {}).items():
            for name in names:
                yield _Given(kind, name, ("editions", edition, "without", kind))


def _folded(names: Iterable[str]) -> dict[str, str]:
    """Names as they are compared, each with how it is written first in the alphabet."""
    return {fold(name): name for name in sorted(set(names), reverse=True) if name}


def _key(one: _Given) -> str:
    return one.name if one.kind == "events" else fold(one.name)


def _problem(root: Path, one: _Given, known: Mapping[str, str]) -> Problem:
    near = difflib.get_close_matches(_key(one), known, n=1)
    hint = f"did you mean {known[near[0]]!r}?" if near else "write it as its articles do, or take it out"
    return replace(config.place_of(root, *one.keys, holding=one.name), message=_SAID[one.kind].format(repr(one.name)), hint=hint, severity="warning")


_SAID: Final = {"outlets": "no article is of the outlet {}", "tags": "no article has the tag {}", "events": "no article is of the event {}"}
