"""What a second look at filed events suggests."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from briefgen.events.grouping import Item
from briefgen.events.second_look import Review, review
from tests.events.test_grouping import ICE, SALT, item, sample

DAM = """\
Spillway of Kaldry Dam gives way. The spillway of Kaldry Dam broke on Monday, and the Ilven valley was told to leave. Sirens rang in Osk Bridge
for eleven minutes, and six thousand people walked to Tarn.

Ilven valley empty after dam breaks. Nobody slept in Osk Bridge, below the dam of Kaldry, whose spillway broke on Monday. Helicopters dropped
nets of rock, and six thousand people of the valley waited in Tarn.

Water board knew that Kaldry was hollow. The board of the dam at Kaldry was told that the spillway was hollow, before it broke and the Ilven
valley with Osk Bridge had to be left.

The Ilven valley goes home. Six thousand people came back to Osk Bridge on Thursday, with a band, since the spillway of Kaldry Dam is plugged
with nets of rock.""".split("\n\n")


def filed(event: str, texts: list[str], first: int = 1) -> list[Item]:
    return [item(f"{event}/{number}", text, f"2023-02-{number:02}", (event,)) for number, text in enumerate(texts, first)]


def by_event(items: list[Item]) -> dict[str, Review]:
    return {one.event: one for one in review(items)}


def test_events_that_are_well_filed_are_left_alone() -> None:
    """Nothing is suggested; each is said to hold together."""
    found = review([*filed("ice", ICE), *filed("salt", SALT), *filed("dam", DAM)])
    assert [(one.event, one.merge, one.split) for one in found] == [("dam", (), ()), ("ice", (), ()), ("salt", (), ())]
    assert all(0.1 < one.cohesion < 1 for one in found)


def test_the_sample_is_well_filed() -> None:
    """As ingest files it."""
    events = {"evacuation": "dam", "spillway": "dam", "kaldry": "dam", "ferry": "ferry", "horn": "ferry", "quennay": "ferry"}
    items = [replace(one, events=(event,)) for one in sample() if (event := next((events[word] for word in events if word in one.key), ""))]
    found = review(items)
    assert [one.event for one in found] == ["dam", "ferry"]
    assert not any(one.merge or one.split for one in found)


def test_one_event_cut_in_two_is_to_be_merged() -> None:
    """Each half names the other, with how sure; nobody else is named."""
    found = by_event([*filed("break", DAM[::2]), *filed("flood", DAM[1::2], 3), *filed("ice", ICE), *filed("salt", SALT)])
    assert [event for event, _ in found["break"].merge] == ["flood"]
    assert [event for event, _ in found["flood"].merge] == ["break"]
    assert found["break"].merge[0][1] == found["flood"].merge[0][1]
    assert 0.5 <= found["break"].merge[0][1] <= 1
    assert not found["ice"].merge
    assert not any(one.split for one in found.values())


def test_two_events_in_one_are_to_be_split() -> None:
    """Into just these, the larger first."""
    found = by_event([*filed("mixed", [*ICE, *DAM]), *filed("salt", SALT)])
    ice, dam = (tuple(f"mixed/{number}" for number in numbers) for numbers in (range(1, 4), range(4, 8)))
    assert found["mixed"].split == (dam, ice)
    assert not any(one.merge for one in found.values())
    assert not found["salt"].split


def test_a_stray_makes_no_event_of_its_own() -> None:
    """An article that fits ill is a person's choice, and two articles are never split."""
    found = by_event([*filed("dam", [*DAM, SALT[0]]), *filed("odd", [ICE[0], SALT[1]])])
    assert found["dam"].split == found["odd"].split == ()


def test_copies_do_not_count() -> None:
    """Neither as members that hold an event together, nor as another event in it."""
    copies = [item(f"copy/{number}", SALT[0], "2023-02-09", ("dam",), copy_of="dam/1") for number in range(5)]
    alone, crowded = by_event(filed("dam", DAM)), by_event([*filed("dam", DAM), *copies])
    assert crowded == alone
    unknown = [item(f"lost/{number}", SALT[number], "2023-02-09", ("dam",), copy_of="not here") for number in range(3)]
    assert len(by_event([*filed("dam", DAM), *unknown])["dam"].split) == 2


def test_what_is_not_filed_is_not_looked_at() -> None:
    """New articles, and those that a person keeps out."""
    others = [item("new", DAM[0]), item("out", DAM[1], events=None)]
    assert review([*filed("dam", DAM), *others]) == review(filed("dam", DAM))
    assert review(others) == review([]) == []


def test_an_event_of_one_article_holds_together() -> None:
    """There is nothing that it could be unlike."""
    assert review(filed("alone", [ICE[0]])) == [Review("alone", 1.0, (), ())]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_articles_changes_nothing(seed: int) -> None:
    """However they are shuffled."""
    items = [*filed("break", DAM[::2]), *filed("flood", DAM[1::2]), *filed("mixed", [*ICE, *SALT, DAM[0]])]
    assert review(random.Random(seed).sample(items, len(items))) == review(items)
