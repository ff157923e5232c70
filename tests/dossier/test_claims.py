"""Figures and quotations, and how articles differ in them."""

from __future__ import annotations

from typing import Final

import pytest

from briefgen.dossier.claims import Difference, Saying, differences
from briefgen.dossier.figures import MOST as MOST_FIGURES
from briefgen.dossier.figures import figures
from briefgen.dossier.quotes import MOST as MOST_QUOTES
from briefgen.dossier.quotes import quotes


def counted(text: str) -> list[tuple[str, str, str]]:
    return [(figure.value, figure.shown, figure.label) for figure in figures(text)]


def reported(*reports: tuple[str, str, str]) -> tuple[Difference, ...]:
    """The differences of reports given as day, outlet and text."""
    articles = [(figures(text), quotes(text)) for _, _, text in reports]
    return differences(articles, days=[day for day, _, _ in reports], outlets=[outlet for _, outlet, _ in reports])


def shown(found: tuple[Difference, ...]) -> list[tuple[str, list[str]]]:
    return [(one.subject, [saying.shown for saying in one.sayings]) for one in found]


def between(*texts: str) -> tuple[Difference, ...]:
    return differences([(figures(text), quotes(text)) for text in texts])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Merel has massed more than 100,000 troops at the crossing.", ("100000", "more than 100,000", "troops")),
        ("Some 1.2 million ballots were counted by hand.", ("1200000", "Some 1.2 million", "ballots")),
        ("There were six tugs at the quay.", ("6", "six", "tugs")),
        ("Crews placed twenty-three rock nets in the breach.", ("23", "twenty-three", "nets")),
        ("About 6,400 people were evacuated from the valley.", ("6400", "About 6,400", "people evacuated")),
        ("The fire killed at least 27 people in the mill.", ("27", "at least 27", "people killed")),
        ("The fire in the mill left 27 dead.", ("27", "27", "people killed")),
        ("Nine students were injured when the stand fell.", ("9", "Nine", "students injured")),
        ("A magnitude 6.1 earthquake shook the island.", ("6.1", "6.1", "magnitude")),
        ("They signed an $85 million contract for the cranes.", ("85000000", "$85 million", "contract")),
        ("The slide left 300 tonnes of mud on the road.", ("300", "300", "tonnes of mud")),
        ("The board had spent 3 million crowns on it.", ("3000000", "3 million", "crowns")),
        ("The bridge was shut for six hours on Friday.", ("6", "six", "hours")),
        ("The boat carried 84 passengers.", ("84", "84", "passengers aboard")),
        ("There were 84 people on board.", ("84", "84", "people aboard")),
        ("In the last tunnel they found seven divers dead.", ("7", "seven", "divers killed")),
        ("OSK (Merelpress) — Twelve divers were trapped in the lock.", ("12", "Twelve", "divers trapped")),
        ("The board said 110,000 patients were concerned, more than the 90,000 of last week.", ("110000", "110,000", "patients")),
    ],
)
def test_a_figure_is_a_number_and_what_it_counts(text: str, found: tuple[str, str, str]) -> None:
    """Digits, words and scales have one normal form; what became of people is part of what is counted."""
    assert counted(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The wall was built in 1967, and again on March 12.",
        "The 2024 elections were held in the rain.",
        "Agnethe Pruul, 71, has baked for 44 years.",
        "It began at 5:52 and lasted eleven minutes.",
        "Turnout was 71 percent, or 71% of the rolls.",
        "The Herons won 12-9 after 28 of 41 passes.",
        "One in 500 users was told of it.",
        "It is the 44th house on Route 9.",
        "Ring 020-555-0143 or 020 555 0188 in the evening.",
        "The reservoir rose 2.1 metres and fell 34 centimetres.",
        "Dozens of people were killed, and hundreds of homes burned.",
        "About 6,400 people were in the hall.",
        "Last year 14 boats sank, and every day two boats leave.",
        "They would need 600 nets.",
        "The two boats had left before it.",
        "It sold 1, 400 boats.",
        "水が 2 metres 上がった。",
        "",
    ],
)
def test_what_is_no_count_is_no_figure(text: str) -> None:
    """Dates, years, ages, times, shares, scores, ordinals, telephone numbers, measures, rates, other times, and people of whom nothing is said."""
    assert counted(text) == []


def test_a_figure_has_its_whole_sentence() -> None:
    """And not its neighbours."""
    (figure,) = figures("The road is shut. By dusk the crews had  placed 140 nets in the breach. Rain is forecast.")
    assert figure.sentence == "By dusk the crews had placed 140 nets in the breach."


def test_figures_and_quotations_are_bounded() -> None:
    """A text of nothing else gives no more than the most."""
    assert len(figures("There were six tugs at the quay.\n" * 500)) == MOST_FIGURES
    assert len(quotes("“We had the wrong day in mind,” he said.\n" * 500)) == MOST_QUOTES


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"I thought they had got the day wrong," said Agnethe Pruul, who was up early.', "Agnethe Pruul"),
        ("“I thought they had got the day wrong,” Water Minister Catarina Velloso-Lind said on Monday.", "Catarina Velloso-Lind"),
        ("Marit Ekundayo, the chief engineer, said: “I thought they had got the day wrong.”", "Marit Ekundayo"),
        ("“I thought they had got the day wrong,” said the board's chairman Aurel Demsky.", ""),
        ("“I thought they had got the day wrong,” she said.", ""),
    ],
)
def test_a_quotation_has_its_words_and_its_speaker(text: str, speaker: str) -> None:
    """The speaker is whom the sentence names, without title; nobody for a pronoun."""
    (quote,) = quotes(text)
    assert quote.words.rstrip(".") == "I thought they had got the day wrong"
    assert quote.speaker == speaker
    assert quote.sentence == text


def test_what_stands_between_two_quotations_is_none() -> None:
    """Straight marks do not tell which of them open."""
    text = '"A spillway is a road for water," she said to all of them there. "When the road breaks up, the water starts to dig."'
    assert [quote.words for quote in quotes(text)] == ["A spillway is a road for water", "When the road breaks up, the water starts to dig."]


def test_terms_in_quotation_marks_are_no_quotations() -> None:
    """Fewer than five words."""
    assert quotes("The board called it “a matter of days”, and then “incomplete”.") == ()


ONE = "Merel has massed more than 100,000 troops at the Bresk crossing, officials of Ardune said on Friday."
OTHER = "Officials of Ardune now say that Merel has 265,000 troops at the Bresk crossing."


def test_two_figures_of_one_thing_are_laid_side_by_side() -> None:
    """Each as its article writes it, by article."""
    assert between(ONE, "It rained.", OTHER) == (Difference("troops", "figure", (Saying(0, "more than 100,000", ONE), Saying(2, "265,000", OTHER))),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100,000", "some 100,000"),
        ("1.2 million", "1,200,000"),
        ("six thousand", "6,000"),
        ("nearly nine thousand", "8,900"),
    ],
)
def test_the_same_figure_written_otherwise_is_no_difference(one: str, other: str) -> None:
    """Neither are hedges, and rounding."""
    text = "Merel has massed {} troops at the Bresk crossing, officials of Ardune said."
    assert between(text.format(one), text.format(other)) == ()


@pytest.mark.parametrize(
    "other",
    [
        "The fire at the Carrow paper mill, which burned all night, injured 12 people of the late shift.",
        "A storm off Osk killed 12 people.",
        "A fire at the Carrow paper mill, which burned all night, killed 12 people of the late shift in 1987.",
        "A fire at the Carrow paper mill, which burned all night, killed 4,000 people of the late shift.",
    ],
    ids=["another state", "another context", "another year", "too far apart"],
)
def test_figures_of_different_things_are_not_compared(other: str) -> None:
    """What is not surely the same is left out."""
    assert between("The fire at the Carrow paper mill, which burned all night, killed nine people of the late shift.", other) == ()


def test_what_one_article_tells_apart_is_not_compared() -> None:
    """An article that gives both figures counts two things."""
    both = (
        "Officials of Ardune said Merel had 100,000 troops at the Bresk crossing.\nOfficials of Ardune said Merel had 265,000 troops at the crossing."
    )
    assert between(ONE, OTHER, both) == ()


LOST: Final = "Twelve divers were trapped in the lock at Osk on Monday after its gate gave way."
MISSED: Final = "Seventeen divers are missing since the gate came down at Osk, two of their families said."


def test_less_must_be_alike_between_outlets_of_the_same_days() -> None:
    """What has become of those counted and the days say that they are the same; without days and outlets the words must."""
    assert shown(reported(("2031-04-07", "Osk Post", LOST), ("2031-04-08", "Merelpress", MISSED))) == [("divers trapped", ["Twelve", "Seventeen"])]
    assert between(LOST, MISSED) == ()


@pytest.mark.parametrize(
    ("day", "outlet"),
    [("2031-04-07", "Osk Post"), ("2031-04-13", "Merelpress"), ("", "Merelpress"), ("2031-04-07", "")],
    ids=["the same outlet", "an update", "day unknown", "outlet unknown"],
)
def test_an_outlet_and_an_update_are_not_compared(day: str, outlet: str) -> None:
    """Nor is what is unknown taken for the same day, or for another outlet."""
    assert reported(("2031-04-07", "Osk Post", LOST), (day, outlet, MISSED)) == ()


def test_a_thing_of_which_an_article_counts_two_is_not_taken_for_one() -> None:
    """Then the sentences must have more in common."""
    both = "Nine divers were trapped in the lock.\nFour divers are missing from the boat."
    assert reported(("2031-04-07", "Osk Post", LOST), ("2031-04-07", "Merelpress", MISSED), ("2031-04-07", "Radio Osk", both)) == ()


def test_equal_values_are_one_saying() -> None:
    """The first article's, however the others write the number."""
    text = "The ferry Petrel capsized off Osk on Monday and {} people died, coast guard chief Ada Orlov said."
    found = reported(
        *(("2031-04-07", outlet, text.format(number)) for outlet, number in zip("ABCD", ("seventeen", "17", "12", "twelve"), strict=True))
    )
    assert shown(found) == [("people killed", ["seventeen", "12"])]
    assert [saying.article for saying in found[0].sayings] == [0, 2]


def test_many_values_are_of_many_things() -> None:
    """Seven outlets that give seven numbers do not count the same."""
    text = "Crews from Merel placed {} nets in the breach of the Kaldry dam before dusk."
    assert len(reported(*(("2031-04-07", name, text.format(60 + 30 * place)) for place, name in enumerate("ABCDEF")))[0].sayings) == 6
    assert reported(*(("2031-04-07", name, text.format(60 + 30 * place)) for place, name in enumerate("ABCDEFG"))) == ()


def test_people_are_who_they_are_where_the_numbers_are_one() -> None:
    """'Eight divers' and 'eight people' in two articles let 'people' be compared with 'divers'."""
    reports = [
        ("2031-04-07", "Osk Post", "Eight divers died in the lock at Osk."),
        ("2031-04-07", "Merelpress", "The lock at Osk killed eight people."),
        ("2031-04-07", "Radio Osk", "Eleven people died in the lock at Osk."),
    ]
    assert shown(reported(*reports)) == [("divers killed", ["Eight", "Eleven"])]
    assert reported(reports[0], reports[2]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“There is nobody alive behind the gate,” fire chief Ada Orlov said.", "“There's no one alive behind the gate now,” Ada Orlov said."),
        ("Ada Orlov said no. “I will not lose a diver to save an hour,” she said.", "“I won't lose a diver just to save an hour,” Orlov said."),
        ("“The sea gave us no time to do anything,” said Ada Orlov.", "Ada Orlov said that “the sea left us no time for anything”."),
    ],
)
def test_one_speakers_words_of_the_same_days_need_be_less_alike(one: str, other: str) -> None:
    """The speaker is found by name, or by the name before 'she said'; contractions are no difference in themselves."""
    (found,) = reported(("2031-04-07", "Osk Post", one), ("2031-04-08", "Merelpress", other))
    assert (found.kind, found.subject) == ("quote", "Ada Orlov")
    assert reported(("2031-04-07", "Osk Post", one), ("2031-04-07", "Osk Post", other)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The sea gave us no time to do anything at all", "The sea gave us no time to do anything"),
        ("We've lost everything in that hour", "We have lost everything in that hour"),
        ("It 's a long way down to the gate of the lock", "It's a long way down to the gate of the lock"),
    ],
)
def test_what_one_speaker_says_alike_is_no_difference(one: str, other: str) -> None:
    """Cut off, contracted, or set otherwise."""
    assert reported(("2031-04-07", "Osk Post", f"“{one},” Ada Orlov said."), ("2031-04-07", "Merelpress", f"“{other},” Ada Orlov said.")) == ()


def test_one_utterance_in_two_wordings_is_a_difference() -> None:
    """Under the name of the speaker whom one of the articles names."""
    first = "“We need one metre eighty more before I can sleep at night,” said Marit Ekundayo."
    second = "“We need one metre eighty more before the valley can sleep at night,” she said."
    (found,) = between(first, second)
    assert (found.kind, found.subject) == ("quote", "Marit Ekundayo")
    assert [saying.shown for saying in found.sayings] == [
        "We need one metre eighty more before I can sleep at night",
        "We need one metre eighty more before the valley can sleep at night",
    ]


@pytest.mark.parametrize(
    "other",
    [
        "we need one metre eighty more, before I sleep",
        "Listen to me now. We need one metre eighty more before I sleep. Then we shall see what is left of it.",
        "one metre eighty more before I sleep",
        "We need one metre eighty more … before I sleep tonight, and that is that",
        "We need [about] one metre eighty more before I sleep",
        "There was never any doubt that the wall would hold its water",
    ],
    ids=["punctuation", "longer", "shorter", "abridged", "edited", "another utterance"],
)
def test_a_quotation_cut_elsewhere_is_no_difference(other: str) -> None:
    """Neither are punctuation, what editors leave out or put in, and another utterance."""
    assert between("“We need one metre eighty more before I sleep,” she said.", f"“{other},” she said.") == ()


def test_contractions_and_spellings_are_no_difference() -> None:
    """What is spoken alike is alike."""
    one = "“We'll organise the neighbours and we won't ask for ten percent of it,” he said."
    other = "“We will organize the neighbors, and we will not ask for 10 per cent of it,” he said."
    assert between(one, other) == ()


def test_two_speakers_words_are_not_compared() -> None:
    """However alike they are."""
    one = "“We will all be home by the end of the week,” said Josip Amaral."
    other = "“We will all be safe by the end of the week,” said Aurel Demsky."
    assert between(one, other) == ()


def test_differences_are_bounded_and_figures_come_first() -> None:
    """What most articles speak of comes first among its kind."""
    first = f"{ONE}\n“We need one metre eighty more before I can sleep at night,” said Marit Ekundayo."
    second = f"{OTHER}\n“We need one metre eighty more before the valley can sleep at night,” she said."
    articles = [(figures(text), quotes(text)) for text in (first, second)]
    assert [found.kind for found in differences(articles)] == ["figure", "quote"]
    assert [found.kind for found in differences(articles, most=1)] == ["figure"]
    assert differences([]) == ()
