"""briefgen.toml: what an archive's owner decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import config
from briefgen.config import Config, Extend
from briefgen.dialect import Dialect
from briefgen.keys.policy import Policy, Rights
from briefgen.problem import Problem, Unreadable

ALL = """\
title = "The Velmora Briefing"
description = "What was reported"
base_url = "https://example.org/briefings"
language = "pt-BR"
per_page = 20
search = false
facts = false
desk = true
rights = "excerpt"
noindex = true
executor = "newsroom.pool:executor"

[outlets]
"www.Example.org" = "The Example"
"a.example" = "A"

[markdown]
tables = false
definitions = true

[extend]
readers = { ".eml" = "mail:read" }
rules = ["ours:one", "a.b:two"]
filters = { initials = "ours:initials" }
pages = ["ours:pages"]

[theme]
name = "mine"
footer = "Compiled by the library"
columns = 3
tones = ["a", "b"]
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
        desk=True,
        rights=Rights("excerpt"),
        noindex=True,
        policy=Policy(rights="excerpt", noindex=True),
        markdown=Dialect(footnotes=True, tables=False, definitions=True, attributes=False),
        extend=Extend((((".eml", "mail:read")),), ("ours:one", "a.b:two"), (("initials", "ours:initials"),), ("ours:pages",)),
        options=(("columns", 3), ("footer", "Compiled by the library"), ("tones", ["a", "b"])),
    )
    assert {*config.KEYS, "options", "safe", "edition", "site", "policy"} == set(Config._fields)


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
        ("description = 2022-01-07", "description: 2022-01-07 is not text; put it in quotes"),
        ("per_page = 0", "per_page: 0 is not a whole number from 1 to 1000"),
        ("per_page = 1001", "per_page: 1001 is not a whole number from 1 to 1000"),
        ("per_page = true", "per_page: true is not a whole number from 1 to 1000"),
        ("per_page = '5'", "per_page: '5' is not a whole number from 1 to 1000"),
        ("per_page = 5.0", "per_page: 5.0 is not a whole number from 1 to 1000"),
        ("language = 'English'", "language: 'English' is not a language; write a tag like 'en' or 'pt-BR'"),
        ("language = 'en\"'", "language: 'en\"' is not a language; write a tag like 'en' or 'pt-BR'"),
        ("theme = 1", 'theme: 1 is neither a theme\'s name nor a table; write it as [theme] and below it name = "briefing"'),
        ("theme = { name = 1 }", "theme: its name 1 is not text; put it in quotes"),
        ("desk = 'yes'", "desk: 'yes' is neither true nor false"),
        ("search = 1", "search: 1 is neither true nor false"),
        ("facts = 'no'", "facts: 'no' is neither true nor false"),
        ("executor = true", "executor: true is not text; put it in quotes"),
        ("executor = 'pool'", "executor: 'pool' names no function; write it like 'package.module:name'"),
        ("executor = ':pool'", "executor: ':pool' names no function"),
        ("executor = 'pool:'", "executor: 'pool:' names no function"),
        ("executor = 'my-pool:make'", "executor: 'my-pool:make' names no function"),
        ("executor = 'a..b:make'", "executor: 'a..b:make' names no function"),
        ("executor = 'a:make()'", "executor: 'a:make()' names no function"),
        ("outlets = 'x'", "outlets: write it as a table"),
        ("outlets = {a = 1}", "outlets: a: 1 is no outlet's name"),
        ("theme_options = []", "there is no key 'theme_options' any more"),
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
        ("xyz", f"the keys are {', '.join(config.KEYS)}"),
    ],
)
def test_an_unknown_key_is_refused(key: str, hint: str) -> None:
    """With what may have been meant."""
    (problem,) = problems(f'theme = "briefing"\n{key} = "x"\n')
    assert (problem.line, problem.message, problem.hint) == (2, f"unknown key {key!r}", hint)


def test_all_that_is_wrong_is_told() -> None:
    """At once, in the order of the lines, tables too."""
    found = problems('titel = "x"\nper_page = 0\nlanguage = 1\n\n[outlet]\na = "b"\n\n[theme_options]\nx = 1\n')
    assert [problem.line for problem in found] == [1, 2, 3, 5, 8]


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


def test_a_theme_may_be_named_without_a_table() -> None:
    """Where it takes no options, or the defaults are well."""
    assert config.parse(b'theme = "mine"') == Config(theme="mine")
    assert config.parse(b"[theme]\nfooter = 'x'\n") == Config(options=(("footer", "x"),))
    assert config.parse(b"[theme]\n") == Config()


def test_what_was_a_key_is_told_with_what_to_write() -> None:
    """With its line."""
    (problem,) = problems('title = "x"\n\n[theme_options]\nfooter = "x"\n')
    assert (problem.line, problem.message) == (3, "there is no key 'theme_options' any more")
    assert problem.hint == 'write the options below [theme], beside name = "briefing"'


def test_the_place_of_a_key_is_found(tmp_path: Path) -> None:
    """In a table too, or else that of the table."""
    (tmp_path / "briefgen.toml").write_text("title = 'x'\n\n[theme]\n# no\nfooter = 'x'\n", encoding="utf-8")
    assert config.place_of(tmp_path, "theme", "footer") == Problem("briefgen.toml", 5, "", quote="footer = 'x'")
    assert config.place_of(tmp_path, "theme", "accent").line == 3
    assert config.place_of(tmp_path, "none").line == 0


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


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("markdown = true", "markdown: write it as a table: "),
        ("markdown = { footnote = true }", "markdown: there is no 'footnote' in it"),
        ('markdown = { tables = "no" }', "markdown: tables: 'no' is neither true nor false"),
        ('extend = ["a:b"]', "extend: write it as a table: "),
        ('extend = { rule = ["a:b"] }', "extend: there is no 'rule' in it"),
        ('extend = { rules = "a:b" }', "extend: rules: write it as a list: "),
        ('extend = { rules = ["a"] }', "extend: rules: 'a' names no function; write it like 'package.module:name'"),
        ('extend = { rules = ["../a:b"] }', "extend: rules: '../a:b' names no function"),
        ('extend = { pages = [""] }', "extend: pages: '' names no function"),
        ('extend = { readers = ["a:b"] }', "extend: readers: write it as a table: "),
        ('extend = { readers = { eml = "a:b" } }', "extend: readers: 'eml' cannot be; write it like "),
        ('extend = { filters = { "a b" = "a:b" } }', "extend: filters: 'a b' cannot be; write it like "),
    ],
)
def test_what_a_table_may_not_say_is_refused(text: str, message: str) -> None:
    """With what it may."""
    (problem,) = problems(text)
    assert problem.message.startswith(message)


EVERYWHERE_WRONG = """\
per_page = 0

[feeds]
length = 0
formats = ["atm"]
lenght = 5

[exports]
llms = 1

[rights]
default = "excerpt"
outlets = { "The Example" = "some" }

[security]
expires = "soon"

[outlets]
"example.org" = 1

[markdown]
tables = 1
footnote = true

[editions.partners]
desk = true
drafts = 1

[deploy.one]
kind = "folder"
to = "-x"
edition = "intern"

[deploy.two]
kind = "fodler"

[deploy.three]
kind = "git"
branch = "a b"

[theme]
footer = "x"
name = 1
"""


def test_every_table_s_problems_are_told_each_at_its_own_line() -> None:
    """One wrong table hides no other, nor one wrong line another of its table; what is not there is told at the table's beginning."""
    found = problems(EVERYWHERE_WRONG)
    lines = EVERYWHERE_WRONG.splitlines()
    assert [(lines[one.line - 1], one.message) for one in found] == [
        ("per_page = 0", "per_page: 0 is not a whole number from 1 to 1000"),
        ("length = 0", "feeds: length: 0 is not a whole number from 1 to 1000"),
        ('formats = ["atm"]', "feeds: formats: there is no 'atm'"),
        ("lenght = 5", "feeds: there is no 'lenght' in it"),
        ("llms = 1", "exports: llms: 1 is neither true nor false"),
        ('outlets = { "The Example" = "some" }', "rights: outlets: The Example: 'some' is none of full, excerpt, metadata"),
        ("[security]", "security: it names no contact"),
        ('expires = "soon"', "security: expires: 'soon' is no moment"),
        ('"example.org" = 1', "outlets: example.org: 1 is no outlet's name"),
        ("tables = 1", "markdown: tables: 1 is neither true nor false"),
        ("footnote = true", "markdown: there is no 'footnote' in it"),
        ("drafts = 1", "editions: partners: drafts: 1 is neither true nor false"),
        ('to = "-x"', "deploy: one: to: '-x' cannot be"),
        ('edition = "intern"', "deploy: one: edition: there is no edition 'intern'"),
        ('kind = "fodler"', "deploy: two: kind: 'fodler' is none"),
        ("[deploy.three]", "deploy: three: it has no remote"),
        ('branch = "a b"', "deploy: three: branch: 'a b' is no branch's name"),
        ("name = 1", "theme: its name 1 is not text; put it in quotes"),
    ]
    assert all(one.quote == lines[one.line - 1] for one in found)


def test_what_is_wrong_with_an_outlet_is_told_with_what_to_write_for_it() -> None:
    """With its own name: of its host, and of its rights."""
    hosts, rights = problems('[outlets]\n"example.org" = 1\n[rights.outlets]\n"The \\"Example\\"" = 1\n')
    assert (hosts.line, hosts.hint) == (2, 'write it like "example.org" = "The Example"')
    assert rights.hint == 'write it like "The \\"Example\\"" = "excerpt"'


def test_safely_loaded_nothing_of_the_archive_s_code_is_named(tmp_path: Path) -> None:
    """All else is as it stands."""
    (tmp_path / "briefgen.toml").write_text(ALL, encoding="utf-8")
    found, safe = config.load(tmp_path), config.load(tmp_path, safe=True)
    assert (safe.extend, safe.executor, safe.safe, found.safe) == (Extend(), "", True, False)
    assert safe._replace(extend=found.extend, executor=found.executor, safe=False) == found
