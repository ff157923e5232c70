"""What a query asks for, as a tree of plain values. As JSON it is the same that the search page's JavaScript makes of a query."""

from __future__ import annotations

from typing import Literal, TypeAlias, Union

from msgspec import Struct, field

Field: TypeAlias = Literal["", "title", "section"]
"""Where a phrase has to stand: anywhere, or in a title or in the name of a section."""
Column: TypeAlias = Literal["outlet", "author", "event", "tag"]
"""The names that an article has."""
COLUMNS: tuple[Column, ...] = ("outlet", "author", "event", "tag")


class Nothing(Struct, frozen=True, tag_field="kind", tag="none"):
    """A query that asks for nothing: every article answers it."""


class All(Struct, frozen=True, tag_field="kind", tag="all"):
    """What all of these ask for."""

    of: tuple[Node, ...]


class Either(Struct, frozen=True, tag_field="kind", tag="any"):
    """What one of these asks for, or several."""

    of: tuple[Node, ...]


class Not(Struct, frozen=True, tag_field="kind", tag="not"):
    """What another does not ask for."""

    of: Node


class Word(Struct, frozen=True, tag_field="kind", tag="word"):
    """Articles that have a term, or another form of the word."""

    term: str


class Prefix(Struct, frozen=True, tag_field="kind", tag="prefix", omit_defaults=True):
    """Articles that have a term with this beginning."""

    term: str
    typing: bool = False
    """Whether it may be a whole word as well, of which other forms count: somebody is typing it."""


class Phrase(Struct, frozen=True, tag_field="kind", tag="phrase"):
    """Articles that have these terms one after the other, as they are."""

    terms: tuple[str, ...]
    field: Field


class InTitle(Struct, frozen=True, tag_field="kind", tag="title"):
    """Articles that have a word in their title."""

    term: str


class InSection(Struct, frozen=True, tag_field="kind", tag="section"):
    """Articles that have a word in the name of a section."""

    term: str


class Named(Struct, frozen=True, tag_field="kind", tag="name"):
    """Articles that have a name in which these terms stand one after the other."""

    column: Column
    terms: tuple[str, ...]
    exact: bool
    """Whether the last term has to be a whole one of the name."""


class Dated(Struct, frozen=True, tag_field="kind", tag="dates"):
    """Articles of some days, counted from 1970-01-01, both included; None where there is no end."""

    first: int | None = field(name="from")
    last: int | None = field(name="to")


Node: TypeAlias = Union[Nothing, All, Either, Not, Word, Prefix, Phrase, InTitle, InSection, Named, Dated]  # noqa: UP007  # read while it is made


class Note(Struct, frozen=True):
    """What has to be said about an answer."""

    kind: Literal["date", "field", "prefix", "begun", "corrected", "rarer", "unknown", "needless"]
    """What was taken for no date; what looks like a field and is none; a beginning that too many words have; a word that was taken for a
    beginning, in place of which another was looked for, or beside which another is much more common; a word that no article has, or that is
    excluded from none."""
    typed: str
    used: str = ""
    """The other word."""


def all_of(parts: tuple[Node, ...]) -> Node:
    """What all of these ask for; one alone is itself."""
    return parts[0] if len(parts) == 1 else All(parts) if parts else Nothing()


def either_of(parts: tuple[Node, ...]) -> Node:
    """What one of these asks for; one alone is itself."""
    return parts[0] if len(parts) == 1 else Either(parts) if parts else Nothing()
