"""The benchmark's own promises; what it measures is for people to read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import corpus, measure


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    return ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file())


def test_corpus_is_always_the_same(tmp_path: Path) -> None:
    """Two archives of so many articles have the same bytes, so that figures of different days can be compared."""
    for name in ("one", "other"):
        corpus.write(tmp_path / name, 30)
    made = dict(files_of(tmp_path / "one"))
    assert sum(path.startswith("content/articles/") for path in made) == 30
    assert made == dict(files_of(tmp_path / "other"))


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("how", ["run", "Popen"])
def test_what_a_child_of_a_child_takes_is_measured(tmp_path: Path, how: str) -> None:
    """Work that a process hands on counts as its own, whether or not it waits for it: here half a second of time and 64 MB."""
    work = "import time; held = b'x' * 64_000_000\nwhile time.process_time() < 0.5: pass"
    first = f"import os, subprocess, sys; subprocess.{how}([sys.executable, '-c', {work!r}]); print('done', flush=True); os._exit(0)"
    spent = measure.run([sys.executable, "-c", first], tmp_path)
    assert (spent.code, spent.output, spent.errors) == (0, "done\n", "")
    assert spent.cpu > 0.5
    assert spent.memory > 64_000_000
