"""The change log as files: `content/changes/`, with one for each day on which changes were recorded, a line for each change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Final, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta, Struct

from briefgen import dates, files
from briefgen.problem import Problem

FOLDER: Final = "changes"
"""Below content/."""
RENAMED: Final = "renamed"
"""What happens to an event; all others are of articles."""
KINDS: Final = ("began", "added", "restored", "changed", "refiled", RENAMED, "removed", "withdrawn")
"""What a line may tell of, in the order in which a day lists it."""
FIELDS: Final = ("title", "date", "authors", "outlet", "events", "rights", "address")
"""What may be another of an article than it was."""
ENDING: Final = ".jsonl"
_Number: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000_000)]


class Entry(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A change, as a line of JSON. Of a text nothing stands in it but digests, so that what was taken out is nowhere published again."""

    kind: str
    """One of KINDS."""
    slug: str = ""
    """The article's, or that which an event was given."""
    url: str = ""
    """Of its page, below the site's root."""
    title: tuple[str, str] | None = None
    """Before and after, and so are the next six."""
    date: tuple[str, str] | None = None
    authors: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    outlet: tuple[str, str] | None = None
    events: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    """Slugs; of an event that was renamed the one that it had and the one that it was given."""
    rights: tuple[str, str] | None = None
    address: tuple[str, str] | None = None
    new: tuple[str, ...] = ()
    """Digests of the text's paragraphs that were not there before,"""
    gone: _Number = 0
    """and how many are not there any more."""
    replaced: _Number = 0
    """Of both so many: where one stood that is gone, a new one stands."""
    moved: bool = False
    """Whether all that happened to the text is that its paragraphs stand in another order."""
    articles: _Number = 0
    """How many there were when the log began."""


class Day(NamedTuple):
    """What was recorded on one day."""

    date: str
    """YYYY-MM-DD."""
    entries: tuple[Entry, ...]


class Chronicle(NamedTuple):
    """The change log."""

    days: tuple[Day, ...] = ()
    """Oldest first."""
    problems: tuple[Problem, ...] = ()


def read(content: Path) -> Chronicle:
    """The change log, with a warning for each line that is no change: that one is not shown."""
    days: list[Day] = []
    problems: list[Problem] = []
    for name in files.scan(content / FOLDER, (ENDING,)):
        day = name.removesuffix(ENDING)
        if not is_day(day):
            hint = f"name it like 2026-11-01{ENDING}"
            problems.append(Problem(_place(content, name), 0, "its name is no day: it is not shown", hint, severity="warning"))
            continue
        days.append(Day(day, _entries(_place(content, name), files.read(content / FOLDER / name), problems)))
    return Chronicle(tuple(days), tuple(problems))


def last_day(content: Path) -> str:
    """The last day on which anything was recorded; '' where nothing ever was."""
    days = (name.removesuffix(ENDING) for name in files.scan(content / FOLDER, (ENDING,)))
    return max(filter(is_day, days), default="")


def add(content: Path, date: str, entries: Iterable[Entry]) -> str:
    """Writes changes behind those that the day has already; the file's path below the archive's root, '' when there is nothing to write."""
    lines = b"".join(_ENCODER.encode(entry) + b"\n" for entry in entries)
    if not lines:
        return ""
    path = content / FOLDER / f"{date}{ENDING}"
    before = files.read_or_none(path) or b""
    files.write(path, before + (b"" if before.endswith(b"\n") or not before else b"\n") + lines)
    return _place(content, path.name)


def is_day(text: str) -> bool:
    """Whether a text is a day, and one that there is: '2026-11-01'."""
    return bool(_DAY.fullmatch(text)) and dates.is_date(text)


def digest_of(paragraph: str) -> str:
    """What stands for a paragraph of a text."""
    return files.digest(paragraph.encode("utf-8", "surrogatepass"))[:_SHORT]


def _entries(place: str, data: bytes, problems: list[Problem]) -> tuple[Entry, ...]:
    """What a file holds: read at once, and line by line only where that cannot be."""
    try:
        found = tuple(_DECODER.decode_lines(data))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return tuple(_lines(place, data, problems))
    return tuple(_lines(place, data, problems)) if any(map(_what_lacks, found)) else found


def _lines(place: str, data: bytes, problems: list[Problem]) -> Iterator[Entry]:
    for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            entry = _DECODER.decode(text)
        except msgspec.MsgspecError as error:
            problems.append(Problem(place, number, f"no change: {error}", "delete the line, or put it back as it was", text, severity="warning"))
            continue
        if lack := _what_lacks(entry):
            problems.append(Problem(place, number, f"no change: {lack[0]}", lack[1], text, severity="warning"))
        else:
            yield entry


def _what_lacks(entry: Entry) -> tuple[str, str] | None:
    """What a line lacks to be a change, and what to do about it; None where it is one."""
    if entry.kind not in _KNOWN:
        return f"there is no kind {entry.kind!r}", f"the kinds are {', '.join(KINDS)}"
    if entry.kind == RENAMED and not (entry.events and all(entry.events)):
        return "it does not say from what to what the event was renamed", 'write "events": [["the-old-slug"], ["the-new-one"]], or delete the line'
    return None


def _place(content: Path, name: str) -> str:
    return f"{content.name}/{FOLDER}/{name}"


_KNOWN: Final = frozenset(KINDS)
_SHORT: Final = 8
"""Digits of a paragraph's digest: enough to tell it from the others of its article."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Entry)
