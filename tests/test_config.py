"""briefgen.toml: what an archive's owner decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import config
from briefgen.config import Config
from briefgen.problem import Problem, Unreadable

ALL = """\
title = "The Velmora Briefing"
description = "What was reported"
base_url = "https://example.org/briefings"
language = "pt-BR"
theme = "mine"
per_page = 20
search = false
facts = false
executor = "newsroom.pool:executor"

[outlets]
"www.Example.org" = "The Example"
"a.example" = "A"

[theme_options]
footer = "Compiled by the library"
n = 1.5
on = true
since = 2022-01-07
list = ["a", ["b"]]
table = { x = 1 }
"""


def problems(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(Unreadable) as caught:
        config.parse(text.encode() if isinstance(text, str) else text)
    return caught.value.problems


def test_every_key_is_read() -> None:
    """Each as the value that the rest of briefgen takes."""
    assert config.parse(ALL.encode()) == Config(
        title="The Velmora Briefing",
        description="What was reported",
        base_url="https://example.org/briefings/",
        language="pt-BR",
        theme="mine",
        per_page=20,
        search=False,
        facts=False,
        executor="newsroom.pool:executor",
        outlets=(("a.example", "A"), ("example.org", "The Example")),
        theme_options=(
            ("footer", "Compiled by the library"),
            ("list", ("a", ("b",))),
            ("n", 1.5),
            ("on", True),
            ("since", "2022-01-07"),
            ("table", {"x": 1}),
        ),
    )
    assert set(config.KEYS) == set(Config._fields)


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"\xef\xbb\xbf", b'\xef\xbb\xbftitle = "Briefing archive"\r\n'])
def test_every_key_may_be_left_out(data: bytes) -> None:
    """Also in a file as Windows saves it."""
    assert config.parse(data) == Config()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        (" https://example.org ", "https://example.org/"),
        ("http://example.org/a", "http://example.org/a/"),
        ("https://example.org:8000/a/", "https://example.org:8000/a/"),
        ("https://müller.example/ü/", "https://müller.example/ü/"),
    ],
)
def test_an_address_ends_in_a_slash(given: str, expected: str) -> None:
    """So that a page's path can be put behind it."""
    assert config.parse(f'base_url = "{given}"'.encode()).base_url == expected


@pytest.mark.parametrize(
    "value",
    [
        *("example.org", "//example.org/", "ftp://example.org/", "javascript:alert(1)", "https:///a", "https://[x/", "/a/"),
        *("https://example.org/?a=b", "https://example.org/#a", "https://example.org/?", "https://a b/", "https://a/\\u0001", 'https://a/\\"x'),
    ],
)
def test_what_is_no_site_s_address_is_refused(value: str) -> None:
    """With its line."""
    (problem,) = problems(f'title = "T"\nbase_url = "{value}"\n')
    assert (problem.path, problem.line) == ("briefgen.toml", 2)
    assert problem.message.startswith("base_url: ")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("title = 1", "title: 1 is not text; put it in quotes"),
        ("title = ['a']", "title: ['a'] is not text; put it in quotes"),
        ("description = 2022-01-07", "description: datetime.date(2022, 1, 7) is not text; put it in quotes"),
        ("per_page = 0", "per_page: 0 is not a whole number from 1 to 1000"),
        ("per_page = 1001", "per_page: 1001 is not a whole number from 1 to 1000"),
        ("per_page = true", "per_page: True is not a whole number from 1 to 1000"),
        ("per_page = '5'", "per_page: '5' is not a whole number from 1 to 1000"),
        ("per_page = 5.0", "per_page: 5.0 is not a whole number from 1 to 1000"),
        ("language = 'English'", "language: 'English' is not a language; write a tag like 'en' or 'pt-BR'"),
        ("language = 'en\"'", "language: 'en\"' is not a language; write a tag like 'en' or 'pt-BR'"),
        ("theme = {}", "theme: {} is not text; put it in quotes"),
        ("search = 1", "search: 1 is neither true nor false"),
        ("facts = 'no'", "facts: 'no' is neither true nor false"),
        ("executor = true", "executor: True is not text; put it in quotes"),
        ("executor = 'pool'", "executor: 'pool' names no function; write it like 'package.module:name'"),
        ("executor = ':pool'", "executor: ':pool' names no function"),
        ("executor = 'pool:'", "executor: 'pool:' names no function"),
        ("executor = 'my-pool:make'", "executor: 'my-pool:make' names no function"),
        ("executor = 'a..b:make'", "executor: 'a..b:make' names no function"),
        ("executor = 'a:make()'", "executor: 'a:make()' names no function"),
        ("outlets = 'x'", "outlets: write it as a table"),
        ("outlets = {a = 1}", "outlets: write it as a table"),
        ("theme_options = []", "theme_options: write it as a table"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(line: str, message: str) -> None:
    """With its line, quoted, and what it should be."""
    (problem,) = problems(f"# a comment\n\n{line}\n")
    assert (problem.line, problem.quote) == (3, line)
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("titel", "did you mean 'title'?"),
        ("perpage", "did you mean 'per_page'?"),
        ("base-url", "did you mean 'base_url'?"),
        ("xyz", "the keys are title, description, base_url, language, theme, per_page, search, facts, executor, outlets, theme_options"),
    ],
)
def test_an_unknown_key_is_refused(key: str, hint: str) -> None:
    """With what may have been meant."""
    (problem,) = problems(f'theme = "briefing"\n{key} = "x"\n')
    assert (problem.line, problem.message, problem.hint) == (2, f"unknown key {key!r}", hint)


def test_all_that_is_wrong_is_told() -> None:
    """At once, in the order of the lines, tables too."""
    found = problems('titel = "x"\nper_page = 0\nlanguage = 1\n\n[outlet]\na = "b"\n\n[theme_options.footer]\nx = 1\n')
    assert [problem.line for problem in found] == [1, 2, 3, 5]


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b'title = "x\n', 1, "not valid TOML"),
        (b'title = "x"\n\ntheme == 1\n', 3, "not valid TOML"),
        (b'title = "x"\ntitle = "y"\n', 2, "not valid TOML"),
        (b'title = "\xff"\n', 0, "not UTF-8 (invalid start byte at byte 9)"),
    ],
)
def test_what_cannot_be_read_at_all_is_refused(data: bytes, line: int, message: str) -> None:
    """With its place as far as it is known."""
    (problem,) = problems(data)
    assert (problem.path, problem.line) == ("briefgen.toml", line)
    assert problem.message.startswith(message)


def test_it_is_found_from_below(tmp_path: Path) -> None:
    """In the folder itself or the nearest above it."""
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (tmp_path / "a" / "briefgen.toml").write_text('title = "A"\n', encoding="utf-8")
    assert config.find(deep) == tmp_path / "a"
    assert config.find(tmp_path / "a") == tmp_path / "a"
    assert config.load(tmp_path / "a").title == "A"


def test_without_one_there_is_no_archive(tmp_path: Path) -> None:
    """And the hint says how to make one."""
    with pytest.raises(Unreadable) as caught:
        config.load(tmp_path)
    assert "briefgen new" in caught.value.problems[0].hint
