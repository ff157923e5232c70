"""Names in briefgen.toml that nothing in the archive has are told, by builds and by the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.problem import Problem
from briefgen.publish.check import check
from briefgen.site.build import build
from tests.archives import make
from tests.sites import article, event

CONTENT = (
    article("a", "date: 2024-03-12\noutlet: Merrow Gazette\ntags: [Port, Bread]\nevent: strike\n")
    + article("b", "date: 2024-03-13\noutlet: Gillane Wire\ndraft: true\ntags: inner\nevent: fire\n")
    + event("strike")
    + event("fire")
    + event("planned")
)
NEAR = "did you mean 'Merrow Gazette'?"
FAR = "write it as its articles do, or take it out"


def named(root: Path, toml: str, content: str = CONTENT) -> list[Problem]:
    """The warnings about briefgen.toml, of a build; those of the check are the same, but for that of the missing address."""
    make(root, f'-- briefgen.toml --\ntitle = "T"\n{toml}{content}')
    found = [problem for problem in build(root).problems if problem.path == "briefgen.toml"]
    assert [problem for problem in check(root) if problem.path == "briefgen.toml" and "no base_url" not in problem.message] == found
    assert all(problem.severity == "warning" for problem in found)
    return found


@pytest.mark.parametrize(
    ("toml", "line", "message", "hint"),
    [
        ('[rights.outlets]\n"Merow Gazette" = "metadata"\n', 3, "no article is of the outlet 'Merow Gazette'", NEAR),
        ('[rights]\noutlets = { "Merow Gazette" = "metadata" }\n', 3, "no article is of the outlet 'Merow Gazette'", NEAR),
        ('noindex = [\n  "gillane wire",\n  "Quarry Post",\n]\n', 4, "no article is of the outlet 'Quarry Post'", FAR),
        ('[editions.x]\nwithout = { outlets = ["Merow Gazette"] }\n', 3, "no article is of the outlet 'Merow Gazette'", NEAR),
        ('[editions.x.without]\ntags = ["port", "iner"]\n', 3, "no article has the tag 'iner'", "did you mean 'inner'?"),
        ('[editions.x]\nwithout = { events = ["Strike"] }\n', 3, "no article is of the event 'Strike'", "did you mean 'strike'?"),
    ],
)
def test_a_name_that_nothing_has_is_told_where_it_stands(tmp_path: Path, toml: str, line: int, message: str, hint: str) -> None:
    """With the one that was meant: who mistypes an outlet shows what was not to be shown."""
    (found,) = named(tmp_path, toml)
    assert (found.line, found.message, found.hint) == (line, message, hint)
    assert found.quote


def test_what_somebody_has_is_not_told(tmp_path: Path) -> None:
    """In whatever spelling, and also where it is an article that is not shown, or an event without articles."""
    rights = 'noindex = ["MERROW  gazette"]\n[rights]\noutlets = { "Gillane Wire" = "metadata" }\n'
    editions = '[editions.x]\nwithout = { outlets = ["gillane wire"], tags = ["INNER"], events = ["planned", "fire"] }\n'
    assert named(tmp_path, rights + editions) == []


def test_nothing_is_told_of_an_empty_archive(tmp_path: Path) -> None:
    """Whose outlets are yet to come."""
    assert named(tmp_path, 'noindex = ["Merrow Gazette"]\n', "-- content/pages/about.md --\n---\ntitle: About\n---\n\nWords.\n") == []
