"""The default theme's icons, drawn from the rectangles of its favicon.svg: `python -m tests.icons` writes them."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

FOLDER: Final = Path(__file__).parent.parent / "themes" / "briefing" / "static"
DRAWING: Final = FOLDER / "favicon.svg"
SIDE: Final = 32
"""Of the drawing, in its own units."""
PAPER: Final = (0xFC, 0xFC, 0xFA, 0xFF)
INK: Final = (0x0B, 0x5D, 0x4B, 0xFF)
CLEAR: Final = (*INK[:3], 0)

Colour: TypeAlias = tuple[int, int, int, int]
Pixels: TypeAlias = list[list[Colour]]
Rectangle: TypeAlias = tuple[float, float, float, float]
"""x, y, width, height."""


class Icon(NamedTuple):
    """A picture to be drawn."""

    side: int
    """In pixels."""
    art: int
    """As wide as this is the drawing in its middle: of an icon that may be cut to any shape at most four fifths (W3C, Web Application
    Manifest, 'maskable')."""
    ground: Colour = PAPER


ICONS: Final = {
    "icon-192.png": Icon(192, 192),
    "icon-512.png": Icon(512, 512),
    "icon-maskable-512.png": Icon(512, 320),
    "apple-touch-icon.png": Icon(180, 160),
}
FAVICON: Final = "favicon.ico"
FAVICONS: Final = (Icon(16, 16, CLEAR), Icon(32, 32, CLEAR))


def rectangles() -> list[Rectangle]:
    """What is drawn."""
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/>', DRAWING.read_text(encoding="utf-8"))
    return [(float(x), float(y), float(width), float(height)) for x, y, width, height in found]


def drawn(icon: Icon) -> Pixels:
    """An icon's pixels, row by row; what covers a part of one is mixed with the ground."""
    scale, edge = icon.art / SIDE, (icon.side - icon.art) / 2
    placed = [tuple(edge * (place < 2) + value * scale for place, value in enumerate(one)) for one in rectangles()]
    return [
        [_mixed(icon.ground, sum(_covered(x, one[0], one[2]) * _covered(y, one[1], one[3]) for one in placed)) for x in range(icon.side)]
        for y in range(icon.side)
    ]


def _covered(place: int, start: float, length: float) -> float:
    """How much of a pixel's side lies within."""
    return max(0.0, min(place + 1, start + length) - max(place, start))


def _mixed(ground: Colour, part: float) -> Colour:
    red, green, blue, alpha = (round(one + (other - one) * min(part, 1)) for one, other in zip(ground, INK, strict=True))
    return red, green, blue, alpha


def png(pixels: Pixels) -> bytes:
    """The picture as PNG (ISO/IEC 15948): eight bits a sample, no filter, with alpha only where there is any."""
    samples = 4 if any(pixel[3] != 0xFF for row in pixels for pixel in row) else 3
    rows = b"".join(b"\0" + bytes(sample for pixel in row for sample in pixel[:samples]) for row in pixels)
    header = struct.pack(">IIBBBBB", len(pixels[0]), len(pixels), 8, 6 if samples == 4 else 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def read(data: bytes) -> Pixels:
    """The pixels of a PNG that `png` wrote, however it was packed."""
    width, height, _, kind = struct.unpack(">IIBB", data[16:26])
    samples = 4 if kind == 6 else 3
    size = struct.unpack(">I", data[33:37])[0]
    rows = zlib.decompress(data[41 : 41 + size])
    step = 1 + width * samples
    return [[_colour(rows[y * step + 1 + x * samples : y * step + 1 + (x + 1) * samples]) for x in range(width)] for y in range(height)]


def _colour(samples: Sequence[int]) -> Colour:
    red, green, blue = samples[:3]
    return red, green, blue, samples[3] if len(samples) == 4 else 0xFF


def ico(pictures: Sequence[tuple[int, bytes]]) -> bytes:
    """PNGs, each with its side, in the container of Windows' icons."""
    place = 6 + 16 * len(pictures)
    found = struct.pack("<HHH", 0, 1, len(pictures))
    for side, data in pictures:
        found += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return found + b"".join(data for _, data in pictures)


def within(data: bytes) -> list[tuple[int, bytes]]:
    """The PNGs of such a container, each with its side."""
    found = []
    for number in range(struct.unpack("<H", data[4:6])[0]):
        side, *_, size, place = struct.unpack("<BBBBHHII", data[6 + 16 * number : 22 + 16 * number])
        found.append((side, data[place : place + size]))
    return found


def write() -> None:
    """Writes all of them."""
    for name, icon in ICONS.items():
        (FOLDER / name).write_bytes(png(drawn(icon)))
    (FOLDER / FAVICON).write_bytes(ico([(icon.side, png(drawn(icon))) for icon in FAVICONS]))


if __name__ == "__main__":
    write()
