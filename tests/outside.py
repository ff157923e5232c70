"""Programs from outside Python: Node, and what of it looks at pages, which `make test` installs below `.venv`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.browser.conftest import BROWSERS

PATHS: Final = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
"""Where programs are looked for: beside Python first, where `make test` puts Node."""
_PACKAGES: Final = Path(sys.prefix) / "npm" / "node_modules" / ".bin"


def node() -> str | None:
    """Where Node is."""
    return shutil.which("node", path=PATHS)


def run(name: str, *arguments: str, seconds: int = 120) -> subprocess.CompletedProcess[str]:
    """Runs one of the programs that `tests/browser/package.json` names; skips the test where it is not installed."""
    program = _PACKAGES / name
    if not program.exists():
        pytest.skip(f"no {name}: 'make test' installs it where npm can be had")
    chrome = next(filter(None, map(shutil.which, BROWSERS)), "")
    known = {**os.environ, "PATH": PATHS, "CHROME_PATH": chrome}
    return subprocess.run([str(program), *arguments], capture_output=True, text=True, encoding="utf-8", check=False, timeout=seconds, env=known)
