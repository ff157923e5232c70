"""How much two texts are about the same."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.similarity import MOST_TERMS, background, cosine, terms_of, vector, weight_of

STRIKE = (
    "Dockers walk out over night cranes",
    "The dockers of Port Sarrel walked out on Tuesday over plans to run the cranes by remote control at night.",
)
AGAIN = ("Port at a standstill", "Cranes stood still at Port Sarrel as dockers refused to work under remote control.")
SEALS = ("Record year for seal pups", "Wardens counted more seal pups on the skerries than in any year before.")

TEXTS = st.text(alphabet="abcdefg éx's ", max_size=60)


def test_the_same_subject_is_nearer_than_another() -> None:
    """Whatever the wording."""
    assert cosine(vector(*STRIKE), vector(*AGAIN)) > 3 * cosine(vector(*STRIKE), vector(*SEALS))


@settings(deadline=None, max_examples=60)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_similarity_is_a_cosine(title: str, text: str, other_title: str, other_text: str) -> None:
    """Between 0 and 1, the same both ways, and 1 of a text with itself unless it has no words."""
    one, other = vector(title, text), vector(other_title, other_text)
    assert cosine(one, other) == pytest.approx(cosine(other, one))
    assert -1e-9 <= cosine(one, other) <= 1 + 1e-9
    assert cosine(one, one) == pytest.approx(1 if one else 0)
    assert all(math.isfinite(weight) and weight > 0 for weight in one.values())


def test_a_vector_depends_on_its_article_alone() -> None:
    """Asked for again after others, it is the same, so that it can be remembered."""
    first = vector(*STRIKE)
    vector(*SEALS)
    assert vector(*STRIKE) == first


def test_words_that_say_nothing_do_not_count() -> None:
    """Function words, weekdays, months, single letters, short numbers."""
    assert vector("The and of on Monday", "He said in January that 12 of them would, x y") == {}
    assert vector("", "") == {}


def test_a_plural_is_its_singular() -> None:
    """Where the background knows that one."""
    assert vector("", "cranes") == vector("", "crane")
    assert vector("", "the minister’s ferry") == vector("", "the ministers ferries")


def test_a_title_weighs_more_than_the_text() -> None:
    """Three times as much."""
    found = vector("crane", "crane ferry ferry ferry")
    assert found["crane"] / weight_of("crane") == pytest.approx(found["ferry"] / weight_of("ferry") * (1 + math.log(4)) / (1 + math.log(3)))


def test_rare_words_weigh_more_than_common_ones() -> None:
    """An unknown one most of all."""
    table = background()
    common = max((word for word in table if word != "#"), key=lambda word: table[word])
    assert 0 < weight_of(common) < weight_of("ferry") < weight_of("quinquereme-x")


def test_a_long_text_has_only_its_heaviest_terms() -> None:
    """So that comparing stays quick."""
    text = " ".join(f"word{number}x" for number in range(500))
    assert len(vector("", text)) == MOST_TERMS


def test_every_term_has_a_weight() -> None:
    """No word is in all articles of the background: so a short text's vector has all its terms, and they need not be weighed to be told."""
    counts = background()
    assert max(count for word, count in counts.items() if word != "#") < counts["#"]
    text = "The dockers of Port Sarrel walked out over night cranes, the port's 1984 strike, and remote control."
    assert set(vector("", text)) == set(terms_of(text))
