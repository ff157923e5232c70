"""What lies where on the disk, by stamps: inode, size and times, of which one is another whenever a file is.

A build that finds every stamp as it left it has nothing to do, so this imports next to nothing, and is all that such a build runs.
"""

from __future__ import annotations

import os
import sys
from array import array
from itertools import chain
from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

LENGTH: Final = 32
"""Bytes of a stamp: inode, size, time of the last change of the content and of anything at all, in nanoseconds, 8 bytes each."""
NONE: Final = bytes(LENGTH)
"""No file's stamp: what cannot be trusted gets it."""

TICK: Final = 20_000_000
"""Nanoseconds within which two changes of a file may get the same time: a few ticks of a kernel's clock."""
COARSE_TICK: Final = 2_000_000_000
"""And on a disk that keeps seconds only, as FAT does, two at a time."""
_NEVER: Final = (".git", ".hg", ".svn", ".briefgen-stage", ".DS_Store")
"""What hidden names that matter nowhere begin with."""
_SHOWN: Final = "root/.well-known"
"""The one hidden folder that is published: of content/."""
_LARGEST: Final = 2**63 - 1
"""Inodes of network disks may be larger: the rest of their digits is left out."""


class Tree:
    """The files below some folders, with their stamps.

    Hidden files and folders are passed over, as in `files.scan`, and so is what a symbolic link points to outside the folder.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.numbers = array("q")
        self.folders: list[str] = []
        self.folder_numbers = array("q")
        self.has_links = False
        """Whether any of the files is one that a symbolic link leads to."""

    def add(self, folder: str, prefix: str = "", but: str = "", *, hidden: bool = False) -> None:
        """Adds the files below a folder, each by its path below that, behind `prefix`, but for those in folders of one name. With
        `hidden` hidden ones too, unless they are a version control's. Raises OSError when a folder cannot be listed."""
        try:  # noqa: SIM105 - contextlib takes longer to import than all else that is needed here
            self._walk(folder, prefix, folder, but, _NEVER if hidden else (".",))
        except (FileNotFoundError, NotADirectoryError):
            pass

    def _walk(self, folder: str, prefix: str, top: str, but: str, never: tuple[str, ...]) -> None:
        name, extend = self.names.append, self.numbers.extend
        self.folder_numbers.extend(_stamp(os.stat(folder)))  # before it is listed: what comes later is another stamp
        self.folders.append(prefix)
        others = []
        with os.scandir(folder) as entries:
            for entry in entries:  # most of what a build with nothing to do does is this loop
                if entry.name[0] == "." and entry.name.startswith(never) and prefix + entry.name != _SHOWN:
                    continue
                if not entry.is_file(follow_symlinks=False):
                    others.append(entry)
                    continue
                try:
                    found = entry.stat(follow_symlinks=False)
                except (FileNotFoundError, NotADirectoryError):
                    continue  # gone since
                except OSError:  # a folder that may be listed but not entered, a disk that fails: who reads the file says so
                    name(prefix + entry.name)
                    self.numbers.frombytes(NONE)
                    continue
                name(prefix + entry.name)
                extend((found.st_ino & _LARGEST, found.st_size, found.st_mtime_ns, found.st_ctime_ns))
        for entry in others:
            if entry.is_symlink():
                self._add_link(entry, prefix, top)
            elif entry.is_dir() and entry.name != but:
                self._walk_below(entry.name, folder, prefix, top, but, never)

    def _walk_below(self, name: str, folder: str, prefix: str, top: str, but: str, never: tuple[str, ...]) -> None:
        try:  # noqa: SIM105 - as in `add`
            self._walk(f"{folder}/{name}", f"{prefix}{name}/", top, but, never)
        except (FileNotFoundError, NotADirectoryError):  # gone since
            pass

    def _add_link(self, entry: os.DirEntry[str], prefix: str, top: str) -> None:
        """Adds what a symbolic link leads to, if that is a file inside; one that leads nowhere too, so that who reads it says so."""
        target = os.path.realpath(entry.path)
        if not target.startswith(os.path.realpath(top) + os.sep) or os.path.isdir(target):
            return
        self.has_links = True
        self.names.append(prefix + entry.name)
        try:
            self.numbers.extend(_stamp(entry.stat()))
        except OSError:
            self.numbers.frombytes(NONE)

    def again(self, folder: str) -> Tree | None:
        """The same files as they are now, found without looking for others; None where some may have come or gone. Only of what one call
        of `add` added, without a prefix."""
        if self.has_links:
            return None
        now = Tree()
        now.names, now.folders = self.names, self.folders
        try:
            for prefix in self.folders:
                now.folder_numbers.extend(_stamp(os.stat(f"{folder}/{prefix}")))
            if now.folder_numbers != self.folder_numbers:
                return None
            now.numbers.extend(chain.from_iterable(map(_STAMP, map(os.lstat, [f"{folder}/{name}" for name in self.names]))))
        except (OSError, OverflowError):
            return None
        return now

    @property
    def is_sure(self) -> bool:
        """Whether every file's stamp can be trusted."""
        return NONE not in self.stamps().values()

    def is_as(self, other: Tree) -> bool:
        """Whether the files are the same ones, and the same as there."""
        return self.numbers == other.numbers and self.names == other.names

    def add_file(self, path: str, name: str) -> None:
        """Adds one file or folder, which may be missing, by this name."""
        try:
            stamp = _stamp(os.stat(path))
        except OSError:
            return
        self.names.append(name)
        self.numbers.extend(stamp)

    def distrust(self, names: Iterable[str]) -> None:
        """Gives these files stamps that they cannot have, so that the next build looks at them again."""
        places = {name: place for place, name in enumerate(self.names)}
        for name in names:
            if name in places:
                self.numbers[places[name] * 4 : places[name] * 4 + 4] = array("q", NONE)

    def distrust_young(self, moment: int) -> None:
        """Distrusts what may have changed after `moment`, in nanoseconds since the epoch, without its stamp telling."""
        self.distrust(self.changed_after(moment))
        for place, one in enumerate(self.folder_numbers[2::4]):
            if one >= moment - (COARSE_TICK if one % 1_000_000_000 == 0 else TICK):
                self.folder_numbers[place * 4 : place * 4 + 4] = array("q", NONE)

    def changed_after(self, moment: int) -> list[str]:
        """The files that may have changed after `moment`, in nanoseconds since the epoch, without their stamp telling."""
        times = list(map(max, self.numbers[2::4], self.numbers[3::4]))  # a copied file may have been given an old time
        if not times or (max(times) < moment - TICK and not any(moment - COARSE_TICK <= one and one % 1_000_000_000 == 0 for one in times)):
            return []
        return [name for name, one in zip(self.names, times, strict=True) if one >= moment - (COARSE_TICK if one % 1_000_000_000 == 0 else TICK)]

    def stamps(self) -> dict[str, bytes]:
        """The stamp of each file, as bytes, by its path."""
        data = self.numbers.tobytes()
        return {name: data[place * LENGTH : (place + 1) * LENGTH] for place, name in enumerate(self.names)}

    def packed(self) -> bytes:
        """All of it, as bytes that are the same only where all of it is."""
        names = "\0".join([*self.folders, "", *self.names]).encode("utf-8", "surrogateescape")
        sizes = (len(self.folders), len(names), self.has_links)
        return b"".join([*(size.to_bytes(8, "little") for size in sizes), names, self.folder_numbers.tobytes(), self.numbers.tobytes()])


def unpacked(data: bytes) -> Tree:
    """What `packed` made. Raises ValueError for what it cannot have made."""
    made = Tree()
    folders, size, links = (int.from_bytes(data[place : place + 8], "little") for place in (0, 8, 16))
    made.has_links = bool(links)
    end = 24 + size
    names = data[24:end].decode("utf-8", "surrogateescape").split("\0")
    made.folders, made.names = names[:folders], names[folders + 1 :]
    made.folder_numbers.frombytes(data[end : end + folders * LENGTH])
    made.numbers.frombytes(data[end + folders * LENGTH :])
    if len(made.numbers) != 4 * len(made.names) or len(made.folder_numbers) != 4 * len(made.folders):
        raise ValueError("not a tree of stamps")
    return made


def of(path: str) -> bytes:
    """The stamp of one file, as bytes; NONE where there is none."""
    made = Tree()
    made.add_file(path, path)
    return made.numbers.tobytes() or NONE


def size_of(stamp: bytes) -> int:
    """The size, in bytes, that a file with this stamp has."""
    return int.from_bytes(stamp[8:16], sys.byteorder)


_STAMP = attrgetter("st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")


def _stamp(found: os.stat_result) -> tuple[int, int, int, int]:
    return found.st_ino & _LARGEST, found.st_size, found.st_mtime_ns, found.st_ctime_ns
