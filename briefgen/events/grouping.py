"""Which event an article reports: one that is there already, or a new one.

The two nearest clusters of articles are joined again and again, until no two are near enough; two events that are filed are never joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.events.board import JOIN, NEW, Board, Item
from briefgen.events.profile import weigher
from briefgen.progress import Progress, quiet

__all__ = ["JOIN", "NEW", "Board", "Item", "group"]


def group(items: Iterable[Item], progress: Progress = quiet, enough: float = JOIN) -> dict[str, tuple[str, ...]]:
    """For each item that has no event those that it is to be filed under, by its key: its own first, and seldom a second one.

    Names of new events begin with NEW, and are good within this answer. Items that are filed stay where they are. The order of `items`
    changes nothing.
    """
    listed = sorted(items, key=lambda item: (item.date or "9999", item.key))
    by_key = {item.key: item for item in listed}
    originals = [item for item in listed if item.copy_of not in by_key]
    board = Board(originals, weigher(item.terms for item in originals), progress)
    board.join_all(enough)
    board.join_torn()
    places = board.places()
    return {item.key: _with_original(item, by_key, places) for item in listed if item.events == ()}


def _with_original(item: Item, by_key: Mapping[str, Item], places: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The events of the article that a copy goes back to; where that one is in none, a new one for all its copies."""
    seen = {item.key}
    one = item
    while one.copy_of in by_key and one.copy_of not in seen:
        one = by_key[one.copy_of]
        seen.add(one.key)
    return places.get(one.key) or one.events or (f"{NEW}{one.key}",)
