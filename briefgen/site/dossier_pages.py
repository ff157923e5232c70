"""The dossiers of events: which there are, and what each is given to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

import msgspec

from briefgen.library.heads import Head
from briefgen.model import Event
from briefgen.shelf import digest
from briefgen.site import making_exports
from briefgen.site.dossier import Part
from briefgen.site.exports import FEWEST
from briefgen.site.planned import Planned, Supply
from briefgen.site.shelves import Shelves, event_address
from briefgen.site.shown import cite, folded_into, reported

MOST: Final = 200
"""So many articles a dossier holds at most,"""
MOST_WORDS: Final = 150_000
"""and so many words: some three hundred sheets."""


def dossier_address(page: str) -> str:
    """The path of the dossier beside an event's page."""
    return page.removesuffix(".html") + ".dossier.html"


def dossier_pages(shelves: Shelves) -> Iterable[Planned]:
    """The dossier of each event with several articles."""
    return (dossier(shelves, event) for event in shelves.archive.events if len(shelves.members[event.slug]) >= FEWEST)


def dossier(shelves: Shelves, event: Event) -> Planned:
    """An event's dossier."""
    archive, members = shelves.archive, shelves.members[event.slug]
    told = archive.told.get(event.slug)
    path = dossier_address(event_address(event.slug))
    parts, left = _parts(shelves, sorted(members, key=reported))
    given = (
        path,
        archive.words.say("title.dossier", title=event.title),
        event,
        shelves.event_cards[event.slug],
        Supply(digest(*[head.sig for head in members]), partial(tuple, members)),
        Supply(_sig(parts), partial(tuple, parts)),
        left,
        Supply(told.key, partial(archive.dossier, event.slug, told.key)) if told else b"",
        archive.setting(event.path),
    )
    return Planned(path, "dossier.html", making_exports.dossier, given, event.path)


def _parts(shelves: Shelves, members: Sequence[Head]) -> tuple[list[Part], int]:
    """The articles that fit, with what is folded into them, and how many do not."""
    files, setting = shelves.archive.files, shelves.archive.setting
    groups = {head.url: [head] for head in members} if shelves.is_plain else folded_into(members, shelves.by_slug)
    standing = [head for head in members if head.url in groups]
    found: list[Part] = []
    words = 0
    for head in standing:
        words += head.words if head.rights == "full" else 0
        if found and (len(found) >= MOST or words > MOST_WORDS):
            break
        others = [one for one in groups[head.url] if one is not head]
        copies = tuple(cite(one) for one in others if one.copy_of)
        versions = tuple(shelves.version(one) for one in others if not one.copy_of)
        found.append(Part(head, files(head), setting(head.path), copies, versions))
    return found, len(standing) - len(found)


def _sig(parts: Sequence[Part]) -> bytes:
    return digest(_ENCODER.encode([(part.head.sig, *part[1:]) for part in parts]))


_ENCODER: Final = msgspec.msgpack.Encoder()
