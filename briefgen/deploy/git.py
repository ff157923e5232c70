"""A branch of a git repository as a target: one commit for each deploy, behind the last or in its place, made in a repository of its own that is
gone afterwards.

Nothing is checked out, and the archive's own repository is only asked for addresses and names. What the branch has besides, a `CNAME` say, is
kept. Of its files only the names are fetched, where the other side can do so.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.deploy.place import Moved, refused
from briefgen.deploy.plan import Known, Plan, closed
from briefgen.deploy.programs import Ran, failed, run
from briefgen.keys.targets import Target
from briefgen.output import LIST, listed

_SETTINGS: Final = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false")
_BASE: Final = "refs/briefgen/base"
_NEW: Final = "refs/briefgen/new"
_FILE: Final = "100644"
_NOBODY: Final = "briefgen <briefgen@localhost>"
_MOVED: Final = re.compile(r"^!.*(?:\[rejected\]|cannot lock ref|incorrect old value|failed to update ref)", re.MULTILINE)


class Git:
    """See `place.Place`. `here` is an empty folder for it to work in."""

    def __init__(self, target: Target, root: Path, site: Path, here: str) -> None:
        self._target = target
        self._root = root
        self._site = site
        self._here = here
        self._base = ""
        self._inside = f"{target.folder}/" if target.folder else ""
        self._secrets = _secrets(root)
        self._git("init", "--quiet", "--bare", "--", here)
        self._git("config", "remote.there.url", _address(root, target.remote))

    def known(self) -> Known:
        """See `place.Place`."""
        branch = f"refs/heads/{self._target.branch}"
        there = self._git("ls-remote", "--heads", "there", branch).said.decode().split()
        self._base = there[0] if branch in there else ""
        if not self._base:
            return {}
        self._git("fetch", "--quiet", "--depth=1", "--filter=blob:none", "--no-tags", "--no-write-fetch-head", "there", f"+{branch}:{_BASE}")
        self._base = self._git("rev-parse", _BASE).said.decode().strip()
        if LIST not in self._tree():
            return {}
        return listed(self._git("cat-file", "blob", f"{_BASE}:{self._inside}{LIST}").said)

    def against(self, plan: Plan) -> Plan:
        """See `place.Place`."""
        there = self._tree()
        plan = plan.completed(there)
        others = [path for path in plan.added if path in there and there[path] != self._blob(path)]
        return replace(plan, blocked=tuple(others), closed=closed(plan, there))

    def carry_out(self, plan: Plan) -> str:
        """See `place.Place`. The commit's name."""
        self._git("fast-import", "--quiet", "--force", "--date-format=now", given=self._commit(plan))
        made = self._git("rev-parse", _NEW).said.decode().strip()
        branch = f"refs/heads/{self._target.branch}"
        force = () if self._target.history else (f"--force-with-lease={branch}:{self._base}",)
        pushed = self._git("push", "--porcelain", *force, "there", f"{_NEW}:{branch}", fine=(0, 1))
        if pushed.code and _MOVED.search(pushed.said.decode("utf-8", "replace")):
            raise Moved
        if pushed.code:
            raise failed("git push", pushed)
        return made

    def _commit(self, plan: Plan) -> Iterator[bytes]:
        """The commit as `git fast-import` reads it."""
        yield f"commit {_NEW}\ncommitter {self._committer()} now\n".encode() + _data(self._message(plan).encode())
        yield self._beginning()
        for path in plan.removed:
            yield b"D " + self._name(path) + b"\n"
        for path in (*plan.added, *plan.changed):
            data = files.read(self._site / path)
            if hashlib.sha256(data).hexdigest() != plan.offer[path].digest:
                raise refused(f"{path} has changed while it was read", "wait until no build runs, then deploy again")
            yield b"M %s inline %s\n" % (_FILE.encode(), self._name(path)) + _data(data)
        yield b"M %s inline %s\n" % (_FILE.encode(), self._name(LIST)) + _data(plan.listed())

    def _beginning(self) -> bytes:
        """What the commit begins with: the branch as it is, or, without its history, no more than what it has."""
        if not self._base:
            return b""
        if self._target.history:
            return f"from {self._base}\n".encode()
        tree = self._git("rev-parse", f"{self._base}^{{tree}}").said.decode().strip()
        return f'M 040000 {tree} ""\n'.encode()

    def _message(self, plan: Plan) -> str:
        counts = f"{len(plan.added)} added, {len(plan.changed)} changed, {len(plan.removed)} removed"
        return self._target.message or f"Deploy: {counts}"

    def _name(self, path: str) -> bytes:
        """A path as fast-import has it, in quotes."""
        full = f"{self._inside}{path}".encode("utf-8", "surrogateescape")
        return b'"' + full.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'

    def _tree(self) -> Mapping[str, str]:
        """What the branch has, in the folder that is the site's: names of the files' bytes by path, '' for what is no plain file."""
        if not self._base:
            return {}
        found: dict[str, str] = {}
        for line in self._git("ls-tree", "-r", "-z", "--full-tree", self._base).said.split(b"\0"):
            about, _, name = line.partition(b"\t")
            path = os.fsdecode(name)
            if path and f"{self._target.folder}/".startswith(f"{path}/"):
                raise refused(f"{path!r} is a file in the branch {self._target.branch!r}, and no folder", "name another folder")
            if path.startswith(self._inside) and path:
                mode, _, blob = about.decode().split()
                found[path.removeprefix(self._inside)] = blob if mode == _FILE else ""
        return found

    def _blob(self, path: str) -> str:
        """How git names the bytes of a file of the site."""
        data = files.read(self._site / path)
        return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()

    def _committer(self) -> str:
        """Who git says commits, as the archive's own repository has it; in a workflow it is often nobody."""
        ran = run(("git", *_SETTINGS, "-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT"), folder=str(self._root), fine=_ANY)
        found = re.match(r"[^<>\n]+ <[^<>\n]*>", ran.said.decode("utf-8", "replace"))
        return found[0] if found and not ran.code else _NOBODY

    def _git(self, *words: str, given: Iterator[bytes] | bytes = b"", fine: tuple[int, ...] = (0,)) -> Ran:
        return run(("git", *_SETTINGS, *words), given=given, fine=fine, folder=self._here, surroundings={**_SURROUNDINGS, **self._secrets})


_ANY: Final = tuple(range(256))
_SURROUNDINGS: Final = {
    "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
    **dict.fromkeys(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"), ""),
}
"""A hook of the archive's repository that deploys has variables of git's that are about that repository."""


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _address(root: Path, remote: str) -> str:
    """Where a repository is: of a name what the archive's own repository has for it, of a path where that leads from the archive."""
    if re.fullmatch(r"[\w.-]+", remote) and not files.exists(root / remote):
        ran = run(("git", *_SETTINGS, "remote", "get-url", "--push", "--", remote), folder=str(root), fine=_ANY)
        if ran.code:
            hint = "write the repository's address, or 'git remote add' it"
            raise refused(f"the archive's repository has no remote {remote!r}", hint, ran.complained)
        return _checked(ran.said.decode().strip())
    is_path = "://" not in remote and ":" not in remote.partition("/")[0]
    return str((root / Path(remote).expanduser()).absolute()) if is_path else _checked(remote)


def _checked(address: str) -> str:
    if address.startswith("-") or "::" in address:
        raise refused(f"{address!r} is no repository's address", "write one with https or ssh")
    return address


def _secrets(root: Path) -> dict[str, str]:
    """Headers that the archive's own repository sends to its host, as git takes them from the environment: workflows keep their right to push
    there, and on a command's line anybody on the machine could read it."""
    asked = ("config", "--local", "--includes", "--null", "--get-regexp", r"^http\..*\.extraheader$")
    ran = run(("git", *_SETTINGS, *asked), folder=str(root), fine=_ANY)
    pairs = [tuple(item.split("\n", 1)) for item in ran.said.decode("utf-8", "replace").split("\0") if "\n" in item]
    there = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    found = {"GIT_CONFIG_COUNT": str(there + len(pairs))} if pairs else {}
    for number, (key, value) in enumerate(pairs, there):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return found
