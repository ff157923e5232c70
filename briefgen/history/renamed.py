"""Events that were given other names: known by the addresses that lead on to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from briefgen.history.record import EventRecord, Record, event_address


def renamed(before: Iterable[Record], after: Iterable[Record], events: Iterable[EventRecord]) -> Mapping[str, EventRecord]:
    """The events of the later state that are ones of the earlier state under another name, by the slugs that they had there. `events` are the later
    state's. What was merged into an event that there was before, or together with another one, was not renamed: of that its articles tell."""
    was, now = _slugs(before), _slugs(after)
    led = {alias: event for event in events if event.slug in now - was for alias in event.aliases}
    found = {old: led[url] for old in sorted(was - now) if (url := event_address(old)) in led}
    times = Counter(event.slug for event in found.values())
    return {old: event for old, event in found.items() if times[event.slug] == 1}


def _slugs(records: Iterable[Record]) -> frozenset[str]:
    return frozenset(slug for record in records for slug in record.events)
