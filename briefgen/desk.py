"""The desk: the archive as new articles meet it. It dates them by their neighbours, names and files them, and writes them down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from briefgen import archive, content, dates, drafted, files, frontmatter, shelf
from briefgen.archive import CONTENT, SEEDS
from briefgen.events import copies, grouping, naming
from briefgen.extensions import NONE, Extensions
from briefgen.frontmatter import Malformed
from briefgen.ingest import draft as drafts
from briefgen.ingest import enclosures
from briefgen.ingest.draft import Draft
from briefgen.ingest.page import Teaser
from briefgen.ingest.settle import Known, settle
from briefgen.ledger import Entry
from briefgen.markdown import plain
from briefgen.model import Article, Event, Plain
from briefgen.problem import Problem, Unreadable
from briefgen.progress import Progress, quiet
from briefgen.recall import Recall
from briefgen.text import fold, slug, unique

TEASERS: Final = "teasers"
"""The step under which is kept what other articles each seed names."""


@dataclass(frozen=True, slots=True)
class Made:
    """An article that ingest wrote."""

    path: str
    """Below the archive's root."""
    seed: str
    title: str
    events: tuple[str, ...]
    """Its own first."""
    review: tuple[str, ...]


class Desk:
    """The archive as new articles meet it: what is known of its articles, and what names are taken."""

    def __init__(self, root: Path, loaded: archive.Loaded, recall: Recall, progress: Progress = quiet, ours: Extensions = NONE) -> None:
        self.ours = ours
        self.root = root
        self.loaded = loaded
        self.progress = progress
        self.recall = recall

    def items(self) -> list[grouping.Item]:
        """The archive's articles as grouping sees them."""
        return self._items(self.loaded.articles, {})

    def known(self) -> list[Known]:
        """The archive's articles whose day is known."""
        dated = [article for article in self.loaded.articles if len(article.date) >= 10]
        return [Known(article.slug, dates.day(article.date), self.recall.vector(article), partial(self.recall.body, article)) for article in dated]

    def teasers(self, seeds: Mapping[str, str], but: Iterable[str]) -> list[tuple[str, Teaser]]:
        """The teasers of the seeds, `but` for some; with each seed its digest."""
        new = frozenset(but)
        return [(seed, teaser) for seed, digest in seeds.items() if seed not in new for teaser in self._teasers_of(seed, digest)]

    def _teasers_of(self, seed: str, digest: str) -> list[Teaser]:
        key = shelf.digest(self.ours.key, digest.encode())
        known = self.recall.kept.get(TEASERS, seed, key)
        found = _teasers_in(known) if known is not None else None
        if found is not None:
            return found
        data = files.read_or_none(self.root / SEEDS / seed) or b""
        try:
            found = list(drafts.read(seed, data, {}, ours=self.ours).teasers)
        except Unreadable:
            return []  # what hinders a reader, a missing package perhaps, may go away without the seed telling
        if files.digest(data) == digest:  # else it was written again since
            rows = [[teaser.title, teaser.author, teaser.outlet, teaser.when] for teaser in found]
            self.recall.kept.put(TEASERS, seed, key, msgspec.json.encode(rows))
        return found

    def settle(self, fresh: Sequence[Draft], seeds: Mapping[str, str]) -> list[Draft]:
        """The new drafts with what the archive's other articles, and the seeds read before, say of them; with each seed its digest."""
        outlets = {article.outlet for article in self.loaded.articles if article.outlet}
        if all(one.date for one in fresh):  # then nobody has to be asked when it was
            return settle(fresh, (), (), outlets, self.progress)
        return settle(fresh, self.known(), self.teasers(seeds, (one.file for one in fresh)), outlets, self.progress)

    def holds(self, article: Article, one: Draft) -> bool:
        """Whether a draft is the article that is there already, perhaps corrected, and not another one, be it of the same event."""
        same_name = fold(one.title) == fold(article.title) and fold(one.outlet) in ("", fold(article.outlet))
        return same_name or copies.are_nearly_the_same(plain(one.body), self.recall.plain(article))

    def update(self, changed: Iterable[tuple[Draft, Article]], problems: list[Problem]) -> list[str]:
        """Rewrites the articles whose seed changed and that nobody has edited; says so of the others."""
        updated: list[str] = []
        for one, article in changed:
            place = self.root / CONTENT / article.path
            if not content.untouched(files.read(place).decode("utf-8-sig"), article):
                problems.append(_edited(one.file, article))
                continue
            self.recall.hold(article)
            after = drafted.updated(article, enclosures.beside(self.root, one, article.path, problems))
            if files.write_if_changed(place, content.write_article(after).encode()):
                updated.append(f"{CONTENT}/{article.path}")
        return updated

    def file(self, settled: Sequence[Draft], entries: dict[str, Entry], problems: list[Problem]) -> tuple[list[Made], list[str], list[str]]:
        """Gives names to new articles, files them and those without an event, and writes all that down. Where a file cannot be changed
        by a line, that is a problem, and it stays as it is."""
        named = self._named(settled, {entry.slug for entry in entries.values()})
        unfiled = [article for article in self.loaded.articles if article.events == () and not article.draft]
        homeless = [article for article in unfiled if self._can_be_filed(article, problems)]
        stuck = {article.path for article in unfiled} - {article.path for article in homeless}
        named = {path: enclosures.beside(self.root, one, path, problems) for path, one in named.items()}
        fresh = [replace(drafted.article_of(one, PurePosixPath(path).stem), path=path) for path, one in sorted(named.items())]
        for path, one in named.items():
            self.recall.put_vector(path, one.vector)
        found = self._copies(fresh, homeless)
        places, titles = self._events(fresh, found, stuck) if fresh or homeless else ({}, {})
        titles |= {event: content.humanize(event) for event in self._undescribed()}
        new_events = [event for event in sorted(titles) if self._write_event(event, titles[event])]
        filed = [drafted.filed(article, places[article.path], found.get(article.slug)) for article in fresh]
        for article in filed:
            files.write(self.root / CONTENT / article.path, content.write_article(article).encode())
            entries[named[article.path].file] = Entry(named[article.path].file, named[article.path].digest, article.slug)
        for article in homeless:
            sure = found.get(article.slug)
            self._add_lines(article, drafted.filed(article, places[article.path], sure if sure and sure.sure else None), problems)
        self._note_originals(found, unfiled, problems)
        made = [Made(f"{CONTENT}/{one.path}", named[one.path].file, one.title, places[one.path], one.review) for one in filed]
        return made, [f"{CONTENT}/{article.path}" for article in homeless], new_events

    def _named(self, settled: Sequence[Draft], taken: set[str]) -> dict[str, Draft]:
        """Each new article's path below content/, in an order that depends on the articles alone."""
        used = {name for name in taken if name} | {article.slug for article in self.loaded.articles}
        found: dict[str, Draft] = {}
        for one in sorted(settled, key=lambda one: (one.date or "9999", fold(one.title), one.digest, one.file)):
            base = "-".join(part for part in (dates.day(one.date), slug(one.title) or "article") if part)
            name = unique(base, used)
            while files.exists(self.root / CONTENT / drafted.path_of(one, name)):  # a file that could not be read is still somebody's
                used.add(name)
                name = unique(base, used)
            used.add(name)
            found[drafted.path_of(one, name)] = one
        return found

    def _copies(self, fresh: Sequence[Article], homeless: Sequence[Article]) -> dict[str, copies.Found]:
        """What new articles, and those without an event, copy of the whole archive, by slug; and which articles that ingest filed before
        are surely copies of a new one."""
        if not fresh and not homeless:
            return {}
        free = {article.path for article in homeless}
        about = {article.slug for article in (*fresh, *homeless)}
        known = [self.recall.text(article, new=article.path in free or _is_open(article)) for article in self.loaded.articles]
        found = copies.find([*known, *(self.recall.text(article, new=True) for article in self.progress(fresh, "Comparing", len(fresh)))], about)
        settled = {article.slug for article in self.loaded.articles if article.path not in free}
        new = {article.slug for article in fresh}
        for name, one in list(found.items()):
            if name in settled and not one.sure and one.kind == "version" and one.of in new and one.of not in found:
                found[one.of] = replace(one, of=name)  # which is the later one, nobody knows: then let it be the one that came later
        return {slug: one for slug, one in found.items() if slug not in settled or (one.sure and one.of in new)}

    def _note_originals(self, found: Mapping[str, copies.Found], free: Iterable[Article], problems: list[Problem]) -> None:
        """Adds a line to articles that turn out to be copies, now that their original has come."""
        homeless = {article.path for article in free}
        for article in self.loaded.articles:
            if article.slug in found and article.path not in homeless:
                self._add_lines(article, drafted.marked(article, found[article.slug]), problems)

    def _items(self, articles: Iterable[Article], found: Mapping[str, copies.Found]) -> list[grouping.Item]:
        """Articles as grouping sees them. Of what is only likely to be a copy grouping makes up its own mind; what was filed as an article
        of its own speaks for its event, also when its original comes later."""
        listed = list(articles)
        paths = {article.slug: article.path for article in listed}
        filed = {article.slug for article in listed if article.events}
        sure = {slug: one.of for slug, one in found.items() if one.sure and slug not in filed}
        return [self.recall.item(one, paths.get(one.copy_of or one.version_of or sure.get(one.slug, ""), "")) for one in listed]

    def _events(
        self, fresh: Sequence[Article], found: Mapping[str, copies.Found], stuck: Set[str]
    ) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        """The events of each article that has none, by path; and the titles of the new ones among these events."""
        everyone = {article.path: article for article in (*self.loaded.articles, *fresh) if article.path not in stuck}
        places = grouping.group(self._items(everyone.values(), found), self.progress)
        groups: dict[str, list[str]] = {}
        for path in sorted(places, key=lambda path: (everyone[path].date or "9999", path)):
            for place in places[path]:
                groups.setdefault(place, []).append(path)
        taken = self._taken_events(everyone.values())
        names: dict[str, str] = {}
        titles: dict[str, str] = {}
        for place, paths in sorted(groups.items(), key=lambda group: group[1]):
            if place.startswith(grouping.NEW):
                own = [path for path in paths if places[path][0] == place] or paths  # whose event it is first of all
                members = [everyone[path] for path in own]
                title = naming.title_of([self.recall.member(one, copy=bool(one.copy_of or one.slug in found)) for one in members])
                names[place] = naming.slug_of(title, taken)
                taken.add(names[place])
                titles[names[place]] = title
        return {path: tuple(names.get(place, place) for place in there) for path, there in places.items()}, titles

    def _taken_events(self, articles: Iterable[Article]) -> set[str]:
        """The slugs that a new event cannot have: of events that articles are in, and of old addresses that lead on to another page. An
        event without articles takes a new one in."""
        held = {event for article in articles for event in article.events or ()}
        aliases = [alias for event in self.loaded.events for alias in event.aliases]
        aliases += [alias for article in self.loaded.articles for alias in article.aliases]
        held |= {PurePosixPath(path).stem for path in self.loaded.unread if path.startswith(f"{content.EVENTS}/")}
        return held | {PurePosixPath(alias).stem for alias in aliases if PurePosixPath(alias).parent.name == content.EVENTS}

    def _undescribed(self) -> set[str]:
        """The events that articles name and that have no file."""
        described = {event.slug for event in self.loaded.events} | {PurePosixPath(path).stem for path in self.loaded.unread}
        return {event for article in self.loaded.articles for event in article.events or ()} - described

    def _write_event(self, event: str, title: str) -> bool:
        """Writes a new event's file; whether there was none yet."""
        return files.create(self.root / CONTENT / content.EVENTS / f"{event}.md", content.write_event(Event(event, "", title)).encode())

    def _can_be_filed(self, article: Article, problems: list[Problem]) -> bool:
        """Whether an event can be added to the file by a line."""
        if not files.read(self.root / CONTENT / article.path).strip():  # somebody's editor has emptied it, and is about to write
            return False
        before = len(problems)
        self._with_lines(article, {"event": content.NO_EVENT}, problems)
        return len(problems) == before

    def _add_lines(self, before: Article, article: Article, problems: list[Problem]) -> None:
        """Adds what was found out to the front matter of an article that is there already, and touches nothing else."""
        values: dict[str, Plain] = {key: getattr(article, key) for key in ("copy_of", "version_of") if getattr(article, key) != getattr(before, key)}
        if article.events and article.events != before.events:
            values["event"] = article.events if len(article.events) > 1 else article.events[0]
        files.write_if_changed(self.root / CONTENT / article.path, self._with_lines(article, values, problems))

    def _with_lines(self, article: Article, values: Mapping[str, Plain], problems: list[Problem]) -> bytes:
        """An article's file with these values; as it is, and a problem more, where no line of it can be changed."""
        data = files.read(self.root / CONTENT / article.path)
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        try:
            return mark + frontmatter.with_fields(data[len(mark) :].decode(), values).encode()
        except Malformed as error:
            problems.append(Problem(f"{CONTENT}/{article.path}", 0, error.message, error.hint, severity="warning"))
            return data


def _teasers_in(data: bytes) -> list[Teaser] | None:
    """What was kept of a seed; None for what cannot have been."""
    try:
        return [Teaser(*row) for row in msgspec.json.decode(data, type=list[tuple[str, str, str, str]])]
    except msgspec.DecodeError:
        return None


def _is_open(article: Article) -> bool:
    """Whether ingest made this article, and it may still turn out to be a copy."""
    return article.seed is not None and not article.copy_of and not article.version_of


def _edited(seed: str, article: Article) -> Problem:
    hint = f"compare it with {SEEDS}/{seed} and carry over what you want; this is said only once"
    return Problem(
        f"{CONTENT}/{article.path}", 0, "its seed changed, but somebody has edited the article: it is left as it is", hint, severity="warning"
    )
