"""Which pages there are, and that an old one stays as it is when articles are added."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Article, Event
from briefgen.site import plan as planning
from briefgen.site.pages import DirectoryPage, EventsPage, ListPage, Page
from briefgen.site.plan import Material, events_of, plan
from briefgen.site.shown import Shown, slug_of_name
from tests import sites
from tests.archives import make
from tests.sites import article, built, read

FIRST = datetime.date(2024, 1, 1)


def shown(number: int, **fields: object) -> Shown:
    """The article of the day of that number."""
    date = (FIRST + datetime.timedelta(number)).isoformat()
    made = Article(f"a{number}", f"articles/a{number}.md", f"T{number}", "", date, ("Ada",), "Post", events=("e",))
    return Shown(replace(made, **fields), "", "Words", 1)  # type: ignore[arg-type]


def pages(members: list[Shown], size: int = 3) -> dict[str, Page]:
    events = tuple((event, "") for event in events_of([one.article for one in members], ()))
    return {item.page.path: item.page for item in plan(Material(tuple(members), events, {}, (), "T", "", size)).pages}


def urls(page: Page) -> list[str]:
    """The articles on a page of a list, in its order."""
    assert isinstance(page, ListPage)
    return [card.url for day in page.days for card in day.cards]


@pytest.mark.parametrize(("articles", "lengths"), [(1, [1]), (3, [3]), (5, [5]), (6, [3, 3]), (8, [3, 5]), (9, [3, 3, 3]), (11, [3, 3, 5])])
def test_pages_are_full_from_the_oldest(articles: int, lengths: list[int]) -> None:
    """All but the newest hold just as many as configured, that one up to twice as many; together they hold all, once."""
    found = pages([shown(number) for number in range(articles)])
    paths = [f"outlets/post.{number}.html" for number in range(1, len(lengths))] + ["outlets/post.html"]
    assert [path for path in found if path.startswith("outlets/post")] == paths
    assert [len(urls(found[path])) for path in paths] == lengths
    newest_first = [url for path in reversed(paths) for url in urls(found[path])]
    assert newest_first == [f"articles/a{number}.html" for number in reversed(range(articles))]


def test_pages_lead_to_each_other() -> None:
    """From the newest to the oldest and back, numbered from the oldest; only the newest says how many there are."""
    found = pages([shown(number) for number in range(9)])
    pagers = [page.pager for path, page in found.items() if path.startswith("authors/ada") and isinstance(page, ListPage)]
    assert [(pager.number, pager.total, pager.newer, pager.older) for pager in pagers] == [
        (1, 0, "authors/ada.2.html", ""),
        (2, 0, "authors/ada.html", "authors/ada.1.html"),
        (3, 3, "", "authors/ada.2.html"),
    ]


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 30), st.integers(1, 15), st.integers(1, 4))
def test_newer_articles_change_no_old_page(before: int, more: int, size: int) -> None:
    """Whatever is added after all that is there: each old page of a list is as it was, but that the last of them may get
    another link to its newer neighbour, when a page was cut from the newest."""
    members = [shown(number, events=(f"e{number}",)) for number in range(before + more)]
    old, new = pages(members[:before], size), pages(members, size)
    newest = {path for path, page in old.items() if isinstance(page, (ListPage, EventsPage)) and not page.pager.newer}
    for path, page in old.items():
        if not isinstance(page, (ListPage, EventsPage)) or path in newest:
            continue
        now = new[path]
        assert isinstance(now, (ListPage, EventsPage))
        assert now == page or (page.pager.newer in newest and replace(now, pager=page.pager) == page)


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
    monkeypatch.setattr(planning, "LONGEST_DIRECTORY", 3)
    names = ["Ada", "Alva", "Bo", "Zoë", "7 Days"]
    site = built(tmp_path, "".join(article(f"a{number}", f"author: {name}\n") for number, name in enumerate(names)))
    assert {path for path in site if path.startswith("authors/index")} == {f"authors/index{part}.html" for part in ("", ".a", ".b", ".z", ".7")}
    assert sites.reached(site) == set(sites.pages(site)) - {"404.html"}
    assert "Alva" in read(site["authors/index.a.html"]).text
    assert "Bo" not in read(site["authors/index.a.html"]).text


def test_a_directory_is_on_one_page_when_it_fits() -> None:
    """With how many articles each has, from when to when."""
    page = pages([shown(0), shown(1), shown(2, outlet="Mercury")])["outlets/index.html"]
    assert isinstance(page, DirectoryPage)
    assert [(entry.title, entry.articles, entry.first, entry.last) for entry in page.entries] == [
        ("Mercury", 1, "2024-01-03", "2024-01-03"),
        ("Post", 2, "2024-01-01", "2024-01-02"),
    ]


def test_a_name_is_spelt_as_most_do() -> None:
    """Spellings that come to one address share a page; so do an author's two on one article."""
    members = [shown(0, outlet="POST"), shown(1, outlet="Post"), shown(2, outlet="Post", authors=("Zoë", "Zoe"))]
    found = pages(members)
    assert found["outlets/post.html"].title == "Post"
    assert [path for path in found if path.startswith("authors/z")] == ["authors/zoe.html"]


@pytest.mark.parametrize(
    ("name", "address"), [("Index", "index-x"), ("…", "name-c90dea"), ("李伟", "li-wei-94d6a3"), ("Con", "con-x"), ("Ünë", "une")]
)
def test_every_name_has_an_address(name: str, address: str) -> None:
    """Also one that the site needs for itself, and one without a letter."""
    assert slug_of_name(name) == address
    assert f"outlets/{address}.html" in pages([shown(0, outlet=name)])


def test_neighbours_are_those_of_the_first_event() -> None:
    """The article before it and the one after it there."""
    members = [shown(0), shown(1, events=("other", "e")), shown(2), shown(3, events=None)]
    found = pages(members)
    links = {path: (page.older, page.newer) for path in ("a0", "a1", "a2", "a3") if (page := found[f"articles/{path}.html"])}  # type: ignore[union-attr]
    assert [tuple(link.title if link else "" for link in links[path]) for path in ("a0", "a1", "a2", "a3")] == [
        ("", "T1"),
        ("", ""),
        ("T1", ""),
        ("", ""),
    ]


def test_events_are_those_described_and_those_named() -> None:
    """Sorted by name; of two files of one name the first counts."""
    described = [Event("b", "events/b.md", "B"), Event("b", "events/x/b.md", "Other")]
    found = events_of([shown(0, events=("a-c", "b")).article, shown(1, events=None).article], described)
    assert [(event.slug, event.title) for event in found] == [("a-c", "A c"), ("b", "B")]
