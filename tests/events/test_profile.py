"""What grouping sees of an article, and how much each of it says."""

from __future__ import annotations

import math
import random
from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.events.profile import Terms, is_light, mark, packed, terms, unpacked, vector, weigher
from briefgen.similarity import cosine

TITLE = "Kaldry Dam breaks"
TEXT = "The spillway of Kaldry Dam broke on Monday. Engineer Asta Rehn ordered 6,400 people of the Ilven valley to go. The spillway is hollow."
CHINESE = "马恩港务局周五表示，开往伦德岛的渡轮在冰封十天之后跟随一艘破冰船离开码头。"


def test_an_articles_terms_are_its_words_title_names_numbers_and_pairs() -> None:
    """A word of the title counts three times more; a name is what is capitalized within a sentence."""
    found = terms(TITLE, TEXT).whole()
    assert (found.words["kaldry"], found.words["spillway"], found.words["valley"]) == (4, 2, 1)
    assert found.title == ("kaldry", "dam", "break")
    assert set(found.names) == {"kaldry", "dam", "asta", "rehn", "ilven"}
    assert found.numbers == ("6400",)
    assert found.pairs["kaldry dam"] == found.pairs["ilven valley"] == 1


def test_terms_are_bounded() -> None:
    """However long an article is: they are remembered of each."""
    found = terms("", " ".join(f"word{number} Name{number}" for number in range(5000)))
    assert len(found.whole().words) == 200
    assert len(found.whole().pairs) == 100
    assert len(vector(found, weigher([found]))) < 400


def test_the_heaviest_words_are_kept() -> None:
    """Of many, those that are rare in general news, and those that are said often."""
    text = " ".join(["people water president money market police"] * 2 + [f"xq{number}" for number in range(190)] + ["kaldry"] * 3)
    kept = terms("", text + " " + " ".join(f"government company country{number}" for number in range(5))).whole().words
    assert kept["kaldry"] == 3
    assert set(kept) >= {f"xq{number}" for number in range(190)}


@settings(deadline=None, max_examples=30)
@given(st.text(alphabet="Ab c1,234 Marn Goat. 渡轮", max_size=200))
def test_a_vector_is_no_longer_than_one(text: str) -> None:
    """Whatever the text, and it has only positive weights."""
    found = terms(text[:20], text)
    weights = vector(found, weigher([found]))
    assert math.sqrt(sum(weight * weight for weight in weights.values())) <= 1 + 1e-9
    assert all(weight > 0 for weight in weights.values())


def about(subject: str, number: int) -> Terms:
    return terms(f"{subject} {number}", f"Of {subject} there is a report on number {number}, with words such as word{number}.")


def test_an_archive_about_one_thing_weighs_its_word_less() -> None:
    """The war's own name says little in an archive about one war; other words keep their weight."""
    war = weigher(about("Velmora", number) for number in range(400))
    mixed = weigher(about(f"Place{number}", number) for number in range(400))
    assert war("velmora") < 0.5 * mixed("velmora")
    assert war("goat") == mixed("goat")


def test_the_more_articles_the_more_the_archive_says_of_a_word() -> None:
    """Of its first article it says nothing, and then less and less is left of the word's weight."""
    none, *others = (weigher(about("Velmora", number) for number in range(size))("velmora") for size in (0, 1, 5, 50, 500))
    assert none == others[0]
    assert others == sorted(others, reverse=True)
    assert len(set(others)) == 4


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    """By the background of general news."""
    weigh = weigher([])
    assert weigh("kaldry") > weigh("valley") > weigh("people") > 0


def test_views_do_not_mix() -> None:
    """A name and the same word, a number and the same word, have nothing in common."""
    weigh = weigher([])
    found = vector(terms("", "the Marn and 4711"), weigh)
    assert set(found) == {"marn", "@marn", "4711", "#4711", "+marn 4711"}
    assert cosine({"marn": found["marn"]}, {"@marn": found["@marn"]}) == 0


@pytest.mark.parametrize("rest", ["船上载有四十名乘客和两只山羊。", ""])
def test_ideographs_are_compared_in_pairs(rest: str) -> None:
    """Of scripts that part no words, two in a row are a term, so that like texts are alike and others are not."""
    one, same, other = (
        terms("渡轮离开", CHINESE),
        terms("渡轮离开马恩", CHINESE + rest),
        terms("盐场关闭", "布雷的盐场将于十月关闭，因为邻国的矿山更便宜。"),
    )
    weigh = weigher([one, same, other])
    assert "渡轮" in one.whole().words
    near, far = cosine(vector(one, weigh), vector(same, weigh)), cosine(vector(one, weigh), vector(other, weigh))
    assert near > 0.5
    assert far < 0.05


def test_nothing_has_no_terms() -> None:
    """And an empty vector."""
    assert terms("", "").marks() == array("I")
    assert vector(terms("", ""), weigher([])) == {}


def test_what_is_remembered_is_what_was_counted() -> None:
    """And nothing else is taken for it."""
    counted = terms(TITLE, TEXT).whole()
    assert unpacked(packed(counted)) == counted
    for data in (b"", b"{}", packed(counted)[:-1]):
        with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
            unpacked(data)


def test_every_term_of_a_vector_has_its_mark() -> None:
    """Without its mark nobody would find it."""
    found = terms(TITLE, TEXT)
    assert {mark(term) for term in vector(found, weigher([found]))} <= set(found.marks())


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False))
def test_no_heavy_term_is_taken_for_a_light_one(chance: random.Random) -> None:
    """Whatever the archive; and of many light ones most are."""
    words = [f"{first}{last}" for first in ("bar", "dol", "mar", "people", "water") for last in ("", "ano", "ina", "olt", "yst")]
    texts = [" ".join(chance.choices(words, k=chance.choice((5, 30, 90)))) for _ in range(12)]
    archive = [terms(text[:30], f"{text} in {chance.choice(words).title()} {chance.randint(1, 40)} {chance.randint(10, 9999)}.") for text in texts]
    weigh = weigher(archive)
    for one in archive:
        ordered = sorted((-weight, term) for term, weight in vector(one, weigh).items())
        for many in (1, 5, 14):
            assert not any(is_light(one, weigh, term, many) for _, term in ordered[:many])
    assert is_light(archive[0], weigh, "nowhere", 14)


def test_most_light_terms_are_told_at_once() -> None:
    """A common word, and a number among words that are said often."""
    said = " ".join(f"kaldry{number} saw {number + 300} people of ilven{number % 16} go" for number in range(32))
    one = terms("Dam", f"{said} for ever.")
    weigh = weigher([one])
    assert [term for term in ("people", "#305", "kaldry5", "ilven5", "^dam") if not is_light(one, weigh, term, 16)] == ["ilven5", "^dam"]
