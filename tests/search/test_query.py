"""What a query asks for: the cases in `cases/queries.txt`, and what holds of any."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.search.nodes import All, Dated, Either, InSection, InTitle, Named, Node, Not, Note, Nothing, Phrase, Prefix, Word
from briefgen.search.query import DEEPEST, parse

CASES = Path(__file__).parent.parent / "cases" / "queries.txt"


def cases() -> list[tuple[str, str, bool]]:
    """The cases: a query, what it asks for, and whether it is being typed."""
    found: list[tuple[str, str, bool]] = []
    heading = ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("=== "):
            heading = line.removeprefix("=== ")
        elif line.strip() and heading:
            query, _, expected = line.rpartition("=>")
            found.append((query.removesuffix(" "), expected.strip(), heading == "typed"))
    return found


def told(query: str, *, typing: bool) -> str:
    """What a query asks for, as the cases write it."""
    node, notes = parse(query, typing=typing)
    return " ".join([shown(node), *(f"! {note.typed}" for note in notes)])


def shown(node: Node) -> str:
    match node:
        case All(of=of):
            return f"({' '.join(map(shown, of))})"
        case Either(of=of):
            return f"[{' '.join(map(shown, of))}]"
        case Not(of=other):
            return f"-{shown(other)}"
        case Nothing():
            return "nothing"
    return leaf(node)


def leaf(node: Word | Prefix | Phrase | InTitle | InSection | Named | Dated) -> str:
    match node:
        case Word(term=term):
            return term
        case Prefix(term=term, typing=typing):
            return term + ("~" if typing else "*")
        case Phrase(terms=terms, field=field):
            return f'{field}{":" if field else ""}"{" ".join(terms)}"'
        case InTitle(term=term):
            return f"title:{term}"
        case InSection(term=term):
            return f"section:{term}"
        case Named(column=column, terms=terms, exact=exact):
            return f'{column}:"{" ".join(terms)}"' if exact else f"{column}:{' '.join(terms)}"
    return f"{day(node.first)}..{day(node.last)}"


def day(number: int | None) -> str:
    return "" if number is None else (datetime.date(1970, 1, 1) + datetime.timedelta(number)).isoformat()


@pytest.mark.parametrize(("query", "expected", "typing"), cases())
def test_a_query_asks_for_what_the_case_says(query: str, expected: str, typing: bool) -> None:
    """As a tree."""
    assert told(query, typing=typing) == expected


@given(st.text(alphabet='ab é東ก1"“()-*:|.…\u00a0\ufeff𐐨', max_size=40) | st.text(max_size=40), st.booleans())
def test_nothing_that_is_typed_is_an_error(query: str, typing: bool) -> None:
    """Not even what makes no sense."""
    parse(query, typing=typing)


def test_a_query_that_is_nested_without_end_can_be_read() -> None:
    """Parentheses within so many others say nothing."""
    depth = 0
    node, _ = parse("(a " * 5000)
    while isinstance(node, All):
        depth += 1
        node = node.of[-1]
    assert depth == DEEPEST


def test_what_could_not_be_read_is_said_in_order() -> None:
    """Each time: the answer says it once."""
    assert parse("before:now after:then before:now")[1] == (Note("date", "now"), Note("date", "then"), Note("date", "now"))
