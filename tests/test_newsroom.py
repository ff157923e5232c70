"""The example archive with code of its own, built as its document tells, and what becomes of mistakes in such code."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pytest

from briefgen import extending
from briefgen.cli import run
from briefgen.intake import ingest
from briefgen.problem import Problem
from briefgen.site.build import build
from tests.archives import make, write
from tests.sites import article, files_of, read

EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "newsroom"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "newsroom"))


def text_of(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = text_of(root, path)
    assert old in text
    write(root, path, text.replace(old, new))


def same_from_nothing(root: Path) -> bool:
    stood = files_of(root)
    for name in (".briefgen", "site"):
        (root / name).rename(root / f"{name}-old")
    build(root)
    return files_of(root) == stood


def messages(problems: Sequence[Problem]) -> list[tuple[str, int, str]]:
    return [(problem.path, problem.line, problem.message) for problem in problems]


# what the example does


def test_seeds_of_another_kind_are_read(root: Path) -> None:
    """By the archive's reader: what its format states is taken at its word, the rest is read as any page."""
    report = ingest(root)
    assert (report.problems, len(report.made), report.seen) == ((), 2, 2)
    made = text_of(root, "content/articles/2024/2024-05-14-dredgers-return-to-the-marn-channel.md")
    for line in ("title: Dredgers return to the Marn channel", "date: 2024-05-14", "outlet: Marn Harbour Letter", "author: Ilse Varga"):
        assert f"\n{line}\n" in made
    assert "closed it to ships of more than four metres' draught." in made


def test_what_a_rule_takes_out_is_out(root: Path) -> None:
    """Whatever the model thinks of it."""
    ingest(root)
    for path in (root / "content" / "articles").rglob("*.md"):
        assert "Presented by" not in path.read_text(encoding="utf-8")
    edit(root, "extensions/house.py", '"boilerplate"', '"body"')
    shutil.rmtree(root / "content")
    ingest(root)
    for path in (root / "content" / "articles").rglob("*.md"):
        assert "Presented by" in path.read_text(encoding="utf-8")


def test_pages_and_filters_are_the_archive_s_own(root: Path) -> None:
    """With its own template; in the sitemap as all are."""
    ingest(root)
    assert build(root).problems == ()
    page = read((root / "site" / "long-reads.html").read_bytes())
    assert "Council pays for its half of the channel" in page.text
    assert "I. V." in page.text
    assert "articles/2024/2024-05-14-dredgers-return-to-the-marn-channel.html" in page.values("href")
    assert "long-reads.html" in text_of(root, "site/sitemap.xml")


def test_explain_names_reader_and_rule(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As it names every other."""
    assert run(["explain", "-C", str(root), "2024-05-14-harbour-letter.eml"]) == 0
    shown = capsys.readouterr().out
    assert "mail:read" in shown
    assert "house:sponsors" in shown


# changes


def test_an_edit_of_an_extension_makes_what_it_concerns(root: Path) -> None:
    """A filter's the pages whose templates use it, a page function's its pages; the same as a first build."""
    ingest(root)
    build(root)
    edit(root, "extensions/house.py", "{part[0]}.", "{part[:2]}.")
    assert build(root).written == ("long-reads.html", "manifest.json")
    assert "Il. Va." in text_of(root, "site/long-reads.html")
    edit(root, "extensions/reading.py", "LONG = 60", "LONG = 100_000")
    assert build(root).written == ("long-reads.html", "manifest.json")
    assert "Il. Va." not in text_of(root, "site/long-reads.html")
    assert same_from_nothing(root)


def test_a_build_with_nothing_to_do_sees_that_an_extension_changed(root: Path) -> None:
    """By its stamp, as of any file that the site is made of."""
    assert run(["build", "-q", "-C", str(root)]) == 0
    assert run(["build", "-q", "-C", str(root)]) == 0
    edit(root, "extensions/reading.py", '"Long reads"', '"Longer reads"')
    assert run(["build", "-q", "-C", str(root)]) == 0
    assert "Longer reads" in text_of(root, "site/long-reads.html")


# mistakes


def test_a_reader_that_fails_costs_its_seed_alone(root: Path) -> None:
    """It is a problem of the extension that names the seed, and the seed is read once that is mended."""
    write(root, "seeds/bad.eml", "Subject: X\n\nbad\n")
    edit(root, "extensions/mail.py", "    is_html", '    if _path == "bad.eml":\n        raise KeyError("x")\n    is_html')
    report = ingest(root)
    ((path, line, message),) = messages(report.problems)
    assert (path, message) == ("extensions/mail.py", "'mail:read' failed for seeds/bad.eml: KeyError: 'x'")
    assert text_of(root, path).splitlines()[line - 1].strip() == 'raise KeyError("x")'
    assert len(report.made) == 2
    assert not report.is_settled


@pytest.mark.parametrize(
    ("gives", "message"),
    [
        ("None", "'mail:read' gave a NoneType, and no Scrape"),
        ("Scrape(text=3)", "'mail:read' gave a Scrape with something in it that is not text, or of an unknown kind"),
        ("Scrape(text='a', kind='pdf')", "'mail:read' gave a Scrape with something in it that is not text, or of an unknown kind"),
        ("Scrape(text='a', authors='Ada')", "no article text was found"),
        ("Scrape(text=' ')", "empty, as 'mail:read' reads it"),
    ],
)
def test_what_a_reader_may_not_give_is_a_problem(root: Path, gives: str, message: str) -> None:
    """Of each seed that it gives it for."""
    write(root, "extensions/mail.py", f"from briefgen.extending import Scrape\ndef read(path, data):\n    return {gives}\n")
    problems = ingest(root).problems
    assert len(problems) == 2
    assert all(problem.message.startswith(message) for problem in problems)


@pytest.mark.parametrize(
    ("gives", "message"),
    [
        ("3", "'house:sponsors' gave a int, and no labels by line"),
        ("{99: 'body'}", "'house:sponsors' names a line 99, which is not there"),
        ("{0: 'advert'}", "'house:sponsors' calls line 1 'advert'; labels are title, "),
        ("{}['x']", "'house:sponsors' failed for seeds/"),
    ],
)
def test_what_a_rule_may_not_give_is_a_problem(root: Path, gives: str, message: str) -> None:
    """And nothing is written that was read without it."""
    edit(root, "extensions/house.py", "return {place", f"return {gives}\n    return {{place")
    report = ingest(root)
    assert report.made == ()
    assert len(report.problems) == 2
    assert all(problem.message.startswith(message) and problem.path == "extensions/house.py" for problem in report.problems)


def test_a_filter_that_fails_is_told_with_its_line_and_the_page(root: Path) -> None:
    """As a mistake in a template is; a page of the archive's own code that shows it stays as it was."""
    ingest(root)
    build(root)
    before = files_of(root)
    edit(root, "extensions/house.py", '    return " ".join(', '    raise LookupError(name)\n    return " ".join(')
    (problem,) = build(root).problems
    assert (problem.path, problem.quote) == ("extensions/house.py", "raise LookupError(name)")
    assert problem.message == "'house:initials' failed: LookupError: Ilse Varga (for site/long-reads.html)"
    assert files_of(root) == before


@pytest.mark.parametrize(
    ("gives", "message"),
    [
        ("3", "'reading:long_reads' gave a int, and no pages"),
        ("[3]", "'reading:long_reads' gave a int, and no Page"),
        ("[Page('../x.html', 'page.html', 'X')]", "'reading:long_reads' gave the path '../x.html', which is none in the site that ends in .html"),
        ("[Page('.x.html', 'page.html', 'X')]", "'reading:long_reads' gave the path '.x.html', which is none in the site that ends in .html"),
        ("[Page('x.txt', 'page.html', 'X')]", "'reading:long_reads' gave the path 'x.txt', which is none in the site that ends in .html"),
        ("[Page('x.html', 'page.html', 'X', '', {'a': object()})]", "'reading:long_reads' gave what is no plain data"),
        (
            "[Page('x.html', 'page.html', 'X', '', {'a': [archive.articles[0]]})]",
            "'reading:long_reads' gave what is no plain data: values['a'][0] is an Article (in x.html)",
        ),
        (
            "[Page('x.html', 'page.html', 'X', '', {1: 2})]",
            "'reading:long_reads' gave what is no plain data: values has the key 1, which is not text",
        ),
        ("(1 / 0 for _ in 'a')", "'reading:long_reads' failed for the archive: ZeroDivisionError: division by zero"),
    ],
)
def test_pages_that_cannot_be_are_a_problem_and_the_others_are_made(root: Path, gives: str, message: str) -> None:
    """What it made before stays until it makes it again."""
    ingest(root)
    build(root)
    write(root, "extensions/reading.py", f"from briefgen.extending import Page\ndef long_reads(archive):\n    return {gives}\n")
    write(root, "content/articles/new.md", "---\ntitle: New\n---\n\nWords.\n")
    report = build(root)
    ((path, _, said),) = messages(report.problems)
    assert path == "extensions/reading.py"
    assert said.startswith(message)
    assert "articles/new.html" in report.written
    assert (root / "site" / "long-reads.html").is_file()


def test_a_page_with_a_taken_address_or_no_template_is_told(root: Path) -> None:
    """At the extension; the site's own page stands, and the others are made."""
    write(
        root,
        "extensions/reading.py",
        "from briefgen.extending import Page\ndef long_reads(archive):\n    return [Page('index.html', 'page.html', 'X')]\n",
    )
    ((path, _, message),) = messages(build(root).problems)
    assert path == "extensions/reading.py"
    assert message.startswith("'reading:long_reads': the address index.html is taken by ")
    write(
        root,
        "extensions/reading.py",
        "from briefgen.extending import Page\ndef long_reads(archive):\n    return [Page('x.html', 'base', 'X'), Page('y.html', 'bare.html', 'Y')]\n",
    )
    write(root, "themes/newsroom/templates/bare.html", "{{ page.title }}")
    report = build(root)
    (problem,) = report.problems
    assert problem.path == "extensions/reading.py"
    assert problem.message == "'reading:long_reads' asks for the template 'base', which the theme 'newsroom' has not (for x.html)"
    assert problem.hint == "did you mean 'base.html'?"
    assert not (root / "site" / "x.html").exists()
    assert text_of(root, "site/y.html") == "Y"


# trust

HOSTILE = """\
-- briefgen.toml --
title = "Stranger's"
executor = "extensions.evil:go"

[theme]
name = "evil"

[extend]
readers = { ".evil" = "evil:go" }
rules = ["evil:go"]
filters = { evil = "evil:go" }
pages = ["evil:go"]
-- extensions/evil.py --
from dataclasses import fields
from pathlib import Path
(Path(__file__ if "__file__" in globals() else ".").parent / "PWNED").touch()
def go(*_):
    return 1
-- themes/evil/theme.toml --
extends = "briefing"
-- themes/evil/templates/404.html --
SANDBOX
-- seeds/a.evil --
Words of a seed.
"""


def test_nothing_of_a_stranger_s_archive_runs_in_safe_mode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its extensions are not even loaded, its executor is not, and its templates reach nothing but what they are given."""
    root = make(tmp_path, HOSTILE + article("a", "", "Words of a, a dozen of them at least, so that it is read as one."))
    monkeypatch.chdir(root)
    write(root, "themes/evil/templates/404.html", "{{ ''.__class__.__mro__ }}")
    code = run(["build", "--safe", "-C", str(root)])
    said = capsys.readouterr().err
    assert code == 1
    assert "themes/evil/templates/404.html:1" in said
    write(root, "themes/evil/templates/404.html", "{{ page.title }}")
    assert run(["build", "--safe", "-C", str(root)]) == 0
    assert "seeds/a.evil" in capsys.readouterr().err
    assert run(["explain", "--safe", "-C", str(root), "seeds/a.evil"]) == 2
    assert run(["ingest", "--safe", "-C", str(root)]) == 0
    assert not list(tmp_path.rglob("PWNED"))


def test_a_safe_build_is_not_what_others_start_from(root: Path) -> None:
    """What was left out is made by the next build that may."""
    assert run(["build", "--safe", "-q", "--no-ingest", "-C", str(root)]) == 0
    assert not (root / "site" / "long-reads.html").exists()
    assert run(["build", "-q", "-C", str(root)]) == 0
    assert (root / "site" / "long-reads.html").exists()


def test_its_theme_is_checked_with_its_filters(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And a template of its own pages is not taken for one that nobody uses."""
    assert run(["theme", "check", "--strict", "-C", str(root)]) == 0
    assert "Nothing is wrong." in capsys.readouterr().out


# the document


DOCUMENT = (Path(__file__).parent.parent / "docs" / "extending.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [extending.Archive, extending.Article, extending.Event, extending.Page])
def test_the_fields_of_what_extensions_get_are_told(kind: type) -> None:
    """All of them, in order."""
    (row,) = re.findall(rf"^\| `{kind.__name__}` \| (.*) \|$", DOCUMENT, re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == [field.name for field in fields(kind)]


def test_the_fields_of_a_scrape_are_told() -> None:
    """All of them, in order."""
    table = DOCUMENT.partition("| field of `Scrape` |")[2].partition("\n\n")[0]
    told = [name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert told == [field.name for field in fields(extending.Scrape)]


@pytest.mark.parametrize("line", [line for block in re.findall(r"```(?:python|toml)\n(.*?)```", DOCUMENT, re.DOTALL) for line in block.splitlines()])
def test_the_code_that_is_shown_is_the_example_s(line: str) -> None:
    """Line by line, but for what is left out."""
    sources = [path.read_text(encoding="utf-8") for path in (*EXAMPLE.rglob("*.py"), EXAMPLE / "briefgen.toml")]
    assert "..." in line or any(line in source for source in sources)
