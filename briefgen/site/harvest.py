"""The leaves of the search index: those of which something has changed are made anew, the others are as they were kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from briefgen.crew import Crew
from briefgen.library import originals
from briefgen.library.heads import Head
from briefgen.library.originals import ArticleFile
from briefgen.model import Article
from briefgen.progress import Progress
from briefgen.search import counted, leaves
from briefgen.search.leaves import Leaf, Numbered, Parts, Scale
from briefgen.shelf import Shelf, digest
from briefgen.site.shelves import Shelves

WORDS: Final = "words"
"""The step under which each article's words are kept,"""
STEPS: Final = ("leaf", *Parts._fields)
"""and those of the leaves."""
_SECONDS: Final = 0.03
"""What a leaf takes, about."""


class Member(NamedTuple):
    """An article of a leaf."""

    file: ArticleFile
    words: bytes | None
    """As they were counted before."""


def words_of(language: str, article: Article, text: str) -> bytes:
    """An article's words, counted, as they are kept. `language` is the archive's, `text` as much of its text as may be shown."""
    heads = counted.heads_of(article.body, text) if article.rights == "full" else []
    names = (*article.authors, article.outlet, *article.tags)
    return counted.packed(counted.counted(article.title, text, names, heads, article.lang, language))


class Harvest:
    """The archive's articles in the index's order, and in leaves. `language` is the archive's."""

    def __init__(self, root: Path, shelves: Shelves, language: str, kept: Shelf) -> None:
        self.heads = tuple(sorted(shelves.archive.heads, key=_place))
        """In their order."""
        self.leaves = tuple(leaves.leaves(list(map(_place, self.heads))))
        self.into = leaves.scale(len(self.heads))
        self._root = root
        self._language = language
        self._kept = kept
        self._files = shelves.archive.files
        self._keys = tuple(map(self._key, self.leaves))
        self._parts: dict[str, list[list[bytes]]] = {}

    def made(self, crew: Crew, progress: Progress) -> list[Leaf]:
        """Every leaf."""
        rows = self._kept.all("leaf")
        found: dict[str, Leaf] = {}
        stale: list[tuple[slice, bytes]] = []
        for part, key in zip(self.leaves, self._keys, strict=True):
            row = rows.get(self._name(part))
            if row is not None and row.key == key:
                found[self._name(part)] = _LEAF.decode(row.value)
            else:
                stale.append((part, key))
        made = progress(crew.map(make_leaf, (self._task(part) for part, _ in stale), _SECONDS * len(stale)), "Indexing", len(stale))
        for (part, key), (leaf, parts, fresh) in zip(stale, made, strict=True):
            found[self._name(part)] = leaf
            self._keep(part, key, leaf, parts, fresh)
        gone = rows.keys() - found.keys()
        for step in STEPS:
            self._kept.forget(step, gone)
        return [found[self._name(part)] for part in self.leaves]

    def parts(self, step: str, place: int, start: int = 0, end: int | None = None) -> tuple[bytes, ...]:
        """What some leaves, or all, have for one of the index's files; `step` is one of Parts."""
        if step not in self._parts:
            self._parts[step] = [self._parts_of(step, part, key) for part, key in zip(self.leaves, self._keys, strict=True)]
        return tuple(one[place] for one in self._parts[step][start:end])

    def _parts_of(self, step: str, part: slice, key: bytes) -> list[bytes]:
        known = self._kept.get(step, self._name(part), key)
        if known is not None:
            return _PARTS.decode(known)
        _, parts, _ = make_leaf(self._task(part))  # a damaged shelf has lost it
        return list(getattr(parts, step))

    def _keep(self, part: slice, key: bytes, leaf: Leaf, parts: Parts, fresh: Sequence[bytes]) -> None:
        self._kept.put("leaf", self._name(part), key, _ENCODER.encode(leaf))
        for step, packed in zip(Parts._fields, parts, strict=True):
            self._kept.put(step, self._name(part), key, _ENCODER.encode(packed))
        for head, words in zip(self.heads[part], fresh, strict=True):
            if words:
                self._kept.put(WORDS, head.path, self._files(head).digest, words)

    def _name(self, part: slice) -> str:
        first: Head = self.heads[part.start]
        return first.path

    def _key(self, part: slice) -> bytes:
        members = [self._files(head) for head in self.heads[part]]
        return digest(_ENCODER.encode((self.into, counted.basis(self._language), members)))

    def _task(self, part: slice) -> tuple[Path, str, Scale, list[Member]]:
        return self._root, self._language, self.into, list(map(self._member, self.heads[part]))

    def _member(self, head: Head) -> Member:
        file = self._files(head)
        return Member(file, self._kept.get(WORDS, head.path, file.digest))


def _place(head: Head) -> str:
    """What puts articles in the index's order."""
    return f"{head.events[0] if head.events else ''}\n{head.path}"


def make_leaf(given: tuple[Path, str, Scale, Sequence[Member]]) -> tuple[Leaf, Parts, list[bytes]]:
    """A leaf of the index; and for each of its articles its words, if they were not counted before, or b''."""
    root, language, into, members = given
    basis = counted.basis(language)
    numbered: list[Numbered] = []
    fresh: list[bytes] = []
    for member in members:
        one = counted.unpacked(member.words) if member.words else None
        packed = b""
        if one is None or one.basis != basis:
            packed = _counted(root, language, member.file)
            one = counted.unpacked(packed)
        fresh.append(packed)
        numbered.append(Numbered(one.length, one.terms, one.sections))
    return *leaves.leaf(numbered, into), fresh


def _counted(root: Path, language: str, file: ArticleFile) -> bytes:
    return words_of(language, originals.article(root, file), originals.text_of(root, file))


_ENCODER: Final = msgspec.msgpack.Encoder()
_LEAF: Final = msgspec.msgpack.Decoder(Leaf)
_PARTS: Final = msgspec.msgpack.Decoder(list[bytes])
