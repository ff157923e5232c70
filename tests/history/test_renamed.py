"""Events that were given other names, and what their articles do not tell then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import config
from briefgen.filing import acts
from briefgen.history import named
from briefgen.history.comparing import Change, Turn, compare
from briefgen.history.record import EventRecord, Record
from briefgen.history.renamed import renamed
from briefgen.site.build import build
from tests.archives import make
from tests.history.repositories import commit
from tests.sites import article, event

DAM = Record("dam", "articles/dam.html", "Dam breaks", events=("flood",), rights="full")
VALLEY = Record("valley", "articles/valley.html", "Valley", events=("rain", "flood"), rights="full")
DELUGE = EventRecord("deluge", "events/deluge.html", ("events/flood.html",), "The Deluge")


def filed(record: Record, *events: str) -> Record:
    return replace(record, events=events)


def test_an_event_is_known_by_what_leads_on_to_it() -> None:
    """However many names it has had; a name without an alias tells nothing."""
    after = [filed(DAM, "deluge")]
    assert renamed([DAM], after, [DELUGE]) == {"flood": DELUGE}
    twice = replace(DELUGE, aliases=("old.html", "events/water.html", "events/flood.html"))
    assert renamed([DAM], after, [twice]) == {"flood": twice}
    assert renamed([DAM], after, [replace(DELUGE, aliases=("events/water.html",))]) == {}


def test_two_events_that_became_one_were_not_renamed() -> None:
    """Neither where one of them stays, nor where both have another name now: their articles are filed with others now."""
    assert renamed([DAM, filed(VALLEY, "deluge")], [filed(DAM, "deluge"), filed(VALLEY, "deluge")], [DELUGE]) == {}
    both = replace(DELUGE, aliases=("events/flood.html", "events/rain.html"))
    assert renamed([DAM, filed(VALLEY, "rain")], [filed(DAM, "deluge"), filed(VALLEY, "deluge")], [both]) == {}


def test_an_event_that_still_has_articles_was_not_renamed() -> None:
    """Though something of its name leads on to another one."""
    assert renamed([DAM, VALLEY], [filed(DAM, "deluge"), VALLEY], [DELUGE]) == {}


def test_a_renamed_event_is_told_of_once() -> None:
    """And not of each of its articles."""
    found = compare([DAM, VALLEY], [filed(DAM, "deluge"), filed(VALLEY, "rain", "deluge")], [DELUGE])
    assert found == (Change("renamed", "deluge", "events/deluge.html", "The Deluge", (Turn("events", ("flood",), ("deluge",)),)),)


def test_what_else_became_of_its_articles_is_told_under_its_new_name() -> None:
    found = compare([DAM, VALLEY], [replace(filed(DAM, "deluge"), title="Dam broke"), filed(VALLEY, "deluge")], [DELUGE])
    assert [(change.kind, change.slug, change.fields) for change in found] == [
        ("changed", "dam", (Turn("title", ("Dam breaks",), ("Dam broke",)),)),
        ("refiled", "valley", (Turn("events", ("deluge", "rain"), ("deluge",)),)),
        ("renamed", "deluge", (Turn("events", ("flood",), ("deluge",)),)),
    ]


def test_another_digest_is_no_change_where_it_is_the_event_s_name() -> None:
    """Of sites without texts, what is published of an article has another digest then."""
    bare = replace(DAM, paragraphs=None, digest="1")
    assert [change.kind for change in compare([bare], [replace(filed(bare, "deluge"), digest="2")], [DELUGE])] == ["renamed"]


@pytest.mark.parametrize("settings", ["", "exports = { markdown = false }\n"])
def test_every_state_knows_the_names_of_its_events(tmp_path: Path, settings: str) -> None:
    """Content as it is, as git had it, and as a site shows it, with a mirror or without."""
    archive = article("2024/a", "date: 2024-03-04\nevent: e\n") + article("2024/b", "event: [e, other]\n") + event("e") + event("other")
    root = make(tmp_path, f"-- briefgen.toml --\ntitle = 'T'\n{settings}{archive}")
    commit(root, "2026-11-01T12:00:00Z")
    build(root)
    (root / "site").rename(root / "before")
    acts.rename(root, "e", "A new name")
    build(root)
    commit(root, "2026-11-02T12:00:00Z")
    of_archive = config.load(root)
    for names in (("2026-11-01", "now"), ("HEAD~1", "HEAD"), ("2026-11-01", "2026-11-02"), ("before", "site"), ("before", "now")):
        one, other = (named.state(root, name, of_archive) for name in names)
        found = compare(one.records, other.records, other.events)
        assert [(change.kind, change.url, change.fields) for change in found] == [
            ("renamed", "events/a-new-name.html", (Turn("events", ("e",), ("a-new-name",)),))
        ], names
