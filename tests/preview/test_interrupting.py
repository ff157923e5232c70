"""Ctrl-C ends the preview at once, whatever is open: the real program, interrupted as a terminal does it."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import briefgen
from tests.archives import make

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows interrupts a group of processes, the tests among them")

ARCHIVE = """\
-- content/articles/2024/a.md --
---
title: First title
date: 2024-01-01
outlet: The Example
---
Words.
"""
LIMIT = 60.0


@contextmanager
def serving(root: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program, and its address once it is there."""
    environment = {**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "briefgen", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, urlsplit(process.stdout.readline().split()[1]).netloc
        finally:
            process.kill()


def test_open_streams_and_kept_connections_do_not_hold_it(tmp_path: Path) -> None:
    """Exit code 130, and nothing said of it."""
    root = make(tmp_path, ARCHIVE)
    with serving(root) as (process, place):
        opened = [http.client.HTTPConnection(place, timeout=LIMIT) for _ in range(4)]
        streams = []
        for number, connection in enumerate(opened):
            connection.request("GET", "/__briefgen__/events?page=/" if number % 2 else "/__briefgen__/page.js")
            response = connection.getresponse()
            if number % 2:
                streams.append(response)
            else:
                response.read()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=LIMIT)
        assert process.returncode == 130
        assert "Traceback" not in said
        for stream in streams:
            stream.read()  # to its end, which there is
        for connection in opened:
            connection.close()


def test_it_ends_in_the_middle_of_an_answer(tmp_path: Path) -> None:
    """Somebody takes a large file, and does not take more of it."""
    root = make(tmp_path, ARCHIVE)
    (root / "site").mkdir()
    (root / "site/large.bin").write_bytes(bytes(50_000_000))
    with serving(root) as (process, place), closing(http.client.HTTPConnection(place, timeout=LIMIT)) as connection:
        connection.request("GET", "/large.bin")
        response = connection.getresponse()
        assert response.read(1) == b"\0"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=LIMIT)
        assert process.returncode == 130
        assert "Traceback" not in said


def test_it_ends_alike_wherever_it_is_interrupted(tmp_path: Path) -> None:
    """Also while a text is run, as the standard library does to make some classes: Python alone would end by the signal then, without a code."""
    (tmp_path / "interrupted.py").write_text("import briefgen.cli as c; c._run = lambda words: exec('raise KeyboardInterrupt'); c.main()")
    environment = {**os.environ, "PYTHONPATH": str(Path(briefgen.__file__).parent.parent)}
    command = [sys.executable, "-m", "interrupted"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=LIMIT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_it_ends_as_well_when_it_is_asked_to(tmp_path: Path) -> None:
    """As `kill` does: exit code 143, and nothing said of it, though processes have shared the first build."""
    root = make(tmp_path, ARCHIVE)
    with serving(root) as (process, place), closing(http.client.HTTPConnection(place, timeout=LIMIT)) as connection:
        connection.request("GET", "/__briefgen__/events?page=/")
        stream = connection.getresponse()
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Built")
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=LIMIT)
        assert process.returncode == 143
        assert said == ""
        stream.read()
