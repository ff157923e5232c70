"""A text's terms: words without accents, and neighbours of scripts without spaces."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.search.terms import is_word, terms
from briefgen.text import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Café’s ﬁnal ½ — don't", "the cafe s final 1 2 don t"),
        ("北京", "北京 京"),
        ("京", "京"),
        ("東京タワーの会議", "東京 京タ タワ ワー ーの の会 会議 議"),
        ("東京NATO会議", "東京 京 nato 会議 議"),
        ("ab北cd", "ab 北 cd"),
        ("会・議", "会 議"),
        ("สวัสดี", "สว วส สด ด"),
        ("한국어 각", "한국어 각"),
        ("ㄅㄆ ｶﾀｶﾅ", "ㄅㄆ カタ タカ カナ ナ"),
        ("Ünï 𐐀𐐨", "uni 𐐨𐐨"),
        ("Łódź Đorđe Ørsted ÆSIR Straße STRASSE ıtır", "lodz dorde orsted aesir strasse strasse itir"),
        ("", ""),
    ],
)
def test_terms(text: str, expected: str) -> None:
    """Each script as it is written."""
    assert terms(text) == [normalize("NFKD", term) if "가" <= term[0] <= "힣" else term for term in expected.split()]


_SPELT_OUT = "\u0e3føØłŁđĐðÐħĦþÞæÆœŒßẞı"
"""What search takes for letters that are typed more easily, also where it is a part of another sign."""


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF)))
def test_scripts_with_spaces_have_the_words_that_all_know(text: str) -> None:
    """What comparing and grouping call a word."""
    text = "".join(sign for sign in text if not set(normalize("NFKD", sign)) & set(_SPELT_OUT))
    if not any("\u0e00" <= sign <= "\u0eff" or "\u1000" <= sign <= "\u109f" or "\u1780" <= sign <= "\u17ff" for sign in text):
        assert terms(text) == words(text)


@given(st.text())
def test_terms_are_terms_of_themselves(text: str) -> None:
    """So that a query for one finds it; of two neighbours the last is one too."""
    for term in terms(text):
        assert terms(term)[0] == term


def test_what_may_be_misspelt() -> None:
    """Letters of scripts that part words."""
    assert is_word("orlov")
    assert not is_word("g20")
    assert not is_word("北京")
