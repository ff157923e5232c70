"""Compressed forms of a site's files, for hosts that send what lies there: `.gz` by gzip, `.br` by Brotli, the same bytes from the same file."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from briefgen import files
from briefgen.site.work import staged_as

LEAST: Final = 1024
"""Bytes of a file from which it is compressed: a smaller one is sent in one packet either way."""
GZIP: Final = 9
"""The level: pages become 28 per cent of what they were at 0.14 ms each, and with 6 they are larger and no sooner done."""
BROTLI: Final = 10
"""The quality: pages become 22.4 per cent at 4 ms each. With 5 it is 25.0 per cent at 0.2 ms, with 11 21.8 per cent at 11 ms."""
LARGE: Final = 1 << 20
BROTLI_OF_LARGE: Final = 5
"""The quality for files of so many bytes and more: exports of a whole archive, which change with every article and are seldom fetched. With 10
each megabyte takes half a second, with 5 a twentieth of one."""
SECONDS: Final = 0.005
"""What compressing a file in both ways takes, about."""
TEXTS: Final = frozenset(
    (
        *(".atom", ".bib", ".css", ".csv", ".geojson", ".html", ".ics", ".js", ".json", ".jsonl", ".jsonld", ".map", ".md", ".mjs", ".opml"),
        *(".rdf", ".ris", ".rss", ".svg", ".tsv", ".txt", ".vtt", ".webmanifest", ".xml", ".xsl", ".xslt", ".yaml"),
    )
)
"""What the names of files end in that are text."""


class Source(NamedTuple):
    """A file to be compressed."""

    path: str
    """Below the site."""
    place: str
    """Where it lies now."""
    sha256: str
    known: tuple[tuple[str, str], ...]
    """Each form that is to be made, by its ending, with the SHA-256 of what stands there; '' where nothing does."""


class Batch(NamedTuple):
    """Some files to be compressed, and the stage on which what is new is to be put."""

    stage: str
    sources: Sequence[Source]


class Form(NamedTuple):
    """A compressed form of a file."""

    path: str
    digest: str
    """Its SHA-256; '' where it would be no smaller than the file, and is not to be there."""
    staged: str
    """The name that it has on the stage; '' when it is what stands there already."""


def is_worth(path: str, size: int) -> bool:
    """Whether a file of this name and of so many bytes is text, and large enough."""
    return size >= LEAST and path[path.rfind(".") :].lower() in TEXTS


def ways() -> dict[str, bytes]:
    """What stands for each way of compressing, by the ending that it adds: other versions of the libraries may give other bytes."""
    import brotli

    return {".gz": f"zlib {zlib.ZLIB_RUNTIME_VERSION} {GZIP}".encode(), ".br": f"brotli {brotli.version} {BROTLI} {BROTLI_OF_LARGE}".encode()}


def compress_together(batch: Batch) -> list[Form]:
    """The compressed forms of some files; of one that is no longer what it was none."""
    return [form for source in batch.sources for form in _forms(batch.stage, source)]


def _forms(stage: str, source: Source) -> Iterator[Form]:
    data = files.read_or_none(Path(source.place))
    if data is None or hashlib.sha256(data).hexdigest() != source.sha256:
        return
    for ending, known in source.known:
        made = _WAYS[ending](data)
        path = source.path + ending
        if len(made) >= len(data):
            yield Form(path, "", "")
            continue
        digest = hashlib.sha256(made).hexdigest()
        name = "" if digest == known else staged_as(path)
        if name:
            files.lay(f"{stage}/{name}", made)
        yield Form(path, digest, name)


def gzipped(data: bytes) -> bytes:
    """The bytes in the form of RFC 1952, without a time, a name or a word about the machine."""
    packer = zlib.compressobj(GZIP, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    body = packer.compress(data) + packer.flush()
    return b"".join((_HEAD, body, zlib.crc32(data).to_bytes(4, "little"), (len(data) & 0xFFFFFFFF).to_bytes(4, "little")))


def brotlied(data: bytes) -> bytes:
    """The bytes in the form of RFC 7932."""
    import brotli

    made: bytes = brotli.compress(data, quality=BROTLI if len(data) < LARGE else BROTLI_OF_LARGE)
    return made


_WAYS: Final[Mapping[str, Callable[[bytes], bytes]]] = {".gz": gzipped, ".br": brotlied}
_HEAD: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""No time, the best compression, an unknown operating system."""
