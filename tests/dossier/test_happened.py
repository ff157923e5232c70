"""Days that a text names, reckoned from the article's own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.dossier.happened import MOST, happenings, paragraphs

TUESDAY = "2024-03-05"


def days(text: str, date: str = TUESDAY) -> list[tuple[str, str]]:
    return [(found.said, found.day) for found in happenings(text, date)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam of Kaldry broke on Monday.", [("Monday", "2024-03-04")]),
        ("The harbour office on Tuesday closed the quay.", [("Tuesday", "2024-03-05")]),
        ("On Friday, the ferry to Lund Island struck the breakwater.", [("Friday", "2024-03-01")]),
        ("Divers found the bell Sunday morning, the harbour master said.", [("Sunday", "2024-03-03")]),
        ("The council of Marn will meet on Friday.", [("Friday", "2024-03-08")]),
        ("The clerk is due to appear in court on Thursday.", [("Thursday", "2024-03-07")]),
        ("The guild plans to reopen its ovens on Friday.", [("Friday", "2024-03-08")]),
        ("The new relay is promised for Saturday.", [("Saturday", "2024-03-09")]),
        ("The recount begins on Friday at eight, Ms Dahlqvist said.", [("Friday", "2024-03-08")]),
        ("The panel will hear the pilot next Wednesday.", []),
        ("The panel will hear the pilot next Monday.", [("next Monday", "2024-03-11")]),
        ("The panel will hear the pilot next Monday — the first in weeks.", [("next Monday", "2024-03-11")]),
        ("The relay failed yesterday, and the horn with it.", [("yesterday", "2024-03-04")]),
        ("The minister announced today that the quay would reopen.", [("today", "2024-03-05")]),
        ("The buses will leave tomorrow.", [("tomorrow", "2024-03-06")]),
        ("The notice was issued on Jan. 12 by the Lights Office.", [("Jan. 12", "2024-01-12")]),
        ("The ferry sank on 14 December off Brae.", [("14 December", "2023-12-14")]),
        ("She was elected on March 9, 2023, by the dockers.", [("March 9, 2023", "2023-03-09")]),
        ("The first stone was laid on 3 May 1967.", [("3 May 1967", "1967-05-03")]),
        ("The panel met on Friday, March 1, in the corn hall.", [("Friday, March 1", "2024-03-01")]),
        ("The rolls were read out on Sunday and the last name was ticked on Monday.", [("Sunday", "2024-03-03"), ("Monday", "2024-03-04")]),
        ("The board said on Monday that it will vote on Friday.", [("Friday", "2024-03-08")]),
    ],
)
def test_a_day_is_reckoned_from_the_articles_own(text: str, expected: list[tuple[str, str]]) -> None:
    """The nearest one behind it beside a past verb, the nearest one before it beside a coming one."""
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The quay opens from Monday to Friday.",
        "The market was held between Monday and Thursday.",
        "The market was held Sunday–Monday.",
        "The market was held Sunday - Monday.",
        "The board met last Friday in Issarin.",
        "Every Monday the clock of Kaldry was wound by hand.",
        "The valley has been empty since Sunday.",
        "The forms had to be handed in by Monday.",
        "The clock was wound on the Saturday of that storm.",
        "The relay was ordered on a Friday.",
        "The dam was finished in March 2019.",
        "The strike began in 2014.",
        "The horn failed 24 hours ago.",
        "Will the council vote on Friday?",
        "“We closed the gate on Monday,” said Ms Ekundayo.",
        '"Today I have a hole," the engineer said.',
        "Fares went up. “We were told on Monday. Nobody rang again.",
        "The Mirror on Sunday was first with it.",
        "The Monday train was cancelled.",
        "Ruben Achterberg was born on 3 March 1958.",
        "Today, the port has 26 cranes.",
        "The figure today would be nearer 30 million, he said.",
        "The minister invited both sides to Issarin on Thursday.",
        "The board voted to close the school on Friday.",
        "The board met on Wednesday.",
        "In May 12 ships lay at anchor.",
        "Monday: what we know",
        "ISSARIN, March 4 (Merelpress) – The board was told of the hollow in time.",
        "Issarin, 4 March 2024 (Merelpress) — The board was told of the hollow in time.",
        "ISSARIN—Joining the guild was no crime.",
        "This article was amended on 4 March 2024.",
    ],
)
def test_what_is_not_certain_gives_no_day(text: str) -> None:
    """Ranges, deadlines, habits, other weeks, quotations, headings, datelines, and what may be another week's."""
    assert days(text) == []


@pytest.mark.parametrize("date", ["", "2024", "2024-03", "soon"])
def test_without_a_day_of_its_own_an_article_says_nothing(date: str) -> None:
    """There is nothing to reckon from."""
    assert days("The dam broke on Monday.", date) == []


def test_a_timestamps_day_counts() -> None:
    """Its time of day does not."""
    assert days("The dam broke on Monday.", "2024-03-05T23:30:00+02:00") == [("Monday", "2024-03-04")]


def test_a_year_that_is_not_stated_is_the_nearest() -> None:
    """Around the new year too."""
    assert days("The panel will sit again on January 9.", "2023-12-20") == [("January 9", "2024-01-09")]
    assert days("The horn failed on December 30.", "2024-01-04") == [("December 30", "2023-12-30")]


def test_the_sentence_is_given_whole_and_without_its_dateline() -> None:
    """As it is to be quoted."""
    (found,) = happenings("MARN (Merelpress) — The dam above Osk Bridge broke on Monday. Nobody slept.", TUESDAY)
    assert found.sentence == "The dam above Osk Bridge broke on Monday."


def test_an_article_gives_only_so_many() -> None:
    """A calendar is no story."""
    assert len(happenings("\n".join(f"The {n}th ship left on Monday." for n in range(200)), TUESDAY)) == MOST


def test_paragraphs_are_prose() -> None:
    """Headings are left out, and datelines cut off."""
    assert list(
        paragraphs("Where to go\nWhy it matters: Few can swim.\nMARN, Feb 3 (Northwire) - The ferry left.\nThe quay – the old one – is shut.")
    ) == [
        "Few can swim.",
        "The ferry left.",
        "The quay – the old one – is shut.",
    ]


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="Friday, Monday will said on “\"'”. 3 May 2024–\n", max_size=300), st.sampled_from(["0001-01-01", "9999-12-31", TUESDAY]))
def test_any_text_goes_through(text: str, date: str) -> None:
    """Whatever it holds, at the ends of the calendar too."""
    for found in happenings(text, date):
        assert len(found.day) == 10
        assert found.sentence in text
