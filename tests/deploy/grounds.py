"""Targets of every kind, real ones, for tests: what stands there, and somebody else who writes there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefgen.config import Config
from briefgen.deploy.deploy import carried_out, opened, plan_for
from briefgen.deploy.plan import Plan
from briefgen.keys.targets import Target

KINDS = ("folder", "git", "rsync", "rclone")
Files = dict[str, bytes]


def need(program: str) -> None:
    """Skips a test where there is no such program, in one line of pytest's."""
    if shutil.which(program) is None:
        pytest.skip(f"no {program}: tests of deploying with it are skipped; 'make browser' installs it where it can")


def fill(folder: Path, files: Mapping[str, str | None]) -> None:
    """Writes files into a folder; None takes one away."""
    for path, text in files.items():
        full = folder / path
        if text is None:
            full.unlink()
        else:
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_text(text, encoding="utf-8")


def files_in(folder: Path) -> Files:
    """Every file in a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def git(*words: str, folder: Path, given: bytes = b"") -> bytes:
    """What git says; anybody may be the committer."""
    who = {"GIT_AUTHOR_NAME": "Else", "GIT_AUTHOR_EMAIL": "e@example.org", "GIT_COMMITTER_NAME": "Else", "GIT_COMMITTER_EMAIL": "e@example.org"}
    return subprocess.run(["git", *words], cwd=folder, input=given, env={**os.environ, **who}, capture_output=True, check=True).stdout


class Ground:
    """An archive's folder with a site, and a target of one kind for it."""

    def __init__(self, kind: str, root: Path) -> None:
        self.kind = kind
        self.root = root / "archive"
        self.site = self.root / "site"
        self.there = root / "there"
        self.site.mkdir(parents=True)
        self.target = {
            "folder": Target("t", "folder", to=str(self.there)),
            "rsync": Target("t", "rsync", to=str(self.there)),
            "rclone": Target("t", "rclone", to="disk:sub/site"),
            "git": Target("t", "git", remote=str(self.there), branch="pages"),
        }[kind]
        if kind == "git":
            git("init", "--quiet", "--bare", str(self.there), folder=root)
            git("config", "uploadpack.allowFilter", "true", folder=self.there)
        if kind == "rclone":
            self.there = self.there / "sub/site"

    def files(self) -> Files:
        """What stands at the target."""
        if self.kind != "git":
            return files_in(self.there)
        paths = git("ls-tree", "-r", "-z", "--name-only", "pages", folder=self.there).decode().split("\0")[:-1]
        return {path: git("cat-file", "blob", f"pages:{path}", folder=self.there) for path in sorted(paths)}

    def write(self, files: Mapping[str, str | None]) -> None:
        """Somebody else writes there; None takes a file away."""
        if self.kind != "git":
            fill(self.there, files)
            return
        head = subprocess.run(["git", "rev-parse", "--verify", "--quiet", "pages"], cwd=self.there, capture_output=True, check=False).stdout
        lines = [b"commit refs/heads/pages\ncommitter E <e@example.org> now\ndata 4\nelse\n"]
        lines += [b"from " + head] if head else []
        for path, text in files.items():
            if text is None:
                lines.append(b'D "%s"\n' % path.encode())
                continue
            lines.append(b'M 100644 inline "%s"\ndata %d\n%s\n' % (path.encode(), len(text.encode()), text.encode()))
        git("fast-import", "--quiet", "--date-format=now", folder=self.there, given=b"".join(lines))

    @contextmanager
    def plan(self, *, adopt: bool = False, every: bool = False) -> Iterator[Plan]:
        with opened(self.root, self.target, Config()) as place:
            yield plan_for(self.root, place, self.site, adopt=adopt, every=every)

    def planned(self, *, adopt: bool = False) -> Plan:
        """What a deploy would do."""
        with self.plan(adopt=adopt) as plan:
            return plan

    def deploy(self, *, adopt: bool = False, every: bool = False) -> Plan:
        """Deploys, as nothing stands in the way; what was planned."""
        with opened(self.root, self.target, Config()) as place:
            plan = plan_for(self.root, place, self.site, adopt=adopt, every=every)
            assert (plan.blocked, plan.closed) == ((), ())
            carried_out(self.root, place, self.site, plan)
            return plan
