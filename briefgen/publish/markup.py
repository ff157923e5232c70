"""What a page must not hold, so that it is safe to show what was scraped: scripts and styles of its own, and what should be text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from briefgen.publish.tags import Tag


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


def found_in(path: str, tags: Iterable[Tag], hostile: str) -> Iterator[Found]:
    """All of that in a page; `hostile` is an element that only markup made of text could hold."""
    listed = list(tags)
    yield from dict.fromkeys(found for tag in listed for found in _wrong_with(tag, hostile, may_be_styled=path == _OWN_STYLE))
    if not any(value for tag in listed if tag.name == "html" for name, value in tag.attributes if name == "lang"):
        yield Found("the page does not say its language", 'write <html lang="{{ ui_lang }}">', r"<html\b")
    if not any(tag.name == "title" for tag in listed):
        yield Found("the page has no <title>", "give it one", r"<head\b")


def _wrong_with(tag: Tag, hostile: str, *, may_be_styled: bool) -> Iterator[Found]:
    """What is wrong with an element."""
    given = {name: value or "" for name, value in tag.attributes}
    if tag.name == hostile:
        yield Found("text is shown as markup: whoever wrote it could run scripts", "do not use |safe on it, nor put it where it is not escaped", "")
    if tag.name == "script" and "src" not in given and given.get("type", "").lower() not in _DATA_BLOCKS:
        yield _SCRIPT
    if tag.name == "style" and not may_be_styled:
        yield _STYLE
    if "style" in given and not may_be_styled:
        yield _DRESSED
    for name, value in given.items():
        if name.startswith("on"):
            sign = rf"<[A-Za-z][^<>]*?[\s\"']{re.escape(name)}\s*="
            yield Found(f"a script in the attribute {name!r}", "put it into a script in static/: a strict policy forbids it", sign)
        if value.strip().lower().startswith("javascript:"):
            yield Found(f"a script in the attribute {name!r}", "let it lead to a page, or use a button", r"(?i)javascript:")
