"""Which articles report the same event, what it is called, and which of them are copies."""

from __future__ import annotations

import random

import pytest

from briefgen.events import copies, grouping, naming
from briefgen.events.copies import Text
from briefgen.events.grouping import Item
from briefgen.events.naming import Member
from briefgen.similarity import vector
from tests import librarian

SAMPLE = librarian.HERE / "sample" / "expected.toml"
REAL = librarian.REAL / "expected.toml"

ICE = "The ferry to Lund Island left the quay at Marn behind an ice-breaker after ten days of ice, the harbour office of Marn said."
SALT = "The salt works at Brae will close in October after a hundred and forty years because a cheaper mine opened across the border."


def item(key: str, text: str, date: str = "2023-02-03", events: tuple[str, ...] | None = ()) -> Item:
    return Item(key, date, vector(text.split(".")[0], text), events)


def labels_of(folder: str) -> dict[str, str]:
    records = {"sample": SAMPLE, "real": REAL}[folder]
    return {seed: record.get("event", "") for seed, record in librarian.expected(records).items()}


def grouped(folder: str) -> set[frozenset[str]]:
    records = {"sample": SAMPLE, "real": REAL}[folder]
    seeds = {"sample": librarian.SAMPLE, "real": librarian.REAL}[folder]
    drafts = librarian.drafts(seeds, records)
    _, new = grouping.group(Item(one.file, one.date[:10], one.vector) for one in drafts.values())
    return {frozenset(group) for group in new}


def test_the_samples_events_are_found() -> None:
    """Every article of an event is in it, and the strays are alone."""
    wanted = labels_of("sample")
    assert grouped("sample") == {frozenset(seed for seed in wanted if wanted[seed] == label) for label in set(wanted.values())}


@pytest.mark.skipif(not REAL.exists(), reason="the real scrapes are not part of the project")
def test_the_real_scrapes_share_events_as_they_should() -> None:
    """The first and the last report one event, the second and the third another."""
    found = {frozenset(seed[:3] for seed in group) for group in grouped("real")}
    assert {frozenset({"000", "004"}), frozenset({"001", "002"})} <= found


def test_an_article_joins_the_existing_event_that_it_reports() -> None:
    """What is filed stays; what is new joins it, or starts an event of its own."""
    joined, new = grouping.group([item("old", ICE, events=("ice",)), item("more", ICE + " Goats were aboard."), item("salt", SALT)])
    assert joined == {"more": "ice"}
    assert new == [("salt",)]


def test_an_article_kept_out_of_events_stays_out_and_draws_nobody() -> None:
    """`event: none` is a person's word."""
    joined, new = grouping.group([item("out", ICE, events=None), item("in", ICE)])
    assert (joined, new) == ({}, [("in",)])


def test_time_parts_what_words_do_not() -> None:
    """The same words a year later are another event."""
    _, new = grouping.group([item("a", ICE, "2022-02-03"), item("b", ICE, "2023-02-03")])
    assert len(new) == 2


def test_the_order_of_articles_changes_nothing() -> None:
    """However they are shuffled."""
    items = [item(f"{n}", (ICE, SALT)[n % 2] + f" Number {n}.", f"2023-02-{n + 1:02}") for n in range(8)]
    wanted = grouping.group(items)
    for seed in range(5):
        shuffled = random.Random(seed).sample(items, len(items))
        assert grouping.group(shuffled) == wanted


def test_an_article_without_words_or_date_does_not_upset_anything() -> None:
    """It is an event of its own."""
    _, new = grouping.group([item("empty", "", ""), item("ice", ICE)])
    assert sorted(new) == [("empty",), ("ice",)]


def test_an_event_is_named_after_the_article_most_like_the_others_and_not_after_a_copy() -> None:
    """A copy's or an inferred title serves only where there is no other."""

    def member(title: str, text: str, *, copy: bool = False, doubtful: bool = False) -> Member:
        return Member(title, "2023-02-03", vector(title, text), copy, doubtful)

    members = [member("Ice", ICE), member("Ice, again", ICE, copy=True), member("Salt", SALT), member("Ferry", ICE, doubtful=True)]
    assert naming.title_of(members) == "Ice"


def test_an_events_slug_is_its_own() -> None:
    """Not another event's, not the list's page, and never empty."""
    assert naming.slug_of("Ice at Marn", {"ice-at-marn"}) == "ice-at-marn-2"
    assert naming.slug_of("Index", set()) == "index-2"
    assert naming.slug_of("None", set()) == "none-2"
    assert naming.slug_of("???", set()) == "event"


def text(slug: str, words: str, *, outlet: str = "", credit: str = "", date: str = "2023-02-03", new: bool = True) -> Text:
    return Text(slug, date, outlet, credit, words, new=new)


def test_reprints_are_copies_of_the_agencys_own_text() -> None:
    """The outlet whom the others credit is the original, whatever their order and length."""
    texts = [text("a", ICE + " More words here.", outlet="Echo", credit="Northwire"), text("b", ICE, outlet="Northwire"), text("c", SALT)]
    assert copies.find(texts) == {"a": "b"}


def test_a_dateline_of_its_own_makes_a_text_the_original() -> None:
    """An agency's text names the agency at its beginning, also where the reprint that cut it names nobody."""
    wire = text("b", "MARN, Feb 3 (Northwire) - " + ICE, outlet="Northwire")
    assert copies.find([text("a", ICE + " More words here."), wire]) == {"a": "b"}


def test_the_earliest_of_equal_texts_is_the_original() -> None:
    """Where nobody is credited."""
    assert copies.find([text("a", ICE, date="2023-02-04"), text("b", ICE, date="2023-02-03")]) == {"a": "b"}


def test_what_is_filed_is_never_declared_a_copy() -> None:
    """Only new articles are; a copy of a copy copies the original."""
    assert copies.find([text("a", ICE, date="2023-02-04", new=False), text("b", ICE, outlet="Northwire", date="2023-02-03")]) == {}
    filed = Text("a", "2023-02-03", "", "", ICE, copy_of="original", new=False)
    assert copies.find([filed, text("b", ICE)]) == {"b": "original"}
