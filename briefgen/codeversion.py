"""Which code this is: what it made is never taken for what other code would make."""

from __future__ import annotations

import importlib.metadata
import sys
from functools import cache
from pathlib import Path
from typing import Final

import briefgen
from briefgen import files

_LIBRARIES: Final = (
    "jinja2",
    "lxml",
    "imagesize",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "msgspec",
    "python-slugify",
    "pyyaml",
    "trafilatura",
)
"""What remembered results were made with."""


@cache
def code_version() -> str:
    """A digest of briefgen's own source and of what it stands on, so that a result of older code is never taken for one of this."""
    package = Path(briefgen.__file__).parent
    source = [files.read(package / path) for path in files.scan(package, (".py", ".gz", ".json"))]
    below = [sys.version, *(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)]
    return files.digest(b"\0".join([*source, *(text.encode() for text in below)]))
