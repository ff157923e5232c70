"""What an event knows: its articles' facts, brought together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.dossier import dossier
from briefgen.dossier.dossier import EMPTY, Report, compiled, packed, unpacked
from briefgen.dossier.facts import facts
from briefgen.dossier.sections import KINDS
from tests.dossier.test_sections import BRIEFING
from tests.dossier.test_summary import BROKE, PAPERS, WIDENED


def report(text: str, date: str = "2024-03-04", *, copy: bool = False, title: str = "Kaldry", outlet: str = "Echo") -> Report:
    return Report(title, date, outlet, text, copy, facts(text, date))


DAM = (report(BROKE), report(WIDENED, "2024-03-05"), report(PAPERS, "2024-03-07", outlet="Ledger"), report(BRIEFING, "2024-03-07"))
LEFT = "The dam of Kaldry broke on Monday. About 6,400 people were evacuated from the Ilven valley below Kaldry Dam."
MORE = "About 7,100 people were evacuated from the Ilven valley below Kaldry Dam, said Asta Rehn, the engineer."


def test_a_dossier_is_remembered_as_it_was() -> None:
    """With all that it holds."""
    found = compiled([*DAM, report(LEFT), report(MORE, "2024-03-05", outlet="Ledger")])
    assert all((found.summary, found.news, found.named, found.happened, found.sections, found.differences))
    assert unpacked(packed(found)) == found
    assert unpacked(packed(EMPTY)) == EMPTY == compiled([])


def test_copies_add_nothing() -> None:
    """Whatever they say: only the places of the others are moved, and their own news is none."""
    own = [report(LEFT), report(MORE, "2024-03-05", outlet="Ledger"), *DAM]
    prunes = "The prunes of Udo Lasc broke all records on Tuesday. About 9,900 people were evacuated from Kaldry Dam.\nWhy it matters: Prunes."
    found, crowded = compiled(own), compiled([*own, report(BROKE, copy=True), report(prunes, "2024-03-08", copy=True)])
    assert replace(crowded, news=crowded.news[:-2]) == found
    assert crowded.news[-2:] == ("", "")
    alone = compiled([report(prunes, copy=True), report(prunes, copy=True)])
    assert replace(alone, news=()) == EMPTY


def test_what_two_articles_say_of_a_day_is_one_occurrence() -> None:
    """In the words of the earlier one, with the other beside it."""
    found = compiled(DAM).happened
    assert [(one.day, one.article, one.also) for one in found] == [
        ("2024-03-04", 0, (2,)),
        ("2024-03-05", 1, ()),
        ("2024-03-08", 3, ()),
    ]
    assert found[0].sentence.startswith("A slab of the spillway at Kaldry Dam broke away")


def test_an_article_that_says_a_thing_twice_does_not_agree_with_itself() -> None:
    """It is no other source."""
    twice = "The dam of Kaldry broke on Monday before dawn.\nThe dam of Kaldry broke on Monday, and the bell was rung."
    (one,) = compiled([report(twice, "2024-03-05")]).happened
    assert one.also == ()


def test_different_things_of_one_day_are_told_apart() -> None:
    """Those that most articles tell first, and not more than a few."""
    said = ["The dam of Kaldry broke on Monday.", "The bakers of Tarn went on strike on Monday.", "The ferry of Brae sank on Monday in the fog."]
    found = compiled([report(said[2], "2024-03-05"), *(report(f"{one} {said[1]}", "2024-03-05") for one in (said[0], said[0]))]).happened
    assert [(one.day, one.sentence, one.also) for one in found] == [("2024-03-04", said[0], (2,)), ("2024-03-04", said[1], (2,))]


def test_days_long_ago_are_background() -> None:
    """Though an article names them with their year; those of the last year belong to the event."""
    text = "The dam of Kaldry was opened on 3 May 1967. The spillway was mended on 12 June 2023. The dam broke on Monday."
    assert [one.day for one in compiled([report(text)]).happened] == ["2023-06-12", "2024-03-04"]


def test_of_very_many_days_those_in_most_articles_are_kept() -> None:
    """In the order of the days."""
    days = [f"On {number} {month} the panel met in Osk Bridge." for month in ("January", "February", "March") for number in range(1, 29)]
    found = compiled([report(" ".join(days[:50]), "2024-03-30"), report(" ".join(days[40:]), "2024-03-30")]).happened
    shown = [one.day for one in found]
    assert shown == sorted(shown)
    assert len(set(shown)) == dossier.MOST_DAYS
    assert {one.day for one in found if one.also} == {f"2024-02-{number:02}" for number in range(13, 23)}


def test_sections_are_collected_across_articles_in_their_fixed_order() -> None:
    """Whatever the order in each article; each kind once, its passages in the articles' order."""
    one = "The bottom line: A drum is not a wall.\nWhy it matters: Six thousand people live below it."
    other = "What's next: The panel meets on Friday.\nWhy it matters: Concrete that is hollow may be so elsewhere."
    found = compiled([report("No section here."), report(one), report(other)]).sections
    assert [section.kind for section in found] == [kind for kind in KINDS if kind in ("Why it matters", "What to watch", "The bottom line")]
    assert [[(passage.article, passage.text) for passage in section.passages] for section in found] == [
        [(1, "Six thousand people live below it."), (2, "Concrete that is hollow may be so elsewhere.")],
        [(2, "The panel meets on Friday.")],
        [(1, "A drum is not a wall.")],
    ]


def test_a_section_that_repeats_another_is_left_out() -> None:
    """And of very many articles' only the first ones are kept."""
    again = [report("Why it matters: Six thousand people live below the dam of Kaldry.") for _ in range(3)]
    assert [len(section.passages) for section in compiled(again).sections] == [1]
    many = [report(f"Why it matters: Xqa{number} yva{number} zrb{number} wola{number}.") for number in range(40)]
    assert [len(section.passages) for section in compiled(many).sections] == [dossier.MOST_OF_KIND]


def test_differences_name_the_articles_by_their_place() -> None:
    """Copies among them leave the places right."""
    copy = report(LEFT, copy=True)
    (found,) = compiled([copy, report(LEFT), copy, report(MORE, "2024-03-05", outlet="Ledger")]).differences
    assert [(said.article, said.shown) for said in found.sayings] == [(1, "About 6,400"), (3, "About 7,100")]


def test_names_are_counted_by_article() -> None:
    """Most mentioned first; an article that says a name ten times is one."""
    found = compiled(
        [
            report(BROKE + "The engineer, Asta Rehn, said that it was of no use to go to the dam. " * 10),
            *(report(f"Mayor Ketil Brandes left. {PAPERS}") for _ in range(2)),
        ]
    )
    counts = {one.name: one.articles for one in found.named}
    assert counts["Asta Rehn"] == 1
    assert counts["Ketil Brandes"] == 2
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


@pytest.mark.parametrize("text", ["", "?!", "马恩港务局周五表示，渡轮离开码头。", "x" * 50_000, "\n" * 1000])
def test_what_says_nothing_adds_nothing(text: str) -> None:
    """An event of nothing else knows nothing."""
    assert replace(compiled([report(text), report(text, "")]), news=(), summary=()) == EMPTY


def test_what_happened_is_told_by_those_who_wrote_after_it() -> None:
    """What was to happen stands only where nobody said that it did."""
    before = report("Governor Asta Rehn will open Kaldry Dam on Friday. She will close Tarn Bridge on Sunday.", "2024-03-05", outlet="Ledger")
    after = report("Governor Asta Rehn stayed away from Kaldry Dam on Friday, and a goat was the first across.", "2024-03-09")
    found = compiled([before, after]).happened
    assert [(one.day, one.article) for one in found if one.day == "2024-03-08"] == [("2024-03-08", 1)]


def test_of_two_articles_only_what_names_the_event_is_its_own() -> None:
    """An article of two events tells each its days."""
    both = replace(report("At Kaldry Dam the bell rang on Thursday. In Brae the salt pans went cold on Friday.", "2024-03-09"), shared=True)
    found = compiled([report(BROKE), report(WIDENED, "2024-03-05"), both]).happened
    assert "2024-03-07" in {one.day for one in found}
    assert "2024-03-08" not in {one.day for one in found}
