"""Where a draft's title, date, authors and outlet were read, and by what its language is known, for its article to say."""

from __future__ import annotations

from typing import Final

from briefgen import moments
from briefgen.dates import is_date
from briefgen.ingest.draft import Draft
from briefgen.ingest.page import Fact, Sheet
from briefgen.ingest.readers import HEADER
from briefgen.model import Origin
from briefgen.text import fold, sentences, shorten, squeeze

LONGEST: Final = 160
"""Characters of a line that are quoted."""


def origins(draft: Draft) -> tuple[Origin, ...]:
    """Where the values were read that were taken; nothing of a field that is unknown, nor of a language that the page declares."""
    taken = {"title": draft.title, "date": draft.date, "author": "; ".join(draft.authors), "outlet": draft.outlet, "lang": draft.lang}
    first = {**taken, "author": draft.authors[0] if draft.authors else ""}
    found = []
    for field, value in taken.items():
        fact = _evidence(draft, field, first[field])
        if value and fact is not None and (field != "lang" or fact.inferred):
            stands = words(draft.sheet, fact) or squeeze(value) if fact.line else ""
            found.append(Origin(field, squeeze(value), squeeze(fact.rule), fact.line, stands))
    return tuple(found)


def _evidence(draft: Draft, field: str, value: str) -> Fact | None:
    """The fact that gave a field its value: what other articles said last, or else the best that the page says."""
    settled = [fact for fact in draft.settled if (fact.field, fact.value) == (field, value)]
    stated = [fact for fact in draft.sheet.facts if (fact.field, fact.value) == (field, value)]
    return settled[-1] if settled else max(stated, key=lambda fact: fact.score, default=None)


def words(sheet: Sheet, fact: Fact) -> str:
    """What stands on a fact's line, shortened to what it was read from; '' where the sheet no longer has that."""
    if fact.rule == HEADER:
        return ""
    text = next((squeeze(line.text) for line in sheet.lines if line.number == fact.line), "")
    if len(text) <= LONGEST:
        return text
    said = sentences(text)
    return shorten(next((one for one in said if _says(one, fact)), said[0]), LONGEST)


def _says(sentence: str, fact: Fact) -> bool:
    """Whether it is this sentence that gives a fact."""
    if not is_date(fact.value) or len(fact.value) < len("2024-03-12"):
        return fold(fact.value) in fold(sentence)
    weekday = fact.rule.split()[0].lower()  # 'Monday near similar articles'
    named = any(f"{one.month:02}-{one.day:02}" == fact.value[5:10] for one in moments.dates_in(sentence))
    return named or (weekday in moments.WEEKDAYS and weekday in sentence.lower())
