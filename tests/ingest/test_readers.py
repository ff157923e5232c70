"""Reading seeds of every kind, and refusing what is none."""

from __future__ import annotations

import pytest

from briefgen.ingest import draft, readers
from briefgen.ingest.page import Fact
from briefgen.problem import Unreadable

SENTENCE = "The ice on the bay will hold for another week, the harbour office said on Friday."
PAGE = """<!doctype html><html lang="en"><head><title>Ice holds at Marn - The Marn Echo</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ice holds at Marn", "datePublished": "2023-02-03T10:00:00+01:00",
 "author": {"@type": "Person", "name": "Ada Brennick"}, "publisher": {"name": "The Marn Echo"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ice holds at Marn</h1>
<p>The ice on the bay of Marn will hold for another week, the harbour office said on Friday after it had drilled forty holes.</p>
<p onclick="alert(1)">Skaters were out by <b>noon</b>, and so was a man who sold them soup &amp; bread from a sledge that he had built himself.</p>
<script>document.write("evil")</script>
<p>The office asked them all to stay away from the mouth of the river, where the ice is thin and the water is not.</p></article>
<footer>© 2023 The Marn Echo</footer></body></html>"""


def values(facts: tuple[Fact, ...], field: str) -> set[str]:
    return {fact.value for fact in facts if fact.field == field}


def test_a_scrapers_header_is_a_date_and_the_rest_of_its_line_a_line() -> None:
    """' date 2024-03-07 Skip to content' is two things."""
    sheet = readers.read("x.txt", b" date 2024-03-07 Skip to content\n\nWords")
    assert values(sheet.facts, "date") == {"2024-03-07"}
    assert [line.text for line in sheet.lines] == ["Skip to content", "Words"]


def test_blank_lines_part_blocks_and_bullets_make_items() -> None:
    """Lines are numbered as in the file; those with no blank line between them share a block."""
    sheet = readers.read("x.txt", "one\ntwo\n\n  • three\n".encode())
    assert [(line.number, line.block, line.kind, line.text) for line in sheet.lines] == [
        (1, 0, "text", "one"),
        (2, 0, "text", "two"),
        (4, 1, "item", "three"),
    ]


@pytest.mark.parametrize(
    "data",
    ["naïve – café".encode(), "naïve – café".encode("cp1252"), "naïve – café".encode("utf-16"), b"\xef\xbb\xbfna\xc3\xafve \xe2\x80\x93 caf\xc3\xa9"],
)
def test_old_encodings_are_read(data: bytes) -> None:
    """UTF-8 with and without a mark, UTF-16 with one, and Windows' Western encoding."""
    assert readers.read("x.txt", data).lines[0].text == "naïve – café"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.txt", b"", "empty"),
        ("x.txt", b" \n \n", "empty"),
        ("x.txt", b"PK\x03\x04\0\0\0", "null bytes"),
        ("x.txt", b"a" * (readers.LARGEST_TEXT + 1), "larger than 1 MiB"),
        ("x.html", b"<html><body></body></html>", "no article text"),
        ("x.md", b"---\ntitle: [\n---\ntext", "not valid YAML"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(name: str, data: bytes, message: str) -> None:
    """Each is an Unreadable that names the seed and says what to do."""
    with pytest.raises(Unreadable) as caught:
        readers.read(name, data)
    problem = caught.value.problems[0]
    assert message in problem.message
    assert problem.path == f"seeds/{name}"
    assert problem.hint


def test_a_saved_page_gives_its_metadata_and_its_text_and_none_of_its_scripts() -> None:
    """JSON-LD, the title element and the footer agree; what could run is gone."""
    one = draft.read("x.html", PAGE.encode(), {})
    assert (one.title, one.authors, one.outlet, one.date) == ("Ice holds at Marn", ("Ada Brennick",), "The Marn Echo", "2023-02-03T10:00:00+01:00")
    assert one.body.count("\n\n") == 2
    assert "soup & bread" in one.body
    assert "evil" not in one.body
    assert "alert" not in one.body


def test_broken_metadata_is_passed_over() -> None:
    """JSON-LD that is no JSON, a date that is none, an author who is an address: the page is read without them."""
    page = PAGE.replace('{"@type"', '{"@type" oops', 1).replace(
        "<head>", '<head><meta name="date" content="soon"><meta name="author" content="https://x.example/">'
    )
    one = draft.read("x.html", page.encode(), {})
    assert one.authors == ()
    assert one.date == ""
    assert one.title == "Ice holds at Marn"


def test_a_clipping_is_taken_at_its_word() -> None:
    """A clipper's front matter gives the facts, wikilinks are names, and the Markdown stays Markdown."""
    clipping = """---
title: Ice holds at Marn
source: https://echo.example/ice
author:
  - "[[Ada Brennick]]"
published: 2023-02-03
created: 2023-02-05
site: The Marn Echo
---
The ice on the bay of Marn will hold for **another week**, the harbour office said on Friday after it had drilled forty holes.
"""
    one = draft.read("x.md", clipping.encode(), {})
    assert (one.title, one.authors, one.outlet, one.date, one.captured) == (
        "Ice holds at Marn",
        ("Ada Brennick",),
        "The Marn Echo",
        "2023-02-03",
        "2023-02-05",
    )
    assert "**another week**" in one.body
    assert one.review == ()


def test_a_page_in_an_old_encoding_that_it_declares_is_read_in_it() -> None:
    """Or its words would be lost without a word."""
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Ice holds at Marn", "Лёд держится")
    one = draft.read("x.html", page.replace("–", "-").encode("windows-1251", "replace"), {})
    assert one.title == "Лёд держится"


def test_a_short_page_keeps_its_paragraphs() -> None:
    """News in brief: headline, byline and date are no part of the text."""
    page = (
        "<html><body><nav><a href='/'>Home</a></nav><article><h1>Cafe closes after 90 years</h1><p class=byline>By Ada Brennick</p>"
        "<time datetime='2024-05-02'>2 May 2024</time><p>The cafe on the quay at Marn, which opened in 1934, will close on Friday.</p>"
        "<p>Its owner said that she would miss the coffee, and that nobody else would.</p></article></body></html>"
    )
    one = draft.read("x.html", page.encode(), {})
    assert (one.title, one.authors, one.date) == ("Cafe closes after 90 years", ("Ada Brennick",), "2024-05-02")
    assert one.body.split("\n\n") == [
        "The cafe on the quay at Marn, which opened in 1934, will close on Friday.",
        "Its owner said that she would miss the coffee, and that nobody else would.",
    ]


@pytest.mark.parametrize("published", ["Feb 12th, 2025", "12 Feb 2025", "2025/02/12", "12.02.2025", "12. Februar 2025", "12 de febrero de 2025"])
def test_a_clippings_date_is_read_in_any_usual_form(published: str) -> None:
    """As dates in text are."""
    clipping = f"---\ntitle: A\npublished: {published}\nsite: The Echo\n---\n{SENTENCE}"
    assert draft.read("x.md", clipping.encode(), {}).date == "2025-02-12"


def test_what_is_too_short_for_an_article_is_refused() -> None:
    """An error page says little."""
    with pytest.raises(Unreadable, match="no article text"):
        draft.read("x.txt", b"404 Not Found\n\nThe page you requested could not be found.\n", {})


def test_no_date_is_later_than_the_capture() -> None:
    """A date after the day on which the page was saved is wrong, whatever says it."""
    clipping = (
        "---\ntitle: A\npublished: 2023-02-09\ncreated: 2023-02-05\nsite: The Echo\n---\nThe ice on the bay will hold for another week, it was said."
    )
    one = draft.read("x.md", clipping.encode(), {})
    assert one.date == ""
    assert "date" in one.review


def test_an_outlet_may_be_known_by_its_host() -> None:
    """The table in briefgen.toml is surer than anything on the page."""
    clipping = (
        "---\ntitle: A\nsource: https://www.echo.example/ice\nsite: Echo Online\n---\nThe ice on the bay will hold for another week, it was said."
    )
    assert draft.read("x.md", clipping.encode(), {"echo.example": "The Marn Echo"}).outlet == "The Marn Echo"
