"""What browsers save beside a page: a folder with its pictures, styles, scripts and frames, named after the page's file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

_PAGES: Final = (".html", ".htm", ".xhtml")
_FOLDER: Final = re.compile(r"(?P<page>.+)(?:[_.]files|-Dateien|_fichiers|_archivos|_arquivos|_bestanden)")
"""As browsers name it: some in English whatever their language, others in their own."""


def companions(paths: Iterable[str]) -> frozenset[str]:
    """Those of the paths that lie in the folder of a page that is among them too."""
    listed = tuple(paths)
    pages = {path[: path.rindex(".")] for path in listed if PurePosixPath(path).suffix.lower() in _PAGES}
    known: dict[str, bool] = {}
    return frozenset(path for path in listed if _is_within(path.rpartition("/")[0], pages, known))


def _is_within(folder: str, pages: set[str], known: dict[str, bool]) -> bool:
    """Whether a folder is that of one of the pages, or in one; `known` are those that were asked for before."""
    if not folder:
        return False
    if folder not in known:
        named = _FOLDER.fullmatch(folder)
        known[folder] = (named is not None and named["page"] in pages) or _is_within(folder.rpartition("/")[0], pages, known)
    return known[folder]
