"""The sections of briefings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.dossier.sections import KINDS, LONGEST, Section, sections, without_head

BRIEFING = """The board that runs Kaldry Dam was told in 2019 that its spillway was hollow.
Why it matters: More than six thousand people live below it.
The reservoir is the largest in Velmora.
What they're saying: "We made the choice that we would have been thanked for," said the board's chairman.
"There'll be a time for papers," said its engineer.
What’s next: The panel meets on Friday.
Go deeper: Five dams that nobody inspects
The bottom line: A drum is not a wall."""


def test_a_head_with_words_behind_it_is_a_section_of_one_paragraph() -> None:
    """What stands below it belongs to the article again; a teaser is no section."""
    assert sections(BRIEFING) == (
        Section("Why it matters", "More than six thousand people live below it."),
        Section("What they're saying", '"We made the choice that we would have been thanked for," said the board\'s chairman.'),
        Section("What to watch", "The panel meets on Friday."),
        Section("The bottom line", "A drum is not a wall."),
    )


def test_a_head_alone_is_a_section_up_to_the_next_heading() -> None:
    """Another section's head ends it too, and so does a teaser's."""
    text = "Background\nThe dam was built in 1967.\nIt is 58 metres high.\nNot this year\nThe board moved the money.\n"
    text += "Context:\nThere are 23 dams.\nGo deeper\nMore of them."
    assert sections(text) == (
        Section("Background", "The dam was built in 1967.\nIt is 58 metres high."),
        Section("Context", "There are 23 dams."),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Details: The order covers three places:\n• Osk Bridge\n• Millow\nThe sirens rang.", "The order covers three places:\nOsk Bridge\nMillow"),
        ("Details: The order covers three places:\nOsk Bridge\nMillow\nThe sirens rang.", "The order covers three places:\nOsk Bridge\nMillow"),
        ("Details: Two said no:\n“Not this year.”\n“Nor the next.”\nThe sirens rang.", "Two said no:\n“Not this year.”\n“Nor the next.”"),
        ("Details: One thing is sure:\nThe wall stands.\nThe sirens rang.", "One thing is sure:\nThe wall stands."),
        ("Details: The order covers Millow.\n• Osk Bridge is next.", "The order covers Millow."),
    ],
)
def test_a_list_belongs_to_a_section_that_announces_it(text: str, expected: str) -> None:
    """As long as its items are of one shape."""
    assert sections(text) == (Section("Details", expected),)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Why this matters", "Why it matters"),
        ("What’s next", "What to watch"),
        ("What happens next", "What to watch"),
        ("Bottom line", "The bottom line"),
        ("What she's saying", "What they're saying"),
        ("Where things stand", "State of play"),
        ("The latest", "Driving the news"),
        ("Zoom Out", "Zoom out"),
        ("BY THE NUMBERS", "By the numbers"),
    ],
)
def test_synonyms_are_of_one_kind(head: str, kind: str) -> None:
    """However they are written."""
    assert sections(f"{head}: 388 nets of rock.") == (Section(kind, "388 nets of rock."),)
    assert kind in KINDS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The background: a hollow wall.\nNobody said why it matters.".replace("The background: a", "A background of a"),
        "He said what they're saying: nothing.",
        "Why it matters:",
        "Go deeper: The drum below the wall.",
        "The latest\nFive dams that nobody inspects",
        "Context matters to engineers.",
        "Details of the order were not given.",
    ],
)
def test_no_section_is_invented(text: str) -> None:
    """A head stands at a line's beginning, before a colon or alone, and has words."""
    assert sections(text) == ()


def test_a_line_can_be_had_without_its_head() -> None:
    """So that its sentences can be quoted."""
    assert without_head("What’s next: The panel meets on Friday.") == "The panel meets on Friday."
    assert without_head("Weather: The panel meets on Friday.") == "Weather: The panel meets on Friday."


def test_a_long_section_is_cut_after_a_sentence() -> None:
    """No sentence is cut in half."""
    (found,) = sections(
        "Background\n" + "\n".join(f"In the year {year} the board put off the repair of the spillway once more." for year in range(1980, 2020))
    )
    assert 700 < len(found.text) <= LONGEST
    assert found.text.endswith("once more.")


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="Why it matters: Context\n•.“” Go deeper", max_size=200))
def test_any_text_goes_through(text: str) -> None:
    """And each section has words of known kind."""
    for found in sections(text):
        assert found.kind in KINDS
        assert 0 < len(found.text) <= LONGEST
