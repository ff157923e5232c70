"""What templates have of the interface's language: texts, dates and numbers as functions and filters."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from briefgen.catalogue import Catalogue
from briefgen.site import rulenames

FILTERS: Final[dict[str, Callable[..., object]]] = {
    "longdate": Catalogue.long,
    "shortdate": Catalogue.short,
    "month": Catalogue.month,
    "daymonth": Catalogue.day_month,
    "weekday": Catalogue.weekday,
    "monthname": Catalogue.month_name,
    "monthshort": Catalogue.month_short,
    "number": Catalogue.number,
    "joined": Catalogue.joined,
    "rulename": rulenames.rule_name,
}
"""By the names that templates use."""

RULES: Final = "language.*"
"""Stands for no text, but for the language's own rules."""

TEXTS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys((*FILTERS, "span"), ("date.*",)),
    **dict.fromkeys(("number", "ui_lang", "ui_dir", "weekdays"), (RULES,)),
    "joined": ("names.*",),
    "rulename": (f"{rulenames.TABLE}.*", RULES),
}
"""By the name of a filter or a global the keys of the texts that it is made of: what a template depends on that uses it."""


def give(made: Environment, words: Catalogue) -> None:
    """Puts a language's words into an environment."""
    made.globals.update(
        t=_said_by(words),
        span=words.span,
        ui_lang=words.lang,
        ui_dir=words.direction,
        weekdays=tuple(zip(words.facts.weekdays, words.facts.weekdays_short, strict=True)),
    )
    made.filters.update({name: _unfolded(method, words) for name, method in FILTERS.items()})


def _said_by(words: Catalogue) -> Callable[..., Markup]:
    """`Catalogue.markup`, which works out but once what nothing is to be filled into."""
    known: dict[str, Markup] = {}

    def t(key: str, /, **values: object) -> Markup:
        if values:
            return words.markup(key, **values)
        found = known.get(key)
        if found is None:
            found = known[key] = words.markup(key)
        return found

    return t


def _unfolded(method: Callable[..., object], words: Catalogue) -> Callable[..., object]:
    """A filter that Jinja does not work out while compiling: what is compiled is kept, and serves sites in any language."""

    @pass_context
    def asked(_: Context, value: object) -> object:
        return method(words, value)

    return asked


def tables(words: Catalogue) -> set[str]:
    """The tables that a catalogue, or English, has texts in."""
    return {key.split(".")[0] for one in (words.fallback, words) if one for key in one.texts}


def script(words: Catalogue, wanted: tuple[str, ...]) -> bytes:
    """Some tables of a catalogue as a script, for those of a page that say something: it puts them at `briefgen.catalogue`."""
    texts = {key: text for one in (words.fallback, words) if one for key, text in one.texts.items() if key.split(".")[0] in wanted}
    facts = words.facts
    given: dict[str, object] = {"lang": words.lang, "group": facts.group, "least": facts.least_grouped, "decimal": facts.decimal}
    if "date" in wanted:
        given |= {"months": facts.months, "monthsAlone": facts.months_alone, "monthsShort": facts.months_short}
    known = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    said = json.dumps(dict(sorted(texts.items())), ensure_ascii=False, separators=(",", ":"))
    return f"{{const b=globalThis.briefgen??={{}};b.catalogue={{...{known},texts:Object.assign(b.catalogue?.texts??{{}},{said})}}}}\n".encode()
