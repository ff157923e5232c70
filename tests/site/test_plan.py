"""Which pages there are, and that an old one stays as it is when articles are added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Event
from briefgen.pages.lists import DirectoryPage, EventsPage, ListPage
from briefgen.pages.sources import AuthorPage, OutletPage
from briefgen.site import lists
from briefgen.site.shelves import events_of
from briefgen.site.shown import slug_of_name
from tests import sites
from tests.archives import make
from tests.planning import head, key, pages, planned, urls
from tests.sites import article, built, read


@pytest.mark.parametrize(("articles", "lengths"), [(1, [1]), (3, [3]), (5, [5]), (6, [3, 3]), (8, [3, 5]), (9, [3, 3, 3]), (11, [3, 3, 5])])
def test_pages_are_full_from_the_oldest(articles: int, lengths: list[int]) -> None:
    """All but the newest hold just as many as configured, that one up to twice as many; together they hold all, once."""
    found = pages([head(number) for number in range(articles)])
    paths = [f"outlets/post.{number}.html" for number in range(1, len(lengths))] + ["outlets/post.html"]
    assert [path for path in found if path.startswith("outlets/post")] == paths
    assert [len(urls(found[path])) for path in paths] == lengths
    newest_first = [url for path in reversed(paths) for url in urls(found[path])]
    assert newest_first == [f"articles/a{number}.html" for number in reversed(range(articles))]


def test_pages_lead_to_each_other() -> None:
    """From the newest to the oldest and back, numbered from the oldest; only the newest says how many there are."""
    found = pages([head(number) for number in range(9)])
    pagers = [page.pager for path, page in found.items() if path.startswith("authors/ada") and isinstance(page, AuthorPage)]
    assert [(pager.number, pager.total, pager.newer, pager.older) for pager in pagers] == [
        (1, 0, "authors/ada.2.html", ""),
        (2, 0, "authors/ada.html", "authors/ada.1.html"),
        (3, 3, "", "authors/ada.2.html"),
    ]


PAGINATED = (ListPage, EventsPage, OutletPage, AuthorPage)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 30), st.integers(1, 15), st.integers(1, 4))
def test_newer_articles_change_no_old_page(before: int, more: int, size: int) -> None:
    """Whatever is added after all that is there: each old page of a list is as it was, but that the last of them may get
    another link to its newer neighbour, when a page was cut from the newest."""
    members = [head(number, events=(f"e{number}",)) for number in range(before + more)]
    old, new = pages(members[:before], size), pages(members, size)
    keys, now_keys = planned(members[:before], size), planned(members, size)
    newest = {path for path, page in old.items() if isinstance(page, PAGINATED) and not page.pager.newer}
    for path, page in old.items():
        if not isinstance(page, PAGINATED) or path in newest:
            continue
        now = new[path]
        assert isinstance(now, PAGINATED)
        assert now == page or (page.pager.newer in newest and msgspec.structs.replace(now, pager=page.pager) == page)
        assert (key(keys[path]) == key(now_keys[path])) == (now == page)


def test_an_old_page_s_bytes_stay(tmp_path: Path) -> None:
    """Rendered too: five articles more, and every full page but the last is the same file."""
    texts = [article(f"a{number:02}", f"date: 2024-01-{number + 1:02}\noutlet: Post\n") for number in range(13)]
    config = "-- briefgen.toml --\nper_page = 2\n"
    root = make(tmp_path, config + "".join(texts[:8]))
    before = built(root, config + "".join(texts[:8]))
    after = built(root, config + "".join(texts))
    for path in ("outlets/post.1.html", "outlets/post.2.html", "months/2024-01.1.html", "months/2024-01.2.html"):
        assert before[path] == after[path]
    assert before["outlets/post.html"] != after["outlets/post.html"]


def test_a_long_directory_has_a_page_for_each_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the list's own page leads to those; everything is still reached."""
    monkeypatch.setattr(lists, "LONGEST_DIRECTORY", 3)
    names = ["Ada", "Alva", "Bo", "Zoë", "7 Days"]
    site = built(tmp_path, "".join(article(f"a{number}", f"author: {name}\n") for number, name in enumerate(names)))
    assert {path for path in site if path.startswith("authors/index")} == {f"authors/index{part}.html" for part in ("", ".a", ".b", ".z", ".7")}
    assert sites.reached(site) == set(sites.pages(site)) - {"404.html"}
    assert "Alva" in read(site["authors/index.a.html"]).text
    assert "Bo" not in read(site["authors/index.a.html"]).text


def test_a_directory_is_on_one_page_when_it_fits() -> None:
    """With how many articles each has, from when to when."""
    page = pages([head(0), head(1), head(2, outlet="Mercury")])["outlets/index.html"]
    assert isinstance(page, DirectoryPage)
    assert [(entry.title, entry.articles, entry.first, entry.last) for entry in page.entries] == [
        ("Mercury", 1, "2024-01-03", "2024-01-03"),
        ("Post", 2, "2024-01-01", "2024-01-02"),
    ]


def test_a_name_is_spelt_as_most_do() -> None:
    """Spellings that come to one address share a page; so do an author's two on one article."""
    members = [head(0, outlet="POST"), head(1, outlet="Post"), head(2, outlet="Post", authors=("Zoë", "Zoe"))]
    found = pages(members)
    assert found["outlets/post.html"].title == "Post"
    assert [path for path in found if path.startswith("authors/z")] == ["authors/zoe.html"]


@pytest.mark.parametrize(
    ("name", "address"), [("Index", "index-x"), ("…", "name-c90dea"), ("李伟", "li-wei-94d6a3"), ("Con", "con-x"), ("Ünë", "une")]
)
def test_every_name_has_an_address(name: str, address: str) -> None:
    """Also one that the site needs for itself, and one without a letter."""
    assert slug_of_name(name) == address
    assert f"outlets/{address}.html" in pages([head(0, outlet=name)])


def test_events_are_those_described_and_those_named() -> None:
    """Sorted by name; of two files of one name the first counts."""
    described = [Event("b", "events/b.md", "B"), Event("b", "events/x/b.md", "Other")]
    found = events_of([head(0, events=("a-c", "b")), head(1, events=None)], described)
    assert [(event.slug, event.title) for event in found] == [("a-c", "A c"), ("b", "B")]


# what a page is known by

CHANGES: dict[str, dict[str, Any]] = {
    "title": {"title": "Other"},
    "date": {"date": "2024-01-02T10:00"},
    "authors": {"authors": ("Ada", "Bo")},
    "outlet": {"outlet": "Mercury"},
    "summary": {"summary": "Ours"},
    "copy": {"copy_of": "a0"},
    "version": {"version_of": "a0"},
    "event": {"events": ("f",)},
    "tags": {"tags": ("Rivers",)},
    "words": {"text": "Many words of another text"},
}


@pytest.mark.parametrize("change", CHANGES)
@given(place=st.integers(0, 4), size=st.integers(1, 5))
@settings(deadline=None, max_examples=20)
def test_a_page_is_known_by_all_that_it_shows(change: str, place: int, size: int) -> None:
    """Two pages of the same key are the same page."""
    members = [head(number) for number in range(5)]
    changed = [*members[:place], head(place, **CHANGES[change]), *members[place + 1 :]]
    old, new = pages(members, size), pages(changed, size)
    keys, now_keys = planned(members, size), planned(changed, size)
    for path in old.keys() & new.keys():
        if key(keys[path]) == key(now_keys[path]):
            assert old[path] == new[path]


def test_what_only_lists_an_article_does_not_know_its_text() -> None:
    """A change of it, below the summary, is its own page's and its event's."""
    before, after = (planned([head(0), head(1, text, summary="Ours"), head(2)]) for text in ("Words", "Other words"))
    assert {path for path in before if key(before[path]) != key(after[path])} == {"articles/a1.html", "events/e.html"}
