"""What is worked out of each article once and remembered between ingests: its terms, its sketch, its vector."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final, NamedTuple

import msgspec

from briefgen import dates
from briefgen.events import copies, grouping, profile
from briefgen.events.naming import Member
from briefgen.inventory import Inventory, digest_of
from briefgen.markdown import plain
from briefgen.model import Article
from briefgen.shelf import Kept, Shelf
from briefgen.similarity import Vector, vector

NAME: Final = "recall.sqlite"
"""The shelf's file in `.briefgen/`."""
SEEN: Final = "seen"
TERMS: Final = "terms"
VECTOR: Final = "vector"
"""The steps under which is kept what is looked at of every article, and what of some."""

_HEAD = 300
"""Characters at a text's beginning, where an agency is named."""


class _Seen(NamedTuple):
    """What an ingest looks at of every article, however far from the new ones."""

    head: str
    sketch: copies.Sketch
    words: bytes
    others: bytes
    """The marks of its terms."""


class _Worked(NamedTuple):
    """What is worked out of an article."""

    seen: _Seen
    terms: profile.Counts
    vector: Vector


class Recall:
    """Articles as grouping, the search for copies, naming and dating see them.

    The texts of articles in the `inventory` are read when they are wanted; others bring theirs along.
    """

    def __init__(self, kept: Shelf, inventory: Inventory | None = None) -> None:
        self.kept = kept
        self._inventory = inventory
        self._keys: dict[str, bytes] = dict(inventory.texts) if inventory else {}
        self._rows: dict[str, Kept] | None = None
        self._seen: dict[str, _Seen] = {}
        self._vectors: dict[str, Vector] = {}
        self._held: dict[str, str] = {}

    def body(self, article: Article) -> str:
        """The article's Markdown."""
        if article.path in self._held:
            return self._held[article.path]
        held = self._inventory
        return held.body(article.path) if held and article.path in held.texts else article.body

    def hold(self, article: Article) -> None:
        """Stays with the article's text as it is now, though its file is about to be another: all that is remembered of it is of this one."""
        self._held[article.path] = self.body(article)

    def plain(self, article: Article) -> str:
        """The body's words without markup."""
        return plain(self.body(article))

    def vector(self, article: Article) -> Vector:
        """The article's weighed words, against a background of general news."""
        if article.path not in self._vectors:
            known = self.kept.get(VECTOR, article.path, self._key(article))
            found = _vector_in(known) if known is not None else None
            self._vectors[article.path] = self._work_out(article).vector if found is None else found
        return self._vectors[article.path]

    def put_vector(self, path: str, known: Vector) -> None:
        """Takes note of a vector that was made while its article was being read."""
        self._vectors[path] = known

    def item(self, article: Article, copy_of: str = "") -> grouping.Item:
        """The article as grouping sees it; `copy_of` is the path of the one that it copies."""
        seen = self._look(article)
        events = None if article.draft and not article.events else article.events
        terms = profile.Terms(seen.words, seen.others, partial(self._terms, article))
        return grouping.Item(article.path, dates.day(article.date), terms, events, copy_of)

    def text(self, article: Article, *, new: bool) -> copies.Text:
        """The article as the search for copies sees it."""
        seen = self._look(article)
        return copies.Text(
            slug=article.slug,
            date=article.date,
            outlet=article.outlet,
            credit=article.credit,
            via=article.via,
            source=article.source,
            head=seen.head,
            sketch=seen.sketch,
            copy_of=article.copy_of,
            version_of=article.version_of,
            new=new,
        )

    def member(self, article: Article, *, copy: bool) -> Member:
        """The article as one of those that an event is named after."""
        return Member(article.title, dates.day(article.date), self.vector(article), copy, "title" in article.review, article.outlet)

    def forget(self, paths: Iterable[str]) -> None:
        """Drops what was worked out of all articles but these."""
        if self._rows is not None:
            gone = self._rows.keys() - set(paths)
            for step in (SEEN, TERMS, VECTOR):
                self.kept.forget(step, gone)

    def _key(self, article: Article) -> bytes:
        if article.path not in self._keys:
            self._keys[article.path] = digest_of(article.title, article.body)
        return self._keys[article.path]

    def _look(self, article: Article) -> _Seen:
        if article.path not in self._seen:
            if self._rows is None:
                self._rows = self.kept.all(SEEN)
            row = self._rows.get(article.path)
            found = _seen_in(row.value) if row is not None and row.key == self._key(article) else None
            self._seen[article.path] = self._work_out(article).seen if found is None else found
        return self._seen[article.path]

    def _terms(self, article: Article) -> profile.Counts:
        known = self.kept.get(TERMS, article.path, self._key(article))
        found = _terms_in(known) if known is not None else None
        return self._work_out(article).terms if found is None else found

    def _work_out(self, article: Article) -> _Worked:
        """All that is remembered of an article, made now."""
        body = self.body(article)
        key = self._keys[article.path] = digest_of(article.title, body)  # its file may have changed since it was read
        text = plain(body)
        terms = profile.terms(article.title, text)
        made = _Worked(_Seen(text[:_HEAD], copies.sketch(text), terms.words, terms.others), terms.whole(), vector(article.title, text))
        head, sketch, *marks = made.seen
        self.kept.put(SEEN, article.path, key, _PACK((head, copies.packed(sketch), *marks)))
        self.kept.put(TERMS, article.path, key, profile.packed(made.terms))
        self.kept.put(VECTOR, article.path, key, msgspec.json.encode(made.vector))
        return made


def _seen_in(data: bytes) -> _Seen | None:
    """What was kept of an article; None for what cannot have been: a shelf from elsewhere may hold anything."""
    try:
        head, sketch, words, others = _SEEN.decode(data)
        return _Seen(head, copies.unpacked(sketch), words, others) if not (len(words) | len(others)) % 4 else None
    except ValueError:  # which a msgspec.DecodeError is
        return None


def _terms_in(data: bytes) -> profile.Counts | None:
    try:
        return profile.unpacked(data)
    except ValueError:
        return None


def _vector_in(data: bytes) -> Vector | None:
    try:
        return _VECTOR.decode(data)
    except msgspec.DecodeError:
        return None


_PACK: Final = msgspec.msgpack.Encoder().encode
_SEEN: Final = msgspec.msgpack.Decoder(tuple[str, bytes, bytes, bytes])
_VECTOR: Final = msgspec.json.Decoder(dict[str, float])
