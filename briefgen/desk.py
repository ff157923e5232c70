"""The desk: the archive as new articles meet it. It dates them by their neighbours, names and files them, and writes them down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from briefgen import archive, content, dates, files, frontmatter
from briefgen.archive import CONTENT, SEEDS
from briefgen.events import copies, grouping, naming
from briefgen.ingest import draft as drafts
from briefgen.ingest.draft import Draft
from briefgen.ingest.page import Teaser
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
"""The folder of articles without a date."""


@dataclass(frozen=True, slots=True)
class Made:
    """An article that ingest wrote."""

    path: str
    """Below the archive's root."""
    seed: str
    title: str
    event: str
    review: tuple[str, ...]


class Desk:
    """The archive as new articles meet it: what is known of its articles, and what names are taken."""

    def __init__(self, root: Path, loaded: archive.Loaded, remembered: Memo, progress: Progress = quiet) -> None:
        self.root = root
        self.loaded = loaded
        self.remembered = remembered
        self.progress = progress
        self._vectors: dict[str, Vector] = {}
        self._plain: dict[str, str] = {}

    def vector(self, article: Article) -> Vector:
        """The article's terms, remembered between ingests."""
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

    def settle(self, fresh: Sequence[Draft], seeds: Sequence[str]) -> list[Draft]:
        """The new drafts with what the archive's other articles, and the seeds read before, say of them."""
        if not fresh:
            return []
        outlets = {article.outlet for article in self.loaded.articles if article.outlet}
        return settle(fresh, self.known(), self.teasers(seeds, fresh), outlets, self.progress)

    def holds(self, article: Article, one: Draft) -> bool:
        """Whether a draft is the article that is there already, perhaps corrected, and not another one, be it of the same event."""
        same_name = fold(one.title) == fold(article.title) and fold(one.outlet) in ("", fold(article.outlet))
        return same_name or copies.are_nearly_the_same(plain(one.body), plain(article.body))

    def update(self, changed: Iterable[tuple[Draft, Article]], problems: list[Problem]) -> list[str]:
        """Rewrites the articles whose seed changed and that nobody has edited; says so of the others."""
        updated: list[str] = []
        for one, article in changed:
            place = self.root / CONTENT / article.path
            if not content.untouched(files.read(place).decode("utf-8-sig"), article):
                problems.append(_edited(one.file, article))
                continue
            after = _updated(article, one)
            if files.write_if_changed(place, content.write_article(after).encode()):
                updated.append(f"{CONTENT}/{article.path}")
        return updated

    def file(self, settled: Sequence[Draft], entries: dict[str, Entry]) -> tuple[list[Made], list[str], list[str]]:
        """Gives names to new articles, files them and those without an event, and writes all that down."""
        named = self._named(settled, {entry.slug for entry in entries.values()})
        homeless = [article for article in self.loaded.articles if article.events == () and not article.draft]
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
        items = [
            grouping.Item(path, dates.day(article.date), self.vector(article), None if article.draft and not article.events else article.events)
            for path, article in everyone.items()
        ]
        joined, new = grouping.group(items, self.progress)
        taken = {event for article in everyone.values() for event in article.events or ()}  # an event without articles takes a new one in
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
        image=one.image,
        credit=one.credit,
        correction=one.correction,
        review=one.review,
        seed=Seed(one.file, one.digest, ""),
    )


def _updated(article: Article, one: Draft) -> Article:
    """The article as its changed seed has it now. What the page does not state, or states only in short, stays as it was, and so does
    whether it is still to be confirmed."""
    in_short = bool(one.outlet) and f" {fold(article.outlet)}".endswith(f" {fold(one.outlet)}")
    date = article.date if not one.date or "date" in one.review else one.date
    outlet = article.outlet if in_short or "outlet" in one.review else one.outlet
    kept = {field for field, old, own in (("date", article.date, one.date), ("outlet", article.outlet, one.outlet)) if old and old != own}
    kept &= {field for field, now, old in (("date", date, article.date), ("outlet", outlet, article.outlet)) if now == old}
    doubtful = {*one.review} - kept | {*article.review} & kept
    review = tuple(field for field in (*one.review, *article.review) if field in doubtful)
    made = replace(_article(one, article.slug), path=article.path, date=date, outlet=outlet, review=tuple(dict.fromkeys(review)))
    return replace(made, events=article.events, copy_of=article.copy_of)


def _edited(seed: str, article: Article) -> Problem:
    hint = f"compare it with {SEEDS}/{seed} and carry over what you want; this is said only once"
    return Problem(
        f"{CONTENT}/{article.path}", 0, "its seed changed, but somebody has edited the article: it is left as it is", hint, severity="warning"
    )
