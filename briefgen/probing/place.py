"""An address as what is connected to, and whether that may be."""

from __future__ import annotations

import ipaddress
import socket
from typing import Final, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

_PORTS: Final = {"http": 80, "https": 443}
_FIRST_FREE_PORT: Final = 1024
"""Below it other services have their places than sites: what a seed says must not make us talk to a mail server."""
_MOST_TRIED: Final = 4
"""So many of a host's addresses are tried."""
_SAFE: Final = "%/:=&?~+!$,;'@()*[]|"
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class Unheard(Exception):
    """Raised where nothing can be heard from a host, or is not to be asked of it."""

    def __init__(self, detail: str, *, absent: bool = False, left: bool = False) -> None:
        super().__init__(detail)
        self.detail = detail
        self.absent = absent
        """Whether there is no such host, or nothing there that listens."""
        self.left = left
        """Whether nobody asked, since the host has had enough."""


class Place(NamedTuple):
    """An address in its parts, all in ASCII as they are sent."""

    scheme: str
    host: str
    port: int
    target: str
    """Path and query."""

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt is for."""
        return f"{self.scheme}://{_bracketed(self.host)}:{self.port}"

    @property
    def address(self) -> str:
        """As it is written."""
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{_bracketed(self.host)}{port}{self.target}"


def place_of(address: str) -> Place:
    """An address in its parts; whatever name and password it has are left out. Raises Unheard for what cannot be asked for."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        if parts.scheme not in _PORTS or not host:
            raise Unheard("is no http address")
        host = host if ":" in host else host.encode("idna").decode("ascii").lower().rstrip(".")
        if not host or not (host.isprintable() and host.isascii()) or any(sign in host for sign in " /\\?#@<>\"'%"):
            raise Unheard("names no host")
    except ValueError:  # UnicodeError is one
        raise Unheard("is no address that can be asked for") from None
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return Place(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, (quote(parts.path, safe=_SAFE) or "/") + query)


def joined(here: Place, location: str) -> Place:
    """Where a redirect leads. Raises Unheard where it leads nowhere."""
    try:
        return place_of(urljoin(here.address, location.strip()))
    except (ValueError, Unheard):
        raise Unheard("redirects to what is no http address") from None


def doors(place: Place, *, private: bool) -> list[str]:
    """The numbers under which a place's host is reached, some of them. Raises Unheard where there is none, and, unless `private` ones may be
    asked, where any of them is not the internet's: such a name would lead to a machine that only this one reaches."""
    if not private and place.port < _FIRST_FREE_PORT and place.port not in _PORTS.values():
        raise Unheard("names a port that no site has")
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except socket.gaierror as error:
        nothing = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
        raise Unheard("no such host" if nothing else "the host's name cannot be looked up", absent=nothing) from None
    except (OSError, UnicodeError):
        raise Unheard("the host's name cannot be looked up") from None
    numbers = list(dict.fromkeys(str(end[0]) for *_, end in found))
    if not private and not all(map(is_public, numbers)):
        raise Unheard("is not on the internet")
    return numbers[:_MOST_TRIED]


def is_public(number: str) -> bool:
    """Whether an IP address is one of the internet's; one that stands for another one, as in IPv6 many may, is what that is."""
    try:
        one = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(one, ipaddress.IPv6Address):
        inner = one.ipv4_mapped or one.sixtofour or (one.teredo or (None, None))[1]
        inner = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF) if one in _NAT64 else inner
        if inner is not None:
            return is_public(str(inner))
        if one.is_site_local:
            return False
    return one.is_global and not one.is_multicast and not one.is_reserved


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
