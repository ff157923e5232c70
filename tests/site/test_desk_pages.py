"""The maintainers' pages: what the archive lacks, and what is to be confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.library.heads import Head
from briefgen.pages.desk import ReviewPage, WantedPage
from briefgen.site.build import build
from briefgen.site.desk_pages import MOST, desk_pages
from briefgen.site.shelves import Shelves
from briefgen.wanted import Wanted
from tests import planning
from tests.archives import write
from tests.planning import head
from tests.sites import article, built, files_of, links_of, read

WANTED = "-- content/wanted.tsv --\na\t2024-01-01\tEcho\tAda\tA dam that broke\n"
ON = "-- briefgen.toml --\ntitle = 'T'\ndesk = true\n"


def pages(members: Iterable[Head], wanted: Iterable[Wanted] = ()) -> tuple[WantedPage, ReviewPage]:
    listed = planning.shelves(members)
    first, second = (planning.made(item) for item in desk_pages(Shelves(replace(listed.archive, wanted=tuple(wanted)))))
    assert isinstance(first, WantedPage)
    assert isinstance(second, ReviewPage)
    return first, second


def test_a_public_site_has_none_of_them(tmp_path: Path) -> None:
    """And no page leads there."""
    site = built(tmp_path, article("a", "review: [date]\n") + WANTED)
    assert not [path for path in site if path.startswith("desk/")]
    assert not [path for path, data in site.items() if path.endswith(".html") and any(to.startswith("desk/") for to in links_of(path, data))]


def test_a_site_has_them_if_its_settings_say_so(tmp_path: Path) -> None:
    """What machines read does not name them. When the settings no longer do, they are removed."""
    site = built(tmp_path, article("a", "review: [date]\n") + WANTED + ON)
    assert b"A dam that broke" in site["desk/wanted.html"]
    assert b"content/articles/a.md" in site["desk/review.html"]
    assert b"desk/" not in site["sitemap.xml"]
    write(tmp_path, "briefgen.toml", "title = 'T'\n")
    build(tmp_path)
    assert not [path for path in files_of(tmp_path) if path.startswith("desk/")]


def test_what_is_there_is_not_wanted() -> None:
    """However its title is written; and what several name is wanted once."""
    wanted = [Wanted("a0", "T1"), Wanted("a0", "t1!"), Wanted("a0", "Dam"), Wanted("a1", "DAM", "Ada", "Echo", "2024-01-01"), Wanted("gone", "Dam")]
    found, _ = pages([head(0), head(1)], wanted)
    assert [(one.title, one.author, one.named_by.url) for one in found.entries] == [("DAM", "Ada", "articles/a1.html")]
    assert found.more == 0


def test_where_nothing_is_wanted_no_title_is_looked_at() -> None:
    listed = planning.shelves([head(0), head(1)])
    assert [planning.made(item).path for item in desk_pages(listed)] == ["desk/wanted.html", "desk/review.html"]
    assert "titles" not in vars(listed)


def test_what_many_name_comes_first() -> None:
    """And of these what is latest."""
    wanted = [Wanted("a0", "Once", date="2024-01-02"), Wanted("a0", "Late", date="2024-01-03"), Wanted("a0", "Twice"), Wanted("a1", "Twice")]
    assert [one.title for one in pages([head(0), head(1)], wanted)[0].entries] == ["Twice", "Late", "Once"]


def test_what_a_page_named_that_is_gone_is_still_wanted() -> None:
    """It says by its name who named it."""
    (one,) = pages([head(0)], [Wanted("gone", "Dam")])[0].entries
    assert (one.named_by.title, one.named_by.url) == ("gone", "")


def test_articles_to_confirm_are_listed_latest_first() -> None:
    _, found = pages([head(0, review=("date",)), head(1), head(2, review=("outlet", "authors"))])
    assert [(one.article.title, one.file, one.fields) for one in found.entries] == [
        ("T2", "content/articles/a2.md", ("outlet", "authors")),
        ("T0", "content/articles/a0.md", ("date",)),
    ]


def test_either_page_is_bounded() -> None:
    """And says how many more there are."""
    members = [head(number, review=("date",)) for number in range(MOST + 3)]
    for page in pages(members, [Wanted("a0", f"Wanted {number}") for number in range(MOST + 3)]):
        assert (len(page.entries), page.more) == (MOST, 3)


def test_fields_to_confirm_are_named_as_pages_name_them(tmp_path: Path) -> None:
    """Those of the record in the interface's words, and keys of front matter as they stand; ingest's 'authors' are an article's authors."""
    settings = ON.replace("'T'", "'T'\nlanguage = 'de'")
    site = built(tmp_path, article("a", "date: 2024-01-01\nauthor: Ada\nreview: [authors, source]\n") + settings)
    assert '<td>Autor, <code dir="ltr">source</code></td>' in site["desk/review.html"].decode()
    assert 'Ada</bdi></a> <em class="inferred">' in site["articles/a.html"].decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            "date: 2024-01-01\noutlet: Post\nauthor: Ada\nreview: [date, outlet, authors]\n",
            ("Date (inferred), Outlet (inferred), Author (inferred)",),
        ),
        (
            "review: [date, outlet, author]\n",
            ("No date", "No outlet found", "No author found", "Date (not found), Outlet (not found), Author (not found)"),
        ),
        ("outlet: Post\nreview: [title, copy_of, tags]\n", ("The headline was inferred", "Headline (inferred), What it copies, tags")),
    ],
)
def test_an_article_says_what_of_it_nobody_has_confirmed(tmp_path: Path, fields: str, said: tuple[str, ...]) -> None:
    """At the field, and all of it in its record: so what the page about the archive says of it is true."""
    site = built(tmp_path, article("a", fields))
    text = " ".join(read(site["articles/a.html"]).text.split())
    assert [words for words in said if words not in text] == []
    assert "1 article has a field that was inferred, or not found" in read(site["about.html"]).text


def test_what_is_missing_and_not_to_be_confirmed_needs_no_word(tmp_path: Path) -> None:
    """A person may well write an article without an author."""
    text = read(built(tmp_path, article("a", "date: 2024-01-01\n"))["articles/a.html"]).text
    assert "found" not in text
    assert "Not confirmed" not in text
