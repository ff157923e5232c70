"""A theme's static files on the site: under names that carry a digest of their bytes, so that a browser may keep them for ever."""

from __future__ import annotations

import difflib
import posixpath
import re
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote, unquote

from briefgen import files
from briefgen.catalogue import Catalogue
from briefgen.problem import Problem, Unreadable
from briefgen.shelf import digest
from briefgen.site import making, stylesheets, wording
from briefgen.site.kit import FOLDER
from briefgen.site.planned import Planned
from briefgen.theme import TEXTS, Theme


def planned(dress: Theme, words: Catalogue) -> dict[str, Planned]:
    """Each static file and bundle by the path below `static/` that templates name it by, with its address and what makes it.

    Raises Unreadable when a stylesheet refers to a file that the theme has not, or to itself by way of others.
    """
    return _Addressed(dress, words).all()


def addressed(path: str, data: bytes) -> str:
    """The address of a static file with these bytes: 'static/a/style.1a2b3c4d.css'."""
    name = PurePosixPath(path)
    return f"{FOLDER}{name.with_name(f'{name.stem}.{digest(data)[:4].hex()}{name.suffix}')}"


class _Addressed:
    """Gives addresses; a stylesheet's comes after those of what it refers to, since it holds them."""

    def __init__(self, dress: Theme, words: Catalogue) -> None:
        self._words = words
        self._sources = dict(dress.static)
        self._bundles = dict(dress.bundles)
        self._known_as = dress.known_as
        self._found: dict[str, Planned] = {}
        self._open: list[str] = []

    def all(self) -> dict[str, Planned]:
        """Of everything."""
        return {path: self.of(path) for path in sorted({*self._sources, *self._bundles})}

    def of(self, path: str) -> Planned:
        """Of one file."""
        if path not in self._found:
            self._found[path] = self._bundle(path) if path in self._bundles else self._file(path)
        return self._found[path]

    def _bundle(self, path: str) -> Planned:
        parts = [(source, self._part(path, source)) for source in self._bundles[path]]
        given = (tuple((source, data if source.startswith(TEXTS) else digest(data)) for source, data in parts),)
        return Planned(addressed(path, making.joined([data for _, data in parts])), "", making.bundle, given)

    def _part(self, path: str, source: str) -> bytes:
        if source.startswith(TEXTS):
            tables = tuple(source.removeprefix(TEXTS).split(","))
            if missing := [table for table in tables if table not in wording.tables(self._words)]:
                message = f"the bundle {path!r} wants the texts of {missing[0]!r}, and no catalogue has such a table"
                raise Unreadable(Problem("theme.toml", 0, message, "mend [bundles]"))
            return wording.script(self._words, tables)
        return files.read(Path(source))

    def _file(self, path: str) -> Planned:
        source = self._sources[path]
        data = files.read(Path(source))
        named = self._references(path, data) if path.endswith(".css") else ()
        if not named:
            return Planned(addressed(path, data), "", making.static_file, (source, digest(data)))
        return Planned(addressed(path, stylesheets.styled(data, named)), "", making.stylesheet, (source, digest(data), named))

    def _references(self, path: str, data: bytes) -> tuple[tuple[str, str], ...]:
        """What a stylesheet refers to of the theme's own files, as it writes it, with what it is to be on the site."""
        self._open.append(path)
        found: dict[str, str] = {}
        for number, written in stylesheets.references(data):
            target, mark, rest = _split(written)
            if not target or _ELSEWHERE.match(written):
                continue
            other = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
            if other in self._open:
                raise self._wrong(path, data, number, f"{written!r} leads back to this stylesheet", "let one of them do without the other")
            if other not in self._sources and other not in self._bundles:
                close = difflib.get_close_matches(other, [*self._sources, *self._bundles], n=1)
                hint = f"did you mean static/{close[0]}?" if close else "put it there, or take the line away"
                raise self._wrong(path, data, number, f"{written!r} is no file of the theme: there is no static/{other}", hint)
            there = posixpath.relpath(self.of(other).path.removeprefix(FOLDER), posixpath.dirname(path) or ".")
            found[written] = quote(there, safe="/") + mark + rest
        self._open.pop()
        return tuple(sorted(found.items()))

    def _wrong(self, path: str, data: bytes, number: int, message: str, hint: str) -> Unreadable:
        lines = data.decode("utf-8", "replace").splitlines()
        return Unreadable(Problem(self._known_as(self._sources[path]), number, message, hint, lines[number - 1].strip()))


def _split(url: str) -> tuple[str, str, str]:
    cut = min((url.index(mark) for mark in "?#" if mark in url), default=len(url))
    return url[:cut], url[cut : cut + 1], url[cut + 1 :]


_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")
"""What an address begins with that is not of a file beside the stylesheet."""
