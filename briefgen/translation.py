"""Catalogues as themes keep them: `i18n/LANG.toml` for each language, with what a theme says otherwise than those that it extends."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec
from msgspec import structs

from briefgen import plurals, toml
from briefgen.catalogue import Catalogue, Facts, Text, places_of
from briefgen.problem import Problem, Unreadable
from briefgen.theme import Words

FOLDER: Final = "i18n"
ENGLISH: Final = "en"
FACTS: Final = "language"
"""The table of a language's own rules; each other table holds texts."""


class File(NamedTuple):
    """A catalogue's file, read."""

    path: str
    """As problems name it: 'themes/briefing/i18n/de.toml'."""
    source: str
    facts: dict[str, object]
    texts: dict[str, Text]


def load(words: Sequence[Words], language: str) -> Catalogue:
    """The catalogue of a language, or of the one that it is a kind of ('pt' for 'pt-BR'), or else English: its `lang` says which. `words`
    are a theme's. Raises Unreadable with all that is wrong with them."""
    tag = canonical(language)
    by_tag: dict[str, list[File]] = {}
    problems: list[Problem] = []
    for one in words:
        if canonical(one.language) in (ENGLISH, *_kinds(tag)):
            try:
                by_tag.setdefault(canonical(one.language), []).append(_read(one))
            except Unreadable as error:
                problems += error.problems
    if problems:
        raise Unreadable(*sorted(problems))
    if ENGLISH not in by_tag:
        raise Unreadable(Problem(f"{FOLDER}/{ENGLISH}.toml", 0, "no theme has this file", "put it back into the theme 'briefing'"))
    english = _catalogue(ENGLISH, by_tag[ENGLISH], None)
    own = [file for kind in _kinds(tag) if kind != ENGLISH for file in by_tag.get(kind, ())]
    if not own:
        return structs.replace(english, lang=tag) if tag.split("-")[0] == ENGLISH else english
    if tag.split("-")[0] == ENGLISH:  # British English, say: rules and texts as there, but for what it has of its own
        own += by_tag[ENGLISH]
    return _catalogue(tag, own, english)


def lacking(words: Catalogue) -> list[str]:
    """The texts that a language says in English, since it has none of its own."""
    return sorted(words.fallback.texts.keys() - words.texts.keys()) if words.fallback else []


def reworded(words: Sequence[Words]) -> Iterator[tuple[str, Text, Text | None, Problem]]:
    """Each English text of a theme that stands before others: its key, itself, the one that it replaces (None for a key that the themes below
    have not), and its place as the beginning of a problem. What cannot be read is passed over: to say so is for `load`."""
    below: dict[str, Text] = {}
    found = []
    for one in reversed([one for one in words if canonical(one.language) == ENGLISH]):
        try:
            file = _read(one)
        except Unreadable:
            continue
        if below:
            found += [(key, text, below.get(key), _problem(file.path, file.source, key, "", "")) for key, text in file.texts.items()]
        below |= file.texts
    yield from sorted(found, key=lambda one: one[3])


def forms_of(text: Text) -> dict[str, str]:
    """A text's plural forms."""
    return {"other": text} if isinstance(text, str) else text


def places_in(text: Text) -> frozenset[str]:
    """The names of the places of a text, in all its forms, with the `n` that these need."""
    return _places(forms_of(text)) | ({"n"} if isinstance(text, dict) else frozenset())


def is_kind_of(language: str, other: str) -> bool:
    """Whether a language is another one or a kind of it, or the other way round: 'pt-BR' and 'pt'."""
    return canonical(language).split("-")[0] == canonical(other).split("-")[0]


def canonical(language: str) -> str:
    """A language's tag as files are best named: 'pt-BR', 'zh-Hant'."""
    first, *others = language.split("-")
    return "-".join([first.lower(), *(part.title() if len(part) == 4 else part.upper() if len(part) < 4 else part.lower() for part in others)])


def _kinds(tag: str) -> Iterator[str]:
    """A language, then those that it is a kind of: 'pt-BR', 'pt'."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


@lru_cache(maxsize=64)
def _read(words: Words) -> File:
    """A file's rules and texts. Raises Unreadable."""
    path = words.file
    source, tables = toml.read(words.source.encode(), path)
    facts = tables.pop(FACTS, {})
    problems: list[Problem] = []
    texts: dict[str, Text] = {}
    for table, entries in (*tables.items(), (FACTS, facts)):
        if not isinstance(entries, dict):
            problems.append(_problem(path, source, table, "a text in no table", f"put it below a table: [{table}]"))
        elif table != FACTS:
            texts |= {f"{table}.{key}": text for key, text in entries.items()}
    for key, text in texts.items():
        forms = [text] if isinstance(text, str) else [*text.values(), *text] if isinstance(text, dict) else [None]
        if not all(isinstance(form, str) for form in forms):
            problems.append(_problem(path, source, key, "neither a text nor a table of plural forms", "write a text in quotes"))
        elif isinstance(text, dict) and ("other" not in text or not set(text) <= set(plurals.CATEGORIES)):
            wanted = f"its forms are named {', '.join(plurals.CATEGORIES)}, of which 'other' has to be there"
            problems.append(_problem(path, source, key, "not the plural forms of a text", wanted))
    if problems:
        raise Unreadable(*problems)
    return File(path, source, facts if isinstance(facts, dict) else {}, texts)


def _catalogue(lang: str, own: Sequence[File], fallback: Catalogue | None) -> Catalogue:
    """What these files say, the first one before the others. Raises Unreadable."""
    stated: dict[str, object] = {}
    texts: dict[str, Text] = {}
    for file in reversed(own):
        stated |= file.facts
        texts |= file.texts
    facts, problems = _facts(stated, own)
    wanted = {*facts.plural, "other"} if facts else {"other"}
    for key, text in texts.items():
        where = next(file for file in own if key in file.texts)
        forms = forms_of(text)
        if isinstance(text, dict) and not wanted <= set(text):
            missing = ", ".join(sorted(wanted - set(text)))
            problems.append(_problem(where.path, where.source, key, f"lacks a form that the language has: {missing}", "write all forms"))
        meant = fallback.texts.get(key) if fallback else None
        if fallback and meant is None:
            close = difflib.get_close_matches(key, fallback.texts, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"add it to {FOLDER}/{ENGLISH}.toml too, or take it out"
            problems.append(_problem(where.path, where.source, key, "English has no such text", hint))
        if meant is not None and (unknown := _places(forms) - _places(forms_of(meant)) - {"n"}):
            problems.append(
                _problem(where.path, where.source, key, f"has a place that the English text has not: {{{min(unknown)}}}", "mend its name")
            )
    if facts is None or problems:
        raise Unreadable(*sorted(problems))
    return Catalogue(lang, facts, texts, fallback)


def _places(forms: dict[str, str]) -> frozenset[str]:
    return frozenset().union(*map(places_of, forms.values()))


def _facts(stated: dict[str, object], own: Sequence[File]) -> tuple[Facts | None, list[Problem]]:
    """A language's rules, and all that is wrong with them: then there are none. `own` are the files that state them, the first before the
    others."""
    given: dict[str, object] = {"least_grouped": 4, **stated}
    for key, other in _OTHERWISE.items():
        if other in given:
            given.setdefault(key, given[other])
    known = Facts.__struct_fields__
    wrong = [(key, f"there is no {key!r} in [{FACTS}]", toml.known(key, known)) for key in given if key not in known]
    wrong += [(key, f"{key} is not as it should be", _STATED[key][1]) for key in known if key in stated and not _STATED[key][0](given[key])]
    if lacking := [key for key in known if key not in given]:
        wrong.append(
            (
                "",
                f"it does not state {', '.join(lacking)}",
                f"docs/languages.md says what a language has to state; {lacking[0]}: {_STATED[lacking[0]][1]}",
            )
        )
    if isinstance(rules := given.get("plural"), dict):
        wrong += _plural(rules)
    if wrong:
        return None, [_stated_problem(own, *one) for one in wrong]
    return msgspec.convert(given, Facts), []


def _plural(rules: dict[object, object]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with rules of plural forms: each time where, what, and what to do."""
    hint = f"these have rules: {', '.join(plurals.CATEGORIES[:-1])}"
    for name, text in rules.items():
        if name not in plurals.CATEGORIES[:-1]:
            yield f"plural.{name}", f"there is no plural category {name!r} with a rule", hint
        try:
            plurals.rule(text if isinstance(text, str) else "")
        except ValueError as error:
            message, _, help_ = str(error).partition("; ")
            yield f"plural.{name}", f"plural: {message}", help_ or "docs/languages.md says how rules are written"


def _stated_problem(own: Sequence[File], key: str, message: str, hint: str) -> Problem:
    """A problem with a rule, in the first file that states it."""
    place = key.partition(".")[0]
    file = next((file for file in own if place in file.facts), own[0])
    number = toml.place_of(file.source, FACTS, *filter(None, key.split(".")))
    return Problem(file.path, number, f"[{FACTS}]: {message}", hint, toml.line(file.source, number))


def _are_names(number: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and len(value) == number and all(isinstance(one, str) for one in value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_MONTHS: Final = (_are_names(12), "write the twelve months as a list of texts, from January")
_WEEKDAYS: Final = (_are_names(7), "write the seven days as a list of texts, from Monday")
_STATED: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "direction": (lambda value: value in ("ltr", "rtl"), 'write "ltr" or "rtl"'),
    "plural": (lambda value: isinstance(value, dict), 'write a table of rules like { one = "n = 1" }, or {} where a number changes nothing'),
    "group": (_is_text, "write in quotes what stands between groups of three digits; it may be empty"),
    "least_grouped": (lambda value: type(value) is int, "write from how many digits on a number is grouped, as a whole number"),
    "decimal": (_is_text, "write in quotes what stands before a number's fraction"),
    "months": _MONTHS,
    "months_alone": _MONTHS,
    "months_short": _MONTHS,
    "weekdays": _WEEKDAYS,
    "weekdays_short": _WEEKDAYS,
}
"""What each rule may be, and how to write it."""
_OTHERWISE: Final = {"months_alone": "months", "months_short": "months", "weekdays_short": "weekdays"}
"""Which names stand for others where a language does not state those."""


def _problem(path: str, source: str, key: str, message: str, hint: str) -> Problem:
    number = toml.place_of(source, *key.split(".", 1))
    return Problem(path, number, f"{key}: {message}", hint, toml.line(source, number))
