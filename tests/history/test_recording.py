"""The change log written on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import chronicle, config, lock, standing
from briefgen.chronicle import Entry
from briefgen.filing import acts
from briefgen.history import contents, recorded
from briefgen.history.recording import ahead, record
from briefgen.history.refused import Refused
from briefgen.problem import Unreadable
from tests.archives import make, write
from tests.sites import article

LONG = "The goats of Lund Island have eaten the harbour master's hat again, and nobody has said that they are sorry."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of which a state was recorded."""
    root = make(tmp_path, article("2024/a", "event: e\n", f"{LONG}\n\nTwo.") + article("2024/b") + article("2024/secret", "draft: true\n"))
    record(root, "2026-11-01")
    return root


def entries(root: Path, day: str) -> tuple[Entry, ...]:
    found = chronicle.read(root / "content")
    assert found.problems == ()
    return dict(found.days).get(day, ())


def test_the_first_record_is_a_beginning(root: Path) -> None:
    """There is nothing to compare with; what is not published is not counted."""
    assert entries(root, "2026-11-01") == (Entry("began", articles=2),)
    assert not (root / "content/changes/2026-11-02.jsonl").exists()


def test_what_changed_since_is_written_down_once(root: Path) -> None:
    """With the fields that were, and nothing of a text but digests."""
    write(root, "content/articles/2024/a.md", "---\ntitle: A new title\nevent: f\n---\n\nTwo.\n\nThree.\n")
    write(root, "content/articles/2024/c.md", "---\ntitle: C\n---\n\nWords.\n")
    (root / "content/articles/2024/b.md").unlink()
    done = record(root, "2026-11-02")
    assert (done.since, [change.kind for change in done.changes]) == ("2026-11-01", ["added", "changed", "removed"])
    assert done.written == ("content/changes/2026-11-02.jsonl", "content/changes/state.tsv")
    assert entries(root, "2026-11-02") == (
        Entry("added", "c", "articles/2024/c.html"),
        Entry(
            "changed",
            "a",
            "articles/2024/a.html",
            title=("2024/a", "A new title"),
            events=(("e",), ("f",)),
            new=(chronicle.digest_of("Three."),),
            gone=1,
        ),
        Entry("removed", "b", "articles/2024/b.html"),
    )
    assert record(root, "2026-11-02").changes == ()
    assert len(entries(root, "2026-11-02")) == 3


def test_an_event_that_was_renamed_is_one_change(root: Path) -> None:
    """Recorded once, with both names, and with the article that changed otherwise."""
    acts.rename(root, "e", "A new name")
    record(root, "2026-11-02")
    assert entries(root, "2026-11-02") == (Entry("renamed", "a-new-name", "events/a-new-name.html", events=(("e",), ("a-new-name",))),)
    assert record(root, "2026-11-03").changes == ()


def test_where_nothing_changed_nothing_is_written(root: Path) -> None:
    """Whatever the day: so a deployment each night leaves version control alone."""
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    assert record(root, "2026-12-24").written == ()
    assert {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()} == before


def test_what_would_be_recorded_is_told_before(root: Path) -> None:
    """With nothing written."""
    write(root, "content/articles/2024/c.md", "---\ntitle: C\n---\n\nWords.\n")
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    told = ahead(root, "2026-11-02")
    assert {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()} == before
    assert (told.has_news, told.written) == (True, ())
    assert replace(record(root, "2026-11-02"), written=()) == told
    assert not ahead(root, "2026-11-02").has_news
    recorded.path_of(root / "content").unlink()
    assert ahead(root, "2026-11-02").has_news


def test_two_records_of_a_day_are_one_after_the_other(root: Path) -> None:
    write(root, "content/articles/2024/c.md", "---\ntitle: C\n---\n\nWords.\n")
    record(root, "2026-11-02")
    (root / "content/articles/2024/c.md").unlink()
    record(root, "2026-11-02")
    assert [entry.kind for entry in entries(root, "2026-11-02")] == ["added", "removed"]


def test_what_is_withdrawn_is_told_without_its_title(root: Path) -> None:
    """And what is withdrawn before anybody saw it is not told at all."""
    write(root, "content/articles/2024/a.md", "---\ntitle: Secret\nwithdrawn: the court said so\n---\n\nWords.\n")
    write(root, "content/articles/2024/new.md", "---\ntitle: Secret\nwithdrawn: true\n---\n\nWords.\n")
    record(root, "2026-11-02")
    assert entries(root, "2026-11-02") == (Entry("withdrawn", "a", "articles/2024/a.html"),)
    assert not [path for path in (root / "content/changes").iterdir() if "Secret" in path.read_text(encoding="utf-8")]
    write(root, "content/articles/2024/a.md", f"---\ntitle: 2024/a\nevent: e\n---\n\n{LONG}\n\nTwo.\n")
    record(root, "2026-11-03")
    assert entries(root, "2026-11-03") == (Entry("restored", "a", "articles/2024/a.html"),)


def test_what_waits_for_its_day_comes_on_it(root: Path) -> None:
    write(root, "content/articles/2024/later.md", "---\ntitle: Later\npublish_on: 2026-11-20\n---\n\nWords.\n")
    assert record(root, "2026-11-19").changes == ()
    assert [change.slug for change in record(root, "2026-11-20").changes] == ["later"]


@pytest.mark.parametrize("rights", ["metadata", "excerpt"])
def test_of_a_text_that_may_not_be_shown_no_digest_is_kept(tmp_path: Path, rights: str) -> None:
    """So nobody can try out what it may say, and no change of it is told."""
    root = make(tmp_path, article("a", f"rights: {rights}\n", f"Beginning.\n\n{LONG * 9}"))
    record(root, "2026-11-01")
    state = recorded.path_of(root / "content").read_text(encoding="utf-8")
    assert chronicle.digest_of(LONG * 9) not in state
    write(root, "content/articles/a.md", f"---\ntitle: a\nrights: {rights}\n---\n\nBeginning.\n\n{LONG * 8}{LONG.upper()}\n")
    assert record(root, "2026-11-02").changes == ()


def test_other_rights_are_told_and_not_what_they_hide(root: Path) -> None:
    write(root, "content/articles/2024/a.md", f"---\ntitle: 2024/a\nevent: e\nrights: metadata\n---\n\n{LONG}\n\nTwo.\n")
    record(root, "2026-11-02")
    assert entries(root, "2026-11-02") == (Entry("changed", "a", "articles/2024/a.html", rights=("full", "metadata")),)


def test_a_day_before_the_last_is_refused(root: Path) -> None:
    """Nothing is written."""
    write(root, "content/articles/2024/c.md", "---\ntitle: C\n---\n")
    with pytest.raises(Refused, match="the change log ends with 2026-11-01"):
        record(root, "2026-10-31")
    assert [path.name for path in sorted((root / "content/changes").iterdir())] == ["2026-11-01.jsonl", "state.tsv"]


def test_while_a_file_cannot_be_read_nothing_is_recorded(root: Path) -> None:
    """What is in it would be told to have been removed."""
    write(root, "content/articles/2024/b.md", "---\ntitle: a: b\n---\n")
    with pytest.raises(Unreadable) as error:
        record(root, "2026-11-02")
    assert [problem.path for problem in error.value.problems] == ["content/articles/2024/b.md"]
    assert entries(root, "2026-11-02") == ()


def test_a_broken_state_stops_it(root: Path) -> None:
    recorded.path_of(root / "content").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(Unreadable):
        record(root, "2026-11-02")


def test_one_at_a_time(root: Path) -> None:
    """It holds the archive's lock, which whoever holds it may take again."""
    with lock.held(root / standing.FOLDER):
        assert record(root, "2026-11-02").changes == ()


def test_the_state_is_what_the_public_edition_shows(root: Path) -> None:
    state = recorded.read(root / "content")
    assert state is not None
    assert state.records == tuple(sorted(contents.as_it_is(root, config.load(root, date="2026-11-01")).records, key=lambda one: one.slug))
    assert [one.slug for one in state.records] == ["a", "b"]
