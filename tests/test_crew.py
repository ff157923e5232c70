"""Who does the work: the same results whoever does it, and what is said when somebody fails."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NoReturn

import pytest

from briefgen.crew import Crew, batches, cores
from briefgen.library.originals import ChangedMeanwhile
from briefgen.problem import Problem, Unreadable

PROBLEMS = Problem("a.md", 3, "wrong", "mend it", "the line"), Problem("b.md", 0, "doubtful", severity="warning")
NUMBERS = list(range(40))


def square(number: int) -> int:
    return number * number


def whoami(_: int) -> int:
    return os.getpid()


def interruption(_: int) -> bool:
    return signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def fail(number: int) -> int:
    if number == 7:
        raise Unreadable(*PROBLEMS)
    return number


def miss(number: int) -> int:
    raise ChangedMeanwhile(f"{number}.md")


def leave(number: int) -> int:
    if number == 7:
        os._exit(3)
    return number


# the same results


def test_results_come_in_the_order_of_what_was_given() -> None:
    """With two processes as with one."""
    with Crew(2, worth=0) as crew:
        assert list(crew.map(square, NUMBERS, 1)) == list(Crew(1).map(square, NUMBERS, 1)) == list(map(square, NUMBERS))


def test_processes_do_the_work() -> None:
    """Others than this one, and no more than asked for; they go when the work is over."""
    with Crew(2, worth=0) as crew:
        found = {*crew.map(whoami, NUMBERS, 1), *crew.map(whoami, NUMBERS, 1)}
    assert os.getpid() not in found
    assert 1 <= len(found) <= 2
    assert multiprocessing.active_children() == []


def test_little_work_is_done_here_and_now() -> None:
    """As is all of it with one process; where others are there already, they get it."""
    with Crew(2, worth=1) as crew:
        assert set(crew.map(whoami, NUMBERS, 0.5)) == {os.getpid()}
        assert os.getpid() not in set(crew.map(whoami, NUMBERS, 1.5))
        assert os.getpid() not in set(crew.map(whoami, NUMBERS, 0.5))
    with Crew(1, worth=0) as crew:
        assert set(crew.map(whoami, NUMBERS, 100)) == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_work_has_no_results(jobs: int) -> None:
    """And nobody waits for any."""
    with Crew(jobs, worth=0) as crew:
        assert list(crew.map(square, [], 1)) == []


def test_an_interruption_is_left_to_who_hands_out_the_work() -> None:
    """The other processes are ended by it."""
    with Crew(2, worth=0) as crew:
        assert all(crew.map(interruption, NUMBERS, 1))


def test_little_is_taken_ahead() -> None:
    """However much there is, so that it is never all in memory."""
    taken: list[int] = []

    def given() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with Crew(2, worth=0) as crew:
        results = crew.map(square, given(), 1)
        assert [next(results) for _ in range(5)] == [0, 1, 4, 9, 16]
        assert len(taken) < 30


def test_a_crew_is_as_large_as_it_may_be() -> None:
    """With no number given it has one for each core."""
    assert Crew(0).jobs == cores() >= 1
    assert Crew(3).jobs == 3


@pytest.mark.parametrize(("size", "expected"), [(2, [[1, 2], [3, 4], [5]]), (5, [[1, 2, 3, 4, 5]]), (9, [[1, 2, 3, 4, 5]])])
def test_batches_hold_all_in_order(size: int, expected: list[list[int]]) -> None:
    """The last one what is left."""
    assert list(batches([1, 2, 3, 4, 5], size)) == expected
    assert list(batches([], size)) == []


# what fails


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_wrong_arrives_with_all_that_is_said_of_it(jobs: int) -> None:
    """From another process too."""
    with Crew(jobs, worth=0) as crew, pytest.raises(Unreadable) as caught:
        list(crew.map(fail, NUMBERS, 1))
    assert caught.value.problems == PROBLEMS
    assert str(caught.value) == "\n".join(map(str, PROBLEMS))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_changed_meanwhile_is_told(jobs: int) -> None:
    """So that the build can begin again."""
    with Crew(jobs, worth=0) as crew, pytest.raises(ChangedMeanwhile, match=r"0\.md"):
        list(crew.map(miss, NUMBERS, 1))


def test_what_failed_ends_nothing_else() -> None:
    """The next work is done."""
    with Crew(2, worth=0) as crew:
        with pytest.raises(Unreadable):
            list(crew.map(fail, NUMBERS, 1))
        assert list(crew.map(square, NUMBERS, 1)) == list(map(square, NUMBERS))


def test_a_process_that_dies_is_a_clear_problem() -> None:
    """With what to do about it; and the next work is done by others."""
    with Crew(2, worth=0) as crew:
        with pytest.raises(Unreadable) as caught:
            list(crew.map(leave, NUMBERS, 1))
        (problem,) = caught.value.problems
        assert "ended from outside" in problem.message
        assert "-j 1" in problem.hint
        assert list(crew.map(square, NUMBERS, 1)) == list(map(square, NUMBERS))


HIRING = """\
from briefgen.crew import Crew
with Crew(2, worth=0) as crew:
    for _ in crew.map(abs, range(10**9), 1):
        print("at work", flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no groups of processes")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_processes_go_when_who_started_them_is_killed(end: signal.Signals) -> None:
    """None of them stays behind: each holds the other end of what is read here."""
    with subprocess.Popen([sys.executable, "-c", HIRING], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"at work\n"
        process.send_signal(end)
        try:
            process.communicate(timeout=10)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


# an executor of the archive's own choice


class Noted(ThreadPoolExecutor):
    """An executor that notes what is asked of it."""

    made: list[Noted] = []  # noqa: RUF012 - the tests look at it

    def __init__(self) -> None:
        super().__init__(2)
        self.asked = 0
        self.is_over = False
        Noted.made.append(self)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.asked += 1
        return super().submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait, cancel_futures=cancel_futures)
        self.is_over = True


class Broken(ThreadPoolExecutor):
    """An executor whose workers cannot begin."""

    def __init__(self) -> None:
        super().__init__(1, initializer=refuse)


def refuse() -> NoReturn:
    raise OSError("no room")


def nothing() -> None:
    pass


@pytest.fixture(autouse=True)
def _none_made() -> None:
    Noted.made.clear()


def test_the_archive_s_executor_does_all_the_work() -> None:
    """Little work too, whatever the number of jobs; it is made once, and shut down."""
    with Crew(1, "tests.test_crew:Noted") as crew:
        assert Noted.made == []
        assert list(crew.map(square, NUMBERS, 0)) == list(map(square, NUMBERS))
        assert list(crew.map(square, NUMBERS, 9)) == list(map(square, NUMBERS))
    (executor,) = Noted.made
    assert executor.asked == 2 * len(NUMBERS)
    assert executor.is_over


def test_the_archive_s_executor_is_shut_down_when_the_work_fails() -> None:
    """And what was not begun is not done."""
    with pytest.raises(Unreadable), Crew(1, "tests.test_crew:Noted") as crew:
        list(crew.map(fail, range(100_000), 1))
    (executor,) = Noted.made
    assert executor.is_over
    assert executor.asked < 100


def test_the_same_work_is_other_work_the_next_time() -> None:
    """An executor that remembers results by what was asked would hand out what it made of a file that has changed since."""
    asked: list[tuple[object, ...]] = []

    class Remembering(Noted):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            asked.append((fn, args, tuple(kwargs.items())))
            return super().submit(fn, *args, **kwargs)

    globals()["Remembering"] = Remembering
    for _ in range(2):
        with Crew(1, "tests.test_crew:Remembering") as crew:
            assert list(crew.map(square, [1, 1], 1)) == [1, 1]
    assert len(asked) == len(set(asked)) == 4


@pytest.mark.parametrize(
    ("factory", "message"),
    [
        ("no_such_module:made", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("tests.test_crew:missing", "AttributeError: module 'tests.test_crew' has no attribute 'missing'"),
        ("tests.test_crew:refuse", "OSError: no room"),
        ("tests.test_crew:square", "TypeError: square() missing 1 required positional argument"),
        ("tests.test_crew:NUMBERS", "TypeError: 'list' object is not callable"),
        ("tests.test_crew:nothing", "returned no Executor"),
    ],
)
def test_an_executor_that_cannot_be_made_is_a_clear_problem(factory: str, message: str) -> None:
    """In the configuration, with what a function there has to be."""
    with pytest.raises(Unreadable) as caught, Crew(1, factory) as crew:
        list(crew.map(square, NUMBERS, 1))
    (problem,) = caught.value.problems
    assert problem.path == "briefgen.toml"
    assert message in problem.message
    assert repr(factory) in problem.message
    assert problem.hint


def test_an_executor_that_breaks_is_a_clear_problem() -> None:
    """Whichever it is."""
    with pytest.raises(Unreadable), Crew(1, "tests.test_crew:Broken") as crew:
        list(crew.map(square, NUMBERS, 1))


def test_threads_do_not_matter() -> None:
    """Processes are started safely beside other threads: they are forked from one that has none."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with Crew(2, worth=0) as crew:
            assert list(crew.map(square, NUMBERS, 1)) == list(map(square, NUMBERS))
    finally:
        stop.set()
        thread.join()
