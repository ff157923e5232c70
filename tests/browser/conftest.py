"""A real browser, and pages in it that may not complain nor talk to another host."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, sync_playwright

NO_BROWSER = "no Chromium: browser tests are skipped; 'make browser' installs it where it can"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

OpenPage = Callable[..., Page]
"""Opens a page in a browsing context of its own; takes playwright's options for contexts."""

_REPORT_VIOLATIONS = "addEventListener('securitypolicyviolation', (event) => console.error('violates policy: ' + event.violatedDirective))"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a browser, so that it can be left out with `-m 'not browser'`."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Gives all skips for want of a browser one place, so that the summary says it in one line."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple) and NO_BROWSER in report.longrepr[2]:
        report.longrepr = (__file__, 1, report.longrepr[2])
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for each worker; without one, every test here is skipped, at this one place."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, headless=True, args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture
def faults() -> list[str]:
    """What pages complained of so far. A test that provokes something takes it out."""
    return []


@pytest.fixture
def open_page(browser: Browser, faults: list[str]) -> Iterator[OpenPage]:
    """Opens pages, and fails the test when one of them complained."""
    contexts: list[BrowserContext] = []

    def complain(what: str) -> None:
        faults.append(what)

    def dismiss(dialog: Dialog) -> None:
        complain(f"dialog: {dialog.message}")
        dialog.dismiss()

    def made(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.add_init_script(_REPORT_VIOLATIONS)
        page = context.new_page()
        page.on("console", lambda message: complain(f"console: {message.text}") if message.type == "error" else None)
        page.on("pageerror", lambda error: complain(f"page error: {error}"))
        page.on("dialog", dismiss)
        page.on("request", lambda request: None if _is_ours(request) else complain(f"asked {request.url}"))
        return page

    yield made
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """An ordinary page."""
    return open_page()


def _is_ours(request: Request) -> bool:
    address = urlsplit(request.url)
    return address.scheme in ("file", "data", "blob") or address.hostname == "127.0.0.1"
