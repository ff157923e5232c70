"""The search index as files of the site: what is made again when something has changed, and that it is the same as at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from briefgen.crew import Crew
from briefgen.library.reading import Reading, load
from briefgen.progress import quiet
from briefgen.search import leaves
from briefgen.search.leaves import Leaf, Parts, Scale
from briefgen.search.lookup import word as lookup
from briefgen.search.opened import loader
from briefgen.search.reader import Index
from briefgen.shelf import Shelf
from briefgen.site import harvest, indexing
from briefgen.site.harvest import Member
from briefgen.site.planned import Planned, supplied
from briefgen.site.shelves import Material, Shelves, events_of
from tests.archives import content_of, make, write
from tests.kits import ENGLISH


@pytest.fixture(autouse=True, scope="module")
def small_leaves() -> Iterator[None]:
    """So that a few articles make several leaves."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(leaves, "LEAF", 4)
        patched.setattr(leaves, "LARGEST_LEAF", 8)
        patched.setattr(leaves, "scale", lambda _: leaves.Scale(16, 2))
        yield


class Archive:
    """An archive that is indexed again and again, with one shelf."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.counted: list[str] = []
        """The articles whose words were counted the last time,"""
        self.leaves: list[list[str]] = []
        """and the leaves that were made."""
        self.language = "en"

    @contextmanager
    def planned(self, jobs: int = 1, *, counts: bool = True) -> Iterator[tuple[list[Planned], Shelf]]:
        """The index's files. `counts` is whether words are counted while articles are read, as when the site is searched all along."""
        make_leaf, also = harvest.make_leaf, partial(harvest.words_of, self.language)

        def noted(given: tuple[Path, str, Scale, Sequence[Member]]) -> tuple[Leaf, Parts, list[bytes]]:
            self.leaves.append([one.file.path for one in given[3]])
            made = make_leaf(given)
            self.counted += [one.file.path for one, words in zip(given[3], made[2], strict=True) if words]
            return made

        self.counted, self.leaves = [], []
        with pytest.MonkeyPatch.context() as patched, Shelf(self.root / "shelf.sqlite") as kept, Crew(jobs, worth=0) as crew:
            if jobs == 1:
                patched.setattr(harvest, "make_leaf", noted)
            reading = load(self.root, content_of(self.root), kept, Crew(), also={harvest.WORDS: also} if counts else {})
            yield list(indexing.plan(self.root, _shelves(reading), self.language, kept, crew, quiet)), kept

    def __call__(self, jobs: int = 1, *, counts: bool = True) -> dict[str, bytes]:
        """The files' bytes, by path."""
        with self.planned(jobs, counts=counts) as (planned, _):
            return {item.path: item.make(self.root, *supplied(item)) for item in planned}

    def keys(self) -> dict[str, bytes]:
        """What each file is known by."""
        with self.planned() as (planned, _):
            return {item.path: msgspec.msgpack.encode(item.given, enc_hook=lambda value: value.sig) for item in planned}

    def write(self, name: str, body: str, more: str = "") -> None:
        write(self.root, f"content/articles/{name}.md", f"---\ntitle: {name}\ndate: 2024-01-01\n{more}---\n\n{body}\n")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(make(tmp_path / "archive", ""))
    for number in range(40):
        made.write(f"a{number:02}", f"crane ferry {('harbour', 'bridge', 'goat')[number % 3]}")
    return made


def _shelves(reading: Reading) -> Shelves:
    heads = tuple(head for head in reading.heads if not head.draft)
    return Shelves(
        Material(
            heads=heads,
            files=reading.file,
            events=tuple(events_of(heads, reading.events)),
            told={},
            dossier=lambda *_: b"",
            beside=lambda _: {},
            named=lambda _: (),
            wanted=(),
            title="",
            description="",
            per_page=50,
            words=ENGLISH,
        )
    )


def shards(files: dict[str, bytes]) -> set[str]:
    return {path for path in files if path.startswith("search/w-")}


def articles_with(word: str, files: dict[str, bytes]) -> list[str]:
    """The titles of the articles that a reader finds by a word."""
    index = Index(loader(lambda name: files.get(f"search/{name}")))
    return sorted(index.record(number).title for entry in lookup(index, word).all for number in index.postings(entry))


def test_an_article_is_found_by_its_words(archive: Archive) -> None:
    """And by its title and the names of who wrote it; not by what may not be shown, and a draft by nothing."""
    archive.write("new", "zebra and quagga", "author: Ines Orlov\noutlet: Echo\nrights: metadata\n")
    archive.write("other", "zebra")
    archive.write("draft", "zebra", "draft: true\n")
    files = archive()
    assert articles_with("zebra", files) == ["other"]
    assert articles_with("orlov", files) == articles_with("echo", files) == articles_with("new", files) == ["new"]
    assert len(articles_with("goat", files)) == 13


def test_nothing_new_is_nothing_to_index(archive: Archive) -> None:
    """No leaf is made, no word counted, and each file is known for what it was."""
    before, keys = archive(), archive.keys()
    assert (archive.counted, archive.leaves) == ([], [])
    assert archive.keys() == keys
    assert archive() == before


def test_an_edit_makes_one_leaf_again(archive: Archive) -> None:
    """And counts no words but those of the article, while that is read."""
    before = archive()
    archive.write("a07", "crane ferry zebra")
    after = archive()
    assert archive.counted == []
    (leaf,) = archive.leaves
    assert "articles/a07.md" in leaf
    assert len(leaf) <= 8
    assert articles_with("zebra", after) == ["a07"]
    lost = before.keys() - after.keys()
    assert {path for path in lost if path[7] == "t"} == {path for path in before if path[7] == "t" and b'"a07"' in before[path]}
    assert {path for path in lost if path[7] == "w"} == {path for path in before if path[7] == "w" and b"bridge" in before[path]}


def test_a_new_article_makes_two_leaves_again_at_most(archive: Archive) -> None:
    """Where it is put."""
    archive()
    archive.write("a07x", "crane")
    archive()
    assert 1 <= len(archive.leaves) <= 2
    assert any("articles/a07x.md" in leaf for leaf in archive.leaves)


def test_what_the_words_do_not_say_changes_no_shard(archive: Archive) -> None:
    """Another tag, another rendering: all that is known of words stays."""
    before = archive()
    archive.write("a07", "**crane** ferry bridge", "source: https://example.org/a\n")
    after = archive()
    assert shards(after) == shards(before)
    assert after == before


def test_words_that_were_not_counted_before_are(archive: Archive) -> None:
    """Where the site was built without a search until now."""
    expected = archive(counts=True)
    (archive.root / "shelf.sqlite").unlink()
    assert archive(counts=False) == expected
    assert len(archive.counted) == 40
    archive(counts=False)
    assert archive.counted == []


@pytest.mark.parametrize("step", Parts._fields)
def test_parts_that_were_lost_are_made_again(archive: Archive, step: str) -> None:
    """When a file needs them."""
    expected = archive()
    with archive.planned() as (planned, kept):
        kept.forget(step, list(kept.all(step))[:3])
        for item in planned:
            assert item.make(archive.root, *supplied(item)) == expected[item.path]


def test_nothing_is_kept_of_what_is_gone(archive: Archive) -> None:
    """Leaves, their parts, words."""
    archive()
    for number in range(1, 40):
        (archive.root / f"content/articles/a{number:02}.md").unlink()
    archive()
    with archive.planned() as (_, kept):
        assert all(set(kept.all(step)) == {"articles/a00.md"} for step in (harvest.WORDS, *harvest.STEPS))


def test_two_processes_make_the_same(archive: Archive) -> None:
    """As one."""
    one = archive(jobs=1)
    (archive.root / "shelf.sqlite").unlink()
    assert archive(jobs=2) == one


def test_an_archive_without_articles_has_an_index(tmp_path: Path) -> None:
    """With nothing in it."""
    assert set(Archive(make(tmp_path, ""))()) == {"search/index.js"}


def test_an_event_s_title_is_no_word_of_its_articles(archive: Archive) -> None:
    """What they do not say finds them by the event's name alone, and excludes none of them; a change of it makes no word shard anew."""
    archive.write("a00", "crane", "event: fire\n")
    write(archive.root, "content/events/fire.md", "---\ntitle: The zebra\n---\n")
    before = archive()
    assert articles_with("zebra", before) == []
    write(archive.root, "content/events/fire.md", "---\ntitle: The quagga\n---\n")
    after = archive()
    assert archive.leaves == []
    assert {path[7] for path in before.keys() ^ after.keys()} == {"c"}


def test_another_language_stems_anew(archive: Archive) -> None:
    """As if it had always been that."""
    archive()
    archive.language = "xx"
    files = archive()
    (archive.root / "shelf.sqlite").unlink()
    assert archive() == files


def test_articles_of_an_event_are_neighbours(archive: Archive) -> None:
    """So that the texts that one query finds are in few files."""
    for number in (3, 17, 31):
        archive.write(f"a{number:02}", "crane", "event: fire\n")
    files = archive()
    index = Index(loader(lambda name: files.get(f"search/{name}")))
    assert [index.record(number).title for number in range(37, 40)] == ["a03", "a17", "a31"]


BODIES = st.sampled_from(["crane", "crane ferry", "goat goat", "北京 crane", "Ünï 𐐨", ""])
NAMES = st.integers(0, 30).map("a{:02}".format)


@settings(deadline=None, max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.dictionaries(NAMES, BODIES, max_size=25), min_size=2, max_size=4))
def test_an_index_does_not_know_its_past(tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]) -> None:
    """Whatever comes, goes and changes: it is the one that is made from nothing, and what is known for the same is the same."""
    old = Archive(make(tmp_path_factory.mktemp("old"), ""))
    before: dict[str, tuple[bytes, bytes]] = {}
    for state in states:
        fresh = Archive(make(tmp_path_factory.mktemp("fresh"), ""))
        for there in (old.root / "content").rglob("*.md"):
            if there.stem not in state:
                there.unlink()
        for name, body in state.items():
            old.write(name, body)
            fresh.write(name, body)
        files, keys = old(), old.keys()
        assert files == fresh()
        for path, data in files.items():
            known, was = before.get(path, (b"", b""))
            assert known != keys[path] or was == data
        before = {path: (keys[path], files[path]) for path in files}
