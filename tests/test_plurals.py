"""Plural rules in CLDR's syntax, held to Babel's reading of all of CLDR."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from briefgen import plurals

NUMBERS = [*map(str, range(201)), "1000", "1001", "1002", "10000", "1000000", "0.0", "0.1", "0.5", "1.0", "1.1", "1.5", "2.0", "2.4", "10.1", "21.1"]
LANGUAGES = sorted({identifier for identifier in locale_identifiers() if "_" not in identifier})


def rules_of(language: str) -> dict[str, str]:
    """The rules that CLDR has for a language, put back from Babel's older syntax."""
    found = Locale.parse(language).plural_form.rules
    return {category: text.replace(" not in ", " != ").replace(" in ", " = ").replace(" mod ", " % ") for category, text in found.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_s_rules_are_read_as_babel_reads_them(language: str) -> None:
    """For whole numbers and for fractions."""
    rules = rules_of(language)
    ours = {number: plurals.category(rules, number) for number in NUMBERS}
    theirs = {number: Locale.parse(language).plural_form(Decimal(number)) for number in NUMBERS}
    assert ours == theirs


@pytest.mark.parametrize(
    ("text", "holds", "fails"),
    [
        ("i = 1 and v = 0", ["1"], ["0", "2", "1.0"]),
        ("n = 1", ["1", "1.0", "-1"], ["1.1"]),
        ("n % 10 = 2..4 and n % 100 != 12..14", ["2", "34", "102"], ["12", "5", "2.5"]),
        ("n = 0..1 or n = 11..99 @integer 0, 1, 11~24, … @decimal 0.0", ["0", "1", "50"], ["2", "100", "0.5"]),
        ("n = 1,3..4", ["1", "3", "4"], ["2"]),
        ("f != 0 and t = 5", ["1.5", "1.50"], ["1", "1.4"]),
        ("w = 1", ["1.50"], ["1.55", "1"]),
    ],
)
def test_a_rule_holds_for_what_it_says(text: str, holds: list[str], fails: list[str]) -> None:
    assert [number for number in holds + fails if plurals.rule(text)(number)] == holds


@pytest.mark.parametrize("text", ["", "n", "n = ", "n is 1", "x = 1", "n = 1 and", "n = 1..", "n % 0 = 1", "n = one", "n = 1 or or n = 2"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        plurals.rule(text)


def test_the_first_rule_that_holds_says_the_category() -> None:
    rules = {"few": "n = 1..4", "one": "n = 1"}
    assert [plurals.category(rules, number) for number in ("1", "2", "5")] == ["one", "few", "other"]
