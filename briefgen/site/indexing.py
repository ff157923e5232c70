"""The search index as files of the site: which there are, and what each is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from briefgen import dates
from briefgen.crew import Crew
from briefgen.library import texts
from briefgen.library.heads import Head
from briefgen.progress import Progress
from briefgen.search import columns, index, leaves, shards
from briefgen.search.columns import Named, Row
from briefgen.search.days import first_day
from briefgen.search.index import FOLDER, NAME, NO_FILE, Contents, Names
from briefgen.search.leaves import Leaf
from briefgen.shelf import Shelf, digest
from briefgen.site import making
from briefgen.site.harvest import Harvest
from briefgen.site.planned import Planned, Supply
from briefgen.site.shelves import Shelves
from briefgen.site.shown import line_of_descent, slug_of_name


class File(NamedTuple):
    """A file of the index."""

    name: str
    """Without its letter; NO_FILE for none."""
    planned: Planned | None


class Far(NamedTuple):
    """A file of the positions of one word."""

    start: int
    end: int
    """From which leaf up to which one."""
    file: File


def plan(root: Path, shelves: Shelves, language: str, kept: Shelf, crew: Crew, progress: Progress) -> Iterable[Planned]:
    """The files of the search index. `language` is the archive's."""
    harvest = Harvest(root, shelves, language, kept)
    found = harvest.made(crew, progress)
    return Files(root, shelves, harvest, found, kept).planned()


class Files:
    """Plans the index's files, of the leaves that were `found`."""

    def __init__(self, root: Path, shelves: Shelves, harvest: Harvest, found: Sequence[Leaf], kept: Shelf) -> None:
        self._root = root
        self._shelves = shelves
        self._harvest = harvest
        self._found = found
        self._kept = kept
        self._sizes = tuple(len(one.lengths) for one in found)
        self._version = bytes([index.VERSION])
        self._names = Names()

    def planned(self) -> Iterator[Planned]:
        """All of them."""
        words, spellings, far = self._words(), self._spellings(), self._far()
        positions = self._positions(far)
        sizes = [size for part in self._harvest.leaves for size in index.evenly(part.stop - part.start)]
        shown = self._texts(sizes)
        filed = self._columns()
        for group in (words, positions, (one.file for files in far.values() for one in files), spellings, shown, *filed.values()):
            yield from (one.planned for one in group if one.planned)
        there = max((place for place, one in enumerate(words, 1) if one.planned), default=0)
        contents = Contents(
            articles=len(self._harvest.heads),
            firsts=leaves.cuts(self._harvest.into.ranges)[:there],
            words=_names(words[:there]),
            positions=_names(positions[: (there + 1) // 2]),
            spelling=_names(spellings),
            texts=_names(shown),
            sizes=tuple(sizes),
            columns={column: _names(files) for column, files in filed.items()},
        )
        yield Planned(f"{FOLDER}/{NAME}.js", "", making.search_index, (contents,))

    def _file(self, kind: str, key: bytes, make: Callable[..., bytes], *given: object) -> File:
        """A file that is made of this and of what has the key, after its name; none without a key."""
        if not key:
            return File(NO_FILE, None)
        name = self._names.of(kind, key)
        return File(name, Planned(f"{FOLDER}/{kind}-{name}.js", "", make, (f"{kind}-{name}", *given)))

    # words

    def _words(self) -> list[File]:
        keys = leaves.digests_of([one.postings for one in self._found], self._version, _ENCODER.encode(self._sizes))
        parts = partial(self._harvest.parts, "postings")
        return [self._file("w", key, making.word_shard, self._sizes, Supply(key, partial(parts, place))) for place, key in enumerate(keys)]

    def _spellings(self) -> list[File]:
        keys = leaves.digests_of([one.spellings for one in self._found], self._version)
        parts = partial(self._harvest.parts, "spellings")
        return [self._file("v", key, making.spelling_file, Supply(key, partial(parts, place))) for place, key in enumerate(keys)]

    def _far(self) -> dict[str, list[Far]]:
        """The files of the words whose positions stand in files of their own, by key."""
        bounds = leaves.cuts(self._harvest.into.ranges)
        return {
            key: [self._far_file(key, leaves.range_of(key, bounds), *share) for share in _shares(len(self._found), files)]
            for key, files in shards.far_words(self._found).items()
        }

    def _far_file(self, key: str, place: int, start: int, end: int) -> Far:
        digests = b"".join([one.positions[place * leaves.SHORT : (place + 1) * leaves.SHORT] for one in self._found[start:end]])
        made_of = digest(self._version, key.encode(), digests)
        parts = partial(self._harvest.parts, "positions", place, start, end)
        return Far(start, end, self._file("f", made_of, making.far_positions, key, Supply(made_of, parts)))

    def _positions(self, far: Mapping[str, Sequence[Far]]) -> list[File]:
        """The position shards, each of two ranges."""
        bounds = leaves.cuts(self._harvest.into.ranges)
        of_range: dict[int, dict[str, list[tuple[int, int, str]]]] = {}
        for key, files in far.items():
            of_range.setdefault(leaves.range_of(key, bounds) // 2, {})[key] = [(one.start, one.end, one.file.name) for one in files]
        keys = leaves.digests_of([one.positions for one in self._found], self._version)
        return [self._position_shard(place, keys[2 * place : 2 * place + 2], of_range.get(place, {})) for place in range((len(keys) + 1) // 2)]

    def _position_shard(self, place: int, keys: Sequence[bytes], far: Mapping[str, Sequence[tuple[int, int, str]]]) -> File:
        made_of = digest(*keys, _ENCODER.encode(far)) if any(keys) else b""
        ranges = range(2 * place, 2 * place + len(keys))

        def parts() -> tuple[tuple[bytes, ...], ...]:
            return tuple(self._harvest.parts("positions", one) for one in ranges)

        return self._file("p", made_of, making.position_shard, Supply(made_of, parts), far)

    # what is known of each article

    def _texts(self, sizes: Iterable[int]) -> list[File]:
        heads = iter(self._harvest.heads)
        return [self._text_file(tuple(islice(heads, size))) for size in sizes]

    def _text_file(self, members: Sequence[Head]) -> File:
        key = digest(self._version, _ENCODER.encode([(one.title, one.url, one.date, one.outlet, one.authors, one.text, one.lang) for one in members]))

        def rows() -> tuple[bytes, ...]:
            return tuple(texts.shown(self._root, self._shelves.archive.files(one), self._kept) for one in members)

        return self._file("t", key, making.text_file, Supply(key, rows))

    def _columns(self) -> dict[str, list[File]]:
        """The columns that the archive has anything for."""
        heads, outlets, authors = self._harvest.heads, self._shelves.outlet_names, self._shelves.author_names
        titles = {event.slug: event.title for event in self._shelves.archive.events}
        found: dict[str, Sequence[object]] = {
            "articles": columns.article_column("".join(one.lengths for one in self._found), self._rows()),
            "outlet": columns.name_column([_named([head.outlet], outlets) for head in heads]),
            "author": columns.name_column([_named(head.authors, authors) for head in heads]),
            "event": columns.name_column([[Named(titles[slug], slug) for slug in head.events or ()] for head in heads]),
            "tag": columns.name_column([_named(head.tags, self._shelves.tag_names) for head in heads]),
        }
        return {column: [self._column_file(data) for data in files] for column, files in found.items() if files}

    def _column_file(self, data: object) -> File:
        key = digest(self._version, _ENCODER.encode(data))
        return self._file("c", key, making.column_file, Supply(key, lambda: data))

    def _rows(self) -> list[Row]:
        heads, by_slug = self._harvest.heads, self._shelves.by_slug
        if self._shelves.is_plain:
            return [Row(_day(head.date), None) for head in heads]
        numbers = {head.url: number for number, head in enumerate(heads)}
        origins = (line_of_descent(head, by_slug)[-1:] for head in heads)
        return [
            Row(_day(head.date), numbers[origin[0].url], not head.is_copy) if origin else Row(_day(head.date), None)
            for head, origin in zip(heads, origins, strict=True)
        ]


def _names(files: Iterable[File]) -> tuple[str, ...]:
    return tuple(one.name for one in files)


def _shares(leaves_found: int, files: int) -> list[tuple[int, int]]:
    """All leaves in so many equal parts."""
    return [(leaves_found * place // files, leaves_found * (place + 1) // files) for place in range(files)]


def _named(names: Iterable[str], spelt: Mapping[str, str]) -> list[Named]:
    """Names with their addresses, each as most articles spell it."""
    keys = dict.fromkeys(slug_of_name(name) for name in names if name)
    return [Named(spelt[key], key) for key in keys]


@lru_cache(maxsize=100_000)
def _day(date: str) -> int | None:
    return first_day(dates.day(date))


_ENCODER: Final = msgspec.msgpack.Encoder()
