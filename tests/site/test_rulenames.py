"""What rules are called in the interface's language: each that ingest has, and those of an archive's own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from briefgen import ingest, origins, theme, translation
from briefgen.catalogue import Catalogue
from briefgen.ingest.readers import HEADER
from briefgen.site.rulenames import TABLE, rule_name, said

SAMPLES: Final = (
    "meta og:title",
    "JSON-LD headline",
    "teaser of it in a.txt",
    "Monday near similar articles (a.txt)",
    "date line, year of similar articles (a.txt)",
    "teaser of it in another scrape",
    "Monday near similar articles in other scrapes",
    "date line, year of similar articles in other scrapes",
    "dateline, year that the page states",
    "the one outlet in the archive whose name ends in 'Mercury'",
    "day beside that of meta date: date in the address",
    "date line, long before JSON-LD datePublished",
)
"""A name of each rule that has something in its name."""
_RULE_AT: Final = {"Fact": 3, "_fact": 3, "_authors": 2, "_with_date": 3}
"""Which argument of what makes a fact is the rule's name."""
_FIELDS: Final = (*origins.FIELDS, "day")
"""What may have an origin: of a day comes a date."""


def catalogue(tag: str) -> Catalogue:
    return translation.load(theme.load(Path(), theme.DEFAULT).words, tag)


def names_in_code() -> Iterator[ast.expr]:
    """How the modules of ingest name the rules of the fields that pages tell the origin of."""
    for path in sorted(Path(*ingest.__path__).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (place := _RULE_AT.get(node.func.id)):
                field = node.args[0] if place == 3 else None
                if not (isinstance(field, ast.Constant) and field.value not in _FIELDS and node.func.id != "_with_date"):
                    rule = node.args[place]
                    yield from (rule.body, rule.orelse) if isinstance(rule, ast.IfExp) else (rule,)


def test_every_rule_that_reads_a_field_has_a_name_in_the_catalogue() -> None:
    texts = catalogue("en").texts
    named = {HEADER} | {str(one.value) for one in names_in_code() if isinstance(one, ast.Constant)}
    assert len(named) > 25
    assert [name for name in sorted(named | set(SAMPLES)) if said(name).key not in texts] == []
    assert {key for key in texts if key.startswith(f"{TABLE}.")} == {said(name).key for name in named | set(SAMPLES)}


def test_a_name_with_something_in_it_is_one_of_the_forms() -> None:
    made = [one for one in names_in_code() if isinstance(one, ast.JoinedStr)]
    forms = ["".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in one.values) for one in made]
    assert made
    assert [form for form in forms if not any(re.fullmatch(form, sample) for sample in SAMPLES)] == []


@pytest.mark.parametrize("rule", [*SAMPLES, HEADER, "byline", "name twice above an age"])
def test_in_english_it_is_called_what_ingest_calls_it(rule: str) -> None:
    shown = re.sub(r"</?bdi>", "", str(rule_name(catalogue("en"), rule))).replace("&#39;", "'")
    assert re.sub(r"[‘’]", "'", shown) == rule


def test_it_is_said_in_the_language_of_the_interface() -> None:
    german = catalogue("de")
    assert rule_name(german, "name under the title") == "Name unter dem Titel"
    assert rule_name(german, "Monday near similar articles (a.txt)") == "Montag in der Nähe ähnlicher Artikel (<bdi>a.txt</bdi>)"
    assert rule_name(german, "teaser of it in another scrape") == "Anreißer dazu in einer anderen gesammelten Seite"
    assert rule_name(german, "date line, year that the page states") == "Datumszeile, Jahr laut der Seite"


def test_a_rule_of_the_archives_own_stays_as_it_is_and_is_escaped() -> None:
    assert rule_name(catalogue("ar"), "readers:pdf") == "<bdi>readers:pdf</bdi>"
    assert rule_name(catalogue("de"), "<b>") == "<bdi>&lt;b&gt;</bdi>"
    assert rule_name(catalogue("de"), "teaser of it in <b>") == "Anreißer dazu in <bdi>&lt;b&gt;</bdi>"


def test_rules_within_rules_without_end_are_shown_as_they_stand() -> None:
    rule = "date line" + ", year that the page states" * 5000
    assert "date line" in rule_name(catalogue("de"), rule)
