"""What is asked of the preview: which path of the site a request names, and whether whoever asks may be answered."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit

_HOST: Final = re.compile(r"(?P<name>\[[0-9a-fA-F:.%\w]+\]|[^\[\]:/@\s]+)(?::\d{0,5})?")
_ODD: Final = re.compile(r"[\\:\x00-\x1f\x7f]")
"""What is in no address of a site: a drive's letter, another system's separator, a second stream of a file, a line's end."""
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\..*)?", re.IGNORECASE)
_OPEN: Final = ".well-known"


def path_in(target: str) -> str | None:
    """The path of the site, without its first slash, that a request's target names: '' for the front page.

    None where the bytes are no text. It may lead anywhere as yet: see `is_plain`.
    """
    raw = target.partition("#")[0].partition("?")[0]
    try:
        # http.server hands the request's bytes on as Latin-1.
        return unquote_to_bytes(raw.encode("latin-1")).decode("utf-8").lstrip("/")
    except UnicodeError:
        return None


def is_plain(path: str, windows: bool = os.name == "nt") -> bool:
    """Whether a file's path, below the site's root, is one that a host would look for: no dots that lead up, nothing hidden, nothing
    that a file system takes for something other than a file of this name."""
    return bool(path) and not _ODD.search(path) and all(_is_plain_part(part, windows) for part in path.split("/"))


def _is_plain_part(part: str, windows: bool) -> bool:
    if not part or (part.startswith(".") and part != _OPEN):
        return False
    # Windows drops dots and spaces at a name's end, and has devices in every folder.
    return not windows or not (part != part.rstrip(". ") or _DEVICE.fullmatch(part))


def is_for(host: str, bound: str) -> bool:
    """Whether a request with this Host header is meant for a server that was told to listen at `bound`.

    A page elsewhere can have its own name lead to this machine, and its browser then lets it read what it finds here; but it cannot make
    that name another. So a server of this machine alone answers to the machine's own names, and any other one to addresses in
    figures, which nobody can have lead elsewhere, and to the name that it was given.
    """
    found = _HOST.fullmatch(host)
    if not found:
        return False
    name = found["name"].strip("[]").lower().removesuffix(".")
    if name in ("localhost", bound.lower()):
        return True
    address = address_of(name)
    return address is not None and (address.is_loopback or not is_local(bound))


def is_local(bound: str) -> bool:
    """Whether a server there is reached from this machine alone."""
    address = address_of(bound)
    return bound.lower() == "localhost" if address is None else address.is_loopback


def address_of(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a name in figures is; None for any other name."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def is_from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether, by a request's headers, a page of another site asks, be it one on another port of this machine: it may lead here, and nothing else.

    The search index is made of scripts, and scripts may be loaded from anywhere unless the server looks at who asks.
    """
    origin = headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("Host", "").lower():
        return True
    if headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        return False
    return headers.get("Sec-Fetch-Mode") != "navigate" or headers.get("Sec-Fetch-Dest") in ("object", "embed")
