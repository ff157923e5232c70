"""A page or a file before it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from briefgen.extensions import Extension
from briefgen.library.heads import Head


class Planned(NamedTuple):
    """A page or a file, before it is made."""

    path: str
    template: str
    """That it is rendered with; '' for a file that is no page."""
    make: Callable[..., Any]
    """Of `making`."""
    given: tuple[object, ...]
    """What that is given after the archive's folder: all that it shows, and nothing else."""
    origin: str = ""
    """The file below content/ that it shows, when it is one."""
    private: bool = False
    """Whether it is for maintainers: a site has it only if briefgen.toml says so, and no list for machines names it."""
    by: Extension | None = None
    """The function of the archive's own whose page it is."""


class Supply:
    """What a page is given only when it has to be made, in place of which its digest stands until then."""

    __slots__ = ("heads", "load", "sig")

    def __init__(self, sig: bytes, load: Callable[[], object], heads: Sequence[Head] = ()) -> None:
        self.sig = sig
        self.load = load
        self.heads = heads
        """The articles that are in it, where somebody may ask which."""


def supplied(item: Planned) -> tuple[object, ...]:
    """What a page or a file is given, in full."""
    return tuple(value.load() if isinstance(value, Supply) else value for value in item.given)
