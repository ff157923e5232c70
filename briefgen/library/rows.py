"""What reading each file of content/ came to, as it is kept between builds."""

from __future__ import annotations

from typing import Final, cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefgen.enclosed import Mention
from briefgen.library.heads import Head
from briefgen.model import Event, Plain, TextPage
from briefgen.problem import Problem


class Row(Struct, frozen=True, array_like=True, gc=False):
    """What reading a file below content/ came to."""

    head: Head | None = None
    event: tuple[str, str, str, str, str, tuple[str, ...], bytes] | None = None
    """An event's fields; the last one are its unknown keys, packed."""
    problems: tuple[Problem, ...] = ()
    is_read: bool = True
    mentions: tuple[Mention, ...] = ()
    """What its text names beside it."""
    page: tuple[str, str, str, str, str, str, tuple[str, ...], bool, bytes] | None = None
    """A text page's fields, as an event's."""
    publish_on: str = ""
    """Of an article, see there,"""
    is_held: bool = False
    """and whether it was not to be shown yet when it was read."""
    source: str = ""
    """Of an article that is shown, and so is the next."""
    beside: tuple[str, ...] = ()
    """The seeds and articles that its origins name."""
    seed: str = ""
    """The seed of an article that is not shown."""
    is_bare: bool = False
    """Whether of an event only its name and its old addresses are kept, since no article of it is shown."""
    called: tuple[str, ...] = ()
    """What stands for the title of an article that is not shown, see `wanted.marks`; sorted."""


def packed(row: Row) -> bytes:
    """A row as it is kept."""
    return _ENCODER.encode(row)


def unpacked(data: bytes) -> Row:
    """The row that was kept so."""
    return _DECODER.decode(data)


def event_row(event: Event, found: tuple[Problem, ...], mentions: tuple[Mention, ...]) -> Row:
    """The row of an event, of what is wrong with its file, and of what this names."""
    fields = event.slug, event.path, event.title, event.summary, event.body, event.aliases, _ENCODER.encode(event.extra)
    return Row(event=fields, problems=found, mentions=mentions)


def event_of(row: Row) -> Event:
    """The event in a row that has one."""
    slug, path, title, summary, body, aliases, extra = row.event or _NO_EVENT
    unknown = cast("tuple[tuple[str, Plain], ...]", _frozen(msgspec.msgpack.decode(extra)))
    return Event(slug, path, title, summary, body, aliases, unknown)


def bared(row: Row) -> Row:
    """An event's row without what the event says."""
    slug, path, _, _, _, aliases, _ = row.event or _NO_EVENT
    return replace(row, event=(slug, path, "", "", "", aliases, _NO_EVENT[-1]), mentions=(), is_bare=True)


def page_row(page: TextPage, found: tuple[Problem, ...], mentions: tuple[Mention, ...]) -> Row:
    """The row of a text page, as an event's."""
    fields = page.slug, page.path, page.title, page.summary, page.body, page.lang, page.aliases, page.draft, _ENCODER.encode(page.extra)
    return Row(problems=found, mentions=mentions, page=fields)


def page_of(row: tuple[str, str, str, str, str, str, tuple[str, ...], bool, bytes]) -> TextPage:
    """The text page that a row has the fields of."""
    slug, path, title, summary, body, lang, aliases, draft, extra = row
    unknown = cast("tuple[tuple[str, Plain], ...]", _frozen(msgspec.msgpack.decode(extra)))
    return TextPage(slug, path, title, summary, body, lang, aliases, draft, unknown)


def _frozen(value: Plain | list[Plain]) -> Plain:
    """Plain data with tuples where MessagePack has arrays."""
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    if isinstance(value, dict):
        return {key: _frozen(one) for key, one in value.items()}
    return value


_NO_EVENT: Final[tuple[str, str, str, str, str, tuple[str, ...], bytes]] = ("", "", "", "", "", (), b"\x90")
_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(Row)
