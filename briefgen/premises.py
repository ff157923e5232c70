"""What an archive keeps for itself: nothing that is sent elsewhere is written into it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefgen import config, files, standing

FOLDERS: Final = (standing.CONTENT, standing.SEEDS, standing.THEMES, standing.EXTENSIONS, standing.FOLDER, ".git")
"""What people write, what is read of it, and how it was; the sites that are built are not among them."""


def own(root: Path, path: Path) -> str:
    """What of that a path is or lies in, as it is called in the archive `root`; '' where it is none of it. Symbolic links are followed."""
    if not files.leads_out(path, root / config.NAME):
        return config.NAME
    return next((f"{name}/" for name in FOLDERS if not files.leads_out(path, root / name)), "")
