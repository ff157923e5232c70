"""One request: HEAD or GET, sent to a host and answered, or not."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from functools import cache
from http import HTTPStatus
from typing import Final, NamedTuple

from briefgen.probing.manner import Manner
from briefgen.probing.place import Place, Unheard, doors

SLOW: Final = "does not answer in time"
BROKEN: Final = "breaks off"


_HEADERS: Final = {"Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}


class Reply(NamedTuple):
    """What a host answered."""

    status: int
    location: str = ""
    body: bytes = b""


def request(method: str, place: Place, manner: Manner, most: int = 0) -> Reply:
    """What a host answers, with at most so many bytes of what it sends; the rest is never read. Raises Unheard."""
    wire = _Wire(place, manner)
    over = threading.Timer(manner.limit, wire.cut)
    over.daemon = True
    over.start()
    try:
        wire.request(
            method, place.target, headers={"User-Agent": manner.agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
        )
        answer = wire.getresponse()
        body = answer.read(most) if most and answer.status == HTTPStatus.OK else b""
        found = Reply(answer.status, _location(answer), body)
    except ssl.SSLError as error:
        is_invalid = isinstance(error, ssl.SSLCertVerificationError)
        raise Unheard(SLOW if wire.is_cut else "has no valid certificate" if is_invalid else "cannot be talked to in private") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        is_slow = wire.is_cut or isinstance(error, TimeoutError)
        raise Unheard(SLOW if is_slow else BROKEN if wire.is_open else "cannot be reached") from None
    finally:
        over.cancel()
        wire.close()
    if wire.is_cut:  # in the middle of what it says, which to http.client is its end
        raise Unheard(SLOW)
    return found


def _location(answer: http.client.HTTPResponse) -> str:
    """Where a redirect leads, in UTF-8 where it is not in ASCII."""
    return (answer.headers.get("Location") or "").encode("latin-1", "replace").decode("utf-8", "replace")


class _Wire(http.client.HTTPConnection):
    """A connection to an address that was looked at before, so that no name can lead elsewhere in between."""

    def __init__(self, place: Place, manner: Manner) -> None:
        super().__init__(place.host, place.port, timeout=manner.timeout)
        self.default_port = 443 if place.scheme == "https" else 80  # which the header Host leaves out
        self.place = place
        self.manner = manner
        self.is_open = False
        self.is_cut = False

    def connect(self) -> None:
        """Connects to the first of the host's addresses that lets us. Raises Unheard."""
        refused, last = 0, Unheard("cannot be reached")
        numbers = doors(self.place, private=self.manner.private)
        for number in numbers:
            if self.is_cut:
                break
            try:
                self._open(number)
            except ConnectionRefusedError:
                refused += 1
            except TimeoutError:
                last = Unheard(SLOW)
            except ssl.SSLError:
                raise
            except OSError:  # as where this machine has no IPv6 and the host has
                pass
            else:
                self.is_open = True
                return
        raise Unheard("refuses the connection", absent=True) if numbers and refused == len(numbers) else last

    def _open(self, number: str) -> None:
        self.sock = socket.create_connection((number, self.place.port), self.manner.timeout)
        if self.place.scheme != "https":
            return
        try:
            self.sock = wrapped = _context().wrap_socket(self.sock, server_hostname=self.place.host, do_handshake_on_connect=False)
            wrapped.do_handshake()
        except BaseException:
            self.sock.close()
            raise

    def cut(self) -> None:
        """Ends it while another thread waits for it."""
        self.is_cut = True
        with contextlib.suppress(OSError, TypeError):  # it is not open yet, or not any more
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


@cache
def _context() -> ssl.SSLContext:
    """Whom to trust: whom this machine does, and, as not every Python knows where it says so, whom Mozilla does."""
    import certifi

    made = ssl.create_default_context()
    made.load_verify_locations(certifi.where())
    return made
