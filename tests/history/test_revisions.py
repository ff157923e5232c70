"""The articles as git has them, with a real git."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.history import revisions
from briefgen.history.refused import Refused
from tests import archives
from tests.history.repositories import commit, git
from tests.sites import article


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of three days: a, then a and ü, then ü alone."""
    root = archives.make(tmp_path / "repository/archive", article("2024/a", body="One."))
    git(tmp_path / "repository", "init", "--quiet", "--initial-branch=main")
    commit_there(root, "2026-11-01T22:00:00Z")
    archives.make(root, article("2024/ü", body="Two.\n\nWith\x00 more."))
    commit_there(root, "2026-11-02T23:59:59Z")
    (root / "content/articles/2024/a.md").unlink()
    commit_there(root, "2026-11-03T00:00:00Z")
    return root


def commit_there(root: Path, when: str) -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Edit", when=when)
    return git(root, "rev-parse", "HEAD")


def slugs(root: Path, name: str) -> list[str]:
    return [one.slug for one in revisions.articles(root, revisions.commit_of(root, name))]


def test_a_revision_has_the_articles_that_it_had(root: Path) -> None:
    """Though the archive is a folder of a larger repository, and whatever the names of its files are."""
    assert [slugs(root, name) for name in ("HEAD~2", "HEAD~1", "HEAD")] == [["a"], ["a", "ü"], ["ü"]]
    (found,) = revisions.articles(root, revisions.commit_of(root, "main"))
    assert (found.path, found.body) == ("articles/2024/ü.md", "Two.\n\nWith\x00 more.")


@pytest.mark.parametrize(("day", "expected"), [("2026-11-01", ["a"]), ("2026-11-02", ["a", "ü"]), ("2026-11-03", ["ü"]), ("2031-01-01", ["ü"])])
def test_a_day_is_as_it_ended(root: Path, day: str, expected: list[str]) -> None:
    """In UTC, to the second."""
    assert [one.slug for one in revisions.articles(root, revisions.commit_on(root, day))] == expected


def test_a_day_before_the_first_is_refused(root: Path) -> None:
    with pytest.raises(Refused, match="its first commit is later"):
        revisions.commit_on(root, "2026-10-31")


def test_the_working_tree_is_left_alone(root: Path) -> None:
    """What is not committed is neither seen nor touched."""
    (root / "content/articles/2024/ü.md").write_text("edited", encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    index = (root.parent / ".git/index").read_bytes()
    assert slugs(root, "HEAD~2") == ["a"]
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert (root.parent / ".git/index").read_bytes() == index


@pytest.mark.parametrize("name", ["nothing", "--output=x", "-h", "HEAD:content", "HEAD..HEAD~1", "a\nb", "@{", "../../etc", "deadbeef" * 5])
def test_what_names_no_commit_is_refused(root: Path, name: str) -> None:
    """No name is an option, or anything but a commit."""
    with pytest.raises(Refused):
        revisions.articles(root, revisions.commit_of(root, name))
    assert not (root / "x").exists()


def test_without_a_repository_nobody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(Refused, match="in no git repository"):
        revisions.commit_of(archives.make(tmp_path, article("a")), "HEAD")


def test_without_git_that_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(Refused, match="git is not here"):
        revisions.commit_of(root, "HEAD")


def test_links_and_hidden_files_are_no_articles(root: Path) -> None:
    """As in content/ itself."""
    archives.write(root, "content/articles/.hidden.md", "---\ntitle: T\n---\n")
    archives.write(root, "content/articles/.git-old/a.md", "---\ntitle: T\n---\n")
    archives.write(root, "content/articles/notes.txt", "no")
    (root / "content/articles/passwd.md").symlink_to("/etc/passwd")
    commit_there(root, "2026-11-04T00:00:00Z")
    assert slugs(root, "HEAD") == ["ü"]


def test_a_hostile_repository_runs_nothing(root: Path) -> None:
    """Neither hooks nor what its configuration or attributes name; what it lacks is not fetched."""
    sign = root.parent / "ran"
    program = root.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch '{sign}'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    (root / ".gitattributes").write_text("*.md filter=mine diff=mine export-ignore\n", encoding="utf-8")
    (root.parent / ".git/hooks").mkdir(exist_ok=True)
    for key in ("filter.mine.smudge", "diff.mine.textconv", "diff.external", "core.fsmonitor", "core.sshCommand", "core.pager", "gpg.program"):
        git(root, "config", key, str(program))
    git(root, "config", "log.showSignature", "true")
    git(root, "config", "protocol.allow", "always")
    git(root, "config", "remote.origin.url", f"ext::{program}")
    git(root, "config", "remote.origin.promisor", "true")
    git(root, "config", "extensions.partialClone", "origin")
    blob = git(root, "rev-parse", "HEAD~2:./content/articles/2024/a.md")
    sign.unlink(missing_ok=True)
    assert slugs(root, "HEAD") == ["ü"]
    revisions.commit_on(root, "2026-11-01")
    (root.parent / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    with pytest.raises(Refused):
        slugs(root, "HEAD~2")
    assert not sign.exists()


def test_an_archive_that_had_no_content_yet_had_no_articles(tmp_path: Path) -> None:
    archives.make(tmp_path, "")
    assert revisions.articles(tmp_path, commit(tmp_path, "2026-11-01T00:00:00Z")) == ()
