"""How pages name and cite articles, and which of them go back to which."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from briefgen import dates
from briefgen.files import digest
from briefgen.library.heads import Head
from briefgen.pages.links import Cite, Link
from briefgen.text import fold, slug


def cite(head: Head) -> Cite:
    """The article as a source."""
    return Cite(head.title, head.url, head.outlet, dates.day(head.date), head.lang)


def link_to(head: Head) -> Link:
    """A link to the article."""
    return Link(head.title, head.url, head.lang)


def reported(head: Head) -> tuple[bool, str, float]:
    """What the reports of an event come one after another by: the day, in `dates.order`, and the moment; last what has no date."""
    return not head.date, dates.order(dates.day(head.date)), dates.instant(head.date).timestamp() if len(head.date) > 10 else -math.inf


@lru_cache(maxsize=100_000)
def slug_of_name(name: str) -> str:
    """A name's address. One that is not in Latin letters has a digest in it, since its transliteration is other names' too."""
    made = slug(name)
    folded = fold(name)
    if not made or not folded.isascii():
        return f"{made or 'name'}-{digest(folded.encode() or name.encode())[:6]}"
    return "index-x" if made == "index" else made


def line_of_descent(head: Head, by_slug: Mapping[str, Head]) -> tuple[Head, ...]:
    """The articles from which this one comes, the nearest first: what it copies or is a later version of, what that one does, and so on."""
    found: list[Head] = []
    seen = {head.slug}
    one = head
    while (slug := one.copy_of or one.version_of) in by_slug and slug not in seen:
        seen.add(slug)
        one = by_slug[slug]
        found.append(one)
    return tuple(found)


def folded_into(listed: Iterable[Head], by_slug: Mapping[str, Head]) -> dict[str, list[Head]]:
    """The articles of a list by the address of the one that stands for them in it: their original, if it is there too, or themselves.
    In the order of the list, which may have an original behind its copies."""
    members = list(listed)
    there = {head.url for head in members}
    found: dict[str, list[Head]] = {}
    for head in members:
        standing = next((one for one in reversed((head, *line_of_descent(head, by_slug))) if one.url in there), head)
        found.setdefault(standing.url, []).append(head)
    return found


def later_versions(head: Head, by_version: Mapping[str, Sequence[Head]]) -> list[Head]:
    """All later texts of an article, also those that are versions of a version, oldest first."""
    found: list[Head] = []
    seen = {head.url}
    wanted = [head.slug]
    while wanted:
        for one in by_version.get(wanted.pop(), ()):
            if one.url not in seen:
                seen.add(one.url)
                found.append(one)
                wanted.append(one.slug)
    return sorted(found, key=lambda one: (dates.order(one.date), one.slug))


def speaking_versions(heads: Iterable[Head]) -> set[str]:
    """The addresses of the articles that speak for themselves: those that are no copy, and of each with later versions only the last
    one that may be shown. What an outlet has corrected, nobody goes on quoting."""
    listed = list(heads)
    by_slug = {one.slug: one for one in listed}
    last: dict[str, Head] = {}
    for one in listed:
        if one.is_copy:
            continue
        root = (one, *line_of_descent(one, by_slug))[-1].url
        if root not in last or (one.has_text and _turn(one) > _turn(last[root])):
            last[root] = one
    return {one.url for one in last.values()}


def _turn(one: Head) -> tuple[bool, bool, str, str]:
    """Later texts are greater: a version than what it is one of, then by date."""
    return one.has_text, bool(one.version_of), dates.order(one.date), one.slug
