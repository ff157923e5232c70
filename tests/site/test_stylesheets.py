"""Addresses in stylesheets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.site import stylesheets


@given(st.binary(max_size=200) | st.text(alphabet="url(')\"/* @import.a\\\n", max_size=60).map(str.encode))
def test_nothing_in_a_stylesheet_is_lost(data: bytes) -> None:
    """Whatever it is: with its addresses put back it is what it was."""
    named = tuple((written, f"<{written}>") for _, written in stylesheets.references(data))
    assert stylesheets.styled(data, ()) == data
    back = stylesheets.styled(data, named)
    for _, written in stylesheets.references(data):
        back = back.replace(f"<{written}>".encode("utf-8", "surrogateescape"), written.encode("utf-8", "surrogateescape"))
    if all(written for _, written in stylesheets.references(data)):
        assert back == data
