"""How far something has come: the seam between stages, which never print, and the command line, which may."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Passes `items` on, and may show how many of `total` have been taken."""

    def __call__(self, items: Iterable[T], label: str, total: int) -> Iterable[T]:
        """The items, as they are asked for."""


def quiet(items: Iterable[T], label: str, total: int) -> Iterable[T]:  # noqa: ARG001 - the protocol's names
    """Shows nothing."""
    return items
