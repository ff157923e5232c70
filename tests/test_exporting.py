"""The table `exports` of briefgen.toml."""

from __future__ import annotations

import pytest

from briefgen import config
from briefgen.keys import exporting
from briefgen.keys.exporting import Exports
from briefgen.problem import Unreadable


def parsed(toml: str) -> Exports:
    return config.parse(toml.encode()).exports


def test_everything_is_exported_where_nothing_is_said() -> None:
    """All formats, of all kinds of lists."""
    assert parsed("") == Exports() == Exports(exporting.FORMATS, exporting.LISTS, markdown=True, dossiers=True, llms=True)


def test_the_table_chooses() -> None:
    """Formats and lists in the order that they always have."""
    found = parsed('[exports]\nformats = ["csv", "bibtex"]\nlists = []\nmarkdown = false\n')
    assert found == Exports(("bibtex", "csv"), (), markdown=False)


def test_false_exports_nothing() -> None:
    """In one word."""
    assert parsed("exports = false") == exporting.NONE


@pytest.mark.parametrize(
    ("toml", "message", "hint"),
    [
        ('exports = "all"', "exports: 'all' is no table", "write it like"),
        ('[exports]\nformats = ["bibtx"]', "formats: there is no 'bibtx'", "did you mean 'bibtex'?"),
        ('[exports]\nlists = ["tags"]', "lists: there is no 'tags'", "the lists are events, outlets, authors"),
        ('[exports]\nformats = "csv"', "formats: 'csv' is no list of texts", "write it like"),
        ("[exports]\nmarkdown = 1", "markdown: 1 is neither true nor false", "without quotes"),
        ("[exports]\nepub = true", "there is no 'epub' in it", "the keys are"),
    ],
)
def test_what_cannot_be_is_said(toml: str, message: str, hint: str) -> None:
    """With what may have been meant."""
    with pytest.raises(Unreadable) as raised:
        parsed(toml)
    (problem,) = raised.value.problems
    assert message in problem.message
    assert hint in problem.hint


def test_addresses_stand_beside_pages() -> None:
    """With the format's ending."""
    assert exporting.address("events/a.html", "csl") == "events/a.csl.json"
    assert exporting.of_archive("bibtex") == "exports/archive.bib"
