"""A built site in a folder, as it is verified."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefgen import files
from briefgen.problem import Problem, Unreadable
from briefgen.publish.unpacked import unpacked
from briefgen.publish.verify import CHANGED, EXTRA, Difference, Found
from briefgen.site import manifest
from briefgen.site.manifest import File, Manifest


class Folder:
    """The site in a folder. Hidden files that the manifest does not name are not looked at: a disk and a repository have their own."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name

    def manifest(self) -> bytes:
        """Its manifest. Raises Unreadable."""
        data = _read(self.path, manifest.NAME, manifest.LARGEST + 1)
        if data is None:
            raise Unreadable(Problem(self.name, 0, f"there is no {manifest.NAME} in it", "name the folder of a built site, or build it again"))
        return data

    def look(self, listed: Sequence[File]) -> Iterator[Found]:
        """What lies at these paths; what a link leads to outside of the folder is not there."""
        for one in listed:
            place = files.file_inside(self.path, one.path)
            try:
                yield Found(one, _digest(place) if place else "")
            except OSError as error:
                yield Found(one, trouble=f"could not be read: {error.strerror or error}")

    def others(self, known: Manifest) -> Iterator[Difference]:
        """The files that are not named; of their compressed forms those that hold something else."""
        sizes = {one.path: (one.sha256, one.size) for one in known.files}
        if (data := _read(self.path, manifest.NAME, manifest.LARGEST)) is not None:
            sizes[manifest.NAME] = hashlib.sha256(data).hexdigest(), len(data)
        for path in files.scan(self.path):
            whole = manifest.whole_of(path)
            if path in sizes:
                continue
            if whole not in sizes:
                yield Difference(path, EXTRA, "the manifest does not name it")
            elif not self._holds(path, *sizes[whole]):
                yield Difference(path, CHANGED, f"not the compressed form of what was published as {whole}")

    def _holds(self, path: str, sha256: str, size: int) -> bool:
        """Whether a compressed form holds a file of this digest and size."""
        packed = _read(self.path, path, size)  # one that is no smaller is not made
        data = unpacked(path[-3:], packed, size) if packed is not None and len(packed) <= size else None
        return data is not None and hashlib.sha256(data).hexdigest() == sha256

    def passes_over(self, _: str) -> bool:
        """In a folder all can be looked at."""
        return False


def _read(folder: Path, path: str, most: int) -> bytes | None:
    """The file's bytes, and of a longer one a byte more than `most`; None where there is none."""
    place = files.file_inside(folder, path)
    return b"".join(files.pieces(place, 0, most + 1)) if place else None


def _digest(place: Path) -> str:
    made = hashlib.sha256()
    for piece in files.pieces(place, 0, _ALL):
        made.update(piece)
    return made.hexdigest()


_ALL = 1 << 62
