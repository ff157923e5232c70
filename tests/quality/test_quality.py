"""The measuring itself, on small things that are known."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.quality import articles, pages, truth

TEXT = """The council of Tarn voted on Tuesday to repair the old bridge.

It will cost four million crowns, said the mayor, Oda Finnegan.

Sign up for our newsletter"""
HEAD = "Old bridge stays\n\nBy Ines Orlov\n\nPublished 5 March 2024\n\n"
RECORD = {"id": "echo/1", "domain": "echo.example", "main_text": HEAD + TEXT, "body": TEXT[:130]}


def test_the_lines_of_the_article_are_those_whose_words_it_has_in_order() -> None:
    """A line that repeats the article's words elsewhere is not its text twice."""
    lines = ["Old bridge stays", "The council voted on Tuesday.", "Nobody else did.", "A wholly other line about goats"]
    assert truth.of_article(lines, "The council voted on Tuesday. Nobody else did.") == [False, True, True, False]


def test_pages_of_one_publisher_are_in_one_part() -> None:
    one, other = (pages.Page(name, "echo.example", "", {}) for name in ("a", "b"))
    assert one.fold(5) == other.fold(5)


def test_a_page_that_ingest_refuses_is_an_abstention() -> None:
    found = articles.Ingest("main_text")(pages.Page("x", "x", "", {"main_text": "Too short."}))
    assert found == {"id": "x", **dict.fromkeys(("title", "authors", "date", "outlet", "via", "body"))}


@pytest.mark.parametrize("packed", [True, False])
def test_the_command_writes_what_ingest_makes_of_each_page(tmp_path: Path, packed: bool) -> None:
    """From plain and from compressed files; pages in a folder and in a tar file."""
    file = tmp_path / ("pages.jsonl.gz" if packed else "pages.jsonl")
    with gzip.open(file, "wt") if packed else file.open("w") as lines:
        lines.write(json.dumps(RECORD) + "\n")
    (tmp_path / "html" / "echo").mkdir(parents=True)
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")[:2])
    (tmp_path / "html/echo/1.html").write_text(f"<h1>Old bridge stays</h1><p>By Ines Orlov</p>{paragraphs}")
    html = tmp_path / "html"
    if packed:
        html = tmp_path / "html.tar"
        with tarfile.open(html, "w") as archive:
            archive.add(tmp_path / "html", "html")
    for kind in ("main_text", "html"):
        out = tmp_path / f"{kind}.jsonl"
        command = [sys.executable, "-m", "tests.quality", "articles", "--pages", file, "--kind", kind, "--html", html, "--out", out, "--jobs", "1"]
        subprocess.run([str(part) for part in command], check=True, env=os.environ)
        (found,) = map(json.loads, out.read_text().splitlines())
        assert found["id"] == "echo/1"
        assert found["title"] == "Old bridge stays"
        assert found["authors"] == ["Ines Orlov"]
        assert found["date"] == ("2024-03-05" if kind == "main_text" else None)
        assert "four million crowns" in found["body"]
        assert "newsletter" not in found["body"]
