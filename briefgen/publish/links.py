"""A built site's links: where each one leads, and what is wrong with it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from briefgen import files
from briefgen.problem import Problem
from briefgen.publish.tags import Tag, Tags, tags
from briefgen.text import shorten, squeeze

_LINKS: Final = frozenset({("a", "href"), ("area", "href"), ("form", "action"), ("button", "formaction"), ("input", "formaction")})
_LOADS: Final = frozenset(
    {
        *((tag, "src") for tag in ("script", "img", "source", "iframe", "frame", "embed", "video", "audio", "track", "input")),
        *((tag, name) for tag in ("use", "image", "feimage") for name in ("href", "xlink:href")),
        ("img", "srcset"),
        ("source", "srcset"),
        ("object", "data"),
        ("video", "poster"),
        ("link", "href"),
    }
)
"""Attributes that name what the browser loads with the page."""
_SAID: Final = frozenset({"alternate", "author", "canonical", "help", "license", "me", "next", "prev", "schema.dc", "search", "shortlink"})
"""What a `link` may be without being loaded."""
_NOT_FOUND: Final = "404.html"
_LONGEST_QUOTE: Final = 160


@dataclass(frozen=True, slots=True)
class _Reference:
    """One address in a page."""

    url: str
    line: int
    element: str
    """The tag that it stands in."""
    loads: bool
    """Whether the browser loads it with the page."""


@dataclass(frozen=True, slots=True)
class _Target:
    """A file of the site, and the place in it, that a reference leads to."""

    path: str
    fragment: str


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is wrong with a reference, and what to do about it."""

    message: str
    hint: str


def problems_of(site: Path, paths: Collection[str], base_url: str) -> list[Problem]:
    """What is wrong with the links of the site's pages; `paths` are all its files. Each page is read once.

    A link must name a file of the site, relative to its own page, and a place that is in it, so that it holds on any host, at
    any depth and on a disk; and a page may load nothing from another host.
    """
    there = _Site(frozenset(paths), base_url)
    problems: list[Problem] = []
    places: dict[str, frozenset[str]] = {}
    fragments: list[tuple[str, _Reference, _Target]] = []
    for path in paths:
        if not path.endswith(".html"):
            continue
        page = _Page(tags(files.read(site / path).decode("utf-8", "replace")))
        places[path] = frozenset(page.places)
        problems += (Problem(f"{site.name}/{path}", line, message, hint, _quote(element)) for line, message, hint, element in page.wrong)
        for reference in page.references:
            target = there.target(path, reference)
            if isinstance(target, _Wrong):
                problems.append(_problem(f"{site.name}/{path}", reference, target))
            elif target and target.fragment:
                fragments.append((f"{site.name}/{path}", reference, target))
    problems += _lost_fragments(fragments, places)
    return problems


def problems_in(path: str, found: Tags, paths: Container[str], base_url: str) -> Iterator[Problem]:
    """What is wrong with one page, but for the places on pages that its links name; `paths` are all that the site has."""
    there = _Site(paths, base_url)
    page = _Page(found)
    yield from (Problem(path, line, message, hint, _quote(element)) for line, message, hint, element in page.wrong)
    for reference in page.references:
        target = there.target(path, reference)
        if isinstance(target, _Wrong):
            yield Problem(path, reference.line, target.message, target.hint, _quote(reference.element))


def _lost_fragments(fragments: Iterable[tuple[str, _Reference, _Target]], places: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    for path, reference, target in fragments:
        if target.path in places and target.fragment not in places[target.path]:
            wrong = _Wrong(f"there is no id {target.fragment!r} in {target.path}", "link to the page alone, or give the place its id")
            yield _problem(path, reference, wrong)


def _problem(path: str, reference: _Reference, wrong: _Wrong) -> Problem:
    return Problem(path, reference.line, wrong.message, wrong.hint, _quote(reference.element))


@dataclass(frozen=True, slots=True)
class _Site:
    paths: Container[str]
    base_url: str

    def target(self, page: str, reference: _Reference) -> _Target | _Wrong | None:
        """Where a page's reference leads; None when out of the site, as it may."""
        try:
            parts = urlsplit(reference.url)
        except ValueError:
            return _Wrong(f"{reference.url!r} is not an address", "mend the link")
        own = bool(self.base_url) and reference.url.startswith(self.base_url)
        if not own and (parts.scheme or reference.url.startswith("//")):
            if reference.loads and parts.scheme in ("", "http", "https"):
                return _Wrong(f"loads {reference.url!r} from another host", "keep a copy of it in the archive or the theme, or link to it")
            return None
        path = unquote(urlsplit(reference.url.removeprefix(self.base_url)).path)
        inside = path if own else _inside(page, path, reference.url)
        if isinstance(inside, _Wrong):
            return inside
        fragment = unquote(parts.fragment)
        return self._existing(inside or "index.html", "" if fragment.startswith(":~:") or fragment.lower() == "top" else fragment)

    def _existing(self, path: str, fragment: str) -> _Target | _Wrong:
        if path in self.paths:
            return _Target(path, fragment)
        index = posixpath.normpath(f"{path}/index.html")
        if index in self.paths:
            return _Wrong(f"the link names the folder {path}, which does not open on a disk", f"link to {index}")
        page = posixpath.splitext(path)[0] + ".html"
        return _Wrong(f"there is no {path} in the site", f"link to {page}" if page in self.paths else "mend the link, or add what is missing")


def _inside(page: str, path: str, url: str) -> str | _Wrong:
    """The path below the site that a path in a page comes to."""
    if page == _NOT_FOUND and path.startswith("/"):
        return path.lstrip("/")
    if page == _NOT_FOUND and path:
        return _Wrong(f"{url!r} is relative, and a host shows this page at any depth", "write it from the root, or below base_url")
    if path.startswith("/"):
        return _Wrong(f"{url!r} is an absolute path, which breaks below a sub-path and on a disk", "write it relative to the page")
    found = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if found == ".." or found.startswith("../"):
        return _Wrong(f"{url!r} leads out of the site", "take '../' away, or write the address in full")
    return found


class _Page:
    """A page's references and the places in it that can be linked to."""

    def __init__(self, found: Tags) -> None:
        self.references: list[_Reference] = []
        self.places: set[str] = set()
        self.wrong: list[tuple[int, str, str, str]] = []
        """Line, message, hint and the tag."""
        self._ids: dict[str, int] = {}
        for tag in found.found:
            self._take(tag)
        if found.fault:
            line, why = found.fault
            self.wrong.append((line, f"cannot be read as HTML: {why}", "mend the template", ""))

    def _take(self, tag: Tag) -> None:
        """Takes down what an element names and is named."""
        for name, value in tag.attributes:
            if name == "id" and value:
                self._id(value, tag)
            elif name == "name" and tag.name == "a" and value:
                self.places.add(value)
            elif (tag.name, name) in _LINKS or (tag.name, name) in _LOADS:
                self._refer(_addresses(name, value or ""), tag, loads=_is_loaded(tag, name))
            elif (
                tag.name == "meta" and name == "content" and ("http-equiv", "refresh") in [(key, (one or "").lower()) for key, one in tag.attributes]
            ):
                self._refer(re.findall(r"url\s*=\s*[\"']?([^\"']+)", value or "", re.IGNORECASE), tag, loads=False)

    def _refer(self, urls: Iterable[str], tag: Tag, *, loads: bool) -> None:
        self.references += (_Reference(url.strip(), tag.line, tag.text, loads) for url in urls)

    def _id(self, value: str, tag: Tag) -> None:
        if value in self._ids:
            message = f"the id {value!r} stands twice, first in line {self._ids[value]}"
            self.wrong.append((tag.line, message, "give each its own", tag.text))
        self._ids.setdefault(value, tag.line)
        self.places.add(value)


def _is_loaded(tag: Tag, attribute: str) -> bool:
    """Whether the browser loads what this attribute names with the page."""
    if tag.name != "link":
        return (tag.name, attribute) in _LOADS
    rel = next((value or "" for key, value in tag.attributes if key == "rel"), "")
    return not _SAID.issuperset(rel.lower().split())


def _quote(element: str) -> str:
    return shorten(squeeze(element), _LONGEST_QUOTE)


def _addresses(attribute: str, value: str) -> list[str]:
    if attribute != "srcset":
        return [value]
    return [part.split()[0] for part in re.split(r",\s", value) if part.strip()]
