"""An article with what the site may show of it, and how pages name and cite it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from briefgen import dates
from briefgen.files import digest
from briefgen.model import Article
from briefgen.site.pages import Cite
from briefgen.text import fold, slug


@dataclass(frozen=True, slots=True)
class Shown:
    """An article with what the site may show of its body: all, its beginning, or nothing, as its `rights` say."""

    article: Article
    html: str
    text: str
    """Plain text, a line for each paragraph: what is searched."""
    words: int
    """Of the whole body."""

    @property
    def url(self) -> str:
        """Its page's address: that of its file, so that a change of title or date leaves it alone."""
        return address(str(PurePosixPath(self.article.path).with_suffix(".html")))

    @property
    def is_own(self) -> bool:
        """Whether it is reporting of its own, and neither a copy nor a later version."""
        return not self.article.copy_of and not self.article.version_of

    @property
    def is_copy(self) -> bool:
        """Whether it is a copy of another article."""
        return bool(self.article.copy_of)


def address(path: str) -> str:
    """The path of a page without the signs that mean something in addresses or that some disk cannot hold."""
    return _UNFIT.sub("-", path)


_UNFIT: Final = re.compile(r"[<>:\"|?*#%\\\x00-\x1f\x7f-\x9f\u2028\u2029]")


def cite(shown: Shown) -> Cite:
    """The article as a source."""
    return Cite(shown.article.title, shown.url, shown.article.outlet, dates.day(shown.article.date))


def day_of(shown: Shown) -> str:
    """Its date without the time."""
    return dates.day(shown.article.date)


def slug_of_name(name: str) -> str:
    """A name's address. One that is not in Latin letters has a digest in it, since its transliteration is other names' too."""
    made = slug(name)
    folded = fold(name)
    if not made or not folded.isascii():
        return f"{made or 'name'}-{digest(folded.encode() or name.encode())[:6]}"
    return "index-x" if made == "index" else made


def line_of_descent(shown: Shown, by_slug: Mapping[str, Shown]) -> tuple[Shown, ...]:
    """The articles from which this one comes, the nearest first: what it copies or is a later version of, what that one does, and so on."""
    found: list[Shown] = []
    seen = {shown.article.slug}
    one = shown
    while (slug := one.article.copy_of or one.article.version_of) in by_slug and slug not in seen:
        seen.add(slug)
        one = by_slug[slug]
        found.append(one)
    return tuple(found)


def folded_into(listed: Iterable[Shown], by_slug: Mapping[str, Shown]) -> dict[str, list[Shown]]:
    """The articles of a list by the address of the one that stands for them in it: their original, if it is there too, or themselves.
    In the order of the list, which may have an original behind its copies."""
    members = list(listed)
    there = {shown.url for shown in members}
    found: dict[str, list[Shown]] = {}
    for shown in members:
        standing = next((one for one in reversed((shown, *line_of_descent(shown, by_slug))) if one.url in there), shown)
        found.setdefault(standing.url, []).append(shown)
    return found


def later_versions(shown: Shown, by_version: Mapping[str, Sequence[Shown]]) -> list[Shown]:
    """All later texts of an article, also those that are versions of a version, oldest first."""
    found: list[Shown] = []
    seen = {shown.url}
    wanted = [shown.article.slug]
    while wanted:
        for one in by_version.get(wanted.pop(), ()):
            if one.url not in seen:
                seen.add(one.url)
                found.append(one)
                wanted.append(one.article.slug)
    return sorted(found, key=lambda one: (one.article.date, one.article.slug))


def speaking_versions(shown: Iterable[Shown]) -> set[str]:
    """The addresses of the articles that speak for themselves: those that are no copy, and of each with later versions only the last
    one that may be shown. What an outlet has corrected, nobody goes on quoting."""
    listed = list(shown)
    by_slug = {one.article.slug: one for one in listed}
    last: dict[str, Shown] = {}
    for one in listed:
        if one.is_copy:
            continue
        root = (one, *line_of_descent(one, by_slug))[-1].url
        if root not in last or (one.text and _turn(one) > _turn(last[root])):
            last[root] = one
    return {one.url for one in last.values()}


def _turn(one: Shown) -> tuple[bool, bool, str, str]:
    """Later texts are greater: a version than what it is one of, then by date."""
    return bool(one.text), bool(one.article.version_of), one.article.date, one.article.slug
