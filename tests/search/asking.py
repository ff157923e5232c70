"""A small archive's index, for tests that ask it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefgen.search.answer import Answer, Request, search
from briefgen.search.opened import loader
from briefgen.search.reader import Index
from briefgen.site.build import build
from tests.archives import make


def built(root: Path, text: str) -> Index:
    """The index of an archive that is built."""
    assert build(make(root, text)).problems == ()
    return index_of(root)


def index_of(root: Path, opened: list[str] | None = None) -> Index:
    """The index of the site in an archive. The names of its files are added to `opened` as they are read."""

    def read(name: str) -> bytes | None:
        if opened is not None:
            opened.append(name)
        path = root / "site" / "search" / name
        return path.read_bytes() if path.is_file() else None

    return Index(loader(read))


def article(slug: str, text: str = "", title: str = "", **front: str) -> str:
    """An article's file. `front` is further front matter."""
    lines = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"-- content/articles/{slug}.md --\n---\ntitle: {title or f'About {slug}'}\n{lines}---\n\n{text}\n"


def slugs(index: Index, numbers: Iterable[int]) -> list[str]:
    """The articles of these numbers."""
    return [index.record(number).address.removeprefix("articles/").removesuffix(".html") for number in numbers]


def found(index: Index, request: str | Request) -> list[str]:
    """The slugs of the results, in order."""
    return slugs(index, (one.number for one in asked(index, request).results()))


def asked(index: Index, request: str | Request) -> Answer:
    """The answer to a query."""
    return search(index, Request(request) if isinstance(request, str) else request)
