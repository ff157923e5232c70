"""The hosts that are asked: one thing at a time of each, with a pause behind it, and only what its robots.txt lets us."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from briefgen.probing import wire
from briefgen.probing.manner import LONGEST_PAUSE, TOKEN, Manner
from briefgen.probing.place import Place, Unheard, joined
from briefgen.probing.wire import Reply

if TYPE_CHECKING:
    from protego import Protego

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_LARGEST_RULES: Final = 500 * 1024
"""Bytes of a robots.txt that are read: RFC 9309 asks for as many."""
_MOST_HOPS: Final = 5
"""Redirects that are followed to one: as many as it asks for."""


@dataclass(slots=True)
class _Host:
    turn: threading.Lock = field(default_factory=threading.Lock)
    rules: dict[str, Protego | Unheard] = field(default_factory=dict)
    """What robots.txt says, by origin, or why nobody knows."""
    learning: threading.Lock = field(default_factory=threading.Lock)
    pause: float = 0.0
    """That it asks for itself."""
    is_closed: bool = False
    """Whether it has had enough: nothing more is to be asked of it."""


class Hosts:
    """All hosts, as far as they have been asked. Any thread may ask."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.over = threading.Event()
        """Set once nothing more is to be asked of any."""
        self._hosts: dict[str, _Host] = {}
        self._new = threading.Lock()

    def ask(self, place: Place) -> Reply:
        """What a place's host answers, by HEAD, or by GET where it knows no HEAD or says that there is nothing. Raises Unheard; also where it
        asks to be left alone."""
        host = self._host(place)
        rules = self._rules(host, place)
        if not rules.can_fetch(place.address, TOKEN):
            raise Unheard("robots.txt asks not to")
        try:
            reply = self._request("HEAD", place, host)
        except Unheard as error:
            if error.detail != wire.BROKEN:
                raise
            reply = Reply(HTTPStatus.NOT_IMPLEMENTED)
        if reply.status >= HTTPStatus.BAD_REQUEST and reply.status != HTTPStatus.TOO_MANY_REQUESTS:
            reply = self._request("GET", place, host)
        if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
            host.is_closed = True
        return reply

    def _host(self, place: Place) -> _Host:
        with self._new:
            return self._hosts.setdefault(place.host, _Host())

    def _request(self, method: str, place: Place, host: _Host, most: int = 0) -> Reply:
        if host.is_closed or self.over.is_set():
            raise Unheard("was left alone", left=True)
        with self._turn(host):
            return wire.request(method, place, self.manner, most)

    @contextmanager
    def _turn(self, host: _Host) -> Iterator[None]:
        with host.turn:
            try:
                yield
            finally:
                self.over.wait(max(self.manner.pause, host.pause))

    def _rules(self, host: _Host, place: Place) -> Protego:
        """What its robots.txt says. Raises Unheard where that cannot be known, each time as the first time: what there is no host for has not to
        be asked for again."""
        with host.learning:
            if place.origin not in host.rules:
                host.rules[place.origin] = self._learnt(place, host)
        known = host.rules[place.origin]
        if isinstance(known, Unheard):
            raise Unheard(known.detail, absent=known.absent, left=known.left)
        host.pause = max(host.pause, min(float(known.crawl_delay(TOKEN) or 0), LONGEST_PAUSE))
        return known

    def _learnt(self, place: Place, host: _Host) -> Protego | Unheard:
        """As RFC 9309 has it: without a robots.txt everything may be asked for, and nothing where the host fails to say what."""
        from protego import Protego

        here = place._replace(target="/robots.txt")
        try:
            for _ in range(_MOST_HOPS + 1):
                reply = self._request("GET", here, host if here.host == place.host else self._host(here), _LARGEST_RULES)
                if reply.status not in REDIRECTS or not reply.location:
                    break
                here = joined(here, reply.location)
        except Unheard as error:
            return error if here == place._replace(target="/robots.txt") else Unheard("its robots.txt cannot be had")
        if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR or reply.status == HTTPStatus.TOO_MANY_REQUESTS:
            return Unheard(f"its robots.txt cannot be had ({reply.status})")
        return Protego.parse(reply.body.decode("utf-8", "replace"))
