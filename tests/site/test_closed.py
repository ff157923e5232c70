"""Addresses of what a site does not show."""

from __future__ import annotations

import pytest

from briefgen.site.closed import Closed

CLOSED = Closed([("articles/a.html", ("old/index.html",)), ("events/e.html", ("events/f.html",))], [("events/f.html", ())], "https://e.org/sub/")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "articles/a.html",
            "articles/a",
            "articles/a.md",
            "articles/a.changes.html",
            "articles/a.html.gz",
            "articles/a.md.br",
            "old",
            "old/index.html",
            "sub/articles/a.html",
        ),
        *("events/e.html", "events/e.atom.xml", "events/e.csl.json", "events/e.dossier.html"),
    ],
)
def test_a_page_that_is_not_made_has_addresses(path: str) -> None:
    """Its own, as hosts have it, those of what would stand beside it, and old ones."""
    assert path in CLOSED


@pytest.mark.parametrize("path", ["", "articles/a.b.html", "articles/ab.html", "events/index.html", "events/f.html", "events/f.csv", "b.html"])
def test_all_others_are_somebody_else_s_or_nobody_s(path: str) -> None:
    """Also one that something else has that is shown."""
    assert path not in CLOSED


def test_where_nothing_is_hidden_nothing_is_closed() -> None:
    assert "" not in Closed([], [("a.html", ())])
