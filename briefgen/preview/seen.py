"""What the builds so far have seen of the files that changed since the preview started."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from briefgen import files, shelf

Known: TypeAlias = Callable[[Path, tuple[int, ...]], bytes | None]
"""The digest of a file that somebody has read already, when it had this stamp; None for any other."""


class Seen:
    """Remembers what tells the content of each file from any other."""

    def __init__(self, known: Known = lambda _path, _stamp: None) -> None:
        self._known = known
        self._content: dict[Path, bytes] = {}
        self._stamps: dict[Path, tuple[int, ...]] = {}
        self._again = False

    def is_news(self, paths: Iterable[Path]) -> bool:
        """Whether a build that starts now could make another site of these files than the last one did.

        They are looked at before that build, so that an edit in the middle of it is news after it. What the build itself wrote
        is news once, too: building from it is what shows that nothing more comes of it. A file that was written but came out
        the same may have been another for a moment, while it was read; so it is built once more, but not on and on.
        """
        stamps = {path: files.stamp(path) for path in paths}
        content = {path: self._known(path, stamp) or _content(path) for path, stamp in stamps.items()}
        touched = any(self._stamps.get(path) != stamp for path, stamp in stamps.items())
        changed = any(self._content.get(path) != found for path, found in content.items())
        self._stamps |= stamps
        self._content |= content
        news = changed or (touched and not self._again)
        if touched or changed:
            self._again = not changed
        return news

    def content(self, path: Path) -> bytes:
        """What told a file's content from any other's when it was last looked at: its digest, if it could be read."""
        return self._content.get(path, b"")


def _content(path: Path) -> bytes:
    """What tells a file's content from any other's, a folder's or nothing's."""
    try:
        return shelf.digest(files.read(path))
    except OSError:
        return repr(files.stamp(path)).encode()
