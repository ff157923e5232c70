"""An event's page, in whole sites: what is told, what is folded, and what is kept in."""

from __future__ import annotations

import datetime
import random
import re
import shutil
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import briefgen.dossier.dossier
import briefgen.dossier.facts
from briefgen.dossier.dossier import Dossier, Report
from briefgen.dossier.facts import Facts
from briefgen.publish.check import check
from briefgen.site.build import build
from briefgen.site.event import IN_FULL, MOST_MENTIONED, MOST_OUTLETS, MOST_WANTED
from tests import sites
from tests.archives import make, unpack, write
from tests.sites import Site, built, files_of, read

BROKE = """\
The spillway of Kaldry Dam broke on Monday. About 6,400 people were evacuated from the Ilven valley below Kaldry Dam, said Engineer Asta Rehn.

Why it matters: It is the largest dam of Velmora.

“We had the wrong day in mind and nobody rang the bell,” said Mayor Ketil Brandes.
"""
WIDER = """\
The order to leave was extended to Tarn on Tuesday. About 7,100 people were evacuated from the Ilven valley below Kaldry Dam, said Asta Rehn.

What's next: The panel of Asta Rehn meets in Oderin on Friday.
"""
PANEL = "The panel of the Oderin Road Office asked Asta Rehn on Friday why nobody at Kaldry Dam rang the bell of the Ilven valley.\n"


def report(slug: str, body: str, date: str = "2024-03-04", outlet: str = "Echo", title: str = "", event: str = "dam", more: str = "") -> str:
    """An article's file."""
    named = f"outlet: {outlet}\n" if outlet else ""
    dated = f"date: {date}\n" if date else ""
    return f"-- content/articles/{slug}.md --\n---\ntitle: {title or slug}\n{dated}{named}event: {event}\n{more}---\n\n{body}\n"


def described(slug: str = "dam", title: str = "Kaldry Dam breaks", more: str = "") -> str:
    return f"-- content/events/{slug}.md --\n---\ntitle: {title}\n{more}---\n"


DAM = (
    described()
    + report("broke", BROKE, title="Kaldry Dam breaks above Osk Bridge")
    + report("wider", WIDER, "2024-03-05", "Courier", "Evacuation below Kaldry widens")
    + report("panel", PANEL, "2024-03-09", "Courier", "Panel hears engineer of Kaldry Dam")
)
LINEAGE = (
    described()
    + report("wire", BROKE, "2024-03-04T08:00:00Z", "Northwire", "Kaldry Dam breaks")
    + report("paper", BROKE, "2024-03-04T11:00:00Z", "Echo", "Dam above Osk Bridge breaks", more="copy_of: wire\n")
    + report("paraphrase", WIDER, "2024-03-05", "Daily Digest", "Barrage bursts", more="copy_of: paper\nvia: Newsheap\n")
    + report("own", PANEL, "2024-03-06", "Courier", "Panel hears engineer")
    + report("nameless", BROKE, "2024-03-07", "", "No name", more="copy_of: wire\n")
)


def event_of(site: Site, slug: str = "dam") -> sites.Read:
    return read(site[f"events/{slug}.html"])


class Nested(HTMLParser):
    """Holds that a page's elements are closed in the order in which they were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "img", "br", "hr", "input", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "rect":
            assert self.open.pop() == tag


def well_formed(site: Site) -> None:
    """Every page's elements are nested, no id stands twice, and each link within a page leads to a place of it."""
    for path in sites.pages(site):
        nested = Nested()
        nested.feed(site[path].decode())
        nested.close()
        assert nested.open == [], path
        ids = read(site[path]).values("id")
        assert len(ids) == len(set(ids)), path
        assert {href[1:] for href in read(site[path]).values("href") if href.startswith("#")} <= set(ids), path


# what is told


def test_an_events_page_tells_what_its_articles_say(tmp_path: Path) -> None:
    """In sentences with their sources, by the day of the report and by the day on which it happened, with names and sections."""
    site = built(tmp_path, DAM)
    well_formed(site)
    page = event_of(site).text
    for words in (
        "4–9 March 2024 3 articles Reported by 2 outlets",
        "First report",
        "As it happened Days that the articles name",
        "Why it matters It is the largest dam of Velmora. Echo, 4 Mar 2024",
        "What to watch The panel of Asta Rehn meets in Oderin on Friday. Courier, 5 Mar 2024",
        "Where reports differ people evacuated About 6,400",
        "Asta Rehn 3",
    ):
        assert words in page
    assert page.count("First report") == 1
    assert page.index("First report") < page.index("Evacuation below Kaldry widens")
    assert "../search.html?q=Asta+Rehn" in event_of(site).values("href")
    assert "carried by" not in page


def test_without_scripts_and_styles_the_chart_is_a_table(tmp_path: Path) -> None:
    """A line for each outlet with its articles, beside a picture that leads to the days."""
    page = event_of(built(tmp_path, DAM))
    assert [value for value in page.values("aria-label") if "articles from" in value] == ["3 articles from 4 March 2024 to 9 March 2024"]
    cells = [text.strip() for tag, text in page.texts if tag in ("th", "a", "bdi", "td") and text.strip()]
    assert "Courier" in cells
    assert {"#d-2024-03-04", "#d-2024-03-05", "#d-2024-03-09"} <= set(page.values("href"))
    assert {"d-2024-03-04", "d-2024-03-05", "d-2024-03-09"} <= set(page.values("id"))


def test_a_persons_summary_replaces_the_sentences(tmp_path: Path) -> None:
    """On the page, and in every list."""
    first = "The spillway of Kaldry Dam broke on Monday."
    told, summed = built(tmp_path / "told", DAM), built(tmp_path / "summed", DAM.replace(described(), described(more="summary: Our own words.\n")))
    for path in ("events/dam.html", "events/index.html", "index.html"):
        assert first in read(told[path]).text
        assert "Our own words." in read(summed[path]).text
        assert "Our own words." not in read(told[path]).text
    assert "dek quoted" in told["events/dam.html"].decode()
    assert "dek quoted" not in summed["events/dam.html"].decode()
    assert first not in read(summed["events/index.html"]).text


def test_what_a_person_wrote_about_an_event_stands_before_its_articles(tmp_path: Path) -> None:
    """As text of its own."""
    page = event_of(built(tmp_path, DAM.replace("---\n-- content", "---\n\nWe *know* this valley.\n-- content", 1)))
    assert page.text.index("We know this valley.") < page.text.index("As it was reported")


def test_events_that_share_names_lead_to_one_another(tmp_path: Path) -> None:
    """Before and after, by their days."""
    trial = report("trial", PANEL.replace("Friday", "Monday"), "2024-04-15", title="Trial of the bell begins", event="trial")
    goats = report("goats", "Two goats crossed the ice of Marn.", "2024-03-06", event="goats")
    site = built(tmp_path, DAM + described("trial", "The trial") + trial + described("goats", "The goats") + goats)
    assert "After this The trial" in event_of(site).text
    assert "Before this Kaldry Dam breaks" in event_of(site, "trial").text
    assert not {"Before this", "After this"} & {text for text, _ in event_of(site, "goats").texts}


# copies and versions


def test_copies_are_folded_into_their_original(tmp_path: Path) -> None:
    """Which names whoever carried it; they count among the outlets that carried it, and not among those that reported."""
    site = built(tmp_path, LINEAGE)
    well_formed(site)
    page = event_of(site)
    assert "2 articles 3 copies Reported by 2 outlets Carried by 4 outlets" in page.text
    assert "Also carried by Echo, Daily Digest and an unknown outlet" in page.text
    assert {"../articles/paper.html", "../articles/paraphrase.html", "../articles/nameless.html"} <= set(page.values("href"))
    assert len([1 for tag, attrs in page.tags if tag == "article" and ("class", "card") in attrs]) == 2
    for path in ("index.html", "events/index.html"):
        assert "2 articles 2 outlets, carried by 4" in read(site[path]).text


def test_a_copy_tells_where_it_comes_from(tmp_path: Path) -> None:
    """From the wire to the publisher, the aggregator and the paraphrase; the original names its copies."""
    site = built(tmp_path, LINEAGE)
    page = read(site["articles/paraphrase.html"])
    assert "Northwire, 4 Mar 2024 Echo, 4 Mar 2024 this copy in Daily Digest via Newsheap" in page.text
    assert {"articles/wire.html", "articles/paper.html"} <= set(sites.links_of("articles/paraphrase.html", site["articles/paraphrase.html"]))
    assert "Northwire, 4 Mar 2024 this copy in Echo" in read(site["articles/paper.html"]).text
    wire = read(site["articles/wire.html"])
    assert "this copy" not in wire.text
    assert "Copies Dam above Osk Bridge breaks Echo, 4 Mar 2024" in wire.text


def test_a_copy_whose_original_is_elsewhere_stands_for_itself(tmp_path: Path) -> None:
    """In another event, or not in the archive: it is marked, and there is a page and a report of it."""
    site = built(tmp_path, DAM + report("alone", BROKE, outlet="Digest", event="other", more="copy_of: broke\n") + described("other", "Other"))
    page = event_of(site, "other")
    assert "4 March 2024 1 copy Carried by 1 outlet" in page.text
    assert "alone" in [text for tag, text in page.texts if tag == "bdi"]
    assert "Copy" in [text.strip() for tag, text in page.texts if tag == "span"]
    assert not [1 for tag, _ in page.tags if tag == "details"]
    assert "../articles/alone.html" in page.values("href")
    well_formed(site)


@pytest.mark.parametrize("lines", [{"broke": "broke"}, {"broke": "wider", "wider": "broke"}, {"broke": "wider", "wider": "panel", "panel": "broke"}])
def test_copies_that_go_round_in_a_circle_are_all_shown(tmp_path: Path, lines: dict[str, str]) -> None:
    """A person may err: that is told, the site is built, and each article is reached."""
    text = DAM
    for slug, of in lines.items():
        text = text.replace(f"-- content/articles/{slug}.md --\n---\n", f"-- content/articles/{slug}.md --\n---\ncopy_of: {of}\n")
    problems = sites.problems_of(tmp_path, text)
    assert sorted(problem.path for problem in problems) == sorted(f"content/articles/{slug}.md" for slug in lines)
    site = files_of(tmp_path)
    well_formed(site)
    assert {"articles/broke.html", "articles/wider.html", "articles/panel.html"} <= set(sites.links_of("events/dam.html", site["events/dam.html"]))


def test_a_later_version_is_folded_with_what_changed(tmp_path: Path) -> None:
    """Its page, the first one's and the event's lead to the page that shows it; a version of a version too."""
    second = report("second", BROKE.replace("6,400", "6,900"), "2024-03-04T20:00:00Z", more="version_of: broke\n")
    third = report("third", BROKE.replace("6,400", "8,900"), "2024-03-05", more="version_of: second\n")
    site = built(tmp_path, DAM + second + third)
    well_formed(site)
    page = event_of(site)
    assert "3 articles 2 later versions Reported by 2 outlets" in page.text
    assert page.text.count("Later version of") == 2
    for path in ("events/dam.html", "articles/broke.html", "articles/second.html"):
        assert "articles/second.changes.html" in sites.links_of(path, site[path]), path
        assert "articles/third.changes.html" in sites.links_of(path, site[path]), path
    assert "articles/third.changes.html" in sites.links_of("articles/third.html", site["articles/third.html"])
    changed = read(site["articles/third.changes.html"])
    assert [text for tag, text in changed.texts if tag in ("del", "ins")][:2] == ["6,900 ", "8,900 "] or "6,900" in changed.text
    assert "articles/broke.changes.html" not in site
    assert sites.reached(site) == set(sites.pages(site)) - {"404.html"}


def test_a_version_of_what_is_not_there_has_no_changes(tmp_path: Path) -> None:
    """Nor has one of itself."""
    second, own = report("second", BROKE, more="version_of: nowhere\n"), report("self", BROKE, "2024-03-08", more="version_of: self\n")
    assert [problem.path for problem in sites.problems_of(tmp_path, DAM + second + own)] == ["content/articles/self.md"]
    site = files_of(tmp_path)
    assert not [path for path in site if path.endswith(".changes.html")]
    assert {"articles/second.html", "articles/self.html"} <= set(sites.links_of("events/dam.html", site["events/dam.html"]))


# rights

SECRET = """\
The zyzzyva of Kaldry Dam broke on Monday. About 9,900 zyzzyvas were evacuated from the Ilven valley below Kaldry Dam, said Quinn Quinquereme.

Why it matters: It is the largest zyzzyva of Velmora.

“We had the wrong zyzzyva in mind and nobody rang the quinquereme,” said Mayor Quinn Quinquereme of Zyzzyvale on Tuesday.

The bottom line: A quinquereme is not a zyzzyva, said Quinn Quinquereme of Zyzzyvale to the people of the Ilven valley.
"""


@pytest.mark.parametrize("times", [1, 3])
def test_words_that_may_not_be_shown_are_nowhere(tmp_path: Path, times: int) -> None:
    """Of an article that is only recorded none: not in summary, happenings, quotations, sections, names, figures or changes."""
    first = "".join(report(f"secret{number}", SECRET, "2024-03-05", f"Post {number}", more="rights: metadata\n") for number in range(times))
    later = report("later", SECRET + BROKE, "2024-03-06", "Post 0", more="rights: metadata\nversion_of: secret0\n")
    mixed = report("mixed", BROKE, "2024-03-06", "Post 0", more="version_of: secret0\n")
    copied = report("copied", SECRET, "2024-03-06", "Digest", more="rights: metadata\ncopy_of: broke\n")
    site = built(tmp_path, DAM + first + later + mixed + copied)
    for path, data in site.items():
        for word in (b"zyzzyva", b"Zyzzyva", b"uinquereme", b"9,900"):
            assert word not in data, (path, word)
    assert not [path for path in site if path.endswith(".changes.html")]
    assert "Reported by" in event_of(site).text


def test_of_an_excerpt_only_its_beginning_is_told(tmp_path: Path) -> None:
    """What stands in its second half is in no file, and no changes are shown."""
    hidden = "\n\nWhy it matters: The quinquereme sank on Tuesday, and about 9,900 people were evacuated from Quinnport.\n"
    text = DAM + report("part", BROKE + WIDER + hidden, "2024-03-05", "Post", more="rights: excerpt\n")
    text += report("later", BROKE + hidden, "2024-03-06", "Post", more="rights: excerpt\nversion_of: part\n")
    site = built(tmp_path, text)
    for path, data in site.items():
        for word in (b"quinquereme", b"9,900", b"Quinnport"):
            assert word not in data, (path, word)
    assert not [path for path in site if path.endswith(".changes.html")]
    assert "The spillway of Kaldry Dam broke on Monday." in read(site["articles/part.html"]).text


# few, many, undated


def test_an_event_of_one_article_reads_well(tmp_path: Path) -> None:
    """No chart, no table of outlets, no first report, no list of contents, and nothing twice."""
    page = event_of(built(tmp_path, described() + report("broke", BROKE)))
    assert "4 March 2024 1 article Reported by 1 outlet" in page.text
    for words in ("First report", "By day and outlet", "On this page", "Where reports differ", "Before this", "After this"):
        assert words not in page.text
    assert not [1 for tag, _ in page.tags if tag in ("svg", "table")]
    assert page.text.count("The spillway of Kaldry Dam broke on Monday.") == 1


@pytest.mark.parametrize("body", ["马恩港务局周五表示，渡轮离开码头。", "Words.", "?!"])
def test_an_article_alone_that_has_no_sentences_shows_its_beginning(tmp_path: Path, body: str) -> None:
    """Where nothing can be told of it."""
    assert body in event_of(built(tmp_path, described() + report("broke", body))).text


def test_an_event_without_articles_has_a_page(tmp_path: Path) -> None:
    """It says so, and no more."""
    site = built(tmp_path, described())
    well_formed(site)
    assert "0 articles" in event_of(site).text


@pytest.mark.parametrize("dates", [("", "", ""), ("2024-03-04", "", ""), ("2024", "2024-03", ""), ("2024-03-04", "2024-03", "2024-03-04")])
def test_an_event_with_one_date_or_none_reads_well(tmp_path: Path, dates: tuple[str, ...]) -> None:
    """No chart of one day; what has no date comes last, and is no first report where there are dates."""
    texts = [report(f"a{number}", (BROKE, WIDER, PANEL)[number], date, f"Outlet {number}") for number, date in enumerate(dates)]
    site = built(tmp_path, described() + "".join(texts))
    well_formed(site)
    page = event_of(site)
    assert not [1 for tag, _ in page.tags if tag == "svg"]
    assert "3 articles Reported by 3 outlets" in page.text
    assert page.text.count("First report") == (dates == ("2024-03-04", "", ""))
    assert ("No date" in page.text) == ("" in dates)
    if "First report" in page.text:
        assert page.text.index("First report") < page.text.index("No date")


def test_reports_of_which_no_day_is_known_come_after_the_days_of_their_month(tmp_path: Path) -> None:
    """In the timeline, in what one after another leads through, and, the latest first, before these days in lists; and they say so."""
    dates = {"a1": "2024-03-04", "a2": "2024-04-01", "a3": "2024-03", "a4": "2024", "a5": "2024-02", "a6": ""}
    site = built(tmp_path, described() + "".join(report(slug, PANEL, date) for slug, date in dates.items()))
    order = ["a5", "a1", "a3", "a2", "a4"]
    assert re.findall(r'<a href="\.\./articles/(a\d)\.html"><bdi>a', site["events/dam.html"].decode()) == [*order, "a6"]
    assert re.findall(r'<a href="\.\./articles/(a\d)\.html"><bdi>a', site["outlets/echo.html"].decode()) == [*reversed(order), "a6"]
    for before, after in pairwise(order):
        steps = re.search(r'<dl class="steps">(.*?)</dl>', site[f"articles/{before}.html"].decode(), re.DOTALL)
        assert steps
        assert re.findall(r'href="\.\./articles/(a\d)\.html"', steps[1])[-1] == after
        assert f"Report {order.index(before) + 1} of 5" in read(site[f"articles/{before}.html"]).text
    page = event_of(site)
    assert "1 April 2024 a2" in page.text
    assert "March 2024 day unknown a3" in page.text
    assert "February 2024 – 1 April 2024" in page.text


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("2024-03-04T18:00:00", "2024-03-04T09:00:00", "2024-03-05"), "Outlet 1"),
        (("2024-03-04T09:30:00Z", "2024-03-04T10:00:00+02:00", "2024-03-05"), "Outlet 1"),
        (("2024-03-04T09:00:00", "2024-03-04", "2024-03-05"), ""),
        (("2024-03-04", "2024-03-04", "2024-03-05"), ""),
        (("2024-03-05", "2024-03-04", "2024-03"), "Outlet 1"),
        (("2024-03-05", "2024-03-04", "2024-02"), ""),
    ],
)
def test_the_first_report_is_marked_where_that_is_certain(tmp_path: Path, dates: tuple[str, ...], first: str) -> None:
    """The only one of its day, or the earliest hour of a day of which all are known."""
    texts = [report(f"a{number}", (BROKE, WIDER, PANEL)[number], date, f"Outlet {number}") for number, date in enumerate(dates)]
    page = event_of(built(tmp_path, described() + "".join(texts)))
    _, mark, behind = page.text.partition("First report ")
    assert behind[: len("Outlet 1")] == first if first else not mark


@pytest.mark.parametrize("dates", [("0001-01-01", "9999-12-31"), ("9999-12-30", "9999-12-31"), ("0001-01-01", "0001-01-02")])
def test_the_ends_of_time_are_dates_too(tmp_path: Path, dates: tuple[str, str]) -> None:
    """An event that begins or ends there is built, with its chart."""
    texts = [report(f"a{number}", BROKE + WIDER + PANEL + "It meets tomorrow.", date, "Echo") for number, date in enumerate(dates)]
    site = built(tmp_path, described() + "".join(texts))
    well_formed(site)
    assert [1 for tag, _ in event_of(site).tags if tag == "svg"]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An event of a thousand articles of forty outlets on twenty days, each with a name, a figure and a section of its own."""
    texts = [
        report(
            f"a{number:04}",
            f"Baker Ada{chr(97 + number % 26)} Orlov{chr(97 + number // 26 % 26)}son baked {number + 10} loaves on Monday, when Kaldry Dam broke.\n\n"
            f"Why it matters: Loaf {number} went to house x{number}y of lane z{number}.\n",
            f"2024-03-{1 + number % 20:02}",
            f"Outlet {number % 40}",
            f"Loaf {number} of Kaldry",
        )
        for number in range(1000)
    ]
    rows = "".join(f"a{number:04}\t2024-03-01\tEcho\t\tKaldry loaf number {number} of all\n" for number in range(100))
    return built(tmp_path_factory.mktemp("crowd"), described() + "".join(texts) + f"-- content/wanted.tsv --\n{rows}")


def test_an_event_of_a_thousand_articles_is_still_a_page(crowd: Site) -> None:
    """Well-formed, with every article on it; of each day the first ones in full, and the others by name, behind a click."""
    well_formed({"events/dam.html": crowd["events/dam.html"]})
    page = event_of(crowd)
    assert "1,000 articles Reported by 40 outlets" in page.text
    assert {f"articles/a{number:04}.html" for number in range(1000)} <= set(sites.links_of("events/dam.html", crowd["events/dam.html"]))
    assert len([1 for tag, _ in page.tags if tag == "details"]) == 20
    assert len([1 for tag, attrs in page.tags if tag == "article" and ("class", "card") in attrs]) == 20 * IN_FULL
    assert page.text.count(f"{50 - IN_FULL} more articles") == 20


def test_the_lists_of_a_long_event_are_bounded(crowd: Site) -> None:
    """Outlets beyond the first share a line; so many names, sections and wanted articles, and no more; the page stays small."""
    page = event_of(crowd)
    rows = [1 for tag, _ in page.tags if tag == "tr"]
    assert len(rows) <= MOST_OUTLETS + 5
    assert f"{40 - MOST_OUTLETS} other outlets" in page.text
    assert 0 < len([value for value in page.values("href") if value.startswith("../search.html?q=")]) <= MOST_MENTIONED
    assert 0 < page.text.count("Kaldry loaf number") <= MOST_WANTED
    assert 0 < page.text.count(" went to house ") - page.text.count("Loaf 0 went to house") <= 100
    assert len(crowd["events/dam.html"]) < 600_000


def test_a_long_event_of_many_days_shows_one_report_of_each_in_full_and_leads_to_its_months(tmp_path: Path) -> None:
    """Those that stand in full are not many more than in an event of few days, and so are the links to its days."""
    days = [(datetime.date(2024, 1, 1) + datetime.timedelta(number // 2)).isoformat() for number in range(140)]
    page = event_of(built(tmp_path, described() + "".join(report(f"a{number}", PANEL, day) for number, day in enumerate(days))))
    assert len([1 for tag, attrs in page.tags if tag == "article" and ("class", "card") in attrs]) == 70
    assert page.text.count("1 more article") == 70
    assert [value for value in page.values("href") if value.startswith("#d-") and value.endswith("-01")].count("#d-2024-02-01") >= 1
    assert "January 2024 February 2024 March 2024 1 January 2024" in page.text


# wanted


def test_a_wanted_article_is_named_where_it_belongs(tmp_path: Path) -> None:
    """On the event of the article that names it, if its title speaks of it; once, with what is known, and not if the archive has it."""
    rows = (
        "broke\t2024-03-01\tPost\tBo Sample\tKaldry dam is hollow, papers show\n"
        "wider\t\t\t\tKALDRY DAM IS HOLLOW: papers show\n"
        "wider\t\t\t\tPrunes of Tarn\n"
        "broke\t\t\t\tPanel hears engineer of Kaldry Dam!\n"
        "nobody\t\t\t\tKaldry dam and the bell\n"
        "goats\t\t\t\tKaldry dam breaks again\n"
    )
    goats = report("goats", "Two goats crossed the ice of Marn.", title="Goats", event="goats") + described("goats", "Goats")
    site = built(tmp_path, DAM + goats + f"-- content/wanted.tsv --\n{rows}")
    page = event_of(site).text
    wanted = page[page.index("Not in this archive Articles") :]
    assert "Kaldry dam is hollow, papers show Bo Sample, Post, 1 Mar 2024, named by Kaldry Dam breaks above Osk Bridge" in wanted
    assert page.casefold().count("papers show") == 1
    for words in ("Prunes of Tarn", "Panel hears engineer of Kaldry Dam!", "the bell of", "breaks again"):
        assert words not in wanted
    assert "Not in this archive" not in event_of(site, "goats").text


def test_what_only_a_draft_names_is_not_told(tmp_path: Path) -> None:
    """Its teasers give it away."""
    draft = report("draft", BROKE, title="Kaldry draft", more="draft: true\n")
    site = built(tmp_path, DAM + draft + "-- content/wanted.tsv --\ndraft\t\t\t\tKaldry dam secret\n")
    assert not any(b"secret" in data for data in site.values())


# hostile text

HOSTILE = [
    "<script>alert(1)</script>",
    "\" onmouseover='alert(1)' x=\"",
    "</title></svg><b>x</b>",
    "\u202etxet\u202c \u2067\u0634\u0645\u0633",
    "{{ 7*7 }} & &lt;b&gt;",
]


def hostile(text: str) -> str:
    """An archive in which the text is in every title, outlet, name, section, quotation, figure and row."""
    quoted = "'" + text.replace("'", "''") + "'"
    told = f"Engineer Asta Rehn of {text} broke the Kaldry Dam on Monday with {text}."
    body = f"{told} About 6,400 people {text} were evacuated.\n\nWhy it matters: {text} is of {text}.\n\n"
    body += f"“We had {text} in mind and rang the bell,” said {text} Brandes.\n"
    files = described("dam", quoted) + report("wire", body, "2024-03-04", quoted, quoted)
    files += report("copy", body, "2024-03-05", quoted[:-1] + " 2'", quoted, more=f"copy_of: wire\nvia: {quoted}\nauthor: {quoted}\n")
    files += report("later", body.replace("6,400", "7,100"), "2024-03-06", quoted, quoted, more="version_of: wire\n")
    files += report("other", body.replace("6,400", "8,900"), "2024-03-07", "Courier", quoted, more=f"author: {quoted}\n")
    row = text.replace("\t", " ")
    return files + f"-- content/wanted.tsv --\nwire\t2024-03-01\t{row}\t{row}\tengineer {row} wanted {row}\n"


SCRIPT = r"(\.\./)*(static/(search|marks|scheme|copy|verify)\.[0-9a-f]{8}|search/index)\.js"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(tmp_path: Path, text: str) -> None:
    """Wherever it comes to stand, it makes no element and no attribute, and the page stays as it should."""
    sites.problems_of(tmp_path, hostile(text))
    site = files_of(tmp_path)
    well_formed(site)
    for path in sites.pages(site):
        for tag, attrs in read(site[path]).tags:
            assert tag not in ("b", "iframe"), path
            assert tag != "script" or dict(attrs).get("type") == "application/ld+json" or re.fullmatch(SCRIPT, dict(attrs).get("src") or ""), path
            assert not [name for name, _ in attrs if name.startswith("on")], path
    assert event_of(site).text.count(" ".join(text.split())) > 3


# the same bytes


def test_the_order_of_files_changes_nothing(tmp_path: Path) -> None:
    """The same articles written in another order give the same site, whatever the disk lists first."""
    files = list(unpack(DAM + LINEAGE.replace(described(), "") + "-- content/wanted.tsv --\nbroke\t\t\t\tKaldry dam is hollow\n").items())
    found = []
    for number in range(3):
        order = random.Random(number).sample(files, len(files)) if number else files
        found.append(built(tmp_path / str(number), "".join(f"-- {path} --\n{data}" for path, data in order)))
    assert found[0] == found[1] == found[2]


EDITS = {
    "text": ("content/articles/wider.md", "7,100 people", "8,800 people"),
    "date": ("content/articles/wider.md", "2024-03-05", "2024-03-07"),
    "copy": ("content/articles/wider.md", "event: dam\n", "event: dam\ncopy_of: broke\n"),
    "version": ("content/articles/wider.md", "event: dam\n", "event: dam\nversion_of: broke\n"),
    "event": ("content/articles/wider.md", "event: dam\n", "event: other\n"),
    "both events": ("content/articles/wider.md", "event: dam\n", "event: [dam, other]\n"),
    "rights": ("content/articles/wider.md", "event: dam\n", "event: dam\nrights: metadata\n"),
    "outlet": ("content/articles/wider.md", "Courier", "Post"),
    "title": ("content/articles/wider.md", "Evacuation below Kaldry widens", "Kaldry emptied"),
    "draft": ("content/articles/wider.md", "event: dam\n", "event: dam\ndraft: true\n"),
    "wanted": ("content/wanted.tsv", "Kaldry dam is hollow", "Kaldry dam was hollow"),
    "summary": ("content/events/dam.md", "title:", "summary: Ours\ntitle:"),
}


def clean(root: Path, fresh: Path) -> Site:
    """What building the same content from nothing gives."""
    shutil.copyfile(root / "briefgen.toml", fresh / "briefgen.toml")
    shutil.copytree(root / "content", fresh / "content")
    build(fresh)
    return files_of(fresh)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_shows_on_the_events_page(tmp_path: Path, edit: str) -> None:
    """What is remembered of articles and events is made anew where it must be: the bytes are those of a first build."""
    root = make(tmp_path / "edited", DAM + described("other", "Other") + "-- content/wanted.tsv --\nbroke\t\t\t\tKaldry dam is hollow\n")
    build(root)
    before = files_of(root)
    path, old, new = EDITS[edit]
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    write(root, path, text.replace(old, new))
    build(root)
    after = files_of(root)
    (tmp_path / "fresh").mkdir()
    assert after == clean(root, tmp_path / "fresh")
    assert after["events/dam.html"] != before["events/dam.html"]
    write(root, path, text)
    build(root)
    assert files_of(root) == before


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_the_site_is_that_of_a_first_build(tmp_path: Path, seed: int) -> None:
    """One on top of the other in whatever order, with a build after each."""
    root = make(tmp_path / "edited", DAM + described("other", "Other") + "-- content/wanted.tsv --\nbroke\t\t\t\tKaldry dam is hollow\n")
    for number, edit in enumerate(random.Random(seed).sample(sorted(EDITS), len(EDITS))):
        path, old, new = EDITS[edit]
        write(root, path, (root / path).read_text(encoding="utf-8").replace(old, new, 1))
        build(root)
        if number % 4 == 3:
            (tmp_path / f"fresh{number}").mkdir()
            assert files_of(root) == clean(root, tmp_path / f"fresh{number}")


def test_what_did_not_change_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit of one article makes its facts and its events' dossiers anew, and no others."""
    goats = report("goats", "Two goats crossed the ice of Marn.", event="goats") + described("goats", "Goats")
    root = make(tmp_path, DAM + goats)
    build(root)
    made: list[str] = []
    facts, compiled = briefgen.dossier.facts.facts, briefgen.dossier.dossier.compiled

    def noted_facts(text: str, date: str, shown: str) -> Facts:
        made.append(text)
        return facts(text, date, shown)

    def noted_dossier(reports: Sequence[Report]) -> Dossier:
        made.append(f"{len(reports)} reports")
        return compiled(reports)

    monkeypatch.setattr("briefgen.dossier.facts.facts", noted_facts)
    monkeypatch.setattr("briefgen.dossier.dossier.compiled", noted_dossier)
    build(root)
    assert made == []
    path = "content/articles/goats.md"
    write(root, path, (root / path).read_text(encoding="utf-8").replace("Two goats", "Three goats"))
    build(root)
    assert made == ["Three goats crossed the ice of Marn.", "1 reports"]


CIRCLE = (
    described()
    + report("one", BROKE, more="copy_of: two\n")
    + report("two", WIDER, "2024-03-05", "Courier", more="version_of: three\n")
    + report("three", PANEL, "2024-03-06", "Digest", more="copy_of: one\n")
    + report("four", PANEL, "2024-03-07", "Herald", more="copy_of: three\n")
    + report("self", BROKE, "2024-03-08", "Post", more="copy_of: self\n")
)


def test_articles_that_copy_one_another_in_a_circle_are_shown_as_their_own(tmp_path: Path) -> None:
    """Nobody can say who was first; the build ends all the same, and tells which, as the check does."""
    problems = sites.problems_of(tmp_path, CIRCLE)
    assert "4 articles 1 copy" in event_of(files_of(tmp_path)).text
    assert set(problems) <= set(check(tmp_path))
    told = [str(problem) for problem in problems]
    assert len([one for one in told if "goes round in a circle" in one]) == 3
    assert len([one for one in told if "names this article itself" in one]) == 1


def test_two_files_of_one_address_have_each_its_own_facts(tmp_path: Path) -> None:
    """What is remembered of the one is never taken for the other, also when one of them is renamed."""
    root = make(tmp_path / "a", described() + report("x", BROKE))
    write(root, "content/articles/x.markdown", unpack(report("x", PANEL, "2024-03-09", "Courier"))["content/articles/x.md"])
    build(root)
    (root / "content/articles/x.markdown").rename(root / "content/articles/y.md")
    build(root)
    clean = shutil.copytree(root, tmp_path / "b", ignore=shutil.ignore_patterns("site", ".briefgen"))
    build(clean)
    assert files_of(root) == files_of(clean)


def test_what_an_outlet_corrected_is_quoted_no_more(tmp_path: Path) -> None:
    """The later text speaks; the earlier keeps its page, and where the later may not be shown, its word."""
    corrected = BROKE.replace("6,400", "5,900")
    later = "version_of: broke\n"
    text = described() + report("broke", BROKE) + report("wider", WIDER, "2024-03-05", "Courier")
    site = built(tmp_path / "full", text + report("later", corrected, "2024-03-06", more=later))
    assert "5,900" in event_of(site).text
    assert "6,400" not in event_of(site).text
    assert "6,400" in read(site["articles/broke.html"]).text
    kept = built(tmp_path / "kept", text + report("later", corrected, "2024-03-06", more=later + "rights: metadata\n"))
    assert "6,400" in event_of(kept).text
    assert "5,900" not in event_of(kept).text
