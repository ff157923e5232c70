"""One address asked for, through all redirects, to what there is at its end."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, Literal, TypeAlias

from briefgen.probing.hosts import REDIRECTS, Hosts
from briefgen.probing.manner import MOST_HOPS
from briefgen.probing.place import Place, Unheard, joined, place_of
from briefgen.sourcelinks import address_of

Kind: TypeAlias = Literal["there", "moved", "gone", "absent", "trouble", "left"]

_FOR_GOOD: Final = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_GONE: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What asking for an address came to."""

    address: str
    kind: Kind
    """'there'; 'moved' for good, to `detail`; 'gone', as the host says; 'absent', there being no host or nothing at it that listens; 'trouble' of
    any other kind, which says nothing of the address."""
    detail: str = ""
    heard: bool = True
    """Whether a host has answered anything."""


def ask(address: str, hosts: Hosts) -> Answer:
    """What asking for an address comes to."""
    heard, at = False, ""
    try:
        start = here = new = place_of(address)
        is_for_good, seen = True, {start}
        for _ in range(MOST_HOPS + 1):
            reply = hosts.ask(here)
            heard = True
            if reply.status not in REDIRECTS or not reply.location:
                return _ended(address, start, here, new, reply.status)
            at = ""
            here = joined(here, reply.location)
            at = f" at {here.host}"
            if here in seen:
                return Answer(address, "trouble", "redirects in a circle")
            seen.add(here)
            is_for_good = is_for_good and reply.status in _FOR_GOOD
            new = here if is_for_good else new
    except Unheard as error:
        kind: Kind = "left" if error.left else "absent" if error.absent else "trouble"
        return Answer(address, kind, f"{error.detail}{at}", heard)
    return Answer(address, "trouble", "redirects too often")


def _ended(address: str, start: Place, here: Place, new: Place, status: int) -> Answer:
    """What the last answer means."""
    if status in _GONE:
        return Answer(address, "gone", str(int(status)))
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Answer(address, "trouble", str(int(status)))
    if here != start and here.target == "/" != start.target:
        return Answer(address, "trouble", f"leads to the front page of {here.host}")
    if new != start and address_of(new.address):
        return Answer(address, "moved", new.address)
    return Answer(address, "there")
