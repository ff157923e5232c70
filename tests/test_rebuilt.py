"""The preview says each build in a line, and each problem once."""

from __future__ import annotations

import pytest

from briefgen.commands.options import Options
from briefgen.commands.rebuilt import Teller, line
from briefgen.preview.built import Built
from briefgen.preview.following import Shown
from briefgen.problem import Problem
from briefgen.site.build import Report

WRONG = Problem("content/articles/a.md", 3, "date 'never' is not a date", "write it as YYYY-MM-DD", "date: never")


def report(*written: str, removed: tuple[str, ...] = ()) -> Report:
    return Report(articles=1, events=0, pages=2, written=written, removed=removed, problems=())


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        (Built((), report("index.html"), (), 1.234), "Built: 1 page in 1.2 s"),
        (
            Built(("content/a.md",), report("a.html", "b.html", "feed.xml", "search/w-1.js", "search/index.js"), (), 0.912, Shown(3, 0.084)),
            "content/a.md changed: 3 pages in 0.08 s (then 2 pages, 1 other file, index in 0.91 s)",
        ),
        (Built(("a.md", "b.md", "c.md", "d.md"), report(), (), 0.5), "a.md, b.md and 2 more changed: nothing new in 0.5 s"),
        (Built(("a.css",), report("static/x.css", removed=("static/y.css",)), (), 0.5), "a.css changed: 1 file in 0.5 s"),
        (Built(("a.md",), report("a.html", "search/w-2.js", removed=("search/w-1.js",)), (), 0.5), "a.md changed: 1 page, index in 0.5 s"),
        (Built(("a.md",), report(removed=("a.html", "a.png", "b.html")), (), 0.5), "a.md changed: 2 pages removed, 1 other file removed in 0.5 s"),
        (
            Built(("content/a.md", "content/seeds.tsv", "seeds/a.txt"), report("a.html"), (), 0.5, by_hand=("seeds/a.txt",)),
            "seeds/a.txt changed: 1 page in 0.5 s",
        ),
        (Built(("content/wanted.tsv",), report(), (), 0.5, desk=("desk/wanted.html",)), "content/wanted.tsv changed: desk/wanted.html in 0.5 s"),
        (Built(("briefgen.toml",), None, (WRONG,), 0.01), "briefgen.toml changed: nothing could be built, 0.01 s"),
    ],
)
def test_a_build_is_a_line(built: Built, expected: str) -> None:
    """Why, what, and how long it took."""
    assert line(built) == expected


def test_a_long_name_is_cut_in_its_folders() -> None:
    """The file's own name stays whole while there is room."""
    said = line(Built((f"content/articles/{'x' * 90}/2024-01-05-dam.md",), report(), (), 0.5))
    assert said.endswith("…/2024-01-05-dam.md changed: nothing new in 0.5 s")
    assert len(said) < 120


def test_a_problem_is_told_once_and_then_that_it_is_mended(capfd: pytest.CaptureFixture[str]) -> None:
    """Also where it has moved to another line, and where a build in between could not be done at all."""
    tell = Teller(Options())
    other = Problem("briefgen.toml", 1, "not TOML")
    moved = Problem(WRONG.path, 9, WRONG.message, WRONG.hint, WRONG.quote)
    for problems, is_built in (((WRONG,), True), ((WRONG,), True), ((other,), False), ((other,), False), ((WRONG,), True)):
        tell(Built(("a.md",), report() if is_built else None, problems))
    out, err = capfd.readouterr()
    assert err.count("error: date 'never' is not a date") == 1
    assert err.count("not TOML") == 1
    assert out.count("Mended: briefgen.toml:1: not TOML") == 1
    tell(Built(("a.md",), report(), (moved,)))
    tell(Built(("a.md",), report(), ()))
    out, err = capfd.readouterr()
    assert err == ""
    assert out.count("Mended: content/articles/a.md:9: date 'never' is not a date") == 1


def test_what_nobody_did_and_came_to_nothing_is_not_said(capfd: pytest.CaptureFixture[str]) -> None:
    """As when a build follows upon what the ingest before it wrote; an edit that came to nothing is."""
    tell = Teller(Options())
    tell(Built(("content/seeds.tsv",), report(), ()))
    assert capfd.readouterr().out == ""
    tell(Built(("content/a.md",), report(), (), by_hand=("content/a.md",)))
    tell(Built(("content/b.md",), report("b.html"), ()))
    tell(Built(("content/wanted.tsv",), report(), (), desk=("desk/wanted.html",)))
    tell(Built((), report(), ()))
    assert [said.split()[0] for said in capfd.readouterr().out.splitlines()] == ["content/a.md", "content/b.md", "content/wanted.tsv", "Built:"]


def test_a_long_name_is_cut_in_what_is_mended_too(capfd: pytest.CaptureFixture[str]) -> None:
    """As in the line of the build."""
    tell = Teller(Options())
    wrong = Problem(f"content/articles/{'x' * 90}/2024-01-05-dam.md", 3, "is wrong")
    tell(Built(("a.md",), report(), (wrong,)))
    tell(Built(("a.md",), report(), ()))
    assert "…/2024-01-05-dam.md:3: is wrong" in capfd.readouterr().out
