"""Articles and events as git has them at a revision, or had them at the end of a day: from its store, with no file of the archive touched."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from briefgen import archive, content
from briefgen.history.refused import Refused
from briefgen.model import Article, Event, TextPage

_SETTINGS: Final = ("--no-pager", "--no-replace-objects", "--literal-pathspecs", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false")
_SURROUNDINGS: Final = {
    "GIT_ALLOW_PROTOCOL": "none",  # what a clone lacks is not fetched: that would ask the network, and run what the clone names for it
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
_FILES: Final = ("100644", "100755")
"""Modes of files that are no links."""
_A_DAY: Final = 86_400
_EPOCH: Final = datetime.date(1970, 1, 1).toordinal()


def commit_of(root: Path, revision: str) -> str:
    """The commit that a revision names. Raises Refused."""
    if revision.startswith("-"):
        raise Refused(f"{revision!r} names no state", "write a day, a revision of git, or the folder of a built site")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", may_fail=True).decode().strip()
    if not found:
        hint = "write a day like 2026-11-01, a revision that 'git log' shows, a built site's folder, or a pack's file"
        raise Refused(f"{revision!r} is no state that there is", hint)
    return found


def commit_on(root: Path, day: str) -> str:
    """The commit at which the branch that is checked out stood at the end of a day, YYYY-MM-DD, in UTC. Raises Refused."""
    end = (datetime.date.fromisoformat(day).toordinal() - _EPOCH + 1) * _A_DAY - 1
    found = _git(root, "rev-list", "-1", "--first-parent", f"--min-age={end}", "HEAD", "--", may_fail=True).decode().strip()
    if not found:
        raise Refused(f"git has nothing of {day}: its first commit is later", "name a later day")
    return found


def articles(root: Path, commit: str) -> tuple[Article, ...]:
    """The articles of `content/` at a commit. What cannot be read there is passed over: it was no part of a site either. Raises Refused."""
    return tuple(one for one in _read(root, commit, content.ARTICLES) if isinstance(one, Article))


def events(root: Path, commit: str) -> tuple[Event, ...]:
    """The events that have a file in `content/` at a commit, likewise. Raises Refused."""
    return tuple(one for one in _read(root, commit, content.EVENTS) if isinstance(one, Event))


def _read(root: Path, commit: str, folder: str) -> Iterator[Article | Event | TextPage | None]:
    """What the files hold that a folder of `content/` has at a commit."""
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", f"{archive.CONTENT}/{folder}/")
    found = [one for line in listed.split(b"\0") if (one := _file(line))]
    blobs = _blobs(_git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name, _ in found).encode()), len(found))
    return (archive.read(path, data).one for (_, path), data in zip(found, blobs, strict=True))


def _file(line: bytes) -> tuple[str, str] | None:
    """The name of a file's bytes and its path below content/, of a line of `git ls-tree`; None where an archive would not look at it."""
    about, _, name = line.partition(b"\t")
    try:
        path = name.decode()
    except UnicodeDecodeError:
        return None
    mode, _, blob = about.decode().partition(" ")
    below = path.removeprefix(f"{archive.CONTENT}/")
    is_shown = path.lower().endswith(content.SUFFIXES) and not any(part.startswith(".") for part in below.split("/"))
    return (blob.split(" ")[-1], below) if mode in _FILES and is_shown else None


def _blobs(answer: bytes, number: int) -> Iterator[bytes]:
    """What `git cat-file --batch` gave: of each a line that ends with its length, its bytes, and a line end."""
    place = 0
    for _ in range(number):
        head, start = answer[place : answer.index(b"\n", place)], answer.index(b"\n", place) + 1
        if head.endswith(b" missing"):
            raise Refused("git does not have all files of that state", "fetch them: 'git fetch --refetch' or a clone that is whole has them")
        end = start + int(head.rsplit(b" ", 1)[1])
        yield answer[start:end]
        place = end + 1


def _git(root: Path, *words: str, given: bytes = b"", may_fail: bool = False) -> bytes:
    """What git says. Raises Refused where there is none, or where it says no."""
    command: Sequence[str] = ("git", "-C", os.fspath(root) or ".", *_SETTINGS, *words)
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, env={**os.environ, **_SURROUNDINGS})  # noqa: S603  # git itself, never through a shell
    except FileNotFoundError:
        raise Refused("git is not here, which knows what content/ was", "install it, or name two built sites") from None
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode and (not may_fail or said):
        if "not a git repository" in said:
            raise Refused(
                "the archive is in no git repository, so that nobody knows what content/ was", "'git init' and commit, or name two built sites"
            )
        raise Refused(f"git says: {said.splitlines()[0] if said else done.returncode}", "mend that, or name another state")
    return done.stdout
