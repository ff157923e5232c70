"""What a deploy adds, changes and removes: what stands in the built site, beside what a target has of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from briefgen import files
from briefgen.output import LAST
from briefgen.publish import contents

Known = Mapping[str, Sequence[str]]
"""What a target's list says is ours: paths, each with the digests that the file may have; several, though they be the same, where a deploy was
cut off."""


class File(NamedTuple):
    """A file of the site."""

    digest: str
    """Its SHA-256."""
    size: int
    """In bytes."""


Offer = Mapping[str, File]
"""All that is to stand at a target, but for the list of it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a deploy is to do. Paths are sorted."""

    offer: Offer
    known: Known
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    blocked: tuple[str, ...] = ()
    """Where a file stands that is not ours, and is not what is to stand there."""
    closed: tuple[str, ...] = ()
    """Folders that stand in the place of a file, and are not gone once what of ours in them is; files of others in the place of a folder; and links
    through which others' files would be written over."""
    edited: tuple[str, ...] = ()
    """What is no longer made, but has been edited at the target: it stays, and is no longer ours."""

    @property
    def is_empty(self) -> bool:
        """Whether the target has everything as it is to be, and knows so."""
        return not (self.added or self.changed or self.removed or self.edited) and all(len(known) == 1 for known in self.known.values())

    def completed(self, there: Container[str]) -> Plan:
        """The plan with what the target's list names and `there` has not: somebody took it away, and so it is new there."""
        lost = [path for path in self.known if path in self.offer and path not in there]
        if not lost:
            return self
        return replace(self, added=tuple(sorted({*self.added, *lost})), changed=tuple(path for path in self.changed if path in there))

    @property
    def size(self) -> int:
        """How many bytes are to be sent."""
        return sum(self.offer[path].size for path in (*self.added, *self.changed))

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """What has to be removed before anything is sent: files where folders are needed, and files in folders where files are."""
        sent = {*self.added, *self.changed}
        needed = {folder for path in sent for folder in files.folders_of(path)}
        return tuple(path for path in self.removed if path in needed or not sent.isdisjoint(files.folders_of(path)))

    @property
    def removed_last(self) -> tuple[str, ...]:
        """What is removed only after everything else is there."""
        first = set(self.in_the_way)
        return tuple(path for path in self.removed if path not in first)

    def emptied(self, paths: Iterable[str]) -> list[str]:
        """The folders that have nothing of ours any more once these paths are gone, the innermost first."""
        left = {folder for path in self.offer for folder in files.folders_of(path)}
        gone = {folder for path in paths for folder in files.folders_of(path)} - left
        return sorted(gone, key=lambda folder: (-folder.count("/"), folder))

    @property
    def batches(self) -> tuple[tuple[str, ...], ...]:
        """What is to be sent, in an order in which readers meet no dead link: new files, changed ones, those that lead to others."""
        first = tuple(path for path in self.added if _whole(path) not in LAST)
        second = tuple(path for path in self.changed if _whole(path) not in LAST)
        third = tuple(
            sorted((path for path in (*self.added, *self.changed) if _whole(path) in LAST), key=lambda path: (LAST.index(_whole(path)), path))
        )
        return tuple(batch for batch in (first, second, third) if batch)

    def announced(self) -> bytes:
        """The list as it is while files are sent: what was ours, and what will be. A deploy that is cut off leaves nothing that nobody knows; and
        what is on more than one line, as new files are twice, may be there or not, so that the next one sends it again."""
        coming = [_line(self.offer[path].digest, path) for path in (*self.added, *self.added, *self.changed)]
        return "".join([*(_line(known, path) for path in sorted(self.known) for known in self.known[path]), *coming]).encode()

    def listed(self) -> bytes:
        """The list as it is afterwards, in the form that `sha256sum --check` reads."""
        return "".join([_line(self.offer[path].digest, path) for path in sorted(self.offer)]).encode()


def _whole(path: str) -> str:
    """The path of what a compressed file is a form of; of others their own. A page and its forms go together."""
    return path.removesuffix(".gz").removesuffix(".br")


def _line(digest: str, path: str) -> str:
    return f"{digest}  {path}\n"


def offered(site: Path) -> Offer:
    """What a site's folder has to offer. Raises OSError."""
    return {path: _file(site / path) for path in contents.paths(site)}


def _file(path: Path) -> File:
    data = files.read(path)
    return File(hashlib.sha256(data).hexdigest(), len(data))


def planned(offer: Offer, known: Known, *, every: bool = False) -> Plan:
    """What has to be done so that a target that has these files of ours has those that are offered. If `every` file is to be sent, those that
    should be there already count as changed."""
    return Plan(
        offer=offer,
        known=known,
        added=tuple(path for path in sorted(offer) if path not in known),
        changed=tuple(path for path in sorted(offer) if path in known and (every or tuple(known[path]) != (offer[path].digest,))),
        removed=tuple(path for path in sorted(known) if path not in offer),
    )


def closed(plan: Plan, there: Iterable[str], folders: Iterable[str] = ()) -> tuple[str, ...]:
    """Of the files at a target, and of its folders as far as it has any by themselves, those that stay in the way: a file where a folder is needed,
    a folder where a file is, though it be an empty one."""
    sent = {*plan.added, *plan.changed}
    needed = {folder for path in sent for folder in files.folders_of(path)}
    gone = set(plan.removed)
    emptied = {folder for path in gone for folder in files.folders_of(path)}
    left = [path for path in there if path not in gone]
    kept = [folder for folder in folders if folder not in emptied]
    full = {folder for path in (*left, *kept) for folder in files.folders_of(path)}
    return tuple(sorted(needed.intersection(left) | sent.intersection(full.union(kept))))
