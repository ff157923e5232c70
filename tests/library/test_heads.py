"""An article as lists show it: with a digest that is another where they show something else."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.library.heads import Head, head_of, without_circles
from briefgen.markdown import plain
from briefgen.model import Article


@given(st.text(st.sampled_from("a b\n*_`>#-1.\u00a0\u2003\t[](!)<&;\\é北")))
def test_the_words_of_a_body_are_counted(body: str) -> None:
    """As its plain text has them."""
    whole = plain(body)
    assert head_of(replace(WHOLE, body=body), whole, whole).words == len(whole.split())


WHOLE = Article("a", "articles/a.md", "T", "Body", "2024-01-05", ("Ada",), "O", "V", events=("e",), summary="S")
SHOWN: dict[str, object] = {
    "title": "U",
    "date": "2024",
    "authors": ("Bo",),
    "outlet": "P",
    "via": "W",
    "events": ("e", "f"),
    "copy_of": "b",
    "version_of": "b",
    "aliases": ("x.html",),
    "rights": "excerpt",
    "draft": True,
    "summary": "Z",
    "lang": "de",
}
NOT_SHOWN: dict[str, object] = {
    "body": "Other",
    "tags": ("t",),
    "credit": "C",
    "correction": "D",
    "image": "i",
    "source": "https://x.example/",
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_head_s_digest_is_another_where_lists_show_something_else(name: str) -> None:
    """Whatever of it they show."""
    assert head_of(replace(WHOLE, **{name: SHOWN[name]}), "Body", "Body").sig != head_of(WHOLE, "Body", "Body").sig  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize("name", NOT_SHOWN)
def test_a_head_s_digest_is_the_same_where_they_do_not(name: str) -> None:
    """Then no list is made again."""
    assert head_of(replace(WHOLE, **{name: NOT_SHOWN[name]}), "More", "More").sig == head_of(WHOLE, "Body", "Body").sig  # type: ignore[arg-type]  # by name


def test_articles_that_copy_one_another_in_a_circle_are_as_if_none_did() -> None:
    """And known for others than those that do; the rest are what they were."""
    heads = [
        head_of(replace(WHOLE, slug=slug, path=f"articles/{slug}.md", copy_of=of), "Body", "Body")
        for slug, of in (("a", "b"), ("b", "a"), ("c", "a"), ("d", ""))
    ]
    found = without_circles(heads)
    assert [(one.slug, one.copy_of) for one in found] == [("a", ""), ("b", ""), ("c", "a"), ("d", "")]
    assert [one.sig == before.sig for one, before in zip(found, heads, strict=True)] == [False, False, True, True]
    assert without_circles(heads[3:]) == tuple(heads[3:])


def test_a_head_comes_back_from_bytes() -> None:
    """As it was, whatever there is of it."""
    for one in (WHOLE, replace(WHOLE, events=None, authors=(), date="", outlet="")):
        head = head_of(one, "", "")
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(head), type=Head) == head
