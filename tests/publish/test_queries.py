"""queries.toml: what it says, and what is said of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.problem import Unreadable
from briefgen.publish import queries
from briefgen.publish.queries import parse

GOOD = """\
# What readers ask.
[[query]]
ask = "harbour strike outlet:post"
finds = ["2024-03-01-walkout", "second"]
within = 3

[[ "query" ]]
ask = "ferry"
finds = ["third"]
"""


def told(text: str) -> list[str]:
    """The problems, with their lines."""
    return [f"{problem.line}: {problem.message}" for problem in parse(text.encode())[1]]


def test_queries_are_read() -> None:
    """Each as a value, with the line that says what it must find."""
    found, problems = parse(GOOD.encode())
    assert problems == []
    assert [(one.ask, one.finds, one.within, one.place.line) for one in found] == [
        ("harbour strike outlet:post", ("2024-03-01-walkout", "second"), 3, 4),
        ("ferry", ("third",), queries.WITHIN, 9),
    ]
    assert found[1].place.quote == 'finds = ["third"]'


@pytest.mark.parametrize("text", ["", "# nothing\n", "query = []\n"])
def test_a_file_may_be_empty(text: str) -> None:
    """Then nothing is asked."""
    assert parse(text.encode()) == ([], [])


def test_queries_may_be_written_in_one_line() -> None:
    """As TOML has it; then they share that line."""
    found, problems = parse(b'query = [{ask = "a", finds = ["x"]}, {ask = "", finds = ["y"]}]\n')
    assert [(one.ask, one.place.line) for one in found] == [("a", 1)]
    assert [(problem.line, problem.message) for problem in problems] == [(1, "ask: '' is no query; write it in quotes")]


CASES = [
    pytest.param('[[query]]\nask = "a"\n', ["1: no finds"], id="no articles"),
    pytest.param('\n[[query]]\nfinds = ["a"]\n', ["2: no ask"], id="no query"),
    pytest.param("[[query]]\nask = 3\nfinds = ['a']\n", ["2: ask: 3 is no query; write it in quotes"], id="no text"),
    pytest.param('[[query]]\nask = " "\nfinds = ["a"]\n', ["2: ask: ' ' is no query; write it in quotes"], id="only white space"),
    pytest.param(
        '[[query]]\nask = "a"\nfinds = "b"\n', ["3: finds: 'b' is no list of articles; write it like [\"2024-03-01-walkout\"]"], id="no list"
    ),
    pytest.param('[[query]]\nask = "a"\nfinds = []\n', ['3: finds: [] is no list of articles; write it like ["2024-03-01-walkout"]'], id="empty"),
    pytest.param('[[query]]\nask = "a"\nfinds = ["b"]\nwithin = 0\n', ["4: within: 0 is not a whole number from 1 on"], id="none"),
    pytest.param('[[query]]\nask = "a"\nfinds = ["b"]\nwithin = true\n', ["4: within: True is not a whole number from 1 on"], id="true"),
    pytest.param('[[query]]\nask = "a"\nfinds = ["b"]\nwhithin = 3\n', ["4: unknown key 'whithin'"], id="unknown key"),
    pytest.param('ask = "a"\n[[query]]\nask = "a"\nfinds = ["b"]\n', ["1: unknown key 'ask'"], id="a key outside"),
    pytest.param('[query]\nask = "a"\nfinds = ["b"]\n', ["1: 'query' is no list of tables"], id="one bracket"),
    pytest.param("query = [1]\n", ["1: 'query' is no list of tables"], id="no tables"),
    pytest.param(
        '[[query]]\nask = "a"\nfinds = ["b"]\n[[query]]\nfinds = 1\n[[query]]\nwithin = ""\n',
        [
            "4: no ask",
            '5: finds: 1 is no list of articles; write it like ["2024-03-01-walkout"]',
            "6: no ask",
            "6: no finds",
            "7: within: '' is not a whole number from 1 on",
        ],
        id="all of them",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_wrong_is_told_with_its_line(text: str, expected: list[str]) -> None:
    """All of it, and not only the first."""
    assert told(text) == expected


def test_a_wrong_query_hides_no_other() -> None:
    """Those that can be asked are."""
    found, problems = parse((GOOD + '[[query]]\nask = "a"\n').encode())
    assert len(found) == 2
    assert [problem.line for problem in problems] == [10]


def test_a_hint_names_the_key_that_was_meant() -> None:
    """Or all that there are."""
    assert [problem.hint for problem in parse(b'[[query]]\nask = "a"\nfinds = ["b"]\nfind = 1\nx = 2\n')[1]] == [
        "did you mean 'finds'?",
        "the keys are ask, finds, within",
    ]


def test_what_is_no_toml_is_told_with_its_line() -> None:
    """As in briefgen.toml."""
    with pytest.raises(Unreadable) as caught:
        parse(b'[[query]]\nask = "a\n')
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.quote) == ("queries.toml", 2, 'ask = "a')


def test_the_document_s_example_is_right() -> None:
    """And its table names every key."""
    text = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8").partition("## Queries an archive must answer")[2]
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    found, problems = parse(example[1].encode())
    assert (len(found), problems) == (2, [])
    section = text.partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == ["ask", "finds", "within"]
    assert f"{queries.WITHIN} if not given" in section
