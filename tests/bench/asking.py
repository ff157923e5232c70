"""Queries asked of built sites in Chromium: what comes over the line, and when the answer is there.

Ours is asked through the page that readers have, `search.html?q=…`, with all that it loads. Of Pagefind it is a page that has nothing but
its API (`pagefind.html` beside this file): its user interface, which would weigh another 30 KB, and any style are left out, which favours it.

Both are served in the same way. The line is HTTP/1.1, six connections at once; over HTTP/2 many small files would cost less time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from statistics import median
from typing import Final
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.queries import Query
from tests.bench.served import Served
from tests.browser.conftest import ARGUMENTS, BROWSERS

PATIENCE: Final = 120
"""Seconds in which an answer must be there."""
AT_ONCE: Final = 20
"""Queries in one call of the page."""
WARM: Final = 5
"""So often a query is repeated where all that it needs is there already."""
QUIET: Final = 250
"""Milliseconds without a request after which a page is taken to be at rest."""

ICON: Final = "/favicon.svg"
"""Left out: where nothing may be kept, Chromium loads it anew whenever the address changes."""

# The element's state is set by both pages; the times are the page's own, so that it does not matter when they are looked at.
_WATCH: Final = """
globalThis.watched = { begun: [], done: [], longest: 0 };
new MutationObserver(() => {
  const list = { busy: watched.begun, done: watched.done }[document.querySelector("#search")?.dataset.state];
  list?.push(performance.now());
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) watched.longest = Math.max(watched.longest, task.duration);
}).observe({ type: "longtask", buffered: true });
globalThis.repeated = async (work, times) => {
  const spent = [];
  while (spent.length < times) {
    const start = performance.now();
    await work();
    spent.push(performance.now() - start);
  }
  return spent;
};
"""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one query took until its first ten results were shown with their excerpts."""

    milliseconds: float
    """From navigating, or from the moment when the page sets out to answer: ours waits 120 ms for a next letter before that."""
    requests: int
    size: int
    """Bytes of all bodies until then."""
    size_of_search: int
    """Bytes of those alone that are there for the sake of search."""
    size_in_the_end: int
    """Bytes of all bodies that are loaded before the page comes to rest: ours counts by outlet, author, event and date, Pagefind's page does not."""
    longest: float
    """Milliseconds of the longest task in which the page could not react; 0 when none took 50."""
    results: int
    """How many are shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One query, asked in three ways."""

    query: Query
    cold: Answered
    """In a browser that has nothing of the site."""
    more: Answered
    """With a word more, typed in the same page."""
    again: float
    """Milliseconds of the first query, repeated in the same page."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium, as the tests start it."""
    found = next(filter(None, map(which, BROWSERS)), None)
    if found is None:
        raise SystemExit("there is no Chromium: 'make browser' installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Side:
    """How one of the two is asked."""

    page: str
    """The path of the page that answers `?q=`."""
    more: str
    """JavaScript: asks for something else in the same page."""
    found: str
    """JavaScript: gives for each query the addresses of so many results, whose excerpts are made too."""
    shown: str
    """The selector of a result."""
    own: tuple[str, ...]
    """How the paths begin that are loaded for the sake of search."""
    extra: Mapping[str, bytes]
    """What is added to the site."""


OURS: Final = Side(
    "/search.html",
    """(query) => {
      const box = document.querySelector("main form[role=search]").elements.q;
      box.value = query;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }""",
    """async ([queries, most]) => {
      const index = (globalThis.opened ??= await briefgen.openIndex(briefgen.loadShard));
      const selected = { outlet: [], author: [], event: [], tag: [] };
      const request = { typing: false, selected, from: null, to: null, sort: "relevance", unfolded: true };
      const all = [];
      for (const query of queries) {
        const answer = await briefgen.search(index, { ...request, query });
        all.push((await answer.results(0, most)).map(({ url }) => url));
      }
      return all;
    }""",
    "#search-results > li",
    ("/search/", "/static/search"),
    {},
)
PAGEFIND: Final = Side(
    "/ask.html",
    "(query) => { ask(query); }",
    """async ([queries, most]) => {
      const all = [];
      for (const query of queries) all.push(await found(query, most));
      return all;
    }""",
    "#search li",
    ("/",),
    {"/ask.html": Path(__file__).with_name("pagefind.html").read_bytes()},
)


def asked(browser: Browser, site: Served, side: Side, query: Query) -> Asked:
    """What a query takes in a browser that has nothing of the site yet, then with a word more, then again."""
    with _page(browser) as page:
        site.taken()
        page.goto(f"{site.address}{side.page}?q={quote(query.text)}", wait_until="commit")
        cold = _answered(page, site, side, "0")
        page.evaluate("watched.longest = 0; watched.begun = []; watched.done = []")
        page.evaluate(side.more, f"{query.text} {query.more}")
        more = _answered(page, site, side, "watched.begun[0]")
        ask = f"() => ({side.found})([[{json.dumps(query.text)}], 10])"
        page.evaluate(ask)
        return Asked(query, cold, more, median(page.evaluate(f"repeated({ask}, {WARM})")))


def found(browser: Browser, site: Served, side: Side, queries: Sequence[str], most: int) -> list[list[str]]:
    """The addresses of so many results of each query, the best first."""
    with _page(browser) as page:
        page.goto(f"{site.address}{side.page}")
        _wait(page, "globalThis.found ?? globalThis.briefgen?.search")
        return [
            addresses
            for start in range(0, len(queries), AT_ONCE)
            for addresses in page.evaluate(side.found, [queries[start : start + AT_ONCE], most])
        ]


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(_WATCH)
    try:
        yield context.new_page()
    finally:
        context.close()


def _answered(page: Page, site: Served, side: Side, begun: str) -> Answered:
    _wait(page, "watched.done.length")
    while not site.is_quiet(QUIET / 1000):
        page.wait_for_timeout(QUIET / 5)
    milliseconds, epoch, longest = page.evaluate(f"[watched.done[0] - {begun}, (performance.timeOrigin + watched.done[0]) / 1000, watched.longest]")
    in_the_end = [one for one in site.taken() if not one.path.endswith(ICON)]
    sent = [one for one in in_the_end if one.moment <= epoch]
    own = [one for one in sent if one.path.startswith(side.own)]
    size, own_size, last_size = (sum(one.size for one in some) for some in (sent, own, in_the_end))
    return Answered(milliseconds, len(sent), size, own_size, last_size, longest, page.locator(side.shown).count())


def _wait(page: Page, condition: str) -> None:
    """Until it holds in the page. Playwright's own way wants `eval`, which our pages' policy forbids."""
    over = time.monotonic() + PATIENCE
    while not page.evaluate(f"Boolean({condition})"):
        if time.monotonic() > over:
            raise SystemExit(f"no answer within {PATIENCE} s: {page.url}")
        page.wait_for_timeout(20)
