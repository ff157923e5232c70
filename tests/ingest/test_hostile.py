"""Whatever a seed holds, reading it ends in an article or in a problem, and never in anything else."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import markdown
from briefgen.ingest import draft, labels, readers
from briefgen.problem import Unreadable

FURNITURE = """\
By Ada Brennick
Published 3 February 2023
9 hours ago - World
Comments (3)
Related
Source link
Photo: A/Getty
© 2023 The Marn Echo
https://x.example/a.png
please wait
0:00 / 2:16
Read more: What else there is
| a | b |
  • an item
Home | News | Sport
***
# x
 date 2023-02-30 x
Monday
March 31
Topics: a | b
---
title: [
told the
(Agency) —
PORT, March 3 (Agency) — It did so.""".splitlines()
TAGS = """\
<p> </p> <div> <table><tr><td> <script> <a\thref='javascript:x'> <img\tsrc=x\tonerror=y> <!-- ]]> &#0; <svg/onload=z>""".split(" ")
ELEMENTS = set("p h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s a hr br div table thead tbody tr th td img".split())
PROSE = "The ice on the bay of Marn will hold for another week, the harbour office said on Friday after it had drilled forty holes."

lines = st.lists(st.one_of(st.sampled_from(FURNITURE), st.just(PROSE), st.just(""), st.text(max_size=60)), max_size=30)


def read(name: str, data: bytes) -> str:
    """The body's HTML, or '' when the seed was refused, as it may be, with a reason."""
    try:
        one = draft.read(name, data, {})
    except Unreadable as error:
        refused = error.problems
    else:
        return markdown.html(one.body)
    assert all(problem.message and problem.path == f"seeds/{name}" for problem in refused)
    return ""


def assert_inert(html: str) -> None:
    """No element but those that Markdown makes, no attribute that runs, no address that does."""
    for name, attributes in re.findall(r"<\s*/?\s*([^\s>/]+)([^>]*)>", html):
        assert name in ELEMENTS
        assert not re.search(r"(?:^|\s)on\w+\s*=|javascript:|style\s*=", attributes, re.IGNORECASE)


@settings(max_examples=150, deadline=None)
@given(lines)
def test_any_mixture_of_lines_is_read_or_refused(parts: list[str]) -> None:
    """Furniture in any order, prose anywhere, and any text in between."""
    assert_inert(read("x.txt", "\n".join(parts).encode()))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """As text, and as Markdown with or without front matter."""
    assert_inert(read("x.txt", data))
    assert_inert(read("x.md", b"---\ntitle: x\n---\n" + data))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*TAGS, PROSE]), max_size=25))
def test_any_tag_soup_is_read_or_refused(parts: list[str]) -> None:
    """Unclosed, misnested, and hostile; what comes out is inert."""
    assert_inert(read("x.html", "".join(parts).encode()))


def test_nothing_of_a_hostile_page_survives_but_words() -> None:
    """Scripts in text stay text."""
    html = read(
        "x.txt", f"Title of a page\n\nBy Ada Brennick\n\n<script>alert(1)</script> {PROSE}\n\n[click](javascript:alert(1)) {PROSE}\n".encode()
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<a" not in html


@pytest.mark.parametrize(
    "line", ["and the dam was low then as they went on by it", "ab", "play", "Related", "- x", "Live: now", "ſix days ago", "Ann Lee, 3 hours ago"]
)
def test_a_thousand_times_a_line_takes_no_longer_than_a_thousand_lines(line: str) -> None:
    """Counted in what Python runs, not in seconds: twice the lines are at most three times the work."""

    def work(count: int) -> int:
        calls = 0

        def count_one(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count_one)
        try:
            labels.label(readers.read("x.txt", "\n".join([line] * count).encode()))
        finally:
            sys.setprofile(None)
        return calls

    work(20)
    assert work(800) < 3 * work(400)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.txt", "Old bridge stays\n\nſix days ago\n\n"),
        ("x.html", "<meta property='og:url' content='https://x.example/2024/ſep/03/a'><h1>Old bridge stays</h1>"),
    ],
)
def test_letters_that_look_like_others_break_nothing(name: str, data: str) -> None:
    text = "The council of Tarn voted on Tuesday to repair the old bridge instead of replacing it, ending a quarrel of eleven years."
    assert "quarrel" in draft.read(name, (f"{data}<p>{text}</p>" if name == "x.html" else data + text).encode(), {}).body


def test_a_pictures_description_cannot_end_its_own_brackets() -> None:
    text = "<p>The council of Tarn voted on Tuesday to repair the old bridge instead of replacing it, ending a quarrel of eleven years.</p>" * 2
    alt = "Photo](https://evil.example/x.png) of a dam"
    page = f"<article><h1>Old bridge stays</h1>{text}<figure><img src='https://good.example/d.jpg' alt='{alt}'></figure>{text}</article>"
    shown = markdown.html(draft.read("x.html", page.encode(), {}).body)
    assert 'href="https://evil.example' not in shown
    assert 'href="https://good.example/d.jpg"' in shown


def test_what_the_model_says_does_not_hang_on_how_python_hashes() -> None:
    """Other processes add up the same numbers in the same order."""
    code = """
from briefgen.ingest import labels, model, readers
print(model.judge(labels.with_opinions(readers.read("x.txt", b"Old bridge stays\\n\\nIt cost four million crowns, said the mayor of Tarn."))))
"""
    said = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in "123"
    }
    assert len(said) == 1
