"""The only module that touches the disk: scan, read, write atomically if changed, prune what we wrote."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath


def digest(data: bytes) -> str:
    """The first 16 hex digits of BLAKE2b: enough to tell any two files of an archive apart, short enough for front matter."""
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def read(path: Path) -> bytes:
    """The file's bytes. Raises OSError."""
    return path.read_bytes()


def read_or_none(path: Path) -> bytes | None:
    """The file's bytes, or None when there is no such file."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def exists(path: Path) -> bool:
    """Whether there is a file or folder of this name."""
    return path.exists()


def stamp(path: Path) -> tuple[int, ...]:
    """What is another whenever the file is: inode, size, times. A folder's inode alone; () where nothing is that can be seen."""
    try:
        found = path.stat()
    except OSError:
        return ()
    if stat.S_ISDIR(found.st_mode):
        return (found.st_ino,)
    # The time of the last change tells when permissions changed, and when an older file was moved to this name.
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def file_inside(folder: Path, path: str) -> Path | None:
    """The file that `path` names below `folder`, with symbolic links followed; None where there is none or it lies elsewhere."""
    full = os.path.realpath(folder / path)
    inside = os.path.realpath(folder) + os.sep
    return Path(full) if full.startswith(inside) and os.path.isfile(full) else None


def scan(folder: Path, suffixes: Iterable[str] = ()) -> list[str]:
    """Paths of the files below `folder`, relative to it, with forward slashes, sorted by code point.

    Hidden files and folders are passed over, and so is what a symbolic link points to outside `folder`: an archive is what
    lies in it. With `suffixes` (lower case, with the dot) only files that end so.
    """
    wanted = tuple(suffixes)
    found: list[str] = []
    inside = os.path.realpath(folder)
    for parent, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.startswith(".") or (wanted and not name.lower().endswith(wanted)):
                continue
            full = os.path.join(parent, name)
            if os.path.islink(full) and not os.path.realpath(full).startswith(inside + os.sep):
                continue
            found.append(os.path.relpath(full, folder).replace(os.sep, "/"))
    return sorted(found)


def folders_in(folder: Path) -> list[str]:
    """Names of the folders in `folder`, sorted, without hidden ones; none where there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(one.name for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))


def _refuse(error: OSError) -> None:
    """A folder that cannot be listed must not look like one that is empty: what was made of it would be removed."""
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        raise error


def write_if_changed(path: Path, data: bytes) -> bool:
    """Whether the file had to be written; it is replaced in one step, so that no reader ever sees half of it."""
    if read_or_none(path) == data:
        return False
    write(path, data)
    return True


def write(path: Path, data: bytes) -> None:
    """Replaces the file in one step, keeping its permissions; makes its folder when there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".briefgen-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _mode(path: Path) -> int:
    """The permissions that the file has, or those that a new one gets under the process's umask."""
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def create(path: Path, data: bytes) -> bool:
    """Writes a new file, never over an existing one; whether it did."""
    if path.exists() or path.is_symlink():
        return False
    write(path, data)
    return True


def remove(path: Path) -> bool:
    """Removes one file; whether there was one."""
    if path.is_dir() and not path.is_symlink():
        return False
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def remove_empty_folders(root: Path, paths: Iterable[str]) -> None:
    """Removes the folders that held `paths` (relative to `root`) and now hold nothing; never `root` itself."""
    parents = {str(parent) for path in paths for parent in PurePosixPath(path).parents if str(parent) != "."}
    for parent in sorted(parents, key=len, reverse=True):
        with contextlib.suppress(OSError):
            (root / parent).rmdir()


def is_inside(path: str) -> bool:
    """Whether a relative path stays below the folder that it is joined to, on every operating system."""
    pure = PurePosixPath(path)
    return bool(pure.parts) and not pure.is_absolute() and ".." not in pure.parts and "\\" not in path and ":" not in path and "\0" not in path


def folders_above(path: Path) -> Iterator[Path]:
    """The folder itself, then each folder above it."""
    yield path
    yield from path.parents


class Output:
    """A folder that is built into: written where it changed, and rid of what we wrote and no longer make.

    Nothing is written before all is there, so that a build that fails on the way changes nothing.

    A file named `.briefgen-files` lists what we wrote, with digests, in the form that `sha256sum --check` reads. What is not on
    that list is somebody else's and is never written over nor removed.
    """

    LIST = ".briefgen-files"

    def __init__(self, root: Path) -> None:
        self.root = root
        self._ours = _read_list(root / self.LIST)
        self._now: dict[str, str] = {}
        self._changed: dict[str, bytes] = {}
        self.written: list[str] = []
        self.removed: list[str] = []
        self.foreign: list[str] = []
        """Paths that we would have written, but where somebody else's file is, or a folder."""
        self.kept: list[str] = []
        """Paths that we no longer make, but where somebody has edited our file."""

    def put(self, path: str, data: bytes) -> None:
        """Has the file hold `data`, once all is finished. `path` is relative, with forward slashes."""
        full = self.root / path
        there = read_or_none(full)
        theirs = full.is_dir() if there is None else there != data and path not in self._ours
        if theirs:
            self.foreign.append(path)
            return
        self._now[path] = hashlib.sha256(data).hexdigest()
        if there != data:
            self._changed[path] = data

    def finish(self, prune: bool = True) -> None:
        """Writes what has changed, removes what is no longer made (unless not to `prune`), and saves the list of what is ours."""
        for path, data in self._changed.items():
            self._announce(path)
            write(self.root / path, data)
            self.written.append(path)
        for path in sorted(self._ours.keys() - self._now.keys()):
            there = read_or_none(self.root / path) if prune else None
            if not prune:
                self._now[path] = self._ours[path]
            elif there is not None and self._ours[path] != hashlib.sha256(there).hexdigest():
                self.kept.append(path)
            elif remove(self.root / path):
                self.removed.append(path)
        remove_empty_folders(self.root, self.removed)
        lines = "".join(f"{self._now[path]}  {path}\n" for path in sorted(self._now))
        write_if_changed(self.root / self.LIST, lines.encode())

    def _announce(self, path: str) -> None:
        """Lists a file before it is written, so that it is known as ours even if this build is cut off."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / self.LIST).open("ab") as out:
            out.write(f"{self._now[path]}  {path}\n".encode())


def _read_list(path: Path) -> dict[str, str]:
    """What a build's list says is ours; lines that lead out of the folder are passed over. Of two for one file the later counts."""
    lines = (read_or_none(path) or b"").decode("utf-8", "replace").split("\n")
    entries = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: known for known, name in entries if is_inside(name)}
