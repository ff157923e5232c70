"""XML as text holds whatever words it is given."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.site import elements

HOSTILE = "a\x00b\x08 ]]> <b>&amp;</b> \"'\r\n\t\u2028\ud7ff\ufffe\U0001f642\u202e"


@example(HOSTILE)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_come_out_as_they_went_in(words: str) -> None:
    """But for what XML cannot hold, in an element as in an attribute."""
    made = Xml.fromstring(elements.element("a", words, b=words, xml_lang="en"))
    assert (made.text or "", made.get("b")) == (elements.clean(words), elements.clean(words))
    assert made.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_what_xml_cannot_hold_is_left_out() -> None:
    """Control characters have no place in it, not even escaped."""
    assert elements.clean(HOSTILE) == "ab ]]> <b>&amp;</b> \"'\r\n\t\u2028\ud7ff\U0001f642\u202e"


def test_elements_that_hold_nothing_or_others() -> None:
    assert elements.empty("link", rel="self", href="a&b") == '<link rel="self" href="a&amp;b"/>\n'
    assert elements.opened("feed", xmlns_dc="x") == '<feed xmlns:dc="x">\n'
