"""Archives in git repositories, for tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

_WHO: Final = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "Ada"), ("EMAIL", "ada@example.org"))}
_ALONE: Final = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(root: Path, *words: str, when: str = "2026-11-01T12:00:00Z") -> str:
    """What git says."""
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    done = subprocess.run(
        ("git", "-C", os.fspath(root), *words), capture_output=True, check=True, text=True, env={**os.environ, **_WHO, **_ALONE, **dates}
    )
    return done.stdout.strip()


def commit(root: Path, when: str, message: str = "Edit") -> str:
    """All of the archive committed at a moment, in a repository that is made where there is none; the commit's name."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", f"--message={message}", when=when)
    return git(root, "rev-parse", "HEAD")
