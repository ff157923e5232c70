"""The days on which a text says that something happened or will, reckoned from the article's own day.

A day is given only where it is certain: 'on Friday' beside a verb that tells whether it is past or to come, 'Jan. 10', 'yesterday'.
Ranges, deadlines, days inside quotations and days of other weeks are left alone.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from briefgen import dates
from briefgen.dossier import vocabulary as vocab
from briefgen.dossier.sections import without_head
from briefgen.dossier.tenses import DayMention, Tenses
from briefgen.moments import WEEKDAYS, Dated, dates_in
from briefgen.text import sentences

MOST: Final = 60
"""So many happenings of one article are given."""
_LONGEST: Final = 1000
"""Characters of a sentence that is looked at; more only an attack has, or a list."""
BACKGROUND: Final = 400
"""Beyond so many days from the article a day is background: only one that is stated with its year is given."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A sentence that says what happened on a day."""

    day: str
    """ISO date."""
    said: str
    """How the text names the day: 'Friday', 'Jan. 10', 'yesterday'."""
    sentence: str


def happenings(text: str, date: str) -> tuple[Happening, ...]:
    """What a text, one line for each paragraph, says to have happened on which day, in its order; () when the article's day is unknown."""
    own = dates.as_date(date) if dates.is_date(date) else None
    if own is None:
        return ()
    found: dict[Happening, None] = {}
    for line in filter(_may_name_a_day, paragraphs(text)):
        for sentence, quoted in _with_quotations(line):
            for mention in _of_sentence(sentence, own, quoted) if _may_name_a_day(sentence) else ():
                found[mention] = None
            if len(found) >= MOST:
                return tuple(found)[:MOST]
    return tuple(found)


def _may_name_a_day(text: str) -> bool:
    """Whether there is part of a day's name, or a digit: most sentences have neither, and this is soon seen."""
    return "day" in text or _DIGIT.search(text) is not None or _names_a_near_one(text.lower())


def _names_a_near_one(small: str) -> bool:
    return "day" in small or "tonight" in small or "tomorrow" in small


@lru_cache(maxsize=4)  # figures, quotations and days are looked for in the same text
def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that are prose, ending as sentences do: no headings and captions; without datelines and sections' heads."""
    found = (without_head(_after_dateline(line)) for line in map(str.strip, text.split("\n")) if _is_prose(line))
    return tuple(line for line in found if _is_prose(line))


@lru_cache(maxsize=256)
def sentences_of(paragraph: str) -> tuple[str, ...]:
    """The sentences of a paragraph, which are asked for as often."""
    return tuple(sentences(paragraph))


def _is_prose(line: str) -> bool:
    return line.endswith((".", "!", "?")) or _PROSE_ENDS.search(line[-6:]) is not None


_PROSE_ENDS: Final = vocab.Expression(r"[.!?…。][\"'”’»)\]]{0,3}$")
_DATELINE: Final = vocab.Expression(
    r"[^.!?“”\"]{2,60}?(?:\.[^.!?“”\"]{0,60}?){0,3}?\s?(?:\s[–—―-]|--|[—―]|/PRNewswire[^/]{0,30}/ ?-*)\s+(?=[A-Z“\"'‘])"
)
_AGENCY: Final = vocab.Expression(
    r"(?:\([A-Z][\w ./]{1,30}\)\s*(?:--|[–—―-])|[A-Z]{4,}(?: [A-Z]{2,}){0,2}(?:, [A-Z][\w.]{1,20})?[–—―])\s*(?=[A-Z“\"'‘])"
)
_DASHES: Final = ("-", "–", "—", "―", "/PRNewswire")
_LONGEST_DATELINE: Final = 160
_SMALL_WORDS: Final = frozenset("of and the de la del al an el by".split())


def _after_dateline(line: str) -> str:
    """The line without 'MARN, March 4 (Northwire) – ' before it: words that begin with capitals or digits, and then a dash."""
    if agency := _AGENCY.match(line):
        return line[agency.end() :]
    beginning = line[:_LONGEST_DATELINE]
    found = _DATELINE.match(beginning) if line[:1].isupper() and any(dash in beginning for dash in _DASHES) else None
    if found is None:
        return line
    place = re.split(r"[,(/]", found[0])[0].strip(" –—―-")
    given = found[0].replace("(", " ").split()
    capitals = all(not word[0].islower() or word in _SMALL_WORDS for word in given)
    is_place = place.isupper() or len(given) > len(place.split()) + 1
    return line[found.end() :] if capitals and is_place and len(place.split()) <= 5 else line


def _with_quotations(line: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The sentences of a paragraph, each with where in it words are quoted."""
    spans = _quotations(line)
    start = first = 0
    for sentence in sentences_of(line):
        start = line.index(sentence, start)
        end = start + len(sentence)
        while first < len(spans) and spans[first][1] <= start:
            first += 1
        last = bisect_left(spans, (end, 0))
        yield sentence, [(a - start, b - start) for a, b in spans[first:last]]
        start = end


def _quotations(line: str) -> list[tuple[int, int]]:
    """Where a paragraph's quotations begin and end; one in double marks that is not closed lasts to the paragraph's end."""
    spans: list[tuple[int, int]] = []
    opened = -1
    for mark in _QUOTES.finditer(line):
        if opened < 0 and mark[0] not in "”»’":
            opened = mark.start()
        elif opened >= 0 and mark[0] in _CLOSING.get(line[opened], ""):
            spans.append((opened, mark.end()))
            opened = -1
    return [*spans, (opened, len(line))] if opened >= 0 and line[opened] in '"“«' else spans


_QUOTES: Final = vocab.Expression(r"[\"“”«»‘’'](?:(?<=[\"“”«»])|(?<=‘)(?<!\w.)|(?<=’)(?!\w)|(?<=')(?<![\w'].)(?=[A-Z])|(?<=[.,!?]')(?!\w))")
_CLOSING: Final = {'"': '"', "“": '”"', "«": "»", "‘": "’", "'": "'"}


_DIGIT: Final = vocab.Expression(r"\d")
_WEEKDAY: Final = vocab.Expression(r"[MTWFS](?<!\w.)(?:on|ues|ednes|hurs|ri|atur|un)day\b(?!')", re.ASCII)
_UPCOMING: Final = vocab.Expression(r"\b(?:next|this)\Z", re.ASCII)
_NEAR: Final = vocab.Expression(r"\b(yesterday|today|tonight|tomorrow)\b(?![’']s)", re.IGNORECASE)
_SHIFTS: Final = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_NEVER_NEAR: Final = frozenset(
    """last past previous following every each any most a an one that these those another black good ash palm easter super bloody holy patch
    beginning cyber giving fat the his her its their our until till til since by through thru before after than of or born between to late
    early first second third fourth final day""".split()
)
_NEVER_LAST: Final = _NEVER_NEAR | {word + glued for word in _NEVER_NEAR for glued in ("on", "the")}
"""These, and with the next word glued to them, as the expression takes them too."""
_NEVER_BEFORE: Final = vocab.Expression(
    rf"(?:\b(?:{'|'.join(sorted(_NEVER_NEAR))})|\d\s?[-–—]|day [-–—])\s*(?:on\s+|the\s+)?$|[\w’'][-–—/]$", re.IGNORECASE
)
_NEVER_AFTER: Final = vocab.Expression(
    r"[-–—/]\w|\s*(?:[-–—]\s?(?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|’s?\b|(?:or|to|through|until|and|thru)\s+(?:\w+day|\d|[A-Z][a-z]{2,8}\.?\s\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec))"
    r"|(?:week|school|prayers?|Times|Mirror|Telegraph|Express|Post|Star|Review|Magazine|Mail|Night (?:Live|Football)|last|before|of|in [A-Z]"
    r"|after next|the (?:\d|week|previous)|\d)\b|,? (?:a|one|two|three) weeks?\b)"
)
_DATE_BEFORE: Final = vocab.Expression(r"\b(?:in|the|a|his|her|its|their|our|this|every|each)\s+$|[’']s\s+$", re.IGNORECASE)
_OTHER_WEEK: Final = vocab.Expression(
    r"\b(?:last|previous|following|next|past|prior) (?:week|weekend|month|year)\b|\bweeks? (?:ago|before|earlier|later)\b"
    r"|\bday (?:before|after)\b|\bborn\b|\beach (?:day|week|year)\b|\bevery\b|\busually\b",
    re.IGNORECASE,
)
_OTHER_WEEKS: Final = ("week", "month", "year", "day before", "day after", "born", "each day", "every", "usually")
"""Without one of these there is no other week."""
_APPARATUS: Final = vocab.Expression(
    r"\b(?:article|story|report|post|version|page) (?:was|has been) (?:first |originally )?(?:amended|updated|corrected|published)\b"
    r"|\boriginally appeared\b"
)
_PAPER: Final = vocab.Expression(r"\b[Tt]he [A-Z][a-z]+ on $")
"""What some Sunday papers are called."""
_YEAR: Final = vocab.Expression(r"\b(?:19|20)\d\d\b(?!-)")


def _of_sentence(sentence: str, own: datetime.date, quoted: list[tuple[int, int]]) -> Iterator[Happening]:
    """The sentence's happenings; several only where all of its days are past. The day on which it was said counts where there is no other."""
    if len(sentence) > _LONGEST or sentence.endswith("?"):
        return
    mentions = _mentions(sentence)
    if not mentions or any(a < mention.end and mention.start < b for mention in mentions for a, b in quoted) or _APPARATUS.search(sentence):
        return
    tenses = Tenses(sentence)
    mentions = [mention for mention in mentions if not tenses.is_said_on(mention)] or mentions
    days = [_day(mention, tenses, sentence, own) for mention in mentions]
    if len(mentions) > 1 and (tenses.any_future or "" in days):
        return
    for mention, day in zip(mentions, days, strict=True):
        if day:
            yield Happening(day, mention.said, sentence)


_FULL_STOP: Final = vocab.Expression(r"(?<=[a-z]{4})\.$")


def _mentions(sentence: str) -> list[DayMention]:
    """The days that a sentence names, in order, a weekday beside a date with it."""
    found: list[DayMention] = []
    for dated in dates_in(sentence) if _may_state_a_date(sentence) else ():
        said = _FULL_STOP.sub("", sentence[dated.start : dated.end].rstrip(" ,"))
        if any(char.isupper() for char in said) or (dated.year and not dated.either):
            found.append(DayMention(dated.start, dated.end, said, dated=dated))
    if "day" in sentence:
        found.extend(_weekday(match, sentence) for match in _WEEKDAY.finditer(sentence))
    if _names_a_near_one(sentence.lower()):
        near = [(match, match[0].lower()) for match in _NEAR.finditer(sentence)]
        found.extend(DayMention(match.start(), match.end(), said, shift=_SHIFTS[said]) for match, said in near if said in _SHIFTS)
    return _merged(sorted(found, key=lambda mention: mention.start), sentence) if len(found) > 1 else found


def _weekday(match: re.Match[str], sentence: str) -> DayMention:
    """A weekday with the 'next' or 'this' before it."""
    start, before = match.start(), sentence[: match.start()].rstrip(" \t\n\r\f\v")
    upcoming = _UPCOMING.search(before[-5:]) if len(before) < start else None
    if upcoming:
        start = len(before) - 4
    return DayMention(start, match.end(), sentence[start : match.end()], WEEKDAYS.index(match[0].lower()), upcoming=upcoming is not None)


def _may_state_a_date(sentence: str) -> bool:
    """Whether a month stands beside a digit, or two numbers beside one another: where it is but 'may', `dates_in` takes its time in vain."""
    numbers = list(_DIGITS.finditer(sentence))
    return bool(numbers) and (_NUMBERS.search(sentence) is not None or any(_is_beside_month(sentence, number) for number in numbers))


def _is_beside_month(sentence: str, number: re.Match[str]) -> bool:
    """Whether one of the chunks by which a date might go on is a month: one before the number, and 'th of May' behind it."""
    before = sentence[: number.start()].rstrip()[-_LONGEST_MONTH:].rsplit(None, 1)
    return any(map(_has_month, before[-1:])) or any(map(_has_month, sentence[number.end() :].split(None, 3)[:3]))


@lru_cache(maxsize=4096)
def _has_month(chunk: str) -> bool:
    """Whether one of its words is a month in a language in which dates are known."""
    return any(dates_in(f"1 {word} 2000") for word in _ANY_LETTERS.findall(chunk))


_NUMBERS: Final = vocab.Expression(r"\d\s?[./年-]\s?\d")
_DIGITS: Final = vocab.Expression(r"\d+")
_LONGEST_MONTH: Final = 24
_ANY_LETTERS: Final = vocab.Expression(r"[^\W\d_]+")


def _merged(found: list[DayMention], sentence: str) -> list[DayMention]:
    """'Friday, Jan. 10' as one mention, the date."""
    merged: list[DayMention] = []
    for mention in found:
        last = merged[-1] if merged else None
        if last and (last.dated is None) != (mention.dated is None) and re.fullmatch(r",? (?:the )?|, ?|\s?\(", sentence[last.end : mention.start]):
            day = mention if mention.dated else last
            said = sentence[last.start : mention.end].rstrip(" ,") + (")" if sentence[last.end : mention.start].endswith("(") else "")
            merged[-1] = DayMention(last.start, mention.end, said, max(last.weekday, mention.weekday), dated=day.dated)
        else:
            merged.append(mention)
    return merged


def _day(mention: DayMention, tenses: Tenses, sentence: str, own: datetime.date) -> str:
    """The ISO day of a mention, '' where it is not certain."""
    before, after = sentence[max(0, mention.start - 24) : mention.start], sentence[mention.end : mention.end + 24]
    if _is_another(before) or _NEVER_AFTER.match(after) or (mention.weekday == 6 and _PAPER.search(before)):
        return ""
    if mention.dated:
        return "" if _DATE_BEFORE.search(before) or "born" in sentence.lower() else _dated(mention.dated, mention.weekday, tenses, mention, own)
    tense = tenses.at(mention)
    if not tense or _is_of_other_week(sentence) or any(match[0] != str(own.year) for match in _YEAR.finditer(sentence)):
        return ""
    shift = mention.shift if mention.shift is not None else _days_to(mention, tense, own)
    return "" if shift is None else _shifted(own, shift)


def _is_another(before: str) -> bool:
    """Whether what stands before a day says that it may be another one's: 'until', '10 –'."""
    if before.isascii() and "-" not in before and "/" not in before and _NEVER_LAST.isdisjoint(_LETTERS.findall(before.lower())):
        return False
    return _NEVER_BEFORE.search(before) is not None


_LETTERS: Final = vocab.Expression(r"[a-z]+")


def _is_of_other_week(sentence: str) -> bool:
    small = vocab.in_small(sentence)
    return any(word in small for word in _OTHER_WEEKS) and _OTHER_WEEK.search(sentence) is not None


def _shifted(own: datetime.date, days: int) -> str:
    try:
        return (own + datetime.timedelta(days)).isoformat()
    except OverflowError:
        return ""


def _days_to(mention: DayMention, tense: str, own: datetime.date) -> int | None:
    """How many days from the article's own day to the weekday meant; None when it may be another week's.

    A past weekday that is tomorrow's, or a coming one that was yesterday's, is another week's, or the article's date is a day off.
    """
    ahead = (mention.weekday - own.weekday()) % 7
    if mention.upcoming:
        is_next = mention.said.lower().startswith("next")
        return None if tense != "future" or not ahead or (is_next and own.weekday() + ahead < 7) else ahead
    if tense == "future":
        return ahead if ahead < 6 else None
    return None if ahead == 1 else ahead - 7 if ahead else 0


def _dated(dated: Dated, weekday: int, tenses: Tenses, mention: DayMention, own: datetime.date) -> str:
    """The day of a date: with its year as it stands; without, the nearest, unless the verb says that it cannot be that."""
    tense = tenses.at(mention)
    days = [day for year in ([dated.year] if dated.year else [own.year - 1, own.year, own.year + 1]) if (day := dated.on(year))]
    nearest = min((datetime.date.fromisoformat(day) for day in days), key=lambda day: abs((day - own).days), default=None)
    if nearest is None or (weekday >= 0 and nearest.weekday() != weekday):
        return ""
    away = (nearest - own).days
    if not dated.year and (abs(away) > BACKGROUND // 2 or not tense or (tense == "past" and away > 0) or (tense == "future" and away < 0)):
        return ""
    return nearest.isoformat()
