"""One at a time: who holds an archive's lock, who waits for it, and that nobody waits for the dead."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest

from briefgen import lock

LONG = 30.0

HOLDER = """\
import sys
from pathlib import Path
from briefgen import lock
with lock.held(Path(sys.argv[1]), lambda holder: print("waits for", holder, flush=True)) as waited:
    print("holds", waited, flush=True)
    sys.stdin.readline()
print("let go", flush=True)
"""


class Holder:
    """Another process that takes a lock, and holds it until it is told to let go."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def says(self) -> str:
        """Its next line."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def lets_go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=LONG)


@contextmanager
def holder(folder: Path) -> Iterator[Holder]:
    made = Holder(folder)
    try:
        yield made
    finally:
        made.end()


def test_a_second_process_waits_and_says_who_holds_it(tmp_path: Path) -> None:
    """Until the first lets go; then it holds it."""
    with holder(tmp_path) as first:
        assert first.says() == "holds False"
        with holder(tmp_path) as second:
            assert second.says() == f"waits for {first.process.pid}"
            first.lets_go()
            assert first.says() == "let go"
            assert second.says() == "holds True"
            with holder(tmp_path) as third:
                assert third.says() == f"waits for {second.process.pid}"


def test_a_lock_whose_holder_was_killed_is_free(tmp_path: Path) -> None:
    """Nothing is left behind that would have to be deleted."""
    with holder(tmp_path) as first:
        assert first.says() == "holds False"
        first.process.send_signal(signal.SIGKILL)
        first.process.wait(LONG)
    with lock.held(tmp_path, refuse) as waited:
        assert not waited


FORKING = """\
import os, sys
from pathlib import Path
from briefgen import lock
heard, told = os.pipe()
with lock.held(Path(sys.argv[1])):
    if not os.fork():
        os.close(1)
        os.write(told, b"there")
        sys.stdin.read()  # until the test is over
        os._exit(0)
    os.read(heard, 5)  # a child that has only begun still has what was open
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody forks")
def test_a_lock_whose_holder_was_killed_is_free_though_its_children_live_on(tmp_path: Path) -> None:
    """As the workers of an executor of the archive's own choice may."""
    with subprocess.Popen([sys.executable, "-c", FORKING, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.wait(LONG) == -signal.SIGKILL
        with contextlib.suppress(KeyboardInterrupt), lock.held(tmp_path, interrupt) as waited:
            assert not waited
            return
    pytest.fail("a child of who held it holds it still")


def test_who_waits_for_one_that_is_killed_goes_on(tmp_path: Path) -> None:
    """At once."""
    with holder(tmp_path) as first, holder(tmp_path) as second:
        said = [first.says(), second.says()]
        held, waits = (first, second) if "holds" in said[0] else (second, first)
        held.process.send_signal(signal.SIGKILL)
        assert waits.says() == "holds True"


def refuse(holder: str) -> None:
    raise AssertionError(f"waited for {holder}")


def test_this_process_waits_for_another_one(tmp_path: Path) -> None:
    """And is told of whom."""
    heard: list[str] = []
    with holder(tmp_path) as other:
        assert other.says() == "holds False"

        def hear(name: str) -> None:
            heard.append(name)
            other.lets_go()

        with lock.held(tmp_path, hear) as waited:
            assert waited
        assert heard == [str(other.process.pid)]


def test_who_has_it_may_take_it_again(tmp_path: Path) -> None:
    """And holds it until the last of them lets go."""
    with lock.held(tmp_path, refuse), holder(tmp_path) as other:
        assert other.says() == f"waits for {os.getpid()}"
        with lock.held(tmp_path, refuse) as waited:
            assert not waited
        with lock.held(tmp_path / ".." / tmp_path.name, refuse) as waited:
            assert not waited
        assert other.process.poll() is None
        assert lock._ours
    assert not lock._ours


def test_it_is_let_go_of_whatever_happens(tmp_path: Path) -> None:
    """Also when the work fails."""
    with pytest.raises(KeyError), lock.held(tmp_path, refuse):
        raise KeyError
    with holder(tmp_path) as other:
        assert other.says() == "holds False"


def test_who_will_not_wait_need_not(tmp_path: Path) -> None:
    """What is raised where waiting is told of ends the waiting, and leaves nothing open."""
    with holder(tmp_path) as other:
        assert other.says() == "holds False"
        before = open_files()
        with pytest.raises(KeyboardInterrupt), lock.held(tmp_path, interrupt):
            raise AssertionError
        assert open_files() == before
        other.lets_go()
        assert other.says() == "let go"
    with lock.held(tmp_path, refuse):
        pass


def interrupt(_: str) -> None:
    raise KeyboardInterrupt


def open_files() -> int | None:
    """How many this process has, where that can be told."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else None


def test_archives_have_a_lock_each(tmp_path: Path) -> None:
    """One is built while another is."""
    with holder(tmp_path / "a") as one, holder(tmp_path / "b") as other:
        assert (one.says(), other.says()) == ("holds False", "holds False")


def test_threads_take_turns(tmp_path: Path) -> None:
    """A second thread of one process is as good as another process."""
    said: SimpleQueue[str] = SimpleQueue()

    def second() -> None:
        with lock.held(tmp_path):
            said.put("second")

    with lock.held(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        with holder(tmp_path) as other:  # as long as another process takes to wait, the thread has had its chance
            assert other.says() == f"waits for {os.getpid()}"
        said.put("first")
    thread.join(LONG)
    assert [said.get(timeout=LONG) for _ in range(2)] == ["first", "second"]


def test_where_nothing_can_be_written_there_is_nothing_to_guard(tmp_path: Path) -> None:
    """A file in place of the folder: no lock, and no error."""
    (tmp_path / "file").write_bytes(b"")
    with lock.held(tmp_path / "file", refuse) as waited:
        assert not waited
    with lock.held(tmp_path / "file", refuse) as waited:
        assert not waited


@pytest.mark.parametrize("left", [b"", b"nonsense that is longer than any number", b"\n99999999\n", bytes(40)])
def test_what_an_earlier_holder_left_is_no_matter(tmp_path: Path, left: bytes) -> None:
    """Only the system knows who holds it."""
    (tmp_path / "lock").write_bytes(left)
    with lock.held(tmp_path, refuse), holder(tmp_path) as other:
        assert other.says() == f"waits for {os.getpid()}"
