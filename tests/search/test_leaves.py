"""Leaves: what stays when something is added, and how finely words are parted."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.search import leaves
from briefgen.search.numbers import SIGNS
from briefgen.similarity import background


@pytest.fixture(autouse=True, scope="module")
def small_leaves() -> Iterator[None]:
    """So that a few articles make several leaves."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(leaves, "LEAF", 4)
        patched.setattr(leaves, "LARGEST_LEAF", 8)
        yield


PATHS = st.lists(st.integers(0, 400).map("articles/2024/{}.md".format), unique=True, max_size=120).map(sorted)


def parts_of(paths: list[str]) -> list[tuple[str, ...]]:
    return [tuple(paths[part]) for part in leaves.leaves(paths)]


@given(PATHS)
def test_leaves_hold_every_path_once(paths: list[str]) -> None:
    """In order, and none too many."""
    found = parts_of(paths)
    assert [path for part in found for path in part] == paths
    assert all(0 < len(part) <= leaves.LARGEST_LEAF for part in found)


@settings(deadline=None)
@given(PATHS, st.integers(0, 400).map("articles/2024/{}x.md".format))
def test_a_new_path_moves_no_boundary_but_its_own(paths: list[str], new: str) -> None:
    """The leaf that it comes into is another, and one more where that was full; no leaf beyond the next cut that a checksum makes."""
    before = parts_of(paths)
    after = set(parts_of(sorted([*paths, new])))
    lost = [part for part in before if part not in after]
    assert all(len(part) == leaves.LARGEST_LEAF for part in lost[:-1])  # after each of these a cut was made because it was full
    for part in lost:
        assert not any(zlib.crc32(path.encode()) % leaves.LEAF == 0 for path in part[:-1])
    if lost:
        place = before.index(lost[0])
        assert before[place : place + len(lost)] == lost
        assert not any(zlib.crc32(part[-1].encode()) % leaves.LEAF == 0 and part[-1] >= new for part in lost[:-1])


def test_a_leaf_is_of_a_middling_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a new article seldom makes others of more than two."""
    monkeypatch.setattr(leaves, "LEAF", 64)
    monkeypatch.setattr(leaves, "LARGEST_LEAF", 128)
    paths = sorted(f"articles/20{number % 24:02}/article-{number * 7919 % 10_000}.md" for number in range(10_000))
    before = set(parts_of(paths))
    assert 10_000 / 64 * 0.8 < len(before) < 10_000 / 64 * 1.5
    changed = [len(before - set(parts_of(sorted([*paths, f"articles/20{number:02}/article-{number * 331}-new.md"])))) for number in range(24)]
    assert sorted(changed)[20] <= 2


@pytest.mark.parametrize("articles", [0, 1, 500, 5_000, 50_000, 500_000])
def test_parts_grow_with_the_archive(articles: int) -> None:
    """In powers of two, so that the next article seldom makes others of all; and only so far."""
    one, twice = leaves.scale(articles), leaves.scale(articles * 2)
    for many, more in zip(one, twice, strict=True):
        assert many & (many - 1) == 0
        assert 1 <= many <= 4096
        assert more in (many, many * 2)


@pytest.mark.parametrize("many", [1, 16, 64, 512, 2048])
def test_ranges_have_about_as_much_text_each(many: int) -> None:
    """As English has it: no more than twice its part, but where a single word is more."""
    bounds = leaves.cuts(many)
    assert bounds[0] == ""
    assert all(one < other and one.encode("utf-16-be") < other.encode("utf-16-be") for one, other in pairwise(bounds))
    known = {word: number for word, number in background().items() if word != "#"}
    whole = sum(known.values())
    parts: list[dict[str, float]] = [{} for _ in bounds]
    for word, number in known.items():
        parts[leaves.range_of(word, bounds)][word] = number
    for part in parts:
        if part:
            assert sum(part.values()) - max(part.values()) <= 2 * whole / many


@given(st.integers(0, 1_000_000))
def test_a_length_s_sign_tells_about_how_long(length: int) -> None:
    """Within a fifth; longer texts have no lesser signs."""
    sign = leaves.length_sign(length)
    assert 0.8 * (length + 1) <= 2 ** (SIGNS.index(sign) / 2) <= 1.25 * (length + 1)
    assert SIGNS.index(sign) <= SIGNS.index(leaves.length_sign(length + 1))
