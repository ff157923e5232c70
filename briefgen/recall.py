"""What is worked out of each article once and remembered between ingests: its plain words, its terms, its sketch."""

from __future__ import annotations

import json

from briefgen import dates
from briefgen.events import copies, grouping, profile
from briefgen.events.naming import Member
from briefgen.markdown import plain
from briefgen.memo import Memo
from briefgen.model import Article
from briefgen.similarity import Vector, vector

_HEAD = 300
"""Characters at a text's beginning, where an agency is named."""


class Recall:
    """Articles as grouping, the search for copies, naming and dating see them."""

    def __init__(self, remembered: Memo) -> None:
        self._remembered = remembered
        self._plain: dict[str, str] = {}
        self._vectors: dict[str, Vector] = {}

    def plain(self, article: Article) -> str:
        """The body's words without markup."""
        if article.path not in self._plain:
            self._plain[article.path] = self._remembered.get("plain", article.body.encode(), lambda: plain(article.body).encode()).decode()
        return self._plain[article.path]

    def vector(self, article: Article) -> Vector:
        """The article's weighed words, against a background of general news."""
        if article.path not in self._vectors:
            made = self._remembered.get("vector", _given(article), lambda: json.dumps(vector(article.title, self.plain(article))).encode())
            self._vectors[article.path] = json.loads(made)
        return self._vectors[article.path]

    def put_vector(self, path: str, known: Vector) -> None:
        """Takes note of a vector that was made while its article was being read."""
        self._vectors[path] = known

    def item(self, article: Article, copy_of: str = "") -> grouping.Item:
        """The article as grouping sees it; `copy_of` is the path of the one that it copies."""
        made = self._remembered.get("terms", _given(article), lambda: profile.terms(article.title, self.plain(article)))
        events = None if article.draft and not article.events else article.events
        return grouping.Item(article.path, dates.day(article.date), profile.Terms(made), events, copy_of)

    def text(self, article: Article, *, new: bool) -> copies.Text:
        """The article as the search for copies sees it."""
        sketch = self._remembered.get("sketch", article.body.encode(), lambda: copies.packed(copies.sketch(self.plain(article))))
        return copies.Text(
            slug=article.slug,
            date=article.date,
            outlet=article.outlet,
            credit=article.credit,
            via=article.via,
            source=article.source,
            head=self._remembered.get("head", article.body.encode(), lambda: self.plain(article)[:_HEAD].encode()).decode(),
            sketch=copies.unpacked(sketch),
            copy_of=article.copy_of,
            version_of=article.version_of,
            new=new,
        )

    def member(self, article: Article, *, copy: bool) -> Member:
        """The article as one of those that an event is named after."""
        return Member(article.title, dates.day(article.date), self.vector(article), copy, "title" in article.review, article.outlet)


def _given(article: Article) -> bytes:
    return f"{article.title}\0{article.body}".encode()
