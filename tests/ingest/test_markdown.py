"""What ingest writes says exactly the words it found."""

from __future__ import annotations

import html as entities
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen import markdown as rendered
from briefgen.dialect import Dialect
from briefgen.ingest import markdown as written
from briefgen.ingest.page import Kind, Line
from briefgen.text import clean, squeeze

CASES = Path(__file__).parent.parent / "cases" / "escape.txt"
MARKUP = "ab1 *_`[]()<>&;#!~|{}^\\-+=.:\"'/\t\u00a0é中"


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    said = [line.removeprefix("<- ") for line in lines if line.startswith("<- ")]
    wanted = [line.removeprefix("-> ") for line in lines if line.startswith("-> ")]
    return list(zip(said, wanted, strict=True))


@pytest.mark.parametrize(("said", "wanted"), cases())
def test_text_that_looks_like_markup_is_escaped_and_no_more_than_that(said: str, wanted: str) -> None:
    """Each case of the file: what was said, and what is written for it."""
    assert written.escape(said) == wanted


kinds: st.SearchStrategy[Kind] = st.sampled_from(["text", "heading", "item", "quote"])
texts = st.one_of(st.text(alphabet=st.sampled_from(MARKUP), min_size=1, max_size=40), st.text(min_size=1, max_size=40))


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(kinds, texts), min_size=1, max_size=5), st.builds(Dialect, st.booleans(), st.booleans(), st.booleans(), st.booleans()))
@example([("text", "a"), ("text", ": b")], Dialect(definitions=True))
@example([("text", "{.a}"), ("text", "b[^1]"), ("text", "[^1]: c")], Dialect(attributes=True))
def test_rendering_what_ingest_wrote_gives_the_same_words(parts: list[tuple[Kind, str]], dialect: Dialect) -> None:
    """For any text in any kind of line, in every dialect: as plain text, and as what a browser shows of the HTML."""
    lines = [Line(number, squeeze(clean(text)), number, kind) for number, (kind, text) in enumerate(parts) if squeeze(clean(text))]
    body = written.write(lines)
    wanted = [line.text for line in lines]
    assert rendered.plain(body, dialect).split("\n") == (wanted or [""])
    shown = squeeze(entities.unescape(re.sub(r"<[^>]*>", " ", rendered.html(body, dialect))))
    assert shown == squeeze(" ".join(wanted))


def test_rows_become_a_table_with_as_many_cells() -> None:
    """Two rows or more of two cells or more; a bar in a cell stays a bar."""
    rows = [Line(1, "Town | Votes", 1, "row"), Line(2, "Marn | 12", 1, "row")]
    assert written.write(rows) == "| Town | Votes |\n| --- | --- |\n| Marn | 12 |"


def test_a_clipped_markdown_line_is_passed_on_as_it_is() -> None:
    """Markdown that was Markdown already is not escaped again."""
    assert written.write([Line(1, "very bold", 1, "text", "very **bold**")]) == "very **bold**"
