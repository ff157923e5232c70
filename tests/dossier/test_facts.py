"""What is worked out of one article for its events' pages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.dossier.facts import Facts, facts, packed, unpacked
from tests.dossier.test_sections import BRIEFING
from tests.dossier.test_summary import BROKE

TEXT = BROKE + "About 7,100 people were evacuated.\n" + BRIEFING


def test_an_articles_facts_are_its_names_figures_quotations_days_and_sections() -> None:
    """Each found as its own finder finds it."""
    found = facts(TEXT, "2024-03-04")
    assert "Kaldry Dam" in {one.name for one in found.mentions}
    assert ("7100", "About 7,100") in {(one.value, one.shown) for one in found.figures}
    assert [one.words for one in found.quotes] == ["We made the choice that we would have been thanked for", "There'll be a time for papers"]
    assert found.happenings[0].day == "2024-03-04"
    assert [one.kind for one in found.sections] == ["Why it matters", "What they're saying", "What to watch", "The bottom line"]


def test_without_its_day_an_article_says_what_but_not_when() -> None:
    """Only the days go."""
    dated, undated = facts(TEXT, "2024-03-04"), facts(TEXT, "2024-03")
    assert undated.happenings == ()
    assert dated.happenings
    assert (undated.mentions, undated.figures, undated.quotes, undated.sections) == (dated.mentions, dated.figures, dated.quotes, dated.sections)


def test_nothing_has_no_facts() -> None:
    """Nor has a text in a script that is not read."""
    assert facts("", "2024-03-04") == Facts((), (), (), (), ())
    assert facts("马恩港务局周五表示，渡轮离开码头。", "2024-03-04") == Facts((), (), (), (), ())


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from([*TEXT.split("\n"), "水 ü 😀 \\ \" '", "\x85\u2028", "Background", "• On Friday 40 boats sank."]), max_size=12))
def test_facts_are_remembered_as_they_were(lines: list[str]) -> None:
    """As JSON that says the same every time."""
    found = facts("\n".join(lines), "2024-03-07")
    assert unpacked(packed(found)) == found
    assert packed(unpacked(packed(found))) == packed(found)
