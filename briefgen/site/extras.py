"""Pages of the archive's own: what the functions that briefgen.toml names for that make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Final, cast

import msgspec

from briefgen import extending, extensions, files
from briefgen.extending import Archive
from briefgen.extensions import Extension
from briefgen.library.heads import Head, address
from briefgen.model import Event
from briefgen.problem import Problem, Unreadable
from briefgen.shelf import Shelf, digest
from briefgen.site import making
from briefgen.site.faults import meant
from briefgen.site.kit import Choice
from briefgen.site.planned import Planned
from briefgen.site.shelves import event_address

STEP: Final = "extra"
"""The step under which is kept what each function made."""


def archive_of(title: str, heads: Sequence[Head], events: Iterable[Event]) -> Archive:
    """The archive as the functions see it."""
    return Archive(
        title, tuple(map(_article, heads)), tuple(extending.Event(one.slug, event_address(one.slug), one.title, one.summary) for one in events)
    )


def _article(head: Head) -> extending.Article:
    return extending.Article(
        slug=head.slug,
        url=head.url,
        title=head.title,
        date=head.date,
        authors=head.authors,
        outlet=head.outlet,
        via=head.via,
        tags=head.tags,
        events=head.events or (),
        summary=head.summary,
        words=head.words,
        rights=head.rights,
        copy_of=head.copy_of,
        version_of=head.version_of,
    )


def planned(makers: Sequence[Extension], view: Callable[[], Archive], choice: Choice, theme: str, kept: Shelf) -> tuple[list[Planned], list[Problem]]:
    """The pages that these functions make of what `view` gives, and what is wrong with those that fail, or whose template the theme has not;
    the others go through."""
    pages: list[Planned] = []
    problems: list[Problem] = []
    archive = view() if makers else Archive("", (), ())
    given = _ENCODER.encode(archive)
    for maker in makers:
        key = digest(given, maker.named.encode(), maker.source)
        try:
            made = kept.made(STEP, maker.named, key, partial(_made, maker, archive))
        except Unreadable as error:
            problems += error.problems
            kept.forget(STEP, (maker.named,))  # of what it was given before, some may not be to be shown any more
            continue
        for row in _DECODER.decode(made):
            if choice.of(row[1]):
                pages.append(Planned(row[0], row[1], making.extra, row, by=maker))
            else:
                message = f"{maker.named!r} asks for the template {row[1]!r}, which the theme {theme!r} has not (for {row[0]})"
                problems.append(Problem(maker.file, 0, message, meant(row[1], choice.names(), "the templates are")))
    kept.forget(STEP, kept.names(STEP).difference(maker.named for maker in makers))
    return pages, problems


def _made(maker: Extension, archive: Archive) -> bytes:
    """What a function makes, packed. Raises Unreadable."""
    about = "the archive"
    found = extensions.called(maker, about, archive)
    if not isinstance(found, Iterable):
        raise extensions.wrong(maker, about, f"gave a {type(found).__name__}, and no pages")
    rows = []
    for page in extensions.listed(maker, about, found):
        if not isinstance(page, extending.Page):
            raise extensions.wrong(maker, about, f"gave a {type(page).__name__}, and no Page")
        if not (files.is_inside(page.path) and page.path.endswith(".html") and page.path == address(page.path) and page.path[0] != "."):
            raise extensions.wrong(maker, about, f"gave the path {page.path!r}, which is none in the site that ends in .html")
        if wrong := unfit("values", page.values):
            raise extensions.wrong(maker, about, f"gave what is no plain data: {wrong} (in {page.path})")
        rows.append((page.path, page.template, page.title, page.description, page.values))
    try:
        packed = _ENCODER.encode(rows)
        _DECODER.decode(packed)
    except (TypeError, ValueError, OverflowError, msgspec.DecodeError) as error:
        raise extensions.wrong(maker, about, f"gave what is no plain data: {error}") from error
    return packed


def unfit(name: str, value: object, depth: int = 0) -> str:
    """What is no plain data in a value, with its place: "values['articles'][0] is an Article"; '' when all is."""
    if value is None or type(value) in (str, int, float, bool):
        return ""
    if depth > _DEEPEST:
        return f"{name[:_LONGEST]} … goes too deep"
    if type(value) in (list, tuple):
        found = (unfit(f"{name}[{place}]", one, depth + 1) for place, one in enumerate(cast(Sequence[object], value)))
        return next(filter(None, found), "")
    if not isinstance(value, dict):
        kind = type(value).__name__
        return f"{name} is {'an' if kind[:1] in 'AEIOaeio' else 'a'} {kind}"
    if wrong := [key for key in value if type(key) is not str]:
        return f"{name} has the key {wrong[0]!r}, which is not text"
    return next(filter(None, (unfit(f"{name}[{key!r}]", one, depth + 1) for key, one in value.items())), "")


_DEEPEST: Final = 40
_LONGEST: Final = 100
_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(list[tuple[str, str, str, str, dict[str, Any]]])
