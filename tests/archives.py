"""Archives for tests: one string in, files out."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.stamps import Tree

_NAME = re.compile(r"^-- (.+) --\n", re.MULTILINE)

CONFIG = 'title = "Test archive"\n'


def unpack(text: str) -> dict[str, str]:
    """The files in a text of the form that Go's txtar has: a line `-- path --`, and then the file's lines."""
    _, *parts = _NAME.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def make(root: Path, text: str) -> Path:
    """Writes the files of an archive below `root`, with a plain briefgen.toml unless there is one in `text`; the root."""
    for path, data in {"briefgen.toml": CONFIG, **unpack(text)}.items():
        write(root, path, data)
    return root


def write(root: Path, path: str, data: str) -> None:
    """Writes one file in one step, so that nobody who watches sees half of it."""
    full = root / path
    full.parent.mkdir(parents=True, exist_ok=True)
    temporary = full.with_name(f".{full.name}.tmp")
    temporary.write_text(data, encoding="utf-8")
    temporary.replace(full)


def content_of(root: Path) -> dict[str, bytes]:
    """The stamps of the files in `content/`, by path below it."""
    made = Tree()
    made.add(str(root / "content"))
    return made.stamps()
