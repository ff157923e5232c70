"""The package as its users get it: a wheel in an empty environment, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent


@pytest.mark.slow
def test_an_installed_wheel_makes_and_builds_the_sample(tmp_path: Path) -> None:
    """With the default theme and the sample seeds inside, and with all that it imports: HTML seeds are read too."""

    def run(*command: str | Path, cwd: Path = tmp_path) -> str:
        done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
        if "NewConnectionError" in done.stderr and not os.environ.get("CI"):
            pytest.skip("no package index can be reached")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", CHECKOUT)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    programs = tmp_path / "empty" / ("Scripts" if sys.platform == "win32" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    run(programs / "briefgen", "new", "mine", "--sample")
    assert "24 articles" in run(programs / "briefgen", "build", cwd=tmp_path / "mine")
    assert len(list((tmp_path / "mine/site/static").glob("style.*.css"))) == 1
    assert "plain" in run(programs / "briefgen", "theme", cwd=tmp_path / "mine")
