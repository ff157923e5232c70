"""A theme's options, and what an archive says of them."""

from __future__ import annotations

import re

import pytest

from briefgen.model import Plain
from briefgen.options import Option, chosen, value_of

OPTIONS = (
    Option("footer", "text", "", about="The last line."),
    Option("tone", "choice", "warm", ("warm", "cold")),
    Option("quiet", "switch", default=False),
)


def test_what_is_not_said_is_as_the_theme_has_it() -> None:
    """And what is, as it is said."""
    assert chosen(OPTIONS, (("tone", "cold"),)) == ({"footer": "", "quiet": False, "tone": "cold"}, [])


def test_what_the_theme_has_not_is_told() -> None:
    """With the name that was meant, or all that there are."""
    _, wrong = chosen(OPTIONS, (("foter", "x"), ("zzz", 1)))
    assert wrong == [
        ("foter", "the theme has no option 'foter'", "did you mean 'footer'?"),
        ("zzz", "the theme has no option 'zzz'", "its options are footer, tone, quiet"),
    ]
    assert chosen((), (("a", 1),))[1] == [("a", "the theme has no option 'a'", "it has none")]


def test_what_is_of_another_kind_is_told() -> None:
    """The others' values stand."""
    values, wrong = chosen(OPTIONS, (("footer", 1), ("tone", "cold")))
    assert wrong == [("footer", "footer: 1 is not text", 'put it in quotes: footer = "1"')]
    assert values == {"footer": "", "quiet": False, "tone": "cold"}


@pytest.mark.parametrize(
    ("kind", "value", "hint"),
    [
        ("choice", "pres", "did you mean 'press'?"),
        ("choice", 3, 'write one of these: o = "press"'),
        ("number", True, "write a number, without quotes: o = 3"),
        ("switch", "no", "write o = true, or false"),
        ("list", "a", 'write texts in brackets: o = ["one", "two"]'),
        ("colour", "red", 'write a colour: o = "#1a7f5a"'),
        ("text", False, 'put it in quotes: o = "false"'),
    ],
)
def test_what_to_write_instead_is_told(kind: str, value: object, hint: str) -> None:
    """As a line that can be written so."""
    (found,) = chosen((Option("o", kind, None, ("press", "wax") if kind == "choice" else ()),), (("o", value),))[1]
    assert found[2] == hint


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        *[("text", "x", "x"), ("number", 1, 1), ("number", 1.5, 1.5), ("switch", True, True), ("choice", "b", "b")],
        *[("list", ["a", "b"], ("a", "b")), ("list", [], ()), ("colour", "#AbC", "#abc"), ("colour", "#0b5d4b", "#0b5d4b")],
    ],
)
def test_a_value_is_read(kind: str, value: object, expected: Plain) -> None:
    """As templates get it."""
    assert value_of(Option("o", kind, None, ("a", "b")), value) == expected


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("text", 1, "1 is not text"),
        ("text", ["a"], "['a'] is not text"),
        ("number", "1", "'1' is not a number"),
        ("number", True, "true is not a number"),
        ("text", {"a": [True]}, "{ a = [true] } is not text"),
        ("number", float("nan"), "nan is not a number"),
        ("number", float("inf"), "inf is not a number"),
        ("number", 10**400, f"{10**400} is not a number that can be worked with"),
        ("switch", "no", "'no' is neither true nor false"),
        ("switch", 1, "1 is neither true nor false"),
        ("choice", "c", "'c' is not one of 'a', 'b'"),
        ("choice", ["a"], "['a'] is not one of 'a', 'b'"),
        ("list", "a", "'a' is not a list of texts"),
        ("list", ["a", 1], "['a', 1] is not a list of texts"),
        ("colour", "red", "'red' is not a colour"),
        ("colour", "#12345", "'#12345' is not a colour"),
        ("colour", "#fff; x", "'#fff; x' is not a colour"),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: str, value: object, message: str) -> None:
    """With what it should be."""
    with pytest.raises(ValueError, match=re.escape(message)):
        value_of(Option("o", kind, None, ("a", "b")), value)
