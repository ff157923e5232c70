"""What machines broke, put right, with no word changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.ingest import mends, readers
from briefgen.text import words


def lines(text: str) -> list[str]:
    return [line.text for line in readers.read("x.txt", text.encode()).lines]


WRAPPED = """The ferry to Lund Island left the quay at Marn on Friday
morning for the first time in ten days, behind an ice-
breaker that had come up from the south, and with forty
passengers, all of them cold.
"""


def test_hard_wrapped_lines_are_one_paragraph_again() -> None:
    """And it is told, with the place and how many they were."""
    sheet = readers.read("x.txt", WRAPPED.encode())
    assert [line.text for line in sheet.lines] == [" ".join(WRAPPED.split()).replace("ice- breaker", "ice-breaker")]
    assert [(mend.line, mend.what) for mend in sheet.mends] == [(1, "hard-wrapped: 4 lines are one")]
    assert sheet.lines[0].more == 3


def test_paragraphs_without_blank_lines_between_them_stay_apart() -> None:
    """A full stop well before the width ends one."""
    text = WRAPPED + "He said no more.\n" + WRAPPED
    assert len(lines(text)) == 3


def test_a_list_of_headlines_is_not_taken_for_wrapped_lines() -> None:
    text = """Council votes to keep the old bridge at Tarn this year
Storm closes the northern passes for a second day now
Bakers of Tarn go back to work after four days of rest
"""
    assert len(lines(text)) == 3


def test_a_word_to_a_line_is_one_paragraph_again() -> None:
    text = "\n".join("The council of Tarn voted on Tuesday to repair the old bridge .".replace(" .", ".").split())
    assert lines(text) == ["The council of Tarn voted on Tuesday to repair the old bridge."]


def test_text_in_a_wrong_encoding_is_read_right() -> None:
    """UTF-8 that was taken for Windows' Western encoding."""
    broken = "Zoë’s café".encode().decode("cp1252")
    sheet = readers.read("x.txt", broken.encode())
    assert [line.text for line in sheet.lines] == ["Zoë’s café"] or sheet.lines[0].text == "Zoë's café"
    assert [mend.what for mend in sheet.mends] == ["text in a wrong encoding"]


def test_right_text_with_such_letters_stays() -> None:
    text = "Às vezes, São Tomé — ïle, Âme"
    assert lines(text) == [text]


def test_soft_hyphens_go() -> None:
    sheet = readers.read("x.txt", "Wahl\u00adkampf".encode())
    assert sheet.lines[0].text == "Wahlkampf"
    assert [mend.what for mend in sheet.mends] == ["soft hyphens"]


@given(st.lists(st.text("abcdefgh .-", min_size=1, max_size=90), max_size=12))
def test_no_word_is_changed(parts: list[str]) -> None:
    """Whatever is joined, the words are those of the file, in its order."""
    text = "\n".join(parts)
    if text.strip():
        assert words(" ".join(line.text for line in readers.read("x.txt", text.encode()).lines)) == words(text)


def test_mending_again_changes_nothing() -> None:
    mended, _ = mends.characters("cafÃ©")
    assert mends.characters(mended) == (mended, ())
