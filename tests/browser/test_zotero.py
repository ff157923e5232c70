"""Zotero takes an article's page for a newspaper's article, with who wrote it, when, for whom, and where."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser import zotero
from tests.browser.conftest import OpenPage
from tests.browser.hosts import hosted
from tests.sites import article, built, event

BASE = "https://archive.example/"
HOSTILE = """"><script>alert(1)</script>"""
ARCHIVE = (
    f"-- briefgen.toml --\ntitle = 'The Briefing'\nbase_url = '{BASE}'\n"
    + event("dam")
    + article(
        "a",
        "outlet: Merrow Times\nauthor: [Ada Quill, Bo van Marsh]\ndate: 2024-03-12T10:30:00+01:00\nevent: dam\nlang: de\nsource: https://merrow.example/a?b=c&d\n"
        "tags: [rivers]\nsummary: It broke.\n",
    )
    + article("b", "date: 2024-03\n")
    + article("c", "outlet: Echo\nauthor: Reuters\ndate: 2024\nrights: metadata\nsource: https://echo.example/c\n")
    + article("d", f"outlet: '{HOSTILE}'\nauthor: '{HOSTILE}'\n").replace("title: d", f"title: '{HOSTILE}'")
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("zotero")
    built(root, ARCHIVE)
    with hosted(root / "site") as found:
        yield found


def taken(address: str, name: str, open_page: OpenPage) -> dict[str, object]:
    page = open_page()
    page.goto(f"{address}articles/{name}.html")
    items = zotero.read(page)
    assert len(items) == 1
    return {key: value for key, value in items[0].items() if value is not None}


def test_all_that_a_reference_needs_is_taken(address: str, open_page: OpenPage) -> None:
    """The address is the publisher's, as in the citations on the page."""
    assert taken(address, "a", open_page) == {
        "itemType": "newspaperArticle",
        "title": "a",
        "creators": [
            {"firstName": "Ada", "lastName": "Quill", "creatorType": "author"},
            {"firstName": "Bo van", "lastName": "Marsh", "creatorType": "author"},
        ],
        "date": "2024/03/12",
        "publicationTitle": "Merrow Times",
        "url": "https://merrow.example/a?b=c&d",
        "language": "de",
        "abstractNote": "It broke.",
    }


def test_what_is_not_known_is_not_made_up(address: str, open_page: OpenPage) -> None:
    """Neither names nor an outlet. Without a source the address is the archive's; a date is as precise as it is known."""
    found = taken(address, "b", open_page)
    assert (found["itemType"], found["title"], found["creators"], found["date"]) == ("newspaperArticle", "b", [], "2024/03")
    assert found["url"] == f"{BASE}articles/b.html"
    assert "publicationTitle" not in found


def test_what_may_not_be_shown_is_said_of_it(address: str, open_page: OpenPage) -> None:
    """A record is a reference like any other."""
    found = taken(address, "c", open_page)
    assert (found["date"], found["publicationTitle"], found["url"]) == ("2024", "Echo", "https://echo.example/c")
    assert found["rights"] == "This archive keeps a record of this article, not its text."


def test_hostile_text_is_text(address: str, open_page: OpenPage) -> None:
    """In a title, a name, and an outlet's name."""
    found = taken(address, "d", open_page)
    assert found["title"] == found["publicationTitle"] == HOSTILE
