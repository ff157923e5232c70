"""All of content/, read anew only where a file has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from briefgen import archive, content, dates, enclosed, files, sourcelinks, stamps, wanted
from briefgen.archive import CONTENT
from briefgen.crew import Crew, batches
from briefgen.enclosed import Mention, Picture
from briefgen.library import look, rows
from briefgen.library.heads import Head
from briefgen.library.look import Also, read_together
from briefgen.library.originals import DIGEST, ArticleFile, Manner, digest_of
from briefgen.library.rights import is_held, unseen_events
from briefgen.library.rows import Row
from briefgen.library.texts import TEXT
from briefgen.model import Event, TextPage
from briefgen.problem import Problem
from briefgen.progress import Progress, quiet
from briefgen.shelf import Kept, Shelf
from briefgen.sourcelinks import Line, named
from briefgen.wanted import Wanted

STEP: Final = "read"
_USUAL: Final = Manner()
_TOGETHER: Final = 64
"""So many files are read in one piece of work."""
_SECONDS: Final = 0.001
"""What one takes, about."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What content/ holds."""

    heads: tuple[Head, ...]
    """Sorted by date, in `dates.order`, then slug and path: oldest first, those without a date before all others. Drafts too."""
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]
    """The files, below content/, that could not be read at all."""
    wanted: tuple[Wanted, ...]
    """But for what is there and not shown, and for what that names."""
    digests: Mapping[str, bytes]
    """Of each file that was read."""
    before: Mapping[str, Row]
    """What was there at the last build of the files that have changed since, and of those that are gone."""
    fresh: frozenset[str]
    """The files that were not there at the last build."""
    mentions: Mapping[str, tuple[Mention, ...]]
    """What files name beside themselves, of those that do."""
    pages: tuple[TextPage, ...] = ()
    """Sorted by name; drafts too."""
    days: tuple[str, ...] = ()
    """From which on articles are to be shown, sorted."""
    manner: Manner = _USUAL
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Those that files name, as far as they are there."""
    dead: Mapping[str, Line] = field(default_factory=dict)
    """What is known of sources that are there no more, by the file of the article."""
    unseen: frozenset[str] = frozenset()
    """Slugs of the events that the site does not name, see `unseen_events`; of these `events` has the name and old addresses alone."""
    unnamed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Seeds and slugs of articles that are not shown, by the file of the article whose origins name them."""

    def file(self, head: Head) -> ArticleFile:
        """The article's file."""
        manner = self.manner
        return ArticleFile(head.path, self.digests[head.path], manner.dialect, head.rights, manner.policy.excerpt, head.noindex)


def load(
    root: Path,
    tree: Mapping[str, bytes],
    kept: Shelf,
    crew: Crew,
    progress: Progress = quiet,
    also: Mapping[str, Also] | None = None,
    manner: Manner = _USUAL,
) -> Reading:
    """What `content/` of the archive `root` holds. `tree` are the stamps of its files, by path below content/.

    Only files whose stamp has changed are looked at, and only those whose bytes have are read; of those `also` is worked out as well
    and kept under its name. A file that cannot be read is a problem, and the others are read. `manner` is how they are read.
    """
    known = kept.all(STEP)
    paths = sorted(path for path in tree if content.is_text(path))
    there: dict[str, Row] = {}
    digests: dict[str, bytes] = {}
    for path, row, digest in _unchanged(root, tree, paths, known, kept, manner):
        there[path], digests[path] = row, digest
    stale = [path for path in paths if path not in there]
    before = {path: known[path].value for path in stale if path in known}
    tasks = [(root, tuple(part), dict(also or {}), manner) for part in batches(stale, _TOGETHER)]
    done = crew.map(read_together, tasks, _SECONDS * len(stale))
    for results in progress(done, "Reading", len(tasks)):
        for path, digest, value, extras in results:
            there[path] = rows.unpacked(value)
            if digest:
                digests[path] = digest
                kept.put(STEP, path, tree[path] + digest, value)
            for step, data in extras.items():
                kept.put(step, path, digest, data)
            for step in (TEXT, *(also or {})):
                if step not in extras and path in before:  # it is no longer shown: nothing of its text is kept
                    kept.forget(step, (path,))
    gone = known.keys() - tree.keys()
    for step in (STEP, TEXT, *(also or {})):
        kept.forget(step, gone)
    unseen = _unseen(there, known, manner)
    for path, row, digest in _otherwise_seen(root, there, digests, unseen, manner):
        there[path], digests[path] = row, digest
        kept.put(STEP, path, tree[path] + digest, rows.packed(row))
    found = _reading(
        root, {path: there[path] for path in paths}, digests, before | {path: known[path].value for path in gone}, frozenset(stale) - before.keys()
    )
    return replace(found, manner=manner, pictures=enclosed.pictures_of(root, found.mentions, tree, kept), unseen=unseen)


def _unseen(there: Mapping[str, Row], known: Mapping[str, Kept], manner: Manner) -> frozenset[str]:
    """The events that the site does not name. While an article cannot be read nobody knows of which it is, nor whether it is a draft: no event
    is named because of that which was not before."""
    heads = [row.head for row in there.values() if row.head]
    shown = [head for head in heads if head.is_shown]
    unseen = unseen_events(shown, heads, manner.policy)
    if _all_articles_read(there):
        return unseen
    named = {path for path, row in there.items() if row.event and path in known and not rows.unpacked(known[path].value).is_bare}
    doubtful = {row.event[0] for path, row in there.items() if row.event and path not in named}
    return unseen | doubtful.difference(*(head.events or () for head in shown))


def _all_articles_read(there: Mapping[str, Row]) -> bool:
    return all(row.is_read or not path.startswith(content.ARTICLES) for path, row in there.items())


def _otherwise_seen(
    root: Path, there: Mapping[str, Row], digests: Mapping[str, bytes], unseen: frozenset[str], manner: Manner
) -> Iterator[tuple[str, Row, bytes]]:
    """The events of which no more than the name may be remembered any more, and those of which all may be again, with their digests."""
    for path, row in list(there.items()):
        is_unseen = row.event is not None and row.event[0] in unseen
        if is_unseen and not row.is_bare:
            yield path, rows.bared(row), digests[path]
        elif row.is_bare and not is_unseen:
            digest, whole = look.at(root, path, manner)
            yield path, whole, digest


def _unchanged(
    root: Path, tree: Mapping[str, bytes], paths: Iterable[str], known: Mapping[str, Kept], kept: Shelf, manner: Manner
) -> Iterator[tuple[str, Row, bytes]]:
    """The files that need not be read again, with what reading them came to and their digests."""
    how, policy, decode = manner.key, manner.policy, rows.unpacked
    for path in paths:
        found = known.get(path)
        if found is None or found.key[_KEY:] != how:
            continue
        digest = found.key[stamps.LENGTH :]
        if found.key[: stamps.LENGTH] == tree[path] != stamps.NONE:
            row = decode(found.value)
        elif _digest_at(root, path, manner) == digest:  # it was only touched
            kept.put(STEP, path, tree[path] + digest, found.value)
            row = decode(found.value)
        else:
            continue
        if not row.publish_on or is_held(row.publish_on, policy) == row.is_held:
            yield path, row, digest


def _digest_at(root: Path, path: str, manner: Manner) -> bytes:
    try:
        return digest_of(files.read_at(f"{root}/{CONTENT}/{path}"), manner)
    except OSError:
        return b""


def _reading(root: Path, there: Mapping[str, Row], digests: Mapping[str, bytes], before: Mapping[str, bytes], fresh: frozenset[str]) -> Reading:
    heads: list[Head] = []
    events: list[Event] = []
    pages: list[TextPage] = []
    problems: list[Problem] = []
    unread: list[str] = []
    mentions: dict[str, tuple[Mention, ...]] = {}
    days: list[str] = []
    lost = sourcelinks.dead(root / CONTENT)
    dead: dict[str, Line] = {}
    decode = rows.unpacked
    for path, row in there.items():
        if row.head is not None:
            heads.append(row.head)
        elif row.event is not None:
            events.append(rows.event_of(row))
        elif row.page is not None:
            pages.append(rows.page_of(row.page))
        if row.problems:
            problems += row.problems
        if not row.is_read:
            unread.append(path)
        if row.mentions:
            mentions[path] = row.mentions
        if row.publish_on:
            days.append(row.publish_on[:10])
        if lost and row.source and (line := lost.get(named(row.source))):
            dead[path] = line
    problems += archive.same_slug(heads)
    problems += archive.same_slug(events)
    heads.sort(key=lambda head: (dates.order(head.date), head.slug, head.path))
    return Reading(
        heads=tuple(heads),
        events=tuple(events),
        problems=tuple(problems),
        unread=tuple(unread),
        wanted=_wanted(root, there),
        digests=digests,
        before={path: decode(data) for path, data in before.items()},
        fresh=fresh,
        mentions=mentions,
        pages=tuple(pages),
        days=tuple(sorted(set(days))),
        dead=dead,
        unnamed=_unnamed(there),
    )


def _wanted(root: Path, there: Mapping[str, Row]) -> tuple[Wanted, ...]:
    """What articles name and pages may name too. While an article cannot be read nobody knows whether it is one of these, and not to be shown:
    then none are."""
    if not _all_articles_read(there):
        return ()
    hidden = [row for row in there.values() if row.head and not row.head.is_shown]
    found = wanted.read(root / CONTENT)
    marked = {mark for row in hidden for mark in row.called}
    return wanted.without(found, {row.head.slug for row in hidden if row.head}, marked) if hidden else found


def _unnamed(there: Mapping[str, Row]) -> dict[str, tuple[str, ...]]:
    """What origins name and pages are not to, by the file of the article: while an article cannot be read, anything."""
    beside = {path: row.beside for path, row in there.items() if row.beside}
    if not _all_articles_read(there):
        return beside
    hidden = {name for row in there.values() if row.head and not row.head.is_shown for name in (row.seed, row.head.slug)} if beside else set()
    return {path: found for path, names in beside.items() if (found := tuple(name for name in names if name in hidden))}


_KEY: Final = stamps.LENGTH + DIGEST
"""Where in a row's key stands how the file is read, behind the file's stamp and digest."""
