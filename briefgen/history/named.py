"""What a name means: the state that was last recorded, content/ as it is, a day, a revision of git, a built site, a pack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefgen import archive, chronicle, files
from briefgen.config import Config
from briefgen.history import contents, published, recorded, revisions
from briefgen.history.record import EventRecord, Record, led_on
from briefgen.history.refused import Refused

NOW: Final = "now"
RECORDED: Final = "recorded"
_PACKED: Final = ".zip"
_SHORT: Final = 10


@dataclass(frozen=True, slots=True)
class State:
    """An archive as it was, or is."""

    name: str
    """In words."""
    records: tuple[Record, ...]
    is_whole: bool = True
    """Whether fields and texts are known, and not just that there are such articles."""
    events: tuple[EventRecord, ...] = ()
    """Those to which other addresses lead on, as far as that is known."""


def state(root: Path, name: str, settings: Config) -> State:
    """The state that a name means. Raises Refused, and Unreadable where it is broken."""
    if name == NOW:
        found = contents.as_it_is(root, settings)
        return State("content/ as it is", found.records, events=found.events)
    if name == RECORDED:
        return last_recorded(root)
    if chronicle.is_day(name):
        commit = revisions.commit_on(root, name)
        return _committed(root, f"the end of {name}", commit, contents.settings_on(root, settings, name))
    place = next((path for path in (Path(name), root / name) if files.exists(path)), None)
    if place:
        return _published(place, name, settings)
    commit = revisions.commit_of(root, name)
    called = f"{name} ({commit[:_SHORT]})" if not commit.startswith(name) else name
    return _committed(root, called, commit, settings)


def _committed(root: Path, name: str, commit: str, settings: Config) -> State:
    return State(name, contents.shown(revisions.articles(root, commit), settings), events=led_on(revisions.events(root, commit)))


def last_recorded(root: Path) -> State:
    """The state that was last recorded. Raises Refused where none was."""
    found = recorded.read(root / archive.CONTENT)
    if found is None:
        raise Refused("no state was recorded yet", "record one with 'briefgen diff --record', or name a day, a revision or a site to compare with")
    return State(f"what was recorded on {found.date}", found.records)


def _published(place: Path, name: str, settings: Config) -> State:
    if place.suffix.lower() == _PACKED:
        site = published.in_pack(place)
    elif published.is_site(place):
        site = published.in_folder(place)
    else:
        raise Refused(f"{name} is no built site", "name the folder that 'briefgen build' writes: site/, or that of another edition")
    records = published.records(site, settings.markdown)
    return State(name, records, published.is_mirrored(site), published.events(site, records))
