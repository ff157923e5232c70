"""What holds of every seed: nothing is lost, nothing is invented, and the Markdown says the same words."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.ingest import draft, labels, readers
from briefgen.markdown import plain
from briefgen.problem import Unreadable
from briefgen.text import clean, squeeze, words
from tests.librarian import REAL, SAMPLE, without_images

SEEDS = sorted(path for folder in (SAMPLE, REAL) if folder.is_dir() for path in folder.iterdir() if path.suffix in (".txt", ".html"))
PIECES = (
    "The council of Tarn voted on Tuesday to repair the old bridge, ending a quarrel of eleven years.",
    "“It has held since 1861,” said the mayor, Oda Finnegan.",
    "By Ines Orlov", "Ines Orlov", "9 hours ago - World", "Related", "Read more: Who owns the river?", "Photo: Ines Orlov/Northwire",
    "Sign up for our newsletter", "Comments (3)", "© 2024 The Marn Echo. All rights reserved.", "  • an item *with* stars", "# not a heading",
    "1. not a list", "<b>not bold</b>", "[x](javascript:alert(1))", "March 4, 2024", "", "", "| a | b |", "> said he", "&amp; so",
    "日本語の文章です。",
)  # fmt: skip


def drafted(name: str, data: bytes) -> draft.Draft | None:
    try:
        return draft.read(name, data, {})
    except Unreadable:
        return None


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8", exclude_characters="ÃÂÅÄâÐÑï\u00ad"), max_size=40), max_size=30))
def test_every_line_of_a_text_has_one_label(pieces: list[str]) -> None:
    """The labelled lines, with those that were made one with them, are all lines that are not blank."""
    text = "\n".join(pieces)
    try:
        sheet = labels.label(readers.read("x.txt", text.encode("utf-8", "ignore")))
    except Unreadable:
        return
    assert None not in sheet.marks
    covered = [number for line in sheet.lines for number in range(line.number, line.number + line.more + 1)]
    assert len(covered) == len(set(covered))
    assert words(" ".join(line.text for line in sheet.lines)) == words(clean(text))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=3, max_size=30))
def test_no_word_is_invented_and_markdown_says_the_same(pieces: list[str]) -> None:
    holds("x.txt", "\n".join(pieces).encode())


@pytest.mark.parametrize("name", [path.name for path in SEEDS])
def test_a_seeds_words_are_its_own(name: str) -> None:
    """Of the sample, and of real scrapes where they are."""
    path = next(path for path in SEEDS if path.name == name)
    holds(name, path.read_bytes())


def holds(name: str, data: bytes) -> None:
    one = drafted(name, data)
    if one is None:
        return
    text = [squeeze(line.text) for line in labels.body_lines(one.sheet)]
    assert words(plain(without_images(one.body))) == words(" ".join(text).replace(" | ", " "))
    page = data.decode() if name.endswith(".txt") else whole(data)
    assert not Counter(words(" ".join(text))) - Counter(words(page))


@cache
def whole(data: bytes) -> str:
    """All text of a saved page."""
    from lxml.html import document_fromstring

    return str(document_fromstring(data).text_content())
