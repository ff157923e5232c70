"""`manifest.json`: what a site consists of, each file with its digest, so that anyone can tell whether it is what was published.

A manifest may come from elsewhere, with anything in it: what is read of one is checked here, and nowhere else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefgen import files

NAME: Final = "manifest.json"
FORM: Final = 1
"""Which form of manifest this is; another one when what stands in it means something else."""
COMPRESSED: Final = (".gz", ".br")
"""What the names of a file's compressed forms end in. They are no files of the manifest: they hold the same bytes."""
UNLISTED: Final = (NAME, ".briefgen-files")
"""The files of a site that no manifest names: itself, and the list that changes with it."""
LARGEST: Final = 256_000_000
"""Bytes of a manifest that is read: of a million files."""
_LARGEST_FILE: Final = 1 << 40
_MOST: Final = 2_000_000
"""Files that a manifest may name."""


class File(NamedTuple):
    """A published file."""

    path: str
    """Below the site, with forward slashes."""
    sha256: str
    size: int
    """In bytes."""


class Account(Struct, frozen=True, omit_defaults=True, gc=False):
    """What a manifest says of one article."""

    slug: str
    url: str
    """Its page, which is one of the files."""
    digest: str
    """Of what is published of it, see `library.vouchers`: another theme leaves it alone."""
    seed: str = ""
    """The digest of the seed that it was read from, where it was from one."""
    captured: str = ""
    """The day on which that was saved, as far as it is known."""


class Manifest(Struct, frozen=True):
    """A manifest."""

    manifest: int
    """Its form."""
    title: str
    base_url: str
    """Where the site is to be; '' where that is not known."""
    digest: str
    """The archive's own: that of all else which stands here, see `digest_of`."""
    files: tuple[File, ...]
    """By path."""
    articles: tuple[Account, ...]
    """Oldest first."""


class Wrong(ValueError):
    """Raised for what is no manifest: why not."""


def manifest(title: str, base_url: str, found: Iterable[File], articles: Iterable[Account]) -> Manifest:
    """The manifest of these files."""
    one = Manifest(FORM, title, base_url, "", tuple(sorted(found)), tuple(articles))
    return replace(one, digest=digest_of(written(one)))


def digest_of(data: bytes) -> str:
    """The archive's own digest, by its manifest: the SHA-256 of that without the line which states it."""
    return hashlib.sha256(_STATED.sub(b"", data, count=1)).hexdigest()


def written(one: Manifest) -> bytes:
    """A manifest as JSON, with a line for each file and for each article, so that two can be compared by their lines."""
    encode = _ENCODER.encode
    head = b",\n".join(b'"%s": %s' % (key.encode(), encode(getattr(one, key))) for key in ("manifest", "title", "base_url", "digest"))
    rows = (b'"%s": [\n%s\n]' % (key, b",\n".join(map(encode, part))) for key, part in ((b"files", one.files), (b"articles", one.articles)))
    return b"{\n%s\n}\n" % b",\n".join((head, *rows))


def read(data: bytes) -> Manifest:
    """The manifest in these bytes. Raises Wrong, also where a path leads out of the site or stands there twice."""
    if len(data) > LARGEST:
        raise Wrong(f"it is larger than {LARGEST // 1_000_000} MB")
    try:
        found = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Wrong(str(error)) from error
    if found.manifest != FORM:
        raise Wrong(f"it is of the form {found.manifest}, and this version reads {FORM}")
    if len(found.files) > _MOST:
        raise Wrong(f"it names more than {_MOST} files")
    seen: set[str] = set()
    for one in found.files:
        if not is_fit(one.path):
            raise Wrong(f"the path {one.path[:200]!r} leads out of the site")
        if one.path in seen:
            raise Wrong(f"it names {one.path[:200]!r} twice")
        if not SHA256.fullmatch(one.sha256) or not 0 <= one.size <= _LARGEST_FILE:
            raise Wrong(f"what it says of {one.path[:200]!r} is no digest and size")
        seen.add(one.path)
    return found


def is_fit(path: str) -> bool:
    """Whether a path can be a file's of a site."""
    return files.is_inside(path) and len(path) < _LONGEST and not _UNFIT.search(path)


def whole_of(path: str) -> str:
    """The file that this one would be a compressed form of; '' where its name says that it is none."""
    return next((path.removesuffix(ending) for ending in COMPRESSED if path.endswith(ending)), "")


_STATED: Final = re.compile(rb'^"digest": .*\n', re.MULTILINE)
SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST: Final = 4096
_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]|(?:^|/)\.?(?:/|$)")
_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Manifest)
