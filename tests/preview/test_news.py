"""What open pages are told."""

from __future__ import annotations

from pathlib import Path

from briefgen.preview.news import Line, News, State, further, lines_in, shown
from briefgen.problem import Problem
from tests.archives import write


def test_news_add_up_but_problems_are_the_last_ones() -> None:
    """So that a browser that was away has missed nothing."""
    first = State().after(News((Problem("a", 1, "x"),), {"static/a.css": "static/a.1.css"}, ("images/x.png",), {"a.html": "b.html"}))
    state = first.after(News((), {"static/b.css": "static/b.1.css"}, ("images/y.png",), {"b.html": "c.html"}))
    assert state.problems == ()
    assert state.styles == {"static/a.css": "static/a.1.css", "static/b.css": "static/b.1.css"}
    assert state.images == {"images/x.png": 1, "images/y.png": 2}
    assert state.place_of("a.html") == "c.html"
    assert state.place_of("none.html") == ""


def test_of_what_was_moved_or_exchanged_the_latest_is_remembered() -> None:
    """A preview runs for days."""
    state = State()
    for number in range(1100):
        state = state.after(News(images=("often.png", f"{number}.png"), moved={f"{number}.html": "x.html"}))
    assert len(state.images) == len(state.moved) == 1000
    assert {"often.png", "1099.png"} <= state.images.keys()
    assert state.place_of("1099.html") == "x.html"
    assert state.place_of("1.html") == ""


def test_a_page_that_was_moved_back_and_forth_is_found() -> None:
    """Rather than sought forever."""
    state = State().after(News(moved={"a.html": "b.html"})).after(News(moved={"b.html": "a.html"}))
    assert state.place_of("a.html") == "b.html"


def test_a_problem_comes_with_the_lines_around_it() -> None:
    lines = ["one", "two", "three", "four", "five"]
    (found,) = shown((Problem("a.md", 2, "wrong", "mend", "two"),), lambda _: lines)
    assert (found.place, found.line, found.quote) == ("a.md:2", 2, "")
    assert found.lines == (Line(1, "one"), Line(2, "two"), Line(3, "three"), Line(4, "four"))


def test_a_file_that_was_changed_since_is_not_quoted() -> None:
    """The line that the problem itself quotes is shown then, and so where the file is not there or shorter."""
    problem = Problem("a.md", 2, "wrong", quote="two\nmore")
    for lines in (["one", "other"], ["one"], []):
        (found,) = shown((problem,), lambda _, lines=lines: lines)  # type: ignore[misc]
        assert (found.lines, found.quote) == ((), "two\nmore")


def test_errors_come_first_and_not_more_than_can_be_read() -> None:
    problems = (*(Problem(f"{number:03}", 0, "x", severity="warning") for number in range(120)), Problem("z", 0, "y"))
    found = shown(problems, lambda _: [])
    assert (found[0].place, len(found), further(problems)) == ("z", 100, 21)


def test_long_lines_are_cut() -> None:
    (found,) = shown((Problem("a", 1, "x", quote="y" * 2000),), lambda _: [])
    assert len(found.quote) < 500


def test_lines_are_counted_as_editors_count_them(tmp_path: Path) -> None:
    """A form feed ends no line; nothing that cannot be read is a reason to fail."""
    (tmp_path / "a.md").write_bytes(b"one\r\ntwo\x0cstill\n\xff\n")
    assert lines_in(tmp_path, "a.md") == ["one", "two\x0cstill", "\ufffd", ""]
    assert lines_in(tmp_path, "none.md") == lines_in(None, "a.md") == lines_in(tmp_path, "a\0b") == lines_in(tmp_path, "") == []
    write(tmp_path, "b.md", "x")
    assert lines_in(tmp_path, str(tmp_path / "b.md")) == ["x"]
