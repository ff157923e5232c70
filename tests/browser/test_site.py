"""A built site works in a browser: from a disk and from below any path of a host, for everybody, with hostile articles in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from briefgen.site.build import build
from tests.archives import make
from tests.browser.conftest import OpenPage

HOSTILE = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">'

ARCHIVE = f"""\
-- content/events/harbour-strike.md --
---
title: The harbour strike
summary: Dockers laid down their work
---
-- content/articles/2024/2024-03-01-walkout.md --
---
title: Dockers walk out
date: 2024-03-01
author: Ada Example
outlet: Harbour Post
event: harbour-strike
---
The dockers left the quays on Friday, and the bananas stayed aboard.
-- content/articles/2024/2024-03-02-talks.md --
---
title: Talks begin at the port
date: 2024-03-02
author: [Ada Example, Bo Sample]
outlet: Harbour Post
event: harbour-strike
---
Both sides met in the customs house, where the word quinquereme fell.
-- content/articles/2024/2024-03-03-settled.md --
---
title: A settlement is near
date: 2024-03-03
outlet: Valley Mercury
event: harbour-strike
---
The end is near.

| a column with a rather long heading | another column that is long as well | and a third one | and yet a fourth one |
|---|---|---|---|
| words and words | words and words | words and words | words and words |

{"antidisestablishmentarianism" * 8} and https://example.com/{"long-address-without-an-end/" * 8}

    a line of code that is far too long for a telephone, since nobody has ever thought of breaking it anywhere at all
-- content/articles/2024/2024-03-04-hostile.md --
---
title: '{HOSTILE} Hostile'
date: 2024-03-04
author: '{HOSTILE} Author'
outlet: '{HOSTILE} Outlet'
summary: '{HOSTILE} Summary'
tags: ['{HOSTILE}']
event: hostile
---
{HOSTILE} zyzzyva

[a link](javascript:window.hacked=1) ![an image](https://elsewhere.example/x.png) <javascript:window.hacked=1>
-- content/events/hostile.md --
---
title: '{HOSTILE} Event'
---
{HOSTILE}
"""

PAGES = (
    "index.html",
    "articles/2024/2024-03-01-walkout.html",
    "articles/2024/2024-03-03-settled.html",
    "articles/2024/2024-03-04-hostile.html",
    "events/index.html",
    "events/harbour-strike.html",
    "events/hostile.html",
    "outlets/index.html",
    "outlets/harbour-post.html",
    "authors/index.html",
    "authors/ada-example.html",
    "months/index.html",
    "months/2024-03.html",
    "search.html?q=dockers",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("host") / "some" / "path", ARCHIVE)
    assert build(root).problems == ()
    return root


@pytest.fixture(scope="module", params=["disk", "sub-path"])
def home(root: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the site's folder, with its slash: on the disk, and below a path of a plain host."""
    if request.param == "disk":
        yield (root / "site").as_uri() + "/"
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root.parent.parent))) as host:
        thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{host.server_address[1]}/some/path/site/"
        host.shutdown()
        thread.join()


def read_on(page: Page, home: str) -> None:
    """From the front page to an event, an article of it, its outlet, and back to the front, by links alone."""
    page.goto(home + "index.html")
    page.get_by_role("main").get_by_role("link", name="The harbour strike").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The harbour strike")
    page.get_by_role("main").get_by_role("link", name="Dockers walk out").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dockers walk out")
    expect(page.get_by_role("main")).to_contain_text("the bananas stayed aboard")
    page.get_by_role("main").get_by_role("link", name="Harbour Post").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Post")
    expect(page.get_by_role("main").get_by_role("link", name="Talks begin at the port")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="A settlement is near")).to_have_count(0)
    page.get_by_role("banner").get_by_role("link", name="Test archive").click()
    expect(page).to_have_url(home + "index.html")


def test_one_can_read_from_page_to_page(page: Page, home: str) -> None:
    """Home, event, article, outlet, home."""
    read_on(page, home)


def test_one_can_read_without_scripts(open_page: OpenPage, home: str) -> None:
    """The same with JavaScript off."""
    read_on(open_page(java_script_enabled=False), home)


def test_a_word_is_found_from_any_page(page: Page, home: str) -> None:
    """A word that one article alone has, typed into the header's box of another page, leads to that article."""
    page.goto(home + "articles/2024/2024-03-01-walkout.html")
    page.get_by_role("search").get_by_role("searchbox").fill("quinquereme")
    page.keyboard.press("Enter")
    results = page.get_by_role("main").get_by_role("link", name="Talks begin at the port")
    expect(results).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Dockers walk out")).to_have_count(0)
    results.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Talks begin at the port")


def test_an_article_s_markup_never_runs(page: Page, home: str) -> None:
    """Markup in titles, names, summaries and bodies is shown as text on every page that shows them, search results included."""
    shown = (
        "index.html",
        "articles/2024/2024-03-04-hostile.html",
        "events/index.html",
        "events/hostile.html",
        "outlets/index.html",
        "authors/index.html",
        "months/2024-03.html",
    )
    for path in shown:
        page.goto(home + path)
        expect(page.get_by_role("main")).to_contain_text("<script>window.hacked=1</script>")
        assert page.evaluate("window.hacked") is None
    page.goto(home + "search.html?q=zyzzyva")
    result = page.get_by_role("main").get_by_role("link", name="Hostile")
    expect(result.first).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator("a[href^='javascript:' i]").count() == 0


def test_nothing_is_wider_than_a_telephone(open_page: OpenPage, home: str) -> None:
    """360 pixels are enough for every kind of page: nothing has to be scrolled sideways, except a table within its own frame."""
    page = open_page(viewport={"width": 360, "height": 740})
    for path in PAGES:
        page.goto(home + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
