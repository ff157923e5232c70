"""What is looked at quickly first, so that most of a text need not be looked at for long: a quick look never misses what the long one finds."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.dossier import figures, happened, runs, summary
from briefgen.dossier import vocabulary as vocab
from briefgen.moments import dates_in

PIECES = (
    *("The mayor", "of", "Orrel", "said", "that", "at least", "more than", "12", "1,200", "twenty-one", "Six", "ſix", "two", "often", "3.5 million"),
    *("US$5", "A$7", "$1,000", "5mn", "last month", "annually", "per", "weeks ago", "every", "EVERY", "on Friday", "next  Monday", "may 5", "5 May"),
    *("the 3rd of June", "12.3.2020", "10 mai", "Jan. 10", "tonıght", "TONİGHT", "yeſterday", "a day", "week", "weeĸ", "day-", "–", "—", " - ", "-"),
    *(
        "until the",
        "after",
        "on",
        "the",
        "AFTERon ",
        "between",
        "born",
        "But",
        "Other people",
        "Two days ago",
        "Monday’s",
        "He",
        "Afterward",
        "In the same",
        "It's",
        "Click here",
    ),
    *("subſcribe", "Photo:", "photo by", "Reporting by Ada", "/AFP", "was updated", "this story", "@orrel", "©", "U. S.", "U.S.", "Mr.", "A.", "St."),
    *(
        "Workers’ Party",
        "Workers' Party",
        "al-Noor",
        "don't",
        "https://a.b/c",
        "“We",
        "will",
        '"go',
        "stay”",
        "é",
        "\u0301",
        "İ",
        "_x",
        "x_",
        "²",
        "٣",
        ".",
    ),
)
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", "", "  ", ", ", "\u00a0"))), max_size=14).map(
    lambda parts: "".join(piece + space for piece, space in parts)
)


def test_small_letters_are_those_that_an_expression_reads_when_it_ignores_case() -> None:
    """Of all characters none else is taken for a letter of ASCII, and each keeps its place."""
    for letter in "abcdefghijklmnopqrstuvwxyz":
        alike = "".join(re.findall(letter, "".join(map(chr, range(sys.maxunicode + 1))), re.IGNORECASE))
        assert vocab.in_small(alike) == letter * len(alike)
    assert len(vocab.in_small("".join(map(chr, range(sys.maxunicode + 1))))) == sys.maxunicode + 1


LOOKS: tuple[tuple[Callable[[str], bool], vocab.Expression], ...] = (
    (figures._is_elsewhen, figures._ELSEWHEN),
    (happened._is_another, happened._NEVER_BEFORE),
    (happened._is_of_other_week, happened._OTHER_WEEK),
    (summary._is_apparatus, summary._APPARATUS),
)


@pytest.mark.parametrize(("look", "form"), LOOKS, ids=lambda one: getattr(one, "__name__", ""))
@settings(deadline=None, max_examples=150)
@given(text=TEXTS)
def test_a_quick_look_changes_nothing(look: Callable[[str], bool], form: vocab.Expression, text: str) -> None:
    """With it the answer is that of the expression alone."""
    assert look(text) == bool(form.search(text))


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_numbers_are_found_where_the_expression_finds_them(text: str) -> None:
    """Though it is tried only where digits and number words begin; and a text that has one is looked at."""
    alone = [match.span() for match in figures._NUMBER.finditer(text)]
    assert [match.span() for _, match in figures._numbers(text, len(text))] == alone
    assert figures._counts(text) or not alone


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_no_date_is_missed(text: str) -> None:
    """Where a quick look sees none, there is none; and what days are named is in a sentence that is looked at."""
    assert happened._may_state_a_date(text) or not dates_in(text)
    assert happened._may_name_a_day(text) or not happened._mentions(text)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_a_line_s_tokens_are_those_of_the_expression(text: str) -> None:
    """Though most are taken as they stand between spaces."""
    assert runs._tokens(text) == runs._TOKEN.findall(text)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_no_credit_is_missed(text: str) -> None:
    """A text without the signs of a credit has none."""
    assert not runs._CREDIT.search(text) or any(sign in vocab.in_small(text) for sign in runs._CREDITS)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_what_leans_is_seen_by_its_first_word(text: str) -> None:
    """Whatever the long expression takes for leaning does."""
    assert summary.leans(text) == bool(summary._LEANS.match(text) or summary._PRONOUN_FIRST.match(text))


def test_each_way_to_lean_is_seen() -> None:
    """Each of the expression's own alternatives, one by one."""
    for written in re.findall(r"(?<=[:|])[A-Z][a-z]+(?: [a-z]+)*", summary._LEANS.pattern):
        text = f"{written} the mayor of Orrel"
        assert summary.leans(text) == bool(summary._LEANS.match(text) or summary._PRONOUN_FIRST.match(text))


@pytest.mark.parametrize("said", ["tonıght", "TONİGHT", "yeſterday"])
def test_odd_letters_break_nothing(said: str) -> None:
    """Letters that only an expression takes for those of a day's or a number's name."""
    text = f"The mayor said {said} that 3 mıllion people were killed in Orrel and 4 bıllıon crowns were lost."
    assert happened.happenings(text, "2024-03-05") == ()
    assert all(figure.sentence == text for figure in figures.figures(text))
