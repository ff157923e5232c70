"""What outlets and authors have to show for themselves."""

from __future__ import annotations

from briefgen.library.heads import Head
from briefgen.pages.links import Tally
from briefgen.pages.sources import AuthorPage, Coverage, OutletPage
from tests.planning import head, page_of


def outlet(name: str, members: list[Head]) -> OutletPage:
    return page_of(OutletPage, f"outlets/{name}.html", members)


def compared(name: str, members: list[Head]) -> dict[str, tuple[float, float]]:
    return {one.kind: (one.own, one.all) for one in outlet(name, members).compared}


def tallied(tallies: tuple[Tally, ...]) -> list[tuple[str, str, int]]:
    return [(one.title, one.url, one.number) for one in tallies]


def test_an_outlet_s_events_are_the_latest_first() -> None:
    """With how many of the articles it has of each, copies apart, and the day of its last one there."""
    members = [
        head(0, events=("old",)),
        head(1, events=("old",), copy_of="a0"),
        head(2, events=("old", "new"), outlet="Mercury"),
        head(3, events=("new",)),
    ]
    found = outlet("post", members)
    assert found.events == (
        Coverage(found.events[0].event, 1, 2, first=False, last="2024-01-04"),
        Coverage(found.events[1].event, 1, 2, first=True, last="2024-01-02", copies=1),
    )
    assert [(one.event.title, one.event.url) for one in found.events] == [("New", "events/new.html"), ("Old", "events/old.html")]
    assert (found.articles, found.copies, found.first, found.last, found.more_events) == (2, 1, "2024-01-01", "2024-01-04", 0)


def test_of_many_events_the_latest_are_named() -> None:
    """And how many more there are is said."""
    found = outlet("post", [head(number, events=(f"e{number}",)) for number in range(15)])
    assert [one.event.url for one in found.events] == [f"events/e{number}.html" for number in range(14, 2, -1)]
    assert found.more_events == 3


def firsts(*members: Head) -> dict[str, bool]:
    """Whether each outlet was first with event e."""
    found = {}
    for name in sorted({one.outlet for one in members}):
        found[name] = outlet(name.lower(), list(members)).events[0].first
    return found


def test_who_was_first_is_said_where_it_is_certain() -> None:
    """Alone on its day, or by the hour; of two reports of one day without hours nobody was, nor is a copy or what has no day."""
    assert firsts(head(0, outlet="Echo"), head(1)) == {"Echo": True, "Post": False}
    assert firsts(head(0, outlet="Echo"), head(1, date="2024-01-01")) == {"Echo": False, "Post": False}
    hours = head(1, date="2024-01-01T08:00:00Z"), head(0, outlet="Echo", date="2024-01-01T07:00:00+02:00")
    assert firsts(*hours) == {"Echo": True, "Post": False}
    assert firsts(head(0, outlet="Echo", copy_of="a1"), head(1), head(2)) == {"Echo": False, "Post": True}
    assert firsts(head(1), head(2), head(0, outlet="Echo", date="2024-01")) == {"Echo": False, "Post": True}
    assert firsts(head(0, outlet="Echo", date="2023-12"), head(1), head(2)) == {"Echo": False, "Post": False}
    assert firsts(head(0, outlet="Echo")) == {"Echo": False}  # of one report there is no first


def test_outlets_are_compared() -> None:
    """Share, length, who was first and how late, and copies: each beside that of all."""
    members = [
        head(0, "one two three four", events=("x",)),
        head(1, "one two", events=("y",)),
        head(2, outlet="Echo", events=("x",)),
        head(5, outlet="Echo", events=("y",)),
        head(6, outlet="Echo", copy_of="a0", events=("x",)),
        head(7, outlet="", events=("x",)),
    ]
    assert compared("post", members) == {
        "share": (40, 50),
        "words": (3, 1.5),
        "first": (100, 50),
        "delay": (0, 1),
        "copied": (0, 20),
    }
    assert compared("echo", members) == {"share": (60, 50), "words": (1, 1.5), "first": (0, 50), "delay": (3, 1), "copied": (33, 20)}


def test_what_cannot_be_said_of_an_outlet_is_not() -> None:
    """One that has only copies has no length and was in no race; one without others is not compared."""
    assert compared("echo", [head(0), head(1, outlet="Echo", copy_of="a0")]).keys() == {"share", "copied"}
    assert compared("post", [head(0), head(1, outlet="")]) == {}


def test_an_event_of_one_outlet_is_no_race() -> None:
    """It says nothing of who is quick."""
    assert "first" not in compared("post", [head(0), head(1), head(2, outlet="Echo", events=())])


def test_whose_text_was_carried_is_told_on_both_sides() -> None:
    """The original's outlet, also of a copy of a copy; an outlet's copy of itself is none, nor one of what the archive has not."""
    members = [
        head(0),
        head(1, outlet="Echo", copy_of="a0"),
        head(2, outlet="Mercury", copy_of="a1"),
        head(3, outlet="Mercury", copy_of="a0"),
        head(4, copy_of="a0"),
        head(5, outlet="Echo", copy_of="elsewhere"),
    ]
    assert tallied(outlet("post", members).copied_by) == [("Mercury", "outlets/mercury.html", 2), ("Echo", "outlets/echo.html", 1)]
    assert tallied(outlet("mercury", members).copied) == [("Post", "outlets/post.html", 2)]
    assert tallied(outlet("echo", members).copied) == [("Post", "outlets/post.html", 1)]
    assert outlet("post", members).copied == outlet("echo", members).copied_by == ()


def test_who_wrote_for_whom_and_with_whom() -> None:
    """Most articles first, by one name each; an article's two spellings of a name are one author."""
    members = [head(0, authors=("Zoë", "Zoe", "Bo")), head(1, authors=("Zoë",)), head(2, outlet="Echo", authors=("Bo", "Ada", "Zoë"))]
    assert tallied(outlet("post", members).authors) == [("Zoë", "authors/zoe.html", 2), ("Bo", "authors/bo.html", 1)]
    zoe = page_of(AuthorPage, "authors/zoe.html", members)
    assert tallied(zoe.outlets) == [("Post", "outlets/post.html", 2), ("Echo", "outlets/echo.html", 1)]
    assert tallied(zoe.together) == [("Bo", "authors/bo.html", 2), ("Ada", "authors/ada.html", 1)]
    assert (zoe.articles, zoe.first, zoe.last) == (3, "2024-01-01", "2024-01-03")
    assert [(one.articles, one.of) for one in zoe.events] == [(3, 3)]


def test_only_the_newest_page_says_what_changes() -> None:
    """An older one has its articles alone."""
    members = [head(number, outlet="Echo" if number % 7 == 0 else "Post") for number in range(12)]
    old, new = (page_of(OutletPage, f"outlets/post{part}.html", members, 3) for part in (".1", ""))
    assert (old.articles, old.chart, old.events, old.authors, old.compared, old.first) == (0, "", (), (), (), "")
    assert (new.articles, bool(new.chart), new.chart_ends) == (10, True, ("2024-01-02", "2024-01-12"))
    assert len(old.days) == 3


def test_a_chart_leads_to_the_days_of_its_page() -> None:
    """The older ones are drawn, and lead nowhere."""
    found = page_of(AuthorPage, "authors/ada.html", [head(number) for number in range(8)], 3)
    assert found.chart.count("<g>") == 3
    assert [f"#d-{day.date}" in found.chart for day in found.days] == [True] * 5
