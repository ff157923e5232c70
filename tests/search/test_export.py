"""The search page's exports say what the site's say, as far as the page knows it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Final

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Article
from briefgen.site import entries, formats
from briefgen.site.formats import Later
from tests import outside

SCRIPT: Final = Path(__file__).parent.parent.parent / "themes" / "briefing" / "static" / "search" / "export.js"
RUN: Final = """
const fs = require("node:fs"), vm = require("node:vm");
vm.runInThisContext(fs.readFileSync(process.argv[1], "utf8"));
const rows = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(briefgen.FORMATS).map(([name, { write }]) => [name, write(rows)]))));
"""
NAMES: Final = (
    *("Jane Roe", "Ana Maria Ruiz", "Jane van der Berg", "Dr. Jane Roe", "Martin Roe Jr.", "Roe, Jane", "Reuters", "Radio Velmora staff", "The Post"),
    *("De Souza Lima", "José Élan", "李 雷", "عمر حسن", "bell hooks", "Ministry of Land", "Anne-Marie O'Brien", "A. B. Cole", "Ole and Sons", "x"),
)
ARTICLES: Final = (
    Article("a", "articles/2024/a.md", "A ship", "", "2024-03-12T10:30:00+01:00", NAMES, "The Post"),
    Article("b", "articles/b.md", '=1 "x" {y} \\ $5 & 50% #1_x ~ ^', "", "2024-03", ("@reporter",), "-Post"),
    Article("c", "articles/c.md", "Nothing known", ""),
)


def written(articles: tuple[Article, ...]) -> dict[str, str]:
    """Each of the page's formats."""
    node = outside.node()
    if not node:
        pytest.skip("there is no node")
    rows = [
        {
            "title": entries.line(one.title),
            "date": one.date,
            "outlet": entries.line(one.outlet),
            "authors": [entries.line(name) for name in one.authors],
            "address": one.path.replace(".md", ".html"),
            "copies": [],
            "versions": [],
        }
        for one in articles
    ]
    found = subprocess.run([node, "-e", RUN, str(SCRIPT)], input=json.dumps(rows), capture_output=True, text=True, encoding="utf-8", check=True)
    made: dict[str, str] = json.loads(found.stdout)
    return made


def ours(form: str, articles: tuple[Article, ...] = ARTICLES) -> str:
    return formats.written(form, [(entries.read(entries.entry_of(one, "")), Later("full", 1)) for one in articles]).decode()


def test_csl_json_is_the_same() -> None:
    """But for names that the page cannot tell apart for certain, which it leaves whole."""
    theirs, mine = json.loads(written(ARTICLES)["csl"]), json.loads(ours("csl"))
    for there, here in zip(theirs, mine, strict=True):
        assert list(there) == list(here)
        assert {**there, "author": 0} == {**here, "author": 0}
        for name, known, whole in zip(there.get("author", ()), here.get("author", ()), ARTICLES[mine.index(here)].authors, strict=True):
            assert name in (known, {"literal": whole})
    assert theirs[0]["author"][0] == {"family": "Roe", "given": "Jane"}


def test_what_they_share_is_the_same() -> None:
    """In every other format: titles, dates, outlets and addresses, of as many articles."""
    found = written(ARTICLES)
    for there, here in zip(rispy.loads(found["ris"]), rispy.loads(ours("ris")), strict=True):
        assert {**there, "authors": 0} == {**here, "authors": 0}
    for row, known in zip(
        csv.DictReader(io.StringIO(found["csv"][1:], newline="")), csv.DictReader(io.StringIO(ours("csv")[1:], newline="")), strict=True
    ):
        assert [row[key] for key in ("Title", "Date", "Outlet", "Authors", "Address")] == [
            known[key] for key in ("Title", "Date", "Outlet", "Authors", "Address")
        ]
    for line, mine in zip(found["jsonl"].splitlines(), ours("jsonl").splitlines(), strict=True):
        shared, known = json.loads(line), json.loads(mine)
        assert {key: shared[key] for key in shared.keys() & known.keys()} == {key: known[key] for key in shared.keys() & known.keys()}
    there, here = (parse_string(text).entries for text in (found["bibtex"], ours("bibtex")))
    assert [(one.entry_type, one.key, one["title"]) for one in there] == [(one.entry_type, one.key, one["title"]) for one in here]


def test_json_lines_are_the_json() -> None:
    """An object a line."""
    found = written(ARTICLES)
    assert [json.loads(line) for line in found["jsonl"].splitlines()] == json.loads(found["json"])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30), min_size=1, max_size=6))
def test_whatever_was_scraped_can_be_read_again(texts: list[str]) -> None:
    """With as many records as there are results."""
    articles = tuple(Article(f"n{number}", f"articles/n{number}.md", text, "", "", (text,), text) for number, text in enumerate(texts))
    found = written(articles)
    assert [item.get("title", "") for item in json.loads(found["csl"])] == [entries.line(text) for text in texts]
    assert len(rispy.loads(found["ris"])) == len(parse_string(found["bibtex"]).entries) == len(texts)
