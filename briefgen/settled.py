"""Whether an ingest has anything to do, told from what the last one left behind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from briefgen import config, files, ledger
from briefgen.archive import CONTENT
from briefgen.library.reading import Reading
from briefgen.problem import Problem
from briefgen.shelf import Shelf, digest
from briefgen.stamps import Tree

STEP: Final = "ingest"


def settled(root: Path, reading: Reading, seeds: Tree, kept: Shelf, *, safe: bool = False) -> tuple[int, tuple[Problem, ...]] | None:
    """How many seeds there are and what is wrong with them, if the last ingest saw these seeds and left nothing undone; None where
    something is to be done, or may be. What was found while no code of the archive's was to run, `safe`, says nothing of other ingests."""
    described = {event.slug for event in reading.events}
    for head in reading.heads:
        if head.events == () and not head.draft:
            return None
        if any(event not in described for event in head.events or ()):
            return None
    if not seeds.is_sure:
        return None
    known = kept.get(STEP, "", _key(root, seeds, safe=safe))
    return _SETTLED.decode(known) if known is not None else None


def settle(root: Path, seeds: Tree, seen: int, problems: Sequence[Problem], kept: Shelf, *, safe: bool = False) -> None:
    """Takes note that an ingest left nothing undone. `problems` are those of the seeds alone."""
    if seeds.is_sure:
        kept.put(STEP, "", _key(root, seeds, safe=safe), msgspec.msgpack.encode((seen, problems)))


def _key(root: Path, seeds: Tree, *, safe: bool) -> bytes:
    parts = (files.read_or_none(root / CONTENT / ledger.NAME), files.read_or_none(root / config.NAME))
    return digest(seeds.packed(), b"safe" if safe else b"", *(part or b"" for part in parts))


_SETTLED: Final = msgspec.msgpack.Decoder(tuple[int, tuple[Problem, ...]])
