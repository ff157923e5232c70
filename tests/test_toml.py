"""TOML, and where in the text its keys stand."""

from __future__ import annotations

import tomllib

import pytest

from briefgen import toml
from briefgen.problem import Problem, Unreadable

_QUOTE = "a quotation mark is not closed"
_CLOSE = "put the same mark at the end of the text"
SOURCE = """\
a = 1
"b c" = 2
 [ d ]
e.f = 3
[[g]]
a = 4
# h = 5
[[ 'i' ]]
"""


@pytest.mark.parametrize(("key", "line"), [("a", 1), ("b c", 2), ("d", 3), ("e", 4), ("g", 5), ("i", 8), ("h", 0), ("", 0), ("b", 0)])
def test_a_key_is_found_where_it_stands(key: str, line: int) -> None:
    """A table's name too; 0 where it does not."""
    assert toml.line_of(SOURCE, key) == line


@pytest.mark.parametrize(("start", "end", "line"), [(1, None, 1), (2, None, 6), (2, 6, 0), (2, 7, 6), (7, None, 0), (100, None, 0)])
def test_a_key_is_looked_for_between_two_lines(start: int, end: int | None, line: int) -> None:
    """From the one on, before the other."""
    assert toml.line_of(SOURCE, "a", start, end) == line


def test_a_line_is_quoted_without_what_is_around_it() -> None:
    """And is empty where there is none."""
    assert [toml.line(SOURCE, number) for number in (0, 1, 3, 99)] == ["", "a = 1", "[ d ]", ""]


def test_what_was_meant_is_named() -> None:
    """Or else all that there is."""
    assert toml.known("tilte", ["title", "theme"]) == "did you mean 'title'?"
    assert toml.known("x", ["title", "theme"]) == "the keys are title, theme"


def test_a_file_is_read_with_its_text() -> None:
    """As Windows saves it, too."""
    assert toml.read(b"\xef\xbb\xbfa = 1\n", "x.toml") == ("a = 1\n", {"a": 1})


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            b"a = \n",
            Problem("x.toml", 1, "not valid TOML: Invalid value", 'put text in quotes, as in key = "text"; write true and false small', "a ="),
        ),
        (b"a = 1\na = 2\n", Problem("x.toml", 2, "not valid TOML: 'a' is there already, on line 1: a = 1", "keep one of the two", "a = 2")),
        (b'a = 1\nb = "x\nc = 1\n', Problem("x.toml", 2, f"not valid TOML: {_QUOTE}", _CLOSE, 'b = "x')),
        (b'a = 1\nb = """x\nc = 1\n', Problem("x.toml", 2, f"not valid TOML: {_QUOTE}", _CLOSE, 'b = """x')),
        (b"a = [1, 2\n\n\n", Problem("x.toml", 1, "not valid TOML: a '[' is not closed", "close it with ']'", "a = [1, 2")),
        (b"a = '\xff'\n", Problem("x.toml", 0, "not UTF-8 (invalid start byte at byte 5)", "save it as UTF-8")),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(data: bytes, problem: Problem) -> None:
    """In the file that it is in."""
    with pytest.raises(Unreadable) as caught:
        toml.read(data, "x.toml")
    assert caught.value.problems == (problem,)


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ('rights = "full"\n\n[rights]\ndefault = "excerpt"\n', 3, """[rights] is there already, on line 1: rights = "full\""""),
        ('rights = "full"\n[rights.outlets]\nx = "full"\n', 2, """[rights.outlets] is there already, on line 1: rights = "full\""""),
        ("[a]\nb = 1\n[a.c]\nd = 1\n[ a ]\n", 5, "[a] is there already, on line 1: [a]"),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\nb = 3\n", 5, "'a.b' is there already, on line 4: b = 2"),
        ("a.b = 1\na = 2\n", 2, "'a' is there already, on line 1: a.b = 1"),
        ("[a.b]\nc = 1\n[a]\nb.d = 2\n", 4, "Cannot redefine namespace ('a', 'b')"),
    ],
)
def test_what_is_given_twice_is_told_with_its_other_line(source: str, line: int, message: str) -> None:
    """A key or a table, also where the one is a value and the other a table; in the parser's words where that line is not found."""
    with pytest.raises(Unreadable) as caught:
        toml.read(source.encode(), "x.toml")
    (problem,) = caught.value.problems
    assert (problem.line, problem.message) == (line, f"not valid TOML: {message}")


@pytest.mark.parametrize("value", ["", 'a "b"\n\t\\ \x7f\x00 ü', True, False, 3, -1.5, ["a", 'b"'], []])
def test_a_value_is_written_as_it_is_read(value: object) -> None:
    """Whatever signs it has."""
    assert tomllib.loads(f"a = {toml.written(value)}") == {"a": value}
