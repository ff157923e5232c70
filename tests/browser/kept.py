"""Pages of the preview that are to be patched where they stand, and not to be loaded anew."""

from __future__ import annotations

from playwright.sync_api import Page


def join(page: Page, address: str) -> None:
    """Opens it, and waits until it knows its own source, without which the first change would have it loaded anew. Another page may hear
    its news for it."""
    with page.expect_event("requestfinished", lambda request: request.resource_type == "fetch" and request.url == address):
        page.goto(address)
    page.evaluate("window.kept = true")


def was_kept(page: Page) -> bool:
    """Whether it is still the page that was joined."""
    return bool(page.evaluate("window.kept"))
