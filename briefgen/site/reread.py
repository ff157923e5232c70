"""What the files of content/ that changed since the last build hold now: texts, and the pictures that they name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from briefgen import files
from briefgen.archive import CONTENT
from briefgen.enclosed import Mention, Picture, picture_at
from briefgen.library import look, originals, rows
from briefgen.library.heads import address
from briefgen.library.originals import ChangedMeanwhile
from briefgen.problem import Problem
from briefgen.site.planned import Planned
from briefgen.site.renewed import Renewed, renewed
from briefgen.site.resetting import reset
from briefgen.site.resident import Last
from briefgen.site.setting import Setting

_DIGEST: Final = 16
"""Bytes of a file's digest that are of its content alone, see `originals.digest_of`."""


class _Text(NamedTuple):
    """A text that changed."""

    number: int
    found: Renewed | None
    """None when it cannot be read."""
    problems: tuple[Problem, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """What it names beside itself."""
    stamp: tuple[int, ...] = ()
    """Taken before it was read."""


class Reread:
    """Reads files of the archive `root` again. Each change has a number, and so has what was read because of it. Paths are below content/."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, _Text] = {}
        self._pictures: dict[str, tuple[int, Picture]] = {}

    def text(self, path: str, number: int, last: Last, known: Sequence[Problem], *, sure: bool) -> bool:
        """Reads a text; whether that came to anything. One that is gone, empty or wrong in a way that is not among the `known` problems
        comes to nothing, unless it is `sure` that nobody is writing it at the moment."""
        stamp = files.stamp(self._root / CONTENT / path)
        manner = last.manner
        try:
            found, row = look.at(self._root, path, manner)
        except ChangedMeanwhile:
            if sure:
                self._texts[path] = _Text(number, None)
            return sure
        is_wrong = any(one.severity == "error" and one not in known for one in row.problems)
        if not sure and (is_wrong or not row.is_read or found == originals.digest_of(b"", manner)):
            return False
        event = rows.event_of(row) if row.event else None
        page = rows.page_of(row.page) if row.page else None
        new = Renewed(found, row.head, event, page) if row.is_read else None
        self._texts[path] = _Text(number, new, row.problems, row.mentions, stamp)
        return True

    def picture(self, path: str, number: int, *, sure: bool) -> bool:
        """Looks at a picture; whether it is one, or it is `sure` that it stays as it is."""
        found = picture_at(self._root, path)
        if found.wrong and not sure:
            return False
        self._pictures[path] = (number, found)
        return True

    def given(self, page: Planned, number: int, last: Last) -> tuple[object, ...]:
        """What a page is given, with all that was read in it; the very same where that is nothing."""
        given: tuple[object, ...] = renewed(page.given, {path: text.found for path, text in self._texts.items() if text.found})
        text = self._texts.get(page.origin)
        if text is None or text.found is None:
            return given

        def looked_at(path: str, was: Picture | None) -> Picture:
            if path not in self._pictures and was is None:
                self._pictures[path] = (number, picture_at(self._root, path))
            return self._pictures[path][1] if path in self._pictures else was or Picture(b"", 0, 0)

        new = tuple(reset(page.origin, text.mentions, one, last.pages, last.closed, looked_at) if isinstance(one, Setting) else one for one in given)
        return page.given if all(one is other for one, other in zip(new, page.given, strict=True)) else new

    def served(self, path: str) -> bytes | None:
        """The picture with this address, where the site does not have it yet, or as it was."""
        for place, (_, found) in tuple(self._pictures.items()):
            if address(place) == path and not found.wrong:
                full = files.file_inside(self._root / CONTENT, place)
                return files.read_or_none(full) if full else None
        return None

    def digest(self, path: str, stamp: tuple[int, ...]) -> bytes | None:
        """The digest of a text that was read when it had this stamp; None for any other."""
        text = self._texts.get(path)
        return text.found.digest[:_DIGEST] if text and text.found and text.stamp == stamp else None

    def problems(self, told: Iterable[Problem], last: Sequence[Problem]) -> list[Problem]:
        """What is wrong: what was `told`, but for what the last build's reading had to say of texts that were read since, and what these say."""
        of_reading = frozenset(last)
        places = {f"{CONTENT}/{path}" for path in self._texts}
        still = [one for one in told if not (one.path in places and one in of_reading)]
        return still + [one for text in self._texts.values() for one in text.problems]

    def settle(self, number: int) -> None:
        """Forgets what a build has seen that began after the change with this number."""
        self._texts = {path: text for path, text in self._texts.items() if text.number > number}
        self._pictures = {path: found for path, found in self._pictures.items() if found[0] > number}
