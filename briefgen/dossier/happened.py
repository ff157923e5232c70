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
from typing import Final

from briefgen import dates
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
    for line in paragraphs(text):
        for sentence, quoted in _with_quotations(line):
            for mention in _of_sentence(sentence, own, quoted):
                found[mention] = None
            if len(found) >= MOST:
                return tuple(found)[:MOST]
    return tuple(found)


def paragraphs(text: str) -> Iterator[str]:
    """The lines of a text that are prose, ending as sentences do: no headings and captions; without datelines and sections' heads."""
    for line in text.split("\n"):
        rest = without_head(_after_dateline(line.strip()))
        if _PROSE_ENDS.search(rest[-6:]):
            yield rest


_PROSE_ENDS: Final = re.compile(r"[.!?…。][\"'”’»)\]]{0,3}$")
_DATELINE: Final = re.compile(r"[^.!?“”\"]{2,60}?(?:\.[^.!?“”\"]{0,60}?){0,3}?\s?(?:\s[–—―-]|--|[—―]|/PRNewswire[^/]{0,30}/ ?-*)\s+(?=[A-Z“\"'‘])")
_AGENCY: Final = re.compile(r"(?:\([A-Z][\w ./]{1,30}\)\s*(?:--|[–—―-])|[A-Z]{4,}(?: [A-Z]{2,}){0,2}(?:, [A-Z][\w.]{1,20})?[–—―])\s*(?=[A-Z“\"'‘])")
_SMALL_WORDS: Final = frozenset("of and the de la del al an el by".split())


def _after_dateline(line: str) -> str:
    """The line without 'MARN, March 4 (Northwire) – ' before it: words that begin with capitals or digits, and then a dash."""
    if agency := _AGENCY.match(line):
        return line[agency.end() :]
    found = _DATELINE.match(line, 0, 160)
    if found is None or not line[0].isupper():
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
    for sentence in sentences(line):
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


_QUOTES: Final = re.compile(r"[\"“”«»]|(?<!\w)‘|’(?!\w)|(?<![\w'])'(?=[A-Z])|(?<=[.,!?])'(?!\w)")
_CLOSING: Final = {'"': '"', "“": '”"', "«": "»", "‘": "’", "'": "'"}


_WEEKDAY: Final = re.compile(rf"\b(?:(next|this)\s+)?({'|'.join(name.title() for name in WEEKDAYS)})\b(?!')", re.ASCII)
_NEAR: Final = re.compile(r"\b(yesterday|today|tonight|tomorrow)\b(?![’']s)", re.IGNORECASE)
_SHIFTS: Final = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_NEVER_BEFORE: Final = re.compile(
    r"(?:\b(?:last|past|previous|following|every|each|any|most|a|an|one|that|these|those|another|black|good|ash|palm|easter|super|bloody"
    r"|holy|patch|beginning|cyber|giving|fat|the|his|her|its|their|our|until|till|til|since|by|through|thru|before|after|than|of|or|born|between|to|late|early"
    r"|first|second|third|fourth|final|day)|\d\s?[-–—]|day [-–—])\s*(?:on\s+|the\s+)?$|[\w’'][-–—/]$",
    re.IGNORECASE,
)
_NEVER_AFTER: Final = re.compile(
    r"[-–—/]\w|\s*(?:[-–—]\s?(?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|’s?\b|(?:or|to|through|until|and|thru)\s+(?:\w+day|\d|[A-Z][a-z]{2,8}\.?\s\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec))"
    r"|(?:week|school|prayers?|Times|Mirror|Telegraph|Express|Post|Star|Review|Magazine|Mail|Night (?:Live|Football)|last|before|of|in [A-Z]"
    r"|after next|the (?:\d|week|previous)|\d)\b|,? (?:a|one|two|three) weeks?\b)"
)
_DATE_BEFORE: Final = re.compile(r"\b(?:in|the|a|his|her|its|their|our|this|every|each)\s+$|[’']s\s+$", re.IGNORECASE)
_OTHER_WEEK: Final = re.compile(
    r"\b(?:last|previous|following|next|past|prior) (?:week|weekend|month|year)\b|\bweeks? (?:ago|before|earlier|later)\b"
    r"|\bday (?:before|after)\b|\bborn\b|\beach (?:day|week|year)\b|\bevery\b|\busually\b",
    re.IGNORECASE,
)
_APPARATUS: Final = re.compile(
    r"\b(?:article|story|report|post|version|page) (?:was|has been) (?:first |originally )?(?:amended|updated|corrected|published)\b"
    r"|\boriginally appeared\b"
)
_PAPER: Final = re.compile(r"\b[Tt]he [A-Z][a-z]+ on $")
"""What some Sunday papers are called."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b(?!-)")


def _of_sentence(sentence: str, own: datetime.date, quoted: list[tuple[int, int]]) -> Iterator[Happening]:
    """The sentence's happenings; several only where all of its days are past. The day on which it was said counts where there is no other."""
    if len(sentence) > _LONGEST or sentence.endswith("?") or _APPARATUS.search(sentence):
        return
    mentions = _mentions(sentence)
    if not mentions or any(a < mention.end and mention.start < b for mention in mentions for a, b in quoted):
        return
    tenses = Tenses(sentence)
    mentions = [mention for mention in mentions if not tenses.is_said_on(mention)] or mentions
    days = [_day(mention, tenses, sentence, own) for mention in mentions]
    if len(mentions) > 1 and (tenses.any_future or "" in days):
        return
    for mention, day in zip(mentions, days, strict=True):
        if day:
            yield Happening(day, mention.said, sentence)


_FULL_STOP: Final = re.compile(r"(?<=[a-z]{4})\.$")


def _mentions(sentence: str) -> list[DayMention]:
    """The days that a sentence names, in order, a weekday beside a date with it."""
    found: list[DayMention] = []
    for dated in dates_in(sentence):
        said = _FULL_STOP.sub("", sentence[dated.start : dated.end].rstrip(" ,"))
        if any(char.isupper() for char in said) or (dated.year and not dated.either):
            found.append(DayMention(dated.start, dated.end, said, dated=dated))
    found.extend(
        DayMention(match.start(), match.end(), match[0], WEEKDAYS.index(match[2].lower()), upcoming=bool(match[1]))
        for match in _WEEKDAY.finditer(sentence)
    )
    found.extend(DayMention(match.start(), match.end(), match[0].lower(), shift=_SHIFTS[match[1].lower()]) for match in _NEAR.finditer(sentence))
    return _merged(sorted(found, key=lambda mention: mention.start), sentence)


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
    if _NEVER_BEFORE.search(before) or _NEVER_AFTER.match(after) or (mention.weekday == 6 and _PAPER.search(before)):
        return ""
    if mention.dated:
        return "" if _DATE_BEFORE.search(before) or "born" in sentence.lower() else _dated(mention.dated, mention.weekday, tenses, mention, own)
    elsewhen = _OTHER_WEEK.search(sentence) or any(match[0] != str(own.year) for match in _YEAR.finditer(sentence))
    tense = tenses.at(mention)
    if elsewhen or not tense:
        return ""
    shift = mention.shift if mention.shift is not None else _days_to(mention, tense, own)
    return "" if shift is None else _shifted(own, shift)


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
