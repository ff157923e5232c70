"""A site in a zip file, as it is verified: opened no further than its manifest says, whatever it holds."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final

from briefgen.problem import Problem, Unreadable
from briefgen.publish.verify import CHANGED, EXTRA, Difference, Found
from briefgen.site import manifest
from briefgen.site.manifest import File, Manifest


class Packed:
    """The site in a pack: a context manager. Its one folder, or all of it where its files lie in none."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Unreadable(Problem(name, 0, f"this is no zip file: {error}", "name a file that 'briefgen pack' made")) from error
        listed = [one for one in self._zip.infolist() if not one.filename.endswith("/")]
        self._entries = {one.filename: one for one in listed}
        self._twice = sorted(name for name, times in Counter(one.filename for one in listed).items() if times > 1)
        self._top = next((name.removesuffix(manifest.NAME) for name in self._entries if _MANIFEST.fullmatch(name)), "")

    def manifest(self) -> bytes:
        """Its manifest. Raises Unreadable."""
        entry = self._entries.get(self._top + manifest.NAME)
        if entry is None:
            raise Unreadable(Problem(self.name, 0, f"there is no {manifest.NAME} in it", "name a file that 'briefgen pack' made"))
        try:
            return b"".join(self._pieces(entry, manifest.LARGEST))
        except _DAMAGE as error:
            raise Unreadable(Problem(f"{self.name}/{manifest.NAME}", 0, f"it is damaged: {error}", "take the file from where it is whole")) from error

    def look(self, listed: Sequence[File]) -> Iterator[Found]:
        """What lies at these paths."""
        for one in listed:
            entry = self._entries.get(self._top + one.path)
            if entry is None:
                yield Found(one)
                continue
            made = hashlib.sha256()
            try:
                for piece in self._pieces(entry, one.size):
                    made.update(piece)
                yield Found(one, made.hexdigest())
            except _DAMAGE as error:
                yield Found(one, trouble=f"it is damaged: {error}", is_seen=True)

    def _pieces(self, entry: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
        """What an entry holds, and of a longer one a little more than `most` bytes: a few may unpack to any number."""
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotImplementedError("packed in a way that no pack is")
        with self._zip.open(entry) as source:
            length = 0
            while length <= most and (piece := source.read(min(_PIECE, most + 1 - length))):
                yield piece
                length += len(piece)

    def others(self, known: Manifest) -> Iterator[Difference]:
        """The entries that are not named, those that stand there twice, and those that lie beside the site's folder."""
        named = {self._top + one.path for one in known.files} | {self._top + manifest.NAME}
        for name in sorted(self._entries.keys() - named):
            yield Difference(name.removeprefix(self._top), EXTRA, "the manifest does not name it")
        for name in self._twice:
            yield Difference(name.removeprefix(self._top), CHANGED, "it stands in the file twice: which one is opened nobody can tell")

    def passes_over(self, _: str) -> bool:
        """In a pack all can be looked at."""
        return False

    def __enter__(self) -> Packed:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._zip.close()


_MANIFEST: Final = re.compile(r"(?:[^/\\]+/)?" + re.escape(manifest.NAME))
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError)
"""What reading a damaged entry, or one with a password or packed in some other way, comes to."""
_PIECE: Final = 1 << 18
