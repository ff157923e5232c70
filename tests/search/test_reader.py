"""The index, opened: only what is asked for is read, and what is damaged is said to be."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.search import leaves, shards
from briefgen.search.answer import Request
from briefgen.search.index import VERSION
from briefgen.search.numbers import SIGNS, number, signed, unzigzag, zigzag
from briefgen.search.opened import Damaged, OtherVersion, Unsearchable
from briefgen.search.reader import utf16
from briefgen.site.build import build
from tests.archives import make
from tests.search.asking import article, asked, built, index_of
from tests.search.collisions import Maker

SEEDS = int(os.environ.get("BRIEFGEN_SEEDS", "8"))
"""More of them find more."""


@given(st.lists(st.tuples(st.integers(0, 10_000_000), st.integers(0, 63))))
def test_numbers_with_signs_come_back(pairs: list[tuple[int, int]]) -> None:
    """As postings have them."""
    assert [*signed("".join(number(value) + SIGNS[sign] for value, sign in pairs))] == pairs


@pytest.mark.parametrize("signs", ["#", "~", "##~", "##~#"])
def test_signs_that_end_too_early_are_refused(signs: str) -> None:
    """Where a sign, or the end of a number, is missing."""
    with pytest.raises(ValueError, match="ends before"):
        [*signed(signs)]


@given(st.integers(-(2**40), 2**40))
def test_zigzag_comes_back(value: int) -> None:
    """Every integer."""
    assert unzigzag(zigzag(value)) == value


@given(st.lists(st.text(max_size=3), min_size=2, max_size=2))
def test_words_are_in_javascript_s_order(words: list[str]) -> None:
    """By units of 16 bits, and not by code points."""
    one, other = words
    units = [[*memoryview(word.encode("utf-16-le")).cast("H")] for word in words]
    assert (utf16(one) < utf16(other)) == (units[0] < units[1])


def test_no_more_is_read_than_is_asked_for(tmp_path: Path) -> None:
    """Each file once: `index.js`, a word's shard, and for its score the lengths."""
    built(tmp_path, article("a", "crane ferry ñandú") + article("b", "crane"))
    opened: list[str] = []
    index = index_of(tmp_path, opened)
    assert opened == ["index.js"]
    for _ in range(2):
        asked(index, "crane").results()
        assert [name[0] for name in opened] == ["i", "w", "c"]
    asked(index, '"crane ferry"')
    assert [name[0] for name in opened] == ["i", "w", "c", "p"]
    assert len(asked(index, "outlet:x").ordered) == 0
    assert [name[0] for name in opened] == ["i", "w", "c", "p"]  # no article has an outlet


def test_an_empty_archive_answers(tmp_path: Path) -> None:
    """With nothing."""
    index = built(tmp_path, "")
    for query in ("", "crane", '"a b"', "cr*", "-crane", "outlet:post", "date:2024", "section:x"):
        assert asked(index, query).results() == ()


def test_another_version_is_not_read(tmp_path: Path) -> None:
    """It is said, whatever else is in it."""
    built(tmp_path, article("a"))
    (tmp_path / "site/search/index.js").write_text('briefgenSearch.put("index",{"version":99});\n', encoding="utf-8")
    with pytest.raises(OtherVersion, match=f"is of version 99, and only {VERSION} is known"):
        index_of(tmp_path)


@pytest.mark.parametrize("data", ["", "x", "put(1)", 'put("index",{});', 'put("index",{"version":"3"});', f'put("index",{{"version":{VERSION}}});'])
def test_what_is_no_index_is_said_to_be_damaged(tmp_path: Path, data: str) -> None:
    """And which file it is."""
    (tmp_path / "site/search").mkdir(parents=True)
    (tmp_path / "site/search/index.js").write_text(data, encoding="utf-8")
    with pytest.raises(Damaged) as caught:
        index_of(tmp_path)
    assert caught.value.name == "index"


def test_a_file_that_is_missing_is_said_to_be(tmp_path: Path) -> None:
    """When it is needed."""
    built(tmp_path, article("a", "crane"))
    for path in (tmp_path / "site/search").glob("w-*.js"):
        path.unlink()
    index = index_of(tmp_path)
    with pytest.raises(Damaged, match="is missing") as caught:
        asked(index, "crane")
    assert caught.value.name.startswith("w-")


QUERIES = (
    *('"harbour strike"', "strike ports", "s* minister", "habrour zzzzzz", 'section:"the of"', "section:strike", "outlet:post author:a"),
    *("tag:docks event:strike", "date:2024 strike", "title:strike -port", "東京 OR the"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose index has files of all kinds."""
    root = make(tmp_path_factory.mktemp("archive"), Maker(3).archive(40))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(leaves, "_ARTICLES_PER_RANGE", 4)
        patched.setattr(leaves, "HEAVY", 2)
        patched.setattr(shards, "FAR", 40)
        build(root)
    return root


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_is_damaged_an_answer_or_a_problem_comes(site: Path, tmp_path: Path, seed: int) -> None:
    """Never anything else."""
    dice = random.Random(seed)
    shutil.copytree(site / "site" / "search", tmp_path / "site" / "search")
    names = sorted(path.name for path in (tmp_path / "site/search").iterdir())
    for kind in "iwpfvtc":
        path = tmp_path / "site/search" / dice.choice([name for name in names if name[0] == kind])
        whole = path.read_text(encoding="utf-8")
        for _ in range(8):
            path.write_text(_damaged(whole, dice), encoding="utf-8")
            with contextlib.suppress(Unsearchable):
                index = index_of(tmp_path)
                for query in QUERIES:
                    with contextlib.suppress(Unsearchable):
                        asked(index, Request(query)).results()
        path.write_text(whole, encoding="utf-8")


def _damaged(whole: str, dice: random.Random) -> str:
    at = dice.randrange(len(whole))
    end = at + dice.choice((1, 1, 2, 30))
    return whole[:at] + dice.choice(("", dice.choice('#~`_0129"[]{},:- é'), whole[at:end] * 2, "null", "99999")) + whole[end:]
