"""The front page."""

from __future__ import annotations

from briefgen.library.heads import Head
from briefgen.pages.front import Home, Size
from tests.planning import head, page_of


def home(*members: Head) -> Home:
    return page_of(Home, "index.html", members)


def test_it_says_how_much_there_is() -> None:
    """From when to when; copies and later versions apart; names by their addresses."""
    members = [head(0), head(1, copy_of="a0", outlet="POST"), head(2, version_of="a0", authors=("Bo",)), head(3, date="", events=None)]
    assert home(*members).size == Size(articles=2, copies=1, events=1, outlets=1, authors=2, first="2024-01-01", last="2024-01-03", versions=1)
    assert home().size == Size(0, 0, 0, 0, 0, "", "")


def test_what_goes_on_is_followed() -> None:
    """Events with a report in the three weeks before the newest article, and more than one: the latest first; then the others."""
    members = [
        *(head(day, events=("over",)) for day in (1, 2)),
        *(head(day, events=("just",)) for day in (3, 79)),
        *(head(day, events=("on",)) for day in (70, 99)),
        head(100, events=("once",)),
    ]
    found = home(*members)
    assert [card.url for card in found.following] == ["events/on.html", "events/just.html"]
    assert [card.url for card in found.events] == ["events/once.html", "events/over.html"]


def test_of_many_that_go_on_six_are_followed() -> None:
    """The others come after them, in their order, eight at most."""
    found = home(*(head(number, events=(f"e{number // 2:02}",)) for number in range(40)))
    assert [card.url for card in found.following] == [f"events/e{number:02}.html" for number in range(19, 13, -1)]
    assert [card.url for card in found.events] == [f"events/e{number:02}.html" for number in range(13, 5, -1)]


def test_an_event_of_which_no_day_is_known_is_not_followed() -> None:
    """Nobody can say when it was."""
    found = home(head(0, date="2024-01", events=("a",)), head(1, date="2024-01", events=("a",)), head(2, events=()))
    assert [card.url for card in found.following] == []
    assert [card.url for card in found.events] == ["events/a.html"]


def test_the_latest_articles_stand_by_day() -> None:
    """Twenty of them, with their copies folded in; those without a date come last."""
    members = [head(number // 2, slug=f"s{number:02}", path=f"articles/s{number:02}.md") for number in range(30)]
    members.append(head(20, copy_of="s29"))
    days = home(*members).days
    assert [day.date for day in days][:2] == ["2024-01-15", "2024-01-14"]
    assert sum(len(day.cards) for day in days) == 20
    assert [link.url for link in days[0].cards[0].also] == ["articles/a20.html"]
    assert [day.date for day in home(head(0), head(1, date="")).days] == ["2024-01-01", ""]


def test_its_chart_leads_to_the_pages_of_its_time() -> None:
    """Days here; of one day there is none."""
    found = home(head(0), head(0, slug="b", path="articles/b.md"), head(2))
    assert found.chart_ends == ("2024-01-01", "2024-01-03")
    assert 'href="days/2024-01-01.html"' in found.chart
    assert "2 articles" in found.chart
    assert (home(head(0)).chart, home(head(0)).chart_ends) == ("", ())
