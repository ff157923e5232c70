"""The articles of a built site, or of a pack of one, as records: read from what it publishes for machines."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from briefgen import content, files
from briefgen.dialect import Dialect
from briefgen.history.record import EventRecord, Record, event_address, record, withdrawn
from briefgen.history.refused import Refused
from briefgen.markdown import plain
from briefgen.problem import Unreadable

MANIFEST: Final = "manifest.json"
EXPORT: Final = "exports/archive.jsonl"
_SIGNS: Final = (MANIFEST, ".briefgen-files", "index.html")
"""Files by which a folder is known to be a site."""
_FOLDER: Final = f"{content.ARTICLES}/"
_LARGEST: Final = 1 << 26
"""Bytes of a file above which a pack's is not unpacked: none of ours is, and what a stranger packed may be anything."""


class Site(NamedTuple):
    """A site's files, wherever they are."""

    names: Sequence[str]
    read: Callable[[str], bytes]


class _Listed(Struct):
    """An article as a manifest lists it. What else that says is passed over."""

    url: str
    slug: str = ""
    digest: str = ""


class _Manifest(Struct):
    articles: list[_Listed] = []


class _Line(Struct):
    """An article as a line of JSON tells of it."""

    slug: str
    title: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    events: tuple[str, ...] = ()
    rights: str = ""


def is_site(folder: Path) -> bool:
    """Whether a folder is a built site."""
    return any(files.exists(folder / name) for name in _SIGNS)


def in_folder(folder: Path) -> Site:
    """The files of a site in a folder."""
    return Site(files.scan(folder), lambda name: files.read(folder / name))


def in_pack(path: Path) -> Site:
    """The files of a pack: those of the one folder that it holds, or of its top. Raises Refused."""
    try:
        pack = zipfile.ZipFile(io.BytesIO(files.read(path)))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Refused(f"{path.name} is no pack: {error}", "name a file that 'briefgen pack' wrote") from None
    sizes = {one.filename: one.file_size for one in pack.infolist() if not one.filename.endswith("/")}
    tops = {name.partition("/")[0] for name in sizes}
    folder = f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in sizes) else ""

    def read(name: str) -> bytes:
        if sizes[folder + name] > _LARGEST:
            raise Refused(f"{path.name}: {name} is larger than any file of a site", "name a file that 'briefgen pack' wrote")
        try:
            return pack.read(folder + name)  # no more than the length that was just looked at
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as error:
            raise Refused(f"{path.name}: {name} cannot be unpacked: {error}", "pack it again") from None

    return Site(sorted(name.removeprefix(folder) for name in sizes), read)


def records(site: Site, dialect: Dialect) -> tuple[Record, ...]:
    """The site's articles: from its Markdown mirror; without one from its manifest and its export as JSON Lines, which have no texts. Raises
    Refused where it has none of these."""
    found = {one.url: one for one in _mirrored(site, dialect)}
    if MANIFEST in site.names:
        lines = {} if found else _lines(site)
        for one in _manifest(site).articles:
            if one.url not in found:
                found[one.url] = _unread(one, lines.get(one.slug))
    elif not found:
        raise Refused("that site tells machines nothing of its articles", "build it again with this version of briefgen")
    for path in site.names:
        if path not in found and _is_page(path):
            url = _leads_to(site, path)
            if url in found:
                found[url] = replace(found[url], aliases=(*found[url].aliases, path))
            elif not url:
                found[path] = withdrawn(PurePosixPath(path).stem, path)
    return tuple(found[url] for url in sorted(found))


def events(site: Site, records: Sequence[Record]) -> tuple[EventRecord, ...]:
    """The events to which other pages among those of events lead on, of the events that the site's articles are filed under."""
    shown = {event_address(slug): slug for record in records for slug in record.events}
    aliases: dict[str, list[str]] = {}
    for path in site.names:
        if path.startswith(f"{content.EVENTS}/") and path.endswith(".html") and not path.endswith(".dossier.html") and path not in shown:
            aliases.setdefault(_leads_to(site, path), []).append(path)
    return tuple(EventRecord(shown[url], url, tuple(aliases[url])) for url in sorted(aliases) if url in shown)


def _leads_to(site: Site, path: str) -> str:
    """Where the page at this path leads on to; '' where it does not."""
    target = _REFRESH.search(site.read(path))
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target[1].decode("utf-8", "replace")))) if target else ""


def is_mirrored(site: Site) -> bool:
    """Whether a site has its articles as Markdown, so that their texts can be compared."""
    return any(_is_mirror(name) for name in site.names)


def _is_mirror(name: str) -> bool:
    return name.startswith(_FOLDER) and name.endswith(content.SUFFIXES[0])


def _is_page(name: str) -> bool:
    """Whether a file is an article's page, or what stands in its place: that it was withdrawn, that it has moved."""
    return name.startswith(_FOLDER) and name.endswith(".html") and not name.endswith(".changes.html")


def _mirrored(site: Site, dialect: Dialect) -> Iterator[Record]:
    for name in filter(_is_mirror, site.names):
        try:
            article, _ = content.read_article(name, site.read(name))
        except Unreadable:
            continue  # a manifest lists it all the same
        yield record(article, plain(article.body, dialect))


def _manifest(site: Site) -> _Manifest:
    """Raises Refused."""
    try:
        return _DECODER.decode(site.read(MANIFEST))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(f"the site's {MANIFEST} cannot be read: {error}", "build it again") from None


def _lines(site: Site) -> dict[str, _Line]:
    """What the export tells of each article, by its slug; nothing where there is none, or it is broken."""
    try:
        return {one.slug: one for one in _LINES.decode_lines(site.read(EXPORT))} if EXPORT in site.names else {}
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}


def _unread(one: _Listed, told: _Line | None) -> Record:
    """The record of an article whose text is not at hand."""
    slug = one.slug or PurePosixPath(one.url).stem
    if told is None:
        return Record(slug, one.url, paragraphs=None, digest=one.digest)
    return Record(slug, one.url, told.title, told.date, told.authors, told.outlet, told.events, told.rights, paragraphs=None, digest=one.digest)


_DECODER: Final = msgspec.json.Decoder(_Manifest)
_LINES: Final = msgspec.json.Decoder(_Line)
_REFRESH: Final = re.compile(rb'<meta http-equiv="refresh" content="\d+; url=([^"]*)"')
"""What a page that leads on to another has."""
