"""The search page's scripts, without a page: their own tests, run by Node."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests import outside

OLDEST: Final = 18
"""The first Node with a test runner."""
TESTS: Final = sorted(Path(__file__).with_name("node").glob("*.test.mjs"))


def node() -> str:
    """Where Node is; skips the test where there is none that is new enough."""
    found = outside.node()
    if not found:
        pytest.skip("there is no node")
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    known = re.match(r"v(\d+)\.", version)
    if not known or int(known[1]) < OLDEST:
        pytest.skip(f"node is {version}, and its test runner came with {OLDEST}")
    return found


def test_the_scripts_of_the_search_page_pass_their_own_tests() -> None:
    assert TESTS
    done = subprocess.run([node(), "--test", *map(str, TESTS)], capture_output=True, text=True, check=False, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
