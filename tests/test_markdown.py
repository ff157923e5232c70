"""Markdown to HTML that is safe to show, and to plain text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.markdown import html, plain
from tests.sites import read


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>\n"),
        ("# One\n## Two", "<h2>One</h2>\n<h2>Two</h2>\n"),
        ("<b>x</b> &amp; &copy;", "<p>&lt;b&gt;x&lt;/b&gt; &amp; ©</p>\n"),
        ("[a](b.html#c)", '<p><a href="b.html#c">a</a></p>\n'),
        ("[a](https://example.org/?a&b)", '<p><a href="https://example.org/?a&amp;b" rel="noopener nofollow external">a</a></p>\n'),
        ("<ada@example.org>", '<p><a href="mailto:ada@example.org" rel="noopener nofollow external">ada@example.org</a></p>\n'),
        ("![a *b*](c.png)", '<p><img src="c.png" alt="a b" /></p>\n'),
        ("![a](https://x.example/c.png)", '<p><a href="https://x.example/c.png" rel="noopener nofollow external">a</a></p>\n'),
        ("![](//x.example/c.png)", "<p>image</p>\n"),
        ("https://example.org", "<p>https://example.org</p>\n"),
    ],
)
def test_markdown_is_rendered(body: str, expected: str) -> None:
    """An h1 is the page's alone, a link elsewhere says so, an image from elsewhere is a link, raw HTML is text."""
    assert html(body) == expected


def test_a_table_has_a_frame_and_no_styles() -> None:
    """Since the pages' policy allows none: an alignment is a class."""
    made = html("|a|b|\n|:-:|--:|\n|c|d|\n")
    assert '<div class="table" role="group" tabindex="0"><table>' in made
    assert '<th class="center">a</th>' in made
    assert '<td class="right">d</td>' in made
    assert "style=" not in made


@pytest.mark.parametrize(
    "scheme", ["javascript", "JAVASCRIPT", "vbscript", "data", "file", "ftp", "intent", "tel", "java\tscript", "&#106;avascript", "\x01javascript"]
)
def test_only_web_and_mail_addresses_are_links(scheme: str) -> None:
    """Of whatever scheme another one is, it stays text."""
    made = html(f"[a]({scheme}:b) ![c]({scheme}:d) <{scheme}:e>\n\n[f]: {scheme}:g\n\n[f]")
    assert {tag for tag, _ in read(made.encode()).tags} <= {"p"}


SIGNS = st.text(alphabet="ab <>&\"'`*_[]()!#|-\\/:;.\n=~javascript", max_size=60)


@settings(deadline=None, max_examples=200)
@given(SIGNS)
def test_any_text_is_safe(body: str) -> None:
    """Only the elements that Markdown has, with only the attributes that they need."""
    allowed = {
        "a": {"href", "rel", "title"},
        "img": {"src", "alt", "title"},
        "code": {"class"},
        "ol": {"start"},
        "div": {"class", "role", "tabindex"},
    }
    plain_tags = set("p em strong s h2 h3 h4 h5 h6 ul li blockquote pre hr br table thead tbody tr th td".split())
    for tag, attrs in read(html(body).encode()).tags:
        assert tag in plain_tags | allowed.keys()
        assert {name for name, _ in attrs} <= allowed.get(tag, {"class"})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# Title\n\nOne\ntwo *three*.\n\n- four\n- [five](x)", "Title\nOne two three.\nfour\nfive"),
        ("a  \nb", "a b"),
        ("![a *b*](https://x.example/c.png) d", "a b d"),
        ("```x\ncode  here\n\nmore\n```", "code here\nmore"),
        ("|a|b|\n|-|-|\n|c||\n", "a\nb\nc"),
        ("&amp; &lt;b&gt; <i>", "& <b> <i>"),
        ("", ""),
    ],
)
def test_plain_text_has_the_words_alone(body: str, expected: str) -> None:
    """A line for each paragraph, item and cell: what is searched, counted and quoted."""
    assert plain(body) == expected


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab <>&\"'*_[]()#-\\/:;.\n=", max_size=60))
def test_plain_text_is_what_the_page_shows(body: str) -> None:
    """Word by word."""
    assert plain(body).split() == read(html(body).encode()).text.split()
