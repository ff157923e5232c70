"""What the rules are called that read an article's fields: their names, which are English, in the interface's language."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from markupsafe import Markup

from briefgen import origins
from briefgen.catalogue import Catalogue, NoText
from briefgen.moments import WEEKDAYS

TABLE: Final = "rule"
"""The catalogue's table with the names."""


class Said(NamedTuple):
    """A rule's name as a text of the catalogue."""

    key: str
    given: dict[str, str]
    """What stands in the text's places, as the name has it: `rule` and `other` are rules themselves, `weekday` is English."""


def rule_name(words: Catalogue, rule: str) -> Markup:
    """The name of a rule that read a field; that of a rule of the archive's own stays as it is."""
    return _named(words, rule, _DEEPEST)


def _named(words: Catalogue, rule: str, deeper: int) -> Markup:
    known = said(rule)
    try:
        if deeper:
            return words.markup(known.key, **{place: _value(words, place, text, deeper - 1) for place, text in known.given.items()})
    except NoText:
        pass
    return _apart(rule)


def said(rule: str) -> Said:
    """A rule's name as the text that it may have."""
    for key, form in _FORMS:
        if found := form.fullmatch(rule):
            return Said(key, found.groupdict())
    return Said(f"{TABLE}.{_BETWEEN.sub('_', rule.lower()).strip('_')}", {})


def _value(words: Catalogue, place: str, text: str, deeper: int) -> str:
    if place in ("rule", "other"):
        return _named(words, text, deeper)
    return words.facts.weekdays[WEEKDAYS.index(text.lower())] if place == "weekday" else _apart(text)


def _apart(text: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(text)


_DEEPEST: Final = 3
"""So many rules within one another are named: an origin in front matter may say anything."""
_BETWEEN: Final = re.compile(r"[^a-z0-9]+")
_FORMS: Final = tuple(
    (f"{TABLE}.{name}", re.compile(form))
    for name, form in (
        ("teaser_unnamed", origins.UNNAMED_TEASER),
        ("weekday_near_unnamed", rf"(?P<weekday>(?i:{'|'.join(WEEKDAYS)})) near {origins.UNNAMED_SIMILAR}"),
        ("year_of_similar_unnamed", rf"(?P<rule>.+), year of {origins.UNNAMED_SIMILAR}"),
        ("teaser", r"teaser of it in (?P<seed>.+)"),
        ("weekday_near", rf"(?P<weekday>(?i:{'|'.join(WEEKDAYS)})) near similar articles \((?P<seed>.+)\)"),
        ("year_of_similar", r"(?P<rule>.+), year of similar articles \((?P<seed>.+)\)"),
        ("year_stated", r"(?P<rule>.+), year that the page states"),
        ("one_outlet", r"""the one outlet in the archive whose name ends in (['"])(?P<name>.+)\1"""),
        ("day_beside", r"day beside that of (?P<other>.+?): (?P<rule>.+)"),
        ("long_before", r"(?P<rule>.+), long before (?P<other>.+)"),
        ("meta", r"meta (?P<name>.+)"),
        ("linked_data", r"JSON-LD (?P<name>.+)"),
    )
)
"""Names with something in them, the outermost first."""
