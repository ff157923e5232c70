"""Who and where: the names of an article, and of an event."""

from __future__ import annotations

from itertools import permutations

import pytest

from briefgen.dossier.names import MOST, Mention, Named, mentions, most_mentioned


def named(text: str) -> dict[str, Mention]:
    return {mention.name: mention for mention in mentions(text)}


def kinds(text: str) -> dict[str, str]:
    return {mention.name: mention.kind for mention in mentions(text)}


DAM = """\
The dam at Kaldry was not moving, President Marit Ekundayo said on Monday. She had flown to the town from Issarin.
However, Ekundayo's adviser, Ferenc Udo, told the council that the Ilven Water Board had been slow, and Mr Udo was in Issarin, to say so again.
The board was asked about it by the Ministry of Dams and Rivers, and by Ekundayo herself."""


def test_a_surname_counts_to_the_full_name() -> None:
    """'Marit Ekundayo', 'Ekundayo' and 'Ekundayo's' are one person, named three times."""
    assert named(DAM)["Marit Ekundayo"] == Mention("Marit Ekundayo", "person", 3, ("Ekundayo",))
    assert named(DAM)["Ferenc Udo"] == Mention("Ferenc Udo", "person", 2, ("Mr Udo", "Udo"))


def test_the_form_and_the_context_tell_the_kinds_apart() -> None:
    """A title, a preposition and an organization's head are evidence; no list knows these names."""
    found = kinds(DAM)
    assert found["Marit Ekundayo"] == "person"
    assert found["Issarin"] == "place"
    assert found["Ilven Water Board"] == "organization"


def test_the_names_come_out_by_how_often_they_are_mentioned() -> None:
    """Most mentioned first; equals by name."""
    counts = [mention.count for mention in mentions(DAM)]
    assert counts == sorted(counts, reverse=True)
    assert mentions(DAM)[0].name == "Marit Ekundayo"


@pytest.mark.parametrize(
    "text",
    [
        "But they left. However, nobody came on Tuesday or in March, and the President of the club said so. Meanwhile it rained.",
        "THE WATER RISES IN ORREL\nThey left before the rain came to the hills, and it was the end of it.",
        "Why Nobody Came Home From Orrel\nThey left before the rain came to the hills, and it was the end of it.",
        "Why it matters: The rain is late. The Bottom Line: It is late.",
        "The Russians and a French driver were asked about it by a Catholic, and the Prime Minister was not.",
        "He told Reuters of it, and (AP) the rest. Photo: Ines Orlov/Merel Pictures",
        "I'm sure that I’ve seen it, said one of them on Sat night at 9 PM ET.",
    ],
)
def test_what_is_no_name_does_not_come_out(text: str) -> None:
    """Openers, weekdays, months, titles alone, peoples, capitals, headings, labels, credits."""
    assert mentions(text) == ()


def test_a_word_that_begins_a_sentence_is_a_name_when_it_is_one_elsewhere() -> None:
    """'Gulls' only begins sentences; 'Lindmoor' stands within one too."""
    text = "Gulls had come to the quay before it was light. Lindmoor was dry. They drove from the coast to Lindmoor in the end. Gulls went."
    assert [(mention.name, mention.count) for mention in mentions(text)] == [("Lindmoor", 2)]


def test_letters_fold_into_the_name_that_they_stand_for() -> None:
    """Said in brackets, or by initials."""
    text = (
        "The boats of the Merel Ports Authority (MPA) were late by more than an hour. The MPA said so, and the Northern Sea Rescue Service was "
        "on the quay by then. NSRS crews came as soon as they were asked, as the MPA had."
    )
    found = named(text)
    assert found["Merel Ports Authority"] == Mention("Merel Ports Authority", "organization", 3, ("MPA",))
    assert found["Northern Sea Rescue Service"].count == 2
    assert not {"MPA", "NSRS"} & set(found)


def test_one_country_in_all_its_forms_is_one_place() -> None:
    """'U.S.', 'US', 'United States' and 'America' are one; 'EU' is the European Union."""
    found = named("In the U.S. it was late, and US officials said that the United States and America were to blame. The EU was not in it.")
    assert (found["United States"].kind, found["United States"].count) == ("place", 4)
    assert found["European Union"].kind == "organization"


def test_two_people_of_one_surname_are_not_one() -> None:
    """The surname alone counts to whoever is named clearly more often, else to nobody."""
    even = "The mayor, Ada Orlov, met Senator Boris Orlov at the quay. It was for Orlov to say what was to be done with the gulls."
    assert {name: mention.count for name, mention in named(even).items()} == {"Ada Orlov": 1, "Boris Orlov": 1}
    clear = f"{even} Ada Orlov said no. It was Ada Orlov who left with the keys, as Orlov always has."
    assert {name: mention.count for name, mention in named(clear).items()} == {"Ada Orlov": 5, "Boris Orlov": 1}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was for Defence Minister Pilar van der Merwe to say so, and not for us.", "Pilar van der Merwe"),
        ("It was said by Senator Liam O'Neill-Udo that it would be the last time.", "Liam O'Neill-Udo"),
        ("They were told by Gov. George W. Halloran that it was for the best.", "George W. Halloran"),
        ("He met the minister, Honoré Tschudi-Lamm, 58, at the quay in the dark.", "Honoré Tschudi-Lamm"),
        ("They asked NATO Secretary General Sigrid Holloway for the names of the ships.", "Sigrid Holloway"),
        ("It was Russian President Anton Belov who had asked for the map.", "Anton Belov"),
        ("It was up to Secretary of State Ruth Amaral to say what was in the letter.", "Ruth Amaral"),
    ],
)
def test_a_person_comes_out_without_title_and_whole(text: str, name: str) -> None:
    """Particles, apostrophes, hyphens, initials and accents belong to the name; titles and nationalities do not."""
    assert kinds(text)[name] == "person"
    assert not any(name in other and name != other for other in kinds(text))


@pytest.mark.parametrize(
    "text",
    [
        "Signy Lunder told them of it. The valley's data guardian, Signy Lunder, was the last to be told.",
        "It was for Signy Lunder, the chief data guardian of the valley, to say so.",
        "They were told by mines inspector Signy Lunder that it was for the best.",
    ],
)
def test_a_role_beside_a_name_makes_it_a_person(text: str) -> None:
    """Before it, or behind a comma after a word or two."""
    assert kinds(text)["Signy Lunder"] == "person"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hallin Coal said so. Hallin Coal said it again, and Hallin Coal told the board, and Hallin Coal said no.", "Hallin Coal"),
        ("It was the operator, Norvell, that said so, and the board of Norvell that had to pay.", "Norvell"),
    ],
)
def test_what_deals_and_operates_is_an_organization(text: str, name: str) -> None:
    """A firm says things too; what it deals in, and what it is called, tell it from a person."""
    assert kinds(text)[name] == "organization"


def test_a_firm_may_be_called_without_what_it_deals_in() -> None:
    """'Hallin' counts to 'Hallin Coal'."""
    assert named("The shares of Hallin Coal fell, and it was said that Hallin would pay.")["Hallin Coal"].count == 2


def test_whom_a_newspaper_is_told_by_is_not_the_newspaper() -> None:
    """What follows 'told' may be an outlet."""
    assert kinds("The ministry told Capital Notes of it, and it was Capital Notes that they told again.")["Capital Notes"] == ""


def test_a_persons_first_given_name_is_kept() -> None:
    """'Else' begins a name where it begins a sentence, and the longer of two forms that begin with given names is the name."""
    text = "Else Marit Bohr was on the quay. It was for Else Marit Bohr to say, and Marit Bohr said it."
    assert named(text)["Else Marit Bohr"].count == 3


def test_organizations_keep_what_joins_their_words() -> None:
    """'of', 'for', 'and', '&' and a plural's possessive."""
    text = (
        "It was for the Ministry of Health and the Organization for Trade and Cooperation in Merel to pay. The Harbour Workers' Union and "
        "the Carrow Bank of Ardune would not, and Hollin & Reyes did not answer."
    )
    assert {name for name, kind in kinds(text).items() if kind == "organization"} == {
        "Ministry of Health",
        "Organization for Trade and Cooperation in Merel",
        "Harbour Workers' Union",
        "Carrow Bank of Ardune",
        "Hollin & Reyes",
    }


def test_a_dateline_in_capitals_is_the_place() -> None:
    """'ISSARIN —' is Issarin."""
    assert kinds("ISSARIN (Merelpress) — The board of the dam was told in the spring that it would have to be closed.")["Issarin"] == "place"


@pytest.mark.parametrize(
    "text",
    [
        (
            "Der Minister Anton Belov sagte am Montag in Osk, dass die Brücke über den Fluss Ilven wegen Hochwasser gesperrt bleibe. Die Stadt Osk "
            "und der Landkreis Merel prüfen nun, ob die Feuerwehr die Schule und das Krankenhaus räumen muss."
        ),
        "大坝在星期一早上决堤，市长说没有人受伤。",
        "Президент Антон Белов прибыл в Оск в понедельник и сказал, что мост закрыт до конца недели из-за воды в реке.",
        "",
        "\n\n",
    ],
)
def test_other_languages_give_nothing_rather_than_nonsense(text: str) -> None:
    """The evidence is English."""
    assert not any(mention.kind for mention in mentions(text))


def test_what_an_article_names_is_bounded() -> None:
    """At most MOST, of a text of nothing but names."""
    text = " ".join(f"the road to {chr(65 + i)}{chr(97 + j)}lm was in use, and it" for i in range(26) for j in range(26))
    assert len(mentions(text)) == MOST


FIRST = "The dam was in the hands of President Marit Ekundayo, and the Merel Ports Authority (MPA) was asked about it in Osk."
SECOND = "The dam will hold, Ekundayo said, and the MPA was of the same mind. It was in Osk that Ekundayo said so."
THIRD = "It rained in Osk for the rest of the week, and the road to Lindmoor was under water."


def test_an_events_names_fold_across_articles() -> None:
    """A surname or letters in one article count to the full name in another."""
    found = most_mentioned([mentions(text) for text in (FIRST, SECOND, THIRD)])
    assert found[0] == Named("Osk", "place", 3, 3, ())
    assert found[1] == Named("Marit Ekundayo", "person", 2, 3, ("Ekundayo",))
    assert found[2] == Named("Merel Ports Authority", "organization", 2, 2, ("MPA",))


def test_the_order_of_articles_changes_nothing() -> None:
    """Any order gives the same names in the same order."""
    articles = [mentions(text) for text in (FIRST, SECOND, THIRD, DAM)]
    assert len({most_mentioned(order) for order in permutations(articles)}) == 1


def test_an_events_names_are_bounded_and_may_be_none() -> None:
    """At most as many as are asked for."""
    assert len(most_mentioned([mentions(DAM)], most=2)) == 2
    assert most_mentioned([]) == ()
    assert most_mentioned([()]) == ()
