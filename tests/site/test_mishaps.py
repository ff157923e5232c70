"""What befalls a build on the way: it is killed, the disk is full, a template fails. The last good site stands."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import files, theme
from briefgen.cli import run
from briefgen.library import originals
from briefgen.library.originals import ArticleFile
from briefgen.model import Article
from briefgen.output import LIST
from briefgen.problem import Unreadable
from briefgen.shelf import Shelf
from briefgen.site import statics
from briefgen.site.build import build
from briefgen.site.statics import addressed
from briefgen.standing import Look
from tests import sites
from tests.archives import make, write
from tests.kits import ENGLISH
from tests.sites import article, event, files_of

STYLE = statics.planned(theme.load(Path(), theme.DEFAULT), ENGLISH)["style.css"].path
KILLS = int(os.environ.get("BRIEFGEN_KILLS", "6"))
ARCHIVE = event("dam") + "".join(
    article(
        f"2024/a{number:03}", f"date: 2024-01-{number % 28 + 1:02}\noutlet: Echo\nauthor: Ada\nevent: dam\n", f"The dam of Kaldry broke {number}."
    )
    for number in range(120)
)


def pages_of(root: Path) -> sites.Site:
    """The site's files, without the list of what is ours, which grows while files are moved into place."""
    return {path: data for path, data in files_of(root).items() if path != LIST}


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_build_that_is_killed_leaves_whole_files_and_the_next_one_ends_its_work(tmp_path: Path, seed: int) -> None:
    """At any moment; and what it left on the stage is gone then."""
    root = make(tmp_path / "archive", ARCHIVE)
    build(root)
    before = pages_of(root)
    after = ARCHIVE.replace("broke", "fell").replace("title: dam", "title: The dam")
    make(tmp_path / "clean", after + "-- briefgen.toml --\ntitle = 'Other'\n")
    build(tmp_path / "clean")
    expected = pages_of(tmp_path / "clean")
    make(root, after + "-- briefgen.toml --\ntitle = 'Other'\n")
    dice = random.Random(seed)
    process = subprocess.Popen([sys.executable, "-m", "briefgen", "build", "-q", "--no-ingest", "-C", str(root), "-j", dice.choice("12")])
    if dice.random() < 0.5:  # while files are moved into place
        with contextlib.suppress(FileNotFoundError):  # a file that was removed after it was listed: then they are being moved
            while process.poll() is None and pages_of(root) == before:
                time.sleep(0.001)
    else:
        time.sleep(dice.uniform(0.05, 0.9))
    process.send_signal(signal.SIGKILL)
    process.wait()
    for path, data in pages_of(root).items():
        assert data in (before.get(path), expected.get(path)), path
    build(root)
    assert pages_of(root) == expected
    assert files_of(root) == files_of(tmp_path / "clean")
    assert not list((root / ".briefgen").glob("stage/*"))


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", "a file")


@pytest.mark.parametrize("after", [0, 5, 40])
def test_a_full_disk_leaves_the_last_good_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """However much of the new one was written by then."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    before = files_of(root)
    make(root, ARCHIVE.replace("broke", "fell"))
    with monkeypatch.context() as patch:
        patch.setattr("briefgen.files.lay", _failing_after(files.lay, after))
        with pytest.raises(OSError, match="No space left"):
            build(root)
    assert files_of(root) == before
    assert not (root / ".briefgen" / "stage").exists()
    assert len(build(root).written) > after


@pytest.mark.parametrize("after", [0, 1, 30])
def test_a_site_that_cannot_be_written_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Files that were moved into place before that are what they were, and new ones are gone."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    before = pages_of(root)
    make(root, ARCHIVE.replace("broke", "fell") + article("2024/new", "date: 2024-03-01\nevent: dam\n"))
    replace = os.replace
    with monkeypatch.context() as patch:
        patch.setattr("briefgen.output._moved", _failing_after(replace, after))
        with pytest.raises(OSError, match="No space left"):
            build(root)
    assert pages_of(root) == before
    make(tmp_path / "clean", ARCHIVE.replace("broke", "fell") + article("2024/new", "date: 2024-03-01\nevent: dam\n"))
    build(root)
    build(tmp_path / "clean")
    assert files_of(root) == files_of(tmp_path / "clean")


def _failing_after(work: Callable[..., object], times: int) -> Callable[..., object]:
    left = [times]

    def failing(*given: object) -> object:
        if not left[0]:
            full_disk()
        left[0] -= 1
        return work(*given)

    return failing


def test_a_template_that_fails_in_the_middle_leaves_the_last_good_site(tmp_path: Path) -> None:
    """With a problem that names its place; and mended, the build goes on."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    before = files_of(root)
    make(root, ARCHIVE.replace("broke", "fell"))
    write(root, "themes/briefing/theme.toml", "")
    write(root, "themes/briefing/templates/event.html", "{{ 1 // 0 }}")
    with pytest.raises(Unreadable, match="ZeroDivisionError"):
        build(root)
    assert files_of(root) == before
    (root / "themes" / "briefing" / "templates" / "event.html").unlink()
    assert build(root).written


EXTRA = """\
-- briefgen.toml --
title = "T"
extend = { pages = ["ours:pages"] }
-- extensions/ours.py --
from briefgen.extending import Page


def pages(archive):
    for number in (1, 2):
        yield Page(f"extra/{number}.html", "extra.html", f"Extra {number}", "", {"number": number})
-- themes/mine/theme.toml --
-- themes/mine/templates/extra.html --
{% extends "base.html" %}{% block content %}<p>{{ 6 // page["values"].number }}</p>{% endblock %}
"""


def test_an_extra_page_that_cannot_be_rendered_is_a_problem_and_the_rest_is_built(tmp_path: Path) -> None:
    """What stood in its place stays, until it can be rendered again or something else is taken away, which it could name; whoever builds again
    is told again."""
    root = make(tmp_path, EXTRA.replace('title = "T"', 'title = "T"\ntheme = "mine"') + article("a"))
    assert build(root).problems == ()
    first = files_of(root)
    write(
        root,
        "themes/mine/templates/extra.html",
        "{% extends 'base.html' %}\n{% block content %}\n{{ 6 // (page['values'].number - 1) }}\n{% endblock %}\n",
    )
    write(root, "content/articles/b.md", "---\ntitle: B\n---\nWords.\n")
    for _ in range(2):
        (problem,) = build(root).problems
        assert (problem.path, problem.line, problem.severity) == ("themes/mine/templates/extra.html", 3, "error")
        assert problem.message.startswith("ZeroDivisionError: ")
        assert problem.message.endswith("(for site/extra/1.html)")
        site = files_of(root)
        assert site["extra/1.html"] == first["extra/1.html"]
        assert b"6" in site["extra/2.html"] != first["extra/2.html"]
        assert "articles/b.html" in site
    (root / "content/articles/a.md").unlink()
    (problem,) = build(root).problems
    assert problem.message.startswith("ZeroDivisionError: ")
    assert {"extra/1.html", "articles/a.html"}.isdisjoint(files_of(root))
    write(root, "themes/mine/templates/extra.html", "{% extends 'base.html' %}{% block content %}<p>Mended</p>{% endblock %}\n")
    assert build(root).problems == ()
    site = files_of(root)
    assert b"Mended" in site["extra/1.html"]
    assert "articles/a.html" not in site


def test_what_an_extension_made_is_not_kept_once_it_fails(tmp_path: Path) -> None:
    """It may tell of articles that are drafts by now."""
    source = "from briefgen.extending import Page\ndef pages(a):\n    return [Page('own.html', '404.html', one.title) for one in a.articles]\n"
    settings = "-- briefgen.toml --\nextend = { pages = ['ours:pages'] }\n"
    root = make(tmp_path, f"{settings}-- extensions/ours.py --\n{source}" + article("open") + article("hushed"))
    build(root)
    write(root, "extensions/ours.py", "def pages(a):\n    raise ValueError\n")
    write(root, "content/articles/hushed.md", "---\ntitle: T\ndraft: true\n---\n\nWords.\n")
    assert len(build(root).problems) == 1
    kept = b"".join(path.read_bytes() for path in (root / ".briefgen").iterdir() if path.is_file())
    assert b"own.html" not in kept


def test_an_extra_page_that_fails_with_others_of_the_site_ends_the_build(tmp_path: Path) -> None:
    """Where the frame of all pages is broken nothing is written."""
    root = make(tmp_path, EXTRA.replace('title = "T"', 'title = "T"\ntheme = "mine"') + article("a"))
    build(root)
    before = files_of(root)
    write(root, "themes/mine/templates/base.html", "{{ 1 / 0 }}\n")
    with pytest.raises(Unreadable, match="ZeroDivisionError") as caught:
        build(root)
    assert len(caught.value.problems) == 1
    assert files_of(root) == before


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is of one moment: the build begins again."""
    root = make(tmp_path / "archive", ARCHIVE)
    read, edits = originals.article, iter(["first", "second"])

    def edited(place: Path, file: ArticleFile) -> Article:
        for word in edits:
            path = root / "content" / "articles" / "2024" / "a007.md"
            path.write_text(path.read_text(encoding="utf-8") + word, encoding="utf-8")
            break
        return read(place, file)

    monkeypatch.setattr(originals, "article", edited)
    build(root)
    monkeypatch.undo()
    assert b"firstsecond" in files_of(root)["articles/2024/a007.html"]
    assert build(root).written == ()


def test_a_site_that_cannot_be_made_is_a_clear_problem(tmp_path: Path) -> None:
    """Where a file stands in place of the folder."""
    root = make(tmp_path, ARCHIVE)
    write(root, "site", "a file")
    with pytest.raises(OSError, match="site"):
        build(root)
    assert (root / "site").read_text(encoding="utf-8") == "a file"


def test_what_somebody_does_to_the_site_meanwhile_is_undone_by_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the page was found to be right before."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    before = files_of(root)
    make(root, ARCHIVE.replace("broke 7.", "fell 7."))
    lay = files.lay

    def tampered(path: str, data: bytes) -> None:
        (root / "site" / "search.html").write_text("tampered", encoding="utf-8")
        lay(path, data)

    monkeypatch.setattr(files, "lay", tampered)
    build(root)
    monkeypatch.undo()
    for look in (None, Look(str(root))):
        build(root, look=look)
    assert files_of(root)["search.html"] == before["search.html"]


@pytest.mark.parametrize("path", [".nojekyll", LIST, "search/index.js", STYLE])
def test_what_is_lost_is_made_again(tmp_path: Path, path: str) -> None:
    """Hidden files too, and by a build that would else have nothing to do."""
    root = make(tmp_path, ARCHIVE)
    run(["build", "-q", "-C", str(root)])
    before = files_of(root)
    (root / "site" / path).unlink()
    run(["build", "-q", "-C", str(root)])
    assert files_of(root) == before


def test_without_the_list_what_was_built_is_still_ours(tmp_path: Path) -> None:
    """As long as the memory is there."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    (root / "site" / LIST).unlink()
    make(root, ARCHIVE.replace("broke", "fell"))
    assert build(root).problems == ()


def test_a_folder_in_the_way_is_told_until_it_is_gone(tmp_path: Path) -> None:
    """And then the page is made."""
    root = make(tmp_path, ARCHIVE)
    page = root / "site" / "articles" / "2024" / "a001.html"
    page.mkdir(parents=True)
    assert run(["build", "-q", "-C", str(root)]) == run(["build", "-q", "-C", str(root)]) == 1
    page.rmdir()
    assert run(["build", "-q", "-C", str(root)]) == 0
    assert page.is_file()


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    """Of our own; somebody's file in the way is told, and left."""
    root = make(tmp_path / "archive", ARCHIVE + "-- themes/briefing/theme.toml --\n-- themes/briefing/static/data --\nA file.\n")
    build(root)
    name = addressed("data", b"A file.\n").removeprefix("static/")
    assert files_of(root)[f"static/{name}"] == b"A file.\n"
    (root / "themes/briefing/static/data").unlink()
    write(root, f"themes/briefing/static/{name}/y", "In a folder.")
    assert build(root).problems == ()
    assert files_of(root)[addressed(f"{name}/y", b"In a folder.")] == b"In a folder."
    (root / f"themes/briefing/static/{name}/y").unlink()
    (root / f"themes/briefing/static/{name}").rmdir()
    write(root, "themes/briefing/static/data", "A file.\n")
    assert build(root).problems == ()
    assert files_of(root)[f"static/{name}"] == b"A file.\n"
    make(tmp_path / "other", ARCHIVE + "-- site/articles --\nSomebody's.\n")
    report = build(tmp_path / "other")
    assert {problem.path.split("/")[1] for problem in report.problems} == {"articles"}
    assert (tmp_path / "other" / "site" / "articles").read_bytes() == b"Somebody's.\n"


@pytest.mark.parametrize("alias", ["feed.xml/a.html", "robots.txt/x.html", f"{STYLE}/x.html", ".briefgen-files/a.html", "articles/2024/a001.html/b"])
def test_an_alias_below_a_file_of_the_site_s_own_is_told(tmp_path: Path, alias: str) -> None:
    """And the site is built."""
    root = make(tmp_path, ARCHIVE + article("2024/b", f"aliases: {alias}\n"))
    for _ in range(2):
        assert [problem.path for problem in build(root).problems] == ["content/articles/2024/b.md"]
    assert (root / "site" / "feed.xml").is_file()


def test_a_template_that_comes_to_exist_counts_though_it_is_empty(tmp_path: Path) -> None:
    """An include may have several, of which the first that is there is taken."""
    base = "{% include ['ad.html', '_fallback.html'] %}"
    root = make(tmp_path, f"{ARCHIVE}-- themes/briefing/theme.toml --\n-- themes/briefing/templates/search.html --\n{base}\n")
    write(root, "themes/briefing/templates/_fallback.html", "Fallback")
    build(root)
    assert b"Fallback" in files_of(root)["search.html"]
    write(root, "themes/briefing/templates/ad.html", "")
    build(root)
    assert b"Fallback" not in files_of(root)["search.html"]


def test_what_is_kept_cannot_bring_script_into_the_site(tmp_path: Path) -> None:
    """Rows of another shape are set aside with all the rest."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    before = files_of(root)
    with Shelf(root / ".briefgen" / "build.sqlite") as kept:
        for path, row in kept.all("text").items():
            kept.put("text", path, row.key, b'["a"]);alert(1);([1]')
    shutil.rmtree(root / "site")
    build(root)
    assert files_of(root) == before
