"""What a site shows of what: by it a later build knows whether less is to be seen than before, and what it no longer makes has to go.

Where a file cannot be read, or the archive's own code fails, what they made before stays. But any page may name or quote what was shown
when it was made, so none of them stays once something of that is to be seen no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import msgspec

from briefgen.keys.policy import Policy
from briefgen.library.heads import Head
from briefgen.model import Event, TextPage
from briefgen.shelf import Shelf

STEP: Final = "disclosed"


def disclosed(heads: Iterable[Head], events: Iterable[Event], pages: Iterable[TextPage], policy: Policy) -> dict[str, str]:
    """How much is shown of each article, event and page of a site, by its file below content/. An event without one is as its articles are."""
    known = {head.path: f"excerpt {policy.excerpt}" if head.rights == "excerpt" else head.rights for head in heads}
    known |= {event.path: "full" for event in events if event.path}
    return known | {page.path: "full" for page in pages}


def is_less(before: Mapping[str, str] | None, now: Mapping[str, str], unread: Collection[str]) -> bool:
    """Whether of anything that was shown `before` less is shown now; of what is in files that cannot be read that is not known, and so it is
    not where nothing is known of before, which is None."""
    if before is None:
        return True
    rest = ((path, how) for path, how in before.items() if path not in unread)
    return any((there := now.get(path)) != how and (there is None or (there != "full" and how != "metadata")) for path, how in rest)


def remembered(kept: Shelf) -> Mapping[str, str] | None:
    """What the last build said of it; None where nothing is known of that."""
    known = kept.get(STEP, "", b"")
    return None if known is None else _DECODER.decode(known)


def remember(kept: Shelf, now: Mapping[str, str], unread: Collection[str]) -> None:
    """Keeps it for the next build: of files that cannot be read, what was said before. Where less is shown now, of what is shown no more nothing
    is left behind."""
    before = remembered(kept) or {}
    found = dict(now) | {path: before[path] for path in unread if path in before}
    if found != before:
        kept.put(STEP, "", b"", _ENCODER.encode(found))
    if before and is_less(before, now, unread):
        kept.sweep()


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(dict[str, str])
