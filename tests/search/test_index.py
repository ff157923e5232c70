"""The search index: small files that a page loads as it needs them."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import files
from briefgen.search import index
from briefgen.search.index import Record, shards, weights
from briefgen.text import words
from tests.sites import Site, article, built, called

TEXT = st.text(alphabet="abc é北Ω𝒳🙂ﬁ'-", max_size=20)
RECORDS = st.lists(st.builds(Record, TEXT, st.just("a.html"), st.sampled_from(["", "2024-01-01"]), TEXT, TEXT), max_size=30)


def made(records: list[Record]) -> dict[str, bytes]:
    return shards(records, [weights(record.title, record.text) for record in records])


def read(found: dict[str, bytes]) -> tuple[dict[str, Any], dict[str, list[Any]], list[list[str]]]:
    """The index, every word's postings, and all records, as the page reads them."""
    call, (top,) = called(found["search/index.js"])
    assert call == "index"
    postings: dict[str, list[Any]] = {}
    for first, name in top["words"]:
        call, (own, shard) = called(found[f"search/{name}"])
        assert (call, own) == ("words", name)
        assert next(iter(shard)) == first
        assert not postings.keys() & shard.keys()
        postings.update(shard)
    rows: list[list[str]] = []
    for name in top["records"]["files"]:
        call, (own, part) = called(found[f"search/{name}"])
        assert (call, own) == ("records", name)
        rows += part
    assert set(found) == {"search/index.js", *(f"search/{name}" for _, name in top["words"]), *(f"search/{name}" for name in top["records"]["files"])}
    return top, postings, rows


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
    """And by no others, with its weight; every record is at its number."""
    top, postings, rows = read(made(records))
    assert top["articles"] == len(records)
    assert rows == [[record.title, record.url, record.date, record.outlet, record.text] for record in records]
    found = {word: articles_of(flat) for word, flat in postings.items()}
    for number, record in enumerate(records):
        expected = weights(record.title, record.text)
        assert {word: numbers[number] for word, numbers in found.items() if number in numbers} == expected
        assert set(expected) == set(words(record.title)) | set(words(record.text))
        assert all(1 <= weight <= 255 for weight in expected.values())


@settings(deadline=None, max_examples=60)
@given(RECORDS)
def test_words_are_in_javascript_s_order(records: list[Record]) -> None:
    """By UTF-16, where a sign beyond the first 65,536 comes before some within: the page searches the list by halves."""
    _, postings, _ = read(made(records))
    assert list(postings) == sorted(postings, key=lambda word: word.encode("utf-16-be"))


def test_signs_beyond_the_first_plane_are_in_order() -> None:
    """U+10428 comes after U+FA0E by code point, and before it in UTF-16."""
    _, postings, _ = read(made([Record("\U00010428 \ufa0e", "a.html", "", "", "")]))
    assert list(postings) == ["\U00010428", "\ufa0e"]


@settings(deadline=None, max_examples=30)
@given(RECORDS)
def test_a_shard_is_named_by_what_it_holds(records: list[Record]) -> None:
    """So that no cache can mix two builds."""
    for path, data in made(records).items():
        if path != "search/index.js":
            name = path.removeprefix("search/")
            inner = data.decode().partition(",")[2].removesuffix(");\n")
            assert name[2:] == f"{files.digest(inner.encode())}.js"


def test_weights_depend_on_the_article_alone(tmp_path: Path) -> None:
    """Another article, however long, changes none of them: they can be remembered."""
    one = article("2024/a", "date: 2024-01-01\n", "crane crane ferry")
    alone = _weights(built(tmp_path / "alone", one), 0)
    among = _weights(built(tmp_path / "among", one + article("2024/b", "date: 2024-01-02\n", "crane " * 3000)), 0)
    assert alone == among


def _weights(site: Site, number: int) -> dict[str, int]:
    _, postings, _ = read({path: data for path, data in site.items() if path.startswith("search/")})
    return {word: found[number] for word, flat in postings.items() if number in (found := articles_of(flat))}


def test_what_an_article_is_about_weighs_more() -> None:
    """A word in the title, a word said often, a word in a short text."""
    found = weights("crane", "ferry ferry boat")
    assert found["crane"] > found["ferry"] > found["boat"]
    assert weights("", "boat")["boat"] > weights("", "boat " + "x " * 2000)["boat"]
    assert weights("", "") == {}


def test_a_new_word_moves_no_boundary_but_its_own() -> None:
    """Shards end where words' checksums say, so that most of them stay the same files."""
    vocabulary = [f"word{number}" for number in range(4000)]
    before = made([Record("", "a.html", "", "", " ".join(vocabulary))])
    after = made([Record("", "a.html", "", "", " ".join([*vocabulary, "word2000x"]))])
    assert len(before) > 8
    kept = {path for path in before if path.startswith("search/w-") and path in after}
    assert len(kept) == sum(path.startswith("search/w-") for path in before) - 1


def test_shards_are_of_a_middling_size() -> None:
    """Some hundred words each, on average."""
    vocabulary = sorted(f"word{number}" for number in range(10_000))
    ends = sum(zlib.crc32(word.encode()) % index.WORDS_PER_SHARD == 0 for word in vocabulary)
    top, _, _ = read(made([Record("", "a.html", "", "", " ".join(vocabulary))]))
    assert len(top["words"]) == ends + 1
    assert 10_000 / index.WORDS_PER_SHARD / 2 < len(top["words"]) < 10_000 / index.WORDS_PER_SHARD * 2


def test_an_empty_archive_has_an_index() -> None:
    """With nothing in it."""
    top, postings, rows = read(made([]))
    assert (top["version"], top["articles"], postings, rows) == (index.VERSION, 0, {}, [])
