"""How much of a command's time is spent on imports."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench import corpus
from tests.bench.measure import run

TIMES: Final = 15
FEW_ARTICLES: Final = 30
"""What is imported does not depend on how many there are."""
_SELF: Final = re.compile(r"^import time: +(\d+) \|", re.MULTILINE)


def report(folder: Path, briefgen: Sequence[str | Path]) -> list[str]:
    """For `--help` and for a build with nothing to do: milliseconds of imports as `-X importtime` sums them up, beside Python's own.

    `briefgen` are the script and arguments behind the interpreter. The archive is made in `folder`.
    """
    corpus.write(folder, FEW_ARTICLES)
    python = [sys.executable, "-X", "importtime"]
    commands: dict[str, list[str | Path]] = {
        "python -c pass": ["-c", "pass"],
        "briefgen --help": [*briefgen, "--help"],
        "briefgen build with nothing to do": [*briefgen, "build"],
    }
    run([sys.executable, *briefgen, "build"], folder)
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(TIMES):
        for name, command in commands.items():
            said = run([*python, *command], folder).errors
            found[name].append(sum(map(int, _SELF.findall(said))) / 1000)
    alone, *others = [(name, median(spent)) for name, spent in found.items()]
    return [f"imports of {name}: {spent:.1f} ms, {spent / alone[1]:.2f} times the {alone[1]:.1f} ms of {alone[0]}" for name, spent in others]
