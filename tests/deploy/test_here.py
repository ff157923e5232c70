"""Targets on this machine, and which folders are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import config
from briefgen.deploy import here
from briefgen.deploy.deploy import opened
from briefgen.keys.targets import Target
from briefgen.problem import Problem, Unreadable
from tests import archives


def refused(root: Path, kind: str, to: str) -> Problem | None:
    """What is wrong with a target of briefgen.toml."""
    archives.make(root, f'-- briefgen.toml --\ntitle = "x"\n[deploy.live]\nkind = "{kind}"\nto = "{to}"\n')
    settings = config.load(root)
    try:
        here.refuse(root, settings, settings.deploy[0])
    except Unreadable as error:
        return error.problems[0]
    return None


@pytest.mark.parametrize("kind", ["folder", "rsync"])
@pytest.mark.parametrize(
    ("to", "wrong"),
    [
        (".", "is the archive's own folder"),
        ("../archive/", "is the archive's own folder"),
        ("..", "is a folder that the archive is in"),
        ("/", "is a folder that the archive is in"),
        ("site", "is the archive's own site/"),
        ("nowhere/../site/below", "is in the archive's own site/"),
        ("site-internal", "is the archive's own site-internal/"),
        ("content/articles", "is in the archive's own content/"),
        ("seeds", "is the archive's own seeds/"),
        ("themes/mine", "is in the archive's own themes/"),
        ("extensions", "is the archive's own extensions/"),
        (".briefgen/x", "is in the archive's own .briefgen/"),
        (".git", "is the archive's own .git/"),
    ],
)
def test_the_archive_s_own_folders_are_no_target(tmp_path: Path, kind: str, to: str, wrong: str) -> None:
    """Nor is one that it is in; told at the key."""
    problem = refused(tmp_path / "archive", kind, to)
    assert problem
    assert (problem.path, problem.line, problem.message) == ("briefgen.toml", 4, f"deploy: live: to: {to!r} {wrong}")
    assert "outside of the archive" in problem.hint


@pytest.mark.parametrize("kind", ["folder", "rsync"])
@pytest.mark.parametrize("to", ["public", "docs/site", "../archive-site", "sites", "content2"])
def test_other_folders_are(tmp_path: Path, kind: str, to: str) -> None:
    """Those in the archive too, though their names begin like its own."""
    assert refused(tmp_path / "archive", kind, to) is None


@pytest.mark.parametrize("to", ["me@example.org:.", "example.org::site", "rsync://example.org/site"])
def test_what_is_on_another_machine_is_not_looked_at(tmp_path: Path, to: str) -> None:
    """Whatever its folder is called."""
    assert refused(tmp_path / "archive", "rsync", to) is None


@pytest.mark.parametrize("kind", ["folder", "rsync"])
def test_a_file_is_no_target(tmp_path: Path, kind: str) -> None:
    (tmp_path / "file").touch()
    problem = refused(tmp_path / "archive", kind, "../file")
    assert problem
    assert problem.message.endswith("is no folder")


@pytest.mark.parametrize("kind", ["folder", "rsync"])
def test_a_user_whom_nobody_knows_has_no_folder(tmp_path: Path, kind: str) -> None:
    problem = refused(tmp_path / "archive", kind, "~nobody-of-this-name/site")
    assert problem
    assert problem.line == 4
    assert "does not know" in problem.message


def test_links_are_followed(tmp_path: Path) -> None:
    """From the target, and from the archive."""
    root = tmp_path / "archive"
    (root / "content").mkdir(parents=True)
    (tmp_path / "link").symlink_to(root / "content")
    (tmp_path / "disk/seeds").mkdir(parents=True)
    (root / "seeds").symlink_to(tmp_path / "disk/seeds")
    for to, wrong in (("../link/x", "is in the archive's own content/"), ("../disk", "is a folder that the archive's own seeds/ is in")):
        problem = refused(root, "folder", to)
        assert problem
        assert problem.message.endswith(wrong)


def test_such_a_target_is_never_opened(tmp_path: Path) -> None:
    """Whoever asks for it."""
    with pytest.raises(Unreadable), opened(tmp_path, Target("live", "rsync", to="site"), config.Config()):
        pass
