"""What ingest has seen: `content/seeds.tsv`, a line for each seed with its digest and the article that was made of it.

It is how a deleted article stays deleted, and an article's name stays taken. Delete a line, and its seed is new again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefgen import files

NAME: Final = "seeds.tsv"
_HEAD: Final = "# What ingest has seen: digest, article, seed. Delete a line to have its seed read again as a new one.\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A seed that was read, and what was made of it."""

    seed: str
    """Path below seeds/."""
    digest: str
    slug: str


def place(entry: Entry) -> tuple[str, str, str]:
    """By which entries are sorted; comparing the entries themselves takes ten times as long."""
    return entry.seed, entry.digest, entry.slug


def read(content: Path) -> dict[str, Entry]:
    """The entries by seed; lines that are none are passed over."""
    lines = (files.read_or_none(content / NAME) or b"").decode("utf-8", "replace").split("\n")
    parts = (line.split("\t") for line in lines if not line.startswith("#"))
    return {seed: Entry(seed, digest, slug) for digest, slug, seed in (part for part in parts if len(part) == 3)}


def write(content: Path, entries: Iterable[Entry]) -> bool:
    """Saves the entries, sorted by seed; whether anything changed."""
    lines = "".join(f"{entry.digest}\t{entry.slug}\t{entry.seed}\n" for entry in sorted(entries, key=place))
    return files.write_if_changed(content / NAME, (_HEAD + lines).encode()) if lines or files.exists(content / NAME) else False
