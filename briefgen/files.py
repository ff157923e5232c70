"""What touches the disk: scan, read, write atomically if changed, remove; and what a build does to thousands of files stands apart."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO


def digest(data: bytes) -> str:
    """The first 16 hex digits of BLAKE2b: enough to tell any two files of an archive apart, short enough for front matter."""
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def read(path: Path) -> bytes:
    """The file's bytes. Raises OSError."""
    return path.read_bytes()


def read_at(path: str) -> bytes:
    """The bytes of a file of which there are many: a Path costs more than reading it. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        data = os.read(handle, _A_FILE)
        while data and (part := os.read(handle, _A_FILE)):
            data += part
        return data
    finally:
        os.close(handle)


_A_FILE = 1 << 18
"""Bytes: hardly an article is larger."""


def is_link(path: str) -> bool:
    """Whether it is a symbolic link, wherever that leads."""
    return os.path.islink(path)


def pieces(path: Path, start: int, length: int) -> Iterator[bytes]:
    """So many bytes of a large file from `start` on, piece by piece; fewer where it ends before. Raises OSError."""
    with path.open("rb") as source:
        source.seek(start)
        while length > 0 and (piece := source.read(min(length, _A_FILE))):
            yield piece
            length -= len(piece)


def read_or_none(path: Path) -> bytes | None:
    """The file's bytes, or None when there is no such file."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def exists(path: Path) -> bool:
    """Whether there is a file or folder of this name."""
    return path.exists()


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same place, with symbolic links followed."""
    return os.path.realpath(one) == os.path.realpath(other)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path, with symbolic links followed, is neither a folder nor below it."""
    full, inside = os.path.realpath(path), os.path.realpath(folder)
    return full != inside and not full.startswith(os.path.join(inside, ""))


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

    Hidden files and folders are passed over, and so are pipes and the like, and what a symbolic link points to outside `folder`: an archive is
    what lies in it. With `suffixes` (lower case, with the dot) only files that end so.
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
            if (os.path.islink(full) and not os.path.realpath(full).startswith(inside + os.sep)) or _is_special(full):
                continue
            found.append(os.path.relpath(full, folder).replace(os.sep, "/"))
    return sorted(found)


def _is_special(path: str) -> bool:
    """Whether there is something that is neither file nor folder, and that reading might never end of."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def everything(folder: Path) -> tuple[list[str], list[str]]:
    """Paths of all files below `folder`, hidden ones too, and those of its folders; relative to it, sorted. Links are files."""
    found: list[str] = []
    folders: list[str] = []
    for parent, names, others in os.walk(folder, onerror=_refuse):
        for name in (*names, *others):
            full = os.path.join(parent, name)
            listed = folders if name in names and not os.path.islink(full) else found
            listed.append(os.path.relpath(full, folder).replace(os.sep, "/"))
    return sorted(found), sorted(folders)


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
    with replaced(path) as out:
        out.write(data)


@contextlib.contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """As `write`, for what is written piece by piece, in which one may go back; when something is raised, what was there stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".briefgen-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w+b") as out:
            yield out
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


def lay(path: str, data: bytes) -> None:
    """Writes a file that nobody looks at yet, in a folder that is there, over whatever was left of an earlier one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        written = os.write(handle, data)
        while written < len(data):
            written += os.write(handle, memoryview(data)[written:])
    finally:
        os.close(handle)


def create(path: Path, data: bytes) -> bool:
    """Writes a new file, never over an existing one; whether it did."""
    if path.exists() or path.is_symlink():
        return False
    write(path, data)
    return True


def size(path: Path) -> int:
    """How many bytes a file has; 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def is_folder(path: Path) -> bool:
    """Whether there is a folder of this name."""
    return path.is_dir()


def is_regular(path: Path) -> bool:
    """Whether there is a file of this name that can be read to its end, and no pipe or the like."""
    return path.is_file()


def make_folder(path: Path) -> None:
    """Makes a folder, with those above it, where there is none."""
    path.mkdir(parents=True, exist_ok=True)


def move(path: Path, to: Path) -> None:
    """Moves a file into place in one step, over what stood there; makes its folder when there is none."""
    to.parent.mkdir(parents=True, exist_ok=True)
    os.replace(path, to)


def remove(path: Path) -> bool:
    """Removes one file; whether there was one."""
    if path.is_dir() and not path.is_symlink():
        return False
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def remove_folder(path: Path) -> None:
    """Removes a folder of ours with all that is in it, as far as that can be."""
    shutil.rmtree(path, ignore_errors=True)


def user_cache() -> str:
    """The folder for what briefgen may keep for this user on this machine; '' where there is none."""
    home = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(home, "briefgen") if home and os.path.isabs(home) else ""


def private_folder(path: str) -> bool:
    """Makes a folder that only this user may look into; whether it is one now."""
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (os.name == "nt" or (found.st_uid == os.getuid() and not found.st_mode & 0o022))


def remove_empty_folders(root: Path, paths: Iterable[str]) -> None:
    """Removes the folders that held `paths` (relative to `root`) and now hold nothing; never `root` itself."""
    parents = {str(parent) for path in paths for parent in PurePosixPath(path).parents if str(parent) != "."}
    for parent in sorted(parents, key=len, reverse=True):
        with contextlib.suppress(OSError):
            (root / parent).rmdir()


def is_inside(path: str) -> bool:
    """Whether a relative path stays below the folder that it is joined to, on every operating system."""
    if _PLAIN.fullmatch(path):
        return True
    pure = PurePosixPath(path)
    return bool(pure.parts) and not pure.is_absolute() and ".." not in pure.parts and "\\" not in path and ":" not in path and "\0" not in path


def folders_of(path: str) -> Iterator[str]:
    """The folders that a relative path leads through, the nearest first."""
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)


_PLAIN = re.compile(r"[\w-]+(?:[./][\w-]+)*")
"""What almost all paths are, which are plainly inside."""


def folders_above(path: Path) -> Iterator[Path]:
    """The folder itself, then each folder above it."""
    yield path
    yield from path.parents
