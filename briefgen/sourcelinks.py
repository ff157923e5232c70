"""What became of the sources' addresses: `content/links.tsv`, a line for each that was asked for.

So builds know it without asking anybody. A person may edit every line, and delete one to have its address asked for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.text import squeeze

NAME: Final = "links.tsv"
OK, MOVED, DEAD, UNKNOWN = STATES = ("ok", "moved", "dead", "unknown")
_HEAD: Final = "# What became of sources: address, ok|moved|dead|unknown, since when, last checked, detail. Delete a line to have it checked anew."
_FEWEST: Final = 3
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f]{1,2000}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """What became of an address."""

    address: str
    state: str
    """'ok', 'moved' (for good: `detail` is the new address), 'dead', or 'unknown'."""
    since: str
    """The day on which it was first found so, as YYYY-MM-DD."""
    checked: str
    """The day on which it was last found so."""
    detail: str = ""


def named(source: str) -> str:
    """What of a source names a page, and no place on it."""
    return source.strip().partition("#")[0]


def address_of(source: str) -> str:
    """The address under which a source is asked for and known, which has no '#' and what follows it; '' for what is no http(s) address."""
    found = named(source)
    return found if _ADDRESS.fullmatch(found) else ""


def read(content: Path) -> dict[str, Line]:
    """The lines by address; what is no such line is passed over, and of two with one address the last one counts."""
    return _read(_texts(content))


def dead(content: Path) -> dict[str, Line]:
    """The lines of what is there no more, by address: each build asks for them, and for no others."""
    texts = _texts(content)
    addresses = {text.partition("\t")[0] for text in texts if f"\t{DEAD}\t" in text}
    known = _read(text for text in texts if text.partition("\t")[0] in addresses) if addresses else {}
    return {address: line for address, line in known.items() if line.state == DEAD}


def _read(texts: Iterable[str]) -> dict[str, Line]:
    return {line.address: line for text in texts if (line := _line(text))}


def add(content: Path, found: Iterable[Line]) -> bool:
    """Saves these in place of those that there are of the same addresses; whether anything changed. What is no such line stays, above the
    others."""
    known = read(content)
    new = known | {line.address: line for line in found}
    if new == known:
        return False
    kept = [text for text in _texts(content) if text and not _line(text)] or [_HEAD]
    rows = (f"{one.address}\t{one.state}\t{one.since}\t{one.checked}\t{squeeze(one.detail)}" for one in sorted(new.values()))
    return files.write_if_changed(content / NAME, ("\n".join([*kept, *rows]) + "\n").encode("utf-8", "replace"))


def _texts(content: Path) -> list[str]:
    return (files.read_or_none(content / NAME) or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")


def _line(text: str) -> Line | None:
    """A line, in which a person may leave out when it was last checked, and the detail."""
    address, *rest = text.split("\t")
    state, since, checked, detail = (*rest, "", "", "", "")[:4]
    checked = checked or since
    if not _FEWEST <= 1 + len(rest) <= len(Line.__slots__) or address_of(address) != address or state not in STATES:
        return None
    return Line(address, state, since, checked, detail) if _is_day(since) and _is_day(checked) else None


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False
