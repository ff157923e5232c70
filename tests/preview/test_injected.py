"""What the preview adds to pages, and its own ones."""

from __future__ import annotations

import pytest

from briefgen.preview.injected import allowed, not_built, not_found, with_script
from briefgen.problem import Problem

TAG = b'<script src="/__briefgen__/page.js" data-version="v" data-status="200" defer></script>'


def test_the_script_stands_before_the_last_end_of_a_body() -> None:
    page = b"<body><pre>&lt;/body></pre></BODY></html>"
    assert with_script(page, "v", 200) == b"<body><pre>&lt;/body></pre>" + TAG + b"</BODY></html>"


def test_a_page_without_an_end_gets_it_at_its_end() -> None:
    """HTML lets one leave `</body>` out."""
    assert with_script(b"<p>x", "v", 200) == b"<p>x" + TAG


@pytest.mark.parametrize(
    ("policy", "so"),
    [
        ("default-src 'none'; base-uri 'none'", "default-src 'none'; base-uri 'none'; script-src 'self'; connect-src 'self'"),
        ("default-src 'self'", "default-src 'self'"),
        ("script-src 'self' file:; connect-src *", "script-src 'self' file:; connect-src *"),
        ("script-src 'none'; connect-src https://x.example", "script-src 'self'; connect-src 'self' https://x.example"),
        ("style-src 'self'", "style-src 'self'"),
        ("default-src *; script-src-elem 'none'", "default-src *; script-src-elem 'self'"),
        ("", ""),
    ],
)
def test_a_policy_allows_what_the_preview_needs_and_no_more(policy: str, so: str) -> None:
    assert allowed(policy) == so


def test_only_the_policy_of_a_page_is_changed() -> None:
    """Wherever its attributes stand and however they are quoted; other metadata and text that looks like it stay."""
    page = b"<meta content='x'><META http-equiv='Content-Security-Policy' id=a content='default-src \"x\"'><p>content=\"default-src\""
    assert with_script(page, "v", 200) == (
        b"<meta content='x'><META http-equiv='Content-Security-Policy' id=a content='default-src \"x\"; "
        b"script-src 'self' \"x\"; connect-src 'self' \"x\"'>"
        b'<p>content="default-src"' + TAG
    )


def test_what_could_not_be_built_says_why_as_text() -> None:
    page = not_built((Problem("a<b.md", 3, "wrong & bad", "mend it"), Problem("c\udcff.md", 0, "no text")), is_tried=True).decode()
    assert "a&lt;b.md:3: error: wrong &amp; bad" in page
    assert "hint: mend it" in page
    assert "c?.md" in page


def test_what_is_being_built_and_what_is_not_there_are_told_apart() -> None:
    pages = {not_built((), is_tried=False), not_built((), is_tried=True), not_found()}
    assert len(pages) == 3
    assert b"being built" in not_built((), is_tried=False)
