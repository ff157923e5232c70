"""What a process takes, with all that it starts: time on the clock, time of processors, memory."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Final

EVERY: Final = 0.05
"""Seconds between two looks at memory, once a process is older than YOUNG."""
YOUNG: Final = 0.5
"""Seconds in which it is looked at as often as SHARE allows: many have ended by then."""
SHARE: Final = 10
"""A look takes at most one part in so many of the time: the kernel walks all page tables for it, of gigabytes for some ms."""
SUBREAPER: Final = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run took."""

    wall: float
    """Seconds until the process itself ended."""
    cpu: float
    """Seconds of user and system, of the process and of all its descendants, on Linux those too that nobody waited for."""
    memory: int
    """The most bytes that the processes held at one look, together: shared pages counted once (PSS); 0 where there is no /proc."""
    code: int
    """The exit code."""
    output: str
    """Standard output."""
    errors: str
    """Standard error."""

    def then(self, other: Spent) -> Spent:
        """Both, one after the other."""
        said = (self.output + other.output, self.errors + other.errors)
        return Spent(self.wall + other.wall, self.cpu + other.cpu, max(self.memory, other.memory), self.code or other.code, *said)


def run(command: Sequence[str | Path], folder: Path, environment: dict[str, str] | None = None) -> Spent:
    """Runs a command in a folder until it and all that it started have ended, after what earlier ones wrote has reached the disk."""
    os.sync()
    over = Event()
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors, ThreadPoolExecutor(1) as watcher, _orphans_come_here():
        start = time.perf_counter()
        # a session of its own: by it are found its descendants too that lost their parents
        started = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, start_new_session=True
        )
        peak = watcher.submit(_peak, started.pid, over)
        try:
            _, status, usage = os.wait4(started.pid, 0)
            wall = time.perf_counter() - start
            cpu = sum(one.ru_utime + one.ru_stime for one in (usage, *_left_behind(started.pid)))
        except KeyboardInterrupt:
            os.killpg(started.pid, signal.SIGKILL)
            raise
        finally:
            over.set()
        started.returncode = os.waitstatus_to_exitcode(status)  # it has been waited for: Popen need not
        output.seek(0)
        errors.seek(0)
        return Spent(wall, cpu, peak.result(), started.returncode, output.read(), errors.read())


@contextmanager
def _orphans_come_here() -> Iterator[None]:
    """Makes this process the one that descendants without a parent fall to: a server that forks workers outlives who started it."""
    if sys.platform != "linux":
        yield
        return
    control = ctypes.CDLL(None).prctl
    control(SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        control(SUBREAPER, 0, 0, 0, 0)


def _left_behind(group: int) -> Iterator[resource.struct_rusage]:
    """What each orphan of a group of processes took, once it has ended."""
    while True:
        try:
            yield os.wait4(-group, 0)[2]
        except ChildProcessError:
            return


def _peak(session: int, over: Event) -> int:
    most = 0
    pause = 0.0
    begun = time.perf_counter()
    while not over.wait(pause):
        start = time.perf_counter()
        most = max(most, sum(map(_memory, _members(session))))
        pause = max(0.0 if start - begun < YOUNG else EVERY, (time.perf_counter() - start) * (SHARE - 1))
    return most


def _members(session: int) -> list[Path]:
    return [folder for folder in Path("/proc").glob("[0-9]*") if _session(folder) == session]


def _session(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[3])  # the name before it may hold anything
    except OSError:
        return -1  # it has ended


def _memory(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
