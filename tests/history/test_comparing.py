"""Two states of an archive compared: one pure function of two lists of records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.history.comparing import Change, Turn, compare
from briefgen.history.record import Paragraph, Record, paragraphs, withdrawn

DAM = "The spillway of Kaldry Dam broke on Monday."
VALLEY = "All of the Ilven valley had to go."
ONE = Record(
    "dam", "articles/2024/dam.html", "Dam breaks", "2024-03-04", ("Ada Brennick",), "The Marn Echo", ("flood",), "full", paragraphs=paragraphs([DAM])
)


def only(before: Record | None, after: Record | None) -> Change | None:
    """What happened to the one article of both states."""
    found = compare([before] if before else [], [after] if after else [])
    assert len(found) < 2
    return found[0] if found else None


def kind(before: Record | None, after: Record | None) -> str:
    found = only(before, after)
    return found.kind if found else ""


def test_what_is_the_same_is_no_change() -> None:
    assert compare([ONE], [ONE]) == ()


def test_what_happened_to_an_article_has_a_name() -> None:
    """An article that nobody has seen before it was withdrawn is none that anything happened to."""
    gone = withdrawn(ONE.slug, ONE.url)
    assert kind(None, ONE) == "added"
    assert kind(ONE, None) == "removed"
    assert kind(ONE, gone) == "withdrawn"
    assert kind(gone, ONE) == "restored"
    assert kind(gone, None) == "removed"
    assert kind(None, gone) == kind(gone, gone) == ""


def test_fields_are_told_with_what_they_were() -> None:
    """Each once, in a fixed order."""
    found = only(ONE, replace(ONE, title="Dam broke", authors=("Ada Brennick", "Bo"), outlet="", date="2024-03-05"))
    assert found is not None
    assert (found.kind, found.title, found.text) == ("changed", "Dam broke", None)
    assert found.fields == (
        Turn("title", ("Dam breaks",), ("Dam broke",)),
        Turn("date", ("2024-03-04",), ("2024-03-05",)),
        Turn("authors", ("Ada Brennick",), ("Ada Brennick", "Bo")),
        Turn("outlet", ("The Marn Echo",), ()),
    )


def test_an_article_under_another_event_is_filed_elsewhere() -> None:
    """If that is all that happened; the order of events says nothing."""
    found = only(ONE, replace(ONE, events=("rain", "flood")))
    assert found is not None
    assert (found.kind, found.fields) == ("refiled", (Turn("events", ("flood",), ("flood", "rain")),))
    assert kind(ONE, replace(ONE, events=(), title="T")) == "changed"
    assert kind(replace(ONE, events=("a", "b")), replace(ONE, events=("b", "a"))) == ""


def test_a_text_is_compared_word_by_word() -> None:
    found = only(ONE, replace(ONE, paragraphs=paragraphs([DAM.replace("Monday", "Sunday"), VALLEY])))
    assert found is not None
    assert found.text is not None
    assert (len(found.text.new), found.text.gone) == (2, 1)
    assert found.text.words is not None
    assert [[part.kind for part in paragraph] for paragraph in found.text.words.paragraphs] == [["gone"], ["new"], ["new"]]


def test_of_a_state_that_kept_digests_a_text_is_compared_by_these() -> None:
    """Which paragraphs are new and how many are gone is all that there is to be said."""
    kept = replace(ONE, paragraphs=tuple(Paragraph(one.digest) for one in paragraphs([DAM, VALLEY, DAM])))
    assert compare([kept], [replace(ONE, paragraphs=paragraphs([DAM, VALLEY, DAM]))]) == ()
    found = only(kept, replace(ONE, paragraphs=paragraphs([VALLEY, "Rain.", DAM])))
    assert found is not None
    assert found.text is not None
    assert (found.text.new, found.text.gone, found.text.words) == ((paragraphs(["Rain."])[0].digest,), 1, None)


@pytest.mark.parametrize(
    ("before", "after", "replaced"),
    [
        ([DAM, VALLEY], [DAM, "Rain."], 1),
        ([DAM, VALLEY], ["Rain.", VALLEY], 1),
        ([DAM, VALLEY], ["Rain.", DAM], 0),
        ([DAM], [DAM, "Rain."], 0),
        ([DAM, VALLEY, "Rain."], ["Sun.", "Snow.", "Rain.", "Fog."], 2),
        ([DAM, VALLEY, DAM], [DAM, "Rain.", DAM], 1),
    ],
)
def test_a_paragraph_in_the_place_of_another_replaces_it(before: list[str], after: list[str], replaced: int) -> None:
    """What is new and what is gone behind the same paragraph that stayed."""
    found = only(replace(ONE, paragraphs=paragraphs(before)), replace(ONE, paragraphs=paragraphs(after)))
    assert found is not None
    assert found.text is not None
    assert found.text.replaced == replaced


def test_paragraphs_in_another_order_are_a_change() -> None:
    found = only(replace(ONE, paragraphs=paragraphs([DAM, VALLEY])), replace(ONE, paragraphs=paragraphs([VALLEY, DAM])))
    assert found is not None
    assert found.text is not None
    assert (found.text.new, found.text.gone) == ((), 0)


def test_other_rights_say_why_more_or_less_of_a_text_is_shown() -> None:
    """So what went and came of it is not told as if somebody had written it."""
    found = only(ONE, replace(ONE, rights="metadata", paragraphs=()))
    assert found is not None
    assert (found.fields, found.text) == ((Turn("rights", ("full",), ("metadata",)),), None)


def test_an_article_that_moved_is_not_one_gone_and_another_come() -> None:
    """It is known by its name, or by an alias at its old address."""
    moved = replace(ONE, url="articles/2023/dam.html")
    found = only(ONE, moved)
    assert found is not None
    assert (found.kind, found.fields) == ("changed", (Turn("address", (ONE.url,), (moved.url,)),))
    renamed = replace(ONE, slug="dam-broke", url="articles/2024/dam-broke.html")
    assert [change.kind for change in compare([ONE], [renamed])] == ["added", "removed"]
    assert [change.kind for change in compare([ONE], [replace(renamed, aliases=(ONE.url,))])] == ["changed"]


def test_names_that_several_have_tell_nothing() -> None:
    """Two articles of one name at other addresses are two that are gone and two that came."""
    was = [replace(ONE, url=f"articles/{year}/dam.html") for year in ("2020", "2021")]
    now = [replace(ONE, url=f"articles/{year}/dam.html") for year in ("2022", "2023")]
    assert [change.kind for change in compare(was, now)] == ["added", "added", "removed", "removed"]


def test_of_a_site_without_a_mirror_digests_are_compared() -> None:
    """With each other only: what its manifest is silent of is no change."""
    bare = Record("dam", ONE.url, paragraphs=None, digest="a")
    assert compare([bare], [ONE]) == compare([ONE], [bare]) == compare([bare], [bare]) == ()
    found = only(bare, replace(bare, digest="b"))
    assert found is not None
    assert (found.kind, found.is_otherwise, found.fields, found.text) == ("changed", True, (), None)


_RECORDS = st.lists(
    st.builds(
        Record,
        slug=st.sampled_from("abc"),
        url=st.sampled_from(["a.html", "b.html", "c.html", "x/a.html"]),
        title=st.sampled_from(["T", "U"]),
        events=st.sampled_from([(), ("e",), ("e", "f")]),
        rights=st.just("full"),
        paragraphs=st.lists(st.sampled_from(["one", "two", "three"])).map(paragraphs),
        is_withdrawn=st.booleans(),
    ),
    unique_by=lambda record: record.url,
)


@given(_RECORDS, _RECORDS)
def test_every_article_is_told_of_once_at_most(before: list[Record], after: list[Record]) -> None:
    """And each that only one state has at least once, unless it was never shown."""
    found = compare(before, after)
    assert len({(change.kind, change.url) for change in found}) == len(found)
    came = {record.url for record in after if not record.is_withdrawn} - {record.url for record in before}
    gone = {record.url for record in before} - {record.url for record in after}
    moved = {value for change in found for turn in change.fields if turn.field == "address" for value in (*turn.before, *turn.after)}
    told = {change.url for change in found}
    assert came <= told | moved
    assert gone <= {change.url for change in found if change.kind == "removed"} | moved | {
        record.url for record in before if record.slug in {one.slug for one in after}
    }


@pytest.mark.parametrize("state", [[], [ONE]])
def test_a_state_beside_itself_is_the_same(state: list[Record]) -> None:
    assert compare(state, state) == ()
