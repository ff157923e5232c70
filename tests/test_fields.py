"""Front matter's fields, of whatever keys: each read as what it is to be, with what is wrong and where."""

from __future__ import annotations

import pytest

from briefgen.fields import Fields, opened, ranked
from briefgen.problem import Unreadable

NAMES = ranked({"name": ("name", "title"), "due": ("due",), "old": ("old",)})


def fields_of(head: str, body: str = "") -> tuple[Fields, str]:
    return opened("notes/a.md", f"---\n{head}---\n{body}".encode(), NAMES)


def test_of_two_names_of_a_key_the_one_that_is_named_first_counts() -> None:
    """Wherever they stand in the file."""
    found, body = fields_of("title: Other\nname: Own\n", "\r\nWords.\r\n")
    assert (found.text("name"), body) == ("Own", "Words.")


def test_what_is_not_there_is_empty_and_no_mistake() -> None:
    """Of whatever kind it is to be."""
    found, _ = fields_of("")
    assert (found.text("name"), found.texts("name"), found.date("due"), found.paths("old"), found.slug("name")) == ("", (), "", (), "")
    assert (found.flag("name"), found.address("name"), found.choice("name", ("a", "b"))) == (False, "", "a")
    assert found.problems == []


def test_a_problem_names_the_file_the_line_and_what_stands_there() -> None:
    """Below the archive's root; all are collected."""
    found, _ = fields_of("name: A\ndue: never\nold: ../out\n")
    assert (found.date("due"), found.paths("old")) == ("", ())
    assert [(one.path, one.line, one.quote) for one in found.problems] == [
        ("content/notes/a.md", 3, "due: never"),
        ("content/notes/a.md", 4, "old: ../out"),
    ]


def test_unknown_keys_are_kept_and_near_ones_told() -> None:
    """In the order of their names; only what is nearly a key of this kind of file is a mistake."""
    found, _ = fields_of("zeal: much\nnamee: B\n")
    assert found.extra() == (("namee", "B"), ("zeal", "much"))
    assert [(one.line, one.hint, one.severity) for one in found.problems] == [(3, "did you mean 'name'?", "warning")]


def test_what_is_no_text_is_refused() -> None:
    """With the line of the byte that is none."""
    with pytest.raises(Unreadable) as raised:
        opened("notes/a.md", b"---\nname: A\n---\n\xff\n", NAMES)
    assert [(one.path, one.line) for one in raised.value.problems] == [("content/notes/a.md", 4)]
