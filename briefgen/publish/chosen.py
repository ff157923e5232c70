"""Some of an archive's articles, as somebody asks for them: of an event, an outlet or an author, or what a query finds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefgen import files
from briefgen.config import Config
from briefgen.library.heads import Head
from briefgen.model import Event
from briefgen.problem import Problem, Unreadable
from briefgen.search.answer import Request, search
from briefgen.search.index import FOLDER
from briefgen.search.index import NAME as INDEX
from briefgen.search.opened import OtherVersion, Unsearchable, loader
from briefgen.search.reader import Index
from briefgen.site.shelves import Shelves, event_address
from briefgen.site.shown import slug_of_name


class Choice(NamedTuple):
    """Which articles; all of them where nothing is said."""

    event: str = ""
    """A slug."""
    outlet: str = ""
    """A name, however it is spelled, or its page's."""
    author: str = ""
    query: str = ""


class NotThere(Exception):
    """Raised where there is nothing of a name: what that is, and what may have been meant."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def chosen(root: Path, settings: Config, shelves: Shelves, choice: Choice) -> Sequence[Head]:
    """The articles, oldest first; those that a query finds as the search page has them. Raises NotThere, and Unreadable where the site's index
    cannot be asked."""
    if choice.event:
        return shelves.members[_named("event", choice.event, {event.slug: () for event in shelves.archive.events}, choice.event)]
    if choice.outlet:
        return shelves.outlets[_named("outlet", slug_of_name(choice.outlet), shelves.outlets, choice.outlet)]
    if choice.author:
        return shelves.authors[_named("author", slug_of_name(choice.author), shelves.authors, choice.author)]
    return _found(root, settings, shelves, choice.query) if choice.query else shelves.archive.heads


def led_to(events: Iterable[Event], name: str) -> str:
    """The slug of the event to which the address of one of this name leads on; the name itself where there is such an event, or none at all."""
    listed = list(events)
    if any(event.slug == name for event in listed):
        return name
    return next((event.slug for event in listed if event_address(name) in event.aliases), name)


def _named(kind: str, key: str, known: Mapping[str, object], said: str) -> str:
    if key in known:
        return key
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    raise NotThere(f"there is no {kind} {said!r}", f"did you mean {close[0]!r}?" if close else "")


def _found(root: Path, settings: Config, shelves: Shelves, query: str) -> Sequence[Head]:
    by_url = {head.url: head for head in shelves.archive.heads}
    try:
        return [by_url[url] for url in _asked(root, settings, query) if url in by_url]
    except OtherVersion as error:
        raise Unreadable(Problem(f"{settings.site}/{FOLDER}/{error.name}.js", 0, str(error), "run 'briefgen build'")) from error
    except Unsearchable as error:
        hint = f"delete {settings.site}/ and run 'briefgen build'"
        raise Unreadable(Problem(f"{settings.site}/{FOLDER}/{error.name}.js", 0, str(error), hint)) from error


def _asked(root: Path, settings: Config, query: str) -> Iterable[str]:
    """The addresses of the articles that the built site's search finds, copies behind their originals."""
    folder = root / settings.site / FOLDER
    if not files.exists(folder / f"{INDEX}.js"):
        raise Unreadable(Problem(settings.site, 0, "the site is not built, or without a search", "run 'briefgen build' with 'search = true'"))
    index = Index(loader(lambda name: files.read_or_none(folder / name)))
    for result in search(index, Request(query)).results():
        yield from (index.record(number).address for number in (result.number, *result.others))
