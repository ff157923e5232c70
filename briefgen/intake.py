"""Seeds to content: what is new is read, described, dated by its neighbours, filed under an event, and written down.

The only module that knows the order of these stages. It works only on what is new, and never writes over what a person wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from briefgen import archive, config, content, dates, files, frontmatter, ledger, memo
from briefgen.archive import CONTENT, SEEDS
from briefgen.events import copies, grouping, naming
from briefgen.ingest import draft as drafts
from briefgen.ingest.draft import Draft
from briefgen.ingest.page import Teaser
from briefgen.ingest.readers import READERS
from briefgen.ingest.settle import Known, settle
from briefgen.ledger import Entry
from briefgen.markdown import plain
from briefgen.memo import Memo
from briefgen.model import Article, Event, Seed
from briefgen.problem import Problem, Unreadable
from briefgen.progress import Progress, quiet
from briefgen.similarity import Vector, vector
from briefgen.text import fold, slug, unique

UNDATED: Final = "undated"


@dataclass(frozen=True, slots=True)
class Made:
    """An article that ingest wrote."""

    path: str
    """Below the archive's root."""
    seed: str
    title: str
    event: str
    review: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article that others name and the archive has not."""

    title: str
    author: str
    outlet: str
    date: str
    named_by: str
    """The seed that names it."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did."""

    seen: int
    """How many seeds there are."""
    made: tuple[Made, ...] = ()
    updated: tuple[str, ...] = ()
    """Articles rewritten because their seed changed and nobody had edited them."""
    filed: tuple[str, ...] = ()
    """Articles that had no event and were given one."""
    new_events: tuple[str, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    """Seeds that are byte for byte another one, with that one."""
    wanted: tuple[Wanted, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Sorted:
    """The seeds by what is to be done with them, and the ledger as it will be."""

    new: list[tuple[str, bytes]] = field(default_factory=list)
    changed: list[tuple[str, bytes, Article]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def ingest(root: Path, progress: Progress = quiet) -> Report:
    """Turns what is new in `seeds/` into articles in `content/`, and files articles without an event under one.

    Raises Unreadable when the configuration cannot be used. A seed or article that cannot be read is a problem, and the others
    go through.
    """
    settings = config.load(root)
    outlets = dict(settings.outlets)
    loaded = archive.load(root)
    seeds = files.scan(root / SEEDS)
    readable = [seed for seed in seeds if PurePosixPath(seed).suffix.lower() in READERS]
    todo = _sort(root, readable, loaded.articles)
    todo.problems += [_not_a_seed(seed) for seed in seeds if seed not in set(readable)]
    fresh = _drafts(progress(todo.new, "Reading seeds", len(todo.new)), outlets, todo.problems)
    with Memo(root / memo.FOLDER / "ingest.sqlite") as remembered:
        desk = _Desk(root, loaded, remembered, progress)
        settled = (
            settle(fresh, desk.known(), desk.teasers(readable, fresh), {article.outlet for article in loaded.articles if article.outlet}, progress)
            if fresh
            else []
        )
        updated = desk.update(todo, outlets)
        made, filed, new_events = desk.file(settled, todo.entries)
    _settle_twins(todo)
    ledger.write(root / CONTENT, (entry for entry in todo.entries.values() if entry.slug))
    have = {fold(article.title) for article in loaded.articles} | {fold(one.title) for one in settled}
    return Report(
        seen=len(readable),
        made=tuple(made),
        updated=tuple(updated),
        filed=tuple(filed),
        new_events=tuple(new_events),
        same=tuple(todo.same),
        wanted=_wanted(settled, have),
        problems=tuple(sorted((*loaded.problems, *todo.problems))),
    )


def _sort(root: Path, seeds: Sequence[str], articles: Iterable[Article]) -> _Sorted:
    """What is to be done with each seed: nothing, most of the time."""
    listed = tuple(articles)
    by_seed = {article.seed.file: article for article in listed if article.seed}
    by_slug = {article.slug: article for article in listed}
    told = {article.seed.file: Entry(article.seed.file, article.seed.digest, article.slug) for article in listed if article.seed}
    todo = _Sorted(entries=told | ledger.read(root / CONTENT))
    before = dict(todo.entries)
    for seed in seeds:
        try:
            data = files.read(root / SEEDS / seed)
        except OSError as error:
            todo.problems.append(Problem(f"{SEEDS}/{seed}", 0, f"cannot be read: {error.strerror}", "mend its permissions"))
            continue
        digest = files.digest(data)
        entry = before.get(seed)
        if entry is not None and entry.digest == digest:
            continue
        if entry is not None:
            article = by_seed.get(seed) or by_slug.get(entry.slug)
            todo.entries[seed] = replace(entry, digest=digest)
            if article is not None:
                todo.changed.append((seed, data, article))
        elif gone := ledger.moved(before, digest, seeds):
            todo.entries.pop(gone.seed, None)
            todo.entries[seed] = replace(gone, seed=seed)
        elif twin := next((other for other in todo.entries.values() if other.digest == digest), None):
            todo.same.append((seed, twin.seed))
            todo.entries[seed] = Entry(seed, digest, twin.slug)
        else:
            todo.new.append((seed, data))
            todo.entries[seed] = Entry(seed, digest, "")
    return todo


def _settle_twins(todo: _Sorted) -> None:
    """Gives seeds that are byte for byte another one that one's article; if none could be made of that, none can be of them."""
    for seed, twin in todo.same:
        todo.entries[seed] = replace(todo.entries[seed], slug=todo.entries[twin].slug)
    todo.problems += [_unread_twin(seed, twin) for seed, twin in todo.same if not todo.entries[seed].slug]
    todo.same = [(seed, twin) for seed, twin in todo.same if todo.entries[seed].slug]


def _unread_twin(seed: str, twin: str) -> Problem:
    return Problem(f"{SEEDS}/{seed}", 0, f"the same as {SEEDS}/{twin}, which cannot be read", "mend or delete both")


def _drafts(seeds: Iterable[tuple[str, bytes]], outlets: Mapping[str, str], problems: list[Problem]) -> list[Draft]:
    found: list[Draft] = []
    for seed, data in seeds:
        try:
            found.append(drafts.read(seed, data, outlets))
        except Unreadable as error:
            problems += error.problems
    return found


def _not_a_seed(seed: str) -> Problem:
    return Problem(
        f"{SEEDS}/{seed}", 0, "not read: briefgen reads " + ", ".join(READERS), "save it as one of these, or move it away", severity="warning"
    )


def _wanted(settled: Iterable[Draft], have: set[str]) -> tuple[Wanted, ...]:
    """The articles that teasers name and that are not in the archive, each once, sorted by title."""
    found: dict[str, Wanted] = {}
    for one in sorted(settled, key=lambda one: one.file):
        for teaser in one.teasers:
            if fold(teaser.title) not in have:
                found.setdefault(fold(teaser.title), Wanted(teaser.title, teaser.author, teaser.outlet, teaser.when, one.file))
    return tuple(found[title] for title in sorted(found))


def explain(root: Path, seed: str, data: bytes) -> Draft:
    """The seed as ingest would read it now, with what the archive's other articles say of it. Raises Unreadable."""
    one = drafts.read(seed, data, dict(config.load(root).outlets))
    loaded = archive.load(root)
    others = tuple(article for article in loaded.articles if article.seed is None or article.seed.file != seed)
    desk = _Desk(root, replace(loaded, articles=others), Memo())
    seeds = [path for path in files.scan(root / SEEDS, READERS) if path != seed]
    return settle([one], desk.known(), desk.teasers(seeds, [one]), {article.outlet for article in others if article.outlet})[0]


class _Desk:
    """The archive as new articles meet it: what is known of its articles, and what names are taken."""

    def __init__(self, root: Path, loaded: archive.Loaded, remembered: Memo, progress: Progress = quiet) -> None:
        self.root = root
        self.loaded = loaded
        self.remembered = remembered
        self.progress = progress
        self._vectors: dict[str, Vector] = {}
        self._plain: dict[str, str] = {}

    def vector(self, article: Article) -> Vector:
        if article.path not in self._vectors:
            given = f"{article.title}\0{article.body}".encode()
            made = self.remembered.get("vector", given, lambda: json.dumps(vector(article.title, plain(article.body))).encode())
            self._vectors[article.path] = json.loads(made)
        return self._vectors[article.path]

    def known(self) -> list[Known]:
        """The archive's articles whose day is known."""
        dated = [article for article in self.loaded.articles if len(article.date) >= 10]
        return [Known(article.slug, dates.day(article.date), self.vector(article), article.body) for article in dated]

    def teasers(self, seeds: Iterable[str], fresh: Sequence[Draft]) -> list[tuple[str, Teaser]]:
        """The teasers of the seeds that were read before, if there is a new article that wants a date."""
        if all(one.date for one in fresh):
            return []
        new = {one.file for one in fresh}
        return [(seed, teaser) for seed in seeds if seed not in new for teaser in self._teasers_of(seed)]

    def _teasers_of(self, seed: str) -> list[Teaser]:
        data = files.read_or_none(self.root / SEEDS / seed) or b""

        def read() -> bytes:
            try:
                found = drafts.read(seed, data, {}).teasers
            except Unreadable:
                found = ()
            return json.dumps([[teaser.title, teaser.author, teaser.outlet, teaser.when] for teaser in found]).encode()

        return [Teaser(*row) for row in json.loads(self.remembered.get("teasers", seed.encode() + b"\0" + data, read))]

    def update(self, todo: _Sorted, outlets: Mapping[str, str]) -> list[str]:
        """Rewrites the articles whose seed changed and that nobody has edited; says so of the others."""
        updated: list[str] = []
        for seed, data, article in todo.changed:
            place = self.root / CONTENT / article.path
            text = files.read(place).decode("utf-8-sig")
            if not content.untouched(text, article):
                todo.problems.append(_edited(seed, article))
                continue
            made = _drafts([(seed, data)], outlets, todo.problems)
            for one in settle(made, [known for known in self.known() if known.name != article.slug], (), ()):
                date = one.date or article.date
                after = replace(_article(one, article.slug), path=article.path, date=date, events=article.events, copy_of=article.copy_of)
                if files.write_if_changed(place, content.write_article(after).encode()):
                    updated.append(f"{CONTENT}/{article.path}")
        return updated

    def file(self, settled: Sequence[Draft], entries: dict[str, Entry]) -> tuple[list[Made], list[str], list[str]]:
        """Gives names to new articles, files them and those without an event, and writes all that down."""
        named = self._named(settled, {entry.slug for entry in entries.values()})
        homeless = [article for article in self.loaded.articles if article.events == ()]
        fresh = [replace(_article(one, PurePosixPath(path).stem), path=path) for path, one in sorted(named.items())]
        self._vectors |= {path: one.vector for path, one in named.items()}
        event_of, titles = self._events(fresh, homeless) if fresh or homeless else ({}, {})
        titles |= {event: content.humanize(event) for event in self._undescribed()}
        new_events = [event for event in sorted(titles) if self._write_event(event, titles[event])]
        filed = [replace(article, events=(event_of[article.path],)) for article in fresh]
        copied = self._copies(filed)
        for article in filed:
            final = replace(article, copy_of=copied.get(article.slug, ""))
            files.write(self.root / CONTENT / article.path, content.write_article(final).encode())
            entries[named[article.path].file] = Entry(named[article.path].file, named[article.path].digest, article.slug)
        for article in homeless:
            self._add_event(article, event_of[article.path])
        made = [Made(f"{CONTENT}/{one.path}", named[one.path].file, one.title, event_of[one.path], one.review) for one in filed]
        return made, [f"{CONTENT}/{article.path}" for article in homeless], new_events

    def _named(self, settled: Sequence[Draft], taken: set[str]) -> dict[str, Draft]:
        """Each new article's path below content/, in an order that depends on the articles alone."""
        used = {name for name in taken if name} | {article.slug for article in self.loaded.articles}
        found: dict[str, Draft] = {}
        for one in sorted(settled, key=lambda one: (one.date or "9999", fold(one.title), one.digest, one.file)):
            base = "-".join(part for part in (dates.day(one.date), slug(one.title) or "article") if part)
            name = unique(base, used)
            while files.exists(self.root / CONTENT / _path(one, name)):  # a file that could not be read is still somebody's
                used.add(name)
                name = unique(base, used)
            used.add(name)
            found[_path(one, name)] = one
        return found

    def _events(self, fresh: Sequence[Article], homeless: Sequence[Article]) -> tuple[dict[str, str], dict[str, str]]:
        """The event of each article that has none, by path; and the titles of the new ones among these events."""
        everyone = {article.path: article for article in (*self.loaded.articles, *fresh)}
        items = [grouping.Item(path, dates.day(article.date), self.vector(article), article.events) for path, article in everyone.items()]
        joined, new = grouping.group(items, self.progress)
        taken = {event.slug for event in self.loaded.events} | {event for article in everyone.values() for event in article.events or ()}
        groups = {f"\0{number}": paths for number, paths in enumerate(new)}
        placed = joined | {path: key for key, paths in groups.items() for path in paths}
        copied = self._copies([replace(article, events=(placed[article.path],)) for article in (*fresh, *homeless)])
        titles: dict[str, str] = {}
        for key, paths in sorted(groups.items(), key=lambda group: sorted(group[1])):
            members = [everyone[path] for path in sorted(paths)]
            title = naming.title_of([self._member(article, copy=bool(article.copy_of or copied.get(article.slug))) for article in members])
            event = naming.slug_of(title, taken)
            taken.add(event)
            titles[event] = title
            placed |= dict.fromkeys(groups[key], event)
        return placed, titles

    def _undescribed(self) -> set[str]:
        """The events that articles name and that have no file."""
        described = {event.slug for event in self.loaded.events} | {PurePosixPath(path).stem for path in self.loaded.unread}
        return {event for article in self.loaded.articles for event in article.events or ()} - described

    def _member(self, article: Article, *, copy: bool) -> naming.Member:
        return naming.Member(article.title, dates.day(article.date), self.vector(article), copy, "title" in article.review)

    def _copies(self, fresh: Sequence[Article]) -> dict[str, str]:
        """For each new article that copies another of its event, that one's slug."""
        groups: dict[str, list[tuple[Article, bool]]] = {event: [] for article in fresh for event in article.events or ()}
        for article, new in (*((one, True) for one in fresh), *((one, False) for one in self.loaded.articles)):
            for event in article.events or ():
                if event in groups:
                    groups[event].append((article, new))
        found: dict[str, str] = {}
        for group in self.progress(groups.values(), "Comparing", len(groups)):
            if len(group) > 1:
                found |= copies.find([self._text(article, new=new) for article, new in group])
        return found

    def _text(self, article: Article, *, new: bool) -> copies.Text:
        if article.path not in self._plain:
            self._plain[article.path] = plain(article.body)
        return copies.Text(article.slug, article.date, article.outlet, article.credit, self._plain[article.path], article.copy_of, new)

    def _write_event(self, event: str, title: str) -> bool:
        """Writes a new event's file; whether there was none yet."""
        return files.create(self.root / CONTENT / content.EVENTS / f"{event}.md", content.write_event(Event(event, "", title)).encode())

    def _add_event(self, article: Article, event: str) -> None:
        """Adds the line to the front matter of an article that is there already, and touches nothing else."""
        place = self.root / CONTENT / article.path
        data = files.read(place)
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        files.write(place, mark + frontmatter.with_field(data[len(mark) :].decode(), "event", event).encode())


def _path(one: Draft, name: str) -> str:
    return f"{content.ARTICLES}/{one.date[:4] or UNDATED}/{name}.md"


def _article(one: Draft, name: str) -> Article:
    return Article(
        slug=name,
        path="",
        title=one.title,
        body=one.body,
        date=one.date,
        authors=one.authors,
        outlet=one.outlet,
        via=one.via,
        source=one.source,
        tags=one.tags,
        summary=one.summary,
        lang=one.lang,
        credit=one.credit,
        correction=one.correction,
        review=one.review,
        seed=Seed(one.file, one.digest, ""),
    )


def _edited(seed: str, article: Article) -> Problem:
    hint = f"compare it with {SEEDS}/{seed} and carry over what you want; this is said only once"
    return Problem(
        f"{CONTENT}/{article.path}", 0, "its seed changed, but somebody has edited the article: it is left as it is", hint, severity="warning"
    )
