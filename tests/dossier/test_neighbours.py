"""Which events stand beside which."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.dossier.neighbours import MOST, Beside, Profile, beside

DAM = Profile("dam", "2024-03-04", "2024-03-14", ("kaldry", "ilven", "osk bridge", "aurel demsky"))
TRIAL = Profile("trial", "2024-05-02", "2024-05-20", ("aurel demsky", "kaldry", "oderin"))
STORM = Profile("storm", "2024-02-20", "2024-02-22", ("ilven", "osk bridge", "marn"))
STRIKE = Profile("strike", "2024-03-10", "2024-03-12", ("tarn", "marn", "ines orlov"))


def test_events_that_share_names_and_lie_near_are_neighbours() -> None:
    """On either side, by their first day; each of two sees the other."""
    found = beside([DAM, TRIAL, STORM, STRIKE])
    assert found == {"storm": Beside((), ("dam",)), "dam": Beside(("storm",), ("trial",)), "trial": Beside(("dam",), ()), "strike": Beside()}


@pytest.mark.parametrize("names", [("kaldry",), ("kaldry", "marn", "tarn"), ()])
def test_one_shared_name_is_not_enough(names: tuple[str, ...]) -> None:
    """It may be anybody's."""
    assert set(beside([DAM, Profile("other", "2024-03-05", "2024-03-05", names)]).values()) == {Beside()}


def test_years_apart_events_are_no_neighbours() -> None:
    """Though they share every name."""
    later = Profile("later", "2026-03-04", "2026-03-05", DAM.names)
    assert beside([DAM, later]) == {"dam": Beside(), "later": Beside()}
    assert beside([DAM, Profile("later", "2024-04-04", "2024-04-05", DAM.names)])["dam"] == Beside((), ("later",))


def test_an_event_that_goes_on_is_near_all_that_falls_into_it() -> None:
    """Nearness in time is from its last day."""
    long = Profile("long", "2020-01-01", "2024-03-01", DAM.names)
    assert beside([DAM, long])["dam"] == Beside(("long",), ())


def test_names_that_are_everywhere_lead_nowhere() -> None:
    """And are not followed, which is what keeps this quick."""
    crowd = [Profile(f"e{number:03}", "2024-03-04", "2024-03-04", ("kaldry", "ilven")) for number in range(301)]
    assert set(beside(crowd).values()) == {Beside()}
    assert beside(crowd[:10])["e000"] == Beside((), ("e001", "e002", "e003"))


def test_rare_names_weigh_more_than_common_ones() -> None:
    """Of two events that share as many names, the one that shares those of few is nearer."""
    crowd = [Profile(f"e{number:02}", "2024-01-01", "2024-01-01", ("marn", "oderin", f"x{number}", f"y{number}")) for number in range(40)]
    mine = Profile("mine", "2024-03-01", "2024-03-01", ("marn", "oderin", "asta rehn", "ketil brandes"))
    near = Profile("near", "2024-01-01", "2024-01-01", ("asta rehn", "ketil brandes", "x", "y"))
    assert beside([*crowd, mine, near])["mine"] == Beside(("near",), ())


def test_neighbours_are_few_and_in_the_order_of_their_days() -> None:
    """The nearest ones, not the first that there are."""
    others = [Profile(f"e{number}", f"2024-03-{10 + number}", f"2024-03-{10 + number}", DAM.names) for number in range(8)]
    found = beside([*others, Profile("mine", "2024-03-15", "2024-03-15", DAM.names)])["mine"]
    assert found.before == ("e3", "e4", "e5")
    assert found.after == ("e6", "e7")
    assert MOST == 3


def test_events_without_a_day_stand_after_the_others() -> None:
    """They are neighbours if they share enough."""
    undated = Profile("undated", "", "", DAM.names)
    assert beside([undated, DAM]) == {"dam": Beside((), ("undated",)), "undated": Beside(("dam",), ())}
    vague = Profile("vague", "2024", "2024", DAM.names)
    assert set(beside([vague, undated])["vague"].after) == {"undated"}
    assert beside([]) == {}


PROFILES = st.builds(
    Profile,
    st.integers(0, 99).map(lambda number: f"e{number:02}"),
    st.sampled_from(["", "2024", "2024-03", "2024-03-01", "2024-03-20"]),
    st.sampled_from(["", "2024-03-20", "2024-04-01"]),
    st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5).map(tuple),
)


@settings(deadline=None, max_examples=30)
@given(st.lists(PROFILES, unique_by=lambda one: one.slug, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_events_changes_nothing(events: list[Profile], chance: random.Random) -> None:
    """However they are shuffled; nobody is beside itself, and none stands on both sides."""
    found = beside(events)
    assert beside(chance.sample(events, len(events))) == found
    assert set(found) == {event.slug for event in events}
    for slug, one in found.items():
        assert slug not in one.before + one.after
        assert not set(one.before) & set(one.after)
        assert max(len(one.before), len(one.after)) <= MOST
