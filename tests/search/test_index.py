"""The search index: small files that a page loads as it needs them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.search import index
from briefgen.search.index import Leaf, leaves, weighed
from briefgen.shelf import digest
from briefgen.similarity import background
from briefgen.text import words
from tests.sites import Site, article, built, called


class Record(NamedTuple):
    title: str
    text: str
    names: str = ""


TEXT = st.text(alphabet="abc é北Ω𝒳🙂ﬁ'-", max_size=20)
RECORDS = st.lists(st.builds(Record, TEXT, TEXT, st.sampled_from(["", "Ada b"])), max_size=30)


@pytest.fixture(autouse=True, scope="module")
def small_leaves() -> Iterator[None]:
    """So that a few articles make several leaves."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(index, "LEAF", 4)
        patched.setattr(index, "LARGEST_LEAF", 8)
        yield


def leaves_of(records: Sequence[Record], bounds: Sequence[str]) -> list[Leaf]:
    parts = leaves([f"articles/a{number}.md" for number in range(100, 100 + len(records))])
    rest = iter(records)
    return [index.leaf([weighed(*one) for _, one in zip(part, rest, strict=False)], bounds) for part in parts]


def made(records: Sequence[Record]) -> dict[str, bytes]:
    """The index's files, as a build puts them together."""
    many = index.ranges(len(records))
    bounds = index.cuts(many)
    found = leaves_of(records, bounds)
    sizes = [len(one.sizes) for one in found]
    files: dict[str, bytes] = {}
    shards: list[tuple[str, str]] = []
    for place, (bound, key) in enumerate(zip(bounds, index.digests_of_ranges(found, len(bounds)), strict=True)):
        if key:
            name = index.file_name("w", key)
            shards.append((bound, name))
            files[name] = index.word_shard(name, sizes, [one.fragments[place] for one in found])
    parts: list[tuple[int, str]] = []
    for start in range(0, len(records), index.RECORDS_PER_FILE):
        part = records[start : start + index.RECORDS_PER_FILE]
        name = index.file_name("r", digest(repr(part).encode()))
        parts.append((len(part), name))
        files[name] = index.record_file(name, [(one.title, "a.html", "", one.names, one.text) for one in part])
    files["index.js"] = index.index_file("".join(one.sizes for one in found), shards, parts)
    return files


def read(found: dict[str, bytes]) -> tuple[dict[str, Any], dict[str, list[int]], list[list[str]]]:
    """The index, every word's postings, and all records, as the page reads them: a word where the page looks for it."""
    call, (top,) = called(found["index.js"])
    assert call == "index"
    postings: dict[str, list[int]] = {}
    for place, (_, name) in enumerate(top["words"]):
        call, (own, shard) = called(found[name])
        assert (call, own) == ("words", name)
        assert {shard_for(top["words"], word) for word in shard} == {place}
        assert list(shard) == sorted(shard, key=utf16)
        postings.update(shard)
    rows: list[list[str]] = []
    for size, name in zip(top["records"]["sizes"], top["records"]["files"], strict=True):
        call, (own, part) = called(found[name])
        assert (call, own, len(part)) == ("records", name, int(size))
        rows += part
    assert set(found) == {"index.js", *(name for _, name in top["words"]), *top["records"]["files"]}
    assert top["articles"] == len(top["lengths"]) == len(rows)
    return top, postings, rows


def utf16(word: str) -> bytes:
    """By this JavaScript compares: a sign beyond the first 65,536 comes before some within."""
    return word.encode("utf-16-be")


def shard_for(shards: Sequence[Sequence[str]], word: str) -> int:
    """The last shard that begins no later than the word, as the page finds it."""
    return max(place for place, (first, _) in enumerate(shards) if utf16(first) <= utf16(word))


def articles_of(postings: list[int]) -> dict[int, int]:
    numbers: dict[int, int] = {}
    at = 0
    for gap, weight in zip(postings[::2], postings[1::2], strict=True):
        at += gap
        numbers[at] = weight
    return numbers


@settings(deadline=None, max_examples=60)
@given(RECORDS)
def test_every_article_is_found_by_its_words(records: list[Record]) -> None:
    """And by no others, with its weight and its length; every record is at its number."""
    top, postings, rows = read(made(records))
    assert rows == [[record.title, "a.html", "", record.names, record.text] for record in records]
    assert top["lengths"] == "".join(index.length_sign(len(words(record.text))) for record in records)
    found = {word: articles_of(flat) for word, flat in postings.items()}
    for number, record in enumerate(records):
        expected = weighed(*record).weights
        assert {word: numbers[number] for word, numbers in found.items() if number in numbers} == expected
        assert set(expected) == {word for text in record for word in words(text)}
        assert all(1 <= weight <= 255 for weight in expected.values())


@settings(deadline=None, max_examples=60)
@given(RECORDS, st.sets(st.sampled_from(["a", "b", "bc", "c", "é", "北", "Ω"])))
def test_postings_are_those_of_all_articles_at_once(records: list[Record], cuts: set[str]) -> None:
    """However they are parted into leaves, and words into ranges."""
    bounds = ["", *sorted(cuts)]
    found = leaves_of(records, bounds)
    sizes = [len(one.sizes) for one in found]
    naive: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, record in enumerate(records):
        for word, weight in weighed(*record).weights.items():
            naive.setdefault(word, []).extend((number - last.get(word, 0), weight))
            last[word] = number
    for place, (bound, end) in enumerate(zip(bounds, [*bounds[1:], "\U0010ffff"], strict=True)):
        expected = {word: naive[word] for word in sorted(naive, key=utf16) if bound <= word < end}
        shard = index.word_shard("w", sizes, [one.fragments[place] for one in found])
        assert list(called(shard)[1][1].items()) == list(expected.items())


def test_signs_beyond_the_first_plane_are_in_order() -> None:
    """U+10428 comes after U+FA0E by code point, and before it in UTF-16."""
    _, postings, _ = read(made([Record("\U00010428 \ufa0e", "")]))
    assert list(postings) == ["\U00010428", "\ufa0e"]


# leaves and shards: what stays when something is added

PATHS = st.lists(st.integers(0, 400).map("articles/2024/{}.md".format), unique=True, max_size=120).map(sorted)


@given(PATHS)
def test_leaves_hold_every_path_once(paths: list[str]) -> None:
    """In order, and none too many."""
    found = list(leaves(paths))
    assert [path for part in found for path in part] == paths
    assert all(0 < len(part) <= index.LARGEST_LEAF for part in found)


@settings(deadline=None)
@given(PATHS, st.integers(0, 400).map("articles/2024/{}x.md".format))
def test_a_new_path_moves_no_boundary_but_its_own(paths: list[str], new: str) -> None:
    """The leaf that it comes into is another, and one more where that was full; no leaf beyond the next cut that a checksum makes."""
    before = [tuple(part) for part in leaves(paths)]
    after = {tuple(part) for part in leaves(sorted([*paths, new]))}
    lost = [part for part in before if part not in after]
    assert all(len(part) == index.LARGEST_LEAF for part in lost[:-1])  # after each of these a cut was made because it was full
    for part in lost:
        assert not any(zlib.crc32(path.encode()) % index.LEAF == 0 for path in part[:-1])
    if lost:
        place = before.index(lost[0])
        assert before[place : place + len(lost)] == lost
        assert not any(zlib.crc32(part[-1].encode()) % index.LEAF == 0 and part[-1] >= new for part in lost[:-1])


def test_a_leaf_is_of_a_middling_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a new article seldom makes others of more than two."""
    monkeypatch.setattr(index, "LEAF", 64)
    monkeypatch.setattr(index, "LARGEST_LEAF", 128)
    paths = sorted(f"articles/20{number % 24:02}/article-{number * 7919 % 10_000}.md" for number in range(10_000))
    before = {tuple(part) for part in leaves(paths)}
    assert 10_000 / 64 * 0.8 < len(before) < 10_000 / 64 * 1.5
    changed = [
        len(before - {tuple(part) for part in leaves(sorted([*paths, f"articles/20{number:02}/article-{number * 331}-new.md"]))})
        for number in range(24)
    ]
    assert sorted(changed)[20] <= 2


@settings(deadline=None, max_examples=30)
@given(RECORDS, RECORDS)
def test_a_file_of_one_name_is_always_the_same(records: list[Record], others: list[Record]) -> None:
    """So that no cache can mix two builds: a name says what is in the file."""
    one, other = made(records), made(others)
    for name in (one.keys() & other.keys()) - {"index.js"}:
        assert one[name] == other[name]


def test_an_edit_touches_the_shards_of_its_words_alone() -> None:
    """Of those that it adds and takes away: a longer text is none that all its other words know of."""
    usual = sorted(word for word in background() if word != "#")[::40]
    records = [Record("", " ".join(usual)) for _ in range(20)]
    before = made(records)
    after = made([*records[:7], Record("", " ".join(["zebra", *usual[1:]])), *records[8:]])
    lost = {name for name in before if name.startswith("w-") and name not in after}
    top, _, _ = read(before)
    assert len(top["words"]) > 8
    assert lost == {top["words"][shard_for(top["words"], word)][1] for word in (usual[0], "zebra")}


@pytest.mark.parametrize("articles", [0, 1, 500, 5_000, 50_000, 500_000])
def test_ranges_grow_with_the_archive(articles: int) -> None:
    """In powers of two, so that the next article seldom makes others of all; and only so far."""
    many = index.ranges(articles)
    assert many & (many - 1) == 0
    assert 16 <= many <= 2048
    assert index.ranges(articles * 2) in (many, many * 2)


@pytest.mark.parametrize("many", [16, 64, 512, 2048])
def test_ranges_have_about_as_much_text_each(many: int) -> None:
    """As English has it: no more than twice its part, but where a single word is more."""
    bounds = index.cuts(many)
    assert bounds[0] == ""
    assert all(one < other and utf16(one) < utf16(other) for one, other in pairwise(bounds))
    known = {word: number for word, number in background().items() if word != "#"}
    whole = sum(known.values())
    parts: list[dict[str, float]] = [{} for _ in bounds]
    for word, number in known.items():
        parts[max(place for place, bound in enumerate(bounds) if bound <= word)][word] = number
    for part in parts:
        if part:
            assert sum(part.values()) - max(part.values()) <= 2 * whole / many


# weights


def test_weights_depend_on_the_article_alone(tmp_path: Path) -> None:
    """Another article, however long, changes none of them: they can be remembered."""
    one = article("2024/a", "date: 2024-01-01\n", "crane crane ferry")
    alone = _weights(built(tmp_path / "alone", one), 0)
    among = _weights(built(tmp_path / "among", one + article("2024/b", "date: 2024-01-02\n", "crane " * 3000)), 0)
    assert alone == among
    assert alone[0]["crane"] == 2


def _weights(site: Site, number: int) -> tuple[dict[str, int], str]:
    """An article's weights, and the sign of its length."""
    top, postings, _ = read({path.removeprefix("search/"): data for path, data in site.items() if path.startswith("search/")})
    return {word: found[number] for word, flat in postings.items() if number in (found := articles_of(flat))}, top["lengths"][number]


def test_what_an_article_is_about_weighs_more() -> None:
    """A word in the title, a name, a word said often; none is beyond a byte."""
    found = weighed("crane", "ferry ferry boat", "ada").weights
    assert found["crane"] > found["ferry"] > found["boat"]
    assert found["ada"] > found["boat"]
    assert weighed("", "boat " * 1000).weights == {"boat": 255}
    assert weighed("", "") == (0, {})


def test_a_length_is_that_of_the_text() -> None:
    """In words, neither of the title nor of names: a word in a short text weighs more, wherever else it stands."""
    assert weighed("one two", "three four five", "six").length == 3


@given(st.integers(0, 1_000_000), st.integers(0, 1_000_000))
def test_a_length_s_sign_tells_about_how_long(one: int, other: int) -> None:
    """The page has it within a tenth; longer texts have no lesser signs, each of them a single unit that needs no escape but one."""
    sign = index.length_sign(one)
    assert 0.9 * (one + 1) <= 2 ** ((ord(sign) - 35) / 4) <= 1.1 * (one + 1)
    assert one > other or sign <= index.length_sign(other)
    assert "#" <= sign <= "\x7f"


@given(TEXT, TEXT)
def test_what_is_kept_of_an_article_comes_back(title: str, text: str) -> None:
    """As it was."""
    assert index.unpacked(index.packed(weighed(title, text))) == weighed(title, text)


def test_an_empty_archive_has_an_index() -> None:
    """With nothing in it."""
    top, postings, rows = read(made([]))
    assert (top["version"], top["articles"], postings, rows) == (index.VERSION, 0, {}, [])
