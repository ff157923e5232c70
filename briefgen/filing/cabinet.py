"""The cabinet: an archive's articles by event, and how a person wants them filed from now on."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from briefgen import archive, config, content
from briefgen.archive import CONTENT
from briefgen.content import ARTICLE_KEYS, EVENT_KEYS, NO_EVENT
from briefgen.events import naming
from briefgen.filing.revision import Revision
from briefgen.model import Article, Event
from briefgen.problem import Problem, Unreadable
from briefgen.text import clean, slug, squeeze

_FEW: Final = 3
_LIST: Final = f"{content.EVENTS}/index"
"""Where all events are listed: an event of that name had no page."""


class Refused(Exception):
    """What was asked for cannot be done: why, and what to do instead. Nothing was written."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Done:
    """What was filed otherwise."""

    event: str
    """The event that it is about: the one that stays, the new one, or the one that an article is filed under; '' for none."""
    new: tuple[str, ...]
    """Events that there were not before."""
    left: tuple[str, ...]
    """Events that articles are no longer filed under."""
    articles: tuple[str, ...]
    """The articles filed otherwise, below the archive's root like all paths here."""
    changed: tuple[str, ...]
    """Every file written."""
    removed: tuple[str, ...]
    redirects: tuple[str, ...]
    """Old addresses that lead on to the event from now on."""
    notes: tuple[str, ...]
    """What a person may want to look at."""


class Cabinet:
    """The archive's articles by event, and how they are to be filed from now on."""

    def __init__(self, root: Path) -> None:
        config.load(root)
        self.loaded = archive.load(root)
        if self.loaded.unread:  # what is in them cannot be known: they may be of the very event
            raise Unreadable(*(problem for problem in self.loaded.problems if problem.severity == "error"))
        self.revision = Revision(root)
        self.events = {event.slug: event for event in reversed(self.loaded.events)}  # of two files of one name the first counts
        for article in self.loaded.articles:
            for name in article.events or ():
                self.events.setdefault(name, Event(name, "", content.humanize(name)))
        self.new: list[str] = []
        self.left: dict[str, None] = {}
        self.filed: list[str] = []
        self.redirects: list[str] = []
        self.notes: list[str] = []

    # finding what is meant

    def event(self, name: str) -> Event:
        """The event of this slug; its file's path and its address will do."""
        base = PurePosixPath(name.replace("\\", "/"))
        known = [one for one in (name, base.stem if base.suffix in (*content.SUFFIXES, ".html") else base.name) if one in self.events]
        if not known:
            raise Refused(f"there is no event {name!r}", _did_you_mean(name, self.events) or "'briefgen events' lists them")
        paths = [event.path for event in self.loaded.events if event.slug == known[0]]
        if len(paths) > 1:
            raise Unreadable(Problem(f"{CONTENT}/{paths[1]}", 0, f"has the same name as {CONTENT}/{paths[0]}", "rename one of them"))
        return self.events[known[0]]

    def article(self, name: str) -> Article:
        """The article of this slug or path, or the only one whose slug has this in it."""
        place = name.replace("\\", "/").removeprefix("./")
        tests: tuple[Callable[[Article], bool], ...] = (
            lambda one: one.slug == name,
            lambda one: f"/{CONTENT}/{one.path}".endswith(f"/{place}") or place.endswith(f"/{CONTENT}/{one.path}"),
            lambda one: bool(name) and name.lower() in one.slug.lower(),
        )
        found = next((met for met in ([one for one in self.loaded.articles if is_meant(one)] for is_meant in tests) if met), [])
        if len(found) > 1:
            hint = "name one by its path: " + ", ".join(f"{CONTENT}/{one.path}" for one in found[:_FEW]) + (" …" if len(found) > _FEW else "")
            raise Refused(f"{name!r} may be any of {len(found)} articles", hint)
        if not found:
            hint = _did_you_mean(name, [one.slug for one in self.loaded.articles])
            raise Refused(f"there is no article {name!r}", hint or "name it by its file's name, or by its path")
        return found[0]

    def members(self, *events: Event) -> list[Article]:
        """The articles that are filed under any of these."""
        slugs = {event.slug for event in events}
        return [article for article in self.loaded.articles if not slugs.isdisjoint(article.events or ())]

    def picked(self, event: Event, names: Sequence[str]) -> list[Article]:
        """These articles of an event, which must be some of its articles and not all."""
        chosen = {article.path: article for article in map(self.article, names)}
        for article in chosen.values():
            if event.slug not in (article.events or ()):
                raise Refused(f"{article.slug!r} is not filed under {event.slug!r}", "'briefgen events move' files it under another event")
        if len(chosen) == len(self.members(event)):
            raise Refused(f"these are all articles of {event.slug!r}", "'briefgen events rename' gives it another name")
        return list(chosen.values())

    def suggested(self, event: Event, division: Iterable[Iterable[str]]) -> list[list[Article]]:
        """Of the groups, by path, into which an event looks divided, those that would be split off: all but the largest."""
        by_path = {article.path: article for article in self.members(event)}
        groups = [[by_path[path] for path in group if path in by_path] for group in division]
        found = sorted((group for group in groups if group), key=len, reverse=True)[1:]
        if not found:
            raise Refused(f"nothing suggests that {event.slug!r} is more than one event", "name the articles that are to go to a new one")
        return found

    # making names

    def free(self, title: str, own: Event | None = None) -> str:
        """An event's slug after this title: one whose address is no other event's, and leads to no other page. `own` may keep its."""
        others = [event for event in self.events.values() if event is not own]
        aliases = [alias for event in others for alias in event.aliases] + [alias for article in self.loaded.articles for alias in article.aliases]
        taken = {event.slug.casefold() for event in others} | {*self.new}
        taken |= {PurePosixPath(alias).stem.casefold() for alias in aliases if PurePosixPath(alias).parent.name == content.EVENTS}
        made = naming.slug_of(title, taken)
        return own.slug if own and own.slug.casefold() == made else made  # some disks do not tell the two apart

    def make(self, title: str) -> str:
        """The slug of a new event, which gets a file."""
        made = self.free(title)
        self.new.append(made)
        path = f"{content.EVENTS}/{made}.md"
        self.revision.create(path, content.write_event(Event(made, path, title)))
        return made

    def fresh(self, target: str) -> str:
        """The slug of a new event after a title, or after a slug that has none."""
        title = title_of(content.humanize(target) if target == slug(target) else target)
        for known in (target, slug(title)):
            if known in self.events:
                raise Refused(f"there is an event {known!r} already", "leave --new away to file it there, or give another title")
        return self.make(title)

    # filing

    def names(self, article: Article) -> tuple[str, ...]:
        """What an article's own line names, be it right or wrong: what a person wrote there stays."""
        return tuple(name for name in self.revision.texts(article.path, ARTICLE_KEYS["event"]) if name.lower() != NO_EVENT)

    def refile(self, articles: Iterable[Article], new: Mapping[str, str]) -> None:
        """Files articles under other events in place of some; the order stays."""
        for article in articles:
            self.file(article, [new.get(name, name) for name in self.names(article)])

    def file(self, article: Article, events: Sequence[str]) -> None:
        """Files an article under these events and no others."""
        kept = tuple(dict.fromkeys(events))
        self.left |= dict.fromkeys(name for name in article.events or () if name not in kept)
        self.revision.set(article.path, ARTICLE_KEYS["event"], NO_EVENT if not kept else kept[0] if len(kept) == 1 else kept)
        self.filed.append(article.path)

    # events' files

    def describe(self, event: Event) -> str:
        """The path of an event's file, which is made if there is none."""
        path = event.path or f"{content.EVENTS}/{event.slug}.md"
        if not event.path:
            self.revision.create(path, content.write_event(event))
        return path

    def absorb(self, path: str, gone: Iterable[Event]) -> None:
        """Has an event's file take over what a person wrote in others, and removes those. Raises Unreadable for what it cannot take."""
        problems: list[Problem] = []
        for event in (event for event in gone if event.path):
            problems += self._take_summary(path, event)
            if rest := self._rest(event):
                problems.append(_in_the_way(event, path, "has more than a merge can carry over", rest.splitlines()[0]))
            if event.body:
                self.revision.append(path, event.body)
                self.notes.append(f"the text of {event.slug} stands at the end of {CONTENT}/{path} now")
            self.revision.remove(event.path)
        if problems:
            raise Unreadable(*problems)

    def _take_summary(self, path: str, event: Event) -> list[Problem]:
        there = squeeze(" ".join(self.revision.texts(path, EVENT_KEYS["summary"])))
        if event.summary and there and there != event.summary:
            return [_in_the_way(event, path, f"has a summary, and so does {CONTENT}/{path}", event.summary)]
        if event.summary and not there:
            self.revision.set(path, EVENT_KEYS["summary"], event.summary)
        return []

    def _rest(self, event: Event) -> str:
        return self.revision.without(event.path, [name for names in EVENT_KEYS.values() for name in names])

    def lead_on(self, to: str, path: str, gone: Iterable[Event]) -> None:
        """Has an event's file answer at the addresses of others, and at all that led to those, but not at its own or the list's."""
        there = {_plain(alias): alias for alias in self.revision.texts(path, EVENT_KEYS["aliases"])}
        wanted = {_plain(alias): alias for event in gone for alias in (_address(event.slug), *event.aliases)}
        kept = {plain: alias for plain, alias in (wanted | there).items() if plain not in (_plain(_address(to)), _LIST)}
        aliases = tuple(kept[plain] for plain in dict.fromkeys((*there, *wanted)) if plain in kept)
        if aliases or there:
            self.revision.set(path, EVENT_KEYS["aliases"], aliases[0] if len(aliases) == 1 else aliases)
        self.redirects += [alias for plain, alias in wanted.items() if plain in kept and plain not in there]

    def close(self, article: Article, event: str) -> None:
        """Sees to the events whose last article has left: one that holds no word of a person goes, and its address leads on."""
        empty = [self.events[name] for name in self.left if self.members(self.events[name]) == [article]]
        going = [one for one in empty if event and not (one.path and (one.summary or one.body or self._rest(one)))]
        self.notes += [f"{one.slug} has no articles any more" for one in empty if one not in going]
        if going:
            path = f"{content.EVENTS}/{event}.md" if event in self.new else self.describe(self.events[event])
            self.lead_on(event, path, going)
        for one in (one for one in going if one.path):
            self.revision.remove(one.path)

    def write(self, event: str) -> Done:
        """Writes it all down."""
        self.notes += self._copies_left()
        changed, removed = self.revision.write()
        written = set(changed)
        return Done(
            event=event,
            new=tuple(self.new),
            left=tuple(self.left),
            articles=_below(path for path in self.filed if path in written),
            changed=_below(changed),
            removed=_below(removed),
            redirects=tuple(self.redirects),
            notes=tuple(self.notes),
        )

    def _copies_left(self) -> list[str]:
        """A note for each article whose copies stay in an event that it leaves."""
        filed = set(self.filed)
        moved = {article.slug: article.path for article in self.loaded.articles if article.path in filed}
        found: dict[str, list[str]] = {}
        for one in self.members(*(self.events[name] for name in self.left)):
            if one.copy_of in moved and one.path not in filed:
                found.setdefault(one.copy_of, []).append(one.slug)
        return [f"copies of {original} stay where they are: {', '.join(copies)}" for original, copies in found.items()]


def title_of(text: str) -> str:
    """An event's title as a person gave it, on one line. Raises Refused for an empty one."""
    found = squeeze(clean(text))
    if not found:
        raise Refused("a title cannot be empty", "write what the event is to be called")
    return found


def _below(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{CONTENT}/{path}" for path in paths)


def _address(name: str) -> str:
    return f"{content.EVENTS}/{name}.html"


def _plain(alias: str) -> str:
    """An alias in one spelling, however a person wrote it. Capitals are small letters, since some disks do not tell them apart."""
    path = alias.strip().lstrip("/").casefold()
    return path + "index" if path.endswith("/") else path.removesuffix(".html")


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    """The names that have this one in them, or else the one that is nearly it; '' when there is none."""
    listed = sorted(known)
    found = [one for one in listed if name and name.lower() in one.lower()] or difflib.get_close_matches(name, listed, n=1)
    return f"did you mean {' or '.join(map(repr, found[:_FEW]))}?" if found else ""


def _in_the_way(event: Event, path: str, what: str, quote: str) -> Problem:
    hint = f"carry over to {CONTENT}/{path} what you want of it, delete it here, and merge again"
    return Problem(f"{CONTENT}/{event.path}", 0, f"{what}: nothing was merged", hint, quote)
