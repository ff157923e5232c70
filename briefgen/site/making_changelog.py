"""How the change log's pages and its feed are made of what they are given, as `making` has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from markupsafe import Markup, escape
from msgspec.structs import replace

from briefgen import dates
from briefgen.catalogue import Catalogue
from briefgen.chronicle import RENAMED, digest_of
from briefgen.keys.policy import RIGHTS
from briefgen.library import originals
from briefgen.library.originals import ArticleFile
from briefgen.pages.changelog import ChangeLogPage, LoggedChange, LoggedDay, LoggedField
from briefgen.pages.links import Link
from briefgen.site import atom
from briefgen.site.elements import clean
from briefgen.site.feeds import Channel, Entry, Feed, identifier, link
from briefgen.text import shorten

Told: TypeAlias = tuple[str, LoggedChange, ArticleFile | None, tuple[str, ...]]
"""The day, what happened, the article's file where its text may have what was new, and the digests of that."""

MOST_PARAGRAPHS: Final = 3
"""So many new paragraphs of a text are shown,"""
LONGEST: Final = 300
"""each with so many characters at most."""


class FeedDay(NamedTuple):
    """A day as the feed has it."""

    day: LoggedDay
    more: int
    """How many of its changes are left out."""
    page: str
    """The address of the page on which it ends."""


def days(told: Iterable[tuple[str, LoggedChange]]) -> list[LoggedDay]:
    """What happened, sorted by days already, by day."""
    return [LoggedDay(date, tuple(change for _, change in group)) for date, group in groupby(told, itemgetter(0))]


def change_log(root: Path, page: ChangeLogPage, told: tuple[Told, ...]) -> tuple[ChangeLogPage, str]:
    """A page of the log, with the new paragraphs that still stand in their texts. Raises ChangedMeanwhile."""
    texts = {file.path: _text(root, file) for _, _, file, _ in told if file}
    found = days((date, _worded(change, texts[file.path], new) if file else change) for date, change, file, new in told)
    return replace(page, days=tuple(reversed(found))), ""


def _text(root: Path, file: ArticleFile) -> Mapping[str, str]:
    """The paragraphs of a text that may be shown, by their digests."""
    return {digest_of(line): line for line in originals.text_of(root, file).split("\n") if line.strip()}


def _worded(change: LoggedChange, text: Mapping[str, str], new: Sequence[str]) -> LoggedChange:
    there = [shorten(text[digest], LONGEST) for digest in new if digest in text]
    return replace(change, words=tuple(there[:MOST_PARAGRAPHS]))


# the feed: an entry for each day


def change_feed(_: Path, channel: Channel, path: str, home: str, title: str, description: str, told: tuple[FeedDay, ...], words: Catalogue) -> bytes:
    """The log's feed, newest day first."""
    entries = tuple(_entry(channel, path, home, one, words) for one in told)
    return atom.written(
        Feed(
            id=identifier(channel, home),
            title=clean(title),
            description=clean(description),
            by=clean(channel.title),
            lang=channel.lang,
            page=link(channel, home, path),
            url=link(channel, path, path),
            updated=max((dates.atom(one.date) for one in entries), default=""),
            entries=entries,
        )
    )


def _entry(channel: Channel, path: str, home: str, one: FeedDay, words: Catalogue) -> Entry:
    date = one.day.date
    lines = [_line(channel, path, change, words) for change in one.day.changes]
    if one.more:
        lines.append(words.markup("changelog.more", n=one.more))
    return Entry(
        id=f"{identifier(channel, home)}#d-{date}",
        url=f"{link(channel, one.page, path)}#d-{date}",
        title=clean(words.long(date)),
        date=date,
        authors=(),
        summary="",
        html=clean(str(Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)))),
        tags=(),
        lang="",
    )


def _line(channel: Channel, path: str, change: LoggedChange, words: Catalogue) -> Markup:
    """A change as a line of HTML."""
    if change.kind == "began":
        return words.markup("changelog.began", n=change.articles)
    kind = words.markup(f"changelog.{change.kind}")
    if change.kind == RENAMED:
        return Markup(": ").join([kind, *(_renamed(channel, path, one, words) for one in change.fields)])
    if change.article is None:
        address = Markup("<code>{}</code>").format(change.address)
        return Markup("{}: {}").format(kind, _linked(channel, path, Link("", change.notice), address) if change.notice else address)
    found = Markup("{}: {}").format(kind, _linked(channel, path, Link("", change.article.url), escape(change.article.title)))
    about = [_turned(channel, path, one, words) for one in change.fields]
    counts = (("replaced", change.replaced), ("new", change.added - change.replaced), ("gone", change.gone - change.replaced))
    about += [words.markup(f"changelog.{key}", n=number) for key, number in counts if number]
    about += [words.markup("changelog.moved")] if change.moved else []
    return Markup("<br>").join([found, *about])


def _turned(channel: Channel, path: str, one: LoggedField, words: Catalogue) -> Markup:
    return Markup("{}: {}").format(words.say(f"changelog.field_{one.field}"), _both(channel, path, one, words))


def _both(channel: Channel, path: str, one: LoggedField, words: Catalogue) -> Markup:
    """What a field was, and what it is."""
    before, after = (_named(channel, path, one.field, values, words) for values in (one.before, one.after))
    return Markup("<del>{}</del> <ins>{}</ins>").format(before, after)


def _renamed(channel: Channel, path: str, one: LoggedField, words: Catalogue) -> Markup:
    """What an event was called, where that is told, and what it is called."""
    return _both(channel, path, one, words) if one.before else _named(channel, path, one.field, one.after, words)


def _named(channel: Channel, path: str, field: str, values: Sequence[Link], words: Catalogue) -> Markup:
    if field == "rights":
        return Markup("").join(words.markup(f"about.rights_{value.title}") for value in values if value.title in RIGHTS)
    links = [_valued(channel, path, field, value, words) for value in values]
    return words.joined(links) if links else words.markup("changelog.none")


def _valued(channel: Channel, path: str, field: str, value: Link, words: Catalogue) -> Markup:
    if value.url:
        return _linked(channel, path, value, escape(value.title))
    if not value.title:
        return words.markup("changelog.no_page")
    return Markup("<code>{}</code>").format(value.title) if field in ("events", "address") else escape(value.title)


def _linked(channel: Channel, path: str, to: Link, words: Markup) -> Markup:
    return Markup('<a href="{}">{}</a>').format(link(channel, to.url, path), words)
