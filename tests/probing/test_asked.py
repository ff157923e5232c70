"""Many addresses asked for: each host has peace between two requests, and there is never more than one to it."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import ExitStack

from briefgen.probing.ask import ask
from briefgen.probing.asked import asked
from briefgen.probing.hosts import Hosts
from briefgen.probing.manner import TOGETHER, Manner
from tests.probing.hosts import QUICKLY, Answers, host


class _Watched:
    """Remembers how many requests there were at a time; the first ones wait for each other."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.gate = threading.Barrier(TOGETHER)
        self.came = 0
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.most_together = 0

    def meanwhile(self, name: str) -> None:
        with self.turn:
            self.came += 1
            is_first = self.came <= TOGETHER
            self.now[name] += 1
            self.most[name] = max(self.most[name], self.now[name])
            self.most_together = max(self.most_together, sum(self.now.values()))
        if is_first:
            self.gate.wait(20)
        with self.turn:
            self.now[name] -= 1


def test_many_hosts_are_asked_each_one_thing_at_a_time() -> None:
    """Also where redirects lead from one to the other."""
    watched = _Watched()
    with ExitStack() as stack:
        names = [f"127.0.0.{number}" for number in range(1, 13)]
        hosts = {name: stack.enter_context(host(Answers({f"/{number}": 200 for number in range(5)}), name)) for name in names}
        for name, one in hosts.items():
            other = hosts[names[(names.index(name) + 1) % len(names)]]
            one.paths = {**one.paths, "/on": (302, other.address("/0", names[(names.index(name) + 1) % len(names)]))}
            one.meanwhile = lambda _, name=name: watched.meanwhile(name)  # type: ignore[misc]
        wanted = [one.address(f"/{path}", name) for name, one in hosts.items() for path in (*range(5), "on", "missing")]
        answers = list(asked([*wanted, wanted[0]], QUICKLY))
    assert sorted(answer.address for answer in answers) == sorted(wanted)
    assert {answer.kind for answer in answers} == {"there", "gone"}
    assert set(watched.most.values()) == {1}
    assert watched.most_together == TOGETHER
    assert {one.robots_asked for one in hosts.values()} == {1}


class _Waits(threading.Event):
    """Remembers how long it would wait."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout or 0)
        return False


def pauses_of(answers: Answers, manner: Manner, paths: tuple[str, ...]) -> list[float]:
    """The pauses behind what is asked of a host, which nobody waits for."""
    hosts = Hosts(manner)
    hosts.over = waits = _Waits()
    for path in paths:
        ask(answers.address(path), hosts)
    return waits.waited


def test_there_is_a_pause_behind_each_request() -> None:
    """Behind that for robots.txt, behind HEAD before GET, and between redirects too; and a host that wants a longer one gets it, within reason."""
    with host(Answers({"/there": 200, "/on": (302, "/there"), "/shy": 200}, heads={"/shy": 405})) as one:
        assert pauses_of(one, QUICKLY._replace(pause=3), ("/there", "/on", "/shy")) == [3] * 6
        one.robots = "User-agent: *\nCrawl-delay: 7\n"
        assert pauses_of(one, QUICKLY._replace(pause=3), ("/there", "/there")) == [3, 7, 7]
        one.robots = "User-agent: *\nCrawl-delay: 86400\n"
        assert pauses_of(one, QUICKLY, ("/there",)) == [0, 60]


def test_who_does_not_want_the_rest_has_no_more_asked() -> None:
    """As when Ctrl-C is pressed: pauses end too."""
    came = threading.Event()
    with host(Answers({f"/{number}": 200 for number in range(50)})) as one:
        one.meanwhile = lambda _: came.set()
        coming = asked([one.address(f"/{number}") for number in range(50)], QUICKLY)
        next(coming)
        coming.close()
        assert came.is_set()
        while threading.active_count() > 1 and any("_work" in thread.name for thread in threading.enumerate()):
            next(thread for thread in threading.enumerate() if "_work" in thread.name).join(20)
        asked_then = len(one.asked)
    assert asked_then < 50


def test_nothing_is_asked_for_nothing() -> None:
    assert list(asked([], QUICKLY)) == []


def test_what_is_no_address_is_answered_too() -> None:
    (answer,) = asked(["http://[::"], QUICKLY)
    assert (answer.kind, answer.heard) == ("trouble", False)
