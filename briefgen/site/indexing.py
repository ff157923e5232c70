"""The search index as files of the site: which leaves, shards and records there are, and what each is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from briefgen import library
from briefgen.crew import Crew, batches
from briefgen.library import ArticleFile, Head
from briefgen.model import Article
from briefgen.progress import Progress
from briefgen.search import index
from briefgen.search.index import FOLDER, RECORDS_PER_FILE, Leaf
from briefgen.shelf import Shelf, digest
from briefgen.site import making
from briefgen.site.plan import Planned, Supply

WORDS: Final = "words"
STEPS: Final = ("leaf", "fragments")
"""The steps under which the index is kept, but for words."""
_SECONDS: Final = 0.02
"""What a leaf takes, about."""


class Member(NamedTuple):
    """An article of a leaf."""

    file: ArticleFile
    words: bytes | None
    """As they were counted before."""


def words_of(article: Article, text: str) -> bytes:
    """An article's words, counted, as they are kept."""
    return index.packed(index.weighed(article.title, text, " ".join((*article.authors, article.outlet))))


def plan(root: Path, heads: Sequence[Head], files: Callable[[Head], ArticleFile], kept: Shelf, crew: Crew, progress: Progress) -> Iterable[Planned]:
    """The files of the search index over these articles."""
    by_path = {head.path: head for head in heads}
    parts = list(index.leaves(sorted(by_path)))
    many = index.ranges(len(heads))
    bounds = index.cuts(many)
    keys = [_leaf_key(many, [files(by_path[path]) for path in part]) for part in parts]
    found = _leaves(root, parts, keys, many, by_path, files, kept, crew, progress)
    sizes = tuple(len(one.sizes) for one in found)

    @cache
    def fragments() -> list[tuple[bytes, ...]]:
        return [fragments_of(part, key) for part, key in zip(parts, keys, strict=True)]

    def fragments_of(part: Sequence[str], key: bytes) -> tuple[bytes, ...]:
        known = kept.get("fragments", part[0], key)
        if known is not None:
            return _FRAGMENTS.decode(known)
        return make_leaf((root, many, [_member(by_path[path], files, kept) for path in part]))[0].fragments  # a damaged shelf has lost them

    def of_range(place: int) -> Callable[[], tuple[bytes, ...]]:
        return lambda: tuple(one[place] for one in fragments())

    def rows(members: Iterable[Head]) -> tuple[bytes, ...]:
        return tuple(library.shown(root, files(one), kept) for one in members)

    shards: list[tuple[str, str]] = []
    for place, (bound, key) in enumerate(zip(bounds, index.digests_of_ranges(found, len(bounds)), strict=True)):
        if key:
            name = index.file_name("w", key)
            shards.append((bound, name))
            yield Planned(f"{FOLDER}/{name}", "", making.word_shard, (name, sizes, Supply(key, of_range(place))))
    records: list[tuple[int, str]] = []
    for part in parts:
        for run in batches(part, RECORDS_PER_FILE):
            members = [by_path[path] for path in run]
            key = digest(_ENCODER.encode((index.VERSION, [(one.title, one.url, one.date, one.outlet, one.text) for one in members])))
            name = index.file_name("r", key)
            records.append((len(run), name))
            yield Planned(f"{FOLDER}/{name}", "", making.record_file, (name, Supply(key, partial(rows, members))))
    yield Planned(f"{FOLDER}/index.js", "", making.search_index, ("".join(one.sizes for one in found), tuple(shards), tuple(records)))


def _leaf_key(many: int, members: Iterable[ArticleFile]) -> bytes:
    return digest(_ENCODER.encode((many, list(members))))


def _leaves(
    root: Path,
    parts: Sequence[Sequence[str]],
    keys: Sequence[bytes],
    many: int,
    by_path: dict[str, Head],
    files: Callable[[Head], ArticleFile],
    kept: Shelf,
    crew: Crew,
    progress: Progress,
) -> list[Leaf]:
    rows = kept.all("leaf")
    found: dict[str, Leaf] = {}
    stale: list[tuple[Sequence[str], bytes]] = []
    for part, key in zip(parts, keys, strict=True):
        row = rows.get(part[0])
        if row is not None and row.key == key:
            found[part[0]] = Leaf(*_LEAF.decode(row.value), ())
        else:
            stale.append((part, key))
    tasks = ((root, many, [_member(by_path[path], files, kept) for path in part]) for part, _ in stale)
    made = progress(crew.map(make_leaf, tasks, _SECONDS * len(stale)), "Indexing", len(stale))
    for (part, key), (leaf, fresh) in zip(stale, made, strict=True):
        found[part[0]] = Leaf(leaf.sizes, leaf.digests, ())
        kept.put("leaf", part[0], key, _ENCODER.encode((leaf.sizes, leaf.digests)))
        kept.put("fragments", part[0], key, _ENCODER.encode(leaf.fragments))
        for path, words in fresh:
            kept.put(WORDS, path, files(by_path[path]).digest, words)
    gone = rows.keys() - found.keys()
    for step in ("leaf", "fragments"):
        kept.forget(step, gone)
    return [found[part[0]] for part in parts]


def _member(head: Head, files: Callable[[Head], ArticleFile], kept: Shelf) -> Member:
    file = files(head)
    return Member(file, kept.get(WORDS, head.path, file.digest))


def make_leaf(given: tuple[Path, int, Sequence[Member]]) -> tuple[Leaf, list[tuple[str, bytes]]]:
    """A leaf of the index, and the words of those of its articles that were not counted before."""
    root, many, members = given
    fresh = [(one.file.path, _counted(root, one.file)) for one in members if one.words is None]
    counted = dict(fresh)
    weighed = [index.unpacked(counted[one.file.path] if one.words is None else one.words) for one in members]
    return index.leaf(weighed, index.cuts(many)), fresh


def _counted(root: Path, file: ArticleFile) -> bytes:
    article = library.article(root, file)
    return words_of(article, library.text_of(root, file))


_ENCODER: Final = msgspec.msgpack.Encoder()
_LEAF: Final = msgspec.msgpack.Decoder(tuple[str, bytes])
_FRAGMENTS: Final = msgspec.msgpack.Decoder(tuple[bytes, ...])
