"""Whether a hosting service takes a site as it is."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.keys.hosts import Host
from briefgen.output import LIST
from briefgen.problem import Problem
from briefgen.publish import contents, rules
from briefgen.site import hosting

_SHOWN: Final = 4
REDIRECTS: Final = "_redirects"
HEADERS: Final = "_headers"
LESSENING: Final = (
    (r".*\.(gz|br)", "compress = false"),
    (r"search/.*", "search = false"),
    (r".*/.*(\.atom\.xml|\.rss\.xml|\.feed\.json)", "feeds = { lists = [] }"),
    (r"articles/.*\.md", "exports = { markdown = false }"),
    (r".*/.*\.(csl\.json|bib|ris|csv|jsonl)", "exports = { lists = [] }"),
)
"""Which files, and the line of briefgen.toml with which they are not made."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A site that a host takes, in figures."""

    host: str
    """By its name,"""
    title: str
    """and as people know it."""
    files: int
    """Folders among them where the host counts these."""
    called: str
    """What they are: 'files', or 'files and folders'."""
    bytes: int
    largest: str
    """The largest file's path,"""
    largest_bytes: int
    """and its size."""


def fit_of(root: Path, site: str, host: Host) -> Fit | None:
    """The built site in figures, where this host takes it; None where it does not, or where nothing is built."""
    sizes = _sizes(root / site)
    if not any(sizes.values()) or any(_found(root / site, sizes, host)):
        return None
    number, called = _number(sizes, host)
    largest = min(sizes, key=lambda path: (-sizes[path], path))
    return Fit(host.name, host.title, number, called, sum(sizes.values()), largest, sizes[largest])


def problems_of(root: Path, site: str, host: Host) -> list[Problem]:
    """What the built site in the folder `site` of the archive has too much of, or too large, for this host: warnings."""
    found = _found(root / site, _sizes(root / site), host)
    return [_problem(f"{site}/{path}" if path else site, line, message, hint, host) for path, line, message, hint in found]


def _problem(path: str, line: int, message: str, hint: str, host: Host) -> Problem:
    source = f"looked up at {host.source} in {host.looked_up}"
    return Problem(path, line, message, f"{hint}; {source}" if hint else source, severity="warning")


_Found = tuple[str, int, str, str]
"""A path, a line, what is wrong, and what to do."""


def _found(site: Path, sizes: Mapping[str, int], host: Host) -> Iterator[_Found]:
    yield from _many(sizes, host)
    yield from _large(sizes, host)
    yield from _told(site, host)


def _sizes(site: Path) -> dict[str, int]:
    """The files of a site, with how large they are."""
    return {path: files.size(site / path) for path in (LIST, *contents.paths(site))}


def _number(sizes: Mapping[str, int], host: Host) -> tuple[int, str]:
    """How many files there are as the host counts them, and what it calls them."""
    if not host.counts_folders:
        return len(sizes), "files"
    return len(sizes) + len({folder for path in sizes for folder in files.folders_of(path)}), "files and folders"


def _many(sizes: Mapping[str, int], host: Host) -> Iterator[_Found]:
    folders = Counter(posixpath.dirname(path) for path in sizes)
    number, called = _number(sizes, host)
    if host.files and number > host.files:
        yield "", 0, f"{number:,} {called}, where {host.title} takes {host.files:,}; most are {_most(list(sizes))}", _hint(list(sizes))
    for folder, count in sorted(folders.items()):
        if host.files_of_a_folder and count > host.files_of_a_folder:
            yield folder, 0, f"{count:,} files in one folder, where {host.title} takes {host.files_of_a_folder:,}", ""


def _large(sizes: Mapping[str, int], host: Host) -> Iterator[_Found]:
    total = sum(sizes.values())
    if host.site_bytes and total > host.site_bytes:
        weights = Counter[str]()
        for path, size in sizes.items():
            weights[kind_of(path)] += size
        most = ", ".join(f"{kind} ({in_units(size)})" for kind, size in weights.most_common(_SHOWN))
        yield "", 0, f"{in_units(total)}, where {host.title} takes {in_units(host.site_bytes)}; most are {most}", _hint(list(sizes))
    for path, size in sorted(sizes.items()):
        if host.file_bytes and size > host.file_bytes:
            yield path, 0, f"{in_units(size)}, where {host.title} takes files of {in_units(host.file_bytes)}", "make it smaller, or have it elsewhere"
        if host.path_bytes and len(path.encode("utf-8", "surrogateescape")) > host.path_bytes:
            yield path, 0, f"its path is longer than the {host.path_bytes:,} bytes that {host.title} takes", "give its page a shorter `slug`"


def _told(site: Path, host: Host) -> Iterator[_Found]:
    """Of `_redirects` and `_headers`, where the host goes by them."""
    data = files.read_or_none(site / REDIRECTS) or b""
    lines = rules.redirects(data.decode("utf-8", "replace"))
    static = [line for line in lines if not line.is_dynamic]
    if host.redirects and len(static) > host.redirects:
        is_led_on = not any(line.source.endswith(_BESIDE) for line in static[host.redirects :])
        rest = "the pages that lead on do the same for the others" if is_led_on else _FEWER
        yield REDIRECTS, static[host.redirects].line, f"{len(static):,} redirects, where {host.title} follows {host.redirects:,}", rest
    if host.redirects_bytes and len(data) > host.redirects_bytes:
        yield REDIRECTS, 0, f"{in_units(len(data))}, where {host.title} reads {in_units(host.redirects_bytes)}", _FEWER
    for line in lines:
        if host.redirect_length and len(line.text) > host.redirect_length:
            yield REDIRECTS, line.line, f"a rule of {len(line.text):,} characters, where {host.title} reads {host.redirect_length:,}", ""
    found = rules.headers((files.read_or_none(site / HEADERS) or b"").decode("utf-8", "replace"))
    if host.headers and len(found) > host.headers:
        yield HEADERS, found[host.headers].line, f"{len(found):,} rules, where {host.title} follows {host.headers:,}", ""
    for rule in found:
        longest = max((len(f"{name}: {value}") for name, value in rule.headers), default=0)
        if host.header_length and longest > host.header_length:
            yield HEADERS, rule.line, f"a header of {longest:,} characters, where {host.title} reads {host.header_length:,}", ""


_BESIDE: Final = tuple(ending for endings in hosting.BESIDE.values() for ending in endings)
_FEWER: Final = "feeds and files beside pages have no other way on: delete aliases that nobody follows any more, or have fewer 'feeds' and 'exports'"


def kind_of(path: str) -> str:
    """A file's kind, by its folder and its ending: 'articles/*.html'."""
    folder, slash, _ = path.partition("/")
    ending = posixpath.splitext(path)[1]
    return f"{folder}/*{ending}" if slash else f"*{ending}" if ending else path


def _most(paths: Sequence[str]) -> str:
    kinds = Counter(map(kind_of, paths))
    return ", ".join(f"{kind} ({count:,})" for kind, count in sorted(kinds.items(), key=lambda one: (-one[1], one[0]))[:_SHOWN])


def _hint(paths: Sequence[str]) -> str:
    """Which lines of briefgen.toml would lessen the files, those first that would most."""
    saved = Counter[str]()
    for path in paths:
        saved.update(next(([line] for pattern, line in LESSENING if re.fullmatch(pattern, path)), ()))
    lines = [f"{line!r} ({count:,} fewer)" for line, count in sorted(saved.items(), key=lambda one: (-one[1], one[0]))]
    return f"what lessens them in briefgen.toml: {', '.join(lines)}" if lines else ""


def in_units(size: int) -> str:
    """'512 bytes', '1.5 MB', and what is a whole number of them, as limits are: '25 MiB'."""
    for unit, name in ((2**20, "MiB"), (2**10, "KiB")):
        if size and size % unit == 0:
            return f"{size // unit:,} {name}"
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size >= unit:
            return f"{size / unit:,.1f} {name}"
    return f"{size:,} bytes"
