"""What a person may do about events: merge, split and rename them, and move an article to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from briefgen.archive import Loaded
from briefgen.content import EVENT_KEYS, NO_EVENT
from briefgen.desk import Desk
from briefgen.events import naming
from briefgen.events.second_look import Review
from briefgen.filing import roster
from briefgen.filing.cabinet import Cabinet, Done, Refused, title_of
from briefgen.model import Article, Event
from briefgen.recall import Recall
from briefgen.shelf import Shelf
from briefgen.text import fold

Look: TypeAlias = Callable[[Path, Loaded], Sequence[Review]]
"""A second look at an archive's events."""


def merge(root: Path, into: str, others: Sequence[str]) -> Done:
    """Files the articles of `others` under `into`, whose file takes over what a person wrote in theirs. Raises Refused and Unreadable."""
    cabinet = Cabinet(root)
    stays = cabinet.event(into)
    gone = list({event.slug: event for event in map(cabinet.event, others)}.values())
    if stays in gone:
        raise Refused(f"{stays.slug!r} cannot be merged with itself", "name the event that stays first, then those that go into it")
    path = cabinet.describe(stays)
    cabinet.left |= dict.fromkeys(event.slug for event in gone)
    cabinet.refile(cabinet.members(*gone), {event.slug: stays.slug for event in gone})
    cabinet.absorb(path, gone)
    cabinet.lead_on(stays.slug, path, gone)
    return cabinet.write(stays.slug)


def split(root: Path, name: str, articles: Sequence[str], title: str = "", look: Look = roster.reviews) -> Done:
    """Files these articles of an event under a new one; without any, those that a second look would. Raises Refused and Unreadable."""
    cabinet = Cabinet(root)
    event = cabinet.event(name)
    groups = [cabinet.picked(event, articles)] if articles else cabinet.suggested(event, _division(event, look(root, cabinet.loaded)))
    if title and len(groups) > 1:
        raise Refused(f"{event.slug!r} looks like {len(groups) + 1} events, and a title is of one", "leave --title away, or name the articles")
    for group in groups:
        new = cabinet.make(title_of(title) if title else _headline(root, cabinet.loaded, event, group))
        cabinet.refile(group, {event.slug: new})
    if fold(event.title) in {fold(article.title) for group in groups for article in group}:
        cabinet.notes.append(f"{event.slug} keeps its title, {event.title!r}, though the article of that title is elsewhere now")
    return cabinet.write(cabinet.new[0])


def rename(root: Path, name: str, title: str, *, keep_address: bool = False) -> Done:
    """Gives an event another title and, unless it is to keep it, the address that goes with that. Raises Refused and Unreadable."""
    cabinet = Cabinet(root)
    event = cabinet.event(name)
    wanted = title_of(title)
    path = cabinet.describe(event)
    cabinet.revision.set(path, EVENT_KEYS["title"], wanted)
    new = event.slug if keep_address else cabinet.free(wanted, event)
    if new != event.slug:
        moved = str(PurePosixPath(path).with_name(new + PurePosixPath(path).suffix))
        cabinet.left[event.slug] = None
        cabinet.revision.move(path, moved)
        cabinet.refile(cabinet.members(event), {event.slug: new})
        cabinet.lead_on(new, moved, [event])
    return cabinet.write(new)


def move(root: Path, name: str, target: str, *, also: bool = False, new: bool = False) -> Done:
    """Files an article under another event in place of those that it has, or `also` under it; 'none' is none. With `new` the event is
    made, and `target` is its title. Raises Refused and Unreadable."""
    cabinet = Cabinet(root)
    article = cabinet.article(name)
    nowhere = target.lower() == NO_EVENT
    if nowhere and (also or new):
        raise Refused(f"{target!r} is no event, but keeps an article out of any", "leave --also and --new away")
    event = "" if nowhere else cabinet.fresh(target) if new else cabinet.event(target).slug
    others = cabinet.names(article) if also else ()
    cabinet.file(article, (*others, *([event] if event else [])))
    cabinet.close(article, event)
    return cabinet.write(event)


def _division(event: Event, looks: Sequence[Review]) -> tuple[tuple[str, ...], ...]:
    return next((look.split for look in looks if look.event == event.slug), ())


def _headline(root: Path, loaded: Loaded, event: Event, group: Sequence[Article]) -> str:
    """The best of these articles' titles, and not the one that the event has which they leave, if it can be helped."""
    desk = Desk(root, loaded, Recall(Shelf()))
    others = [article for article in group if fold(article.title) != fold(event.title)] or group
    return naming.title_of([desk.recall.member(article, copy=bool(article.copy_of)) for article in others])
