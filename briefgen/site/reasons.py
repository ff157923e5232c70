"""Why a page was made: what has changed of that which it shows, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple

from briefgen import dates
from briefgen.library import rows
from briefgen.library.heads import Head
from briefgen.library.originals import ArticleFile
from briefgen.library.reading import Reading
from briefgen.library.rows import Row
from briefgen.model import Event, TextPage
from briefgen.pages.cards import EventCard
from briefgen.pages.event import Neighbour
from briefgen.pages.links import Cite, Link
from briefgen.site.listed import Folded, Listed
from briefgen.site.planned import Planned, Supply
from briefgen.site.shelves import UNDATED, event_address

_SHOWN: Final = ("title", "date", "authors", "outlet", "via", "events", "copy_of", "version_of", "aliases", "rights", "draft", "summary", "text")
_EVENT_FIELDS: Final = ("title", "summary", "body", "aliases", "extra")
_TEXT_FIELDS: Final = ("title", "summary", "body", "lang", "aliases", "draft", "extra")
_MOST: Final = 3
FIRST: Final = "the first build"
"""The reason for which everything is made when nothing was made before."""


class Reasons:
    """Says why pages are made, by what has changed since the last build."""

    def __init__(self, reading: Reading, frames: Mapping[str, Iterable[str]], settings: Sequence[str], *, is_first: bool) -> None:
        """`frames` are, for each template, the parts of what its pages depend on that have changed; `settings` the keys of briefgen.toml
        that have."""
        self._frames = frames
        self._settings = list(settings)
        self._is_first = is_first
        self._articles = {head.path: _changed(head, reading.before.get(head.path)) for head in reading.heads if head.path in reading.before}
        self._articles |= {path: ["new"] for path in reading.fresh}
        self._events = {event.path: _changed_event(event, reading.before[event.path]) for event in reading.events if event.path in reading.before}
        self._texts = {page.path: _changed_text(page, reading.before[page.path]) for page in reading.pages if page.path in reading.before}
        self._paths = {head.url: head.path for head in reading.heads} | {event_address(event.slug): event.path for event in reading.events}
        self._left = [row.head for row in reading.before.values() if row.head is not None]

    def of(self, page: Planned, key: bytes, before: bytes, *, is_there: bool) -> str:
        """Why this page is made. `before` is the digest of what it was made of the last time, b'' when it was not; `is_there` says whether
        any file stands at its path."""
        if self._is_first:
            return FIRST
        if not before:
            new = "a new page" if page.template else "a new file"
            return f"{new}, where there was a file" if is_there else next(iter(self._found(page)), new) if page.template else new
        if key == before and is_there:
            return "somebody edited it in site/"
        found = list(dict.fromkeys((*self._frames.get(page.template, ()), *self._found(page))))
        if not found:
            found = list(self._gone(page))
        if not found:
            found = self._settings
        if not found:
            return "what it is made of changed" if is_there else "it was missing from site/"
        return ", ".join(found[:_MOST]) + (f" and {len(found) - _MOST} more" if len(found) > _MOST else "")

    def _found(self, page: Planned) -> Iterator[str]:
        for path in (*self._shown(page.given), *([page.origin] if page.origin in self._texts else ())):
            name = path.rsplit(".", 1)[0]
            fields = self._articles.get(path) or self._events.get(path) or self._texts.get(path) or ()
            if "new" in fields:
                yield f"{name} is new"
            elif fields:
                yield f"{' and '.join(fields)} of {name} changed"

    def _shown(self, value: object) -> Iterator[str]:
        """The files of all that a page is given."""
        if isinstance(value, (Head, ArticleFile, Event, TextPage)):
            yield value.path
        elif isinstance(value, Listed):
            yield value.head.path
            yield from self._shown(value.event)
        elif isinstance(value, Folded):
            yield from self._shown(value.one)
        elif isinstance(value, Supply):
            yield from (head.path for head in value.heads)
        elif isinstance(value, (EventCard, Link, Cite, Neighbour)):
            yield self._paths.get(value.url, "")
        elif isinstance(value, (tuple, Struct)):
            for one in value if isinstance(value, tuple) else astuple(value):
                yield from self._shown(one)

    def _gone(self, page: Planned) -> Iterator[str]:
        """The articles that are no longer on a page, as far as their old outlet, author, event or date tells."""
        for head in self._left:
            if _was_on(page.path, head):
                yield f"{head.path.rsplit('.', 1)[0]} changed or left"


def _was_on(path: str, head: Head) -> bool:
    """Whether an article may have been on a page, which for a day has its whole month."""
    folder, _, name = path.rpartition("/")
    about = name.split(".")[0]
    if about == "index" or folder in ("outlets", "authors", "tags"):
        return True
    if folder in ("days", "months", "years"):
        return not dates.month(head.date) if about == UNDATED else head.date.startswith(about[:7])
    return about in (head.events or ())


def _changed(head: Head, row: Row | None) -> list[str]:
    if row is None or row.head is None:
        return ["new"]
    before = row.head
    if head.is_shown and not before.is_shown:
        return ["new"]
    fields = [name for name in _SHOWN if getattr(head, name) != getattr(before, name)]
    if "text" in fields and "summary" in fields:
        fields.remove("summary")  # which is how the text begins
    return fields or ["front matter"]


def _changed_event(event: Event, row: Row) -> list[str]:
    if row.event is None:
        return ["new"]
    before = rows.event_of(row)
    return [name for name in _EVENT_FIELDS if getattr(event, name) != getattr(before, name)]


def _changed_text(page: TextPage, row: Row) -> list[str]:
    if row.page is None:
        return ["new"]
    before = rows.page_of(row.page)
    return [name for name in _TEXT_FIELDS if getattr(page, name) != getattr(before, name)]
