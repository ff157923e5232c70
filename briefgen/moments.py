"""Dates, weekdays and ages as news pages write them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from briefgen.dates import MONTHS

_MONTH_NUMBERS: Final = {
    name: number
    for number, others in enumerate(
        (
            (
                "jan januar jänner enero gennaio janvier janeiro januari januára ianuarie ocak stycznia styczeń ledna leden január "
                "tammikuuta ιανουαρίου января січня январь яну يناير"
            ),
            (
                "feb februar februari février fevrier febrero febbraio fevereiro februarie şubat lutego luty února únor február "
                "helmikuuta φεβρουαρίου февраля лютого февраль فبراير شباط"
            ),
            ("mar märz mars marzo março maart marts martie mart marca marzec března březen március maaliskuuta μαρτίου марта березня март مارس آذار"),
            ("apr avril abril aprile april aprilie nisan kwietnia kwiecień dubna duben április huhtikuuta απριλίου апреля квітня апрель أبريل نيسان"),
            "may mai mayo maggio maio mei maj mayıs maja května květen május toukokuuta μαΐου мая травня май مايو أيار",
            ("jun juni juin junio giugno junho iunie haziran czerwca czerwiec června červen június kesäkuuta ιουνίου июня червня июнь يونيو حزيران"),
            ("jul juli juillet julio luglio julho iulie temmuz lipca lipiec července červenec július heinäkuuta ιουλίου июля липня июль يوليو تموز"),
            (
                "aug août aout agosto augustus augusti ağustos sierpnia sierpień srpna srpen augusztus elokuuta αυγούστου августа "
                "серпня август أغسطس آب"
            ),
            (
                "sep sept septembre septiembre settembre setembro septembrie eylül września wrzesień září szeptember syyskuuta "
                "σεπτεμβρίου сентября вересня сентябрь سبتمبر أيلول"
            ),
            (
                "oct okt oktober octobre octubre ottobre outubro octombrie ekim października październik října říjen október "
                "lokakuuta οκτωβρίου октября жовтня октябрь أكتوبر"
            ),
            (
                "nov novembre noviembre novembro noiembrie kasım listopada listopad listopadu november marraskuuta νοεμβρίου ноября "
                "листопада ноябрь نوفمبر"
            ),
            (
                "dec dez dezember décembre decembre diciembre dicembre dezembro decembrie aralık grudnia grudzień prosince prosinec "
                "joulukuuta δεκεμβρίου декабря грудня декабрь ديسمبر"
            ),
        ),
        1,
    )
    for name in (MONTHS[number - 1].lower(), *others.split())
}
"""Months in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Swedish, Danish, Finnish, Romanian, Hungarian,
Turkish, Greek, Russian, Ukrainian and Arabic, as they stand in dates."""
_MONTH: Final = r"(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?\b"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)\b"
_FORMS: Final = tuple(
    (re.compile(form, re.IGNORECASE), "month>" in form)
    for form in (
        rf"\b{_MONTH}\s+{_DAY}(?:,|\s)\s*{_YEAR}",
        rf"\b{_DAY}\.?\s+(?:(?:of|de)\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}",
        rf"\b{_YEAR}\.?\s+{_MONTH}\s+{_DAY}",
        r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<number>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日",
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})\b",
        r"\b(?P<day>\d{1,2})[./-]\s?(?P<number>\d{1,2})[./-]\s?(?P<year>(?:19|20)\d\d)\b",
        rf"\b{_MONTH}\s+{_DAY}(?!\s*,?\s*\d{{4}})",
        rf"\b{_DAY}\s+{_MONTH}(?!,?\s+\d{{4}})",
    )
)

_MONTH_WORDS: Final = frozenset(_MONTH_NUMBERS)
_BESIDE_MONTHS: Final = re.compile(r"[\d.,;:()/|–—-]+")
_NUMBERS: Final = re.compile(r"\d\s?[./年-]\s?\d")
"""A quick look whether one of the forms can be there at all."""
_MOST: Final = 60
"""Dates looked at in one line; a text has a few, and only a calendar, or an attack, has more."""

_DIGIT: Final = re.compile(r"\d")
_DIGITS: Final = {ord(digit): str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９") for value, digit in enumerate(digits)}

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
    either: bool = False
    """Whether day and month may be the other way round: '3/4/2024'."""

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
    return list(_dates_in(text)) if _DIGIT.search(text) else []


@lru_cache(maxsize=2048)  # several rules ask about the same line
def _dates_in(text: str) -> tuple[Dated, ...]:
    if not text.isascii():
        text = text.translate(_DIGITS)
    in_words = not _MONTH_WORDS.isdisjoint(_BESIDE_MONTHS.sub(" ", text.lower()).split())
    in_numbers = _NUMBERS.search(text) is not None
    found: list[Dated] = []
    for form, has_word in _FORMS:
        if not (in_words if has_word else in_numbers):
            continue
        for match in form.finditer(text):
            parts = match.groupdict()
            month = _MONTH_NUMBERS.get(parts["month"].lower().rstrip("."), 0) if parts.get("month") else int(parts["number"])
            day = int(parts["day"])
            if month > 12 >= day:
                month, day = day, month
            either = bool(parts.get("number")) and month <= 12 and day <= 12 and month != day and not match[0][:4].isdigit() and "/" in match[0]
            dated = Dated(int(parts.get("year") or 0), month, day, match.start(), match.end(), either)
            overlaps = any(other.start < dated.end and dated.start < other.end for other in found)
            if not overlaps and dated.on(dated.year or 2000):
                found.append(dated)
            if len(found) >= _MOST:
                break
    return tuple(sorted(found, key=lambda dated: dated.start))


_CLOCK: Final = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.|uhr)(?!\w)|\b(?:am|pm|uhr|hrs?|[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|JST)\b",
    re.IGNORECASE,
)
_NOT_YET: Final = re.compile(
    r"\b(?:until|till|expires?|bis|jusqu|hasta|fino|available|verfügbar|from|starts?|begins?|event|deadline|copyright)\b|©", re.IGNORECASE
)
_UPDATED: Final = re.compile(
    r"\b(?:updated|modified|edited|aktualisiert|mis à jour|modifié|actualizado|aggiornato|atualizado|bijgewerkt|aktualizacja)\b", re.IGNORECASE
)
LONGEST_DATE_LINE: Final = 16
"""Words of a line that is there to give the date."""


def date_line(text: str) -> Dated | None:
    """The date, with its year, that a line is there to give: a date with at most a few words beside it ('Published', a weekday, a time,
    an author), or the earliest of two when the other is an update's. None for lines that only mention one."""
    if len(text) > 200 or len(text.split()) > LONGEST_DATE_LINE:
        return None
    stated = [dated for dated in dates_in(text) if dated.year]
    if not stated or len(stated) > 2 or _NOT_YET.search(text):
        return None
    rest = text
    for dated in reversed(stated):
        rest = rest[: dated.start] + " " + rest[dated.end :]
    beside = [word for word in re.findall(r"[^\W\d_]+", _CLOCK.sub(" ", rest)) if len(word) > 1]
    if len(beside) > 7 or (len(beside) > 3 and text.endswith((".", "!", "?"))):
        return None
    first = stated[0]
    is_update = bool(_UPDATED.search(text[: first.start]))
    return stated[1] if is_update and len(stated) > 1 and not _UPDATED.search(text[first.end : stated[1].start]) else first


def is_update(text: str) -> bool:
    """Whether a line gives the date of an update."""
    return bool(_UPDATED.search(text)) and not re.search(r"\b(?:published|posted|publié|veröffentlicht|publicado|pubblicato)\b", text, re.IGNORECASE)


def contradicts_weekday(text: str, dated: Dated) -> bool:
    """Whether an English weekday right beside a date is not that date's."""
    around = text[max(0, dated.start - 12) : dated.end + 12]
    named = WEEKDAY.search(around)
    day = dated.on()
    return named is not None and bool(day) and WEEKDAYS[datetime.date.fromisoformat(day).weekday()] != named[1].lower()


def days_old(text: str) -> float | None:
    """How many days old an age says something is: 1.0 of '24 hours ago'; None when the text states no age."""
    match = AGE.search(text)
    if match is None:
        return None
    if match["word"]:
        return 1.0 if match["word"].lower() == "yesterday" else 0.0
    count = match["count"].lower()
    number = int(count) if count.isdecimal() else _COUNTS.get(count, 1)  # a long s matches an s, and is in no table
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
