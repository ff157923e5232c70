"""Files that stand on the site as they stand in content/root/: a CNAME, what proves to a service whose site it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.archive import CONTENT
from briefgen.content import ROOT
from briefgen.library.originals import ChangedMeanwhile
from briefgen.problem import Problem
from briefgen.shelf import digest
from briefgen.site.addresses import without_collisions
from briefgen.site.planned import Planned

SHOWN: Final = ".well-known"
"""The one hidden folder whose files are copied too (RFC 8615)."""
OURS_YIELD: Final = ("favicon.ico", "robots.txt")
"""Files of ours in whose place one of the archive's own may stand."""


def planned(root: Path) -> list[Planned]:
    """All of them, by path."""
    folder = root / CONTENT / ROOT
    paths = [*files.scan(folder), *(f"{SHOWN}/{path}" for path in files.scan(folder / SHOWN))]
    return [Planned(path, "", root_file, (path, digest(files.read(folder / path))), f"{ROOT}/{path}") for path in sorted(paths)]


def given_way(ours: Sequence[Planned], own: Sequence[Planned]) -> list[Planned]:
    """Our files but for those in whose place the archive has its own."""
    replaced = {one.path for one in own if one.path in OURS_YIELD}
    return [one for one in ours if one.path not in replaced]


def beside(found: Sequence[Planned], own: Sequence[Planned]) -> tuple[list[Planned], list[Problem]]:
    """Those of the archive's own files that take nobody's address, and a problem for each of the others."""
    if not own:
        return [], []
    ours = {one.path: one for one in given_way(found, own)}
    clear, problems = without_collisions([*ours.values(), *own])
    return clear[len(ours) :], problems


def root_file(root: Path, path: str, known: bytes) -> bytes:
    """A file of content/root/, which has this digest. Raises ChangedMeanwhile."""
    data = files.read_or_none(root / CONTENT / ROOT / path)
    if data is None or digest(data) != known:
        raise ChangedMeanwhile(f"{ROOT}/{path}")
    return data
