"""Lighthouse gives full marks to a front page, an article, an event and the search page, from a local server that compresses, as hosts do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest

from tests import outside
from tests.bench.served import serve
from tests.browser.test_valid import sample

STEADY: Final = ("accessibility", "best-practices", "seo")
"""What comes out the same however busy the machine is."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses of one page of each kind of the sample archive."""
    site = sample(tmp_path_factory.mktemp("lighthouse") / "archive")
    article = max((site / "articles").rglob("*.html"), key=lambda path: path.stat().st_size).relative_to(site).as_posix()
    event = max((path for path in (site / "events").glob("*.html") if path.name != "index.html"), key=lambda path: path.stat().st_size)
    found = {"home": "index.html", "article": article, "event": f"events/{event.name}", "search": "search.html"}
    with serve(site) as served:
        yield {name: f"{served.address}/{path}" for name, path in found.items()}


def scores(address: str, *categories: str, screen: str = "desktop") -> tuple[dict[str, int], list[str]]:
    """A page's marks of 100, and what cost some; `mobile` is a slow telephone on a slow line."""
    only = f"--only-categories={','.join(categories)}"
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    preset = ["--preset=desktop"] if screen == "desktop" else []
    done = outside.run("lighthouse", address, "--output=json", "--quiet", *preset, only, flags, seconds=180)
    if not done.stdout.startswith("{") and "connect to Chrome" in done.stderr:
        pytest.skip("no Chromium that Lighthouse can drive")
    assert done.stdout.startswith("{"), done.stderr
    report = json.loads(done.stdout)
    found = {name: round(100 * one["score"]) for name, one in report["categories"].items()}
    lost = [
        f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}" for audit in report["audits"].values() if audit["score"] not in (None, 1)
    ]
    return found, lost


@pytest.mark.slow
def test_lighthouse_gives_full_marks_for_what_a_busy_machine_does_not_change(pages: dict[str, str]) -> None:
    """All pages at once, since it mostly waits."""
    with ThreadPoolExecutor(len(pages)) as pool:
        for kind, (found, lost) in zip(pages, pool.map(lambda address: scores(address, *STEADY), pages.values()), strict=True):
            assert found == dict.fromkeys(STEADY, 100), (kind, lost)


@pytest.mark.lighthouse
@pytest.mark.parametrize("screen", ["desktop", "mobile"])
@pytest.mark.parametrize("kind", ["home", "article", "event", "search"])
def test_lighthouse_gives_full_marks_for_speed(kind: str, screen: str, pages: dict[str, str]) -> None:
    """On a machine that does nothing else: `make lighthouse`."""
    found, lost = scores(pages[kind], "performance", screen=screen)
    assert found == {"performance": 100}, lost
