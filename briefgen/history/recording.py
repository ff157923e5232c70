"""The change log written on: what changed since the state that was last recorded, and the state as it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from briefgen import archive, chronicle, config, lock, standing
from briefgen.chronicle import Entry
from briefgen.history import contents, recorded
from briefgen.history.comparing import Change, compare
from briefgen.history.contents import Shown
from briefgen.history.record import Record
from briefgen.history.recorded import State
from briefgen.history.refused import Refused


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded, or would be."""

    date: str
    since: str
    """The day of the state before; '' when the log began with this one."""
    changes: tuple[Change, ...]
    written: tuple[str, ...]
    """Files, below the archive's root; none where nothing had changed."""

    @property
    def has_news(self) -> bool:
        """Whether the log has more to tell then than before."""
        return bool(self.changes) or not self.since


def refuse_earlier(root: Path, date: str) -> None:
    """Raises Refused where the log ends with a later day than this one, and Unreadable where its state cannot be read."""
    place = root / archive.CONTENT
    _refuse_earlier(place, date, recorded.read(place))


def ahead(root: Path, date: str) -> Recorded:
    """What `record` would write down as of this day. Nothing is written. Raises Refused and Unreadable as that does."""
    before, _, changes = _compared(root, date)
    return Recorded(date, before.date if before else "", changes, ())


def record(root: Path, date: str, on_wait: Callable[[str], None] | None = None) -> Recorded:
    """Writes down what changed of the public edition since its state was last recorded, as of this day, YYYY-MM-DD, and keeps its state.

    The first time there is nothing to compare with, and the log begins with the number of articles. `on_wait` is as `lock.held` has it.
    Raises Refused, and Unreadable where configuration or state cannot be read; in both cases nothing was written.
    """
    place = root / archive.CONTENT
    with lock.held(root / standing.FOLDER, *((on_wait,) if on_wait else ())):
        before, now, changes = _compared(root, date)
        entries = [entry(change) for change in changes] if before else [_beginning(now.records)]
        written = [chronicle.add(place, date, entries)]
        if recorded.write(place, State(date, now.records)):
            written.append(f"{archive.CONTENT}/{chronicle.FOLDER}/{recorded.NAME}")
    return Recorded(date, before.date if before else "", changes, tuple(filter(None, written)))


def _compared(root: Path, date: str) -> tuple[State | None, Shown, tuple[Change, ...]]:
    """The state that was last recorded, what there is now, and what changed in between."""
    settings = config.load(root, date=date)
    before = recorded.read(root / archive.CONTENT)
    _refuse_earlier(root / archive.CONTENT, date, before)
    now = contents.as_it_is(root, settings)
    return before, now, compare(before.records, now.records, now.events) if before else ()


def _refuse_earlier(place: Path, date: str, before: State | None) -> None:
    folder, told, kept = f"{place.name}/{chronicle.FOLDER}", chronicle.last_day(place), before.date if before else ""
    if max(told, kept) <= date:
        return
    mends = [f"move the lines of {folder}/{told}{chronicle.ENDING} to the file of the right day"] if told > date else []
    mends += [f"write the right day into line 1 of {folder}/{recorded.NAME}"] if kept > date else []
    hint = f"record that day or a later one; if it is wrong, {', and '.join(mends)}"
    raise Refused(f"the change log ends with {max(told, kept)}, which is later than {date}", hint)


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
        replaced=text.replaced if text else 0,
        moved=text is not None and not text.new and not text.gone,
    )


def _beginning(now: Iterable[Record]) -> Entry:
    return Entry(chronicle.KINDS[0], articles=sum(not record.is_withdrawn for record in now))
