"""The articles that others name and the archive lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import wanted
from briefgen.wanted import Titles, Wanted, add, read

GOATS = Wanted("2023-02-03-ferry", "Goats of Lund Island", "Ada Brennick", "The Marn Echo", "2023-02-01")
PRUNES = Wanted("2023-02-03-ferry", "Prunes, again")


def lines(content: Path) -> list[str]:
    return (content / wanted.NAME).read_text(encoding="utf-8").split("\n")


def test_what_is_wanted_is_read_as_it_was_saved(tmp_path: Path) -> None:
    """Sorted, under a line for people; saving the same again changes nothing."""
    assert add(tmp_path, [PRUNES, GOATS])
    assert read(tmp_path) == (GOATS, PRUNES)
    head, *rows = lines(tmp_path)
    assert head.startswith("# ")
    assert rows == [
        "2023-02-03-ferry\t2023-02-01\tThe Marn Echo\tAda Brennick\tGoats of Lund Island",
        "2023-02-03-ferry\t\t\t\tPrunes, again",
        "",
    ]
    assert not add(tmp_path, [GOATS])
    assert not add(tmp_path, [])


def test_more_is_saved_beside_what_is_there(tmp_path: Path) -> None:
    """Whoever wrote it: what a person filled in stays as it is."""
    add(tmp_path, [PRUNES])
    (tmp_path / wanted.NAME).write_text("\n".join([*lines(tmp_path)[:1], "2023-02-03-ferry\t2023\tEcho\tBo\tPrunes, AGAIN", ""]), encoding="utf-8")
    assert add(tmp_path, [PRUNES, GOATS])
    assert read(tmp_path) == (GOATS, Wanted("2023-02-03-ferry", "Prunes, AGAIN", "Bo", "Echo", "2023"))


def test_nothing_is_wanted_where_there_is_no_file(tmp_path: Path) -> None:
    """And none is made for nothing."""
    assert read(tmp_path) == ()
    assert not add(tmp_path, [])
    assert not (tmp_path / wanted.NAME).exists()


def test_an_age_is_no_date(tmp_path: Path) -> None:
    """What a page says without a date of its own is not taken for one, in whatever order it came there."""
    add(tmp_path, [Wanted("a", "Goats", date="2 hours ago")])
    assert read(tmp_path) == (Wanted("a", "Goats"),)
    (tmp_path / wanted.NAME).write_text("b\tyesterday\t\t\tPrunes\n", encoding="utf-8")
    assert read(tmp_path) == (Wanted("b", "Prunes"),)


@pytest.mark.parametrize("line", ["", "# a\tb\tc\td\te", "words", "a\tb\tc\td", "a\tb\tc\td\te\tf", "\ufeff", "\x00"])
def test_lines_that_are_none_are_passed_over(tmp_path: Path, line: str) -> None:
    """The others are read."""
    add(tmp_path, [GOATS])
    (tmp_path / wanted.NAME).write_text("\n".join([line, *lines(tmp_path), line]), encoding="utf-8")
    assert read(tmp_path) == (GOATS,)


def test_bytes_that_are_no_text_stop_nothing(tmp_path: Path) -> None:
    """A file from elsewhere is read as far as it goes."""
    (tmp_path / wanted.NAME).write_bytes(b"a\t2023\t\t\tCaf\xe9 closed\n\xff\xfe\n")
    assert read(tmp_path) == (Wanted("a", "Caf\ufffd closed", date="2023"),)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(alphabet="ab \t\n\r\x0b\x0c\x85\u2028#ü渡", min_size=1, max_size=12), max_size=5))
def test_tabs_and_line_ends_in_titles_break_no_line(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Whatever white space they hold, as many are read as were saved, in one line each; saving them again changes nothing."""
    content = tmp_path_factory.mktemp("content")
    found = [Wanted(f"a{number}", text, text, text, "2023-02") for number, text in enumerate(texts)]
    add(content, found)
    squeezed = [" ".join(text.split()) for text in texts]
    assert sorted(read(content)) == sorted(Wanted(f"a{number}", text, text, text, "2023-02") for number, text in enumerate(squeezed))
    assert not add(content, read(content))
    assert not add(content, found)


def test_a_line_that_is_none_and_a_persons_note_stay(tmp_path: Path) -> None:
    """Above the others; line ends of other systems are no part of a title, and an age is no date."""
    text = "# mine\r\nask Ada about this one\r\n2023-02-03-ferry\t24 hours ago\tEcho\tBo\tPrunes, again\r\n"
    (tmp_path / wanted.NAME).write_bytes(text.encode())
    assert read(tmp_path) == (Wanted("2023-02-03-ferry", "Prunes, again", "Bo", "Echo"),)
    add(tmp_path, [GOATS, Wanted("2023-02-03-ferry", "Prunes – again!", date="yesterday")])
    assert lines(tmp_path)[:2] == ["# mine", "ask Ada about this one"]
    assert read(tmp_path) == (GOATS, Wanted("2023-02-03-ferry", "Prunes, again", "Bo", "Echo"))


def test_a_title_that_another_begins_with_is_there() -> None:
    """Teasers cut long titles; but a few words may begin any."""
    have = Titles(["Ferry to Lund Island stops for the winter, says council", "Goats", "The end of the ferry line", "A bb"])
    for title in (
        "goats",
        "FERRY to Lund Island stops",
        "Ferry to Lund Island stops for the …",
        "Ferry to Lund Island stops for the winter, says council",
    ):
        assert title in have, title
    for title in (
        "Ferry to Lund Island",
        "Ferry to Lund Island sto",
        "Ferry to Lund Island stops for good",
        "",
        "…",
        "A b",
        "the end of the ferry lines",
    ):
        assert title not in have, title


_TITLES = st.lists(st.sampled_from(["goats", "Of", "LUND", "île", "prunes,", "'", "1"]), max_size=9).map(" ".join)


@given(_TITLES, _TITLES)
def test_marks_know_a_title_as_titles_do(title: str, asked: str) -> None:
    """Whatever is asked for, but for nothing, which no article is called."""
    left = wanted.without([Wanted("a", asked)], (), wanted.marks(title))
    assert (left == ()) is (asked in Titles([title]))


def test_marks_say_nothing_of_a_title() -> None:
    """But by being told apart."""
    assert not [mark for mark in wanted.marks("Goats of Lund Island, again") if "goat" in mark or len(mark) != 16]
    assert wanted.marks("Goats") == wanted.marks("GOATS!") != wanted.marks("Prunes")
    assert wanted.marks("…") == frozenset()


def test_what_hidden_articles_name_is_not_wanted() -> None:
    assert wanted.without([GOATS, Wanted("b", "Prunes")], {GOATS.named_by}, ()) == (Wanted("b", "Prunes"),)
