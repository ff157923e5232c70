"""What an event is called: the title of the article that is most like all the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from briefgen.similarity import Vector, cosine
from briefgen.text import slug, unique

RESERVED: Final = frozenset({"index", "none"})
"""Slugs that no event has: the list's own page, and the word that keeps an article out of any."""

_MOST_COMPARED: Final = 40


@dataclass(frozen=True, slots=True)
class Member:
    """An article of the event to be named."""

    title: str
    date: str
    vector: Vector
    copy: bool
    doubtful: bool
    """Whether its title was inferred."""


def title_of(members: Sequence[Member]) -> str:
    """The title of the member with the highest average similarity to the others, copies only where there is nothing else."""
    compared = members[:_MOST_COMPARED]

    def rank(member: Member) -> tuple[bool, bool, float, str, str]:
        likeness = sum(cosine(member.vector, other.vector) for other in compared)
        return (member.doubtful, member.copy, -round(likeness, 6), member.date or "9999", member.title)

    return min(members, key=rank).title


def slug_of(title: str, taken: Collection[str]) -> str:
    """A new event's slug: of its title, and of no other event."""
    return unique(slug(title) or "event", {*taken, *RESERVED})
