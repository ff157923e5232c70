"""The list of whom and what the archive mentions."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.dossier.names import Named
from briefgen.library.heads import Head
from briefgen.pages.links import Link
from briefgen.pages.lists import MentionedPage, NameEntry
from briefgen.site import mentioned
from briefgen.site.everywhere import packed
from briefgen.site.told import NOTHING, Told
from tests.planning import head, page_of, pages
from tests.sites import article, built, read

MEMBERS = [head(0), head(1, events=("f",))]


def told(**events: list[tuple[str, str, int]]) -> dict[str, Told]:
    return {
        slug: NOTHING._replace(named=packed([Named(name, kind, articles, articles, ()) for name, kind, articles in names]))
        for slug, names in events.items()
    }


def listed(members: list[Head], known: dict[str, Told]) -> MentionedPage:
    return page_of(MentionedPage, "mentioned/index.html", members, told=known)


def test_a_name_leads_to_its_events_and_to_a_search() -> None:
    """With how many articles mention it."""
    found = listed(MEMBERS, told(e=[("Ada Öz", "person", 3)], f=[("Ada Öz", "", 1)]))
    events = (Link("E", "events/e.html"), Link("F", "events/f.html"))
    assert found.entries == (NameEntry("Ada Öz", "person", 4, events, 0, "search.html?q=Ada+%C3%96z"),)
    assert (found.title, found.letter, found.letters) == ("Mentioned", "", ())


def test_outlets_are_not_mentioned() -> None:
    """They have pages of their own; a town is not its paper."""
    found = listed([head(0, outlet="The Osk Post")], told(e=[("THE OSK POST", "organization", 3), ("Osk", "place", 2)]))
    assert [entry.name for entry in found.entries] == ["Osk"]


def test_a_long_list_has_a_page_for_each_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """And its own page leads to them."""
    monkeypatch.setattr(mentioned, "LONGEST_DIRECTORY", 2)
    known = told(e=[("Ada", "person", 2), ("Åsa", "person", 2), ("Bo", "person", 2)])
    found = {path: page for path, page in pages([head(0)], told=known).items() if isinstance(page, MentionedPage)}
    letters = (Link("A", "mentioned/index.a.html"), Link("B", "mentioned/index.b.html"))
    assert [(path, page.letter, [entry.name for entry in page.entries]) for path, page in found.items()] == [
        ("mentioned/index.html", "", []),
        ("mentioned/index.a.html", "A", ["Ada", "Åsa"]),
        ("mentioned/index.b.html", "B", ["Bo"]),
    ]
    assert {page.letters for page in found.values()} == {letters}


def test_it_says_from_how_many_articles_on_a_name_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where that are more than two."""
    monkeypatch.setattr("briefgen.site.everywhere.MOST", 2)
    found = listed(MEMBERS, told(e=[("Ada", "", 5), ("Bo", "", 4), ("Cy", "", 2)]))
    assert "at least 4 articles" in found.description


def test_it_is_read_out_of_the_articles(tmp_path: Path) -> None:
    """Those of a built archive; nothing is listed where nothing is to be read out of them."""
    said = "Mayor Ketil Brandes spoke in Kaldry. Ketil Brandes said that Kaldry needs a dam."
    text = "".join(article(f"a{number}", f"date: 2024-01-0{number + 1}\nevent: e\n", said) for number in range(3))
    assert "Ketil Brandes" in read(built(tmp_path / "a", text)["mentioned/index.html"]).text
    without = built(tmp_path / "b", f'-- briefgen.toml --\ntitle = "T"\nfacts = false\n{text}')
    assert "Ketil Brandes" not in read(without["mentioned/index.html"]).text
