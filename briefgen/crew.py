"""Who does the work: this process, others of this machine, or an executor of the archive's own choice.

Work is a top-level function and plain values, so that it can be done anywhere; results come back in the order of what was given.
"""

from __future__ import annotations

import importlib
import itertools
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Final, TypeVar

from briefgen.problem import Problem, Unreadable

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

WORTH: Final = 0.4
"""Seconds of work from which other processes are started: that takes a quarter of a second."""
_AHEAD: Final = 3
"""Pieces of work for each process that are under way or waiting, so that none is ever idle and little is held in memory."""


class Crew:
    """A context manager, which ends the processes that it started.

    `jobs` is how many processes: 1 works in this one, 0 takes as many as this process may use cores. With `factory`, `module:name`
    of something that returns an Executor, work goes to that one instead. `preloaded` are the modules that the process imports from which
    others are forked: they share them.
    """

    def __init__(self, jobs: int = 1, factory: str = "", *, worth: float | None = None, preloaded: Sequence[str] = ()) -> None:
        self.jobs = jobs or cores()
        self._factory = factory
        self._preloaded = preloaded
        self._worth = WORTH if worth is None else worth
        self._executor: Executor | None = None
        self._mark = os.urandom(8)
        self._numbers = itertools.count()

    def map(self, work: Callable[[T], R], given: Iterable[T], seconds: float) -> Iterator[R]:
        """What `work` makes of each of `given`, in order. `seconds` is about how long all of it takes: where that is little it is
        done here and now. Raises what the work raises, and Unreadable when a process dies under it."""
        if self._factory or (self.jobs > 1 and (self._executor is not None or seconds >= self._worth)):
            yield from self._spread(work, given)
        else:
            yield from map(work, given)

    def _spread(self, work: Callable[[T], R], given: Iterable[T]) -> Iterator[R]:
        from concurrent.futures import BrokenExecutor

        executor = self._started()
        waiting: deque[Future[R]] = deque()
        try:
            for one in given:
                waiting.append(executor.submit(_done, work, one, self._mark, next(self._numbers)))
                if len(waiting) >= _AHEAD * self.jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenExecutor as error:
            self._executor = None
            hint = "build again; if it happens again there may be too little memory: try -j 1"
            raise Unreadable(Problem("", 0, "a process that did a part of the work was ended from outside", hint)) from error
        finally:
            for future in waiting:
                future.cancel()

    def _started(self) -> Executor:
        if self._executor is None:
            self._executor = _made(self._factory) if self._factory else _processes(self.jobs, self._preloaded)
        return self._executor

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True)
            self._executor = None


def _done(work: Callable[[T], R], given: T, _mark: bytes, _number: int) -> R:
    """Does the work. Its mark and number make it another than any before: Dask would hand out again what it made of the same values, but
    the work looks at files."""
    return work(given)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in parts of this size, the last one shorter."""
    return (items[start : start + size] for start in range(0, len(items), size))


def _processes(jobs: int, preloaded: Sequence[str]) -> Executor:
    """Processes that are safe to start beside threads: forked from one that has none, or started afresh."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(list(preloaded))
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Leaves an interruption to the process that hands out the work, and ends with it."""
    import multiprocessing
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _made(factory: str) -> Executor:
    """The executor that the archive names. Raises Unreadable when there is none by that name."""
    module, _, name = factory.partition(":")
    try:
        made: Executor = getattr(importlib.import_module(module), name)()
    except Exception as error:  # it is somebody's program, and so may fail in any way
        what = f"executor {factory!r} cannot be made: {type(error).__name__}: {error}"
        raise Unreadable(Problem("briefgen.toml", 0, what, "name a function without arguments that returns an Executor")) from error
    if not callable(getattr(made, "submit", None)) or not callable(getattr(made, "shutdown", None)):
        raise Unreadable(Problem("briefgen.toml", 0, f"executor {factory!r} returned no Executor", "it needs submit() and shutdown()"))
    return made
