"""A folder of this machine as a target."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import files
from briefgen.config import Config
from briefgen.deploy.deploy import opened
from briefgen.problem import Unreadable
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
    assert ground.planned().closed == ("articles/one.html", "articles/two.html")


@pytest.mark.parametrize("to", ["site", "site/below", ".", "", "nowhere/../site"])
def test_the_archive_s_own_folder_is_no_target(ground: Ground, to: str) -> None:
    """Nor is its site, nor what holds it."""
    with pytest.raises(Unreadable), opened(ground.root, ground.target._replace(to=to), Config()):
        pass
