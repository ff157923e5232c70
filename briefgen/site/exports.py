"""Files for other programs: which exports of the archive and of its lists there are, and what each is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from briefgen.keys import exporting
from briefgen.library import originals
from briefgen.library.heads import Head
from briefgen.library.originals import ArticleFile
from briefgen.pages.site import SiteInfo
from briefgen.shelf import Shelf, digest
from briefgen.site import entries, formats, making_exports, mirror
from briefgen.site.entries import Entry
from briefgen.site.formats import Later, Member
from briefgen.site.llms import llms
from briefgen.site.planned import Planned, Supply
from briefgen.site.shelves import Shelves, event_address

FEWEST: Final = 2
"""A list of fewer articles has no exports of its own: an article's page says how to cite it."""


class Source:
    """Every article's entries, as they were worked out when its file was read."""

    def __init__(self, root: Path, kept: Shelf, files: Callable[[Head], ArticleFile]) -> None:
        self._root = root
        self._kept = kept
        self._files = files

    @cached_property
    def _rows(self) -> Mapping[str, tuple[bytes, bytes]]:
        return self._kept.all(entries.STEP)

    def entry(self, head: Head) -> Entry:
        """An article's. Raises ChangedMeanwhile."""
        file = self._files(head)
        known = self._rows.get(head.path)
        if known is not None and known[0] == file.digest:
            return entries.read(known[1])
        made = entries.entry_of(originals.article(self._root, file), "")  # a damaged shelf has lost it, or exports were off until now
        self._kept.put(entries.STEP, head.path, file.digest, made)
        return entries.read(made)


class Exporter:
    """Plans the exports of an archive's articles."""

    def __init__(self, site: SiteInfo, shelves: Shelves, source: Source) -> None:
        self._shelves = shelves
        self._site = site
        self._source = source
        self._last: tuple[bytes, Sequence[Member]] = b"", ()
        self._basis = repr((site.base_url, site.mirror)).encode()

    def planned(self) -> Iterable[Planned]:
        """All of them."""
        site = self._site
        for form in site.exports:
            yield self._planned(exporting.of_archive(form), form, self._shelves.archive.heads, self._everything)
        for kind in site.export_lists:
            for page, members in self._lists(kind):
                if len(members) >= FEWEST:
                    sig = self._sig(members)
                    for form in site.exports:
                        yield self._planned(exporting.address(page, form), form, members, sig)

    def _lists(self, kind: str) -> Iterable[tuple[str, Sequence[Head]]]:
        shelves = self._shelves
        if kind == "events":
            return ((event_address(event.slug), shelves.members[event.slug]) for event in shelves.archive.events)
        groups = shelves.outlets if kind == "outlets" else shelves.authors
        return ((f"{kind}/{key}.html", groups[key]) for key in sorted(groups))

    def _planned(self, path: str, form: str, members: Sequence[Head], sig: bytes) -> Planned:
        return Planned(path, "", making_exports.export, (form, Supply(sig, partial(self._written, form, members, sig))))

    def _written(self, form: str, members: Sequence[Head], sig: bytes) -> bytes:
        return formats.written(form, self._members(members, sig), self._site.base_url)

    def _members(self, members: Sequence[Head], sig: bytes) -> Sequence[Member]:
        """Their entries, which are wanted for one format after the other."""
        if self._last[0] != sig:
            self._last = sig, tuple(map(self._member, members))
        return self._last[1]

    def _member(self, head: Head) -> Member:
        return self._source.entry(head), later(head, self._shelves.by_slug, has_markdown=self._site.mirror)

    @cached_property
    def _sigs(self) -> Mapping[str, bytes]:
        """What each article's entries are made of, by its path."""
        there, files = self._shelves.by_slug, self._shelves.archive.files
        return {
            head.path: files(head).digest + head.sig + (b"+" if head.copy_of in there else b"") + (b"-" if head.version_of in there else b"")
            for head in self._shelves.archive.heads
        }

    @cached_property
    def _everything(self) -> bytes:
        return self._sig(self._shelves.archive.heads)

    def _sig(self, members: Iterable[Head]) -> bytes:
        sigs = self._sigs
        return digest(self._basis, *[sigs[head.path] for head in members])


def later(head: Head, by_slug: Mapping[str, Head], *, has_markdown: bool) -> Later:
    """What of an article its file does not say alone. What is not in the archive for readers is not named."""
    return Later(
        head.rights,
        head.words,
        head.copy_of if head.copy_of in by_slug else "",
        head.version_of if head.version_of in by_slug else "",
        entries.at(mirror.address(head.url)) if has_markdown else "",
    )


def planned(site: SiteInfo, shelves: Shelves, source: Source) -> Iterable[Planned]:
    """All files for other programs, each at an address of its own: where two pages want one, that is said of them."""
    taken: set[str] = set()
    for item in _planned(site, shelves, source):
        path = item.path.casefold()
        if path not in taken:
            taken.add(path)
            yield item


def _planned(site: SiteInfo, shelves: Shelves, source: Source) -> Iterable[Planned]:
    yield from Exporter(site, shelves, source).planned()
    if site.mirror:
        files, setting = shelves.archive.files, shelves.archive.setting
        for head in shelves.archive.heads:
            given = (files(head), head.url, setting(head.path), site.base_url)
            yield Planned(mirror.address(head.url), "", making_exports.markdown, given, head.path)
    if site.llms:
        yield Planned("llms.txt", "", making_exports.llms_file, (llms(site, shelves),))
