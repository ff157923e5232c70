"""The change log written on: what changed since the state that was last recorded, and the state as it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from briefgen import archive, chronicle, config, lock, standing
from briefgen.chronicle import Entry
from briefgen.history import contents, recorded
from briefgen.history.comparing import Change, compare
from briefgen.history.record import Record
from briefgen.history.recorded import State
from briefgen.history.refused import Refused


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded."""

    date: str
    since: str
    """The day of the state before; '' when the log began with this one."""
    changes: tuple[Change, ...]
    written: tuple[str, ...]
    """Files, below the archive's root; none where nothing had changed."""


def record(root: Path, date: str, on_wait: Callable[[str], None] | None = None) -> Recorded:
    """Writes down what changed of the public edition since its state was last recorded, as of this day, YYYY-MM-DD, and keeps its state.

    The first time there is nothing to compare with, and the log begins with the number of articles. `on_wait` is as `lock.held` has it.
    Raises Refused, and Unreadable where configuration or state cannot be read; in both cases nothing was written.
    """
    settings = config.load(root, date=date)
    with lock.held(root / standing.FOLDER, *((on_wait,) if on_wait else ())):
        place = root / archive.CONTENT
        before = recorded.read(place)
        if before and date < before.date:
            raise Refused(f"the state of {before.date} was recorded already, which is later than {date}", "record that day or a later one")
        now = contents.as_it_is(root, settings)
        changes = compare(before.records, now) if before else ()
        entries = [entry(change) for change in changes] if before else [_beginning(now)]
        written = [chronicle.add(place, date, entries)]
        if recorded.write(place, State(date, now)):
            written.append(f"{archive.CONTENT}/{chronicle.FOLDER}/{recorded.NAME}")
    return Recorded(date, before.date if before else "", changes, tuple(filter(None, written)))


def entry(change: Change) -> Entry:
    """A change as the log keeps it."""
    fields: dict[str, object] = {}
    for turn in change.fields:
        is_list = turn.field in ("authors", "events")
        fields[turn.field] = (turn.before, turn.after) if is_list else ("".join(turn.before), "".join(turn.after))
    text = change.text
    return Entry(
        change.kind,
        change.slug,
        change.url,
        **fields,  # type: ignore[arg-type]  # FIELDS are fields of both
        new=text.new if text else (),
        gone=text.gone if text else 0,
        moved=text is not None and not text.new and not text.gone,
    )


def _beginning(now: Iterable[Record]) -> Entry:
    return Entry(chronicle.KINDS[0], articles=sum(not record.is_withdrawn for record in now))
