"""Other forms of words that no article has."""

from __future__ import annotations

import pytest

from briefgen.search.endings import possible_stems
from briefgen.search.stems import keys


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        *[("dredges", "dredging"), ("ministries", "ministry"), ("city", "cities"), ("worrying", "worry"), ("planning", "plans")],
        *[("engineering", "engineers"), ("evacuate", "evacuation"), ("commuter", "commuters"), ("textiles", "textile"), ("protested", "protest")],
    ],
)
def test_the_stem_of_another_form_is_possible(asked: str, written: str) -> None:
    """Though nobody wrote the word that is asked for."""
    assert keys("en", ())[written].partition(" ")[0] in possible_stems(asked)


@pytest.mark.parametrize(("asked", "written"), [("portugal", "port"), ("ministy", "minister"), ("dokcers", "dock"), ("été", "et"), ("as", "a")])
def test_a_word_is_not_taken_for_another_one(asked: str, written: str) -> None:
    """Only what ends like a form of it."""
    assert keys("en", ())[written].partition(" ")[0] not in possible_stems(asked)
