"""What a page is given is renewed wherever it holds a file's values, however deep, and stays the very same elsewhere."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct, structs

from briefgen.library.heads import head_of
from briefgen.library.originals import ArticleFile
from briefgen.model import Article, Event
from briefgen.site.listed import NO_EVENT, Folded, Listed
from briefgen.site.renewed import Renewed, renewed

OLD = head_of(Article("a", "articles/a.md", "Old", "Words."), "Words.", "Words.")
NEW = structs.replace(OLD, title="New", sig=b"new")
OTHER = head_of(Article("b", "articles/b.md", "Other", "Words."), "Words.", "Words.")
FOUND = {"articles/a.md": Renewed(b"digest", NEW)}


class Pair(NamedTuple):
    one: object
    other: object


class Box(Struct, frozen=True):
    inside: object


def test_values_of_the_file_are_replaced() -> None:
    """In tuples, named tuples, structs and lists' items."""
    given = (ArticleFile("articles/a.md", b"old"), (OLD, OTHER), Pair(OLD, 1), Box((OLD,)), "text", None)
    file, heads, pair, box, *rest = renewed(given, FOUND)
    assert file == ArticleFile("articles/a.md", b"digest")
    assert heads == (NEW, OTHER)
    assert pair == Pair(NEW, 1)
    assert box == Box((NEW,))
    assert rest == ["text", None]


def test_an_item_of_a_list_is_another_item() -> None:
    """Known by another signature."""
    item = Listed(OLD, None, NO_EVENT)
    folded = renewed(Folded(item, (), ()), FOUND)
    assert folded.one.head is NEW
    assert folded.one.sig == b"new" + NO_EVENT
    assert item.head is OLD


def test_what_holds_nothing_of_the_file_is_itself() -> None:
    """Not a copy."""
    given = (OTHER, (Listed(OTHER, None, NO_EVENT),), Pair(1, Box(2)), Event("a", "events/a.md", "A"))
    assert renewed(given, FOUND) is given


def test_a_file_that_became_something_else_replaces_nothing() -> None:
    """An article's file gives an event's page nothing."""
    event = Event("a", "events/a.md", "A")
    assert renewed((event,), {"events/a.md": Renewed(b"digest", NEW)}) == (event,)
