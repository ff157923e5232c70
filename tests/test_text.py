"""Pure functions on strings."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.text import clean, fold, sentences, shorten, slug, squeeze, unique, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Harbour Strike", "the-harbour-strike"),
        ("Don't panic", "dont-panic"),
        ("L’Été à Genève", "lete-a-geneve"),
        ("北京 summit", "bei-jing-summit"),
        ("Привет, мир", "privet-mir"),
        ("C++ & C#", "c-c"),
        ("con", "con-x"),
        ("NUL", "nul-x"),
        ("com1", "com1-x"),
        ("console", "console"),
        ("…", ""),
        ("  --  ", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("AT&T / Verizon", "at-t-verizon"),
    ],
)
def test_a_slug_is_fit_for_files_and_addresses(name: str, expected: str) -> None:
    """ASCII letters, digits and hyphens; apostrophes vanish; what Windows reserves is avoided."""
    assert slug(name) == expected


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=120))
def test_any_text_s_slug_is_short_and_plain(text: str) -> None:
    """Whatever a title holds, and a slug's slug is itself."""
    made = slug(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", made)
    assert len(made) <= 60
    assert slug(made) == made


def test_a_long_slug_ends_at_a_word() -> None:
    """No word is cut in half."""
    assert slug("one two three four", 12) == "one-two"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Quay, 1984", ["the", "quay", "1984"]),
        ("Élan naïve coöperate", ["elan", "naive", "cooperate"]),
        ("e\u0301lan", ["elan"]),
        ("don't O’Neill", ["don", "t", "o", "neill"]),
        ("北京の会議", ["北", "京", "の", "会", "議"]),
        ("ab北cd", ["ab", "北", "cd"]),
        ("ΟΔΟΣ ὁδός", ["οδος", "οδος"]),
        ("ﬁnal ½ ²", ["final", "1", "2", "2"]),
        ("İstanbul", ["istanbul"]),
        ("snake_case __proto__", ["snake", "case", "proto"]),
        ("🙂 a-b", ["a", "b"]),
        ("한국", [unicodedata.normalize("NFD", "한국")]),
        ("", []),
    ],
)
def test_words_are_what_search_compares(text: str, expected: list[str]) -> None:
    """Without accents and compatibility forms, in lower case; ideographs and kana one by one."""
    assert words(text) == expected


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60))
def test_words_are_stable(text: str) -> None:
    """What was folded once stays as it is, so that an indexed word is found by itself."""
    assert words(fold(text)) == words(text)


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet=st.sampled_from([*map(chr, range(128)), *"’“”—–"]), max_size=60))
def test_words_of_plain_text_are_its_letters_and_digits(text: str) -> None:
    """Typographic quotation marks and dashes part words as spaces do."""
    assert words(text) == re.findall(r"[a-z0-9]+", text.lower())


def test_fold_ignores_case_accents_and_punctuation() -> None:
    """How titles and names are compared."""
    assert fold("  The “Élan” — of it! ") == fold("the elan of IT")


def test_squeeze_leaves_one_line() -> None:
    """Every kind of white space becomes one space."""
    assert squeeze("\n a\u00a0\t b\u2003\r\nc ") == "a b c"


def test_clean_takes_out_what_cannot_be_seen() -> None:
    """Control characters, direction marks and byte-order marks go, letters are composed, line ends are one kind."""
    assert clean("e\u0301\r\na\rb\x00\u202e\ufeff\u200bc\td") == "é\na\nbc\td"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. Smith left. He ran.", ["Mr. Smith left.", "He ran."]),
        ("The U.S. Army came. It left.", ["The U.S. Army came.", "It left."]),
        ("“Go.” She went.", ["“Go.”", "She went."]),
        ("It fell 3.5 per cent on Jan. 7 alone.", ["It fell 3.5 per cent on Jan. 7 alone."]),
        ("no capital. after this", ["no capital. after this"]),
        ("The bell rang at 6 p.m. Friday at the quay.", ["The bell rang at 6 p.m. Friday at the quay."]),
        ("The bell rang at 6 p.m. The ferry left.", ["The bell rang at 6 p.m.", "The ferry left."]),
        ("Sgt. Orlov and Capt. Wray of Brae Salt Co. signed.", ["Sgt. Orlov and Capt. Wray of Brae Salt Co. signed."]),
        ("He works for Brae Salt Co. They make salt.", ["He works for Brae Salt Co.", "They make salt."]),
        ("She went to the U.S. It was cold.", ["She went to the U.S.", "It was cold."]),
        ("Мост закрыт. Паром ушёл.", ["Мост закрыт.", "Паром ушёл."]),
        ("", []),
    ],
)
def test_sentences_end_where_they_should(text: str, expected: list[str]) -> None:
    """Not after an initial or an abbreviation."""
    assert sentences(text) == expected


@pytest.mark.parametrize("abbreviation", "Mr Prof Sgt Capt Messrs St Reps Sept Tues Thurs Nos vs Inc Corp Bros a.m p.m U.S U.S.A W".split())
def test_no_sentence_ends_after_an_abbreviation(abbreviation: str) -> None:
    """Where a name follows that does not begin one."""
    text = f"The clerk of {abbreviation}. Orlov was there."
    assert sentences(text) == [text]


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet="aB .!?”\n", max_size=80))
def test_sentences_lose_nothing(text: str) -> None:
    """Together they are the text, but for its white space."""
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=80), st.integers(2, 60))
def test_a_shortened_text_is_short(text: str, longest: int) -> None:
    """It is the text itself, or a beginning of it with an ellipsis."""
    made = shorten(text, longest)
    assert len(made) <= longest
    assert made == text or (made.endswith("…") and text.startswith(made[:-1]))


def test_a_shortened_text_ends_at_a_word() -> None:
    """And without the comma before the cut."""
    assert shorten("one two, three four", 12) == "one two…"


def test_unique_takes_the_first_free_number() -> None:
    """The wanted name itself when it is free."""
    assert unique("a", []) == "a"
    assert unique("a", ["a", "a-2"]) == "a-3"
