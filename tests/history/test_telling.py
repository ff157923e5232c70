"""What happened, as lines of text."""

from __future__ import annotations

from dataclasses import replace

from briefgen.history import telling
from briefgen.history.comparing import compare
from briefgen.history.record import EventRecord, Paragraph, Record, paragraphs, withdrawn

DAM = Record(
    "dam",
    "articles/dam.html",
    "Dam breaks",
    "2024-03-04",
    ("Ada",),
    "Echo",
    ("flood",),
    "full",
    paragraphs=paragraphs(["One.", "Six people left.", "End."]),
)


def told(before: list[Record], after: list[Record], width: int = 100, *, is_whole: bool = False) -> str:
    return telling.text(compare(before, after), width, is_whole=is_whole)


def test_each_kind_has_its_part() -> None:
    goats = Record("goats", "articles/goats.html", "Goats", rights="full")
    ferry = Record("ferry", "articles/ferry.html", "Ferry", rights="full")
    found = told([DAM, goats], [ferry, replace(DAM, title="Dam broke", events=()), withdrawn("goats", goats.url)])
    assert found == "\n".join(
        (
            "Added (1)",
            "  articles/ferry.html",
            "    Ferry",
            "",
            "Changed (1)",
            "  articles/dam.html",
            "    Dam broke",
            "    title: Dam breaks → Dam broke",
            "    events: flood → (none)",
            "",
            "Withdrawn (1)",
            "  articles/goats.html",
            "    Goats",
        )
    )


def test_an_event_s_names_are_told() -> None:
    event = EventRecord("deluge", "events/deluge.html", ("events/flood.html",), "The Deluge")
    found = telling.text(compare([DAM], [replace(DAM, events=("deluge",))], [event]), 100)
    assert found.split("\n") == ["Events renamed (1)", "  events/deluge.html", "    The Deluge", "    events: flood → deluge"]


def test_words_are_marked_as_wdiff_does_it() -> None:
    """With the paragraphs around them."""
    found = told([DAM], [replace(DAM, paragraphs=paragraphs(["One.", "Seven people left.", "End."]))])
    assert found.split("\n")[3:] == [
        "    text: 1 paragraph replaced",
        "      One.",
        "      [-Six-] {+Seven+} people left.",
        "      End.",
    ]


def test_of_digests_only_numbers_are_told() -> None:
    kept = replace(DAM, paragraphs=tuple(Paragraph(one.digest) for one in DAM.paragraphs or ()))
    assert "    text: 1 paragraph replaced, 1 paragraph no longer there" in told([kept], [replace(DAM, paragraphs=paragraphs(["Two.", "End."]))])
    assert "    text: its paragraphs stand in another order" in told([kept], [replace(DAM, paragraphs=tuple(reversed(DAM.paragraphs or ())))])


def test_lines_are_no_longer_than_asked() -> None:
    """But for addresses and for words that are."""
    later = replace(DAM, title=f"{'Dam breaks again ' * 9}end", paragraphs=paragraphs(["Water came. " * 30]))
    assert max(map(len, told([DAM], [later], 60).split("\n"))) <= 60


def test_of_many_changes_the_first_are_told() -> None:
    """Unless all are asked for."""
    many = [Record(f"s{n}", f"articles/s{n:03}.html", "T", rights="full") for n in range(100)]
    assert told([], many).count("articles/") == telling.MOST
    assert told([], many).endswith(f"  … and {100 - telling.MOST} more")
    assert told([], many, is_whole=True).count("articles/") == 100
