"""Many addresses asked for: some hosts at a time, each of them one address after the other."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Generator, Iterable
from queue import Empty, SimpleQueue

from briefgen.probing.ask import Answer, ask
from briefgen.probing.hosts import Hosts
from briefgen.probing.manner import TOGETHER, Manner
from briefgen.probing.place import Unheard, place_of


def asked(addresses: Iterable[str], manner: Manner) -> Generator[Answer, None, None]:
    """An answer for each address, as they come. Whoever does not want the rest closes it: what is being asked then is asked no further."""
    queues = _by_host(addresses)
    hosts = Hosts(manner)
    answers: SimpleQueue[Answer | None] = SimpleQueue()
    workers = min(TOGETHER, len(queues))
    for _ in range(workers):
        threading.Thread(target=_work, args=(queues, hosts, answers), daemon=True).start()
    try:
        while workers:
            try:
                answer = answers.get(timeout=1)  # on Windows nothing, not even Ctrl-C, interrupts a wait without a limit
            except Empty:
                continue
            if answer is None:
                workers -= 1
            else:
                yield answer
    finally:
        hosts.over.set()


def _by_host(addresses: Iterable[str]) -> deque[list[str]]:
    """The addresses of each host, those of whom there are most first: they take longest."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for address in sorted(set(addresses)):
        try:
            found[place_of(address).host].append(address)
        except Unheard:
            found[""].append(address)
    return deque(sorted(found.values(), key=lambda group: (-len(group), group)))


def _work(queues: deque[list[str]], hosts: Hosts, answers: SimpleQueue[Answer | None]) -> None:
    """Takes one host after the other."""
    try:
        while queues:
            try:
                group = queues.popleft()
            except IndexError:  # another one was quicker
                return
            for address in group:
                if hosts.over.is_set():
                    return
                answers.put(ask(address, hosts))
    finally:
        answers.put(None)
