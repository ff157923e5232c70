"""The theme as it has become since the last build, and its files of a moment ago: pages of either time find what they refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from briefgen import files, theme, translation
from briefgen.library.originals import ChangedMeanwhile
from briefgen.site import kit, statics
from briefgen.site.kit import FOLDER, Kit
from briefgen.site.planned import Planned
from briefgen.site.resident import Last

_STYLE: Final = ".css"
_DIGESTED: Final = re.compile(r".*\.[0-9a-f]{8}\.\w+")
_MOST_PAST: Final = 64
"""So many files of a moment ago are kept,"""
_LARGEST_PAST: Final = 2_000_000
"""each of at most so many bytes."""


class Dress(NamedTuple):
    """A theme that changed."""

    number: int
    """Of the change."""
    kit: Kit
    statics: Mapping[str, Planned]


class Dressing:
    """Reads the theme of the archive `root` again, and has its files served until a build is done that has seen them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.dress: Dress | None = None
        """None while it is the last build's."""
        self._files: dict[str, tuple[int, bytes]] = {}
        """Static files that are newer than the site, by address, each with the number of the change that made it."""
        self._past: dict[str, bytes] = {}

    def kit(self, last: Last) -> Kit:
        """What pages are rendered with now."""
        return self.dress.kit if self.dress else last.kit

    def file(self, address: str) -> bytes | None:
        """A static file that the site does not have yet."""
        made = self._files.get(address)
        return made[1] if made else None

    def past(self, address: str) -> bytes | None:
        """A static file that the site had, or that was served, a moment ago."""
        return self._past.get(address)

    def redress(self, number: int, last: Last) -> dict[str, str]:
        """Reads the theme again, because of the change with this number. The stylesheets that are others now, as in `Change`. Raises
        Unreadable and OSError where it cannot be read, and then all stays as it is."""
        before = self.dress.statics if self.dress else last.statics
        dress = theme.load(self._root, last.settings.theme)
        words = translation.load(dress.words, last.settings.language)
        planned = statics.planned(dress, words)
        addresses = ((path, item.path) for path, item in planned.items())
        self.dress = Dress(number, kit.ready(dress, words, addresses, last.kit.filters, sandboxed=last.kit.sandboxed), planned)
        changed = {path: item for path, item in planned.items() if path not in before or before[path].path != item.path}
        for item in changed.values():
            try:
                self._files[item.path] = (number, item.make(self._root, *item.given))
            except (ChangedMeanwhile, OSError):  # written again since: that is told soon
                continue
        return {path: address for path, address in addresses_of(changed).items() if address in self._files}

    def is_other(self, last: Last) -> bool:
        """Whether pages may come out otherwise, but for where stylesheets are, of which a browser is told by itself."""
        return self.dress is not None and _plain(self.dress.kit) != _plain(last.kit)

    def dressed(self, page: bytes, last: Last) -> bytes:
        """A page that was built, with the theme's files where they are by now."""
        now = self.dress
        if now is None:
            return page
        for path, item in last.statics.items():
            new = now.statics.get(path, item).path
            if new != item.path and new in self._files:
                page = page.replace(item.path.encode(), new.encode())
        return page

    def settle(self, number: int) -> None:
        """Takes note of a build that began after the change with this number: what was newer until then is in its site."""
        done = {address: data for address, (made, data) in self._files.items() if made <= number}
        self._keep(done.items())
        self._files = {address: made for address, made in self._files.items() if address not in done}
        if self.dress and self.dress.number <= number:
            self.dress = None

    def before_made(self, last: Last) -> None:
        """Keeps what the build that has planned `last` is going to remove: pages that were served a moment ago refer to it."""
        folder = self._root / last.settings.site
        gone = (path for path in files.scan(folder / FOLDER) if _DIGESTED.fullmatch(path) and FOLDER + path not in last.others)
        self._keep((FOLDER + path, data) for path in gone if (data := files.read_or_none(folder / FOLDER / path)) is not None)

    def _keep(self, found: Iterable[tuple[str, bytes]]) -> None:
        new = {address: data for address, data in found if len(data) <= _LARGEST_PAST}
        if new:
            both = [*((address, data) for address, data in self._past.items() if address not in new), *new.items()]
            self._past = dict(both[-_MOST_PAST:])


def addresses_of(static: Mapping[str, Planned]) -> dict[str, str]:
    """Where stylesheets are: 'static/style.css' → 'static/style.1a2b3c4d.css'."""
    return {FOLDER + path: item.path for path, item in static.items() if path.endswith(_STYLE)}


def _plain(one: Kit) -> Kit:
    return one._replace(statics=tuple(pair for pair in one.statics if not pair[0].endswith(_STYLE)))
