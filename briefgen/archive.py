"""An archive's content/ as values, all of it, with what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefgen import content, files
from briefgen.model import Article, Event
from briefgen.problem import Problem, Unreadable

CONTENT: Final = "content"
SEEDS: Final = "seeds"
SITE: Final = "site"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What content/ holds."""

    articles: tuple[Article, ...]
    """Sorted by date and slug, oldest first; those without a date come first."""
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]
    """The files, below content/, that could not be read at all."""


def load(root: Path) -> Loaded:
    """Every article and event below `content/`. A file that cannot be read is a problem, and the others are loaded."""
    articles: list[Article] = []
    events: list[Event] = []
    problems: list[Problem] = []
    unread: list[str] = []
    for path in files.scan(root / CONTENT, content.SUFFIXES):
        try:
            data = files.read(root / CONTENT / path)
            if path.startswith(content.ARTICLES + "/"):
                article, found = content.read_article(path, data)
                articles.append(article)
            elif path.startswith(content.EVENTS + "/"):
                event, found = content.read_event(path, data)
                events.append(event)
            else:
                found = (_misplaced(path),)
        except Unreadable as error:
            unread.append(path)
            found = error.problems
        except OSError as error:
            unread.append(path)
            found = (Problem(f"{CONTENT}/{path}", 0, f"cannot be read: {error.strerror}", "mend its permissions"),)
        problems += found
    problems += _same_slug(articles)
    articles.sort(key=lambda article: (article.date, article.slug, article.path))
    return Loaded(tuple(articles), tuple(events), tuple(problems), tuple(unread))


def _misplaced(path: str) -> Problem:
    hint = f"move it to content/{content.ARTICLES}/ or content/{content.EVENTS}/"
    return Problem(f"{CONTENT}/{path}", 0, "neither an article nor an event: it is not shown", hint, severity="warning")


def _same_slug(articles: list[Article]) -> list[Problem]:
    first: dict[str, str] = {}
    twice = [(article, first[article.slug]) for article in articles if first.setdefault(article.slug, article.path) != article.path]
    return [
        Problem(
            f"{CONTENT}/{article.path}",
            0,
            f"has the same name as {CONTENT}/{other}",
            "rename one of them: links by name are ambiguous",
            severity="warning",
        )
        for article, other in twice
    ]
