"""What briefgen.toml gives, each value read as what it is to be; what it is not is a ValueError with a message and perhaps a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from briefgen import toml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

SWITCH = "write true or false, without quotes"


class Fault(NamedTuple):
    """One thing that is wrong with a value."""

    message: str
    hint: str = ""
    keys: tuple[str, ...] = ()
    """Those that lead to it in the value; none where the value itself is wrong."""


class Faulty(ValueError):
    """Raised where a table is read, with all that is wrong in it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults[0].message, faults[0].hint)
        self.faults = faults


class Unknown(ValueError):
    """Raised for a key that cannot be: what is said of it names it."""


def faults(error: ValueError) -> tuple[Fault, ...]:
    """What a reader raised, as faults of its value."""
    return error.faults if isinstance(error, Faulty) else (Fault(*error.args[:2]),)


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


def table(
    value: object, readers: Mapping[str, Callable[[object], object]], example: str, needed: Mapping[str, tuple[str, str]] | None = None
) -> dict[str, object]:
    """A table with these keys, each read by its reader; only those that are given. `needed` has the keys without which it says nothing, each with
    message and hint. Raises ValueError, with all that is wrong."""
    if not isinstance(value, dict):
        raise ValueError(f"{toml.shown(value)} is no table", f"write it like {example}")

    def read(key: str, given: object) -> object:
        if key not in readers:
            raise Unknown(f"there is no {key!r} in it", toml.known(key, readers))
        return readers[key](given)

    missing = [Fault(*said) for key, said in (needed or {}).items() if not value.get(key)]
    try:
        found = each(value, read)
    except Faulty as error:
        raise Faulty(*error.faults, *missing) from None
    if missing:
        raise Faulty(*missing)
    return found


def each(table: Mapping[str, object], read: Callable[[str, object], T]) -> dict[str, T]:
    """What a reader makes of each key of a table, with its value. Raises Faulty, with all that is wrong and where."""
    found: dict[str, T] = {}
    wrong: list[Fault] = []
    for key, value in table.items():
        try:
            found[key] = read(key, value)
        except ValueError as error:
            before = "" if isinstance(error, Unknown) else f"{key}: "
            wrong += [Fault(before + message, hint, (key, *keys)) for message, hint, keys in faults(error)]
    if wrong:
        raise Faulty(*wrong)
    return found
