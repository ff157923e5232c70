"""Markdown to HTML that is safe to show, and to plain text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.dialect import Dialect
from briefgen.markdown import Named, headings, html, lines_apart, named, plain
from briefgen.markup import Place, Target
from tests.sites import read


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>\n"),
        ("# One\n## Two", '<h2 id="h-one">One</h2>\n<h3 id="h-two">Two</h3>\n'),
        ("<b>x</b> &amp; &copy;", "<p>&lt;b&gt;x&lt;/b&gt; &amp; ©</p>\n"),
        ("[a](b.html#c)", '<p><a href="b.html#c">a</a></p>\n'),
        ("[a](https://example.org/?a&b)", '<p><a href="https://example.org/?a&amp;b" rel="noopener nofollow external">a</a></p>\n'),
        ("<ada@example.org>", '<p><a href="mailto:ada@example.org" rel="noopener nofollow external">ada@example.org</a></p>\n'),
        ("![a *b*](c.png)", "<p>a b</p>\n"),
        ("[a](#b-c) [d](#h-e)", '<p><a href="#h-b-c">a</a> <a href="#h-e">d</a></p>\n'),
        ("![a](https://x.example/c.png)", '<p><a href="https://x.example/c.png" rel="noopener nofollow external">a</a></p>\n'),
        ("![](//x.example/c.png)", "<p>image</p>\n"),
        ("https://example.org", "<p>https://example.org</p>\n"),
    ],
)
def test_markdown_is_rendered(body: str, expected: str) -> None:
    """An h1 is the page's alone, a link elsewhere says so, an image from elsewhere is a link, one that is nowhere its words, raw HTML is text."""
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
        **{f"h{level}": {"id"} for level in range(2, 7)},
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
        ("![a *b*](https://x.example/c.png) d", "d"),
        ("a ![b *c*](d.png)e\n\n![f](g.png)\n\n[![h](i.png)](https://x.example/) j", "a e\nj"),
        ("```x\ncode  here\n\nmore\n```", "code here\nmore"),
        ("|a|b|\n|-|-|\n|c||\n", "a\nb\nc"),
        ("&amp; &lt;b&gt; <i>", "& <b> <i>"),
        ("", ""),
    ],
)
def test_plain_text_has_the_words_alone(body: str, expected: str) -> None:
    """A line for each paragraph, item and cell: what is searched, counted and quoted. What stands for a picture is none of a sentence."""
    assert plain(body) == expected


def test_what_is_said_of_pictures_is_there_for_who_asks() -> None:
    """In its place, where a seed is read and the words of its lines are evidence; and in headings, which the contents show."""
    assert plain("a ![b *c*](d.png) e\n\n![f](g.png)", pictures=True) == "a b c e\nf"
    assert [one.title for one in headings("## ![a](b.png)")] == ["a"]


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab <>&\"'*_[]()#-\\/:;.\n=", max_size=60))
def test_plain_text_is_what_the_page_shows(body: str) -> None:
    """Word by word."""
    assert plain(body).split() == read(html(body).encode()).text.split()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\n\nb", []),
        ("a\n\n| b | c |\n|---|---|\n| d |  |\n\ne", ["b", "c", "d"]),
        ("a\n\n![b](c.png)\n\n| d |\n|---|\n\n![e](f.png) g", ["d"]),
        ("a[^1] b\n\n[^1]: c\n\n    d\n\ne", ["c", "d"]),
        ("a | b\n\n`![`", []),
    ],
)
def test_lines_that_stand_apart_are_those_of_tables_and_notes(body: str, expected: list[str]) -> None:
    """By their place among the lines of the plain text."""
    lines = plain(body).split("\n")
    assert [lines[number] for number in lines_apart(body)] == expected


ALL = Dialect(footnotes=True, tables=True, definitions=True, attributes=True)
NONE = Dialect(footnotes=False, tables=False, definitions=False, attributes=False)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("plain\n\nwords", []),
        ("## A\n\nx\n\n### B *c*\n\n## A", [(2, "A", "h-a"), (3, "B c", "h-b-c"), (2, "A", "h-a-2")]),
        ("#### A\n\n# B\n\n###### C\n\n## D", [(2, "A", "h-a"), (2, "B", "h-b"), (3, "C", "h-c"), (3, "D", "h-d")]),
        (
            "# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f",
            [(n, c, f"h-{c}") for n, c in ((2, "a"), (3, "b"), (4, "c"), (5, "d"), (6, "e"), (6, "f"))],
        ),
        ("A\n===\n\nB\n-\n\n> ## C", [(2, "A", "h-a"), (3, "B", "h-b"), (3, "C", "h-c")]),
        ("## a-2\n\n## A\n\n## a", [(2, "a-2", "h-a-2"), (2, "A", "h-a"), (2, "a", "h-a-3")]),
        ("## Überblick\n\n## 東京\n\n## !?", [(2, "Überblick", "h-uberblick"), (2, "東京", "h-dong-jing"), (2, "!?", "h-section")]),
        ("```\n# no\n```\n\n# yes", [(2, "yes", "h-yes")]),
    ],
)
def test_headings_are_an_outline(body: str, expected: list[tuple[int, str, str]]) -> None:
    """Below the page's own, without gaps, each with an id of its own that begins so that it is none of the page's."""
    assert [tuple(heading) for heading in headings(body)] == expected


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab #=-\n>*.1", max_size=60))
def test_headings_are_those_of_the_page(body: str) -> None:
    """With their levels and ids; none is more than one level below the one before, and no id stands twice."""
    found = headings(body)
    shown = [(tag, dict(attrs).get("id")) for tag, attrs in read(html(body).encode()).tags if tag in ("h2", "h3", "h4", "h5", "h6")]
    assert [(f"h{one.level}", one.id) for one in found] == shown
    assert len({one.id for one in found}) == len(found)
    assert all(after.level <= before.level + 1 for before, after in pairwise(found))
    assert [one.level for one in found[:1]] in ([], [2])


def test_a_note_leads_there_and_back() -> None:
    """By ids that are none of the page's; each link back is named."""
    made = html("a[^x] b[^x]\n\n[^x]: *so*\n", place=Place(notes="Notes", back='To "{n}"'))
    assert '<sup class="footnote"><a href="#fn-1" id="fnref-1" role="doc-noteref">1</a></sup>' in made
    assert 'id="fnref-1-2"' in made
    assert '<section class="footnotes" role="doc-endnotes" aria-label="Notes">\n<ol>\n<li id="fn-1">\n<p><em>so</em> <a href="#fnref-1"' in made
    assert 'aria-label="To &quot;1&quot;"' in made
    assert plain("a[^x] b[^x]\n\n[^x]: *so*\n\nc") == "a b\nc\nso"


@pytest.mark.parametrize("body", ["a [^1] b", "a^[b] c", "[^1]: b", "a [^x\n] b"])
def test_what_is_no_note_is_text(body: str) -> None:
    """A mark without a note, a note within the text; a note without a mark is not shown."""
    assert "note" not in html(body)


@pytest.mark.parametrize(
    ("body", "on", "off"),
    [
        ("a[^1]\n\n[^1]: b", "a\nb", "a^1"),
        ("|a|b|\n|-|-|\n|c|d|", "a\nb\nc\nd", "|a|b| |-|-| |c|d|"),
        ("a\n: b", "a\nb", "a : b"),
        ("[a](https://b.example/){.c}\n\n{#d}\ne", "a\ne", "a{.c}\n{#d} e"),
    ],
)
def test_each_of_the_dialect_is_switched(body: str, on: str, off: str) -> None:
    """Where it is off, its signs are text."""
    assert (plain(body, ALL), plain(body, NONE)) == (on, off)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('[a](#b){#x .y onclick="z" style="w" href="javascript:q"}', '<p><a href="#h-b" id="h-x" class="y">a</a></p>\n'),
        ("{#main .a.b .c<d}\n# T", '<p>{#main .a.b .c&lt;d}</p>\n<h2 id="h-t">T</h2>\n'),
        ("{#main .a .b}\n# T\n\n# main", '<h2 id="h-main" class="a b">T</h2>\n<h2 id="h-main-2">main</h2>\n'),
        ("`a`{#t}\n\n# t", '<p><code id="h-t-2">a</code></p>\n<h2 id="h-t">t</h2>\n'),
        ("{.a}\n|b|\n|-|\n|c|", None),
    ],
)
def test_attributes_are_classes_and_names(body: str, expected: str | None) -> None:
    """Nothing that acts, and no name that is the page's or another's."""
    made = html(body, ALL)
    assert expected is None or made == expected
    assert {name for _, attrs in read(made.encode()).tags for name, _ in attrs} <= {"id", "class", "href", "rel", "role", "tabindex"}


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab {}.#=\"'%<>[]()!^:|-\n~onstyle", max_size=60))
def test_any_text_is_safe_in_every_dialect(body: str) -> None:
    """With all of it on."""
    allowed = {"id", "class", "href", "rel", "title", "role", "tabindex", "aria-label", "start"}
    for tag, attrs in read(html(body, ALL).encode()).tags:
        assert {name for name, _ in attrs} <= allowed
        assert tag not in ("script", "style", "iframe", "img")


PLACE = Place((Target("p.jpg", "../p.jpg", 40, 30), Target("p%20q.svg", "../p%20q.svg"), Target("../2024/b.md", "../2024/b.html")))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a ![b](p.jpg) c", '<p>a <img src="../p.jpg" alt="b" width="40" height="30" loading="lazy" decoding="async" /> c</p>\n'),
        ("![b](<p q.svg>)", '<p><img src="../p%20q.svg" alt="b" loading="lazy" decoding="async" /></p>\n'),
        (
            '![b](p.jpg "C <d>")',
            (
                '<figure><img src="../p.jpg" alt="b" width="40" height="30" loading="lazy" decoding="async" />'
                "<figcaption>C &lt;d&gt;</figcaption></figure>\n"
            ),
        ),
        ('# T\n\n![b](gone.jpg "C")', '<h2 id="h-t">T</h2>\n<p>b: C</p>\n'),
        ("[a](../2024/b.md)", '<p><a href="../2024/b.html">a</a></p>\n'),
        ("[a](../2024/b.md#C-d) *e*", '<p><a href="../2024/b.html#h-c-d">a</a> <em>e</em></p>\n'),
        ("[a *b*](gone.md) [c](p.jpg)", '<p>a <em>b</em> <a href="../p.jpg">c</a></p>\n'),
    ],
)
def test_pictures_and_articles_are_those_of_the_place(body: str, expected: str) -> None:
    """With their sizes, so that nothing moves when they come; what is not there is its words."""
    assert html(body, place=PLACE) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a [b](https://c.example/) ![d](https://e.example/f.png) [g](#h)", []),
        ("a\n![b](c.png)\n\n[d](../e.md#f)", [("image", "c.png", 2), ("link", "../e.md#f", 4)]),
        ("[a]\n\n[a]: b.md", [("link", "b.md", 1)]),
        ("a[^1]\n\n[^1]: b\n[^2]: c", [("note", "2", 4)]),
        ("`![a](b.png)`", []),
    ],
)
def test_what_a_text_names_is_told_with_its_lines(body: str, expected: list[tuple[str, str, int]]) -> None:
    """Relative addresses, and notes that nothing leads to."""
    assert named(body) == tuple(Named(*one) for one in expected)
