"""The interface's words in one language: its texts with their plurals, and how it writes dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Annotated, Final, Literal, TypeAlias

from markupsafe import Markup, escape
from msgspec import Meta, Struct

from briefgen import dates, plurals

Text: TypeAlias = str | dict[str, str]
"""A text with `{names}` in it, or one for each plural category."""


TWELVE: Final = Meta(min_length=12, max_length=12)
SEVEN: Final = Meta(min_length=7, max_length=7)


class NoText(LookupError):
    """Raised where a text is asked for that there is not."""

    def __init__(self, key: str) -> None:
        super().__init__(f"there is no text {key!r} in the catalogue")
        self.key = key


class NotGiven(LookupError):
    """Raised where a text is asked for without a value for one of its places."""

    def __init__(self, key: str, place: str) -> None:
        super().__init__(f"the text {key!r} has to be given {place!r}")
        self.hint = f"give it: t({key!r}, {place}=…), or take {{{place}}} out of the text"


class Facts(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A language's own rules."""

    direction: Literal["ltr", "rtl"]
    plural: dict[str, str]
    """The rule of each plural category but 'other', as `plurals.rule` takes it."""
    group: str
    """What stands between a number's groups of three digits,"""
    least_grouped: int
    """which it has from so many digits on."""
    decimal: str
    """What stands before a number's fraction."""
    months: Annotated[tuple[str, ...], TWELVE]
    """As a date with a day has them,"""
    months_alone: Annotated[tuple[str, ...], TWELVE]
    """and as they stand without one."""
    months_short: Annotated[tuple[str, ...], TWELVE]
    weekdays: Annotated[tuple[str, ...], SEVEN]
    """From Monday."""
    weekdays_short: Annotated[tuple[str, ...], SEVEN]


class Catalogue(Struct, frozen=True, gc=False):
    """A language's texts, and how it writes dates and numbers. Dates are given as precise as they are known: '', '2022', '2022-01', …"""

    lang: str
    """The interface's language; 'en' when there is no catalogue for that of the site."""
    facts: Facts
    texts: dict[str, Text]
    """By their keys: 'article.by'."""
    fallback: Catalogue | None = None
    """Where the texts that this one lacks are: English."""

    @property
    def direction(self) -> str:
        """'ltr' or 'rtl'."""
        return self.facts.direction

    # texts

    def say(self, key: str, /, **values: object) -> str:
        """The text of a key, with these values in the places of its `{names}`; of several plural forms that for `n`. Raises LookupError,
        which names the key."""
        owner, pieces = self._found(key, values)
        return pieces[0] if len(pieces) == 1 else "".join(owner._filled(key, pieces, values))

    def markup(self, key: str, /, **values: object) -> Markup:
        """The same as HTML: text and values are escaped, but for values that are Markup."""
        owner, pieces = self._found(key, values)
        if len(pieces) == 1:
            return _escaped(pieces[0])
        return Markup("".join(map(_escaped, owner._filled(key, pieces, values))))  # noqa: S704 - each is escaped

    def joined(self, items: Iterable[object]) -> Markup:
        """Names as a sentence gives them: 'A', 'A and B', 'A, B and C'."""
        listed = [escape(item) for item in items]
        if len(listed) < 2:
            return Markup("").join(listed)
        if len(listed) == 2:
            return self.markup("names.two", a=listed[0], b=listed[1])
        found = listed[0]
        for item in listed[1:-1]:
            found = self.markup("names.more", a=found, b=item)
        return self.markup("names.last", a=found, b=listed[-1])

    def _found(self, key: str, values: Mapping[str, object]) -> tuple[Catalogue, tuple[str, ...]]:
        """Whose text it is, and its pieces: every second one is a place to be filled."""
        text = self.texts.get(key)
        if text is None:
            if self.fallback is None:
                raise NoText(key)
            return self.fallback._found(key, values)
        return self, pieces_of(text if isinstance(text, str) else text[self._category(key, values)])

    def _category(self, key: str, values: Mapping[str, object]) -> str:
        number = values.get("n")
        if not isinstance(number, (int, float)):
            raise LookupError(f"the text {key!r} has plural forms: it has to be given a number, n")
        return plurals.category(self.facts.plural, _plain(number))

    def _filled(self, key: str, pieces: tuple[str, ...], values: Mapping[str, object]) -> list[str]:
        found = list(pieces)
        for place in range(1, len(pieces), 2):
            if pieces[place] not in values:
                raise NotGiven(key, pieces[place])
            value = values[pieces[place]]
            if isinstance(value, str):
                found[place] = value
            else:
                found[place] = self.number(value) if isinstance(value, (int, float)) else str(value)
        return found

    # dates

    def long(self, date: str) -> str:
        """'7 January 2022', 'January 2022', '2022', or ''."""
        if len(date) < 7:
            return date
        return self._date("date.long", date) if len(date) >= 10 else self.month(date)

    def short(self, date: str) -> str:
        """'7 Jan 2022', 'Jan 2022', '2022', or ''."""
        if len(date) < 7:
            return date
        return self._date("date.short" if len(date) >= 10 else "date.short_month", date)

    def month(self, date: str) -> str:
        """'January 2022' of '2022-01' or anything more precise; else what is known."""
        return self._date("date.month", date) if len(date) >= 7 else date

    def day_month(self, date: str) -> str:
        """'7 January'; of less than a day 'January', or ''."""
        if len(date) < 10:
            return self.month_name(int(date[5:7])) if len(date) >= 7 else ""
        return self._date("date.day_month", date)

    def weekday(self, date: str) -> str:
        """'Friday', or '' where the day is not known."""
        day = dates.as_date(date)
        return self.facts.weekdays[day.weekday()] if day else ""

    def month_name(self, number: int) -> str:
        """The name of a month from 1 to 12, as it stands alone."""
        return self.facts.months_alone[number - 1]

    def month_short(self, number: int) -> str:
        """The same, short."""
        return self.facts.months_short[number - 1]

    def span(self, first: str, last: str) -> Markup:
        """From one day to another, each a `time` element: '7–18 January 2022', '28 January – 3 February 2022', or as much as is known."""
        start, end = dates.day(first), dates.day(last)
        if not start or not end or start == end:
            return _time(start or end, self.long(start or end))
        if not len(start) == len(end) == 10 or start[:4] != end[:4]:
            return self.markup("date.span", first=_time(start, self.long(start)), last=_time(end, self.long(end)))
        if start[:7] == end[:7]:
            days = [_time(day, str(int(day[8:]))) for day in (start, end)]
            month = self.facts.months[int(start[5:7]) - 1]
            return self.markup("date.span_of_days", first=days[0], last=days[1], month=month, year=_year(start))
        days = [_time(day, self.day_month(day)) for day in (start, end)]
        return self.markup("date.span_of_months", first=days[0], last=days[1], year=_year(start))

    def _date(self, key: str, date: str) -> str:
        number = int(date[5:7]) - 1
        names = self.facts.months if len(date) >= 10 else self.facts.months_alone
        return self.say(key, day=date[8:10].lstrip("0"), month=names[number], mon=self.facts.months_short[number], year=_year(date))

    # numbers

    def number(self, value: float) -> str:
        """'1,204', '12.5': grouped, and with at most one digit of a fraction."""
        whole, point, fraction = _plain(value).partition(".")
        if len(whole.lstrip("-")) >= self.facts.least_grouped:
            whole = f"{int(whole):,}".replace(",", self.facts.group)
        return whole + (self.facts.decimal if point else "") + fraction


def _plain(value: float) -> str:
    """As it is shown, but with a point and without groups: '1204', '12.5'."""
    if isinstance(value, int):
        return str(int(value))
    return f"{value:.1f}".removesuffix(".0")


def _year(date: str) -> str:
    return str(int(date[:4]))


def _escaped(text: str) -> Markup:
    return text if isinstance(text, Markup) else _as_markup(text)


@lru_cache(maxsize=5_000)
def _as_markup(text: str) -> Markup:
    return escape(text)


def _time(date: str, shown: str) -> Markup:
    return Markup(f'<time datetime="{_escaped(date)}">{_escaped(shown)}</time>')  # noqa: S704 - both are escaped


@lru_cache(maxsize=5_000)
def pieces_of(text: str) -> tuple[str, ...]:
    """A text cut at its places: text, name, text, name, text."""
    return tuple(_PLACE.split(text))


def places_of(text: str) -> frozenset[str]:
    """The names of a text's places."""
    return frozenset(pieces_of(text)[1::2])


_PLACE: Final = re.compile(r"\{([a-z][a-z_]*)\}")
