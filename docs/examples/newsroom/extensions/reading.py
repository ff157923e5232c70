"""A page of long reads."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.extending import Archive, Page

LONG = 60
"""Words: newsletters are short."""


def long_reads(archive: Archive) -> Iterable[Page]:
    """The articles that take a while, the longest first."""
    found = sorted((one for one in archive.articles if one.words >= LONG and not one.copy_of), key=lambda one: (-one.words, one.url))
    entries = [{"title": one.title, "url": one.url, "words": one.words, "authors": list(one.authors)} for one in found]
    yield Page("long-reads.html", "long-reads.html", "Long reads", "Articles that take a while", {"entries": entries})
