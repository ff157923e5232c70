"""The roster says of each event how large, how long and how whole it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import archive
from briefgen.events.second_look import Review
from briefgen.filing import roster
from briefgen.filing.roster import Likeness, Row
from tests import archives
from tests.filing.test_acts import HEAD, article, event

COAST = (
    HEAD
    + "-- content/articles/a.md --\n---\ntitle: A\ndate: 2023-12-30\noutlet: The Marn Echo\nevent: [storm, flood]\n---\n"
    + "-- content/articles/b.md --\n---\ntitle: B\ndate: 2024-01-02T10:00:00Z\noutlet: The Brae Journal\nevent: storm\ncopy_of: a\n---\n"
    + "-- content/articles/c.md --\n---\ntitle: C\noutlet: the marn echo\nevent: storm\n---\n"
    + "-- content/articles/d.md --\n---\ntitle: D\ndate: 2024-02\nevent: repairs\ndraft: true\n---\n"
    + event("storm")
    + event("flood")
    + event("wreck")
)
LOOKS = (
    Review("flood", 1.0, (("storm", 0.834), ("wreck", 0.5)), ()),
    Review("storm", 0.456, (("flood", 0.834),), (("articles/a.md", "articles/b.md"), ("articles/c.md",))),
    Review("repairs", 1.0, (), ()),
)


@pytest.fixture
def rows(tmp_path: Path) -> list[Row]:
    return roster.rows(archive.load(archives.make(tmp_path, COAST)), LOOKS)


def test_the_roster_has_every_event_the_latest_first(rows: list[Row]) -> None:
    """Those that only an article names, and those that no article names, last as undated."""
    assert rows == [
        Row("repairs", "Repairs", 1, 0, 0, "2024-02", "2024-02", 1.0, (), ()),
        Row("storm", "Storm", 2, 1, 1, "2023-12-30", "2024-01-02", 0.46, (Likeness("flood", 0.83),), (("a", "b"), ("c",))),
        Row("flood", "Flood", 1, 0, 1, "2023-12-30", "2023-12-30", 1.0, (Likeness("storm", 0.83), Likeness("wreck", 0.5)), ()),
        Row("wreck", "Wreck", 0, 0, 0, "", "", None, (), ()),
    ]


def test_the_table_can_be_read(rows: list[Row]) -> None:
    """Figures stand below one another, and each slug stands whole, to be copied."""
    assert roster.text(rows, 80) == (
        "span                      articles  outlets  cohesion  event\n"
        "2024-02                          1        0      1.00  Repairs\n"
        "  repairs\n"
        "2023-12-30 to 2024-01-02     2 + 1        1      0.46  Storm\n"
        "  storm\n"
        "  -> looks the same as flood (0.83)\n"
        "  -> looks like another event: c\n"
        "2023-12-30                       1        1      1.00  Flood\n"
        "  flood\n"
        "  -> looks the same as storm (0.83)\n"
        "  -> looks the same as wreck (0.50)\n"
        "no date                          0        0            Wreck\n"
        "  wreck\n"
        "\n"
        "Behind the plus: copies of these, and later versions.\n"
        "To make one event of two: briefgen events merge EVENT OTHER\n"
        "To make two events of one: briefgen events split EVENT"
    )


@pytest.mark.parametrize("width", [40, 60, 100, 200])
def test_a_title_ends_where_the_terminal_does(tmp_path: Path, width: int) -> None:
    """The lines of figures are no longer than that, whatever the title is, and no sign in it reaches the terminal as a command."""
    slug = "the-harbour-wall-of-marn-gives-way-and-the-lower-town-is-under"
    title = "The harbour wall of Marn gives way \\e[31m and the lower town is under water" + " for days" * 20
    text = HEAD + article("wall", f"event: {slug}\n") + f'-- content/events/{slug}.md --\n---\ntitle: "{title}"\n---\n'
    shown = roster.text(roster.rows(archive.load(archives.make(tmp_path, text)), ()), width)
    assert "\x1b" not in shown
    assert [len(line) <= width for line in shown.splitlines()] == [True, True, len(slug) + 2 <= width] or width < 60
    assert f"  {slug}" in shown.splitlines()


def test_a_second_look_is_taken_of_every_event_with_articles(tmp_path: Path) -> None:
    """With a cohesion between 0 and 1, and the same one whenever it is taken."""
    root = archives.make(tmp_path, COAST)
    looks = roster.reviews(root, archive.load(root))
    assert sorted(look.event for look in looks) == ["flood", "repairs", "storm"]
    assert all(0 <= look.cohesion <= 1 for look in looks)
    assert roster.reviews(root, archive.load(root)) == looks
