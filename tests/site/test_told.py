"""What is told of each event: from what its articles say, and compiled anew only where that has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

import briefgen.dossier.facts
from briefgen.crew import Crew
from briefgen.dossier import dossier
from briefgen.dossier.facts import Facts
from briefgen.library.reading import load
from briefgen.progress import quiet
from briefgen.shelf import Shelf
from briefgen.site import told
from briefgen.site.told import Compiled, Report, Teller, Told
from tests.archives import content_of, make, write

TEXTS = {
    "broke": "The spillway of Kaldry Dam broke on Monday. About 6,400 people were evacuated from the Ilven valley, said Engineer Asta Rehn.",
    "wider": "The order to leave was extended to Tarn on Tuesday. About 7,100 people were evacuated below Kaldry Dam, said Engineer Asta Rehn.",
    "goats": "Two goats crossed the ice of Marn. Nobody had seen them before, said Baker Ines Orlov.",
}


def text(slug: str, event: str, more: str = "", body: str = "", title: str = "") -> str:
    return f"---\ntitle: {title or slug}\ndate: 2024-03-04\noutlet: Echo\nevent: {event}\n{more}---\n\n{body or TEXTS[slug]}\n"


ARCHIVE = "".join(
    f"-- content/articles/{slug}.md --\n{text(slug, event)}" for slug, event in (("broke", "dam"), ("wider", "dam"), ("goats", "goats"))
)


class Archive:
    """An archive that is told of again and again, with one shelf."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.compiled: list[str] = []
        """The events that were compiled the last time,"""
        self.facts: list[str] = []
        """and the articles' texts of which the facts were worked out, by their first words."""

    @contextmanager
    def teller(self) -> Iterator[tuple[Teller, Shelf]]:
        with Shelf(self.root / "shelf.sqlite") as kept:
            reading = load(self.root, content_of(self.root), kept, Crew())
            heads = [head for head in reading.heads if not head.draft]
            yield Teller(self.root, heads, reading.file, kept), kept

    def __call__(self, jobs: int = 1) -> dict[str, Told]:
        self.compiled, self.facts = [], []
        compiled, facts = told._compiled, briefgen.dossier.facts.facts

        def noted(slug: str, reports: Sequence[Report]) -> Compiled:
            self.compiled.append(slug)
            return compiled(slug, reports)

        def noted_facts(one: str, date: str, told: str | None = None) -> Facts:
            self.facts.append(" ".join(one.split()[:2]))
            return facts(one, date, told)

        with pytest.MonkeyPatch.context() as patched, self.teller() as (teller, _), Crew(jobs, worth=0) as crew:
            if jobs == 1:
                patched.setattr(told, "_compiled", noted)
                patched.setattr("briefgen.dossier.facts.facts", noted_facts)
            return teller.told(crew, quiet)

    def edit(self, slug: str, event: str, more: str = "", body: str = "", title: str = "") -> None:
        write(self.root, f"content/articles/{slug}.md", text(slug, event, more, body, title))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(make(tmp_path, ARCHIVE))


def test_an_event_is_told_in_its_articles_sentences_and_names(archive: Archive) -> None:
    """The names most mentioned first, folded."""
    found = archive()
    assert set(found) == {"dam", "goats"}
    assert found["dam"].sentences[0] == "The spillway of Kaldry Dam broke on Monday."
    assert "asta rehn" in found["dam"].names
    assert len(found["dam"].names) <= told.PROFILE_NAMES
    assert archive.compiled == ["dam", "goats"]


def test_nothing_new_is_nothing_to_compile(archive: Archive) -> None:
    """And what is told is the same."""
    first = archive()
    assert archive() == first
    assert (archive.compiled, archive.facts) == ([], [])


def test_an_edit_compiles_the_events_of_its_article(archive: Archive) -> None:
    """And works out the facts of that one alone."""
    first = archive()
    archive.edit("wider", "dam", body=TEXTS["wider"].replace("7,100", "8,200"))
    second = archive()
    assert (archive.compiled, archive.facts) == (["dam"], ["The order"])
    assert second["goats"] == first["goats"]
    assert second["dam"].key != first["dam"].key


@pytest.mark.parametrize(
    "change",
    [
        {"more": "tags: [dams]\nsource: https://example.org/\nsummary: Ours\nauthor: Ada\n"},
        {"body": TEXTS["wider"].replace("Tuesday", "**Tuesday**")},
        {"more": "aliases: old.html\nreview: date\nvia: Newsheap\n"},
    ],
)
def test_what_the_text_does_not_say_compiles_nothing(archive: Archive, change: dict[str, str]) -> None:
    """Nor does what is only put otherwise."""
    archive()
    archive.edit("wider", "dam", **change)
    archive()
    assert archive.compiled == []


@pytest.mark.parametrize(
    "more",
    ["copy_of: broke\n", "version_of: broke\n", "rights: metadata\n", "rights: excerpt\n", "date: 2024-03-09\n", "outlet: Courier\n", "title: T\n"],
)
def test_whatever_a_dossier_is_made_of_makes_it_anew(archive: Archive, more: str) -> None:
    """Of any article of the event."""
    first = archive()
    body = text("wider", "dam")
    for line in more.splitlines():
        key = line.partition(":")[0]
        body = "".join(one for one in body.splitlines(keepends=True) if not one.startswith(f"{key}:")).replace("---\n", f"---\n{line}\n", 1)
    write(archive.root, "content/articles/wider.md", body)
    second = archive()
    assert archive.compiled == ["dam"]
    assert second["dam"].key != first["dam"].key


def test_an_article_that_comes_or_goes_compiles_its_events(archive: Archive) -> None:
    """The old and the new one; whether another event has it too is a part of it."""
    archive()
    archive.edit("wider", "goats")
    archive()
    assert (sorted(archive.compiled), archive.facts) == (["dam", "goats"], [])
    archive.edit("wider", "[dam, goats]")
    archive()
    assert sorted(archive.compiled) == ["dam", "goats"]
    archive.edit("wider", "goats", "draft: true\n")
    archive()
    assert sorted(archive.compiled) == ["dam", "goats"]


def test_an_event_without_articles_is_not_told(archive: Archive) -> None:
    """And nothing of it is kept."""
    archive()
    (archive.root / "content/articles/goats.md").unlink()
    assert set(archive()) == {"dam"}
    with archive.teller() as (_, kept):
        assert set(kept.all("told")) == set(kept.all("dossier")) == {"dam"}


def test_what_is_no_longer_there_is_forgotten(archive: Archive) -> None:
    """The facts of an article that went, too: else the shelf would grow for ever."""
    archive()
    (archive.root / "content/articles/goats.md").unlink()
    archive()
    with archive.teller() as (_, kept):
        assert set(kept.all("facts")) == {"articles/broke.md", "articles/wider.md"}


def test_a_dossier_is_that_of_its_articles(archive: Archive) -> None:
    """Its sentences are those that lists show."""
    found = archive()
    with archive.teller() as (teller, _):
        whole = dossier.unpacked(teller.dossier("dam", found["dam"].key))
    assert tuple(one.sentence for one in whole.summary) == found["dam"].sentences


def test_a_dossier_that_was_lost_is_made_again(archive: Archive) -> None:
    """The same, when somebody asks for it."""
    found = archive()
    with archive.teller() as (teller, kept):
        before = teller.dossier("dam", found["dam"].key)
        kept.forget("dossier", ["dam"])
        kept.forget("facts", ["articles/broke.md"])
        assert teller.dossier("dam", found["dam"].key) == before
    with archive.teller() as (teller, kept):
        assert kept.get("dossier", "dam", found["dam"].key) == before


def test_what_may_not_be_shown_is_not_told(archive: Archive) -> None:
    """Neither its words nor its names."""
    assert all(archive()["dam"])
    archive.edit("broke", "dam", "rights: metadata\n")
    archive.edit("wider", "dam", "rights: metadata\n")
    assert archive()["dam"][1:] == ((), (), b"")


BESIDE = """Why it matters:

More than six thousand people live below the dam.

| place | people |
|---|---|
| Tarn | four thousand |

![The spillway in May](spillway.png)

They come back in spring.[^1]

[^1]: The board counted them.
"""


def test_sections_leave_out_tables_pictures_and_notes(archive: Archive) -> None:
    """Their cells and words are no lines of it. When a table becomes paragraphs, with the same words, they are."""
    archive.edit("broke", "dam", body=BESIDE)
    assert _sections(archive) == ["More than six thousand people live below the dam.\nThey come back in spring."]
    archive.edit(
        "broke", "dam", body=BESIDE.replace("| place | people |\n|---|---|\n| Tarn | four thousand |", "place\n\npeople\n\nTarn\n\nfour thousand")
    )
    (text,) = _sections(archive)
    assert "Tarn\nfour thousand" in text


def _sections(archive: Archive) -> list[str]:
    found = archive()
    with archive.teller() as (teller, _):
        whole = dossier.unpacked(teller.dossier("dam", found["dam"].key))
    return [passage.text for section in whole.sections for passage in section.passages]


def test_two_processes_tell_the_same(tmp_path: Path) -> None:
    """As one."""
    one, other = (Archive(make(tmp_path / name, ARCHIVE)) for name in "ab")
    assert one(jobs=1) == other(jobs=2)
    with one.teller() as (_, kept), other.teller() as (_, again):
        for step in ("told", "dossier", "facts"):
            assert kept.all(step) == again.all(step)
