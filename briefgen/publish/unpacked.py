"""Compressed forms of files, opened again, and never further than they may reach: the one of a stranger may hold a thousand times its size."""

from __future__ import annotations

import zlib


def unpacked(ending: str, data: bytes, most: int) -> bytes | None:
    """What `.gz` or `.br` data holds; None where it is damaged or longer than `most` bytes."""
    return _of_gzip(data, most) if ending == ".gz" else _of_brotli(data, most)


def _of_gzip(data: bytes, most: int) -> bytes | None:
    opened = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        found = opened.decompress(data, most + 1)
    except zlib.error:
        return None
    return found if opened.eof and not opened.unused_data and len(found) <= most else None


def _of_brotli(data: bytes, most: int) -> bytes | None:
    import brotli

    opened = brotli.Decompressor()
    found = bytearray()
    given = data
    try:
        while not opened.is_finished() and len(found) <= most:
            part = opened.process(given, output_buffer_limit=_PIECE)
            if not part and not given:
                return None  # cut off
            found += part
            given = b""
    except brotli.error:
        return None
    return bytes(found) if len(found) <= most else None


_PIECE = 1 << 18
