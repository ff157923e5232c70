"""The start tags of pages, also of ones that nobody should write."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.publish.tags import Tag, tags

SIGNS = ("<", ">", "</", "<!", "<!--", "-->", "<![", "]]>", "<?", "=", '"', "'", "&amp;", "&#x3c;", "a", "script", " ", "\n", "/")


def test_a_tag_has_its_line_and_its_words() -> None:
    found = tags('<!DOCTYPE html>\n<html lang="de">\n<p\n class=a hidden>1 < 2</p><!-- <b> --><br/>')
    assert found.found == [
        Tag("html", [("lang", "de")], 2, '<html lang="de">'),
        Tag("p", [("class", "a"), ("hidden", None)], 3, "<p\n class=a hidden>"),
        Tag("br", [], 4, "<br/>"),
    ]
    assert found.fault is None


def test_what_cannot_be_read_is_told_with_its_line() -> None:
    """What stands before it counts."""
    found = tags("<p>\n<![x[ <b>")
    assert [tag.name for tag in found.found] == ["p"]
    assert found.fault == (2, "unknown status keyword 'x' in marked section")


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_anything_is_read_as_far_as_it_can_be(text: str) -> None:
    found = tags(text)
    assert all(1 <= tag.line <= text.count("\n") + 1 and tag.text in text for tag in found.found)
