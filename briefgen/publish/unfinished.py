"""What front matter leaves open: fields that are missing or unconfirmed, and names that lead nowhere or to the same place."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Final, Literal

from briefgen import content, files, frontmatter
from briefgen.archive import CONTENT, Loaded, circles
from briefgen.events.naming import RESERVED
from briefgen.model import Article
from briefgen.problem import Problem
from briefgen.site.shelves import names_by_address
from briefgen.site.shown import slug_of_name

_WANTED: Final = (("date", "2022-01-07"), ("outlet", "The Example"))
"""Fields that every article should have, with an example; a missing title is a problem of reading."""


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
        *_copies_of_nothing(loaded.articles),
        *_events_apart(loaded),
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


def _copies_of_nothing(articles: Sequence[Article]) -> Iterable[_Finding]:
    slugs = {article.slug for article in articles}
    for article in articles:
        for key, named in (("copy_of", article.copy_of), ("version_of", article.version_of)):
            if key == "version_of" and named == article.slug and article.copy_of:  # else it goes round in a circle
                yield _Finding(article.path, key, f"{key} names this article itself", "delete this line: it is a copy", "error")
            elif named and named not in slugs:
                hint = _suggestion(named, slugs) or "write the name of its file, without folder and ending"
                yield _Finding(article.path, key, f"{key}: there is no article {named!r}", hint, "error")


def _events_apart(loaded: Loaded) -> Iterable[_Finding]:
    """Events that articles name and no file describes, each at the first article that does, and those of which it is the reverse."""
    described = {event.slug for event in loaded.events}
    named: dict[str, Article] = {}
    for article in loaded.articles:
        for name in article.events or ():
            named.setdefault(name, article)
    for name in sorted(named.keys() - described):
        hint = _suggestion(name, described) or f"make {CONTENT}/{content.EVENTS}/{name}.md with a title"
        hint = "write another slug: the list of all events has this address" if name.lower() in RESERVED else hint
        yield _Finding(named[name].path, "event", f"no file describes the event {name!r}", hint)
    for event in loaded.events:
        if event.slug not in named:
            yield _Finding(event.path, "", "no article names this event", f"write 'event: {event.slug}' in an article, or delete this file")


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
