"""Pages to measure on: what people recorded of each, and what ingest is given of it."""

from __future__ import annotations

import gzip
import hashlib
import json
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

Kind = Literal["main_text", "page_text", "html"]
KINDS: Final[tuple[Kind, ...]] = ("main_text", "page_text", "html")
"""A rendering of the page's main content as text, all of the page's text, and the page itself."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a file of pages."""

    id: str
    domain: str
    """The publisher: pages of one are never on both sides of a cross-validation."""
    body: str
    """The article's text as people recorded it; '' when they did not."""
    texts: Mapping[str, str]
    """The text scrapes by kind."""

    def fold(self, folds: int, salt: str = "") -> int:
        """Which part of a cross-validation the page is in, by its publisher; another salt makes other parts."""
        return int(hashlib.sha256((salt + self.domain).encode()).hexdigest(), 16) % folds


def read(path: Path) -> list[Page]:
    """The pages of a file of JSON objects, one a line, in the file's order; it may be compressed with gzip."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [_page(json.loads(line)) for line in lines if line.strip()]


def _page(record: Mapping[str, Any]) -> Page:
    texts = {kind: record[kind] for kind in ("main_text", "page_text") if record.get(kind)}
    return Page(record["id"], record.get("domain") or record["id"], record.get("body") or "", texts)


def saved(path: Path) -> dict[str, bytes]:
    """The saved pages of a folder or a tar file by their id, which is their path without '.html'."""
    return dict(_members(path) if path.is_file() else _files(path))


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                yield _id(member.name), content.read()


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.rglob("*.html")):
        yield _id(file.relative_to(folder).as_posix()), file.read_bytes()


def _id(name: str) -> str:
    return name.removeprefix("./").removeprefix("html/").removesuffix(".html")


def seed(page: Page, kind: Kind, html: Mapping[str, bytes]) -> tuple[str, bytes] | None:
    """The seed's name and bytes that ingest gets of a page; None when there is nothing of this kind."""
    if kind == "html":
        return ("page.html", html[page.id]) if page.id in html else None
    return ("page.txt", page.texts[kind].encode()) if kind in page.texts else None
