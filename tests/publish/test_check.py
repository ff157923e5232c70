"""The check says everything that is wrong with an archive and its site, each with its place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.publish.check import check
from briefgen.site.build import build
from tests.archives import make

GOOD = """\
-- briefgen.toml --
title = "Test archive"
base_url = "https://example.org/briefings/"
-- content/events/strike.md --
---
title: The strike
---
-- content/articles/2024/first.md --
---
title: First
date: 2024-01-01
author: Ada Example
outlet: C News
event: strike
---
Words, [a link](second.html) and [another](https://example.com/).
-- content/articles/2024/second.md --
---
title: Second
date: 2024-01-02
author: Ada Example
outlet: C News
event: strike
copy_of: first
---
Words.
"""


def told(root: Path) -> list[str]:
    """The problems without their hints: place, severity and message."""
    return [f"{problem.path}:{problem.line}: {problem.severity}: {problem.message}" for problem in check(root)]


def article(name: str, front: str, body: str = "Words.\n") -> str:
    return f"-- content/articles/2024/{name}.md --\n---\n{front}---\n{body}"


def with_site(root: Path, pages: dict[str, str]) -> list[Problem]:
    """What is wrong with a site of these files, in an archive in which nothing else is."""
    make(root, GOOD)
    make(root, "".join(f"-- site/{path} --\n{data}\n" for path, data in pages.items()) + GOOD)
    return [problem for problem in check(root) if problem.path.startswith("site")]


@pytest.mark.parametrize(
    ("theme", "message"),
    [
        ("name = 'briefing'\naccent = 3\n", "accent: 3 is not one of 'green', 'blue', 'red', 'ink'"),
        ("name = 'breifing'\n", "there is no theme 'breifing'"),
    ],
)
def test_what_is_wrong_with_the_theme_is_told(tmp_path: Path, theme: str, message: str) -> None:
    """Beside all else: it keeps the site from being built."""
    root = make(tmp_path, GOOD.replace("-- content/events/strike.md --", f"[theme]\n{theme}-- content/events/strike.md --"))
    assert [one.rpartition("error: ")[2] for one in told(root) if "error" in one] == [message]


def test_a_good_archive_has_no_problems(tmp_path: Path) -> None:
    """Built with the default theme, with an address, everything named and described: not a word."""
    root = make(tmp_path, GOOD)
    build(root)
    assert told(root) == []


def test_a_site_that_was_never_built_is_a_warning(tmp_path: Path) -> None:
    """One, and not one for each page."""
    problems = check(make(tmp_path, GOOD))
    assert problems == (Problem("site", 0, "not built yet", "run 'briefgen build'", severity="warning"),)


def test_a_missing_address_is_a_warning(tmp_path: Path) -> None:
    """Feeds need one; everything else does not."""
    root = make(tmp_path, GOOD.replace('base_url = "https://example.org/briefings/"\n', ""))
    build(root)
    (problem,) = check(root)
    assert (problem.path, problem.severity) == ("briefgen.toml", "warning")
    assert "base_url" in problem.hint


def test_a_configuration_that_cannot_be_read_hides_nothing(tmp_path: Path) -> None:
    """Its own problem comes first, and the rest is checked."""
    root = make(tmp_path, GOOD.replace("title = ", "titel = ") + article("third", "title: Third\n"))
    assert [problem.path for problem in check(root)] == ["briefgen.toml", *["content/articles/2024/third.md"] * 2, "site"]


CASES = [
    pytest.param("outlet: C News\n", ["0: warning: no date"], id="no date"),
    pytest.param("date: 2024-01-03\n", ["0: warning: no outlet"], id="no outlet"),
    pytest.param("outlet: C News\ndate: 2024-13-03\n", ["4: error: date '2024-13-03' is not a date"], id="a wrong date is not missing too"),
    pytest.param(
        "date: 2024-01-03\noutlet: C News\nreview:\n- date\n- author\n",
        ["5: warning: inferred, not yet confirmed: date", "5: warning: not found: author"],
        id="unconfirmed",
    ),
    pytest.param("date: 2024-01-03\nreview:\n- outlet\n- author\n", ["0: warning: no outlet", "4: warning: not found: author"], id="said once"),
    pytest.param("date: 2024-01-03\noutlet: C News\ncopy_of: frist\n", ["5: error: copy_of: there is no article 'frist'"], id="copy of nothing"),
    pytest.param("date: 2024-01-03\noutlet: C News\ncopy_of: third\n", ["5: error: copy_of names this article itself"], id="copy of itself"),
    pytest.param(
        "date: 2024-01-03\noutlet: C News\ncopy_of: first\nversion_of: third\n",
        ["6: error: version_of names this article itself"],
        id="a copy that is a version of itself",
    ),
    pytest.param(
        "date: 2024-01-03\nsite: C News\nevents: strikes\n", ["5: warning: no file describes the event 'strikes'"], id="event without a file"
    ),
    pytest.param(
        "date: 2024-01-03\noutlet: C++ News\n",
        ["4: warning: outlet 'C++ News' shares the page outlets/c-news.html with 'C News'"],
        id="outlets with one address",
    ),
    pytest.param(
        "date: 2024-01-03\noutlet: C News\nauthors: [Ada Example, Ada Exämple]\n",
        ["5: warning: author 'Ada Exämple' shares the page authors/ada-example.html with 'Ada Example'"],
        id="authors with one address",
    ),
    pytest.param(
        "date: 2024-01-03\noutlet: C News\naliases: events/strike.html\n",
        ["0: error: the address events/strike.html is taken by content/events/strike.md"],
        id="pages that collide",
    ),
    pytest.param("draft: true\nreview: date\n", [], id="a draft is not finished"),
]


@pytest.mark.parametrize(("front", "expected"), CASES)
def test_what_is_unfinished_is_told(tmp_path: Path, front: str, expected: list[str]) -> None:
    """In one article more than a good archive has, with the line of the field."""
    root = make(tmp_path, GOOD + article("third", "title: Third\n" + front))
    build(root)
    found = [line for line in told(root) if not line.startswith("site/")]
    assert found == [f"content/articles/2024/third.md:{line}" for line in expected]


def test_a_near_miss_is_named(tmp_path: Path) -> None:
    """A hint is an action: the name that was meant."""
    root = make(tmp_path, GOOD + article("third", "title: Third\ndate: 2024\noutlet: C News\ncopy_of: frist\nevent: strikes\n"))
    assert [problem.hint for problem in check(root) if "third" in problem.path] == ["did you mean 'first'?", "did you mean 'strike'?"]


def test_a_body_is_not_taken_for_front_matter(tmp_path: Path) -> None:
    """Where there is no front matter, no line of the file is that of a field."""
    root = make(tmp_path, GOOD + "-- content/articles/2024/third.md --\nDate: the fruit\ndate: the day\n")
    assert [(problem.line, problem.message) for problem in check(root) if "third" in problem.path] == [
        (0, "no date"),
        (0, "no outlet"),
        (0, "no title"),
    ]


def test_an_event_that_no_article_names_is_told(tmp_path: Path) -> None:
    """Its page would be empty."""
    root = make(tmp_path, GOOD + "-- content/events/lonely.md --\n---\ntitle: Lonely\n---\n")
    assert "content/events/lonely.md:0: warning: no article names this event" in told(root)


def test_of_what_cannot_be_read_nobody_says_that_it_is_not_there(tmp_path: Path) -> None:
    """An article may be the one that names an event, or the original of another; an event's file is there, whatever it says."""
    text = GOOD + article("slip", "title: [\n") + "-- content/events/lonely.md --\n---\ntitle: Lonely\n---\n"
    text += article("copy", "title: C\ndate: 2024-03-04\noutlet: O\nevent: typo\ncopy_of: slip\n")
    text += "-- content/events/typo.md --\n---\ntitle: [\n---\n"
    found = check(make(tmp_path, text))
    assert sorted({problem.path for problem in found if problem.severity == "error"}) == ["content/articles/2024/slip.md", "content/events/typo.md"]
    assert not [problem for problem in found if problem.path.startswith("content/") and problem.severity == "warning"]


@pytest.mark.parametrize("line", ["draft: true", "withdrawn: true", "publish_on: 2024-06-01"])
def test_an_event_that_is_titled_like_a_hidden_article_is_told(tmp_path: Path, line: str) -> None:
    """While it is shown, and no article that is shown has that title too."""
    titled = GOOD.replace("title: The strike", "title: The  BAKERS strike")
    hidden = article("hidden", f"title: The bakers’ strike\nevent: strike\n{line}\n").replace("bakers’", "bakers")

    def found(text: str) -> list[Problem]:
        return [problem for problem in check(make(tmp_path, text), date="2024-05-01") if "still bears" in problem.message]

    (problem,) = found(titled + hidden)
    assert (problem.path, problem.line, problem.severity) == ("content/events/strike.md", 2, "warning")
    assert problem.message == "this event still bears the title of content/articles/2024/hidden.md, which is not shown"
    assert problem.hint == "run 'briefgen events rename strike TITLE' with another title"
    assert found(GOOD + hidden) == []
    assert found(titled + hidden.replace(f"{line}\n", "")) == []
    assert found((titled + hidden).replace("title: First", "title: The bakers strike")) == []
    assert found(titled.replace("event: strike\n", "event: none\n") + hidden) == []


HIDDEN = article("hidden", "title: 'Update 1: Zephs’ quorl, bintle'\noutlet: Echo\ndate: 2024-03-04\nevent: strike\ndraft: true\n")


@pytest.mark.parametrize(
    ("alias", "is_told"),
    [
        ("events/update-1-zephs-quorl-bintle.html", True),
        ("events/zephs-quorl-bintle.html", True),
        ("events/zephs-quorl-bintle-2.html", True),
        ("old/zephs-quorl-bintle.html", True),
        ("events/zephs-quorl.html", False),
    ],
)
def test_an_old_address_of_an_event_that_spells_a_hidden_title_is_told(tmp_path: Path, alias: str, *, is_told: bool) -> None:
    """It is made as grouping makes it: of the title, or of what is the headline in it."""
    text = GOOD.replace("title: The strike\n", f"title: The strike\naliases:\n- events/walkout.html\n- {alias}\n")
    found = [problem for problem in check(make(tmp_path, text + HIDDEN)) if "spells" in problem.message]
    assert bool(found) is is_told
    for problem in found:
        assert (problem.path, problem.line, problem.severity) == ("content/events/strike.md", 3, "warning")
        told = f"this event's old address {alias} spells the title of content/articles/2024/hidden.md, which is not shown"
        assert (problem.message, problem.hint) == (told, "take it out of 'aliases'")
    for other in (text + HIDDEN.replace("draft: true\n", ""), (text + HIDDEN).replace("title: First", "title: 'Update 1: Zephs’ quorl, bintle'")):
        assert not [problem for problem in check(make(tmp_path, other)) if "spells" in problem.message]


def test_an_address_of_an_event_that_spells_a_hidden_title_is_told(tmp_path: Path) -> None:
    """Though the event has another title by now; that of an event that is hidden too is not."""
    text = GOOD.replace("events/strike.md", "events/zephs-quorl-bintle.md").replace("event: strike", "event: zephs-quorl-bintle")
    (problem,) = [problem for problem in check(make(tmp_path / "a", text + HIDDEN)) if "spells" in problem.message]
    assert problem.message == "this event's address spells the title of content/articles/2024/hidden.md, which is not shown"
    assert problem.hint == "run 'briefgen events rename zephs-quorl-bintle TITLE'"
    alone = text.replace("event: zephs-quorl-bintle\n", "event: none\n") + HIDDEN.replace("event: strike", "event: zephs-quorl-bintle")
    assert not [problem for problem in check(make(tmp_path / "b", alone)) if "spells" in problem.message]


def test_a_title_is_looked_at_in_the_edition_that_is_checked(tmp_path: Path) -> None:
    """What one leaves out another one shows."""
    toml = '-- briefgen.toml --\ntitle = "T"\n[editions.x]\nwithout = { tags = ["inner"] }\n'
    text = GOOD.replace("title: The strike", "title: Inner").partition("-- content")
    inner = article("inner", "title: Inner\nevent: strike\ntags: inner\n")
    root = make(tmp_path, toml + text[1] + text[2] + inner)
    assert [any("still bears" in one.message for one in check(root, edition)) for edition in ("", "x", "internal")] == [False, True, False]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """What loading finds is part of the check, and keeps nothing else from it."""
    root = make(tmp_path, GOOD + article("third", "title: [\n"))
    assert [problem.severity for problem in check(root) if problem.path.endswith("third.md")] == ["error"]


WRONG = [
    pytest.param('<a href="none.html">', "there is no events/none.html in the site", id="missing"),
    pytest.param('<a href="../home.md">', "there is no home.md in the site", id="missing, with a page of that name"),
    pytest.param('<img src="x.png" alt="">', "there is no events/x.png in the site", id="missing image"),
    pytest.param('<img srcset="../home.html 1x, y.png 2x">', "there is no events/y.png in the site", id="missing in srcset"),
    pytest.param('<meta http-equiv="Refresh" content="0; url=gone.html">', "there is no events/gone.html in the site", id="missing target"),
    pytest.param('<a href="../home.html#nowhere">', "there is no id 'nowhere' in home.html", id="fragment"),
    pytest.param('<a href="#nowhere">', "there is no id 'nowhere' in events/x.html", id="own fragment"),
    pytest.param('<p id="a"><p id="a">', "the id 'a' stands twice, first in line 2", id="twice"),
    pytest.param('<a href="../../home.html">', "'../../home.html' leads out of the site", id="too far up"),
    pytest.param('<a href="/home.html">', "'/home.html' is an absolute path, which breaks below a sub-path and on a disk", id="absolute"),
    pytest.param('<a href="../events/">', "the link names the folder events, which does not open on a disk", id="folder"),
    pytest.param('<a href="http://[x">', "'http://[x' is not an address", id="no address"),
    pytest.param('<script src="https://cdn.example/x.js"></script>', "loads 'https://cdn.example/x.js' from another host", id="script"),
    pytest.param('<img src="//cdn.example/x.png">', "loads '//cdn.example/x.png' from another host", id="image"),
    pytest.param('<link rel="stylesheet" href="http://cdn.example/x.css">', "loads 'http://cdn.example/x.css' from another host", id="style"),
    pytest.param('<iframe src="https://video.example/"></iframe>', "loads 'https://video.example/' from another host", id="frame"),
    pytest.param('<a href="https://example.org/briefings/gone.html">', "there is no gone.html in the site", id="its own address"),
    pytest.param("<![x[", "cannot be read as HTML: unknown status keyword 'x' in marked section", id="not HTML"),
]


@pytest.mark.parametrize(("element", "message"), WRONG)
def test_a_wrong_link_is_told(tmp_path: Path, element: str, message: str) -> None:
    """With the page, the line and the element."""
    pages = {"home.html": "<p id=here>Home", "events/index.html": "<p>Events", "events/x.html": f"<h1>X</h1>\n{element}"}
    (problem,) = with_site(tmp_path, pages)
    assert (problem.path, problem.line, problem.severity) == ("site/events/x.html", 2, "error")
    assert problem.message == message
    assert problem.hint
    assert problem.quote in element


@pytest.mark.parametrize(
    "element",
    [
        '<a href="../home.html">',
        '<a href="../home.html?q=1#here">',
        '<a href="../home.html#named">',
        '<a href="../a%20b.html">',
        '<a href="?q=1">',
        '<a href="#">',
        '<a href="#top">',
        '<a href="#x&amp;y">',
        '<a href="https://example.com/gone">',
        '<a href="mailto:a@example.com">',
        '<img src="data:image/png;base64,AA==">',
        '<link rel="canonical" href="https://example.org/briefings/events/x.html">',
        '<link rel="alternate" href="https://example.com/feed.xml">',
        '<form action="../home.html"></form>',
    ],
)
def test_a_good_link_is_not(tmp_path: Path, element: str) -> None:
    """Whatever leads to a file of the site and a place in it, or away from it as a link may."""
    pages = {"home.html": "<p id=here><a name=named>", "a b.html": "", "events/x.html": f"<h1 id='x&amp;y'>X</h1>\n{element}"}
    assert with_site(tmp_path, pages) == []


def test_the_page_for_missing_pages_links_from_the_root(tmp_path: Path) -> None:
    """It is shown at any depth: what breaks elsewhere is right there, and the other way round."""
    links = ['<a href="/home.html">', '<a href="https://example.org/briefings/home.html">', '<a href="/gone.html">', '<a href="home.html">']
    problems = with_site(tmp_path, {"home.html": "", "404.html": "\n".join(links)})
    assert [(problem.line, problem.message) for problem in problems] == [
        (3, "there is no gone.html in the site"),
        (4, "'home.html' is relative, and a host shows this page at any depth"),
    ]


def test_problems_are_sorted_by_place(tmp_path: Path) -> None:
    """Whatever they are about."""
    root = make(tmp_path, GOOD + article("third", "title: Third\n") + '-- site/x.html --\n<a href="/b">\n<a href="/a">\n')
    problems = check(root)
    assert len(problems) == 4
    assert list(problems) == sorted(problems)


def test_a_security_txt_that_has_expired_is_a_warning(tmp_path: Path) -> None:
    """On the day for which the archive is checked, at its line."""
    root = make(tmp_path, "-- briefgen.toml --\nbase_url = 'https://example.org/'\n[security]\ncontact = 'tel:+1'\nexpires = 2027-01-01\n")
    build(root)
    assert check(root, date="2026-12-31") == ()
    (problem,) = check(root, date="2027-01-01")
    assert (problem.path, problem.line, problem.severity) == ("briefgen.toml", 4, "warning")
    assert "has expired" in problem.message
