"""An event's page in a browser: its chart leads to its days, on paper nothing is folded away, and a telephone is wide enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefgen.site.build import build
from tests.archives import make
from tests.browser.conftest import OpenPage

DAYS = 3
EACH_DAY = 30


def _article(day: int, number: int) -> str:
    copy = f"copy_of: d{day}-n{number - 1}\n" if number % 5 == 4 else ""
    head = (
        f"title: The harbour wall of Marn on its day {day}, report {number}\ndate: 2024-05-{day:02}\noutlet: The Very Long Name of Outlet {number}\n"
    )
    body = f"On Friday the wall of Marn lost {number + 3} stones, said the harbour master, Ines Orlov, who counted them from her boat."
    return f"-- content/articles/d{day}-n{number}.md --\n---\n{head}event: wall\n{copy}---\n{body}\n"


@pytest.fixture(scope="module")
def wall(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an event with many articles a day."""
    root = make(tmp_path_factory.mktemp("wall"), "".join(_article(day, number) for day in range(1, DAYS + 1) for number in range(EACH_DAY)))
    assert build(root).problems == ()
    return Path(root / "site" / "events" / "wall.html").as_uri()


def test_a_bar_leads_to_its_day(page: Page, wall: str) -> None:
    """By a click, and without a script."""
    page.goto(wall)
    page.locator("svg.chart").first.locator("a").last.click()
    expect(page).to_have_url(f"{wall}#d-2024-05-03")
    expect(page.locator("#d-2024-05-03 h3")).to_be_in_viewport()


def test_the_rest_of_a_crowded_day_is_one_click_away(page: Page, wall: str) -> None:
    """By title, and never lost on paper, where nobody can click."""
    page.goto(wall)
    day = page.locator("#d-2024-05-02")
    assert day.locator(".card").count() + day.locator("details li").count() == EACH_DAY - EACH_DAY // 5
    expect(day.locator("details li").last).to_be_hidden()
    day.locator("summary").click()
    expect(day.locator("details li").last).to_be_visible()
    page.reload()
    page.emulate_media(media="print")
    expect(day.locator("details li").last).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_sticks_out(open_page: OpenPage, wall: str, width: int) -> None:
    """The table of outlets and days fits any width."""
    page = open_page(viewport={"width": width, "height": 800})
    page.goto(wall)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    chart = page.locator("svg.chart").first.bounding_box()
    assert chart is not None
    assert chart["width"] >= width / 6
