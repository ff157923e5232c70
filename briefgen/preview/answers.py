"""An answer to a request, as RFC 9110 has it: its type, its tag, the part of it that was asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Final

_TEXT: Final = "; charset=utf-8"
HTML: Final = "text/html" + _TEXT
SCRIPT: Final = "text/javascript" + _TEXT
PLAIN: Final = "text/plain" + _TEXT
_TYPES: Final = {
    ".html": HTML,
    ".css": "text/css" + _TEXT,
    ".js": SCRIPT,
    ".mjs": SCRIPT,
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".txt": PLAIN,
    ".md": "text/markdown" + _TEXT,
    ".csv": "text/csv" + _TEXT,
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".zip": "application/zip",
}
"""Our own list: the standard library's depends on the system, and some Windows machines call JavaScript plain text."""

_RANGE: Final = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is at an address."""

    status: HTTPStatus
    data: bytes = b""
    kind: str = PLAIN
    etag: str = ""
    """With its quotation marks; '' for what has none."""
    further: tuple[tuple[str, str], ...] = ()
    """Further headers."""
    file: Path | None = None
    """A large file, that is sent in place of `data`, piece by piece."""
    size: int = 0
    """Of that file, in bytes."""

    @property
    def length(self) -> int:
        """In bytes."""
        return self.size if self.file else len(self.data)


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent of an answer."""

    status: HTTPStatus
    headers: tuple[tuple[str, str], ...]
    start: int = 0
    length: int = 0
    """In bytes; the headers may speak of more, as they do to HEAD."""


def type_of(path: str) -> str:
    """The media type of a file, by its name."""
    return _TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def sending(answer: Answer, method: str, headers: Mapping[str, str]) -> Sending:
    """What is sent of this answer to a request with these headers: all of it, a range, only that it is still the same, or the headers."""
    told = (("ETag", answer.etag), ("Accept-Ranges", "bytes")) if answer.etag else ()
    typed = (("Content-Type", answer.kind), *answer.further, *told)
    if answer.etag and _is_known(headers.get("If-None-Match", ""), answer.etag):
        return Sending(HTTPStatus.NOT_MODIFIED, told)
    span = _span(headers, answer) if method == "GET" and answer.etag and answer.status == HTTPStatus.OK else None
    if span is None:
        whole = answer.length
        return Sending(answer.status, (*typed, ("Content-Length", str(whole))), 0, 0 if method == "HEAD" else whole)
    start, end = span
    if start >= end:
        return Sending(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, (("Content-Range", f"bytes */{answer.length}"), ("Content-Length", "0")))
    place = ("Content-Range", f"bytes {start}-{end - 1}/{answer.length}")
    return Sending(HTTPStatus.PARTIAL_CONTENT, (*typed, place, ("Content-Length", str(end - start))), start, end - start)


def _is_known(known: str, etag: str) -> bool:
    """Whether the asker has it already, as If-None-Match says."""
    return known.strip() == "*" or etag in (one.strip().removeprefix("W/") for one in known.split(","))


def _span(headers: Mapping[str, str], answer: Answer) -> tuple[int, int] | None:
    """The first byte that was asked for, and the one after the last; the first is not before the other where there is no such byte.

    None for all of it: when no range was asked for, or several, or one that cannot be read, or one of an earlier file.
    """
    found = _RANGE.fullmatch(headers.get("Range", ""))
    if not found or not any(found.groups()) or headers.get("If-Range", answer.etag).strip() != answer.etag:
        return None
    first, last = found.groups()
    if not first:
        return max(answer.length - int(last), 0), answer.length if int(last) else 0
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, answer.length) if last else answer.length
