"""A site on a host, as it is verified: asked for politely, and trusted in nothing.

At most four files are asked for at a time, of the one host alone, with a pause after each. What comes is hashed as it comes, and never more
than the manifest says, or in more time than a file may take; a host that fails again and again is left in peace.
"""

from __future__ import annotations

import hashlib
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from briefgen import __version__
from briefgen.problem import Problem, Unreadable
from briefgen.publish.verify import Difference, Found
from briefgen.site import manifest
from briefgen.site.manifest import File, Manifest

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

AT_ONCE: Final = 4
PAUSE: Final = 0.1
"""Seconds after each file, before the next one is asked for on the same connection."""
MOST_FAILURES: Final = 20
"""So many files that cannot be had, and no more are asked for."""
KEPT_BACK: Final = (".nojekyll", "_headers", "_redirects")
"""Files that are for the host, which often does not show them."""
_WAIT: Final = 20.0
"""Seconds in which something must come."""
_LONGEST: Final = 300.0
"""Seconds that a file may take."""
_REDIRECTS: Final = 3
_PIECE: Final = 1 << 16


class Hosted:
    """The site at an address, which begins with http: or https:."""

    def __init__(self, address: str, *, pause: float = PAUSE, wait: float = _WAIT) -> None:
        from urllib3 import PoolManager, Timeout

        self.name = address.split("?")[0].split("#")[0].removesuffix(manifest.NAME).removesuffix("index.html").rstrip("/")
        self._pause = pause
        self._stop = threading.Event()
        headers = {"User-Agent": f"briefgen/{__version__} (verify)", "Accept-Encoding": "gzip", "Cache-Control": "no-cache"}
        self._pool: PoolManager = PoolManager(
            num_pools=2,
            maxsize=AT_ONCE,
            block=True,
            headers=headers,
            timeout=Timeout(connect=wait, read=wait),
            retries=False,
            ssl_context=_trusting(),
        )

    def manifest(self) -> bytes:
        """Its manifest. Raises Unreadable."""
        came = self._fetched(manifest.NAME, manifest.LARGEST, keep=True)
        if came.trouble or came.is_missing:
            message = came.trouble or f"there is no {manifest.NAME} there"
            raise Unreadable(Problem(self.name, 0, message, "name the address of a site's front page, as 'https://example.org/briefings/'"))
        return came.data

    def look(self, listed: Sequence[File]) -> Iterator[Found]:
        """What lies at these paths. It stops where too many cannot be had."""
        with ThreadPoolExecutor(AT_ONCE) as threads:
            failures = 0
            asked: list[Future[Found | None]] = [threads.submit(self._look, one) for one in listed]
            try:
                for future in as_completed(asked):
                    found = future.result()
                    if found is not None:
                        failures += bool(found.trouble) and not found.is_seen
                        yield found
                    if failures >= MOST_FAILURES:
                        self._stop.set()
            finally:
                self._stop.set()
                for future in asked:
                    future.cancel()

    def _look(self, file: File) -> Found | None:
        """What lies there; None when nothing more is to be asked for."""
        if self._stop.is_set():
            return None
        came = self._fetched(file.path, file.size)
        self._stop.wait(self._pause)
        if came.is_missing and came.sha256 != file.sha256:  # 404.html itself may come with that status
            return Found(file)
        return Found(file, came.sha256, came.trouble, is_seen=came.is_seen)

    def others(self, _: Manifest) -> Sequence[Difference]:
        """What a host has beside what is asked for nobody can tell."""
        return ()

    def passes_over(self, path: str) -> bool:
        """Whether hosts keep such a file to themselves."""
        return path in KEPT_BACK

    def _fetched(self, path: str, most: int, *, keep: bool = False) -> _Came:
        """What comes when one asks for a path: at most so many bytes of it."""
        from urllib3.exceptions import HTTPError

        address = f"{self.name}/{quote(path)}"
        try:
            for _ in range(_REDIRECTS + 1):
                answer = self._pool.request("GET", address, preload_content=False, decode_content=False, redirect=False)
                came, target = _Came(), answer.get_redirect_location()
                try:
                    if not target:
                        came = _came(answer, most, keep=keep)
                        return came
                finally:
                    if not came.is_whole:
                        answer.close()
                    answer.release_conn()
                there = urljoin(address, str(target))
                if not _is_same_host(address, there):
                    return _Came(trouble=f"the host sends elsewhere for it: to {there[:_SHOWN]}")
                address = there
        except (HTTPError, ValueError, OSError) as error:
            return _Came(trouble=f"could not be fetched: {str(error)[:_SHOWN]}")
        return _Came(trouble="the host sends from one address to the next for it")


class _Came(NamedTuple):
    """What came."""

    sha256: str = ""
    data: bytes = b""
    """Where it was to be kept."""
    trouble: str = ""
    is_missing: bool = False
    """Whether the host said that there is no such thing."""
    is_whole: bool = False
    """Whether all that the host sent was read."""
    is_seen: bool = False
    """Whether something came, although there is trouble with it."""


def _came(answer: BaseHTTPResponse, most: int, *, keep: bool) -> _Came:
    """What a host answers, hashed."""
    is_missing = answer.status in (404, 410)
    encoding = answer.headers.get("Content-Encoding", "").lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        return _Came(trouble=f"the host sent it as {encoding[:_SHOWN]!r}, which nobody asked for")
    if not is_missing and answer.status != 200:
        return _Came(trouble=f"the host answered {answer.status}")
    opened = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in encoding else None
    made, kept, length, until = hashlib.sha256(), [], 0, time.monotonic() + _LONGEST
    while piece := answer.read1(_PIECE, decode_content=False):
        try:
            piece = opened.decompress(piece, most + 1 - length) if opened else piece
        except zlib.error:
            return _Came(trouble="it is damaged", is_seen=True)
        made.update(piece)
        length += len(piece)
        if keep:
            kept.append(piece)
        if length > most:
            return _Came(trouble=f"not what was published: it is longer than the {most} bytes that it had", is_seen=True, is_missing=is_missing)
        if time.monotonic() > until:
            return _Came(trouble=f"it takes longer than {_LONGEST:.0f} seconds")
    return _Came(made.hexdigest(), b"".join(kept), is_missing=is_missing, is_whole=True)


def _trusting() -> ssl.SSLContext:
    """Whom to trust: whom this machine does, and, as not every Python knows where it says so, whom Mozilla does."""
    import certifi

    made = ssl.create_default_context()
    made.load_verify_locations(certifi.where())
    return made


def _is_same_host(one: str, other: str) -> bool:
    """Whether an address is of the same host as another: by the same way, or by https in place of http."""
    old, new = urlsplit(one), urlsplit(other)
    if (old.hostname or "") != new.hostname:
        return False
    return (old.scheme, old.port) == (new.scheme, new.port) or (old.scheme, new.scheme, new.port) == ("http", "https", None)


_SHOWN: Final = 200
"""Characters of what a host says that are repeated."""
