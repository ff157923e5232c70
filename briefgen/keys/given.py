"""What briefgen.toml gives, each value read as what it is to be; what it is not is a ValueError with a message and perhaps a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen import toml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SWITCH = "write true or false, without quotes"


def text(value: object) -> str:
    """A text. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError(f"{toml.shown(value)} is not text; put it in quotes")
    return value


def address(value: object) -> str:
    """The address of a site, which ends in '/'; '' for none. Raises ValueError."""
    import re
    from urllib.parse import urlsplit

    found = text(value).strip()
    if not found:
        return ""
    parts = urlsplit(found)
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s?#\"<>\\\x00-\x1f\x7f]", found):
        raise ValueError(f"{found!r} is not the address of a site; write it like 'https://example.org/briefings/'")
    return found if found.endswith("/") else found + "/"


def whether(value: object) -> bool:
    """A switch. Raises ValueError."""
    if not isinstance(value, bool):
        raise ValueError(f"{toml.shown(value)} is neither true nor false", SWITCH)
    return value


def texts(value: object) -> tuple[str, ...]:
    """A list of texts, each once, in its order. Raises ValueError."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{toml.shown(value)} is no list of texts", 'write it like ["one", "another"]')
    return tuple(dict.fromkeys(value))


def table(value: object, readers: Mapping[str, Callable[[object], object]], example: str) -> dict[str, object]:
    """A table with these keys, each read by its reader; only those that are given. Raises ValueError."""
    if not isinstance(value, dict):
        raise ValueError(f"{toml.shown(value)} is no table", f"write it like {example}")
    found: dict[str, object] = {}
    for key, given in value.items():
        if key not in readers:
            raise ValueError(f"there is no {key!r} in it", toml.known(key, readers))
        try:
            found[key] = readers[key](given)
        except ValueError as error:
            raise ValueError(f"{key}: {error.args[0]}", *error.args[1:]) from None
    return found
