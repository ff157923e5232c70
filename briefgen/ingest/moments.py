"""Dates, weekdays and ages as news pages write them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from briefgen.dates import MONTHS

_MONTH_NUMBERS: Final = {
    name: number
    for number, others in enumerate(
        (
            "jan januar jänner janvier enero gennaio janeiro januari",
            "feb februar février fevrier febrero febbraio fevereiro februari",
            "mar märz mars marzo março maart",
            "apr avril abril aprile",
            "may mai mayo maggio maio mei",
            "jun juni juin junio giugno junho",
            "jul juli juillet julio luglio julho",
            "aug août aout agosto augustus",
            "sep sept septembre septiembre settembre setembro",
            "oct oktober octobre octubre ottobre outubro",
            "nov novembre noviembre novembro",
            "dec dezember décembre decembre diciembre dicembre dezembro",
        ),
        1,
    )
    for name in (MONTHS[number - 1].lower(), *others.split())
}
"""Months in English, German, French, Spanish, Italian, Portuguese and Dutch."""
_MONTH: Final = r"(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)\b"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH}\s+{_DAY}(?:,|\s)\s*{_YEAR}",
        rf"\b{_DAY}\.?\s+(?:(?:of|de)\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}",
        r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<number>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日",
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})\b",
        r"\b(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<year>(?:19|20)\d\d)\b",
        rf"\b{_MONTH}\s+{_DAY}(?!\s*,?\s*\d{{4}})",
        rf"\b{_DAY}\s+{_MONTH}(?!,?\s+\d{{4}})",
    )
)

_MOST: Final = 60
"""Dates looked at in one line; a text has a few, and only a calendar, or an attack, has more."""

_DIGIT: Final = re.compile(r"\d")

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY: Final = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b", re.IGNORECASE)

AGE: Final = re.compile(
    r"(?:(?:updated|published|posted)[:\s]+)?(?:about\s+)?(?P<count>\d{1,4}|an?|one|two|three|four|five|six|seven)\s*"
    r"(?P<unit>second|sec|minute|min|hour|hr|h|day|d|week|wk|month|mo|year|yr)s?\.?\s+ago\b|\b(?P<word>yesterday|just now|moments ago)\b",
    re.IGNORECASE,
)
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_UNITS: Final = {
    "sec": 0,
    "min": 0,
    "hou": 1 / 24,
    "hr": 1 / 24,
    "h": 1 / 24,
    "day": 1,
    "d": 1,
    "wee": 7,
    "wk": 7,
    "mon": 30,
    "mo": 30,
    "yea": 365,
    "yr": 365,
}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a text states; `year` is 0 when it states none."""

    year: int
    month: int
    day: int
    start: int
    end: int

    def on(self, year: int = 0) -> str:
        """ISO date, in the given year where the text has none; '' when there is no such day."""
        try:
            return datetime.date(self.year or year, self.month, self.day).isoformat()
        except ValueError:
            return ""


def dates_in(text: str) -> list[Dated]:
    """The dates that a text states, in order: '14 March 2024', 'March 14, 2024', '2024-03-14', '14.03.2024', 'March 14'.

    Of '3/4/2024' the first number is the month when the second cannot be one, else the day, as in most of the world.
    """
    found: list[Dated] = []
    if not _DIGIT.search(text):
        return found
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            month = _MONTH_NUMBERS.get(parts["month"].lower().rstrip("."), 0) if parts.get("month") else int(parts["number"])
            day = int(parts["day"])
            if month > 12 >= day:
                month, day = day, month
            dated = Dated(int(parts.get("year") or 0), month, day, match.start(), match.end())
            overlaps = any(other.start < dated.end and dated.start < other.end for other in found)
            if not overlaps and dated.on(dated.year or 2000):
                found.append(dated)
            if len(found) >= _MOST:
                break
    return sorted(found, key=lambda dated: dated.start)


def days_old(text: str) -> float | None:
    """How many days old an age says something is: 1.0 of '24 hours ago'; None when the text states no age."""
    match = AGE.search(text)
    if match is None:
        return None
    if match["word"]:
        return 1.0 if match["word"].lower() == "yesterday" else 0.0
    number = _COUNTS.get(match["count"].lower()) or int(match["count"])
    unit = match["unit"].lower()
    return number * _UNITS.get(unit[:3], _UNITS.get(unit, 0))


def before(day: str, age: str) -> str:
    """The day that was so long before `day`, reckoned from its last hour, since pages are saved after they were written."""
    days = days_old(age)
    if days is None or len(day) < 10:
        return ""
    evening = datetime.datetime.fromisoformat(day[:10] + "T23:59:00")
    try:
        return (evening - datetime.timedelta(days)).date().isoformat()
    except OverflowError:
        return ""


def is_card_date(text: str) -> bool:
    """Whether a line is the date line of a teaser: an age or a date, and a word or two at most beside it."""
    if len(text.split()) > 9:
        return False
    if AGE.search(text):
        return True
    stated = dates_in(text)
    return bool(stated) and stated[0].start <= 10 and len(text[stated[0].end :].split()) <= 5
