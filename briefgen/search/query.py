"""A query as a person types it, as a tree: words, phrases, fields, OR, NOT and parentheses. Nothing that is typed is an error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefgen.search.nodes import Node, Not, Note, Nothing, all_of, either_of
from briefgen.search.tokens import Token, tokens

DEEPEST: Final = 20
"""Parentheses within so many others say nothing."""


def parse(text: str, *, typing: bool = False) -> tuple[Node, tuple[Note, ...]]:
    """What a query asks for, and what has to be said of it. With `typing` its last word may be the beginning of one.

    What stands side by side is all asked for; OR joins what stands before and behind it, and binds tighter.
    """
    notes: list[Note] = []
    node, _ = _group([*tokens(text, notes, typing=typing)], 0, 0)
    return node, tuple(notes)


def _group(found: Sequence[Token], place: int, depth: int) -> tuple[Node, int]:
    """What stands between parentheses, or all there is, and the place behind it."""
    parts: list[list[Node]] = []
    is_joined = False
    while place < len(found):
        kind = found[place].kind
        if kind == "close":
            place += 1
            if depth:
                break
        elif kind == "or":
            place += 1
            is_joined = bool(parts)
        else:
            node, place = _atom(found, place, depth)
            if node == Nothing():
                continue
            if is_joined:
                parts[-1].append(node)
            else:
                parts.append([node])
            is_joined = False
    return all_of(tuple(either_of(tuple(one)) for one in parts)), place


def _atom(found: Sequence[Token], place: int, depth: int) -> tuple[Node, int]:
    """What stands at a place, with what negates it, and the place behind it; nothing where a negation has nothing to negate."""
    is_negated = False
    while place < len(found) and (found[place].kind == "not" or (found[place].kind == "open" and depth == DEEPEST)):
        is_negated ^= found[place].kind == "not"
        place += 1
    if place == len(found) or found[place].kind in ("or", "close"):
        return Nothing(), place
    node = found[place].node
    place += 1
    if found[place - 1].kind == "open":
        node, place = _group(found, place, depth + 1)
    return (Not(node) if is_negated and node != Nothing() else node), place
