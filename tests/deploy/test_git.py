"""A branch of a git repository as a target."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.deploy.deploy import carried_out, opened, plan_for
from briefgen.deploy.place import Moved
from briefgen.problem import Unreadable
from tests.deploy.grounds import Ground, files_in, fill, git, need
from tests.test_docs import blocks_of

SITE = {"index.html": "front", "articles/one.html": "one"}


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    need("git")
    made = Ground("git", tmp_path)
    fill(made.site, SITE)
    return made


def of_archive(ground: Ground) -> None:
    """The archive gets a repository, with a commit, something staged and something not."""
    git("init", "--quiet", folder=ground.root)
    fill(ground.root, {"briefgen.toml": "", ".gitignore": "/site/\n"})
    git("add", "-A", folder=ground.root)
    git("commit", "--quiet", "-m", "one", folder=ground.root)
    fill(ground.root, {"staged.md": "a"})
    git("add", "staged.md", folder=ground.root)
    fill(ground.root, {"loose.md": "b"})


def test_each_deploy_is_one_commit(ground: Ground) -> None:
    """Behind what the branch had; and there is none where nothing changed."""
    ground.write({"CNAME": "example.org"})
    ground.deploy()
    fill(ground.site, {"articles/one.html": "mended"})
    ground.deploy()
    said = git("log", "--format=%s|%an <%ae>", "pages", folder=ground.there).decode().splitlines()
    assert said == [
        "Deploy: 0 added, 1 changed, 0 removed|briefgen <briefgen@localhost>",
        "Deploy: 2 added, 0 changed, 0 removed|briefgen <briefgen@localhost>",
        "else|E <e@example.org>",
    ]
    assert ground.planned().is_empty


def test_a_branch_that_is_not_there_begins_with_the_deploy(ground: Ground) -> None:
    """It has no history of another branch."""
    ground.deploy()
    assert git("rev-list", "--count", "pages", folder=ground.there).decode().strip() == "1"


def test_without_history_the_branch_has_one_commit(ground: Ground) -> None:
    """With what others put there; what was deployed before is in nothing that is reached from it. A first deploy is no other."""
    ground.target = ground.target._replace(history=False)
    ground.deploy()
    ground.write({"CNAME": "example.org", "theirs/a.html": "a"})
    fill(ground.site, {"articles/one.html": None, "articles/two.html": "two"})
    ground.deploy()
    assert git("rev-list", "--count", "pages", folder=ground.there).decode().strip() == "1"
    assert set(ground.files()) == {"CNAME", "theirs/a.html", "index.html", "articles/two.html", ".briefgen-files"}
    named = git("rev-list", "--objects", "pages", folder=ground.there).decode()
    assert "two.html" in named
    assert "one.html" not in named
    assert ground.planned().is_empty


def test_without_history_what_somebody_else_pushed_meanwhile_is_not_lost(ground: Ground) -> None:
    """A commit that nobody has seen is not written over: another plan is needed, also where there was no branch."""
    ground.target = ground.target._replace(history=False)
    for name in ("first.html", "second.html"):
        with opened(ground.root, ground.target, Config()) as place:
            plan = plan_for(ground.root, place, ground.site)
            ground.write({name: "meanwhile"})
            with pytest.raises(Moved):
                carried_out(ground.root, place, ground.site, plan)
        ground.deploy()
        fill(ground.site, {"articles/one.html": f"mended, {name}"})
    assert {"first.html", "second.html"} < set(ground.files())


@pytest.mark.parametrize("document", ["docs/deploy.md", "docs/rights.md"])
def test_a_branch_starts_anew_as_documented(ground: Ground, document: str) -> None:
    """With the files that it has, and none of those that it had; the next deploy goes on behind that."""
    of_archive(ground)
    git("remote", "add", "origin", str(ground.there), folder=ground.root)
    ground.target = ground.target._replace(branch="gh-pages")
    ground.deploy()
    fill(ground.site, {"articles/one.html": None})
    ground.deploy()
    (block,) = (block for block in blocks_of(document, "sh") if "commit-tree" in block)
    who = {"GIT_AUTHOR_NAME": "E", "GIT_AUTHOR_EMAIL": "e@example.org", "GIT_COMMITTER_NAME": "E", "GIT_COMMITTER_EMAIL": "e@example.org"}
    subprocess.run(["sh", "-e", "-c", block], cwd=ground.root, env={**os.environ, **who}, capture_output=True, check=True)
    named = git("rev-list", "--objects", "gh-pages", folder=ground.there).decode()
    assert ("index.html" in named, "one.html" in named) == (True, False)
    assert ground.planned().is_empty


def test_the_archive_s_own_repository_is_left_as_it_is(ground: Ground) -> None:
    """Its index, its files, its branches, its objects; its remote's name leads to the target."""
    of_archive(ground)
    git("remote", "add", "origin", str(ground.there), folder=ground.root)
    ground.target = ground.target._replace(remote="origin")
    before = files_in(ground.root)
    ground.deploy()
    assert {path: data for path, data in files_in(ground.root).items() if path != ".briefgen/lock"} == before
    assert set(ground.files()) == {*SITE, ".briefgen-files"}


def test_hooks_and_programs_of_the_archive_s_repository_do_not_run(ground: Ground, tmp_path: Path) -> None:
    """An archive of a stranger may have a repository with settings that name programs."""
    of_archive(ground)
    spy = tmp_path / "spy"
    spy.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
    spy.chmod(0o755)
    (ground.root / "hooks").mkdir()
    for hook in ("pre-push", "post-commit", "reference-transaction", "pre-commit"):
        (ground.root / "hooks" / hook).symlink_to(spy)
    for key in ("core.fsmonitor", "core.sshCommand", "gpg.program", "core.editor", "credential.helper", "core.askPass", "core.pager"):
        git("config", key, str(spy), folder=ground.root)
    git("config", "core.hooksPath", str(ground.root / "hooks"), folder=ground.root)
    git("config", "commit.gpgSign", "true", folder=ground.root)
    git("remote", "add", "origin", str(ground.there), folder=ground.root)
    (tmp_path / "ran").unlink(missing_ok=True)
    ground.target = ground.target._replace(remote="origin")
    ground.deploy()
    assert not (tmp_path / "ran").exists()
    assert set(ground.files()) == {*SITE, ".briefgen-files"}


@pytest.mark.parametrize("address", ["ext::sh -c 'touch ran'", "-c", "--upload-pack=touch ran"])
def test_a_remote_that_names_a_program_is_refused(ground: Ground, address: str) -> None:
    """However it came into the archive's repository."""
    of_archive(ground)
    git("config", "remote.origin.url", address, folder=ground.root)
    ground.target = ground.target._replace(remote="origin")
    with pytest.raises(Unreadable):
        ground.deploy()
    assert not (ground.root / "ran").exists()


def test_a_remote_that_is_not_there_is_a_problem_with_what_git_says(ground: Ground) -> None:
    """And with a hint."""
    ground.target = ground.target._replace(remote=str(ground.root / "nowhere"))
    with pytest.raises(Unreadable) as found:
        ground.deploy()
    (problem,) = found.value.problems
    assert "git failed" in problem.message
    assert "does not appear to be a git repository" in problem.quote


def test_a_branch_that_moved_since_the_plan_is_planned_anew(ground: Ground) -> None:
    """Nothing is forced: the other's commit stays."""
    ground.deploy()
    fill(ground.site, {"articles/one.html": "mended"})
    with opened(ground.root, ground.target, Config()) as place:
        plan = plan_for(ground.root, place, ground.site)
        ground.write({"theirs.html": "meanwhile"})
        with pytest.raises(Moved):
            carried_out(ground.root, place, ground.site, plan)
        carried_out(ground.root, place, ground.site, plan_for(ground.root, place, ground.site))
    assert ground.files()["theirs.html"] == b"meanwhile"
    assert ground.files()["articles/one.html"] == b"mended"


def test_a_site_can_stand_in_a_folder_of_the_branch(ground: Ground) -> None:
    """Beside what else there is, which stays; a file of that name is no folder."""
    ground.write({"README.md": "theirs", "docs/theirs.md": "theirs"})
    ground.target = ground.target._replace(folder="docs")
    ground.deploy()
    assert set(ground.files()) == {"README.md", "docs/theirs.md", "docs/index.html", "docs/articles/one.html", "docs/.briefgen-files"}
    ground.target = ground.target._replace(folder="README.md")
    with pytest.raises(Unreadable):
        ground.planned()


def test_who_commits_is_who_git_says(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the archive's own repository; the message may be given."""
    of_archive(ground)
    git("config", "user.name", "Ada Æ", folder=ground.root)
    git("config", "user.email", "ada@example.org", folder=ground.root)
    monkeypatch.setenv("GIT_DIR", str(ground.root / ".git"))  # as in a hook
    ground.target = ground.target._replace(message="New articles")
    ground.deploy()
    monkeypatch.delenv("GIT_DIR")
    assert git("log", "--format=%s|%an <%ae>", "pages", folder=ground.there).decode() == "New articles|Ada Æ <ada@example.org>\n"


def test_a_link_in_the_branch_is_none_of_ours(ground: Ground) -> None:
    """One of the name of a page is in its way."""
    target = git("hash-object", "-w", "--stdin", folder=ground.there, given=b"/etc/passwd").decode().strip()
    git("update-index", "--add", "--cacheinfo", f"120000,{target},index.html", folder=ground.there)
    tree = git("write-tree", folder=ground.there).decode().strip()
    git("update-ref", "refs/heads/pages", git("commit-tree", "-m", "x", tree, folder=ground.there).decode().strip(), folder=ground.there)
    assert ground.planned().blocked == ("index.html",)


def test_nothing_is_left_on_this_machine(ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository that the commit was made in is gone."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    ground.deploy()
    assert list((tmp_path / "temporary").iterdir()) == []
