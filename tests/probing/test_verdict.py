"""What answers mean in the light of what was known."""

from __future__ import annotations

import pytest

from briefgen.probing.ask import Answer, Kind
from briefgen.probing.verdict import is_due, verdict
from briefgen.sourcelinks import Line

URL = "https://news.example/a"
BEFORE, DAY = "2026-03-01", "2026-03-08"


def line(state: str, detail: str = "", since: str = BEFORE, checked: str = BEFORE) -> Line:
    return Line(URL, state, since, checked, detail)


def judged(kind: Kind, detail: str = "", known: Line | None = None, *, online: bool = True, day: str = DAY) -> Line | None:
    return verdict(Answer(URL, kind, detail), known, day, online=online)


@pytest.mark.parametrize(
    ("kind", "state"), [("there", "ok"), ("moved", "moved"), ("gone", "dead"), ("absent", "unknown"), ("trouble", "unknown"), ("left", None)]
)
def test_what_is_said_of_what_nothing_was_known_of(kind: Kind, state: str | None) -> None:
    """A host that is not there may be back tomorrow."""
    assert judged(kind, "x") == (state and line(state, "x", DAY, DAY))


@pytest.mark.parametrize(("kind", "state"), [("there", "ok"), ("moved", "moved"), ("gone", "dead"), ("trouble", "unknown")])
def test_what_is_as_it_was_is_so_since_then(kind: Kind, state: str) -> None:
    assert judged(kind, "x", line(state, "x")) == line(state, "x", BEFORE, DAY)


def test_what_has_no_host_on_two_days_is_dead_since_the_first() -> None:
    first = judged("absent", "no such host")
    assert first == line("unknown", "no such host", DAY, DAY)
    assert judged("absent", "no such host", first) == first  # on the same day
    assert judged("absent", "no such host", first, day="2026-03-09") == line("dead", "no such host", DAY, "2026-03-09")


def test_troubles_of_two_kinds_are_no_proof() -> None:
    assert judged("absent", "no such host", line("unknown", "403")) == line("unknown", "no such host", DAY, DAY)
    assert judged("trouble", "403", line("unknown", "403")) == line("unknown", "403", BEFORE, DAY)


def test_what_is_dead_stays_so_until_its_host_says_otherwise() -> None:
    dead = line("dead", "404")
    assert judged("trouble", "503", dead) == dead
    assert judged("left", "", dead) == dead
    assert judged("absent", "no such host", dead) == line("dead", "404", BEFORE, DAY)
    assert judged("there", "", dead) == line("ok", "", DAY, DAY)
    assert judged("gone", "410", dead) == line("dead", "410", BEFORE, DAY)


def test_without_a_connection_nothing_is_learnt() -> None:
    """Or all hosts would be gone after two days on a train."""
    for known in (None, line("ok"), line("unknown", "no such host")):
        assert judged("absent", "no such host", known, online=False) == known
        assert judged("trouble", "does not answer in time", known, online=False) == known


def test_no_line_ends_before_it_begins() -> None:
    """Whatever day somebody gives."""
    assert judged("gone", "404", line("dead", "404"), day="2026-02-01") == line("dead", "404")


@pytest.mark.parametrize(
    ("known", "days", "due"),
    [
        (None, 30, True),
        (line("ok", checked="2026-02-07"), 30, False),
        (line("ok", checked="2026-02-06"), 30, True),
        (line("dead", checked="2026-02-07"), 30, False),
        (line("ok", checked=DAY), 0, True),
        (line("unknown", checked="2026-03-07"), 30, True),
        (line("unknown", checked=DAY), 30, False),
        (line("unknown", checked=DAY), 0, True),
        (line("ok", checked="2027-01-01"), 30, False),
    ],
)
def test_what_was_found_lately_stands(known: Line | None, days: int, due: bool) -> None:
    """Where nobody could tell, for a day."""
    assert is_due(known, DAY, days) is due
