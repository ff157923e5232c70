"""A theme: what it lacks comes from the default one, and what is wrong with it is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen import theme
from briefgen.pages.kinds import TEMPLATES
from briefgen.problem import Unreadable
from tests.archives import make


def refused(root: Path, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        theme.load(root, name)
    return str(caught.value)


def sources(found: theme.Theme) -> dict[str, str]:
    """The nearest template of each name."""
    return {one.name: one.source for one in reversed(found.templates)}


def test_the_default_theme_is_whole(tmp_path: Path) -> None:
    """Every template that pages need, a stylesheet and the search script, from wherever briefgen brings it."""
    look = theme.load(tmp_path, theme.DEFAULT)
    assert set(TEMPLATES.values()) <= set(sources(look))
    assert {"style.css", "search/export.js"} <= set(dict(look.static))
    assert {"search.js", "marks.js", "verify.js"} == set(dict(look.bundles))
    assert look.folders == (str(theme.bundled() / theme.DEFAULT),)


def test_a_bundle_is_made_of_the_theme_s_own_files_where_it_has_them(tmp_path: Path) -> None:
    """And of the default theme's where not; a file of the theme's own under the bundle's name stands for all of it."""
    make(tmp_path, "-- themes/mine/theme.toml --\n-- themes/mine/static/search/page.js --\n// mine\n-- themes/mine/static/marks.js --\n")
    look = theme.load(tmp_path, "mine")
    parts = dict(look.bundles)["search.js"]
    assert str(tmp_path / "themes/mine/static/search/page.js") in parts
    assert sum(part.startswith(str(tmp_path)) for part in parts) == 1
    assert "marks.js" in dict(look.static)
    assert set(dict(look.bundles)) == {"search.js", "verify.js"}


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


def test_a_theme_may_extend_another(tmp_path: Path) -> None:
    """And that one another: what the nearest lacks is the next one's, texts and options too."""
    make(
        tmp_path,
        '-- themes/mine/theme.toml --\nextends = "other"\n[options]\na = { type = "text", default = "mine" }\n'
        "-- themes/mine/templates/home.html --\nmine\n-- themes/mine/i18n/de.toml --\nmine\n"
        '-- themes/other/theme.toml --\n[options]\na = { type = "text", default = "other" }\nb = { type = "text", default = "other" }\n'
        "-- themes/other/templates/home.html --\nother\n-- themes/other/templates/event.html --\nother\n"
        "-- themes/other/static/style.css --\n-- themes/other/i18n/de.toml --\nother\n",
    )
    look, default = theme.load(tmp_path, "mine"), theme.load(tmp_path, theme.DEFAULT)
    assert look.chain == ("mine", "other", "briefing")
    assert sources(look) == {**sources(default), "home.html": "mine\n", "event.html": "other\n"}
    assert [one.file for one in look.templates if one.name == "home.html"] == [
        *("themes/mine/templates/home.html", "themes/other/templates/home.html", "briefgen/themes/briefing/templates/home.html")
    ]
    assert dict(look.static)["style.css"] == str(tmp_path / "themes/other/static/style.css")
    assert [(one.file, one.source) for one in look.words if one.language == "de"][:2] == [
        *(("themes/mine/i18n/de.toml", "mine\n"), ("themes/other/i18n/de.toml", "other\n"))
    ]
    assert {option.name: option.default for option in look.options if len(option.name) == 1} == {"a": "mine", "b": "other"}
    assert {option.name for option in look.options} > {option.name for option in default.options}


def test_a_theme_may_stand_alone(tmp_path: Path) -> None:
    """It has nothing then but what is its own."""
    make(tmp_path, '-- themes/mine/theme.toml --\nextends = ""\n-- themes/mine/templates/home.html --\nmine\n')
    look = theme.load(tmp_path, "mine")
    assert (look.chain, sources(look), look.static, look.options) == (("mine",), {"home.html": "mine\n"}, (), ())
    assert look.words == theme.load(tmp_path, theme.DEFAULT).words  # of which titles are made


def test_themes_that_extend_one_another_in_a_circle_are_told(tmp_path: Path) -> None:
    """With the line that closes it."""
    make(tmp_path, '-- themes/a/theme.toml --\nname = "A"\nextends = "b"\n-- themes/b/theme.toml --\nextends = "a"\n')
    assert refused(tmp_path, "a").startswith(
        'themes/b/theme.toml:1: error: themes extend one another in a circle: a extends b extends a\n    extends = "a"\n'
    )


def test_a_theme_that_extends_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the line that names it."""
    make(tmp_path, '-- themes/a/theme.toml --\nname = "A"\nextends = "breifing"\n')
    assert refused(tmp_path, "a").startswith("themes/a/theme.toml:2: error: there is no theme 'breifing'")


def test_an_archive_s_version_of_a_theme_stands_before_that_theme(tmp_path: Path) -> None:
    """Also for a theme that extends it; what it says that it extends it does."""
    make(
        tmp_path,
        "-- themes/briefing/theme.toml --\n-- themes/briefing/templates/home.html --\nHi\n-- themes/mine/theme.toml --\n"
        '-- themes/own/theme.toml --\nextends = ""\n-- themes/own/templates/home.html --\nown\n',
    )
    assert theme.load(tmp_path, "mine").chain == ("mine", "briefing")
    assert sources(theme.load(tmp_path, "mine"))["home.html"] == "Hi\n"
    (tmp_path / "themes/briefing/theme.toml").write_text('extends = "own"\n', encoding="utf-8")
    look = theme.load(tmp_path, "mine")
    assert look.chain == ("mine", "briefing", "own")
    assert sources(look) == {"home.html": "Hi\n"}


def test_every_theme_is_known(tmp_path: Path) -> None:
    """The archive's and those that briefgen brings, with what they say of themselves."""
    make(tmp_path, '-- themes/mine/theme.toml --\ndescription = "My own"\n-- themes/folder/readme --\n')
    found = theme.known(tmp_path)
    assert {"briefing", "mine"} <= set(found)
    assert "folder" not in found
    about, folder = found["mine"]
    assert (about.description, folder) == ("My own", "themes/mine")
    assert Path(found["briefing"][1], theme.ABOUT).is_file()


def test_a_theme_may_be_a_single_file(tmp_path: Path) -> None:
    """Its own files stand before those of the default theme, template by template and file by file."""
    make(tmp_path, '-- themes/mine/theme.toml --\nname = "Mine"\n-- themes/mine/templates/home.html --\nHi\n-- themes/mine/static/a/b.css --\n')
    look, default = theme.load(tmp_path, "mine"), theme.load(tmp_path, theme.DEFAULT)
    assert sources(look) == {**sources(default), "home.html": "Hi\n"}
    assert dict(look.static) == {**dict(default.static), "a/b.css": str(tmp_path / "themes/mine/static/a/b.css")}
    assert look.folders == (str(tmp_path / "themes/mine"), *default.folders)


def test_an_archive_s_theme_comes_before_one_of_the_same_name(tmp_path: Path) -> None:
    """Also before the default one."""
    make(tmp_path, "-- themes/briefing/theme.toml --\n-- themes/briefing/templates/home.html --\nHi\n")
    assert sources(theme.load(tmp_path, theme.DEFAULT))["home.html"] == "Hi\n"


def test_a_folder_without_a_theme_toml_is_told(tmp_path: Path) -> None:
    """It would be passed over in silence, if the default theme had the same name."""
    make(tmp_path, "-- themes/briefing/templates/article.html --\n")
    assert "themes/briefing: error: a theme without a theme.toml" in refused(tmp_path, "briefing")


@pytest.mark.parametrize(("settings", "line"), [('theme = "mien"', 2), ('[theme]\ntone = "a"\nname = "mien"', 4)])
def test_a_theme_that_is_mistyped_is_told_where_it_is_chosen(tmp_path: Path, settings: str, line: int) -> None:
    """With the line and what was meant; asked for by hand it has no place there."""
    make(tmp_path, f'-- briefgen.toml --\ntitle = "T"\n{settings}\n-- themes/mine/theme.toml --\n')
    with pytest.raises(Unreadable) as raised:
        theme.load(tmp_path, "mien")
    (problem,) = raised.value.problems
    assert (problem.path, problem.line, problem.quote) == ("briefgen.toml", line, settings.splitlines()[-1])
    assert (problem.message, problem.hint) == ("there is no theme 'mien'", "did you mean 'mine'?")
    assert refused(tmp_path, "other").startswith("error: there is no theme 'other'")


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
    assert refused(tmp_path, "mine").startswith("themes/mine/theme.toml:1: error: not valid TOML")


def test_a_template_that_is_no_text_is_told(tmp_path: Path) -> None:
    """By its name."""
    make(tmp_path, "-- themes/mine/theme.toml --\n-- themes/mine/templates/home.html --\n")
    (tmp_path / "themes/mine/templates/home.html").write_bytes(b"caf\xe9")
    assert refused(tmp_path, "mine").startswith("themes/mine/templates/home.html: error: the template is not UTF-8")


def test_windows_files_are_read(tmp_path: Path) -> None:
    """A byte-order mark is no part of a template, nor an error in a description."""
    make(tmp_path, "-- themes/mine/theme.toml --\n\ufeffname = 'x'\n-- themes/mine/templates/home.html --\n\ufeffHi\n")
    assert sources(theme.load(tmp_path, "mine"))["home.html"] == "Hi\n"


def test_a_file_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    """It could not be linked to."""
    make(tmp_path, "-- themes/mine/theme.toml --\n-- themes/mine/static/a.css --\n")
    (tmp_path / "themes" / "mine" / "static" / os.fsdecode(b"\xff.css")).write_text("")
    assert "not UTF-8" in refused(tmp_path, "mine")
