"""Where the addresses of a text stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.destinations import UNSURE, destinations
from briefgen.dialect import USUAL, Dialect

EVERYTHING = Dialect(definitions=True, attributes=True)
PIECES = (
    *("[a](b.md)", "[a](<b c.md>)", '[a](\nb.md "t")', "![a [b](c.md) d](e.png)", "[![a](b.png)](c.md)", "[a]: b.md\n", "[a]:\n b.md\n't'\n", "[a]"),
    *("| a | b |\n|---|---|\n", "| [a](b.md) | [a](b.md) |\n", "> ", "- ", "1. ", "# ", " #\n", "    ", "\t", "\n", "\n\n", "[^1]: ", "[^1]", "\n: "),
    *("`", "```\n", "\\", "[", "](", "]", ")", "<", "*", "{#a}", "words ", "é\u2028", "\f"),
)


def found_in(body: str, dialect: Dialect = USUAL) -> list[tuple[str, str]]:
    """Each address with what stands at its place."""
    return [(one.address, body[one.start : one.end]) for one in destinations(body, dialect)[1]]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("See [a](b.md) and [c](<d e.md> 'f').", [("b.md", "b.md"), ("d%20e.md", "<d e.md>")]),
        ("> - [a](\n>   b.md)\n", [("b.md", "b.md")]),
        ("[a [b] `c`](d_\\_e.md#f(g))", [("d__e.md#f(g)", "d_\\_e.md#f(g)")]),
        ("![a [b](c.md) d](e.png)", [("c.md", "c.md"), ("e.png", "e.png")]),
        ("[![a](b.png)](c.md)", [("b.png", "b.png"), ("c.md", "c.md")]),
        ("> [a]:\n> b.md\n> 'c'\n\n- [d]: e.md\n", [("b.md", "b.md"), ("e.md", "e.md")]),
        ("[a\\]b]: c.md\n[a]: d.md\n[a]: e.md", [("c.md", "c.md"), ("d.md", "d.md"), ("e.md", "e.md")]),
        ("# [a](b.md) #\n\n[c](d.md)\n===\n", [("b.md", "b.md"), ("d.md", "d.md")]),
        ("| a | [b](c.md) |\n|---|---|\n| [b](c.md) | [b](c.md) |", [("c.md", "c.md")] * 3),
        ("Noted.\n\n[^1]: [a](b.md), though no mark leads here.", [("b.md", "b.md")]),
        ("[a] [a][] [b][a] [c](d\n\n[a]: e.md", [("e.md", "e.md")]),
        ("`[a](b.md)` \\[a](b.md) [a](b c.md)\n\n    [a](b.md)", []),
    ],
)
def test_addresses_are_found_where_they_stand(body: str, found: list[tuple[str, str]]) -> None:
    """Over line ends and in blocks of any kind; not in code, nor in what only looks like a link."""
    assert found_in(body) == found


def test_what_is_written_otherwise_than_it_is_read_has_no_sure_place() -> None:
    """As a stroke in a cell."""
    ((address, start, _),) = destinations("| a |\n|---|\n| a \\| [b](c.md) |", USUAL)[1]
    assert (address, start) == ("c.md", UNSURE)


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), st.sampled_from([USUAL, EVERYTHING]))
def test_every_address_can_be_put_in_place_of_another(body: str, dialect: Dialect) -> None:
    """Whatever the text: what stands at a sure place is the address, and nothing else."""
    tokens, found = destinations(body, dialect)
    sure = [one for one in found if one.start != UNSURE]
    text = body
    for one in reversed(sure):
        text = f"{text[: one.start]}https://e.org/x{text[one.end :]}"
    assert [one.address for one in destinations(text, dialect)[1]].count("https://e.org/x") >= len(sure)
    assert [one.type for one in tokens] == [one.type for one in destinations(text, dialect)[0]]
