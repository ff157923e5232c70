"""The desk: the archive as new articles meet it. It dates them by their neighbours, names and files them, and writes them down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from briefgen import archive, content, dates, files, frontmatter, origins
from briefgen.archive import CONTENT, SEEDS
from briefgen.events import copies, grouping, naming
from briefgen.extensions import NONE, Extensions
from briefgen.frontmatter import Malformed
from briefgen.ingest import draft as drafts
from briefgen.ingest import provenance
from briefgen.ingest.captions import captions
from briefgen.ingest.draft import Draft
from briefgen.ingest.page import Teaser
from briefgen.ingest.settle import Known, settle
from briefgen.ledger import Entry
from briefgen.markdown import plain
from briefgen.memo import Memo
from briefgen.model import Article, Event, Plain, Seed
from briefgen.problem import Problem, Unreadable
from briefgen.progress import Progress, quiet
from briefgen.recall import Recall
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
    events: tuple[str, ...]
    """Its own first."""
    review: tuple[str, ...]


class Desk:
    """The archive as new articles meet it: what is known of its articles, and what names are taken."""

    def __init__(self, root: Path, loaded: archive.Loaded, remembered: Memo, progress: Progress = quiet, ours: Extensions = NONE) -> None:
        self.ours = ours
        self.root = root
        self.loaded = loaded
        self.remembered = remembered
        self.progress = progress
        self.recall = Recall(remembered)

    def items(self) -> list[grouping.Item]:
        """The archive's articles as grouping sees them."""
        return self._items(self.loaded.articles, {})

    def known(self) -> list[Known]:
        """The archive's articles whose day is known."""
        dated = [article for article in self.loaded.articles if len(article.date) >= 10]
        return [Known(article.slug, dates.day(article.date), self.recall.vector(article), article.body) for article in dated]

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
                found = drafts.read(seed, data, {}, ours=self.ours).teasers
            except Unreadable:
                found = ()
            return json.dumps([[teaser.title, teaser.author, teaser.outlet, teaser.when] for teaser in found]).encode()

        return [Teaser(*row) for row in json.loads(self.remembered.get("teasers", seed.encode() + b"\0" + self.ours.key + data, read))]

    def settle(self, fresh: Sequence[Draft], seeds: Sequence[str]) -> list[Draft]:
        """The new drafts with what the archive's other articles, and the seeds read before, say of them."""
        if not fresh:
            return []
        outlets = {article.outlet for article in self.loaded.articles if article.outlet}
        return settle(fresh, self.known(), self.teasers(seeds, fresh), outlets, self.progress)

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
            after = _updated(article, one)
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
        fresh = [replace(_article(one, PurePosixPath(path).stem), path=path) for path, one in sorted(named.items())]
        for path, one in named.items():
            self.recall.put_vector(path, one.vector)
        found = self._copies(fresh, homeless)
        places, titles = self._events(fresh, found, stuck) if fresh or homeless else ({}, {})
        titles |= {event: content.humanize(event) for event in self._undescribed()}
        new_events = [event for event in sorted(titles) if self._write_event(event, titles[event])]
        filed = [_filed(article, places[article.path], found.get(article.slug)) for article in fresh]
        for article in filed:
            files.write(self.root / CONTENT / article.path, content.write_article(article).encode())
            entries[named[article.path].file] = Entry(named[article.path].file, named[article.path].digest, article.slug)
        for article in homeless:
            sure = found.get(article.slug)
            self._add_lines(article, _filed(article, places[article.path], sure if sure and sure.sure else None), problems)
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
            while files.exists(self.root / CONTENT / _path(one, name)):  # a file that could not be read is still somebody's
                used.add(name)
                name = unique(base, used)
            used.add(name)
            found[_path(one, name)] = one
        return found

    def _copies(self, fresh: Sequence[Article], homeless: Sequence[Article]) -> dict[str, copies.Found]:
        """What new articles, and those without an event, copy of the whole archive, by slug; and which articles that ingest filed before
        are surely copies of a new one."""
        if not fresh and not homeless:
            return {}
        free = {article.path for article in homeless}
        known = [self.recall.text(article, new=article.path in free or _is_open(article)) for article in self.loaded.articles]
        found = copies.find([*known, *(self.recall.text(article, new=True) for article in self.progress(fresh, "Comparing", len(fresh)))])
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
                self._add_lines(article, _marked(article, found[article.slug]), problems)

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


def _is_open(article: Article) -> bool:
    """Whether ingest made this article, and it may still turn out to be a copy."""
    return article.seed is not None and not article.copy_of and not article.version_of


def _filed(article: Article, events: tuple[str, ...], found: copies.Found | None) -> Article:
    """The article with what was found out; what is unsure is to be confirmed."""
    marked = _marked(article, found) if found else article
    doubtful = [key for key in ("copy_of", "version_of") if getattr(marked, key) != getattr(article, key) and found and not found.sure]
    return replace(marked, events=events, review=tuple(dict.fromkeys((*article.review, *doubtful))))


def _marked(article: Article, found: copies.Found) -> Article:
    """The article with what it copies or is a later version of, unless it says so already."""
    if article.copy_of or article.version_of:
        return article
    return replace(article, version_of=found.of) if found.kind == "version" else replace(article, copy_of=found.of)


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
        captions=captions(one.sheet),
        review=one.review,
        origins=provenance.origins(one),
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
    kept |= {"copy_of", "version_of"}
    doubtful = {*one.review} - kept | {*article.review} & kept
    review = tuple(field for field in (*one.review, *article.review) if field in doubtful)
    made = replace(_article(one, article.slug), path=article.path, date=date, outlet=outlet, review=tuple(dict.fromkeys(review)))
    where = {old.field: old for old in article.origins} | {new.field: new for new in made.origins if new in origins.standing(made)}
    kept_origins = origins.standing(replace(made, origins=tuple(where[field] for field in origins.FIELDS if field in where)))
    return replace(made, origins=kept_origins, events=article.events, copy_of=article.copy_of, version_of=article.version_of)


def _edited(seed: str, article: Article) -> Problem:
    hint = f"compare it with {SEEDS}/{seed} and carry over what you want; this is said only once"
    return Problem(
        f"{CONTENT}/{article.path}", 0, "its seed changed, but somebody has edited the article: it is left as it is", hint, severity="warning"
    )
