"""theme.toml: what a theme says of itself."""

from __future__ import annotations

import pytest

from briefgen import described, theme
from briefgen.options import Option
from briefgen.problem import Problem, Unreadable

ALL = """\
name = "Mine"
version = "2.1"
description = "My own"
licence = "MIT"
author = "A person"
homepage = "https://example.org/"
extends = "other"
briefgen = ">=0.1, <99"

[options]
footer = { type = "text", default = "" }
size = { type = "number", default = 1.5, about = "How large." }
quiet = { type = "switch", default = false }
tone = { type = "choice", default = "warm", choices = ["warm", "cold"] }
more = { type = "list", default = ["a"] }

[options.ink]
type = "colour"
default = "#0B5D4B"

[bundles]
"all.js" = ["a.js", "b/c.js"]
"""


def read(text: str) -> described.Described:
    return described.read(text.encode(), "themes/mine/theme.toml")


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(Unreadable) as caught:
        read(text)
    return caught.value.problems


def test_everything_is_read() -> None:
    """What is for people, what it extends, its options and its bundles."""
    found = read(ALL)
    assert (found.description, found.version, found.extends) == ("My own", "2.1", "other")
    assert found.options == (
        Option("footer", "text", ""),
        Option("size", "number", 1.5, (), "How large."),
        Option("quiet", "switch", default=False),
        Option("tone", "choice", "warm", ("warm", "cold")),
        Option("more", "list", ("a",)),
        Option("ink", "colour", "#0b5d4b"),
    )
    assert found.bundles == (("all.js", ("a.js", "b/c.js")),)


def test_nothing_has_to_be_said() -> None:
    """An empty file is a good one, and so is one as Windows saves it."""
    for text in ("", "\ufeff# nothing\r\n"):
        found = read(text)
        assert (found.extends, found.options, found.bundles) == (None, (), ())


def test_a_place_is_told() -> None:
    """Of a key, in a table too."""
    found = read(ALL)
    assert found.place_of("extends").line == 7
    assert found.place_of("options", "tone") == Problem(
        "themes/mine/theme.toml", 14, "", quote='tone = { type = "choice", default = "warm", choices = ["warm", "cold"] }'
    )
    assert found.place_of("options", "ink").line == 17
    assert found.place_of("options", "ink", "default").line == 19
    assert found.place_of("bundles", "all.js").line == 22
    assert found.place_of("none").line == 0


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("descripton = 'x'", 1, "unknown key 'descripton'", "did you mean 'description'?"),
        ("\nversion = 2", 2, "version: 2 is not text", "put it in quotes"),
        ("extends = false", 1, "extends: false is not text", "put it in quotes"),
        ("options = 1", 1, "options: not a table", "write it like: footer"),
        ("[options]\nfooter = 'x'", 2, "option 'footer': not a table", "write it like: footer"),
        ("[options]\na = {}", 2, "option 'a': its type is not told, and not one of text, number, switch, choice, list, colour", "write it like"),
        ("[options]\na = { type = 'text' }", 2, "option 'a': it has no default", "write it like"),
        ("[options]\na = { type = 'text', default = 1 }", 2, "option 'a': 1 is not text", "write it like"),
        (
            "[options]\nwidth = { type = 'number', default = 'x' }",
            2,
            "option 'width': 'x' is not a number",
            'write it like: width = { type = "number", default = 3, about = "What it does." }',
        ),
        ("[options]\na = { type = 'colour', default = 'red' }", 2, "option 'a': 'red' is not a colour", "write it like"),
        ("[options]\na = { type = 'choice', default = 'x' }", 2, "option 'a': choices are a list of texts", "write it like"),
        ("[options]\na = { type = 'text', default = '', choices = ['x'] }", 2, "option 'a': choices are a list of texts", "write it like"),
        ("[options]\na = { type = 'text', defualt = '' }", 2, "option 'a': unknown key 'defualt': did you mean 'default'?", "write it like"),
        ("[options]\nname = { type = 'text', default = '' }", 2, "option 'name': a name is of small letters", "write it like"),
        ("[options]\nA-b = { type = 'text', default = '' }", 2, "option 'A-b': a name is of small letters", "write it like"),
        ("[options]\na = { type = 'text', default = '', about = 1 }", 2, "option 'a': what it is about is not text", "write it like"),
        ("bundles = 1", 1, "[bundles]: not a table", "write it as lines like"),
        ("[bundles]\n'a.js' = []", 2, "[bundles]: 'a.js' is not a list of files", "write it as lines like"),
        ("name = ", 1, "not valid TOML", ""),
    ],
)
def test_what_is_wrong_is_told(text: str, line: int, message: str, hint: str) -> None:
    """With its line and what to do."""
    (problem,) = problems(text)
    assert (problem.path, problem.line) == ("themes/mine/theme.toml", line)
    assert problem.message.startswith(message)
    assert problem.hint.startswith(hint)


def test_all_that_is_wrong_is_told() -> None:
    """At once, in the order of the lines."""
    assert [problem.line for problem in problems("naem = 'x'\nversion = 1\n\n[options]\na = {}\nb = {}\n[bundles]\nc = 1\n")] == [1, 2, 5, 6, 8]


@pytest.mark.parametrize(
    ("wanted", "is_fit"),
    [
        *[
            ("", True),
            (">=0.1", True),
            (">=0.1,<1", True),
            ("==0.1.0", True),
            ("==0.1", True),
            ("<=0.1.0", True),
            (">0.0.9", True),
            (" >= 0.1 ", True),
        ],
        *[(">=0.2", False), ("<0.1", False), (">=0.1, <0.1", False), ("!=0.1", False), (">0.1", False), ("==0.10", False)],
    ],
)
def test_a_theme_says_which_versions_it_suits(wanted: str, is_fit: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is refused by others."""
    monkeypatch.setattr(described, "__version__", "0.1.0")
    if is_fit:
        read(f"briefgen = '{wanted}'")
    else:
        (problem,) = problems(f"\nbriefgen = '{wanted}'")
        assert (problem.line, problem.message) == (2, f"the theme is for briefgen {wanted}, and this is 0.1.0")


@pytest.mark.parametrize("wanted", ["0.1", "~=0.1", ">=x", ">=0.1;<1"])
def test_a_condition_that_is_none_is_told(wanted: str) -> None:
    """It would be passed over in silence."""
    (problem,) = problems(f"briefgen = '{wanted}'")
    assert "is no condition on a version" in problem.message


@pytest.mark.parametrize("version", ["0.1.0", "0.1.0.dev3", "0.1rc1"])
def test_a_version_before_its_release_counts_as_it(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its numbers are what is compared."""
    monkeypatch.setattr(described, "__version__", version)
    read("briefgen = '>=0.1, <0.2'")


def test_the_themes_that_briefgen_brings_say_what_they_are() -> None:
    """Each in a sentence."""
    for name in ("briefing", "plain"):
        assert described.read((theme.bundled() / name / "theme.toml").read_bytes(), name).description.endswith(".")
