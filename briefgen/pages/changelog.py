"""The change log's pages: what was added to the archive, changed in it and taken out of it, day by day."""

from __future__ import annotations

from msgspec import Struct

from briefgen.pages.links import Cite, Link, Pager


class LoggedField(Struct, frozen=True, gc=False):
    """A field of an article that is another than it was."""

    field: str
    """'title', 'date', 'authors', 'outlet', 'events', 'rights' or 'address'."""
    before: tuple[Link, ...]
    """Its values: none, one, or of authors and events any number. Events that have a page lead to it, all else has no address: of an event whose old
    address leads on this is the title, and one that is there no more has none. Of an event that was renamed there is none if its old name is not
    told."""
    after: tuple[Link, ...]


class LoggedChange(Struct, frozen=True, gc=False):
    """What happened to an article, or to an event."""

    kind: str
    """'added', 'restored' (shown again after it was withdrawn), 'changed', 'refiled' (under other events), 'removed', 'withdrawn', 'renamed', which
    is of an event, or 'began', which is of neither: the log begins."""
    article: Cite | None
    """None where it is no longer shown: then nothing is told of it but its address and what happened. None of an event, too: what that was called
    and what it was called from then on are the one field, 'events'."""
    address: str
    """Of its page, as it was then; '' where the log begins."""
    notice: str
    """The address of the page that says that it was withdrawn; '' where there is none."""
    fields: tuple[LoggedField, ...] = ()
    added: int = 0
    """How many paragraphs of its text were new,"""
    gone: int = 0
    """and how many were not there any more. What these said stands nowhere."""
    replaced: int = 0
    """Of both so many: where one stood that is gone, a new one stands."""
    moved: bool = False
    """Whether all that happened to the text is that its paragraphs stand in another order."""
    words: tuple[str, ...] = ()
    """The new paragraphs, as far as they still stand in the text and may be shown: at most three, each shortened."""
    articles: int = 0
    """How many there were when the log began."""


class LoggedDay(Struct, frozen=True, gc=False):
    """What was recorded on a day, or what of that stands on a page."""

    date: str
    changes: tuple[LoggedChange, ...]


class ChangeLogPage(Struct, frozen=True, gc=False):
    """changes.html: what was added, changed and taken out, day by day; template `changelog.html`."""

    path: str
    title: str
    description: str
    days: tuple[LoggedDay, ...]
    """Latest first."""
    pager: Pager
