"""The search page as readers use it: typing, choosing, sorting, going back, taking results along; by mouse and by keys."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from briefgen.site.build import build
from tests.archives import make
from tests.browser.conftest import OpenPage
from tests.browser.dockers import ARCHIVE, HOSTILE
from tests.browser.hosts import hosted

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
"""What a strict host allows: nothing inline, nothing evaluated."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make(tmp_path_factory.mktemp("host") / "some" / "path", ARCHIVE)
    assert build(made).problems == ()
    return made


@pytest.fixture(scope="module")
def home(root: Path) -> Iterator[str]:
    """The address of the site below a path of a strict host."""
    with hosted(root.parent.parent, {"Content-Security-Policy": POLICY}) as host:
        yield f"{host}some/path/site/"


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def titles(page: Page) -> Locator:
    return page.locator("#search article h2")


def asked(page: Page, home: str, search: str, line: str) -> None:
    """Asks by the address, and waits for the answer's first line and the filters."""
    page.goto(f"{home}search.html{search}")
    expect(status(page)).to_have_text(line)
    expect(page.locator("#search")).to_have_attribute("data-state", "done")


def facet(page: Page, column: str) -> Locator:
    return page.locator(f"details[data-column={column}]")


def listed(page: Page, column: str) -> list[str]:
    """The lines of an open facet: 'Harbour Post 8'."""
    return [" ".join(text.split()) for text in facet(page, column).locator("li label").evaluate_all("(all) => all.map((one) => one.innerText)")]


def choose(page: Page, name: str) -> None:
    page.locator("#search-filters").get_by_role("checkbox", name=name).click()


def test_a_query_gives_results(page: Page, home: str) -> None:
    """With the words marked, by whom and when, and a link that leads there."""
    asked(page, home, "?q=quinquereme", "1 article")
    result = page.locator("#search article")
    expect(result.locator("h2")).to_have_text("Talks in the customs house")
    expect(result.locator("time")).to_have_attribute("datetime", "2022-03-05")
    expect(result.locator(".card-meta")).to_contain_text("Ledger")
    expect(result.locator(".card-meta")).to_contain_text("Bo Sample")
    expect(result.locator(".card-summary mark").first).to_have_text(re.compile("quinquereme", re.IGNORECASE))
    expect(page).to_have_title(re.compile("^quinquereme – Search"))
    assert (result.locator("h2 a").get_attribute("href") or "").startswith("articles/2022/customs.html#marks=")


def test_results_come_while_one_types(page: Page, home: str) -> None:
    """The last word may be half a word; the address follows without a step for each letter."""
    page.goto(home + "search.html")
    expect(page.locator("#q")).to_be_focused()
    steps = page.evaluate("history.length")
    page.keyboard.type("customs quinquer")
    expect(status(page)).to_have_text("1 article")
    expect(page).to_have_url(re.compile(r"\?q=customs\+quinquer$"))
    page.locator("#q").fill("dockers")
    expect(status(page)).to_have_text("24 articles and 2 copies")
    assert page.evaluate("history.length") == steps
    page.locator("#q").fill("")
    expect(page.locator("#search")).to_have_attribute("data-state", "idle")
    expect(titles(page)).to_have_count(0)


def test_a_typo_is_told_and_mended(page: Page, home: str) -> None:
    asked(page, home, "?q=sanctoins", "1 article")
    expect(page.locator("#search-notes")).to_have_text("No article has “sanctoins”. Showing results for “sanctions”.")


def test_a_word_that_nobody_has_can_be_left_out(page: Page, home: str) -> None:
    page.goto(home + "search.html?q=bananas+xylophonist")
    expect(page.locator("#search-notes")).to_contain_text("No article has “xylophonist”.")
    page.get_by_role("button", name="Search without it").click()
    expect(status(page)).to_have_text("24 articles")
    expect(page.locator("#q")).to_have_value("bananas")


def test_a_date_that_cannot_be_read_is_told(page: Page, home: str) -> None:
    page.goto(home + "search.html?q=dockers+before:tomorow")
    expect(page.locator("#search-notes")).to_contain_text("is no date that can be read")


def test_choices_in_one_facet_add_up(page: Page, home: str) -> None:
    """The others' counts say how many more there would be; chips show what was chosen, and take it back."""
    asked(page, home, "?q=bananas", "24 articles")
    expect(facet(page, "outlet").locator("li")).to_have_count(3)
    everywhere = ["Harbour Post 8", "Radio Velmora 8", "Valley Mercury 8"]
    assert listed(page, "outlet") == everywhere
    choose(page, "Harbour Post")
    expect(status(page)).to_have_text("8 articles")
    assert listed(page, "outlet") == everywhere
    choose(page, "Radio Velmora")
    expect(status(page)).to_have_text("16 articles")
    facet(page, "tag").locator("summary").click()
    expect(facet(page, "tag").locator("li").first).to_be_visible()
    assert listed(page, "tag") == ["labour 16", "ports 4"]
    choose(page, "ports")
    expect(status(page)).to_have_text("4 articles")
    expect(page.locator("#search-filters").get_by_role("checkbox", name="ports")).to_be_focused()
    chips = page.get_by_role("list", name="Chosen filters")
    expect(chips.locator(".chip bdi")).to_have_text(["Harbour Post", "Radio Velmora", "ports"])
    chips.get_by_role("button", name="Radio Velmora").click()
    expect(status(page)).to_have_text("2 articles")
    chips.get_by_role("button", name="Clear all").click()
    expect(status(page)).to_have_text("24 articles")
    expect(chips.get_by_role("button")).to_have_count(0)


def test_a_list_of_filters_keeps_its_height_only_under_the_hand(open_page: OpenPage, home: str) -> None:
    """A choice may leave fewer lines: they close up when the pointer has gone, not while it is about to choose again."""
    page = open_page(viewport={"width": 1280, "height": 900})
    asked(page, home, "?q=bananas", "24 articles")
    facet(page, "author").locator("summary").click()
    lines = facet(page, "author").locator("li")
    expect(lines).to_have_count(8)
    listing = facet(page, "author").locator("ul")
    before = listing.evaluate("(list) => list.offsetHeight")
    lines.first.locator("label").click()
    choose(page, "Harbour Post")
    facet(page, "author").hover()
    assert listing.evaluate("(list) => list.offsetHeight") == before
    page.mouse.move(900, 400)
    expect(listing).not_to_have_attribute("style", re.compile("min-height"))


def test_what_looks_like_a_field_and_is_none_is_named(open_page: OpenPage, home: str) -> None:
    """With the fields that there are; an address is no field."""
    page = open_page()
    page.goto(f"{home}search.html?q=publisher:bananas")
    expect(page.locator("#search-notes")).to_contain_text(
        "“publisher:” is no field, so its words are looked for. The fields are title: section: outlet:"
    )
    page.goto(f"{home}search.html?q=https://bananas")
    expect(page.locator("#search")).to_have_attribute("data-state", "done")
    expect(page.locator("#search-notes")).not_to_contain_text("is no field")


def test_a_facet_shows_a_few_and_then_all(page: Page, home: str) -> None:
    """Nothing of it is loaded before it is opened."""
    asked(page, home, "?q=bananas", "24 articles")
    expect(facet(page, "author").locator("li")).to_have_count(0)
    facet(page, "author").locator("summary").click()
    expect(facet(page, "author").locator("li")).to_have_count(8)
    facet(page, "author").get_by_role("button", name="Show all 10").click()
    expect(facet(page, "author").locator("li")).to_have_count(10)
    expect(facet(page, "author").locator("input").nth(9)).to_be_focused()


def test_dates_are_chosen_by_keys(page: Page, home: str) -> None:
    """Each end of the histogram is a slider that says its month."""
    asked(page, home, "?q=bananas", "24 articles")
    start, end = page.get_by_role("slider", name="From"), page.get_by_role("slider", name="Until")
    expect(start).to_have_attribute("aria-valuetext", "January 2021")
    expect(end).to_have_attribute("aria-valuetext", "December 2022")
    start.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(start).to_have_attribute("aria-valuetext", "March 2021")
    expect(status(page)).to_have_text("22 articles")
    expect(start).to_be_focused()
    end.focus()
    page.keyboard.press("Home")  # but not beyond the other end
    expect(status(page)).to_have_text("1 article")
    expect(page.locator(".dates-chosen")).to_have_text("March 2021")
    expect(page).to_have_url(re.compile("&from=2021-03-01&to=2021-03-31$"))
    page.get_by_role("button", name="Any date").click()
    expect(status(page)).to_have_text("24 articles")


def test_dates_are_chosen_by_dragging(page: Page, home: str) -> None:
    asked(page, home, "?q=bananas", "24 articles")
    expect(page.get_by_role("slider", name="From")).to_be_visible()
    chart = page.locator(".dates-chart").bounding_box()
    assert chart is not None
    bar = chart["width"] / 24
    page.mouse.move(chart["x"] + 5.5 * bar, chart["y"] + 20)
    page.mouse.down()
    page.mouse.move(chart["x"] + 4 * bar, chart["y"] + 30)
    page.mouse.move(chart["x"] + 2.5 * bar, chart["y"] + 10)
    expect(page.locator(".dates-chosen")).to_have_text("March 2021 – June 2021")
    page.mouse.up()
    expect(status(page)).to_have_text("4 articles")
    expect(page.locator(".chip")).to_have_text(re.compile("1 March 2021 – 30 June 2021"))


def test_results_are_sorted(page: Page, home: str) -> None:
    asked(page, home, "?q=bananas", "24 articles")
    page.get_by_label("Sort by").select_option("newest")
    expect(titles(page).first).to_have_text("The strike in its month 23")
    page.get_by_label("Sort by").select_option("oldest")
    expect(titles(page).first).to_have_text("The strike in its month 0")
    expect(page).to_have_url(re.compile("&sort=oldest$"))


def test_copies_are_folded_until_one_wants_to_see_them(page: Page, home: str) -> None:
    asked(page, home, "?q=dockers&sort=oldest", "24 articles and 2 copies")
    expect(page.locator("#search article").first.locator(".card-also a")).to_have_text(["Merelpress", "Bollard"])
    page.get_by_role("switch", name="Show copies").click()
    expect(status(page)).to_have_text("26 articles")
    expect(titles(page).nth(1)).to_have_text("Copied of month 0")
    expect(page).to_have_url(re.compile("&copies=1$"))


def test_a_later_version_is_told_from_a_copy(page: Page, home: str) -> None:
    """And what is in another language than the page says so."""
    asked(page, home, "?q=customs+OR+douane", "1 article and 1 later version")
    expect(page.locator("#search .card-also a")).to_have_text("Later version of 6 March 2022")
    expect(page.locator("#search .card-title")).not_to_have_attribute("lang", re.compile(""))
    page.get_by_role("switch", name="Show copies").click()
    expect(page.locator("#search [lang=fr]")).to_have_text(["La douane parle", re.compile("^La douane a parlé")])
    expect(status(page)).to_have_text("2 articles")
    rows = json.loads(taken(page, "JSON"))
    assert [row["versions"] for row in rows] == [[], []]
    page.get_by_role("switch", name="Show copies").click()
    expect(status(page)).to_have_text("1 article and 1 later version")
    (row,) = json.loads(taken(page, "JSON"))
    assert (row["copies"], row["versions"]) == ([], [f"{home}articles/2022/douane.html"])


def test_back_leads_to_what_was_asked_before(page: Page, home: str) -> None:
    """By steps of what was done on purpose; and the address alone brings it all back."""
    asked(page, home, "?q=bananas", "24 articles")
    choose(page, "Harbour Post")
    expect(status(page)).to_have_text("8 articles")
    page.get_by_label("Sort by").select_option("newest")
    expect(titles(page).first).to_have_text("The strike in its month 21")
    page.locator("#q").fill("quinquereme")
    expect(status(page)).to_have_text("No articles")
    page.keyboard.press("Enter")
    page.go_back()
    expect(page.locator("#q")).to_have_value("bananas")
    expect(titles(page).first).to_have_text("The strike in its month 21")
    page.go_back()
    expect(page.get_by_label("Sort by")).to_have_value("relevance")
    page.go_back()
    expect(status(page)).to_have_text("24 articles")
    expect(page.locator("#search-filters").get_by_role("checkbox", name="Harbour Post")).not_to_be_checked()
    asked(page, home, "?q=bananas&outlet=harbour-post&tag=ports&from=2021-03-01&sort=newest&copies=1", "1 article")
    expect(page.locator(".chip bdi")).to_have_text(["Harbour Post", "ports", "from 1 March 2021"])


def test_more_results_come_and_stay(page: Page, home: str) -> None:
    """The focus goes to the first new one; who comes back from an article finds as many as before."""
    asked(page, home, "?q=bananas", "24 articles")
    expect(titles(page)).to_have_count(10)
    page.get_by_role("button", name="Show 10 more").click()
    expect(titles(page)).to_have_count(20)
    expect(titles(page).nth(10).locator("a")).to_be_focused()
    page.get_by_role("button", name="Show 4 more").click()
    expect(page.get_by_role("button", name="more")).to_have_count(0)
    titles(page).nth(22).locator("a").click()
    expect(page.locator(".article")).to_be_visible()
    page.go_back()
    expect(titles(page)).to_have_count(24)


def taken(page: Page, name: str) -> str:
    """What a file of all results holds."""
    page.locator("#search-export summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=name == "JSON").click()  # which others have in their names
    return Path(download.value.path()).read_bytes().decode("utf-8")


def test_results_can_be_taken_along(page: Page, home: str) -> None:
    """All of them, not only those that are shown, in every format, with addresses that hold anywhere."""
    asked(page, home, "?q=dockers&sort=oldest", "24 articles and 2 copies")
    head, *rows = csv.reader(taken(page, "CSV").removeprefix("\ufeff").splitlines())
    assert head == ["Title", "Date", "Outlet", "Authors", "Address", "Copies", "Later versions"]
    assert len(rows) == 24
    assert rows[0][:5] == ["The strike in its month 0", "2021-01-10", "Harbour Post", "Author 00", f"{home}articles/2021/report-00.html"]
    assert rows[0][5].split() == [f"{home}articles/2021/copy-1.html", f"{home}articles/2021/copy-2.html"]
    assert [one["title"] for one in json.loads(taken(page, "JSON"))] == [row[0] for row in rows]
    assert [json.loads(line)["title"] for line in taken(page, "JSON Lines").splitlines()] == [row[0] for row in rows]
    assert [item["URL"] for item in json.loads(taken(page, "CSL-JSON"))] == [row[4] for row in rows]
    expect(status(page)).to_have_text("24 articles and 2 copies")


def test_what_is_taken_along_harms_no_other_program(page: Page, home: str) -> None:
    """A formula is no formula, a brace no brace, a line end no line end."""
    asked(page, home, "?q=zyzzyva+-arabic+outlet:img", "1 article")
    (_, row) = csv.reader(taken(page, "CSV").removeprefix("\ufeff").splitlines())
    assert row[0] == f"'{HOSTILE} zyzzyva"
    assert row[2] == f"'{HOSTILE} outlet"
    asked(page, home, "?q=quinquereme", "1 article")
    ris = taken(page, "RIS").split("\r\n")
    assert ris[:5] == ["TY  - NEWS", "TI  - Talks in the customs house", "AU  - Sample, Bo", "AU  - Sanders, Ann and Sons", "T2  - Ledger"]
    assert ris[5:] == ["PY  - 2022", "DA  - 2022/03/05/", f"UR  - {home}articles/2022/customs.html", "ER  - ", "", ""]
    bibtex = taken(page, "BibTeX")
    assert bibtex.startswith("@article{customs,\n  title = {{Talks in the customs house}},\n  author = {Bo Sample and {Sanders, Ann and Sons}},\n")
    assert bibtex.count("{") == bibtex.count("}")


def test_keys_lead_through_the_page(page: Page, home: str) -> None:
    """A slash to the box, arrows through the results, Escape back, and again to empty it."""
    asked(page, home, "?q=bananas", "24 articles")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(titles(page).nth(1).locator("a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator("#search")).to_have_attribute("data-state", "idle")


def test_the_slash_can_be_turned_off(page: Page, home: str) -> None:
    """For good: who speaks to the computer, or has a shaking hand, must not be thrown about (WCAG 2.1.4)."""
    for _ in range(2):
        asked(page, home, "?q=bananas", "24 articles")
        page.get_by_text("All that can be asked").click()
        page.get_by_role("checkbox", name="leads to the box").uncheck()
        page.keyboard.press("/")
        expect(page.locator("#q")).not_to_be_focused()


def test_what_was_scraped_is_only_text(page: Page, home: str) -> None:
    """In results, facets and chips; and a title from right to left stays in its place."""
    asked(page, home, "?q=zyzzyva&outlet=img-src-x-onerror-window-hacked-1-outlet", "No articles")
    asked(page, home, "?q=zyzzyva", "2 articles")
    for column in ("author", "tag"):
        facet(page, column).locator("summary").click()
        expect(facet(page, column).locator("li").first).to_be_visible()
    choose(page, f"{HOSTILE} outlet")
    expect(page.locator(".chip")).to_contain_text(HOSTILE)
    expect(titles(page)).to_have_text(f"{HOSTILE} zyzzyva")
    assert page.locator("main img, main b").count() == 0
    assert page.evaluate("window.hacked") is None


def test_without_scripts_the_page_leads_elsewhere(open_page: OpenPage, home: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(home + "search.html?q=bananas")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("#search")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="events").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")


def test_it_works_from_a_disk(page: Page, root: Path) -> None:
    """A script element is all that a page may load there."""
    asked(page, (root / "site").as_uri() + "/", "?q=bananas", "24 articles")
    choose(page, "Harbour Post")
    expect(status(page)).to_have_text("8 articles")
    assert taken(page, "JSON").count("report-") == 8


def test_an_index_that_fails_can_be_asked_again(page: Page, home: str, faults: list[str]) -> None:
    page.route("**/search/w-*.js", lambda route: route.abort())
    page.goto(home + "search.html?q=bananas")
    expect(status(page)).to_contain_text("could not be loaded")
    page.unroute("**/search/w-*.js")
    page.get_by_role("button", name="Try again").click()
    expect(status(page)).to_have_text("24 articles")
    faults[:] = [fault for fault in faults if "net::ERR_FAILED" not in fault]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_nobody_is_shut_out(open_page: OpenPage, home: str, width: int, scheme: str) -> None:
    """What axe-core can tell, with everything open; and nothing sticks out sideways."""
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked(page, home, "?q=dockers+sanctoins+OR+bananas&outlet=harbour-post", "8 articles")
    if width == 320:
        page.get_by_role("button", name="Filters").click()
    facet(page, "author").locator("summary").click()
    expect(facet(page, "author").locator("li").first).to_be_visible()
    page.get_by_text("All that can be asked").click()
    page.locator("#search-export summary").click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) shifts.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]);
    }).observe({ type: "layout-shift", buffered: true });
"""


def shifted(page: Page) -> object:
    """What has moved since this was last asked, in all frames until now."""
    return page.evaluate(
        "new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(tell)))).then(() => shifts.splice(0))"
    )


def test_nothing_jumps(open_page: OpenPage, root: Path) -> None:
    """From loading to filtering, when answers come late; but for the results, which make room once for what the reader chooses. How long ago that was
    is not asked, as browsers do: a slow machine would call every answer a surprise."""
    page = open_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(_SHIFTS)
    with hosted(root / "site", pause=0.3) as host:
        page.goto(host + "search.html")
        page.keyboard.type("bananas", delay=30)
        expect(status(page)).to_have_text("24 articles")
        expect(facet(page, "outlet").locator("li")).to_have_count(3)
        assert shifted(page) == []
        choose(page, "Harbour Post")
        expect(status(page)).to_have_text("8 articles")
        shifted(page)
        page.locator("#q").fill("quinquereme")
        expect(status(page)).to_have_text("No articles")
        expect(facet(page, "outlet").locator("li")).to_have_count(2)
        assert shifted(page) == []
        asked(page, host, "?q=zyzzyva&outlet=ledger", "No articles")
        expect(facet(page, "outlet").locator("li")).not_to_have_count(0)
        assert shifted(page) == []


def test_on_paper_there_are_results_and_no_buttons(page: Page, home: str) -> None:
    asked(page, home, "?q=bananas", "24 articles")
    page.emulate_media(media="print")
    expect(titles(page).first).to_be_visible()
    for part in ("#search-filters", "#search-tools", "#search-more", ".search-help", ".searchbox button"):
        expect(page.locator(part).first).to_be_hidden()
