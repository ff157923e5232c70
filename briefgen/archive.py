"""An archive's content/ as values, all of it, with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from briefgen import content, files, frontmatter, standing, wanted
from briefgen.model import Article, Event, TextPage
from briefgen.problem import Problem, Unreadable
from briefgen.wanted import Wanted

CONTENT: Final = standing.CONTENT
SEEDS: Final = standing.SEEDS
SITE: Final = standing.SITE


@dataclass(frozen=True, slots=True)
class Loaded:
    """What content/ holds."""

    articles: tuple[Article, ...]
    """Sorted by date and slug, oldest first; those without a date come first."""
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]
    """The files, below content/, that could not be read at all."""
    wanted: tuple[Wanted, ...] = ()
    """The articles that others name."""
    pages: tuple[TextPage, ...] = ()
    """Sorted by name; drafts too."""


def load(root: Path) -> Loaded:
    """Every article, event and text page below `content/`. A file that cannot be read is a problem, and the others are loaded."""
    articles: list[Article] = []
    events: list[Event] = []
    pages: list[TextPage] = []
    problems: list[Problem] = []
    unread: list[str] = []
    for path in filter(content.is_text, files.scan(root / CONTENT, content.SUFFIXES)):
        one, found, is_read = opened(root, path)
        match one:
            case Article():
                articles.append(one)
            case Event():
                events.append(one)
            case TextPage():
                pages.append(one)
        if not is_read:
            unread.append(path)
        problems += found
    problems += same_slug(articles)
    problems += same_slug(events)
    articles.sort(key=lambda article: (article.date, article.slug, article.path))
    return Loaded(tuple(articles), tuple(events), tuple(problems), tuple(unread), wanted.read(root / CONTENT), tuple(pages))


class Read(NamedTuple):
    """What reading a file below content/ came to."""

    one: Article | Event | TextPage | None
    """None for what cannot be read, lies in no folder of its kind, or is not to be had at the address that it asks for."""
    problems: tuple[Problem, ...]
    is_read: bool = True


def opened(root: Path, path: str) -> Read:
    """A file below content/, read."""
    if not can_be_written(path):
        return Read(None, (unnameable(path),), is_read=False)
    try:
        data = files.read(root / CONTENT / path)
    except OSError as error:
        return Read(None, (closed(path, error),), is_read=False)
    return read(path, data)


def read(path: str, data: bytes) -> Read:
    """These bytes, read as what a file at this path below content/ holds."""
    try:
        if path.startswith(content.ARTICLES + "/"):
            return Read(*content.read_article(path, data))
        if path.startswith(content.EVENTS + "/"):
            return Read(*content.read_event(path, data))
        if path.startswith(content.PAGES + "/"):
            return Read(*content.read_page(path, data))
    except Unreadable as error:
        return Read(None, error.problems, is_read=False)
    return Read(None, (misplaced(path),))


class Named(Protocol):
    """What has a file of its own: an article, its head, an event."""

    @property
    def slug(self) -> str:
        """Its name."""

    @property
    def path(self) -> str:
        """Its file, below content/."""


class Copying(Named, Protocol):
    """What may go back to another one: an article, its head."""

    @property
    def copy_of(self) -> str:
        """The slug of what it copies."""

    @property
    def version_of(self) -> str:
        """The slug of what it is a later text of."""


def circular(articles: Iterable[Copying]) -> dict[str, tuple[str, ...]]:
    """The articles that by way of `copy_of` and `version_of` come from themselves, by slug, each with the way round."""
    above = {article.slug: article.copy_of or article.version_of for article in articles}
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for start in sorted(above):
        way: dict[str, int] = {}
        one = start
        while one in above and above[one] and one not in seen and one not in way:
            way[one] = len(way)
            one = above[one]
        seen.update(way)
        if one in way:
            ring = list(way)[way[one] :]
            found |= {slug: (*ring[place:], *ring[:place], slug) for place, slug in enumerate(ring)}
    return found


def circles(root: Path, articles: Sequence[Copying]) -> list[Problem]:
    """An error for each article that comes from itself, at the line that says so: none of these is taken to copy another."""
    rings = circular(articles)
    return [_round(root, article, rings[article.slug]) for article in articles if article.slug in rings]


def _round(root: Path, article: Copying, ring: Sequence[str]) -> Problem:
    key = "copy_of" if article.copy_of else "version_of"
    message, hint = f"{key} goes round in a circle: {' → '.join(ring)}", "delete the line of the one that was first"
    if len(ring) == 2:
        message, hint = f"{key} names this article itself", "name the article that it goes back to"
    text = (files.read_or_none(root / CONTENT / article.path) or b"").decode("utf-8-sig", "replace")
    places = frontmatter.places(text)
    line = next((places[name] for name in content.ARTICLE_KEYS[key] if name in places), 0)
    return Problem(f"{CONTENT}/{article.path}", line, message, hint, text.splitlines()[line - 1].strip() if line else "")


def without_circles(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles, those of a circle as if none copied another: who was first, nobody can say."""
    rings = circular(articles)
    return tuple(replace(article, copy_of="", version_of="") if article.slug in rings else article for article in articles)


def closed(path: str, error: OSError) -> Problem:
    """A file that the disk does not let us read."""
    return Problem(f"{CONTENT}/{path}", 0, f"cannot be read: {error.strerror}", "mend its permissions")


def misplaced(path: str) -> Problem:
    """A Markdown file in none of the folders."""
    hint = f"move it to content/{content.ARTICLES}/, content/{content.EVENTS}/ or content/{content.PAGES}/"
    return Problem(f"{CONTENT}/{path}", 0, "neither an article nor an event nor a page: it is not shown", hint, severity="warning")


def can_be_written(path: str) -> bool:
    """Whether a name is text: one that some other system wrote in another encoding is not."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def unnameable(path: str) -> Problem:
    """A file whose name is no text."""
    shown = path.encode("utf-8", "replace").decode()
    return Problem(f"{CONTENT}/{shown}", 0, "the file's name is not UTF-8: it is not shown", "rename it")


def same_slug(found: Sequence[Named]) -> list[Problem]:
    """A warning for each article that has another's name, and an error for each event, of which only the first is shown."""
    first: dict[str, str] = {}
    twice = [(one, first[one.slug]) for one in found if first.setdefault(one.slug, one.path) != one.path]
    return [
        Problem(
            f"{CONTENT}/{one.path}",
            0,
            f"has the same name as {CONTENT}/{other}" + (": it is not shown" if isinstance(one, Event) else ""),
            "rename one of them: links by name are ambiguous",
            severity="error" if isinstance(one, Event) else "warning",
        )
        for one, other in twice
    ]
