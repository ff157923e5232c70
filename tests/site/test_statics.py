"""A theme's static files under names that carry a digest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from msgspec import structs

from briefgen import theme
from briefgen.library.originals import ChangedMeanwhile
from briefgen.problem import Problem, Unreadable
from briefgen.site import statics
from briefgen.site.planned import Planned
from tests.archives import make
from tests.kits import ENGLISH

ALONE = '-- themes/mine/theme.toml --\nextends = ""\n'


def planned(root: Path, text: str) -> dict[str, Planned]:
    """The static files of a theme that extends nothing."""
    make(root, ALONE + text)
    found = statics.planned(theme.load(root, "mine"), ENGLISH)
    return {path: item for path, item in found.items() if path.startswith("own")}


def made(root: Path, item: Planned) -> bytes:
    data = item.make(root, *item.given)
    assert isinstance(data, bytes)
    return data


def refused(root: Path, text: str) -> Problem:
    with pytest.raises(Unreadable) as caught:
        planned(root, text)
    (problem,) = caught.value.problems
    return problem


def test_a_name_carries_the_digest_of_the_bytes(tmp_path: Path) -> None:
    """Before its ending; the same bytes have the same name, and others another."""
    found = planned(
        tmp_path, "-- themes/mine/static/own/a.css --\na {}\n-- themes/mine/static/own/b.min.js --\nb\n-- themes/mine/static/own/LICENCE --\n"
    )
    mark = hashlib.blake2b(b"a {}\n", digest_size=16).hexdigest()[:8]
    assert found["own/a.css"].path == f"static/own/a.{mark}.css"
    assert found["own/b.min.js"].path.startswith("static/own/b.min.")
    assert found["own/b.min.js"].path.endswith(".js")
    assert len(found["own/LICENCE"].path) == len("static/own/LICENCE.12345678")
    (tmp_path / "themes/mine/static/own/a.css").write_text("b {}\n", encoding="utf-8")
    again = planned(tmp_path, "")
    assert again["own/a.css"].path != found["own/a.css"].path
    assert again["own/b.min.js"] == found["own/b.min.js"]


def test_a_bundle_s_name_carries_the_digest_of_what_is_made(tmp_path: Path) -> None:
    """A comment that it leaves out is no change of it."""
    text = '[bundles]\n"own.js" = ["one.js", "two.js"]\n-- themes/mine/static/one.js --\n// said\n1\n-- themes/mine/static/two.js --\n2\n'
    one = planned(tmp_path, text)["own.js"]
    assert made(tmp_path, one) == b"1\n;\n2\n"
    assert one.path == statics.addressed("own.js", b"1\n;\n2\n")
    assert planned(tmp_path, text.replace("said", "said otherwise"))["own.js"].path == one.path
    assert planned(tmp_path, text.replace("\n2\n", "\n3\n"))["own.js"].path != one.path


def test_a_bundle_may_have_texts_of_the_catalogue_in_it(tmp_path: Path) -> None:
    """They stand where it names them, and are part of what its name is made of."""
    text = '[bundles]\n"own.js" = ["i18n:marks,names", "one.js"]\n-- themes/mine/static/one.js --\n1\n'
    item = planned(tmp_path, text)["own.js"]
    data = made(tmp_path, item).decode()
    assert data.endswith(";\n1\n")
    assert '"marks.next":"Next"' in data
    assert '"names.two":' in data
    other = statics.planned(theme.load(tmp_path, "mine"), structs.replace(ENGLISH, texts={**ENGLISH.texts, "marks.next": "On"}))
    assert other["own.js"].path != item.path


def test_a_table_that_no_catalogue_has_is_refused(tmp_path: Path) -> None:
    assert "wants the texts of 'mraks'" in refused(tmp_path, '[bundles]\n"own.js" = ["i18n:marks,mraks"]\n').message


def test_what_a_stylesheet_refers_to_is_under_its_new_name(tmp_path: Path) -> None:
    """However it is written; what is elsewhere, a comment or a text stays."""
    style = """\
@import "own-parts/base.css" screen;
@import url('own-parts/base.css');
a { background: url(own-parts/a%20b.svg#x) , URL( "own-parts/a%20b.svg" ); }
b { background: url(data:image/png;base64,AA==), url(https://example.org/x.png), url(//example.org/x.png), url(/x.png), url(#clip), url() }
/* url(none.png) and @import "none.css" */
c::before { content: "url(none.png)" '\\'url(none.png)'; }
"""
    found = planned(
        tmp_path,
        f"-- themes/mine/static/own.css --\n{style}-- themes/mine/static/own-parts/base.css --\nd {{ background: url(../own.svg?v=1) }}\n"
        "-- themes/mine/static/own-parts/a b.svg --\n<svg/>\n-- themes/mine/static/own.svg --\n<svg></svg>\n",
    )
    base, picture, mark = (found[path].path.removeprefix("static/") for path in ("own-parts/base.css", "own-parts/a b.svg", "own.svg"))
    shown = picture.replace(" ", "%20")
    expected = style.replace("own-parts/base.css", base).replace("own-parts/a%20b.svg", shown)
    assert made(tmp_path, found["own.css"]).decode() == expected
    assert made(tmp_path, found["own-parts/base.css"]).decode() == f"d {{ background: url(../{mark}?v=1) }}\n"


def test_what_a_stylesheet_refers_to_changes_its_own_name(tmp_path: Path) -> None:
    """Since it holds the other's name: a browser that keeps the one asks for the other."""
    text = (
        "-- themes/mine/static/own.css --\n@import 'own2.css';\n-- themes/mine/static/own2.css --\na { b: url(own.svg) }\n"
        "-- themes/mine/static/own.svg --\n1\n"
    )
    before, after = planned(tmp_path, text), planned(tmp_path, text.replace("\n1\n", "\n2\n"))
    assert all(before[path].path != after[path].path for path in before)


def test_a_stylesheet_that_refers_to_nothing_is_told(tmp_path: Path) -> None:
    """With its line, and what may have been meant."""
    problem = refused(
        tmp_path, "-- themes/mine/static/own.css --\na {}\n/*\n*/ b { c: url('fots/own.woff2') }\n-- themes/mine/static/fonts/own.woff2 --\n"
    )
    assert problem == Problem(
        *("themes/mine/static/own.css", 3, "'fots/own.woff2' is no file of the theme: there is no static/fots/own.woff2"),
        *("did you mean static/fonts/own.woff2?", "*/ b { c: url('fots/own.woff2') }"),
    )


@pytest.mark.parametrize("url", ["../../theme.toml", "..", "../static/own.css/x", "%2e%2e/theme.toml"])
def test_a_stylesheet_does_not_lead_out_of_the_static_files(tmp_path: Path, url: str) -> None:
    """Whatever it asks for."""
    assert "is no file of the theme" in refused(tmp_path, f"-- themes/mine/static/own.css --\na {{ b: url({url}) }}\n").message


@pytest.mark.parametrize("other", ["own.css", "own2.css"])
def test_stylesheets_that_lead_to_one_another_are_told(tmp_path: Path, other: str) -> None:
    """Neither could have a name."""
    text = f"-- themes/mine/static/own.css --\n@import '{other}';\n-- themes/mine/static/own2.css --\n@import 'own.css';\n"
    assert "leads back to this stylesheet" in refused(tmp_path, text).message


def test_a_stylesheet_that_is_no_text_stays_as_it_is(tmp_path: Path) -> None:
    """Byte for byte, but for addresses."""
    make(tmp_path, ALONE)
    place = tmp_path / "themes/mine/static/own.css"
    place.parent.mkdir()
    place.write_bytes(b'@charset "latin1"; a { content: "\xe9" } /* \xff */')
    assert made(tmp_path, planned(tmp_path, "")["own.css"]) == place.read_bytes()


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    """Its name would not be that of its bytes."""
    found = planned(tmp_path, "-- themes/mine/static/own.css --\na { b: url(own.svg) }\n-- themes/mine/static/own.svg --\n1\n")
    for path in ("own.css", "own.svg"):
        (tmp_path / "themes/mine/static" / path).write_text("other", encoding="utf-8")
        with pytest.raises(ChangedMeanwhile):
            made(tmp_path, found[path])
