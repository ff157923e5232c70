"""What a page must not hold, so that it is safe to show what was scraped: scripts and styles of its own, and what should be text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final, NamedTuple


class Found(NamedTuple):
    """Something that a page must not hold."""

    message: str
    hint: str
    sign: str
    """What stands in the template there, as a regular expression of its text without what Jinja evaluates; '' when that cannot be said."""


_SCRIPT: Final = Found(
    "a script that stands in the page", "put it into static/ and load it from there: a strict policy forbids it", r"<script(?![^>]*\bsrc)"
)
_STYLE: Final = Found("a style that stands in the page", "put it into a stylesheet in static/: a strict policy forbids it", r"<style\b")
_DRESSED: Final = Found(
    "a style attribute", "give the element a class and style that: a strict policy forbids it", r"<[A-Za-z][^<>]*?[\s\"']style\s*="
)
_DATA_BLOCKS: Final = ("application/json", "application/ld+json", "speculationrules", "importmap")
"""Types of script elements that run nothing by themselves."""
_OWN_STYLE: Final = "404.html"
"""It loads nothing, since a host shows it at any depth."""


def found_in(path: str, text: str, hostile: str) -> Iterator[Found]:
    """All of that in a page; `hostile` is an element that only markup made of text could hold."""
    reader = _Reader(path == _OWN_STYLE, hostile)
    reader.feed(text)
    reader.close()
    yield from dict.fromkeys(reader.found)
    if not reader.lang:
        yield Found("the page does not say its language", 'write <html lang="{{ ui_lang }}">', r"<html\b")
    if not reader.has_title:
        yield Found("the page has no <title>", "give it one", r"<head\b")


class _Reader(HTMLParser):
    """Collects it."""

    def __init__(self, may_be_styled: bool, hostile: str) -> None:
        super().__init__()
        self.found: list[Found] = []
        self.lang = ""
        self.has_title = False
        self._may_be_styled = may_be_styled
        self._hostile = hostile

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes down what is wrong with an element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = given.get("lang", "")
        self.has_title |= tag == "title"
        if tag == self._hostile:
            self._take(
                "text is shown as markup: whoever wrote it could run scripts", "do not use |safe on it, nor put it where it is not escaped", ""
            )
        if tag == "script" and "src" not in given and given.get("type", "").lower() not in _DATA_BLOCKS:
            self.found.append(_SCRIPT)
        if not self._may_be_styled:
            self.found += [_STYLE] * (tag == "style") + [_DRESSED] * ("style" in given)
        for name, value in given.items():
            if name.startswith("on"):
                self._take(
                    f"a script in the attribute {name!r}",
                    "put it into a script in static/: a strict policy forbids it",
                    rf"<[A-Za-z][^<>]*?[\s\"']{re.escape(name)}\s*=",
                )
            if value.strip().lower().startswith("javascript:"):
                self._take(f"a script in the attribute {name!r}", "let it lead to a page, or use a button", r"(?i)javascript:")

    def _take(self, message: str, hint: str, sign: str) -> None:
        self.found.append(Found(message, hint, sign))
