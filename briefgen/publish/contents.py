"""What of a built site's folder is published: what briefgen wrote there, and the owner's own files beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.output import LIST, listed

HIDDEN: Final = (".well-known/", ".nojekyll", ".htaccess", ".domains")
"""Hidden files that hosts look for. Others that briefgen did not write are nobody's business but the owner's."""
_UNFIT: Final = {*map(chr, range(32)), "\x7f", "\\"}
"""What no path may have that is to go through lists of paths, and to any system."""


def paths(site: Path) -> list[str]:
    """The paths of all that is published of what lies in `site`, sorted, but for the list of it. Raises OSError."""
    found = {*files.scan(site), *_hidden(site)} - {LIST}
    return sorted(path for path in found if not _UNFIT.intersection(path))


def _hidden(site: Path) -> set[str]:
    ours = {path for path in listed(files.read_or_none(site / LIST) or b"") if "/." in f"/{path}"}
    below = {path + name for path in HIDDEN if path.endswith("/") for name in files.scan(site / path)}
    return {*(path for path in {*ours, *HIDDEN} if files.file_inside(site, path)), *below}
