"""Two states of an archive compared: what was added, changed, filed elsewhere, renamed, removed, withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from briefgen.chronicle import FIELDS, KINDS, RENAMED
from briefgen.history.record import EventRecord, Paragraph, Record
from briefgen.history.renamed import renamed
from briefgen.site import changes
from briefgen.site.changes import Compared


@dataclass(frozen=True, slots=True)
class Turn:
    """A field that is another than it was."""

    field: str
    """One of FIELDS."""
    before: tuple[str, ...]
    """Its values: none, one, or of authors and events any number."""
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextChange:
    """What happened to a text."""

    new: tuple[str, ...]
    """Digests of its paragraphs that were not there before,"""
    gone: int
    """and how many are not there any more. With neither they stand in another order."""
    replaced: int
    """Of both so many: where one stood that is gone, a new one stands."""
    words: Compared | None
    """Word by word; None where of one side only digests are known."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to an article, or that an event was renamed."""

    kind: str
    """One of KINDS but the first. That it was 'renamed' is of an event: the slugs that it had and has are the turn of its one field, 'events'."""
    slug: str
    url: str
    title: str
    """As it is now, or was."""
    fields: tuple[Turn, ...] = ()
    text: TextChange | None = None
    """None where the text is the same, or cannot be compared."""
    is_otherwise: bool = False
    """Whether all that is known is that what is published of it has another digest."""


def compare(before: Iterable[Record], after: Iterable[Record], events: Iterable[EventRecord] = ()) -> tuple[Change, ...]:
    """What happened from one state to the other, sorted by kind and address. `events` are those of the later one to which other addresses lead on: an
    event that was renamed is told of once, and of its articles is not told that they are filed under its new name."""
    was, now = list(before), list(after)
    names = renamed(was, now, events)
    found = [_change(one, other, names) for one, other in _pairs(was, now)]
    changes = (*(change for change in found if change), *(_renaming(old, event) for old, event in names.items()))
    return tuple(sorted(changes, key=lambda change: (KINDS.index(change.kind), change.url)))


def _renaming(old: str, event: EventRecord) -> Change:
    return Change(RENAMED, event.slug, event.url, event.title, (Turn("events", (old,), (event.slug,)),))


def _pairs(before: Sequence[Record], after: Sequence[Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """Each article as it was and as it is: known by its address, by an alias that it has now, or by its name, if only one had it."""
    was = {record.url: record for record in before}
    left: list[Record] = []
    for record in after:
        earlier = was.pop(record.url, None)
        if earlier is None:
            left.append(record)
        else:
            yield earlier, record
    added: list[Record] = []
    for record in left:
        alias = next((alias for alias in record.aliases if alias in was), "")
        if alias:
            yield was.pop(alias), record
        else:
            added.append(record)
    times = Counter(record.slug for record in added)
    gone = {slug: named[0] for slug, named in _by_slug(was.values()).items() if len(named) == 1 and times[slug] == 1}
    for record in added:
        yield gone.get(record.slug), record
    found = {gone[record.slug].url for record in added if record.slug in gone}
    yield from ((record, None) for record in was.values() if record.url not in found)


def _by_slug(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.slug, []).append(record)
    return found


def _change(before: Record | None, after: Record | None, names: Mapping[str, EventRecord]) -> Change | None:
    if after is None:
        assert before is not None
        return Change("removed", before.slug, before.url, before.title)
    if before is None:
        return None if after.is_withdrawn else Change("added", after.slug, after.url, after.title)  # who has never seen it need not be told
    if after.is_withdrawn or before.is_withdrawn:
        kind = "withdrawn" if after.is_withdrawn else "restored"
        return None if after.is_withdrawn and before.is_withdrawn else Change(kind, after.slug, after.url, after.title or before.title)
    called = replace(before, events=tuple(names[slug].slug if slug in names else slug for slug in before.events)) if names else before
    fields = tuple(_turns(called, after))
    text = _text(before, after)
    is_otherwise = not fields and text is None and called.events == before.events and _differs_otherwise(before, after)
    if not fields and text is None and not is_otherwise:
        return None
    is_refiled = text is None and all(turn.field == "events" for turn in fields) and not is_otherwise
    return Change("refiled" if is_refiled else "changed", after.slug, after.url, after.title, fields, text, is_otherwise)


def _turns(before: Record, after: Record) -> Iterator[Turn]:
    """The fields that differ, as far as both sides tell them: of a site without a mirror only addresses are known."""
    for field in FIELDS if before.title and after.title else ("address",):
        one, other = _values(before, field), _values(after, field)
        if field == "events":
            one, other = tuple(sorted(one)), tuple(sorted(other))
        if one != other and not (field == "rights" and not (one and other)):
            yield Turn(field, one, other)


def _values(record: Record, field: str) -> tuple[str, ...]:
    value = getattr(record, _NAMED.get(field, field))
    return (value,) if value and isinstance(value, str) else tuple(value)


_NAMED: Final = {"address": "url"}


def _text(before: Record, after: Record) -> TextChange | None:
    """What happened to the text. Where other rights are all that happened, more or less of it is shown, and that is told by them."""
    one, other = before.paragraphs, after.paragraphs
    if one is None or other is None or one == other or (before.rights != after.rights and before.rights and after.rights):
        return None
    gone, new = list(_beyond(one, other)), list(_beyond(other, one))
    replaced = (Counter(place for place, _ in gone) & Counter(place for place, _ in new)).total()
    words = changes.compared(_lines(one), _lines(other)) if _is_known(one) and _is_known(other) else None
    return TextChange(tuple(paragraph.digest for _, paragraph in new), len(gone), replaced, words)


def _beyond(paragraphs: Iterable[Paragraph], others: Iterable[Paragraph]) -> Iterator[tuple[Paragraph | None, Paragraph]]:
    """The paragraphs that are not among the others, each behind the last one before it that is; None where there is none."""
    left = Counter(others)
    last: Paragraph | None = None
    for paragraph in paragraphs:
        if left[paragraph]:
            left[paragraph] -= 1
            last = paragraph
        else:
            yield last, paragraph


def _lines(paragraphs: Iterable[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def _is_known(paragraphs: Iterable[Paragraph]) -> bool:
    return all(paragraph.text for paragraph in paragraphs)


def _differs_otherwise(before: Record, after: Record) -> bool:
    """Whether digests of what was published say that something changed that is none of the above."""
    return bool(before.digest and after.digest and before.digest != after.digest)
