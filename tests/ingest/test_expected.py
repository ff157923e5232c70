"""Scrapes read as a careful librarian would read them: the sample archive's, and, where they are there, the five real ones."""

from __future__ import annotations

import pytest

from tests import librarian

SAMPLE = librarian.HERE / "sample" / "expected.toml"
REAL = librarian.REAL / "expected.toml"


@pytest.mark.parametrize("seed", librarian.expected(SAMPLE))
def test_a_sample_seed_is_read_as_a_librarian_would_read_it(seed: str) -> None:
    """Title, date, authors, outlet, aggregator, credit, what is to be confirmed, where the text begins and ends, what is not in
    it, and which other articles it names."""
    one = librarian.drafts(librarian.SAMPLE, SAMPLE)[seed]
    assert librarian.differences(one, librarian.expected(SAMPLE)[seed]) == []


@pytest.mark.skipif(not REAL.exists(), reason="the real scrapes are not part of the project")
@pytest.mark.parametrize("seed", librarian.expected(REAL) if REAL.exists() else ["-"])
def test_a_real_scrape_is_read_as_a_librarian_would_read_it(seed: str) -> None:
    """The same, of real ones."""
    one = librarian.drafts(librarian.REAL, REAL)[seed]
    assert librarian.differences(one, librarian.expected(REAL)[seed]) == []
