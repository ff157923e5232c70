"""The roster: the archive's events, each with its size, its span and what a second look says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefgen import archive, content, dates, recall, standing
from briefgen.archive import Loaded
from briefgen.desk import Desk
from briefgen.events.second_look import Review, review
from briefgen.model import Article
from briefgen.recall import Recall
from briefgen.shelf import Shelf
from briefgen.text import clean, fold, shorten

_UNDATED = "no date"
_HEAD = ("span", "articles", "outlets", "cohesion", "event")


@dataclass(frozen=True, slots=True)
class Likeness:
    """An event that looks like the same one."""

    event: str
    sure: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Row:
    """One event."""

    slug: str
    title: str
    articles: int
    """Copies and later versions not counted."""
    copies: int
    """With later versions."""
    outlets: int
    """That reported it on their own."""
    first: str
    """The day of its first article, or as much as is known; '' when nothing is."""
    last: str
    cohesion: float | None
    """How like one another its articles are, from 0 to 1; None without articles."""
    merge: tuple[Likeness, ...]
    """Events that look like the same one, surest first."""
    split: tuple[tuple[str, ...], ...]
    """The groups of articles, by slug, into which it looks divided."""


def reviews(root: Path, loaded: Loaded) -> list[Review]:
    """What a second look says of every event that has articles."""
    with Shelf(root / standing.FOLDER / recall.NAME) as kept:
        return review(Desk(root, loaded, Recall(kept)).items())


def rows(loaded: Loaded, reviews: Iterable[Review]) -> list[Row]:
    """Every event of the archive, the latest first; those without a date come last."""
    looks = {review.event: review for review in reviews}
    members: dict[str, list[Article]] = {event.slug: [] for event in loaded.events}
    for article in archive.without_circles(loaded.articles):
        for event in article.events or ():
            members.setdefault(event, []).append(article)
    titles = {event.slug: event.title for event in reversed(loaded.events)}  # of two files of one name the first counts
    found = [_row(slug, titles.get(slug) or content.humanize(slug), articles, looks.get(slug)) for slug, articles in sorted(members.items())]
    return sorted(found, key=lambda row: row.last, reverse=True)


def _row(slug: str, title: str, members: Sequence[Article], look: Review | None) -> Row:
    days = sorted(dates.day(article.date) for article in members if article.date)
    own = [article for article in members if not article.copy_of and not article.version_of]
    return Row(
        slug=slug,
        title=title,
        articles=len(own),
        copies=len(members) - len(own),
        outlets=len({fold(article.outlet) for article in own if article.outlet}),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        cohesion=round(look.cohesion, 2) if look else None,
        merge=tuple(Likeness(event, round(sure, 2)) for event, sure in look.merge) if look else (),
        split=tuple(tuple(PurePosixPath(key).stem for key in group) for group in look.split) if look else (),
    )


def text(found: Sequence[Row], width: int) -> str:
    """The roster as a table for a terminal: a line of figures and the title, the slug below it, and what is suggested."""
    figures = [_figures(row) for row in found]
    widths = [max(map(len, column)) for column in zip(_HEAD, *figures, strict=True)][:-1]
    lines = [_line(_HEAD, widths)]
    for row, cells in zip(found, figures, strict=True):
        lines += [shorten(_line(cells, widths), width), f"  {row.slug}", *(f"  -> {hint}" for hint in _hints(row))]
    return "\n".join([*lines, *_legend(found)])


def _legend(found: Sequence[Row]) -> list[str]:
    """What the signs in the table mean, where they are used."""
    told = [
        (any(row.copies for row in found), "Behind the plus: copies of these, and later versions."),
        (any(row.merge for row in found), "To make one event of two: briefgen events merge EVENT OTHER"),
        (any(row.split for row in found), "To make two events of one: briefgen events split EVENT"),
    ]
    lines = [line for used, line in told if used]
    return ["", *lines] if lines else []


def _figures(row: Row) -> tuple[str, ...]:
    articles = f"{row.articles} + {row.copies}" if row.copies else str(row.articles)
    return (_span(row.first, row.last), articles, str(row.outlets), "" if row.cohesion is None else f"{row.cohesion:.2f}", clean(row.title))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """The first cell to the left, since it is text, and the figures to the right."""
    return "  ".join([cells[0].ljust(widths[0]), *(cell.rjust(size) for cell, size in zip(cells[1:-1], widths[1:], strict=True)), cells[-1]])


def _span(first: str, last: str) -> str:
    """'2024-03-12 to 03-22': the last day without what it shares with the first."""
    if not first:
        return _UNDATED
    shared = first[:5] if len(first) == len(last) == 10 and first[:5] == last[:5] else ""
    return first if first == last else f"{first} to {last.removeprefix(shared)}"


def _hints(row: Row) -> list[str]:
    """What a person may want to do about an event."""
    merge = [f"looks the same as {like.event} ({like.sure:.2f})" for like in row.merge]
    apart = [f"looks like another event: {', '.join(group)}" for group in row.split[1:]]
    return [*merge, *apart]
