"""An event in its articles' own sentences."""

from __future__ import annotations

import pytest

from briefgen.dossier.summary import Source, Taken, all_news, stands_alone, summary

BROKE = (
    "MARN, March 4 (Merelpress) – A slab of the spillway at Kaldry Dam broke away on Monday, and 6,400 people of the Ilven valley had to go.\n"
    "He had rung the bell at once.\n"
    "Sirens in Osk Bridge began at 5:52 and rang for eleven minutes.\n"
)
WIDENED = (
    "The order to leave the Ilven valley below Kaldry Dam was extended on Tuesday to the town of Tarn Ferry, and now covers 8,900 people.\n"
    "Helicopters of the Civil Protection Service drop nets of rock into the hole in the spillway.\n"
)
PAPERS = (
    "A slab of the spillway at Kaldry Dam broke away on Monday, and 6,400 people of the Ilven valley had to go.\n"
    "Engineers warned the Ilven Water Board in 2019 of hollow concrete at Kaldry, papers seen by the Ledger show.\n"
    "The chairman of the board, Aurel Demsky, voted three times to put the repair off.\n"
)


def source(title: str, date: str, text: str, *, copy: bool = False) -> Source:
    return Source(title, date, text, copy)


VALLEY = source("Valley told to leave as Kaldry spillway breaks", "2024-03-04", BROKE)
WIDER = source("Evacuation below Kaldry Dam widens", "2024-03-05", WIDENED)
LEDGER = source("Water board was told of hollow spillway", "2024-03-07", PAPERS)
REPRINT = source(
    "Valley told to leave", "2024-03-03", "Prunes of Kaldry are the best of the Ilven valley, said Mr Udo of Osk Bridge Market.", copy=True
)


def test_an_event_is_told_in_its_articles_leads_in_their_order() -> None:
    """From different articles, none saying what another has said, without datelines."""
    found = summary([LEDGER, REPRINT, WIDER, VALLEY])
    assert [one.article for one in found] == [3, 2, 0]
    assert found[0].sentence == BROKE.split("– ")[1].split("\n")[0]
    assert found[2].sentence.startswith("Engineers warned")


def test_only_so_many_sentences_are_taken() -> None:
    """As many as asked for."""
    assert len(summary([VALLEY, WIDER, LEDGER], 1)) == 1
    assert summary([VALLEY, WIDER, LEDGER], 0) == ()


def test_an_article_alone_is_told_in_its_first_sentences() -> None:
    """Those that can stand alone."""
    first, second = WIDENED.strip().split("\n")
    assert summary([WIDER]) in ((Taken(0, first),), (Taken(0, first), Taken(0, second)))


def test_copies_tell_nothing() -> None:
    """Nor do articles without sentences."""
    assert summary([REPRINT]) == ()
    assert summary([source("Ice", "", "")]) == ()
    assert summary([]) == ()


def test_news_is_what_those_before_did_not_say() -> None:
    """Of the first its lead; of a later one not what it repeats; of a copy nothing."""
    found = all_news([LEDGER, REPRINT, VALLEY, WIDER])
    assert found[0].startswith("Engineers warned")
    assert found[1] == ""
    assert found[2].startswith("A slab of the spillway")
    assert found[3].startswith("The order to leave")


def test_what_was_said_before_is_no_news() -> None:
    """A second article of the same words has none."""
    again = source("Valley told to leave as Kaldry spillway breaks", "2024-03-06", BROKE)
    assert all_news([VALLEY, again])[1] == ""


def test_the_order_of_undated_articles_is_as_given() -> None:
    """They come after the dated ones."""
    undated = source(VALLEY.title, "", BROKE)
    assert all_news([undated, VALLEY])[0] == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "But the board of Kaldry Dam had been told of the hollow in 2019.",
        "He told the board of Kaldry Dam of the hollow in 2019.",
        "On Saturday he told the board of Kaldry Dam of the hollow.",
        "In 2019 they told the board of Kaldry Dam of the hollow.",
        "That was what the board of Kaldry Dam had been told in 2019.",
        "The move by the board of Kaldry Dam was criticised in Issarin.",
        "The rulings of the court in Issarin were read on Monday at noon.",
        "Two days ago the board of Kaldry Dam was told of the hollow.",
        "Was the board of Kaldry Dam told of the hollow in 2019?",
        "The board of Kaldry Dam said “there’ll be a time for papers in 2025.",
        "I told the board of Kaldry Dam of the hollow in 2019.",
        "Click here for more of the board of Kaldry Dam in 2019.",
        "People walk below Kaldry Dam near Osk Bridge on March 4, 2024.",
        "A pair of ships stand off Port Sarrel and are unable to.",
        "Kaldry Dam broke.",
        "nothing in this line begins as a sentence does at Kaldry Dam.",
        "KALDRY DAM WAS TOLD OF THE HOLLOW IN THE SPILLWAY BY ENGINEERS.",
        "Kaldry Dam was told " + "and told " * 20 + "of the hollow.",
    ],
)
def test_what_leans_on_others_does_not_stand_alone(sentence: str) -> None:
    """Nor do questions, quotations, captions, and what is too short or too long."""
    assert not stands_alone(sentence)


def test_an_articles_first_sentence_may_begin_with_what_is_not_yet_known() -> None:
    """A lead introduces what later sentences lean on; but not with a pronoun, or 'the move'."""
    order = "The order to leave the Ilven valley was extended on Tuesday to Tarn Ferry."
    assert stands_alone(order, first=True)
    assert not stands_alone(order)
    assert not stands_alone(order.replace("The order", "The move"), first=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "The board of Kaldry Dam had been told of the hollow in 2019.",
        "On Saturday the board of Kaldry Dam was told of the hollow.",
        "Two people were killed when the Quennay Star ran into the breakwater.",
        "The chairman, Aurel Demsky, said that the papers were “incomplete” but genuine.",
        "In a report of 2019, engineers told the board of the hollow.",
    ],
)
def test_a_whole_sentence_stands_alone(sentence: str) -> None:
    """It says of what it speaks."""
    assert stands_alone(sentence)


def test_a_thousand_articles_are_told_in_three_sentences() -> None:
    """All have news while they bring any."""
    many = [
        source(f"Ship {n}", f"2024-03-{n % 28 + 1:02}", f"The ferry number {n + 1000} left the quay of Marn for Lund Island at noon.")
        for n in range(1000)
    ]
    assert 1 <= len(summary(many)) <= 3
    assert len(all_news(many)) == 1000
