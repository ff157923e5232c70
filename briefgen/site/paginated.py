"""A long list in pages that stay as they are when it grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from briefgen.pages.links import Pager

_T = TypeVar("_T")


def paginated(base: str, items: Sequence[_T], size: int) -> Iterable[tuple[str, Sequence[_T], Pager]]:
    """The pages of a list given oldest first. All but the newest hold exactly `size` items, always the same ones; the newest,
    at the list's own address, holds what is left: up to twice as many, so that it is never nearly empty. When it is full enough
    for another page to be cut from it, the one before that gets a new link to its neighbour, and no other page changes."""
    full = max(0, len(items) // size - 1)
    paths = [f"{base}.{number}.html" for number in range(1, full + 1)] + [f"{base}.html"]
    for index, path in enumerate(paths):
        newest = index == full
        part = items[index * size :] if newest else items[index * size : (index + 1) * size]
        newer = "" if newest else paths[index + 1]
        yield path, part, Pager(index + 1, full + 1 if newest else 0, newer, paths[index - 1] if index else "")
