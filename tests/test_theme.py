"""A theme: what it lacks comes from the default one, and what is wrong with it is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen import theme
from briefgen.problem import Unreadable
from tests.archives import make


def refused(root: Path, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        theme.load(root, name)
    return str(caught.value)


def test_the_default_theme_is_whole(tmp_path: Path) -> None:
    """Every template that pages need, a stylesheet and the search script, from wherever briefgen brings it."""
    look = theme.load(tmp_path, theme.DEFAULT)
    assert set(theme.TEMPLATES) <= set(dict(look.templates))
    assert {"style.css", "search/export.js"} <= set(dict(look.static))
    assert {"search.js", "marks.js"} == set(dict(look.bundles))
    assert look.folders == (str(theme.bundled() / theme.DEFAULT),)


def test_a_bundle_is_made_of_the_theme_s_own_files_where_it_has_them(tmp_path: Path) -> None:
    """And of the default theme's where not; a file of the theme's own under the bundle's name stands for all of it."""
    make(tmp_path, "-- themes/mine/theme.toml --\n-- themes/mine/static/search/page.js --\n// mine\n-- themes/mine/static/marks.js --\n")
    look = theme.load(tmp_path, "mine")
    parts = dict(look.bundles)["search.js"]
    assert str(tmp_path / "themes/mine/static/search/page.js") in parts
    assert sum(part.startswith(str(tmp_path)) for part in parts) == 1
    assert "marks.js" in dict(look.static)
    assert set(dict(look.bundles)) == {"search.js"}


@pytest.mark.parametrize(
    ("bundles", "message"),
    [
        ('"../../content/articles/a.md" = ["a.js"]', "a sign that not every disk can hold"),
        ('"all.js" = ["b.js"]', "the bundle 'all.js' is made of static/b.js, which there is not"),
        ('"all.js" = []', "[bundles]: "),
        ('"all.js" = "a.js"', "[bundles]: "),
    ],
)
def test_a_bundle_that_cannot_be_made_is_told(tmp_path: Path, bundles: str, message: str) -> None:
    """Nor does one leave the site's folder."""
    make(tmp_path, f"-- themes/mine/theme.toml --\n[bundles]\n{bundles}\n-- themes/mine/static/a.js --\n")
    assert message in refused(tmp_path, "mine")


def test_a_theme_may_be_a_single_file(tmp_path: Path) -> None:
    """Its own files stand before those of the default theme, template by template and file by file."""
    make(tmp_path, '-- themes/mine/theme.toml --\nname = "Mine"\n-- themes/mine/templates/home.html --\nHi\n-- themes/mine/static/a/b.css --\n')
    look, default = theme.load(tmp_path, "mine"), theme.load(tmp_path, theme.DEFAULT)
    assert dict(look.templates) == {**dict(default.templates), "home.html": "Hi\n"}
    assert dict(look.static) == {**dict(default.static), "a/b.css": str(tmp_path / "themes/mine/static/a/b.css")}
    assert look.folders == (str(tmp_path / "themes/mine"), *default.folders)


def test_an_archive_s_theme_comes_before_one_of_the_same_name(tmp_path: Path) -> None:
    """Also before the default one."""
    make(tmp_path, "-- themes/briefing/theme.toml --\n-- themes/briefing/templates/home.html --\nHi\n")
    assert dict(theme.load(tmp_path, theme.DEFAULT).templates)["home.html"] == "Hi\n"


def test_a_folder_without_a_theme_toml_is_told(tmp_path: Path) -> None:
    """It would be passed over in silence, if the default theme had the same name."""
    make(tmp_path, "-- themes/briefing/templates/article.html --\n")
    assert "themes/briefing: error: a theme without a theme.toml" in refused(tmp_path, "briefing")


@pytest.mark.parametrize("name", ["none", "", "..", "../themes/briefing", "/etc", "a/b", "a\\b"])
def test_a_theme_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    """With those that are; a name never leads out of the themes' folders."""
    make(tmp_path, "-- themes/mine/theme.toml --\n-- themes/folder/readme --\n")
    message = refused(tmp_path, name)
    assert f"there is no theme {name!r}" in message
    assert "briefing" in message
    assert "mine" in message


def test_a_description_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """With its place below the archive."""
    make(tmp_path, "-- themes/mine/theme.toml --\nname = \n")
    assert refused(tmp_path, "mine").startswith("themes/mine/theme.toml: error: not valid TOML")


def test_a_template_that_is_no_text_is_told(tmp_path: Path) -> None:
    """By its name."""
    make(tmp_path, "-- themes/mine/theme.toml --\n-- themes/mine/templates/home.html --\n")
    (tmp_path / "themes/mine/templates/home.html").write_bytes(b"caf\xe9")
    assert refused(tmp_path, "mine").startswith("home.html: error: template is not UTF-8")


def test_windows_files_are_read(tmp_path: Path) -> None:
    """A byte-order mark is no part of a template, nor an error in a description."""
    make(tmp_path, "-- themes/mine/theme.toml --\n\ufeffname = 'x'\n-- themes/mine/templates/home.html --\n\ufeffHi\n")
    assert dict(theme.load(tmp_path, "mine").templates)["home.html"] == "Hi\n"


def test_a_file_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    """It could not be linked to."""
    make(tmp_path, "-- themes/mine/theme.toml --\n-- themes/mine/static/a.css --\n")
    (tmp_path / "themes" / "mine" / "static" / os.fsdecode(b"\xff.css")).write_text("")
    assert "not UTF-8" in refused(tmp_path, "mine")
