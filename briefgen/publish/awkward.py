"""A small awkward archive, in memory: pages of every kind with nothing on them, with far too much, right to left, and hostile."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Final, NamedTuple, TypeAlias, cast, get_args, get_origin, get_type_hints

from markupsafe import Markup

from briefgen.pages.article import Citation, Origin
from briefgen.pages.calendar import CalendarDay, CalendarMonth, YearEntry
from briefgen.pages.changelog import LoggedChange
from briefgen.pages.kinds import TEMPLATES, Page
from briefgen.pages.lists import DirectoryPage, ListPage
from briefgen.pages.sources import Comparison


class Trial(NamedTuple):
    """A page to be tried."""

    name: str
    """What is awkward about it."""
    page: Page
    body: str


@dataclass(frozen=True, slots=True)
class Mood:
    """In what way pages are awkward."""

    name: str
    texts: tuple[str, ...]
    """Used in turn."""
    many: int
    """How long lists are."""
    number: int
    dates: tuple[str, ...]
    """Used in turn, where a date may be lacking or vague."""
    lang: str
    body: str

    @property
    def is_there(self) -> bool:
        """Whether there is what may as well not be there."""
        return self.many > 0


HOSTILE: Final = "briefgen-hostile"
"""The element that hostile texts would make if they were taken for markup."""
MARKUP: Final = f"\"'></title></script><{HOSTILE} onmouseover=alert(1)>&amp;&{{{{ 7*7 }}}}{{% x %}}\u202e"

_PROSE: Final = """\
<p>A first paragraph, with <em>stress</em>, <strong>more of it</strong>, <code>code</code> and <a href="https://example.org/">a link</a>.</p>
<h2 id="h-one">A head</h2>
<blockquote><p>Words of another.</p></blockquote>
<ul><li>One</li><li>Two<ol><li>Deep</li></ol></li></ul>
<h3 id="h-two">A head below it</h3>
<div class="table"><table><thead><tr><th>Name</th><th>Number</th></tr></thead><tbody><tr><td>A</td><td>1</td></tr></tbody></table></div>
<pre><code>a = 1
</code></pre>
"""
_WIDE: Final = f"<p>{'Verylongword' * 20}</p>\n<pre><code>{'x = 1; ' * 60}</code></pre>\n" + "<p>Words upon words. </p>\n" * 40
_ARABIC: Final = "عنوان طويل لمقال عن انهيار السد في كالدري"

MOODS: Final = (
    Mood("one of each", ("The dam of Kaldry broke", "Merrow Times", "Ada Quill"), 1, 2, ("2024-03-12T10:30:00+01:00", "2024-03"), "en", _PROSE),
    Mood("nothing", ("",), 0, 0, ("",), "", ""),
    Mood(
        "far too much",
        ("An uncommonly long title that goes on " * 12, "Donaudampfschifffahrtsgesellschaftskapitän" * 6, "A"),
        *(30, 1_234_567, ("2024", "2024-03-12"), "de", _WIDE),
    ),
    Mood("texts from right to left", (_ARABIC, "صحيفة", f"{_ARABIC} (Merrow Times) 12"), 2, 11, ("2024-03-12",), "ar", f"<p>{_ARABIC}</p>"),
    Mood("hostile texts", (MARKUP,), 2, 3, ("2024-03-12",), "en", "<p>Words.</p>"),
)


@cache
def trials(mood: Mood) -> tuple[Trial, ...]:
    """Pages of every kind."""
    return tuple(_made(mood))


def _made(mood: Mood) -> Iterator[Trial]:
    for kind, template in TEMPLATES.items():
        turns = max((len(values) for (owner, _), values in _ONE_OF.items() if owner == kind.__name__), default=1)
        for turn in range(turns):
            page = _Maker(mood, turn, _PATHS.get(template, f"lists/{template}")).struct(kind)
            yield Trial(f"{template} with {mood.name}", cast(Page, page), mood.body)


_PATHS: Final = {"home.html": "index.html", "article.html": "articles/2024/a.html", "search.html": "search.html", "404.html": "404.html"}


class _Maker:
    """Makes values of any type of `pages` for one page; where several are made they differ."""

    def __init__(self, mood: Mood, turn: int, path: str) -> None:
        self.mood = mood
        self.turn = turn
        self.path = path
        self.counter = itertools.count(1)
        self._texts = itertools.cycle(mood.texts)
        self._dates = itertools.cycle(mood.dates)
        self._turns: dict[tuple[str, str], int] = {}

    def struct(self, kind: type, depth: int = 0) -> object:
        """A value of a class of `pages`."""
        values = {name: self._field(kind.__name__, name, hint, depth) for name, hint in _hints(kind).items()}
        if "passed_over" in values:
            values["passed_over"] = (self.mood.number,) * (len(cast(Sequence[object], values["paragraphs"])) + 1)
        if kind is DirectoryPage:
            values |= {"entries": ()} if values["kind"] == "months" else {"years": (), "undated": None}
        if kind is ListPage:
            values |= self._list(str(values["kind"]))
        return kind(**values)

    def _list(self, kind: str) -> dict[str, object]:
        if kind == "tag":
            return {"calendar": None, "above": None, "older": None, "newer": None}
        if not self.mood.is_there:
            return {"name": ""} if kind == "month" else {"name": "2024-03-12", "calendar": None}
        return {"name": "2024-03" if kind == "month" else "2024-03-12", "calendar": _month(self, 3, has_weeks=True)}

    def _field(self, owner: str, name: str, hint: object, depth: int) -> object:
        place = (owner, name)
        if place in _ONE_OF:
            turn = self._turns.get(place, 0) if depth else self.turn
            self._turns[place] = turn + 1
            return _ONE_OF[place][turn % len(_ONE_OF[place])]
        fixed = _FIXED_IN.get(place) or (_FIXED.get(name) if hint in (str, tuple[str, ...]) else None)
        if fixed:
            return fixed(self)
        return self._value(hint, depth, self.mood.many if name == "authors" else self._many(depth))

    def _value(self, hint: object, depth: int, many: int) -> object:
        plain = {str: self.text, int: self.number, float: self.number, bool: self.is_so}.get(cast(type, hint))
        if plain:
            return plain()
        arguments = get_args(hint)
        if get_origin(hint) is tuple:
            if len(arguments) == 2 and arguments[1] is ...:
                return tuple(self._value(arguments[0], depth + 1, self._many(depth + 1)) for _ in range(many))
            return tuple(self._value(one, depth + 1, many) for one in arguments)
        if get_origin(hint) is dict:
            return {"note": self.text()} if self.mood.is_there else {}
        if isinstance(hint, UnionType):
            return self._value(arguments[0], depth, many) if self._is_given(depth) else None
        return self.struct(cast(type, hint), depth + 1)

    def _is_given(self, depth: int) -> bool:
        """Whether what may be lacking is there: in lists now and then it is not."""
        return self.mood.is_there and (not depth or next(self.counter) % 3 != 0)

    def _many(self, depth: int) -> int:
        return self.mood.many if depth < 1 else min(self.mood.many, 3 if depth < 3 else 1)

    def text(self) -> str:
        """Another one each time."""
        return next(self._texts)

    def number(self) -> int:
        """How many there are of something."""
        return self.mood.number

    def is_so(self) -> bool:
        """Both in turn, where there is anything."""
        return self.mood.is_there and bool(next(self.counter) % 2)

    def date(self) -> str:
        """Another one each time, and as precise as the mood is."""
        return next(self._dates)

    def day(self) -> str:
        """A day that no other part of the page is of."""
        return (datetime.date(2024, 1, 1) + datetime.timedelta(next(self.counter))).isoformat()

    def address(self) -> str:
        """Of a page of the site."""
        return f"articles/2024/a{next(self.counter)}.html"


@cache
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)


_ONE_OF: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("ListPage", "kind"): ("month", "day", "tag"),
    ("DirectoryPage", "kind"): ("outlets", "authors", "tags", "months"),
    ("ArticlePage", "rights"): ("full", "excerpt", "metadata"),
    ("Chapter", "rights"): ("full", "excerpt", "metadata"),
    ("NameEntry", "kind"): ("person", "place", "organization", ""),
    ("Mentioned", "kind"): ("person", "place", "organization", ""),
    ("Difference", "kind"): ("figure", "quote"),
    ("Part", "kind"): ("same", "gone", "new"),
    ("LoggedChange", "kind"): ("changed", "added", "removed", "refiled", "withdrawn", "restored", "renamed", "began"),
    ("LoggedField", "field"): ("title", "date", "authors", "outlet", "events", "rights", "address"),
    ("Comparison", "kind"): ("share", "words", "first", "delay", "copied"),
    ("Origin", "field"): ("title", "date", "author", "outlet", "lang"),
    ("Citation", "style"): ("apa", "chicago", "mla", "bibtex"),
}
"""Fields that are one of a few words."""

_FIELDS: Final = ("title", "date", "author", "outlet", "event", "copy_of")
_CHART: Final = '<svg class="chart" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><rect class="bar" width="4" height="9"/></svg>'


def _year(one: _Maker, year: int) -> YearEntry:
    months = tuple(_month(one, month, year, has_weeks=False) for month in range(1, 13))
    return YearEntry(str(year), one.address(), one.mood.number, months)


def _month(one: _Maker, month: int, year: int = 2024, *, has_weeks: bool) -> CalendarMonth:
    """A month of five weeks, with days of other months on either side."""
    known = (CalendarDay(f"{year}-{month:02}-{day:02}", day % 3, day % 5, one.address() if day % 3 else "") for day in range(1, 29))
    days = [None, *known, *[None] * 6]
    weeks = tuple(tuple(days[start : start + 7]) for start in range(0, 35, 7)) if has_weeks else ()
    there = one.mood.is_there
    return CalendarMonth(f"{year}-{month:02}", one.address() if there else "", one.mood.number, month % 5 if there else 0, weeks)


def _lower(body: str, number: int) -> str:
    """A text as one of several on a page has it: with headings further down, and ids of its own."""
    return body.replace("h3", "h4").replace("h2", "h3").replace(' id="', f' id="a{number}-')


_Fixed: TypeAlias = Callable[[_Maker], object]
_FIXED: Final[Mapping[str, _Fixed]] = {
    "path": lambda one: one.path,
    "url": _Maker.address,
    "target": _Maker.address,
    "newer": lambda one: one.address() if one.mood.is_there else "",
    "older": lambda one: one.address() if one.mood.is_there else "",
    "changes": lambda one: "articles/2024/a.changes.html" if one.mood.is_there else "",
    "source": lambda one: "https://www.example.org/a?b=c&d#e" if one.mood.is_there else "",
    "archived": lambda one: "https://archive.example.org/2024/https://www.example.org/a?b=c&d" if one.mood.is_there else "",
    "seed": lambda one: "seeds/a & b.txt" if one.mood.is_there else "",
    "file": lambda _: "content/articles/2024/a.md",
    "id": lambda one: f"h-{next(one.counter)}",
    "lang": lambda one: one.mood.lang,
    "chart": lambda one: _CHART if one.mood.is_there else "",
    "chart_ends": lambda one: ("2024-03-01", "2024-03-31") if one.mood.is_there else (),
    "date": _Maker.date,
    "first": _Maker.date,
    "last": _Maker.date,
    "year": lambda _: "2024",
    "letter": lambda one: "k" if one.mood.is_there else "",
    "version": lambda _: "0.1.0",
}
"""Texts that mean the same wherever they are, by the name of their field."""
_FIXED_IN: Final[Mapping[tuple[str, str], _Fixed]] = {
    ("YearPage", "months"): lambda one: tuple(_month(one, month, has_weeks=True) for month in range(1, 13)),
    ("DirectoryPage", "years"): lambda one: tuple(_year(one, 2024 - past) for past in range(min(one.mood.many, 3))),
    ("ListPage", "calendar"): lambda _: None,
    ("Day", "date"): lambda one: one.day() if one.mood.is_there else "",
    ("HappenedDay", "date"): lambda one: one.day(),
    ("Gone", "since"): lambda one: one.day(),
    ("Gone", "checked"): lambda one: one.day(),
    ("Collected", "kind"): lambda one: f"{one.text()} {next(one.counter)}",
    ("Heading", "level"): lambda one: 2 + next(one.counter) % 3,
    ("LoggedDay", "date"): lambda one: one.day(),
    ("LoggedDay", "changes"): lambda one: tuple(one.struct(LoggedChange, 1) for _ in range(max(1, min(one.mood.many, 9)))),
    ("LoggedChange", "notice"): lambda one: one.address() if one.mood.is_there else "",
    ("Chapter", "text"): lambda one: Markup(_lower(one.mood.body, next(one.counter))),  # noqa: S704 - of this module's own
    ("DataPage", "example"): lambda one: one.address() if one.mood.is_there else "",
    ("ArticlePage", "review"): lambda one: _FIELDS if one.mood.is_there else (),
    ("ToReview", "fields"): lambda _: _FIELDS,
    ("AboutPage", "rights"): lambda one: tuple((right, one.mood.number) for right in ("full", "excerpt", "metadata")),
    ("ArticlePage", "origins"): lambda one: tuple(one.struct(Origin, 1) for _ in range(4 if one.mood.is_there else 0)),
    ("ArticlePage", "citations"): lambda one: tuple(one.struct(Citation, 1) for _ in range(4 if one.mood.is_there else 0)),
    ("OutletPage", "compared"): lambda one: tuple(one.struct(Comparison, 1) for _ in range(5 if one.mood.is_there else 0)),
}
"""Fields that are like no others."""
