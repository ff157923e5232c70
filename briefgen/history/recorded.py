"""The state that was last recorded: `content/changes/state.tsv`, a line for each article, with digests in place of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from briefgen import chronicle, files
from briefgen.history.record import Paragraph, Record
from briefgen.problem import Problem, Unreadable

NAME: Final = "state.tsv"
_HEAD: Final = (
    "# What was published on {}: slug, address, title, date, authors, outlet, events, rights, paragraphs. 'briefgen diff --record' writes it.\n"
)
_DAY: Final = re.compile(r"# What was published on (\d{4}-\d\d-\d\d)[ :]")
_WITHDRAWN: Final = "withdrawn"
"""In place of rights."""


class State(NamedTuple):
    """What was shown on a day."""

    date: str
    """YYYY-MM-DD."""
    records: tuple[Record, ...]


def path_of(content: Path) -> Path:
    """Its file."""
    return content / chronicle.FOLDER / NAME


def read(content: Path) -> State | None:
    """The state that was last recorded; None before the first. Raises Unreadable where a line is none: compared with half of a state, what is
    in the other half would be taken for new."""
    data = files.read_or_none(path_of(content))
    if data is None:
        return None
    head, *lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    day = _DAY.match(head)
    if day is None or not chronicle.is_day(day[1]):
        raise Unreadable(_broken(content, 1, head))
    try:
        return State(day[1], tuple(_record(line) for line in lines if line))
    except ValueError:
        broken = next(number for number, line in enumerate(lines, 2) if line and not _is_record(line))
        raise Unreadable(_broken(content, broken, lines[broken - 2])) from None


def write(content: Path, state: State) -> bool:
    """Keeps a state in place of the one before; whether anything changed. Where it is the same as that, the day stays that one's."""
    lines = sorted(_line(record) for record in state.records)
    before = (files.read_or_none(path_of(content)) or b"").decode("utf-8", "replace").replace("\r\n", "\n")
    if before.partition("\n")[2] == "".join(lines) and _DAY.match(before):
        return False
    return files.write_if_changed(path_of(content), "".join([_HEAD.format(state.date), *lines]).encode("utf-8", "replace"))


def _line(record: Record) -> str:
    paragraphs = " ".join(paragraph.digest for paragraph in record.paragraphs or ())
    rights = _WITHDRAWN if record.is_withdrawn else record.rights
    fields = (record.slug, record.url, record.title, record.date, record.authors, record.outlet, record.events, rights, paragraphs)
    return "\t".join(_written(one) for one in fields) + "\n"


def _record(line: str) -> Record:
    """Raises ValueError for a line that is none."""
    slug, url, title, date, authors, outlet, events, rights, paragraphs = line.split("\t")
    slug, url = _plain(slug), _plain(url)
    if not slug or not url:
        raise ValueError
    if rights == _WITHDRAWN:
        return Record(slug, url, is_withdrawn=True)
    digests = tuple(map(Paragraph, paragraphs.split()))
    return Record(slug, url, _plain(title), _plain(date), _listed(authors), _plain(outlet), _listed(events), _plain(rights), paragraphs=digests)


def _is_record(line: str) -> bool:
    try:
        _record(line)
    except ValueError:
        return False
    return True


def _broken(content: Path, number: int, line: str) -> Problem:
    place = f"{content.name}/{chronicle.FOLDER}/{NAME}"
    hint = "put it back as 'briefgen diff --record' wrote it; without the file the log begins anew"
    return Problem(place, number, "no line of a recorded state", hint, line.strip())


# texts between tabs: a line end, a tab or what parts the names of a list is written with a backslash


def _written(value: str | Iterable[str]) -> str:
    return _escaped(value) if isinstance(value, str) else "; ".join(_escaped(one).replace(";", "\\;") for one in value)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _MARKS[found[0]], text)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(_plain(one.removeprefix(" ")) for one in _PARTS.findall(text))


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: _SIGNS.get(found[1], found[1]), text)


_MARKS: Final = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_SIGNS: Final = {"t": "\t", "n": "\n", "r": "\r"}
_SPECIAL: Final = re.compile(r"[\\\t\n\r]")
_ESCAPED: Final = re.compile(r"\\(.)")
_PARTS: Final = re.compile(r"(?:[^\\;]|\\.)+")
