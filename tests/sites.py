"""Built sites for tests: their files, what their pages are made of, and the search index read back."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from briefgen.output import LIST
from briefgen.problem import Problem
from briefgen.site import manifest
from briefgen.site.build import build
from tests.archives import make

Site = dict[str, bytes]
"""A site's files by path."""


def files_of(root: Path, site: str = "site") -> Site:
    """Everything in `site/`, or in another edition's folder, the list of what is ours too."""
    folder = root / site
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def differing(one: Site, other: Site) -> dict[str, tuple[bytes | None, bytes | None]]:
    """What is not the same in both, as either has it: a failing test says so in a line, not with two whole sites."""
    return {path: (one.get(path), other.get(path)) for path in sorted({*one, *other}) if one.get(path) != other.get(path)}


def built(root: Path, text: str) -> Site:
    """The site of an archive with which nothing is wrong."""
    assert problems_of(root, text) == ()
    return files_of(root)


def problems_of(root: Path, text: str) -> tuple[Problem, ...]:
    """What building an archive finds."""
    return build(make(root, text)).problems


def article(path: str, front: str = "", body: str = "Words.") -> str:
    """An article's file, titled like its path."""
    return f"-- content/articles/{path}.md --\n---\ntitle: {path}\n{front}---\n\n{body}\n"


def event(slug: str, front: str = "", body: str = "") -> str:
    """An event's file."""
    return f"-- content/events/{slug}.md --\n---\ntitle: {slug}\n{front}---\n\n{body}\n"


@dataclass
class Read(HTMLParser):
    """A page, read."""

    tags: list[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    """Each element with its attributes, in order."""
    texts: list[tuple[str, str]] = field(default_factory=list)
    """Each text with the tag of the element that was opened last before it."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple((name, value or "") for name, value in attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem != "script":  # nobody sees what is in one
            self.texts.append((self.tags[-1][0] if self.tags else "", data))

    @property
    def text(self) -> str:
        """All its words, on one line."""
        return " ".join("".join(text for _, text in self.texts).split())

    def values(self, *names: str) -> list[str]:
        """The values of the attributes of these names."""
        return [value for _, attrs in self.tags for name, value in attrs if name in names]


def read(page: bytes) -> Read:
    found = Read()
    found.feed(page.decode())
    found.close()
    return found


def pages(site: Mapping[str, bytes]) -> list[str]:
    return [path for path in site if path.endswith(".html")]


def links_of(path: str, page: bytes) -> list[str]:
    """The files of the site that a page's links and scripts name; a link to another host is none."""
    found = []
    parsed = read(page)
    refresh = [value.partition("url=")[2] for value in parsed.values("content") if "; url=" in value]
    for value in [*parsed.values("href", "src", "action"), *refresh]:
        parts = urlsplit(value)
        if not parts.scheme and not parts.netloc and parts.path:
            found.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))))
    return found


def reached(site: Mapping[str, bytes], start: str = "index.html") -> set[str]:
    """The pages that one comes to by links from `start`."""
    seen, wanted = set[str](), [start]
    while wanted:
        path = wanted.pop()
        if path not in seen and path in site and path.endswith(".html"):
            seen.add(path)
            wanted += links_of(path, site[path])
    return seen


def put(data: bytes) -> Any:
    """What a file of the search index hands over."""
    found = re.fullmatch(r"briefgenSearch\.put\(\"[a-z0-9-]+\",(.*)\);\n", data.decode(), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def plainly(path: str) -> str:
    """A file's path; of a static one without the digest that it carries: 'static/style.css'."""
    return re.sub(r"^(static/.*)\.[0-9a-f]{8}((?:\.[^./]+)?)$", r"\1\2", path)


def unlisted(site: Mapping[str, bytes]) -> Iterable[str]:
    """Its files but for those that are others whenever any file is."""
    return (path for path in site if path not in (LIST, manifest.NAME))
