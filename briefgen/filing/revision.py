"""A revision of content/: every new text is made before the first is written."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from briefgen import files, frontmatter
from briefgen.archive import CONTENT
from briefgen.frontmatter import Malformed
from briefgen.model import Plain
from briefgen.problem import Problem, Unreadable

_MARK: Final = b"\xef\xbb\xbf"
"""What some editors put before UTF-8; it stays where it is."""


class Revision:
    """New texts of files below content/, which stand nowhere until `write` puts them all there. Paths are below content/."""

    def __init__(self, root: Path) -> None:
        self.folder = root / CONTENT
        self._before: dict[str, bytes | None] = {}
        self._after: dict[str, bytes | None] = {}

    def texts(self, path: str, names: Sequence[str]) -> tuple[str, ...]:
        """What a file says under the first of these keys that it has: its text, or the texts of its list."""
        fields = _fields(self._text(path))
        return tuple(frontmatter.texts(fields.get(_present(fields, names))))

    def set(self, path: str, names: Sequence[str], value: Plain) -> None:
        """Has a file say `value` under the first of these keys that it has, or else under the first of all.

        Raises Unreadable where the front matter is written so that no line of it can be changed alone.
        """
        text = self._text(path)
        before = _fields(text)
        key = _present(before, names)
        if before.get(key) == value:
            return
        try:
            self._put(path, frontmatter.with_fields(text, {key: value}))
        except Malformed as error:
            raise Unreadable(Problem(f"{CONTENT}/{path}", 0, error.message, error.hint)) from error

    def append(self, path: str, words: str) -> None:
        """Adds paragraphs to the end of a file, in its own line ends."""
        text = self._text(path)
        newline = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
        ended = text if text.endswith("\n") else text + newline
        self._put(path, f"{ended}{newline}{words.replace(chr(10), newline)}{newline}")

    def without(self, path: str, keys: Sequence[str]) -> str:
        """What a file's front matter holds beside these keys: other keys and comments."""
        head, _, _ = frontmatter.split(self._text(path))
        return frontmatter.without_field(head, *keys).strip()

    def create(self, path: str, text: str) -> None:
        """Has a new file hold this text. Raises Unreadable where there is one."""
        self._claim(path)
        self._after[path] = text.encode()

    def move(self, path: str, new: str) -> None:
        """Has a file, as it is by now, stand at another path. Raises Unreadable where there is one."""
        data = self._data(path)
        self._claim(new)
        self._after |= {new: data, path: None}

    def remove(self, path: str) -> None:
        """Has a file be gone."""
        self._data(path)
        self._after[path] = None

    def write(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Writes it all down: the files written, and those removed. Where the disk refuses one, those before it are put back."""
        changes = {path: data for path, data in sorted(self._after.items()) if data != self._before[path]}
        order = sorted(changes, key=lambda path: changes[path] is None)  # what goes, goes last: nothing is ever nowhere
        done: list[str] = []
        try:
            for path in order:
                done.append(path)
                self._store(path, changes[path])
        except OSError:
            for path in reversed(done):
                with contextlib.suppress(OSError):
                    self._store(path, self._before[path])
            raise
        return tuple(path for path in order if changes[path] is not None), tuple(path for path in order if changes[path] is None)

    def _store(self, path: str, data: bytes | None) -> None:
        if data is None:
            files.remove(self.folder / path)
        else:
            files.write_if_changed(self.folder / path, data)

    def _claim(self, path: str) -> None:
        """A link that leads out of the archive is no part of it, but somebody's all the same."""
        if files.exists(self.folder / path):
            raise Unreadable(Problem(f"{CONTENT}/{path}", 0, "is in the way, and is not part of the archive", "move it away, and try again"))
        self._before[path] = None

    def _data(self, path: str) -> bytes:
        if path not in self._before:
            self._before[path] = self._after[path] = files.read(self.folder / path)
        return self._after[path] or b""

    def _text(self, path: str) -> str:
        return self._data(path).removeprefix(_MARK).decode()

    def _put(self, path: str, text: str) -> None:
        mark = _MARK if self._data(path).startswith(_MARK) else b""
        self._after[path] = mark + text.encode()


def _fields(text: str) -> dict[str, Plain]:
    head, _, form = frontmatter.split(text)
    return {key: field.value for key, field in frontmatter.fields(head, form).items()}


def _present(fields: dict[str, Plain], names: Sequence[str]) -> str:
    return next((name for name in names if name in fields), names[0])
