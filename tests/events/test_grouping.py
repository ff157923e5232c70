"""Which articles report the same event."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import archive, dates
from briefgen.events import grouping
from briefgen.events.grouping import NEW, Board, Item, group
from briefgen.events.profile import terms, weigher
from briefgen.markdown import plain
from tests import librarian

SAMPLE = librarian.HERE / "sample" / "expected.toml"
REAL = librarian.REAL / "expected.toml"

ICE = """\
Ferry to Lund Island runs again behind an ice-breaker. The ferry to Lund Island left the quay at Marn after ten days of ice. Forty passengers
were aboard, among them a bride and two goats, the harbour office of Marn said.

Ice-breaker leads the Lund Island ferry out of Marn. After ten days the ice between Marn and Lund Island was broken on Friday, and the ferry
took forty passengers across. The harbour office expects more frost.

Bride reaches Lund Island ten days late. The ice had kept the ferry at its quay in Marn. Two goats that travelled with her were seasick behind
the ice-breaker, the ferry's mate said.""".split("\n\n")
SALT = """\
Salt works at Brae to close in autumn. The salt works at Brae will close in October after a hundred and forty years, because a cheaper mine
opened across the border, its owners told sixty workers.

Sixty workers of Brae lose their salt works. A mine across the border sells salt for half of what the works at Brae asks. The owners will
shut the pans in October.

Brae mourns its salt. For a hundred and forty years the pans of the salt works smoked over Brae. In October the owners put the fires out, since
the mine across the border is cheaper.""".split("\n\n")
BOTH = """\
A week on the coast of ice and salt. The ferry to Lund Island runs again: an ice-breaker led it out of Marn with forty passengers, a bride and
two goats, after ten days at its quay. At Brae the sixty workers of the salt works have learned that the pans will close in October, after a
hundred and forty years. A mine across the border is cheaper, their owners say. More frost is on its way, says the harbour office of Marn; the
mate of the ferry fears for his goats on Lund Island, and Brae for its salt works."""


def item(key: str, text: str, date: str = "2023-02-03", events: tuple[str, ...] | None = (), copy_of: str = "") -> Item:
    return Item(key, date, terms(text.split(".")[0], text), events, copy_of)


def together(found: dict[str, tuple[str, ...]]) -> set[frozenset[str]]:
    """The articles of each event by their first."""
    members = defaultdict(set)
    for key, events in found.items():
        members[events[0]].add(key)
    return set(map(frozenset, members.values()))


def nearness(one: Item, other: Item) -> float:
    return Board([one, other], weigher([one.terms, other.terms])).nearness(0, 1)


@cache
def sample() -> tuple[Item, ...]:
    """The sample's articles as content/ has them, as if nobody had filed them."""
    articles = archive.load(librarian.SAMPLE.parent).articles
    paths = {article.slug: article.path for article in articles}
    return tuple(
        Item(one.path, dates.day(one.date), terms(one.title, plain(one.body)), (), paths.get(one.copy_of or one.version_of, "")) for one in articles
    )


def grouped(folder: str) -> dict[str, tuple[str, ...]]:
    """What grouping makes of the seeds of the sample, or of the real scrapes."""
    seeds, records = {"sample": (librarian.SAMPLE, SAMPLE), "real": (librarian.REAL, REAL)}[folder]
    return group(Item(one.file, dates.day(one.date), terms(one.title, plain(one.body))) for one in librarian.drafts(seeds, records).values())


def test_the_samples_events_are_found() -> None:
    """Every article of an event is in it, and the strays are alone."""
    wanted = {seed: record.get("event", "") for seed, record in librarian.expected(SAMPLE).items()}
    assert together(grouped("sample")) == {frozenset(seed for seed in wanted if wanted[seed] == label) for label in set(wanted.values())}


@pytest.mark.skipif(not REAL.exists(), reason="the real scrapes are not part of the project")
def test_the_real_scrapes_share_events_as_they_should() -> None:
    """Three report one event, the others another; and one of these reports both."""
    found = {seed[:3]: events for seed, events in grouped("real").items()}
    assert together(found) == {frozenset({"000", "003", "004"}), frozenset({"001", "002"})}
    assert set(found["001"]) == {found["000"][0], found["002"][0]}
    assert [len(found[seed]) for seed in ("000", "002", "003", "004")] == [1, 1, 1, 1]


def test_an_article_joins_the_existing_event_that_it_reports() -> None:
    """What is filed stays; what is new joins it, or starts an event of its own."""
    found = group([item("old", ICE[0], events=("ice",)), item("more", ICE[1]), item("salt", SALT[0])])
    assert found["more"] == ("ice",)
    assert set(found) == {"more", "salt"}
    assert found["salt"][0].startswith(NEW)


def test_an_article_kept_out_of_events_stays_out_and_draws_nobody() -> None:
    """`event: none` is a person's word."""
    found = group([item("out", ICE[0], events=None), item("in", ICE[0]), item("salt", SALT[0])])
    assert together(found) == {frozenset({"in"}), frozenset({"salt"})}


def test_a_persons_filing_teaches_the_event() -> None:
    """An article that is too far from an event's others joins it once a person has filed a like one there."""
    harvest = "Potatoes of Velmora rot at the Bresk Gap. Farmers from Velmora queue with their lorries at the customs house of the Bresk Gap."
    price = "Chips are dear in Issarin. A cook in Issarin asks four crowns for chips, and blames the customs house for his empty sacks."
    chips = "Issarin runs out of chips. The cooks of Issarin pay eleven crowns for a sack, and ask four crowns for chips at last."
    filed = [item("harvest", harvest, events=("potatoes",)), item("salt", SALT[0], events=("salt",))]
    assert group([*filed, item("chips", chips)])["chips"][0].startswith(NEW)
    assert group([*filed, item("price", price, events=("potatoes",)), item("chips", chips)])["chips"] == ("potatoes",)


def test_time_parts_what_words_hardly_join() -> None:
    """Reports that share some words are of one event in one week, and of two a year apart."""
    frost = "Frost closes the harbour of Marn. The master of the quay sent the fishing boats home, and a cutter lost its rudder to the ice."
    storm = "Storm takes eleven sheds. Sunday's wind took a crane, a shed and three chimneys; the hat of Marn's vicar was found at the lighthouse."
    near, far = (group([item("a", frost, "2023-02-03"), item("b", storm, date)]) for date in ("2023-02-05", "2024-02-05"))
    assert len(together(near)) == 1
    assert len(together(far)) == 2


@pytest.mark.parametrize("date", ["", "2023", "2023-02"])
def test_an_article_without_a_day_is_filed_by_its_words(date: str) -> None:
    """As near as if some weeks lay between."""
    assert together(group([item("a", ICE[0], date), item("b", ICE[1]), item("c", SALT[0], date)])) == {frozenset("ab"), frozenset("c")}
    known = nearness(item("a", ICE[0]), item("b", ICE[1]))
    assert known * 0.6 < nearness(item("a", ICE[0], date), item("b", ICE[1])) < known


def test_articles_without_words_are_events_of_their_own() -> None:
    """They upset nothing, and nobody joins them."""
    found = group([item("empty", "", ""), item("none", "", "2023-02-03"), item("signs", "?!"), item("a", ICE[0]), item("b", ICE[1])])
    assert together(found) == {frozenset({"empty"}), frozenset({"none"}), frozenset({"signs"}), frozenset("ab")}
    assert group([]) == {}


def test_two_filed_events_are_never_joined() -> None:
    """However alike, and whatever stands between them: each goes on taking in what is nearest to it, under its name."""
    filed = [item("ice0", ICE[0], events=("ferry",)), item("ice1", ICE[1], events=("island",))]
    found = group([*filed, item("like0", ICE[0]), item("like1", ICE[1]), *(item(f"between{number}", ICE[2]) for number in range(4))])
    assert nearness(*filed) > 2 * grouping.JOIN
    assert (found["like0"][0], found["like1"][0]) == ("ferry", "island")
    assert {event for events in found.values() for event in events} == {"ferry", "island"}


def test_an_article_that_reports_two_events_is_filed_under_both() -> None:
    """Where each has articles of its own; its own event comes first. The others are in one."""
    items = [item(f"ice{number}", text) for number, text in enumerate(ICE)] + [item(f"salt{number}", text) for number, text in enumerate(SALT)]
    found = group([*items, item("both", BOTH)])
    ice, salt = found["ice0"], found["salt0"]
    assert set(found["both"]) == {*ice, *salt}
    assert all(found[f"ice{number}"] == ice and found[f"salt{number}"] == salt for number in range(3))
    assert len(ice) == len(salt) == 1


def test_an_article_that_reports_two_filed_events_is_filed_under_both() -> None:
    """By their names."""
    ice = [item(f"ice{number}", text, events=("ice",)) for number, text in enumerate(ICE)]
    salt = [item(f"salt{number}", text, events=("salt",)) for number, text in enumerate(SALT)]
    assert set(group([*ice, *salt, item("both", BOTH)])["both"]) == {"ice", "salt"}


# copies


def test_a_copy_goes_where_its_original_goes() -> None:
    """Whatever its words, by way of other copies, into each of the original's events."""
    items = [item("a", ICE[0]), item("b", ICE[1]), item("copy", SALT[0], copy_of="b"), item("copy of copy", SALT[1], copy_of="copy")]
    found = group(items)
    assert found["copy"] == found["copy of copy"] == found["b"] == found["a"]
    filed = group([item("a", ICE[0], events=("ice", "winter")), item("copy", SALT[0], copy_of="a")])
    assert filed == {"copy": ("ice", "winter")}


def test_a_copy_counts_for_nothing() -> None:
    """It makes no event larger and draws nobody: what reports a copy's words does not join it."""
    found = group([item("a", ICE[0]), item("copy", SALT[0], copy_of="a"), item("salt", SALT[1])])
    assert found["copy"] == found["a"] != found["salt"]


def test_a_copy_of_what_is_in_no_event_has_one_of_its_own() -> None:
    """And so has one whose original is not there."""
    found = group([item("out", ICE[0], events=None), item("copy", ICE[0], copy_of="out"), item("lost", SALT[0], copy_of="nowhere")])
    assert together(found) == {frozenset({"copy"}), frozenset({"lost"})}


@pytest.mark.parametrize("lines", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a"}, {"a": "b", "b": "c", "c": "b"}])
def test_copies_that_go_round_in_a_circle_are_filed_all_the_same(lines: dict[str, str]) -> None:
    """A person may err: each article has an event."""
    found = group([item(key, ICE[0], copy_of=lines.get(key, "")) for key in "abcd"])
    assert set(found) == set("abcd")
    assert all(found.values())


# the order and the past


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(chance: random.Random) -> None:
    """However they are shuffled, some of them filed already."""
    items = [replace(one, events=("dam",) if "evacuation" in one.key or "spillway" in one.key else ()) for one in sample()]
    assert group(chance.sample(items, len(items))) == group(items)


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_what_is_filed_never_moves_whatever_comes_later(chance: random.Random) -> None:
    """Articles come in any order and in batches of any size: each is answered once, when it is new, and names that were given stay."""
    coming = chance.sample(sample(), len(sample()))
    filed: list[Item] = []
    given: set[str] = set()
    while coming:
        batch = [coming.pop() for _ in range(min(len(coming), chance.randint(1, 8)))]
        found = group(chance.sample([*filed, *batch], len(filed) + len(batch)))
        assert set(found) == {one.key for one in batch}
        names = {event: f"event {len(filed)} {event[1:]}" for events in found.values() for event in events if event.startswith(NEW)}
        assert {event for events in found.values() for event in events} <= given | names.keys()
        given |= set(names.values())
        filed += [replace(one, events=tuple(names.get(event, event) for event in found[one.key])) for one in batch]
    assert len(filed) == len(sample())


GROUP = """
import json, sys
from briefgen.events.grouping import Item, group
from briefgen.events.profile import terms
items = [Item(key, date, terms(title, text)) for key, date, title, text in json.load(sys.stdin)]
print(json.dumps(group(items)))
"""


def test_the_machine_does_not_show() -> None:
    """Other hash seeds: the same events under the same names, in the same order."""
    given = json.dumps([(one.path, dates.day(one.date), one.title, plain(one.body)) for one in archive.load(librarian.SAMPLE.parent).articles])
    answers = {
        subprocess.run(
            [sys.executable, "-c", GROUP], input=given, env={**os.environ, "PYTHONHASHSEED": seed}, text=True, capture_output=True, check=True
        ).stdout
        for seed in ("0", "7")
    }
    assert len(answers) == 1


# the effort


def crowd(size: int) -> Iterable[Item]:
    """So many articles of which each has most of its words in common with many others, in events of five."""
    chance = random.Random(5)
    common = [f"{one}{two}" for one in ("mar", "tol", "bra", "hask", "vel", "iss", "or", "kal") for two in ("ket", "burn", "dry", "wick", "stad")]
    for number in range(size):
        own = [f"xq{number // 5}y{place}" for place in range(8)]
        text = " ".join(chance.sample(common, 30) + chance.sample(own, 6))
        yield Item(f"{number:05}", f"2023-{1 + number % 12:02}-{1 + number % 28:02}", terms(" ".join(own[:2]), text))


def test_comparisons_grow_with_the_archive_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the articles, hardly more than twice the pairs that are looked at, though they all share words; and the events are found."""
    counted = 0
    nearness = Board.nearness

    def noted(self: Board, one: int, other: int) -> float:
        nonlocal counted
        counted += 1
        return nearness(self, one, other)

    monkeypatch.setattr(grouping.Board, "nearness", noted)
    effort = []
    for size in (300, 600):
        counted = 0
        found = group(crowd(size))
        effort.append(counted)
        assert together(found) == {frozenset(f"{number:05}" for number in range(start, start + 5)) for start in range(0, size, 5)}
    assert 300 < effort[0] < 300 * 60
    assert effort[1] < 2.5 * effort[0]


@pytest.mark.parametrize("days", [["2023-02-03"], [f"2023-02-{day:02}" for day in range(1, 29)], [""]])
def test_a_crowd_that_reports_one_thing_is_one_event(days: list[str]) -> None:
    """However many come at once, and whether on one day or without any."""
    said = [f"{ICE[0]} Reader {number} wrote in from pier {number * 7} of {('Brae', 'Tarn', 'Osk')[number % 3]}." for number in range(90)]
    crowd = [item(f"{number:03}", text, days[number % len(days)]) for number, text in enumerate(said)]
    assert len({events[0] for events in group(crowd).values()}) == 1


def test_an_event_that_was_torn_is_made_whole() -> None:
    """Where several articles would be under both of two new events, these are one; of filed events each article chooses."""
    tellers = [item(f"both{number}", f"{BOTH} Number {number}.", f"2023-02-0{number + 3}") for number in range(4)]
    parts = [item(f"{name}{number}", text, "2023-02-04") for name, texts in (("ice", ICE), ("salt", SALT)) for number, text in enumerate(texts)]
    found = group([*parts, *tellers])
    assert len({events[0] for events in found.values()}) == 1
    filed = [replace(one, events=(one.key[:3],)) for one in parts]
    assert {len({*events} & {"ice", "sal"}) > 0 for events in group([*filed, *tellers]).values()} == {True}


def test_copies_of_what_is_in_no_event_share_one() -> None:
    """Since their original is kept out, they have only one another."""
    out = item("wire", ICE[0], events=None)
    found = group([out, item("a", ICE[0], copy_of="wire"), item("b", ICE[0], copy_of="wire"), item("c", SALT[0])])
    assert found["a"] == found["b"] != found["c"]
