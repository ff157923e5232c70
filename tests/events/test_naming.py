"""What an event is called."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.events.naming import Member, headline, slug_of, title_of
from briefgen.similarity import vector

ICE = "The ferry to Lund Island left the quay at Marn behind an ice-breaker after ten days of ice, the harbour office of Marn said."


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        ("Dam breaks above Osk Bridge - Ilven Evening News", "", "Dam breaks above Osk Bridge"),
        ("Dam breaks above Osk Bridge | Echo", "", "Dam breaks above Osk Bridge"),
        ("Dam breaks above Osk Bridge — The Merrow Example", "", "Dam breaks above Osk Bridge"),
        ("Dam breaks above Osk Bridge - Bollard", "Bollard", "Dam breaks above Osk Bridge"),
        ("Dam breaks above Osk Bridge – Bollard", "The Bollard", "Dam breaks above Osk Bridge"),
        ("Dam breaks above Osk Bridge - bollard.example", "", "Dam breaks above Osk Bridge"),
        ("Politics | Dam breaks above Osk Bridge | News | Echo Online", "", "Dam breaks above Osk Bridge"),
        ("Breaking: dam breaks above Osk Bridge", "", "Dam breaks above Osk Bridge"),
        ("BREAKING NEWS - Dam breaks above Osk Bridge", "", "Dam breaks above Osk Bridge"),
        ("UPDATE 2-Dam breaks above Osk Bridge", "", "Dam breaks above Osk Bridge"),
        ("WRAPUP 1-Dam breaks above Osk Bridge", "", "Dam breaks above Osk Bridge"),
        ("EXCLUSIVE - Dam breaks above Osk Bridge", "", "Dam breaks above Osk Bridge"),
        ("LIVE: Dam breaks above Osk Bridge", "", "Dam breaks above Osk Bridge"),
        ("Opinion | Dams are for ever", "", "Dams are for ever"),
        ("World News: Dam breaks above Osk Bridge", "", "Dam breaks above Osk Bridge"),
        ("[UPDATED] Dam breaks above Osk Bridge (VIDEO)", "", "Dam breaks above Osk Bridge"),
        ("  Dam breaks \n above Osk Bridge. ", "", "Dam breaks above Osk Bridge"),
    ],
)
def test_a_headline_is_without_outlet_and_section(title: str, outlet: str, expected: str) -> None:
    """Behind it and before it, however many."""
    assert headline(title, outlet) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Ukraine crisis: what we know",
        "Dam was hollow for years - minister",
        "Dam was hollow for years - Lasc",
        "Sirens, mud - and then a brass band",
        "Dam breaks | Echo",
        "Live: the dam",
        "Watch makers of Tarn strike over pay",
        "Update on the dam",
        "He fled to the U.S.",
        "And then there was ice...",
        "Sports: Tarn win the cup",
    ],
)
def test_what_belongs_to_a_headline_stays(title: str) -> None:
    """A topic, a speaker, an abbreviation's stop; and three words always remain."""
    assert headline(title) == title


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="Live: | - – News BREAKING.[]The dam", max_size=120))
def test_a_headline_is_never_emptied(title: str) -> None:
    """Three words remain where there were three, and a headline's headline is itself after as many rounds as there are marks."""
    made = headline(title)
    assert len(made.split()) >= min(3, len(title.split()))


def member(title: str, text: str = ICE, *, date: str = "2023-02-03", copy: bool = False, doubtful: bool = False, outlet: str = "") -> Member:
    return Member(title, date, vector(title, text), copy, doubtful, outlet)


@pytest.mark.parametrize(
    "odd",
    [
        "Will the ice ferry to Lund Island leave?",
        "“The ice ferry to Lund Island left at last”",
        "Five things about the ice ferry to Lund Island",
        "LIVE: Ice ferry leaves Marn for Lund Island",
        "Opinion: Ice ferry to Lund Island left too late",
        "Watch: Ice ferry leaves Marn for Lund Island",
        "Ice ferry to Lund Island: what we know",
        "How the ferry of Lund Island broke the ice",
        "Ice ferry to Lund Island: photos",
        "ICE FERRY TO LUND ISLAND LEAVES MARN",
        "Ice ferry",
        "Ferry leaves Marn for Lund Island behind an ice-breaker " * 2 + "after ten days of ice",
        "My ten days on the ice ferry to Lund Island",
        "Updated: February 3, 2023 10:15",
    ],
)
def test_an_event_is_named_by_a_plain_headline(odd: str) -> None:
    """Not by a question, a quotation, a list, a live blog, an opinion, or one too long or too short, when there is another."""
    assert title_of([member(odd), member("Ferry leaves Marn after ten days")]) == "Ferry leaves Marn after ten days"


def test_an_odd_headline_serves_where_there_is_no_other() -> None:
    """And loses its marks."""
    assert title_of([member("Opinion: Ice ferry left too late")]) == "Ice ferry left too late"


def test_the_covering_headline_wins_over_the_first() -> None:
    """The one most like all the others."""
    members = [
        member("Harbour office of Brae opens a canteen", "The canteen at Brae serves salted fish on Mondays, said its cook.", date="2023-02-02"),
        member("Ferry to Lund Island leaves Marn behind ice-breaker"),
        member("Ice keeps goats from Lund Island ferry", ICE + " Goats stayed ashore."),
    ]
    assert title_of(members) == "Ferry to Lund Island leaves Marn behind ice-breaker"
    assert title_of(members[::-1]) == title_of(members)


def test_a_members_outlet_is_no_part_of_the_title() -> None:
    """Whatever it is called."""
    assert title_of([member("Ferry leaves Marn behind ice-breaker – Bollard", outlet="Bollard")]) == "Ferry leaves Marn behind ice-breaker"


def test_a_copys_and_an_inferred_title_come_last() -> None:
    """Even before an odd one of an article's own."""
    members = [member("Ferry leaves Marn behind ice-breaker", copy=True), member("Ferry leaves Marn again", doubtful=True), member("Ice?")]
    assert title_of(members) == "Ice?"


@pytest.mark.parametrize(
    ("title", "slug"), [("Ice at Marn", "ice-at-marn-2"), ("Index", "index-2"), ("None", "none-2"), ("???", "event"), ("渡轮", "du-lun")]
)
def test_an_events_slug_is_its_own(title: str, slug: str) -> None:
    """Not another event's, not the list's page, and never empty."""
    assert slug_of(title, {"ice-at-marn"}) == slug
