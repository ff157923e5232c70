"""Queries that the archive can answer, for the search page."""

from __future__ import annotations

import pytest

from briefgen.model import Event
from briefgen.site.examples import examples
from tests import planning
from tests.planning import head


def words_of(*titles: str, summaries: tuple[str, ...] = ()) -> list[str]:
    """The words of the first example, in an archive of events with these titles, the first of which has most articles."""
    said = summaries or titles
    members = [head(number, said[number], title=said[number], events=(f"e{number}",)) for number in range(len(titles))]
    members.append(head(90, said[0], title=said[0], events=("e0",)))
    events = [Event(f"e{number}", "", title) for number, title in enumerate(titles)]
    return examples(planning.shelves(members, described=events))[0].query.split()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Barge aground after storm at Ebrun", ["barge", "aground"]),
        ("What they could have said about Halvere and the spillway", ["halvere", "spillway"]),
        ("Ferry from Sarrel with fog", ["ferry", "sarrel"]),
    ],
)
def test_examples_are_of_words_that_tell_something(title: str, words: list[str]) -> None:
    """'after', 'from', 'could' have no subject; what is rare in the news tells more than what is not."""
    assert words_of(title) == words


def test_words_of_many_events_tell_little() -> None:
    """So it is known in any language that 'nach' is no subject."""
    titles = ("Kahn sinkt nach Sturm", "Streik endet nach Monaten", "Wahl wird nach Einspruch wiederholt")
    assert "nach" not in words_of(*titles)
    assert words_of(*titles) == ["sinkt", "sturm"]


def test_without_a_title_of_two_words_no_words_are_asked_for() -> None:
    """Of an empty archive nothing is."""
    assert words_of("It was so") == ['"Post"']
