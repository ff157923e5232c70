"""Which exports a site has, and when they are made anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.keys import exporting
from briefgen.output import LIST
from briefgen.shelf import Shelf
from briefgen.site import entries
from briefgen.site.build import build
from briefgen.standing import FOLDER
from tests.archives import make, write
from tests.sites import Site, article, built, event, files_of, links_of, unlisted

ARCHIVE = (
    article("2024/a", "date: 2024-01-05\nauthor: [Ada, Bo]\noutlet: Post\nevent: e\n")
    + article("2024/b", "date: 2024-01-06\nauthor: Ada\noutlet: Post\nevent: e\n")
    + article("2024/c", "date: 2024-01-07\noutlet: Echo\nevent: f\n")
    + article("2024/d", "draft: true\noutlet: Post\nevent: e\n")
    + event("e")
    + event("f")
)


def exports_of(site: Site) -> set[str]:
    endings = tuple(f".{ending}" for ending in exporting.ENDINGS.values())
    return {path for path in unlisted(site) if path.endswith(endings) and not path.startswith("search/")}


def test_the_archive_and_each_list_of_several_have_every_format(tmp_path: Path) -> None:
    """Beside their pages; a list of one article has none, and a draft is in none."""
    site = built(tmp_path, ARCHIVE)
    bases = ("exports/archive", "events/e", "outlets/post", "authors/ada")
    assert exports_of(site) == {f"{base}.{ending}" for base in bases for ending in exporting.ENDINGS.values()}
    assert [json.loads(line)["slug"] for line in site["exports/archive.jsonl"].splitlines()] == ["a", "b", "c"]
    assert [item["id"] for item in json.loads(site["outlets/post.csl.json"])] == ["a", "b"]


def test_pages_name_the_exports_beside_them(tmp_path: Path) -> None:
    """All that there are, and no other."""
    site = built(tmp_path, ARCHIVE)
    pages = ("events/e.html", "events/f.html", "outlets/post.html", "outlets/echo.html", "authors/ada.html", "authors/bo.html", "data.html")
    named = {link for page in pages for link in links_of(page, site[page])}
    assert exports_of(site) <= named
    assert {link for link in named if link.endswith((".bib", ".ris", ".csv", ".jsonl"))} <= set(site)


def test_what_is_wanted_is_there(tmp_path: Path) -> None:
    """Some formats, some lists."""
    site = built(tmp_path, "-- briefgen.toml --\n[exports]\nformats = ['bibtex']\nlists = ['events']\n" + ARCHIVE)
    assert exports_of(site) == {"exports/archive.bib", "events/e.bib"}


def test_without_exports_there_are_none_and_nothing_is_kept(tmp_path: Path) -> None:
    """Neither a file nor a link to one, nor an entry between builds."""
    built(tmp_path, ARCHIVE)
    write(tmp_path, "briefgen.toml", "exports = false\n")
    build(tmp_path)
    site = files_of(tmp_path)
    assert exports_of(site) == set()
    assert not any(path.endswith((".md", ".dossier.html")) or path == "llms.txt" for path in site)
    assert not any(
        "exports/" in link or link.endswith((".bib", "llms.txt", ".dossier.html"))
        for page in ("data.html", "events/e.html")
        for link in links_of(page, site[page])
    )
    with Shelf(tmp_path / FOLDER / "build.sqlite") as kept:
        assert kept.names(entries.STEP) == set()


def test_exports_switched_on_later_are_those_of_a_first_build(tmp_path: Path) -> None:
    """Also of articles that were read before."""
    built(tmp_path / "one", "-- briefgen.toml --\nexports = false\n" + ARCHIVE)
    write(tmp_path / "one", "briefgen.toml", "")
    build(tmp_path / "one")
    build(make(tmp_path / "two", "-- briefgen.toml --\n\n" + ARCHIVE))
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_an_edit_makes_only_the_exports_that_it_shows_in(tmp_path: Path) -> None:
    """Those of its lists, and the archive's; a change of its text none but where its length is told."""
    make(tmp_path, ARCHIVE)
    build(tmp_path)
    write(tmp_path, "content/articles/2024/c.md", "---\ntitle: Another\ndate: 2024-01-07\noutlet: Echo\nevent: f\n---\n\nWords.\n")
    written = {path for path in build(tmp_path).written if path.rpartition(".")[2] in ("bib", "csv", "ris", "jsonl", "md")}
    assert written == {*(f"exports/archive.{ending}" for ending in ("bib", "csv", "ris", "jsonl")), "articles/2024/c.md"}


def test_what_is_not_shown_is_not_named(tmp_path: Path) -> None:
    """Neither the copied article that is a draft, nor the earlier version."""
    site = built(tmp_path, article("a", "copy_of: c\n") + article("b", "version_of: a\n") + article("c", "draft: true\n"))
    found = {row["slug"]: row for row in map(json.loads, site["exports/archive.jsonl"].splitlines())}
    assert (found["a"]["copy_of"], found["b"]["version_of"]) == ("", "a")


def test_addresses_are_the_site_s(tmp_path: Path) -> None:
    """Below `base_url` where there is one; an entry is not made anew for it."""
    built(tmp_path, ARCHIVE)
    write(tmp_path, "briefgen.toml", "base_url = 'https://h.org/x/'\n")
    build(tmp_path)
    first = json.loads(files_of(tmp_path)["exports/archive.jsonl"].splitlines()[0])
    assert (first["address"], first["markdown"]) == ("https://h.org/x/articles/2024/a.html", "https://h.org/x/articles/2024/a.md")


@pytest.mark.parametrize("rights", ["excerpt", "metadata"])
def test_exports_keep_to_rights(tmp_path: Path, rights: str) -> None:
    """No word of a text that may not be shown, in any file for other programs."""
    words = " ".join(f"secret{number}" for number in range(400))
    site = built(tmp_path, article("a", f"rights: {rights}\nevent: e\n", words) + article("b", "event: e\n") + event("e"))
    for path in unlisted(site):
        assert b"secret399" not in site[path], path
    assert json.loads(site["exports/archive.jsonl"].splitlines()[0])["rights"] == rights


def test_two_files_of_one_address_make_one_export(tmp_path: Path) -> None:
    """The first one's, as of their pages; the problem is told of these."""
    problems = build(make(tmp_path, article("a") + article("A"))).problems
    assert [path for path in files_of(tmp_path) if path.casefold() == "articles/a.md"] == ["articles/A.md"]
    assert len(problems) == 1


def test_llms_txt_is_bounded_and_harmless(tmp_path: Path) -> None:
    """The newest events and articles, with titles that say just what they are."""
    many = "".join(article(f"2024/{number:03}", f"date: 2024-02-{number % 28 + 1:02}\nevent: e{number:03}\n") for number in range(120))
    hostile = "-- content/articles/2024/x.md --\n---\ntitle: '](javascript:x) <b> *t*'\ndate: 2024-03-01\n---\n\nWords.\n"
    text = built(tmp_path, '-- briefgen.toml --\ntitle = "T # <t>"\ndescription = "D"\n' + many + hostile)["llms.txt"].decode()
    assert text.startswith("# T # \\<t\\>\n\n> D\n\n")
    assert text.count("](events/e") == 100
    assert text.count("](articles/") == 50
    assert "- [\\](javascript:x) \\<b\\> \\*t\\*](articles/2024/x.md): 2024-03-01" in text
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Events", "## Articles", "## Data", "## Optional"]
    assert LIST not in text
