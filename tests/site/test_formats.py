"""Exports are what other programs read: what was written is read again by theirs, whatever titles and names hold."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Article
from briefgen.site import citing, entries, formats
from briefgen.site.formats import Later
from briefgen.text import squeeze
from tests import outside

HOSTILE: Final = 'A "quoted" {brace} \\ $5 & 50% of #1_x ~ ^ </script>, \x00\x07\u2028\uffff end\r\nER  - \r\nTY  - JOUR\n@book{x,'
ARTICLES: Final = (
    Article(
        "a-ship", "articles/2024/a-ship.md", "A ship", "Words.", "2024-03-12T10:30:00+01:00", ("Jane van der Berg", "Martin Roe Jr."), "The Post"
    ),
    Article(
        "b", "articles/b ü.md", "=1+2", "Words.", "2024-03", ("@reporter", "Radio Velmora staff"), "-Post", via="+Wire", source="https://e.org/?a=b&c"
    ),
    Article("c", "articles/c.md", HOSTILE, "Words.", "2023", (HOSTILE,), HOSTILE, tags=(HOSTILE, "Sea"), events=("e",), summary=HOSTILE, lang="de"),
    Article("a-ship", "articles/2023/a-ship.md", "Nothing known", "Words.", copy_of="c"),
)


def written(form: str, articles: Sequence[Article] = ARTICLES, base_url: str = "") -> bytes:
    members = [(entries.read(entries.entry_of(one, "")), Later(one.rights or "full", 3, one.copy_of, one.version_of)) for one in articles]
    return formats.written(form, members, base_url)


def clean(text: str) -> str:
    """As an export has a text."""
    return entries.line(text)


# CSL-JSON


def test_csl_json_has_what_is_known() -> None:
    """Persons in their parts, groups whole, days as far as they are known, and ids of their own."""
    ship, sums, _, bare = json.loads(written("csl", base_url="https://h.org/x/"))
    assert ship == {
        "id": "a-ship",
        "type": "article-newspaper",
        "title": "A ship",
        "author": [{"family": "van der Berg", "given": "Jane"}, {"family": "Roe", "given": "Martin", "suffix": "Jr."}],
        "container-title": "The Post",
        "issued": {"date-parts": [[2024, 3, 12]]},
        "URL": "https://h.org/x/articles/2024/a-ship.html",
    }
    assert sums["issued"] == {"date-parts": [[2024, 3]]}
    assert sums["URL"] == "https://e.org/?a=b&c"
    assert sums["author"][1] == {"literal": "Radio Velmora staff"}
    assert bare == {"id": "a-ship-2", "type": "article", "title": "Nothing known", "URL": "https://h.org/x/articles/2023/a-ship.html"}


def test_csl_json_keeps_to_the_schema() -> None:
    """Every key is a variable of the Citation Style Language, as its own schema lists them, and every type is one of its types."""
    folder = resources.files("citeproc") / "data" / "schema" / "schemas" / "styles"
    variables = set(re.findall(r'"([a-zA-Z-]+)"', (folder / "csl-variables.rnc").read_text(encoding="utf-8"))) | {"id", "type"}
    types = set(re.findall(r'"([a-z-_]+)"', (folder / "csl-types.rnc").read_text(encoding="utf-8")))
    for item in json.loads(written("csl")):
        assert set(item) <= variables
        assert item["type"] in types


def test_a_csl_processor_cites_what_was_written() -> None:
    """citeproc-py makes a reference of it, in Harvard's style."""
    found = subprocess.run([sys.executable, "-W", "ignore", "-c", _CITED], input=written("csl", ARTICLES[:1]), capture_output=True, check=True)
    assert "van der Berg, J" in found.stdout.decode()
    assert "A ship" in found.stdout.decode()


_CITED: Final = """
import json, sys
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
source = CiteProcJSON(json.load(sys.stdin))
made = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain)
for key in source: made.register(Citation([CitationItem(key)]))
for item in made.bibliography():
    print(item)
"""


# BibTeX


def test_bibtex_is_the_entry_of_the_article_s_page() -> None:
    """The same, sign by sign, but for the key of one whose key is taken, and for signs that no text has."""
    for one in ARTICLES[:2]:
        shown = next(citation for citation in citing.citations(one) if citation.style == "bibtex")
        assert "".join(run.text for run in shown.runs).encode() + b"\n\n" == written("bibtex", [one])


def test_bibtex_is_read_again() -> None:
    """By bibtexparser: every entry, under keys of their own, with no more entries than articles."""
    found = parse_string(written("bibtex").decode())
    assert found.failed_blocks == []
    assert [entry.key for entry in found.entries] == ["a-ship", "b", "c", "a-ship-2"]
    assert found.entries[0]["author"] == "van der Berg, Jane and Roe, Jr., Martin"
    assert found.entries[1]["url"] == "https://e.org/?a=b&c"


# RIS


def test_ris_is_read_again() -> None:
    """By rispy: a value with line ends in it begins no tag and no record."""
    ship, sums, hostile, bare = rispy.loads(written("ris").decode())
    assert ship["authors"] == ["van der Berg, Jane", "Roe, Martin, Jr."]
    assert (ship["date"], ship["year"], ship["secondary_title"]) == ("2024/03/12/", "2024", "The Post")
    assert (sums["date"], sums["urls"]) == ("2024/03//", ["https://e.org/?a=b&c"])
    assert hostile["title"] == hostile["abstract"] == clean(HOSTILE)
    assert hostile["keywords"] == [clean(HOSTILE), "Sea"]
    assert bare == {"type_of_reference": "NEWS", "title": "Nothing known", "urls": ["articles/2023/a-ship.html"]}


def test_ris_ends_its_lines_as_the_format_wants() -> None:
    """With a carriage return, and each record with its end."""
    lines = written("ris").decode().split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*|", line) for line in lines)
    assert lines.count("ER  - ") == len(ARTICLES)


# CSV


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_is_a_row_for_each_article() -> None:
    """With the same columns in each."""
    ship, _, hostile, bare = rows_of(written("csv", base_url="https://h.org/"))
    assert (ship["Authors"], ship["Address"], ship["Rights"], ship["Words"]) == (
        "Jane van der Berg; Martin Roe Jr.",
        "https://h.org/articles/2024/a-ship.html",
        "full",
        "3",
    )
    assert (hostile["Title"], hostile["Subjects"], hostile["Events"]) == (clean(HOSTILE), f"{clean(HOSTILE)}; Sea", "e")
    assert bare["Copy of"] == "c"
    assert tuple(ship) == (*entries.TITLES, *entries.LATER_TITLES)


def test_no_cell_is_a_formula() -> None:
    """One that a spreadsheet would take for one has an apostrophe before it."""
    sums = rows_of(written("csv"))[1]
    assert (sums["Title"], sums["Outlet"], sums["Via"], sums["Authors"]) == ("'=1+2", "'-Post", "'+Wire", "'@reporter; Radio Velmora staff")


# JSON Lines


def test_json_lines_are_an_object_for_each_article() -> None:
    """All with the same keys, but for the Markdown and the text, which there may be."""
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    assert len(lines) == len(ARTICLES)
    assert {tuple(line) for line in lines} == {tuple(lines[0])}
    assert lines[0]["address"] == "articles/2024/a-ship.html"
    assert lines[1]["address"] == "articles/b%20%C3%BC.html"
    assert lines[2]["title"] == clean(HOSTILE)
    assert (lines[2]["tags"], lines[2]["events"], lines[3]["copy_of"]) == ([clean(HOSTILE), "Sea"], ["e"], "c")


@pytest.mark.parametrize("form", ["csl", "bibtex", "ris", "csv", "jsonl"])
def test_nothing_is_a_file_too(form: str) -> None:
    """Of an archive without articles."""
    data = written(form, [])
    assert json.loads(data) == [] if form == "csl" else data.decode("utf-8-sig").count("\n") == (form == "csv")


@pytest.mark.parametrize("form", ["csl", "bibtex", "ris", "csv", "jsonl"])
def test_no_export_has_a_word_of_the_text(form: str) -> None:
    """Only what is known of an article."""
    assert b"Words." not in written(form)


_TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(deadline=None)
@given(title=_TEXTS, outlet=_TEXTS, author=_TEXTS)
def test_whatever_was_scraped_comes_back(title: str, outlet: str, author: str) -> None:
    """In every format, however it is spelled."""
    one = Article("s", "articles/s.md", title or "T", "", "2024-01-02", (author,) if squeeze(author) else (), outlet)
    want = clean(one.title)
    assert json.loads(written("jsonl", [one, one]).splitlines()[1])["title"] == want
    assert [item.get("title", "") for item in json.loads(written("csl", [one, one]))] == [want, want]
    assert [row["Title"].removeprefix("'") for row in rows_of(written("csv", [one, one]))] == [want.removeprefix("'")] * 2
    read = rispy.loads(written("ris", [one, one]).decode())
    assert [item.get("title", "") for item in read] == [want, want]
    assert [item.key for item in parse_string(written("bibtex", [one, one]).decode()).entries] == ["s", "s-2"]


# citation-js, which reads all three


def read_by_citation_js(path: Path, form: str) -> list[dict[str, Any]]:
    packages = Path(sys.prefix) / "npm" / "node_modules"
    node = outside.node()
    if not node or not (packages / "@citation-js" / "core").exists():
        pytest.skip("no citation-js: 'make test' installs it where npm can be had")
    script = Path(__file__).with_name("citations.mjs")
    found = subprocess.run(
        [node, str(script), str(packages), str(path), form], capture_output=True, text=True, encoding="utf-8", check=True, timeout=60
    )
    listed: list[dict[str, Any]] = json.loads(found.stdout)
    return listed


@pytest.mark.parametrize("form", ["csl", "bibtex", "ris"])
def test_citation_js_reads_it(tmp_path: Path, form: str) -> None:
    """Titles, outlets, authors and years, as many as there are articles."""
    path = tmp_path / "file"
    path.write_bytes(written(form, ARTICLES[:2]))
    ship, sums = read_by_citation_js(path, form)
    assert (ship["title"], sums["title"]) == ("A ship", "=1+2")
    assert (ship["container-title"], ship["issued"]["date-parts"][0][0]) == ("The Post", 2024)
    assert sums["URL"] == "https://e.org/?a=b&c"
    assert "Berg" in json.dumps(ship)
