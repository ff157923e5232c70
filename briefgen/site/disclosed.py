"""What a site shows of what: by it a later build knows whether less is to be seen than before, and what it no longer makes has to go.

Where a file cannot be read, or the archive's own code fails, what they made before stays. But any page may name or quote what was shown
when it was made, so none of them stays once something of that is to be seen no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

import msgspec

from briefgen.keys.policy import Policy
from briefgen.library.heads import Head
from briefgen.model import Event, TextPage
from briefgen.shelf import Shelf

STEP: Final = "disclosed"


class Shown(NamedTuple):
    """How much a site shows of a file of content/."""

    how: int
    """One of those below: the more, the more is shown."""
    words: int = 0
    """Of an excerpt, 0 for the summary."""
    aliases: tuple[str, ...] = ()
    """Addresses that lead on to its page."""


NOTICE: Final = 0
"""That it was withdrawn."""
_HOW: Final = {"metadata": 1, "excerpt": 2, "full": 3}


def disclosed(
    heads: Iterable[Head], withdrawn: Iterable[Head], events: Iterable[Event], pages: Iterable[TextPage], policy: Policy
) -> dict[str, Shown]:
    """How much is shown of each article, event and page of a site, by its file below content/. An event without one is as its articles are."""
    known = {head.path: Shown(_HOW[head.rights], policy.excerpt if head.rights == "excerpt" else 0, head.aliases) for head in heads}
    known |= {head.path: Shown(NOTICE, aliases=head.aliases) for head in withdrawn}
    known |= {event.path: Shown(_HOW["full"], aliases=event.aliases) for event in events if event.path}
    return known | {page.path: Shown(_HOW["full"], aliases=page.aliases) for page in pages}


def is_less(before: Mapping[str, Shown] | None, now: Mapping[str, Shown], unread: Collection[str]) -> bool:
    """Whether of anything that was shown `before` less is shown now; of what is in files that cannot be read that is not known, and so it is
    not where nothing is known of before, which is None."""
    if before is None:
        return True
    return any(_is_less(shown, now.get(path)) for path, shown in before.items() if path not in unread)


def _is_less(before: Shown, now: Shown | None) -> bool:
    """Other words of an excerpt are others than before, be they more."""
    if now is None or now.how < before.how or not set(before.aliases) <= set(now.aliases):
        return True
    return now.how == before.how and now.words != before.words


def remembered(kept: Shelf) -> Mapping[str, Shown] | None:
    """What the last build said of it; None where nothing is known of that."""
    known = kept.get(STEP, "", b"")
    return None if known is None else _DECODER.decode(known)


def remember(kept: Shelf, now: Mapping[str, Shown], unread: Collection[str]) -> None:
    """Keeps it for the next build: of files that cannot be read, what was said before. Where less is shown now, of what is shown no more nothing
    is left behind."""
    before = remembered(kept) or {}
    found = dict(now) | {path: before[path] for path in unread if path in before}
    if found != before:
        kept.put(STEP, "", b"", _ENCODER.encode(found))
    if before and is_less(before, now, unread):
        kept.sweep()


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(dict[str, Shown])
