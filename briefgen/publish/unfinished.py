"""What front matter leaves open: fields that are missing or unconfirmed, and names that lead nowhere or to the same place."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from briefgen import content, files, frontmatter
from briefgen.archive import CONTENT, Loaded, circles
from briefgen.events.naming import RESERVED, headline
from briefgen.library.rights import unseen_events
from briefgen.model import Article, Event
from briefgen.problem import Problem
from briefgen.site.shelves import names_by_address
from briefgen.site.shown import slug_of_name
from briefgen.text import fold, slug

_WANTED: Final = (("date", "2022-01-07"), ("outlet", "The Example"))
"""Fields that every article should have, with an example; a missing title is a problem of reading."""
_NUMBER: Final = re.compile(r"-\d+$")
"""What `text.unique` adds."""


@dataclass(frozen=True, slots=True)
class _Finding:
    path: str
    """Below content/."""
    key: str
    """The field concerned; '' when it is none in particular."""
    message: str
    hint: str
    severity: Literal["error", "warning"] = "warning"


def problems_of(root: Path, loaded: Loaded) -> list[Problem]:
    """What is unfinished in the front matter of the archive `root`, which `loaded` holds; what reading it found is not repeated."""
    unread = {problem.path for problem in loaded.problems if problem.severity == "error"}
    published = [article for article in loaded.articles if not article.draft]
    findings = [
        *(finding for article in published if f"{CONTENT}/{article.path}" not in unread for finding in _missing(article)),
        *(finding for article in published for finding in _unconfirmed(article)),
        *_copies_of_nothing(loaded),
        *_events_apart(loaded),
        *_named_after_hidden(loaded),
        *_shared_pages("outlet", [(article.outlet, article) for article in published if article.outlet]),
        *_shared_pages("author", [(name, article) for article in published for name in article.authors]),
    ]
    findings.sort(key=attrgetter("path"))
    placed = (problem for path, group in groupby(findings, attrgetter("path")) for problem in _placed(root, path, group))
    return [*placed, *circles(root, loaded.articles)]


def _missing(article: Article) -> Iterable[_Finding]:
    for key, example in _WANTED:
        if not getattr(article, key):
            more = ", and delete it from review" if key in article.review else ""
            yield _Finding(article.path, key, f"no {key}", f"add a line like '{key}: {example}'{more}")


def _unconfirmed(article: Article) -> Iterable[_Finding]:
    unknown = {"date": not article.date, "outlet": not article.outlet, "authors": not article.authors, "author": not article.authors}
    inferred = [field for field in article.review if not unknown.get(field)]
    missing = [field for field in article.review if unknown.get(field) and field not in dict(_WANTED)]  # of those it is said already
    if inferred:
        yield _Finding(article.path, "review", f"inferred, not yet confirmed: {', '.join(inferred)}", "confirm it and delete it from review")
    if missing:
        yield _Finding(article.path, "review", f"not found: {', '.join(missing)}", "add what you can find out, and delete it from review")


def _copies_of_nothing(loaded: Loaded) -> Iterable[_Finding]:
    slugs = {article.slug for article in loaded.articles} | _unread(loaded, content.ARTICLES)
    for article in loaded.articles:
        for key, named in (("copy_of", article.copy_of), ("version_of", article.version_of)):
            if key == "version_of" and named == article.slug and article.copy_of:  # else it goes round in a circle
                yield _Finding(article.path, key, f"{key} names this article itself", "delete this line: it is a copy", "error")
            elif named and named not in slugs:
                hint = _suggestion(named, slugs) or "write the name of its file, without folder and ending"
                yield _Finding(article.path, key, f"{key}: there is no article {named!r}", hint, "error")


def _events_apart(loaded: Loaded) -> Iterable[_Finding]:
    """Events that articles name and no file describes, each at the first article that does, and those of which it is the reverse."""
    described = {event.slug for event in loaded.events} | _unread(loaded, content.EVENTS)
    named: dict[str, Article] = {}
    for article in loaded.articles:
        for name in article.events or ():
            named.setdefault(name, article)
    for name in sorted(named.keys() - described):
        hint = _suggestion(name, described) or f"make {CONTENT}/{content.EVENTS}/{name}.md with a title"
        hint = "write another slug: the list of all events has this address" if name.lower() in RESERVED else hint
        yield _Finding(named[name].path, "event", f"no file describes the event {name!r}", hint)
    if _unread(loaded, content.ARTICLES):  # it may be one of these that does
        return
    for event in loaded.events:
        if event.slug not in named:
            yield _Finding(event.path, "", "no article names this event", f"write 'event: {event.slug}' in an article, or delete this file")


def _unread(loaded: Loaded, folder: str) -> set[str]:
    """What is there in a folder of content/ and cannot be read, by slug."""
    return {PurePosixPath(path).stem for path in loaded.unread if path.startswith(f"{folder}/")}


def _named_after_hidden(loaded: Loaded) -> Iterable[_Finding]:
    """Events that are shown and have the title of an article that is not, or an address made of it, an old one too, if no article that is shown has
    that title."""
    hidden = {name: article.path for article in reversed(loaded.articles) if article.draft for name in _names(article)}
    unseen = unseen_events((article for article in loaded.articles if not article.draft), loaded.articles)
    seen = [event for event in loaded.events if event.slug not in unseen] if hidden else []
    alike = [event for event in seen if not hidden.keys().isdisjoint((fold(event.title), *_spelled(event.slug), *_old_names(event)))]
    shown = {name for article in loaded.articles if not article.draft for name in _names(article)} if alike else set()
    told = {name: f"{CONTENT}/{path}, which is not shown" for name, path in hidden.items() if name not in shown}
    for event in alike:
        yield from _named_after(event, told)


def _named_after(event: Event, hidden: Mapping[str, str]) -> Iterable[_Finding]:
    """What an event is called after, and was; `hidden` are articles, by what events are called that are named after them."""
    if of := hidden.get(fold(event.title)):
        hint = f"run 'briefgen events rename {event.slug} TITLE' with another title"
        yield _Finding(event.path, "title", f"this event still bears the title of {of}", hint)
    elif of := next(filter(None, map(hidden.get, _spelled(event.slug))), ""):
        yield _Finding(event.path, "", f"this event's address spells the title of {of}", f"run 'briefgen events rename {event.slug} TITLE'")
    for alias in event.aliases:
        if of := next(filter(None, map(hidden.get, _spelled(PurePosixPath(alias).stem))), ""):
            yield _Finding(event.path, "aliases", f"this event's old address {alias} spells the title of {of}", "take it out of 'aliases'")


def _names(article: Article) -> Iterable[str]:
    """What an event is called that is named after an article: title and slug."""
    titles = {article.title, headline(article.title, article.outlet)}
    return filter(None, (made(title) for title in titles for made in (fold, slug)))


def _old_names(event: Event) -> Iterable[str]:
    return (name for alias in event.aliases for name in _spelled(PurePosixPath(alias).stem))


def _spelled(name: str) -> tuple[str, str]:
    """A slug, and what it was made of where others were called so already."""
    return name, _NUMBER.sub("", name)


def _shared_pages(key: str, named: Sequence[tuple[str, Article]]) -> Iterable[_Finding]:
    """Names that are not the same but come to the same address, each at the first article that has it, except the one that
    the page goes by."""
    shown = names_by_address(name for name, _ in named)
    first: dict[str, dict[str, Article]] = defaultdict(dict)
    for name, article in named:
        first[slug_of_name(name)].setdefault(name, article)
    for address in sorted(first):
        for name in sorted(first[address].keys() - {shown[address]}):
            message = f"{key} {name!r} shares the page {key}s/{address}.html with {shown[address]!r}"
            yield _Finding(
                first[address][name].path, key, message, "if they are the same, write one name everywhere; if not, write out what tells them apart"
            )


def _suggestion(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
    return f"did you mean {close[0]!r}?" if close else ""


def _placed(root: Path, path: str, findings: Iterable[_Finding]) -> Iterable[Problem]:
    text = (files.read_or_none(root / CONTENT / path) or b"").decode("utf-8-sig", "replace")
    lines, places = text.splitlines(), frontmatter.places(text)
    for finding in findings:
        line = next((places[name] for name in content.ARTICLE_KEYS.get(finding.key, ()) if name in places), 0)
        quote = lines[line - 1].strip() if line else ""
        yield Problem(f"{CONTENT}/{path}", line, finding.message, finding.hint, quote, finding.severity)
