"""Picture files: what kind one is, by its first bytes, and how large, by its header."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from briefgen.drawings import Size

KINDS: Final[dict[str, str]] = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WebP",
    ".avif": "AVIF",
    ".svg": "SVG",
}
"""What a picture's name ends in, and what it is then: hosts tell it to browsers by the name, and browsers believe them."""
_LARGEST: Final = 100_000
"""Pixels on a side: what says more is damaged."""


def is_picture(path: str) -> bool:
    """Whether a file's name is that of a picture."""
    return PurePosixPath(path).suffix.lower() in KINDS


def size(path: str, data: bytes) -> Size:
    """A picture's size, as it is shown: turned as its header says. Raises ValueError with what is wrong with it."""
    wanted = KINDS[PurePosixPath(path).suffix.lower()]
    kind = _kind(data)
    if not kind:
        raise ValueError(f"is no {wanted}, whatever its name says" if data else "is empty")
    if kind != wanted:
        raise ValueError(f"is a {kind}, whatever its name says")
    if kind == "SVG":
        from briefgen import drawings

        return drawings.size(data)
    import imagesize  # it imports what talks to servers, which takes longer than all else here

    width, height = imagesize.get(BytesIO(data))
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise ValueError(f"is a damaged {kind}: it does not say how large it is")
    return Size(width, height)


def _kind(data: bytes) -> str:
    """What a file is; '' when it is none of these."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return "AVIF" if {b"avif", b"avis"} & _brands(data) else ""
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "SVG" if start.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) or start[:2] in (b"\xff\xfe", b"\xfe\xff") else ""


def _brands(data: bytes) -> set[bytes]:
    """The brands of a file in boxes, as its first box lists them."""
    end = min(int.from_bytes(data[:4], "big"), 256)
    return {data[at : at + 4] for at in range(8, end, 4)}
