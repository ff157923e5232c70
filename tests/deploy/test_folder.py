"""A folder of this machine as a target."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen import files
from tests.deploy.grounds import Ground, files_in, fill

SITE = {"index.html": "front", "articles/one.html": "one", "articles/two.html": "two"}


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    made = Ground("folder", tmp_path)
    fill(made.site, SITE)
    return made


def test_a_deploy_that_fails_before_it_moves_leaves_the_folder_as_it_was(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk: everything lies beside it first."""
    ground.deploy()
    before = files_in(ground.there)
    fill(ground.site, {"new.html": "new", "index.html": "other"})

    def full(path: str, data: bytes) -> None:
        if data == b"other":
            raise OSError(28, "No space left on device", path)
        Path(path).write_bytes(data)

    monkeypatch.setattr(files, "lay", full)
    with pytest.raises(OSError, match="No space left"):
        ground.deploy()
    assert files_in(ground.there) == before


@pytest.mark.parametrize("moves", range(4))
def test_a_deploy_that_is_cut_off_while_it_moves_is_finished_by_the_next(ground: Ground, monkeypatch: pytest.MonkeyPatch, moves: int) -> None:
    """Wherever that was; and until then there are whole files, and nothing that nobody knows."""
    fill(ground.there, {"theirs": "theirs"})
    ground.deploy()
    fill(ground.site, {"new.html": "new", "index.html": "other", "articles/one.html": "mended", "articles/two.html": None})
    done: list[Path] = []
    move = files.move

    def cut(path: Path, to: Path) -> None:
        if len(done) == moves:
            raise KeyboardInterrupt
        done.append(to)
        move(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(files, "move", cut)
        if moves < 3:
            with pytest.raises(KeyboardInterrupt):
                ground.deploy()
        else:
            ground.deploy()
    assert [path.name for path in done] == ["new.html", "one.html", "index.html"][:moves]
    ground.deploy()
    assert set(files_in(ground.there)) == {"theirs", "new.html", "index.html", "articles/one.html", ".briefgen-files"}
    assert ground.planned().is_empty


def test_what_somebody_edited_there_stays_when_it_is_no_longer_made(ground: Ground) -> None:
    """It is told, and is theirs from then on; what is still made is written over."""
    ground.deploy()
    fill(ground.there, {"articles/one.html": "edited", "index.html": "edited"})
    fill(ground.site, {"articles/one.html": None, "index.html": "other"})
    plan = ground.deploy()
    assert (plan.edited, plan.removed, plan.changed) == (("articles/one.html",), (), ("index.html",))
    assert ground.files()["articles/one.html"] == b"edited"
    assert b"articles/one.html" not in ground.files()[".briefgen-files"]
    assert ground.planned().is_empty


def test_a_link_that_leads_out_of_the_folder_is_not_followed(ground: Ground, tmp_path: Path) -> None:
    """Nothing is written where it leads."""
    (tmp_path / "else").mkdir()
    ground.there.mkdir()
    (ground.there / "articles").symlink_to(tmp_path / "else")
    assert ground.planned().closed == ("articles",)


def test_a_folder_that_is_ours_but_for_what_is_hidden_stays(ground: Ground) -> None:
    """Nor does one give way that has a folder of others, be it empty; a folder with nothing but what is ours does."""
    fill(ground.site, {"a/one.html": "x", "b/one.html": "x", "c/one.html": "x"})
    ground.deploy()
    fill(ground.there, {"a/.theirs": "x"})
    (ground.there / "b/theirs").mkdir()
    for name in "abc":
        (ground.site / name / "one.html").unlink()
        (ground.site / name).rmdir()
    fill(ground.site, dict.fromkeys("abc", "y"))
    assert ground.planned().closed == ("a", "b")


def test_a_file_that_somebody_edited_and_that_is_in_the_way_is_named(ground: Ground) -> None:
    """It stays, as it is no longer made: so it bars the folder."""
    fill(ground.site, {"c": "x"})
    ground.deploy()
    fill(ground.there, {"c": "edited"})
    fill(ground.site, {"c": None})
    fill(ground.site, {"c/d.html": "x"})
    plan = ground.planned()
    assert (plan.closed, plan.edited, plan.blocked) == (("c",), ("c",), ())


def test_what_is_no_file_is_in_the_way_and_never_waited_for(ground: Ground) -> None:
    """A pipe, in a file's place and in a folder's."""
    fill(ground.site, {"a.html": "x", "b/c.html": "x", "d.html": "x"})
    ground.deploy()
    for name in ("a.html", "e.html", "f"):
        (ground.there / name).unlink(missing_ok=True)
        os.mkfifo(ground.there / name)
    fill(ground.site, {"a.html": None, "e.html": "x", "f/g.html": "x"})
    plan = ground.planned()
    assert (plan.edited, plan.blocked, plan.closed) == (("a.html",), ("e.html",), ("f",))
