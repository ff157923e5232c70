"""How many there are of some articles, on every page in the same way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.site.numbers import NONE, Numbers, numbers_of
from tests.kits import ENGLISH
from tests.planning import head
from tests.sites import article, built, read


def test_copies_and_later_versions_are_counted_apart() -> None:
    """Of the archive's articles each is one of the three; a copy of a version is a copy."""
    members = [head(0), head(1), head(2, copy_of="a0"), head(3, version_of="a1"), head(4, copy_of="a3", version_of="a1")]
    assert numbers_of(members) == Numbers(articles=2, copies=2, versions=1)
    assert numbers_of(members).total == len(members)
    assert numbers_of([]) == NONE


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (Numbers(1), "1 article"),
        (Numbers(5, 1), "5 articles and 1 copy"),
        (Numbers(1200, 0, 2), "1,200 articles and 2 later versions"),
        (Numbers(2, 3, 1), "2 articles, 3 copies and 1 later version"),
        (Numbers(0, 1), "1 copy"),
        (NONE, "0 articles"),
    ],
)
def test_numbers_are_said_in_words(numbers: Numbers, words: str) -> None:
    """What there is nothing of is left out, unless there is nothing at all."""
    assert numbers.in_words(ENGLISH) == words


COPIED = article("a", "date: 2024-03-01\nauthor: Ada\noutlet: Post\nevent: e\ntags: [dams]\n") + article(
    "b", "date: 2024-03-01\nauthor: Ada\noutlet: Post\nevent: e\ntags: [dams]\n"
)
COPIED += article("c", "date: 2024-03-01\nauthor: Ada\noutlet: Post\nevent: e\ntags: [dams]\ncopy_of: a\n")


def test_every_page_counts_alike(tmp_path: Path) -> None:
    """The front page, the event, the day, the month, the year, the outlet, the author, the subject, and what the archive says of itself."""
    site = built(tmp_path, COPIED)
    pages = [
        "index",
        "events/e",
        "days/2024-03-01",
        "months/2024-03",
        "years/2024",
        "months/index",
        "outlets/post",
        "authors/ada",
        "tags/dams",
        "about",
    ]
    for path in pages:
        text = read(site[f"{path}.html"]).text
        assert "2 articles" in text, path
        assert "1 copy" in text, path
        assert "3 articles" not in text, path


def test_who_reported_what_of_an_event_is_counted_as_the_event_is(tmp_path: Path) -> None:
    """Their own articles of its own articles, and their copies."""
    site = built(tmp_path, COPIED)
    for path in ("outlets/post.html", "authors/ada.html"):
        assert re.search(r"2 of 2 articles\s*1 copy", read(site[path]).text), path


def test_what_somebody_only_carried_is_no_part_of_an_event_s_articles(tmp_path: Path) -> None:
    """It is a copy, and said to be one."""
    site = built(tmp_path, COPIED + article("d", "date: 2024-03-02\noutlet: Echo\nevent: e\ncopy_of: a\n"))
    text = read(site["outlets/echo.html"]).text
    assert "1 copy" in text
    assert " of 2 articles" not in text
