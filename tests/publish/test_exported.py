"""`briefgen export` gives what the site gives, from content/ alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.cli import run
from briefgen.publish.portable import portable
from briefgen.site.build import build
from tests.archives import make
from tests.sites import article, event, read

LONG = " ".join(f"word{number}" for number in range(300))
ARCHIVE = (
    "-- briefgen.toml --\nbase_url = 'https://h.org/'\n"
    + article("2024/a", "date: 2024-01-05\nauthor: Ada Quill\noutlet: The Post\nevent: e\n", "Ships and *sails*.")
    + article("2024/b", "date: 2024-01-06\noutlet: Echo\nevent: e\nrights: excerpt\n", LONG)
    + article("2024/c", "date: 2024-01-07\nrights: metadata\n", "Nothing to see.")
    + article("2024/d", "draft: true\n")
    + event("e")
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path, ARCHIVE)


def export(root: Path, *words: str, capfd: pytest.CaptureFixture[str]) -> str:
    assert run(["export", *words, "-C", str(root), "--date", "2024-02-01"]) == 0
    return capfd.readouterr().out


@pytest.mark.parametrize("form", ["csl", "bibtex", "ris", "csv"])
def test_it_is_the_same_as_the_site_s(root: Path, form: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Byte for byte, whether there is a site or not."""
    endings = {"csl": "csl.json", "bibtex": "bib", "ris": "ris", "csv": "csv"}
    assert run(["export", form, "-C", str(root), "--date", "2024-02-01"]) == 0
    before = capfdbinary.readouterr().out
    build(root)
    assert before == (root / "site" / "exports" / f"archive.{endings[form]}").read_bytes()


def test_json_lines_have_as_much_text_as_may_be_shown(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """All of it, an excerpt, nothing; and none at all where none is wanted."""
    first, second, third = map(json.loads, export(root, "jsonl", capfd=capfd).splitlines())
    assert first["text"] == "Ships and sails."
    assert second["text"].startswith("word0 word1")
    assert "word299" not in second["text"]
    assert third["text"] == ""
    assert "text" not in json.loads(export(root, "jsonl", "--no-text", capfd=capfd).splitlines()[0])


@pytest.mark.parametrize(("words", "slugs"), [(("--event", "e"), ["a", "b"]), (("--outlet", "the post"), ["a"]), (("--author", "ada quill"), ["a"])])
def test_only_some_articles_are_given(root: Path, words: tuple[str, ...], slugs: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Of an event, an outlet, an author: however the name is spelled."""
    assert [json.loads(line)["slug"] for line in export(root, "jsonl", *words, capfd=capfd).splitlines()] == slugs


@pytest.mark.parametrize("form", ["jsonl", "dossier"])
def test_an_event_is_known_by_the_name_that_it_had(root: Path, form: str, capfd: pytest.CaptureFixture[str]) -> None:
    """What is written is that of its new name; which that is, is said beside it."""
    before = export(root, form, "--event", "e", capfd=capfd)
    assert run(["events", "rename", "e", "A new name", "-C", str(root), "-q"]) == 0
    capfd.readouterr()
    assert run(["export", form, "--event", "e", "-C", str(root), "--date", "2024-02-01"]) == 0
    said = capfd.readouterr()
    assert said.err == "Note: the event 'e' is 'a-new-name' now.\n"
    assert said.out == export(root, form, "--event", "a-new-name", capfd=capfd)
    assert said.out.count("sails") == before.count("sails") > 0


def test_a_query_is_asked_of_the_built_site(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What its search finds; without a site that is an error."""
    assert run(["export", "jsonl", "--query", "sails", "-C", str(root)]) == 1
    assert "the site is not built" in capfd.readouterr().err
    build(root)
    assert [json.loads(line)["slug"] for line in export(root, "jsonl", "--query", "sails", capfd=capfd).splitlines()] == ["a"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("csl", "--event", "E"), "there is no event 'E'"),
        (("csl", "--outlet", "Pots"), "there is no outlet 'Pots'"),
        (("dossier",), "a dossier is of one event"),
        (("dossier", "--event", "x"), "there is no event 'x' with articles"),
        (("markdown",), "markdown is many files"),
        (("epub",), "there is no format 'epub'"),
        (("csl", "--event", "e", "--outlet", "Echo"), "not allowed with argument --event"),
    ],
)
def test_what_is_not_there_is_wrong_usage(root: Path, words: tuple[str, ...], message: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and nothing on standard output."""
    assert run(["export", *words, "-C", str(root)]) == 2
    said = capfd.readouterr()
    assert message in said.err
    assert said.out == ""


def test_a_file_can_be_written(root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """And what was written is said."""
    place = tmp_path / "out" / "a.bib"
    assert export(root, "bibtex", "-o", str(place), capfd=capfd) == f"Wrote {place}: 3 articles.\n"
    assert place.read_text(encoding="utf-8").count("@article{") == 2


@pytest.mark.parametrize(
    ("form", "place", "message"),
    [
        ("csv", "content/articles/new.md", "is in the archive's own content/"),
        ("csv", "briefgen.toml", "is the archive's own briefgen.toml"),
        ("markdown", "content", "is the archive's own content/"),
        ("markdown", "seeds/more", "is in the archive's own seeds/"),
        ("csv", "site", "is a folder"),
    ],
)
def test_nothing_of_the_archive_is_written_over(root: Path, form: str, place: str, message: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A folder is no file, either."""
    (root / "site").mkdir(exist_ok=True)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run(["export", form, "-C", str(root), "-o", str(root / place)]) == 2
    assert message in capfd.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_markdown_is_a_folder_like_the_site_s(root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The same files with the same bytes."""
    export(root, "markdown", "-o", str(tmp_path / "out"), capfd=capfd)
    build(root)
    made = {path.relative_to(tmp_path / "out").as_posix(): path.read_bytes() for path in (tmp_path / "out").rglob("*.md")}
    assert made == {path.relative_to(root / "site").as_posix(): path.read_bytes() for path in (root / "site").rglob("*.md")}


def test_a_dossier_needs_no_other_file(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Its style is in it, there is no script, and its links lead to the site where that is known."""
    page = export(root, "dossier", "--event", "e", capfd=capfd)
    found = read(page.encode())
    assert "Ships and sails." in found.text
    assert "word299" not in page
    assert "--paper" in page
    assert [tag for tag, attributes in found.tags if tag in ("script", "form", "nav") and ("type", "application/ld+json") not in attributes] == []
    links = [link for link in found.values("href", "src") if not link.startswith("#")]
    assert "https://h.org/articles/2024/a.html" in links
    assert all(link.startswith("https://") for link in links)


def test_an_edition_shows_what_is_its_own(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The internal one drafts, and everything in full."""
    rows = list(map(json.loads, export(root, "jsonl", "--edition", "internal", capfd=capfd).splitlines()))
    assert {row["slug"] for row in rows} == {"a", "b", "c", "d"}
    assert next(row for row in rows if row["slug"] == "b")["text"].endswith("word299")


def test_without_an_address_links_to_other_pages_are_words() -> None:
    """Those to places on the page stay, and so do those elsewhere."""
    page = b'<!doctype html><html><head></head><body><a href="../x.html">x</a><a href="#y">y</a><a href="https://e.org/">e</a></body></html>'
    made = portable(page, "events/e.dossier.html", {}).decode()
    assert '<a>x</a><a href="#y">y</a><a href="https://e.org/">e</a>' in made
