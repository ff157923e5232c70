"""The index as it is written: read again, it has every word of every article where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen import content
from briefgen.markdown import plain
from briefgen.model import Article
from briefgen.search import columns, counted, leaves, shards
from briefgen.search.index import Names
from briefgen.search.lookup import word
from briefgen.search.numbers import SIGNS, ungapped
from briefgen.search.opened import loader
from briefgen.search.reader import Index
from briefgen.site.build import build
from tests.archives import make
from tests.sites import article

Told = dict[str, dict[str, tuple[int, tuple[int, ...]]]]
"""By word and article: the value of its sign, and where the article has it."""


@pytest.fixture(autouse=True, scope="module")
def small() -> Iterator[None]:
    """So that a few articles make several leaves, ranges, far files and column files."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(leaves, "LEAF", 4)
        patched.setattr(leaves, "LARGEST_LEAF", 8)
        patched.setattr(leaves, "scale", lambda _: leaves.Scale(16, 4))
        patched.setattr(leaves, "HEAVY", 4)
        patched.setattr(shards, "FAR", 40)
        patched.setattr(shards, "FAR_FILE", 30)
        patched.setattr(columns, "PER_FILE", 7)
        yield


def opened(root: Path) -> Index:
    """The index of a site."""

    def read(name: str) -> bytes | None:
        path = root / "site" / "search" / name
        return path.read_bytes() if path.exists() else None

    return Index(loader(read))


def expected(root: Path) -> Told:
    """What the articles say themselves."""
    found: Told = {}
    for path in (root / "content/articles").rglob("*.md"):
        one = content.read_article(path.relative_to(root / "content").as_posix(), path.read_bytes())[0]
        for key, signs in _counted(one).items():
            found.setdefault(key.rpartition(" ")[2], {})[one.slug] = SIGNS.index(signs[0]), tuple(ungapped(signs[1:]))
    return found


def _counted(one: Article) -> dict[str, str]:
    text = plain(one.body)
    names = (*one.authors, one.outlet, *one.tags)
    return counted.counted(one.title, text, names, counted.heads_of(one.body, text), one.lang, "en").terms


def read(index: Index) -> Told:
    """The same of the index."""
    slugs = [index.record(number).address.rpartition("/")[2].removesuffix(".html") for number in range(index.articles)]
    found: Told = {}
    for place in range(index.shard_of("\U0010ffff") + 1):
        shard = index.shard(place)
        for entry in {entry for one in shard.words for entry in word(index, one).all if entry.shard == place}:
            postings = index.postings(entry)
            positions = index.positions(entry, frozenset(postings))
            known = found.setdefault(entry.word, {})
            assert known.keys().isdisjoint(slugs[number] for number in postings)
            known.update({slugs[number]: (sign, tuple(positions[number])) for number, sign in postings.items()})
    return found


WORDS = st.sampled_from("strike strikes harbour city cities citing the a é 北京 东京 zebra a1 nacion naciones x".split())
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
BODIES = st.lists(TEXTS, max_size=3).map("\n\n".join)
ARTICLES = st.tuples(TEXTS, BODIES, st.sampled_from(["", "fire", "flood"]), st.sampled_from(["", "es"]), st.sampled_from(["", "Ada Orlov", "City"]))


def front(title: str, event: str, lang: str, author: str) -> str:
    lines = [f"title: Of {title}" if title else "title: Of a", f"event: {event or 'none'}"]
    return "".join(f"{line}\n" for line in (*lines, *([f"lang: {lang}"] if lang else ()), *([f"author: {author}"] if author else ())))


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.generate])
@given(st.lists(ARTICLES, max_size=20))
def test_every_word_is_where_it_stands(tmp_path_factory: pytest.TempPathFactory, found: list[tuple[str, str, str, str, str]]) -> None:
    """In every article that has it, in no other, with its positions; and everything else that the index says of an article is so."""
    text = "".join(
        f"-- content/articles/n{number:02}.md --\n---\n{front(title, event, lang, author)}---\n\n{body}\n"
        for number, (title, body, event, lang, author) in enumerate(found)
    )
    text += "".join(f"-- content/events/{event}.md --\n---\ntitle: The cities of {event}\n---\n" for event in ("fire", "flood"))
    root = make(tmp_path_factory.mktemp("written"), text)
    assert build(root).problems == ()
    index = opened(root)
    assert read(index) == expected(root)
    assert index.articles == len(found)
    for number in range(index.articles):
        record = index.record(number)
        _, body, event, _, author = found[int(record.address[-7:-5])]
        assert record.text.split() == body.split()
        assert record.authors == ((author,) if author else ())
        assert [index.filed("event").names[one][1] for one in index.filed("event").values[number]] == ([event] if event else [])
    own = read(index).keys()
    for entry in {letter for one in own for letter in one[:2]} & set("abcdefghijklmnopqrstuvwxyz"):
        spelt = dict(index.spellings(entry, range(25)))
        assert all(len(one) > 2 and one in own for one in spelt)
        assert {one for one in own if one.isalpha() and one.isascii() and len(one) > 2 and entry in one[:2]} <= spelt.keys()


def test_inflections_stand_side_by_side(tmp_path: Path) -> None:
    """Wherever their words are looked up; and those of two languages apart."""
    root = make(tmp_path, article("a", "", "city") + article("b", "", "cities") + article("c", "lang: es\n", "cities"))
    assert build(root).problems == ()
    index = opened(root)
    for one in ("city", "cities"):
        assert sorted({entry.word for entry in word(index, one).all}) == ["cities", "city"]


def test_a_word_that_no_article_has_is_found_by_what_it_is_the_stem_of(tmp_path: Path) -> None:
    """Or by another form, as English endings tell."""
    root = make(tmp_path, article("a", "", "protesters") + article("b", "", "protesting cities"))
    assert build(root).problems == ()
    index = opened(root)
    assert [entry.word for entry in word(index, "protest").others] == ["protesters", "protesting"]
    assert [entry.word for entry in word(index, "protester").others] == ["protesters", "protesting"]
    assert [entry.word for entry in word(index, "city").others] == ["cities"]
    assert word(index, "citadel").all == word(index, "protec").all == ()


def test_far_words_are_found_as_others_are(tmp_path: Path) -> None:
    """Though their positions stand in files of their own, each of some articles."""
    root = make(tmp_path, "".join(article(f"n{number:02}", "", "crane ferry " * 5) for number in range(30)))
    assert build(root).problems == ()
    assert len(list((root / "site/search").glob("f-*.js"))) > 3
    assert read(opened(root)) == expected(root)


def test_sections_are_found(tmp_path: Path) -> None:
    """By the words of their names."""
    root = make(tmp_path, article("a", "", "# Why it *matters*\n\nNo more.\n\nWhat next: more") + article("b", "", "Why not"))
    assert build(root).problems == ()
    index = opened(root)
    found = {one: index.sections(index.shard_of(one), one) for one in ("matters", "next", "more", "why")}
    assert {one: len(among) for one, among in found.items()} == {"matters": 1, "next": 1, "more": 0, "why": 1}


def test_files_are_few_and_small(tmp_path: Path) -> None:
    """Not one per article; none of what nobody looks for."""
    with pytest.MonkeyPatch.context() as patched:
        patched.undo()
        for module, name, value in (
            (leaves, "LEAF", 64),
            (leaves, "LARGEST_LEAF", 128),
            (leaves, "HEAVY", 100),
            (shards, "FAR", 16_000),
            (columns, "PER_FILE", 9999),
        ):
            patched.setattr(module, name, value)
        patched.setattr(leaves, "scale", lambda _: leaves.Scale(4, 1))
        root = make(tmp_path, "".join(article(f"n{number:03}", "", f"crane ferry w{number}") for number in range(120)))
        assert build(root).problems == ()
        files = list((root / "site/search").iterdir())
        assert len(files) <= 120 / 4
        assert all(path.stat().st_size < 256 * 1024 for path in files)


def test_a_name_holds_a_digest_and_is_never_given_twice() -> None:
    """Two digests that begin alike, as of some billion two do, have two names."""
    names = Names()
    one, other = names.of("t", b"12345678"), names.of("t", b"12345xyz")
    assert one != other
    assert names.of("w", b"12345678") == one
    assert re.fullmatch(r"[a-z2-7]{6}", one)
    assert Names().of("t", b"12345678") == one
    assert names.of("t", b"") == "------"
