"""Saved pages: their blocks as Markdown, and what they declare."""

from __future__ import annotations

import pytest

from briefgen.ingest import declared, draft, readers
from briefgen.ingest.captions import captions
from briefgen.ingest.draft import Draft
from briefgen.problem import Unreadable
from tests.librarian import without_images

FIRST = "The council of Tarn voted on Tuesday to repair the old bridge instead of replacing it, ending a quarrel of eleven years."
SECOND = "The repair will cost four million crowns and take two summers, according to a report that the council had asked for."
LAST = "Work begins in May, said the mayor, who has crossed the bridge on foot every morning since she was a child of six."


def page(inner: str, head: str = "") -> Draft:
    head = f"<link rel=canonical href='https://echo.example/tarn/bridge.html'>{head}"
    html = f"<html><head>{head}</head><body><article><h1>Old bridge stays</h1><p>{FIRST}</p>{inner}<p>{LAST}</p></article></body></html>"
    return draft.read("x.html", html.encode(), {})


@pytest.mark.parametrize(
    ("inner", "markdown"),
    [
        (f"<p>{SECOND} <a href='/report'>The report</a> is public.</p>", f"{SECOND} [The report](https://echo.example/report) is public."),
        (f"<p>{SECOND} It was <em>not</em> <strong>cheap</strong>.</p>", f"{SECOND} It was *not* **cheap**."),
        (f"<p>{SECOND} <a href='javascript:alert(1)'>The report</a> is public.</p>", f"{SECOND} The report is public."),
        (f"<p>{SECOND} Wow!<a href='https://a.example/b'>it says</a> so.</p>", f"{SECOND} Wow\\![it says](https://a.example/b) so."),
        (f"<p>{SECOND} <b>&lt;script&gt;</b> and *stars*.</p>", f"{SECOND} **\\<script>** and \\*stars\\*."),
        (f"<p>{SECOND}</p><ul><li>{SECOND}</li><li>{LAST} Yes.</li></ul>", f"- {SECOND}\n- {LAST} Yes."),
        (f"<p>{SECOND}</p><blockquote>{SECOND} So it is.</blockquote>", f"> {SECOND} So it is."),
        (
            f"<p>{SECOND}</p><figure><img src='/i/bridge.jpg' alt='The bridge in spring'><figcaption>Seen from the quay</figcaption></figure>",
            '![The bridge in spring](https://echo.example/i/bridge.jpg "Seen from the quay")',
        ),
    ],
)
def test_markup_becomes_markdown(inner: str, markdown: str) -> None:
    """Links, emphasis, lists, quotations, images with their captions; nothing that runs, nothing that was not marked up."""
    assert markdown in page(inner).body


def test_a_caption_is_no_part_of_the_text() -> None:
    body = page(
        f"<figure><img src='/i/b.jpg' alt='The old bridge'><figcaption>The bridge at Tarn, seen in spring.</figcaption></figure><p>{SECOND}</p>"
    ).body
    assert "seen in spring." not in without_images(body)


@pytest.mark.parametrize(
    ("declares", "title"),
    [
        ("Old bridge stays | The Echo", "Old bridge stays"),
        ("Old bridge stays - News - The Echo", "Old bridge stays"),
        ("Opinion | Keep the bridge", "Keep the bridge"),
        ("Bridges &amp; ferries: what stays", "Bridges & ferries: what stays"),
        ("Mayor - and baker - of Tarn", "Mayor - and baker - of Tarn"),
    ],
)
def test_a_declared_title_loses_outlet_and_section(declares: str, title: str) -> None:
    assert declared.tidy_title(declares, {"the echo"}, ["Old bridge stays"]) == title


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("By Ada Brennick", ["Ada Brennick"]),
        ("BRENNICK, Ada", ["Ada Brennick"]),
        ("van der Brennick, Ada", ["Ada van der Brennick"]),
        ("Brennick, Ada", ["Ada Brennick"]),
        ("Ada Brennick and Tomas Reke", ["Ada Brennick", "Tomas Reke"]),
        ("Ada Brennick, MD", ["Ada Brennick"]),
        ("Echo Staff", []),
        ("newsroom@echo.example", []),
        ("https://echo.example/people/ada", []),
        ("The Echo", []),
    ],
)
def test_authors_are_people(author: str, names: list[str]) -> None:
    """Staff, addresses and the outlet itself are none; 'Last, First' is one person."""
    head = f"<meta name=author content='{author}'><meta property='og:site_name' content='The Echo'>"
    assert list(page(f"<p>{SECOND}</p>", head).authors) == names


def test_the_heading_that_is_shown_goes_before_the_one_for_search_engines() -> None:
    head = "<meta property='og:title' content='Why Tarn keeps its old bridge'><title>Old bridge stays: why Tarn keeps it - The Echo</title>"
    assert page(f"<p>{SECOND}</p>", head).title == "Old bridge stays"


def test_an_evening_in_america_is_no_morning_after() -> None:
    """A time in UTC after midnight, and a page that shows the day before."""
    head = '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2023-12-20T01:00:21Z"}</script>'
    text = f"<h1>Old bridge stays</h1><div>Published 8:00 PM EST, Tue December 19, 2023</div><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>"
    html = f"<html><head>{head}</head><body>{text}</body></html>"
    assert draft.read("x.html", html.encode(), {}).date == "2023-12-19"


@pytest.mark.parametrize("depth", [100, 5000])
def test_deeply_nested_pages_do_no_harm(depth: int) -> None:
    """Python's stack is not the page's to exhaust: such a page is read, or refused."""
    html = "<div>" * depth + f"<p>{FIRST}</p>" + "</div>" * depth
    try:
        assert FIRST in [line.text for line in readers.read("x.html", html.encode()).lines]
    except Unreadable:
        assert depth == 5000


def test_what_single_file_notes_is_the_pages_address_and_the_day_it_was_saved() -> None:
    """And no date is later than that day."""
    note = "<!--\n Page saved with SingleFile \n url: https://echo.example/a?b=1 \n saved date: Thu Jan 06 2022 10:00:00 GMT+0100\n-->"
    late = "<meta property='article:published_time' content='2031-01-01'>"
    text = f"<h1>Old bridge stays</h1><p>{FIRST}</p><p>{SECOND}</p>"
    one = draft.read("x.html", f"<!doctype html><html>{note}<head>{late}</head><body>{text}</body></html>".encode(), {})
    assert (one.source, one.captured, one.date) == ("https://echo.example/a?b=1", "2022-01-06", "")


@pytest.mark.parametrize("before", ["<!DOCTYPE html>\n{}\n<html>", "{}<html>", "<html>{}"])
def test_the_address_that_a_browser_notes_is_the_pages_where_it_declares_none(before: str) -> None:
    """Chrome and others write it above the page; what the page itself declares is surer."""
    text = f"<body><article><h1>Old bridge stays</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    note = before.format("<!-- saved from url=(0034)https://echo.example/tarn/old.html -->")
    assert draft.read("x.html", f"{note}<head></head>{text}".encode(), {}).source == "https://echo.example/tarn/old.html"
    canonical = "<link rel=canonical href='https://echo.example/tarn/bridge.html'>"
    assert draft.read("x.html", f"{note}<head>{canonical}</head>{text}".encode(), {}).source == "https://echo.example/tarn/bridge.html"
    assert draft.read("x.html", f"{note.replace('https://echo.example', 'file:///home')}<head></head>{text}".encode(), {}).source == ""


FIGURE = "<figure><img src='/i/bridge.jpg' alt='The bridge in spring'><figcaption>Seen from the quay</figcaption></figure>"


@pytest.mark.parametrize("wrap", ["<article>{}{}</article>", "<main><div class=story>{}{}</div></main>"])
def test_a_figure_right_below_the_text_is_the_articles(wrap: str) -> None:
    """As the last thing in the element that holds the text: with its words and its caption."""
    text = f"<h1>Old bridge stays</h1><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>"
    head = "<link rel=canonical href='https://echo.example/tarn/bridge.html'>"
    one = draft.read("x.html", f"<html><head>{head}</head><body>{wrap.format(text, FIGURE)}</body></html>".encode(), {})
    assert one.body.endswith('![The bridge in spring](https://echo.example/i/bridge.jpg "Seen from the quay")')
    assert captions(one.sheet) == ()


def test_the_caption_of_a_figure_right_below_the_text_is_kept_without_its_picture() -> None:
    text = f"<h1>Old bridge stays</h1><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>"
    one = draft.read("x.html", f"<html><body><article>{text}{FIGURE}</article></body></html>".encode(), {})
    assert "bridge.jpg" not in one.body
    assert captions(one.sheet) == ("Seen from the quay",)


@pytest.mark.parametrize(
    "after",
    [
        f"<aside>{FIGURE}</aside>",
        f"<h2>More from the Echo</h2>{FIGURE}",
        f"</article><section>{FIGURE}</section><article>",
    ],
)
def test_figures_elsewhere_below_the_text_are_not(after: str) -> None:
    """In an element beside it, under a heading of their own, outside of the article."""
    text = f"<h1>Old bridge stays</h1><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>"
    head = "<link rel=canonical href='https://echo.example/tarn/bridge.html'>"
    one = draft.read("x.html", f"<html><head>{head}</head><body><article>{text}{after}</article></body></html>".encode(), {})
    assert "![" not in one.body
    assert captions(one.sheet) == ()
