"""The default theme's catalogues: each complete, each as its language has it, none with a text that nobody shows."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import format_decimal
from jinja2 import Environment, nodes

import briefgen
from briefgen import plurals, theme, translation
from briefgen.catalogue import Catalogue, Text, places_of
from briefgen.site import frames, wording

BRIEFING: Final = theme.bundled() / theme.DEFAULT
LANGUAGES: Final = sorted(path.stem for path in (BRIEFING / "i18n").glob("*.toml"))
OTHERS: Final = [tag for tag in LANGUAGES if tag != "en"]
ONLY_WITH_A_NUMBER: Final = {"zero", "one", "two"}
"""Forms that may say their number in a word."""


def texts_of(tag: str) -> dict[str, Text]:
    tables = tomllib.loads((BRIEFING / "i18n" / f"{tag}.toml").read_text(encoding="utf-8"))
    return {f"{table}.{key}": text for table, entries in tables.items() if table != translation.FACTS for key, text in entries.items()}


def catalogue(tag: str) -> Catalogue:
    return translation.load(theme.load(Path(), theme.DEFAULT).words, tag)


def forms_of(text: Text) -> dict[str, str]:
    return {"other": text} if isinstance(text, str) else text


ENGLISH: Final = texts_of("en")


def test_there_are_three_languages_and_one_of_them_reads_from_the_right() -> None:
    assert LANGUAGES == ["ar", "de", "en"]
    assert [catalogue(tag).direction for tag in LANGUAGES] == ["rtl", "ltr", "ltr"]


@pytest.mark.parametrize("tag", OTHERS)
def test_each_says_all_that_english_says_and_nothing_else(tag: str) -> None:
    assert list(texts_of(tag)) == list(ENGLISH)  # in the same order, so that they can be read side by side


@pytest.mark.parametrize("tag", OTHERS)
def test_each_text_has_the_places_of_the_english_one(tag: str) -> None:
    """A form for one or two may leave out the number, which it says in a word."""
    for key, text in texts_of(tag).items():
        wanted = places_of(forms_of(ENGLISH[key])["other"])
        for name, form in forms_of(text).items():
            leeway = {"n"} if name in ONLY_WITH_A_NUMBER else set()
            assert places_of(form) | leeway == wanted | leeway or name == "zero", (tag, key, name)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_text_with_forms_has_all_that_the_language_has(tag: str) -> None:
    wanted = {*catalogue(tag).facts.plural, "other"}
    assert [key for key, text in texts_of(tag).items() if not isinstance(text, str) and set(text) != wanted] == []


def test_a_text_with_forms_is_given_a_number() -> None:
    assert [key for key, text in ENGLISH.items() if not isinstance(text, str) and "n" not in places_of(text["other"])] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_numbers_have_the_forms_that_babel_gives_them(tag: str) -> None:
    rules = catalogue(tag).facts.plural
    for number in [*map(str, range(201)), "1000", "1002", "1011", "100000", "0.5", "1.0", "1.5", "2.0", "11.5"]:
        assert plurals.category(rules, number) == Locale.parse(tag).plural_form(Decimal(number)), number


@pytest.mark.parametrize("tag", LANGUAGES)
def test_months_and_weekdays_are_named_as_babel_names_them(tag: str) -> None:
    facts = catalogue(tag).facts
    assert facts.months == tuple(get_month_names("wide", "format", tag).values())
    assert facts.months_alone == tuple(get_month_names("wide", "stand-alone", tag).values())
    assert facts.months_short == tuple(get_month_names("abbreviated", "format", tag).values())
    assert facts.weekdays == tuple(name for _, name in sorted(get_day_names("wide", "format", tag).items()))
    assert facts.weekdays_short == tuple(name for _, name in sorted(get_day_names("abbreviated", "stand-alone", tag).items()))


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("number", [0, 7, 999, 1000, 1234567, 12.5, -1204])
def test_numbers_are_grouped_as_babel_groups_them(tag: str, number: float) -> None:
    theirs = format_decimal(number, locale=tag, numbering_system="latn")
    assert catalogue(tag).number(number) == theirs.replace("\u200e", "")  # a mark that keeps a minus in its place


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_day_of_a_year_can_be_said(tag: str) -> None:
    words = catalogue(tag)
    days = [date.fromordinal(number).isoformat() for number in range(date(2024, 1, 1).toordinal(), date(2025, 1, 1).toordinal())]
    assert len({words.long(day) for day in days}) == len({words.short(day) for day in days}) == len({words.day_month(day) for day in days}) == 366


# ---- what is shown -------------------------------------------------------------------------------------------------------------------------


def in_templates() -> Iterator[tuple[str, str]]:
    made = Environment()
    for path in sorted((BRIEFING / "templates").rglob("*.html")):
        tree = made.parse(path.read_text(encoding="utf-8"))
        yield from ((path.name, key) for key in frames.texts_in(tree))
        for one in tree.find_all(nodes.Call):
            if isinstance(one.node, nodes.Name) and one.node.name == "t":
                assert one.args, f"{path.name}:{one.lineno}"


def in_code() -> Iterator[tuple[str, str]]:
    package = Path(briefgen.__file__).parent
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("say", "markup", "_date") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield path.name, first.value
                elif isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
                    yield path.name, str(first.values[0].value) + "*"
                elif isinstance(first, ast.IfExp):
                    yield from ((path.name, str(part.value)) for part in (first.body, first.orelse) if isinstance(part, ast.Constant))


def in_scripts() -> Iterator[tuple[str, str]]:
    for path in sorted((BRIEFING / "static").rglob("*.js")):
        script = path.read_text(encoding="utf-8")
        for key in re.findall(r'"((?:search|marks|names|date|verify)\.[a-z_]+)"', script):
            yield path.name, key
        for key in re.findall(r"`((?:search|marks)\.[a-z_]+)\$\{", script):
            yield path.name, f"{key}*"
        table = "marks" if path.name == "marks.js" else "search"
        for key in re.findall(r'\b(?:text|line)\((?:kind === "date" \? )?"([a-z_]+)"', script):
            yield path.name, f"{table}.{key}"
    for kind in ("corrected", "unknown", "begun", "needless", "field", "prefix"):  # kinds of notes, by which page.js names texts
        yield "page.js", f"search.{kind}"


OF_ATTRIBUTES: Final = {"og_type", "masthead_kind"}
"""Blocks that stand in an attribute which no reader sees."""
USED: Final = [*in_templates(), *in_code(), *in_scripts()]


def test_every_text_that_is_asked_for_is_there() -> None:
    known = [key for _, key in USED if not key.endswith("*")]
    assert known
    assert [(where, key) for where, key in USED if not key.endswith("*") and key not in ENGLISH] == []
    assert [
        (where, key) for where, key in USED if key.endswith("*") and not any(one.startswith(key[:-1]) for one in ENGLISH) and key != wording.RULES
    ] == []


def test_no_text_is_there_for_nothing() -> None:
    whole = {key for _, key in USED}
    begun = tuple(key[:-1] for key in whole if key.endswith("*"))
    assert [key for key in ENGLISH if key not in whole and not key.startswith(begun)] == []


def test_no_template_asks_for_a_text_that_only_rendering_tells() -> None:
    """Its pages would depend on all texts."""
    assert [where for where, key in USED if key == "*"] == []


def test_templates_hold_no_words_of_their_own() -> None:
    """But for the names of programs and formats, and signs."""
    made = Environment()
    allowed = re.compile(r"\b(?:CSV|JSON|RIS|Zotero|BibTeX|Esc|OR|NOT|AND)\b")
    found = []
    for path in sorted((BRIEFING / "templates").rglob("*.html")):
        tree = made.parse(path.read_text(encoding="utf-8"))
        inside = {id(one) for block in tree.find_all(nodes.Block) if block.name in OF_ATTRIBUTES for one in block.find_all(nodes.TemplateData)}
        data = "\0".join(node.data for node in tree.find_all(nodes.TemplateData) if id(node) not in inside)
        data = re.sub(r"<(style|script)\b.*?</\1>", "", data, flags=re.DOTALL)
        shown = re.sub(r"<[^>]*>|^[^<]*>|<[^>]*$", "", re.sub(r"<!--.*?-->", "", data, flags=re.DOTALL))
        attributes = re.findall(r'(?:aria-label|title|placeholder|alt)="([^"\0]+)"', data)
        found += [(path.name, word) for text in (shown, *attributes) for word in re.findall(r"[^\W\d_]{2,}", allowed.sub("", text))]
    assert found == []
