"""An article's HTML off its page: every address is a full one, or there is none."""

from __future__ import annotations

import pytest

from briefgen.site.detached import detached

BASE = "https://example.org/a%20b/"
PAGE = "articles/2024/ü.html"


@pytest.mark.parametrize(
    ("html", "with_base", "without"),
    [
        ("<p>Words &lt;a href=&quot;x&quot;&gt;.</p>", "<p>Words &lt;a href=&quot;x&quot;&gt;.</p>", "<p>Words &lt;a href=&quot;x&quot;&gt;.</p>"),
        ('<a href="../b.html">B</a>', '<a href="https://example.org/a%20b/articles/b.html">B</a>', "B"),
        ('<a href="../../e.html?a=1&amp;b" rel="x">B</a>', '<a href="https://example.org/a%20b/e.html?a=1&amp;b" rel="x">B</a>', "B"),
        (
            '<sup><a href="#fn-1" id="r">1</a></sup>',
            '<sup><a href="https://example.org/a%20b/articles/2024/%C3%BC.html#fn-1" id="r">1</a></sup>',
            "<sup>1</sup>",
        ),
        ('<a href="https://x.org/?a&amp;b">B</a>', '<a href="https://x.org/?a&amp;b">B</a>', '<a href="https://x.org/?a&amp;b">B</a>'),
        ('<a href="mailto:a@b.org">B</a>', '<a href="mailto:a@b.org">B</a>', '<a href="mailto:a@b.org">B</a>'),
        (
            '<a href="b.html"><em>B</em> <img src="../p.png" alt="A &amp; &quot;P&quot;" /></a> <a href="http://x.org/">X</a>',
            f'<a href="{BASE}articles/2024/b.html"><em>B</em> <img src="{BASE}articles/p.png" alt="A &amp; &quot;P&quot;" /></a> <a href="http://x.org/">X</a>',
            '<em>B</em> A &amp; &quot;P&quot; <a href="http://x.org/">X</a>',
        ),
        ('<a href="b.html"><a href="http://x.org/">X</a></a>', None, '<a href="http://x.org/">X</a>'),
        ('<figure><img src="p.png" alt="" /><figcaption>C</figcaption></figure>', None, "<figure><figcaption>C</figcaption></figure>"),
        ("<abbr>a</abbr><aside>b</aside>", "<abbr>a</abbr><aside>b</aside>", "<abbr>a</abbr><aside>b</aside>"),
    ],
)
def test_addresses_are_full_or_gone(html: str, with_base: str | None, without: str) -> None:
    assert detached(html, PAGE, "") == without
    assert with_base is None or detached(html, PAGE, BASE) == with_base
