"""The book of what became of sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import sourcelinks
from briefgen.sourcelinks import STATES, Line, add, address_of, dead, read

DEAD = Line("https://news.example/a", "dead", "2026-03-03", "2026-04-01", "404")
MOVED = Line("http://news.example/b", "moved", "2026-03-03", "2026-03-03", "https://news.example/b")


def lines(content: Path) -> list[str]:
    return (content / sourcelinks.NAME).read_text(encoding="utf-8").split("\n")


def test_what_became_of_sources_is_read_as_it_was_saved(tmp_path: Path) -> None:
    """Sorted by address, under a line for people; saving the same again changes nothing."""
    assert add(tmp_path, [DEAD, MOVED])
    assert read(tmp_path) == {DEAD.address: DEAD, MOVED.address: MOVED}
    head, *rows = lines(tmp_path)
    assert head.startswith("# ")
    assert rows == [
        "http://news.example/b\tmoved\t2026-03-03\t2026-03-03\thttps://news.example/b",
        "https://news.example/a\tdead\t2026-03-03\t2026-04-01\t404",
        "",
    ]
    assert not add(tmp_path, [DEAD])
    assert not add(tmp_path, [])


def test_nothing_is_known_where_there_is_no_book(tmp_path: Path) -> None:
    """And none is made for nothing."""
    assert read(tmp_path) == {}
    assert not add(tmp_path, [])
    assert not (tmp_path / sourcelinks.NAME).exists()


def test_a_person_may_write_less_and_notes_of_their_own(tmp_path: Path) -> None:
    """When it was last checked may be left out, and the detail. What is no line stays, above the others."""
    text = "\ufeff# mine\r\nask Ada\r\nhttps://news.example/a\tdead\t2026-03-03\r\nhttps://news.example/c\tok\t2026-03-03\t\r\n"
    (tmp_path / sourcelinks.NAME).write_bytes(text.encode())
    assert read(tmp_path)["https://news.example/a"] == Line("https://news.example/a", "dead", "2026-03-03", "2026-03-03")
    assert len(read(tmp_path)) == 2
    add(tmp_path, [MOVED])
    assert lines(tmp_path)[:2] == ["# mine", "ask Ada"]
    assert len(read(tmp_path)) == 3


def test_what_is_dead_is_had_without_the_rest(tmp_path: Path) -> None:
    """Of two lines of one address the last one counts here too."""
    assert dead(tmp_path) == {}
    add(tmp_path, [DEAD, MOVED])
    assert dead(tmp_path) == {DEAD.address: DEAD}
    (tmp_path / sourcelinks.NAME).write_text("\n".join([*lines(tmp_path), f"{DEAD.address}\tok\t2026-05-01"]), encoding="utf-8")
    assert dead(tmp_path) == {}


@pytest.mark.parametrize(
    "row",
    [
        *("", "words", "# https://news.example/a\tdead\t2026-03-03", "https://news.example/a\tdead", "https://news.example/a\tgone\t2026-03-03"),
        *("https://news.example/a\tdead\t2026", "https://news.example/a\tdead\t2026-13-01", "https://news.example/a\tdead\t2026-03-03\tyesterday"),
        *("javascript:alert(1)\tdead\t2026-03-03", "https://news.example/a#b\tdead\t2026-03-03", "https://a b/\tdead\t2026-03-03"),
        "https://news.example/a\tdead\t2026-03-03\t2026-03-03\t404\tmore",
    ],
)
def test_what_is_no_line_is_passed_over(tmp_path: Path, row: str) -> None:
    add(tmp_path, [MOVED])
    (tmp_path / sourcelinks.NAME).write_text("\n".join([row, *lines(tmp_path), row]), encoding="utf-8")
    assert read(tmp_path) == {MOVED.address: MOVED}


def test_bytes_that_are_no_text_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / sourcelinks.NAME).write_bytes(b"\xff\xfe\nhttps://news.example/a\tdead\t2026-03-03\t2026-04-01\tCaf\xe9\n")
    assert read(tmp_path)[DEAD.address].detail == "Caf\ufffd"


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (" https://news.example/a?b=c#d ", "https://news.example/a?b=c"),
        ("HTTPS://News.example/a", "HTTPS://News.example/a"),
        *(("", ""), ("news.example/a", ""), ("ftp://news.example/", ""), ("javascript:alert(1)", ""), ("https://", ""), ("https://a\tb/", "")),
        *(("https://a\nb/", ""), ("https://a\u2028b/", ""), ("https://a\x85b/", ""), (f"https://{'a' * 3000}", "")),
    ],
)
def test_the_address_of_a_source(source: str, address: str) -> None:
    """Articles whose sources differ only in a place on the page have the same line."""
    assert address_of(source) == address


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.text(max_size=12), st.sampled_from(STATES), st.text(alphabet="ab \t\n\r\x85\u2028#ü\ud800", max_size=8)), max_size=5))
def test_whatever_an_address_and_a_detail_hold_no_line_is_broken(tmp_path_factory: pytest.TempPathFactory, found: list[tuple[str, str, str]]) -> None:
    content = tmp_path_factory.mktemp("content")
    wanted = {
        address: Line(address, state, "2026-03-03", "2026-03-04", " ".join(detail.split()).replace("\ud800", "?"))
        for text, state, detail in found
        if (address := address_of(f"https://{text}"))
    }
    add(content, wanted.values())
    assert read(content) == wanted
