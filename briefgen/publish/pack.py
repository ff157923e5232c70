"""A built site in one file: a zip that opens from a disk, with the manifest; the same bytes from the same site."""

from __future__ import annotations

import hashlib
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from briefgen import files
from briefgen.archive import SITE
from briefgen.problem import Problem, Unreadable
from briefgen.site import manifest
from briefgen.site.manifest import File
from briefgen.text import slug

if TYPE_CHECKING:
    from typing import BinaryIO

MARK: Final = b"briefgen pack 1"
"""The zip's own comment, by which a pack is known."""
_DENSE: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".woff", ".woff2", ".epub", ".zip", ".gz", ".br", ".mp3", ".mp4")
"""What the names of files end in that no zip makes smaller."""
_LEVEL: Final = 9
_NEVER: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it: the earliest that a zip can have."""
_UNIX: Final = 3
_MODE: Final = (stat.S_IFREG | 0o644) << 16


def pack(site: Path, name: str, out: BinaryIO) -> str:
    """Writes the site in a folder, which its owner knows as `name`, as a zip with one folder at its top; the archive's own digest. Raises
    Unreadable where a file is not what the manifest says: a pack is what was built, and nothing else."""
    data = files.read_or_none(site / manifest.NAME)
    if data is None:
        raise Unreadable(Problem(name, 0, f"there is no {manifest.NAME} in it", "run 'briefgen build'"))
    try:
        known = manifest.read(data)
    except manifest.Wrong as error:
        raise Unreadable(Problem(f"{name}/{manifest.NAME}", 0, f"this is no manifest: {error}", "run 'briefgen build'")) from error
    top = slug(known.title) or "site"
    itself = File(manifest.NAME, hashlib.sha256(data).hexdigest(), len(data))
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.comment = MARK
        for one in sorted((itself, *known.files)):
            zipped.writestr(_entry(f"{top}/{one.path}"), _checked(site, name, one), compresslevel=_LEVEL)
    return manifest.digest_of(data)


def _entry(path: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(path, _NEVER)
    made.compress_type = zipfile.ZIP_STORED if path.lower().endswith(_DENSE) else zipfile.ZIP_DEFLATED
    made.create_system = _UNIX
    made.external_attr = _MODE
    return made


def _checked(site: Path, name: str, one: File) -> bytes:
    """A file's bytes, which are those that were built."""
    place = files.file_inside(site, one.path)
    data = files.read(place) if place else b""
    if place is None or hashlib.sha256(data).hexdigest() != one.sha256:
        raise Unreadable(Problem(f"{name}/{one.path}", 0, "not what was built", "run 'briefgen build', which mends it"))
    return data


def is_pack(path: Path) -> bool:
    """Whether a file is a pack of ours, as far as its end says."""
    try:
        with zipfile.ZipFile(path) as zipped:
            return zipped.comment == MARK
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


def refusal(path: Path, site: Path, *, force: bool = False) -> Problem | None:
    """Why a pack must not be written to a path, which with `force` may be another file's; None when it may."""
    if not files.leads_out(path, site):
        return Problem(str(path), 0, "a pack cannot lie in the site that it holds", "write it somewhere else")
    if files.is_folder(path):
        return Problem(str(path), 0, "there is a folder of that name", "name a file")
    if not force and files.exists(path) and not is_pack(path):
        return Problem(str(path), 0, "there is something else of that name", "give the pack another name, or replace what is there with --force")
    return None


def path_of(path: Path) -> Path:
    """Where a pack goes that is to be written to a path: a name without an ending gets one, unless it is a folder's."""
    return path if path.suffix or files.is_folder(path) else path.with_name(f"{path.name}.zip")


def name_of(title: str, site: str) -> str:
    """What a pack is called of an archive with this title, and of the site in the folder `site`, where nobody says otherwise."""
    edition = site.removeprefix(SITE)
    return f"{slug(title) or 'archive'}{edition}.zip"
