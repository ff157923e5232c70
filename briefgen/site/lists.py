"""The lists of articles by outlet, author and tag, and the directories of these: which there are, and what each is given to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from msgspec.structs import replace

from briefgen.library.heads import Head
from briefgen.pages.links import Link, Pager
from briefgen.pages.lists import DirectoryPage, Entry, ListPage
from briefgen.pages.sources import AuthorPage, OutletPage
from briefgen.site import charts, making, making_lists
from briefgen.site.numbers import numbers_of
from briefgen.site.paginated import paginated
from briefgen.site.planned import Planned
from briefgen.site.records import Records
from briefgen.site.sheets import Sheet
from briefgen.site.shelves import Shelves, span_of

LONGEST_DIRECTORY: Final = 300
"""Above so many entries a directory has a page for each letter."""


def lists(shelves: Shelves) -> Iterable[Planned]:
    """The articles of each outlet, author and tag."""
    records = Records(shelves)
    for key in sorted(shelves.outlets):
        yield from _outlet(shelves, records, key)
    for key in sorted(shelves.authors):
        yield from _author(shelves, records, key)
    for key in sorted(shelves.tags):
        name = shelves.tag_names[key]
        yield from listing(shelves, "tag", f"tags/{key}", name, name, shelves.tags[key])


def _outlet(shelves: Shelves, records: Records, key: str) -> Iterable[Planned]:
    name, members = shelves.outlet_names[key], shelves.outlets[key]
    for path, part, pager in paginated(f"outlets/{key}", members, shelves.archive.per_page):
        page = OutletPage(path, *_titled(shelves, name, members, pager), name, 0, 0, "", "", (), pager, noindex=all(one.noindex for one in members))
        if not pager.newer:
            events, more = records.covered(members)
            first, last = span_of(members)
            page = replace(
                page,
                **numbers_of(members)._asdict(),
                first=first,
                last=last,
                events=events,
                more_events=more,
                authors=records.authors(members),
                compared=records.compared(key),
                copied=records.copied(key),
                copied_by=records.copied_by(key),
            )
        counts = {} if pager.newer else charts.counted(members)
        given = (page, shelves.items(reversed(part), folded=False), counts, shelves.words_given)
        yield Planned(path, "outlet.html", making_lists.outlet, given)


def _author(shelves: Shelves, records: Records, key: str) -> Iterable[Planned]:
    name, members = shelves.author_names[key], shelves.authors[key]
    for path, part, pager in paginated(f"authors/{key}", members, shelves.archive.per_page):
        page = AuthorPage(path, *_titled(shelves, name, members, pager), name, 0, "", "", (), pager)
        if not pager.newer:
            events, more = records.covered(members)
            first, last = span_of(members)
            page = replace(
                page,
                **numbers_of(members)._asdict(),
                first=first,
                last=last,
                events=events,
                more_events=more,
                outlets=records.outlets(members),
                together=records.together(key, members),
            )
        counts = {} if pager.newer else charts.counted(members)
        given = (page, shelves.items(reversed(part), folded=False), counts, shelves.words_given)
        yield Planned(path, "author.html", making_lists.author, given)


def listing(
    shelves: Shelves,
    kind: str,
    base: str,
    title: str,
    name: str,
    members: Sequence[Head],
    above: Link | None = None,
    older: Link | None = None,
    newer: Link | None = None,
    sheet: Sheet | None = None,
) -> Iterable[Planned]:
    """The articles of a tag, a day or a month; what stands beside it, and the month's sheet, are on the newest page alone."""
    for path, part, pager in paginated(base, members, shelves.archive.per_page):
        page = ListPage(path, *_titled(shelves, title, members, pager), kind, name, 0, (), pager, above)
        if not pager.newer:
            page = replace(page, **numbers_of(members)._asdict(), older=older, newer=newer)
        given = (page, shelves.items(reversed(part)), None if pager.newer else sheet)
        yield Planned(path, "list.html", making_lists.article_list, given)


def _titled(shelves: Shelves, name: str, members: Sequence[Head], pager: Pager) -> tuple[str, str]:
    """A page's title and description: an older one must not change with the number of articles."""
    words = shelves.archive.words
    if pager.newer:
        title = words.say("title.page", title=name, number=pager.number)
        return title, title
    return name, words.say("description.list", title=name, articles=numbers_of(members).in_words(words))


def directories(shelves: Shelves) -> Iterable[Planned]:
    """The outlets, the authors, the tags."""
    yield from _directory(shelves, "outlets", shelves.outlets, shelves.outlet_names)
    yield from _directory(shelves, "authors", shelves.authors, shelves.author_names)
    yield from _directory(shelves, "tags", shelves.tags, shelves.tag_names)


def _directory(shelves: Shelves, kind: str, groups: Mapping[str, Sequence[Head]], names: Mapping[str, str]) -> Iterable[Planned]:
    words, base = shelves.archive.words, f"{kind}/index"
    title, description = words.say(f"title.{kind}"), words.say(f"description.{kind}", title=shelves.archive.title)
    entries = [entry(names[key], f"{kind}/{key}.html", groups[key]) for key in sorted(groups)]
    if len(entries) <= LONGEST_DIRECTORY:
        yield directory(DirectoryPage(f"{base}.html", title, description, kind, tuple(entries), "", ()))
        return
    parts = {letter: tuple(part) for letter, part in groupby(entries, lambda one: PurePosixPath(one.url).name[0])}
    links = letters(base, parts)
    yield directory(DirectoryPage(f"{base}.html", title, description, kind, (), "", links))
    for link, part in zip(links, parts.values(), strict=True):
        lettered = words.say("title.letter", title=title, letter=link.title)
        yield directory(DirectoryPage(link.url, lettered, description, kind, part, link.title, links))


def entry(title: str, url: str, members: Sequence[Head]) -> Entry:
    """A line of a directory: how many articles a list has, and from when to when."""
    numbers = numbers_of(members)
    return Entry(title, url, numbers.articles, *span_of(members), numbers.copies, numbers.versions)


def letters(base: str, initials: Iterable[str]) -> tuple[Link, ...]:
    """Links to the parts of a long directory."""
    return tuple(Link(letter.upper(), f"{base}.{letter}.html") for letter in dict.fromkeys(initials))


def directory(page: DirectoryPage) -> Planned:
    """A directory's page, or that of a part of it."""
    return Planned(page.path, "directory.html", making.as_given, (page,))
