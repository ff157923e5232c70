"""Whether anything has changed since the last build: what is noticed, what is not, and that asking costs next to nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen import archive, config, standing
from briefgen.stamps import NONE
from briefgen.standing import Look, Said
from tests.archives import make, write

ARCHIVE = """\
-- content/articles/a.md --
---
title: A
---
Words.
-- content/events/e.md --
---
title: E
---
-- seeds/a.txt --
Words.
-- themes/mine/theme.toml --
-- themes/mine/templates/home.html --
Home.
-- themes/mine/static/a.css --
a {}
-- themes/mine/i18n/de.toml --
-- extensions/ours.py --
-- content/articles/a.png --
-- content/pages/colophon.md --
Words.
-- site/index.html --
Home.
-- .briefgen/build.sqlite --
what is kept
"""
SAID = Said(1, 2, 3, 4, '[{"message":"what\\nis wrong"}]', "[]", safe=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", ARCHIVE)


def built(root: Path, said: Said = SAID) -> None:
    """A build, as far as it is remembered."""
    standing.save(os.fspath(root), Look(os.fspath(root)), said)


def said(root: Path) -> Said | None:
    return Look(os.fspath(root)).said


def test_where_nothing_has_changed_the_last_build_is_said_again(root: Path) -> None:
    """All of it."""
    assert said(root) is None
    built(root)
    again = said(root)
    assert again is not None
    assert vars(again) == vars(SAID)


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article edited": lambda root: write(root, "content/articles/a.md", "---\ntitle: A\n---\nOther.\n"),
    "a new article": lambda root: write(root, "content/articles/b.md", ""),
    "an article gone": lambda root: (root / "content/articles/a.md").unlink(),
    "an article renamed": lambda root: (root / "content/articles/a.md").rename(root / "content/articles/b.md"),
    "a list that is no article": lambda root: write(root, "content/wanted.tsv", ""),
    "an event": lambda root: write(root, "content/events/e.md", "---\ntitle: F\n---\n"),
    "a new seed": lambda root: write(root, "seeds/b.txt", ""),
    "a seed gone": lambda root: (root / "seeds/a.txt").unlink(),
    "the configuration": lambda root: write(root, "briefgen.toml", "title = 'B'\n"),
    "a template": lambda root: write(root, "themes/mine/templates/home.html", "House."),
    "a theme's theme.toml": lambda root: write(root, "themes/mine/theme.toml", "description = 'Mine'\n"),
    "a theme's stylesheet": lambda root: write(root, "themes/mine/static/a.css", "b {}"),
    "a theme's new font": lambda root: write(root, "themes/mine/static/fonts/b.woff2", ""),
    "a theme's text": lambda root: write(root, "themes/mine/i18n/de.toml", "[nav]\n"),
    "a theme's new language": lambda root: write(root, "themes/mine/i18n/eo.toml", ""),
    "a theme's text gone": lambda root: (root / "themes/mine/i18n/de.toml").unlink(),
    "a new theme": lambda root: write(root, "themes/other/theme.toml", ""),
    "an extension": lambda root: write(root, "extensions/ours.py", "x = 1\n"),
    "a new extension in a folder": lambda root: write(root, "extensions/a/b.py", ""),
    "a picture": lambda root: write(root, "content/articles/a.png", "P"),
    "a new picture": lambda root: write(root, "content/pictures/b.png", ""),
    "a text page": lambda root: write(root, "content/pages/colophon.md", "Other."),
    "a new template": lambda root: write(root, "themes/mine/templates/event.html", ""),
    "a page edited": lambda root: write(root, "site/index.html", "House."),
    "a page gone": lambda root: (root / "site/index.html").unlink(),
    "somebody's file in the site": lambda root: write(root, "site/own.txt", ""),
    "the site gone": lambda root: shutil.rmtree(root / "site"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_noticed(root: Path, change: str) -> None:
    """Of what a site is made of, and of the site; also by a process that was forked to look."""
    built(root)
    assert Look(os.fspath(root), aside=True).said is not None
    CHANGES[change](root)
    assert said(root) is None
    assert Look(os.fspath(root), aside=True).said is None


def test_a_look_aside_sees_the_same(root: Path) -> None:
    """Before a build, after it, and after a change of the site."""
    changes: tuple[Callable[[], object], ...] = (
        *(dict, lambda: built(root)),
        *(lambda: write(root, "site/own.txt", ""), lambda: shutil.rmtree(root / "site")),
    )
    for change in changes:
        change()
        here, aside = Look(os.fspath(root)), Look(os.fspath(root), aside=True)
        assert [one.packed() for one in here.trees()] == [one.packed() for one in aside.trees()]


def test_a_change_in_a_theme_that_a_link_leads_to_is_noticed(root: Path, tmp_path: Path) -> None:
    """A theme may lie elsewhere, and so may a folder of it: it is read all the same."""
    for name in ("whole", "part"):
        write(tmp_path, f"{name}/theme.toml", "")
        write(tmp_path, f"{name}/templates/home.html", "Home.")
    (root / "themes/whole").symlink_to(tmp_path / "whole")
    write(root, "themes/part/theme.toml", "")
    (root / "themes/part/templates").symlink_to(tmp_path / "part/templates")
    for name in ("whole", "part"):
        built(root)
        write(tmp_path, f"{name}/templates/home.html", "House.")
        assert said(root) is None, name


def test_what_is_hidden_and_what_is_nobody_s_matters_not(root: Path) -> None:
    """What an editor or a version control keeps, what a build keeps, and whatever else lies in the folder."""
    built(root)
    for path in ("content/.a.md.swp", "content/.git/x.md", ".briefgen/build.sqlite", ".git/HEAD", "notes.txt", "site/.git/HEAD", "other/a.md"):
        write(root, path, "other")
    assert said(root) is not None


def test_another_interpreter_or_library_is_noticed(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was installed since may make other pages."""
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    monkeypatch.syspath_prepend(libraries)
    built(root)
    assert said(root) is not None
    (libraries / "jinja2-4.0.dist-info").mkdir()
    assert said(root) is None
    built(root)
    monkeypatch.setattr(sys, "version", "4.0 (main)\n[GCC]")
    assert said(root) is None


def test_a_file_that_may_have_changed_unnoticed_is_looked_at_again(root: Path) -> None:
    """One that was written as the build began: the next build looks, and the one after that need not."""
    place = os.fspath(root)
    write(root, "content/articles/b.md", "")
    look = Look(place)
    look.distrust(place)
    assert look.content.stamps()["articles/b.md"] == NONE
    standing.save(place, look, SAID)
    assert said(root) is None
    look = Look(place)
    look.moment += 60_000_000_000  # a minute later
    look.distrust(place)
    standing.save(place, look, SAID)
    assert said(root) is not None


def test_a_build_that_was_done_meanwhile_is_noticed(root: Path) -> None:
    """Then what was seen before it is of no use."""
    place = os.fspath(root)
    first = Look(place)
    assert first.is_current(place)
    built(root)
    assert not first.is_current(place)
    second = Look(place)
    assert second.is_current(place)
    write(root, "content/articles/b.md", "")
    built(root)
    assert not second.is_current(place)


def test_forgotten_is_forgotten(root: Path) -> None:
    """Also when there was nothing to forget."""
    built(root)
    standing.forget(os.fspath(root))
    standing.forget(os.fspath(root))
    assert said(root) is None


def test_where_nothing_can_be_written_the_next_build_looks_at_everything(root: Path) -> None:
    """Without a word."""
    built(root)
    (root / ".briefgen/standing.new").mkdir()
    write(root, "content/articles/b.md", "")
    built(root)
    assert said(root) is None
    assert not (root / ".briefgen/standing").exists()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_damaged_file_says_nothing(root: Path, data: st.DataObject) -> None:
    """Whatever befell it: it says what was said, or nothing at all."""
    built(root)
    path = root / ".briefgen/standing"
    whole = path.read_bytes()
    damage = data.draw(st.sampled_from(["flip", "cut", "more"]))
    if damage == "flip":
        place = data.draw(st.integers(0, len(whole) - 1))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :])
    elif damage == "cut":
        path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    else:
        path.write_bytes(whole + data.draw(st.binary(min_size=1, max_size=20)))
    assert said(root) is None


def test_the_archive_is_the_nearest_folder_above_with_a_configuration(root: Path) -> None:
    """Itself, or one above; '' where there is none."""
    assert standing.root_of(os.fspath(root)) == os.fspath(root)
    assert standing.root_of(os.fspath(root / "content" / "articles")) == os.fspath(root)
    assert standing.root_of(os.fspath(root / "none" / "at" / "all")) == os.fspath(root)
    assert standing.root_of(os.fspath(root.parent)) == ""


def test_the_names_are_those_of_the_modules_that_it_must_not_import() -> None:
    """They would cost more than all that it does."""
    assert (standing.CONTENT, standing.SEEDS, standing.SITE) == (archive.CONTENT, archive.SEEDS, archive.SITE)
    assert standing.CONFIG == config.NAME


IMPORTS = """\
import json, sys
before = set(sys.modules)
from briefgen import standing
standing.Look(sys.argv[1])
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def test_asking_imports_next_to_nothing(root: Path) -> None:
    """Of briefgen two modules, and hardly any of Python's."""
    done = subprocess.run([sys.executable, "-c", IMPORTS, str(root)], check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    assert [name for name in found if name.startswith("briefgen")] == ["briefgen", "briefgen.stamps", "briefgen.standing"]
    assert set(found) <= {"briefgen", "briefgen.stamps", "briefgen.standing", "array", "contextlib", "zlib", "__future__", "collections.abc"}
