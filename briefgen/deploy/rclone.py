"""A target that rclone reaches: S3 and its like, WebDAV, FTP and dozens of other stores, under a remote's name in rclone's own configuration."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.deploy.plan import Known, Plan, closed
from briefgen.deploy.programs import Ran, failed, run
from briefgen.output import LIST, listed
from briefgen.publish.rules import Rule, headers_for

_NOTHING_THERE: Final = (3, 4)
"""rclone's exit codes where a folder or a file is not there."""
_DIFFERS: Final = 1
_REFUSED: Final = 1
"""Its exit code where a folder is not empty, or where the store has no folders."""
_LINK: Final = ".rclonelink"
"""What rclone has the names of symbolic links end in, where a store knows any: it writes to where they lead."""
_KEPT: Final = ("cache-control", "content-type", "content-language", "content-disposition")
"""Headers that stores keep with a file."""


class Rclone:
    """See `place.Place`. `rules` are those of the site's `_headers`, and `base` is the path at which the site stands on its host."""

    def __init__(self, to: str, site: Path, rules: Sequence[Rule] = (), base: str = "/") -> None:
        self._to = to if to.endswith((":", "/")) else f"{to}/"
        self._site = site
        self._rules = rules
        self._base = base

    def known(self) -> Known:
        """See `place.Place`."""
        return listed(self._run("cat", "--", f"{self._to}{LIST}", fine=(0, *_NOTHING_THERE)).said)

    def against(self, plan: Plan) -> Plan:
        """See `place.Place`. Files that are there already and were not ours are read, since not every store knows a digest of them."""
        ran = self._run("lsf", "--recursive", "--links", "--", self._to, fine=(0, *_NOTHING_THERE))
        lines = ran.said.decode("utf-8", "surrogateescape").splitlines()
        links = {path.removesuffix(_LINK) for path in lines if path.endswith(_LINK)}
        there = [*(path for path in lines if not path.endswith(("/", _LINK))), *links]
        folders = [path.removesuffix("/") for path in lines if path.endswith("/")]
        plan = plan.completed({*there, *folders})
        doubtful = sorted(set(there).intersection(plan.added) - links)
        blocked = self._differing(doubtful) if doubtful else ()
        shut = {*closed(plan, there, folders), *links.intersection((*plan.added, *plan.changed, LIST))}
        return replace(plan, blocked=tuple(blocked), closed=tuple(sorted(shut)))

    def _differing(self, paths: Sequence[str]) -> list[str]:
        asked = ("check", "--download", "--one-way", "--combined", "-", "--files-from-raw", "-", "--", str(self._site), self._to)
        ran = self._run(*asked, given=paths, fine=(0, _DIFFERS))
        lines = [line.partition(" ") for line in ran.said.decode("utf-8", "surrogateescape").splitlines()]
        found = {path: sign for sign, _, path in lines}
        if any(found.get(path) not in ("=", "*", "+") for path in paths):
            raise failed("rclone", ran)
        return [path for path in paths if found[path] == "*"]

    def carry_out(self, plan: Plan) -> str:
        """See `place.Place`."""
        with tempfile.TemporaryDirectory(prefix="briefgen-") as here:
            self._write(here, plan.announced())
            self._remove(plan.in_the_way)
            for folder in plan.emptied(plan.in_the_way):
                self._run("rmdir", "--", f"{self._to}{folder}", fine=(0, _REFUSED, *_NOTHING_THERE))
            for batch in plan.batches:
                self._send(batch)
            self._remove(plan.removed_last)
            self._write(here, plan.listed())
        return ""

    def _write(self, here: str, listing: bytes) -> None:
        files.lay(f"{here}/{LIST}", listing)
        self._copy([LIST], here)

    def _send(self, paths: Sequence[str]) -> None:
        """Files with the same headers go together."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for path in paths:
            told = headers_for(self._rules, self._base + path)
            groups.setdefault(tuple(f"{name}: {told[name]}" for name in _KEPT if name in told), []).append(path)
        for headers, group in groups.items():
            self._copy(group, str(self._site), headers)

    def _copy(self, paths: Sequence[str], source: str, headers: Iterable[str] = ()) -> None:
        given = [word for header in headers for word in ("--header-upload", header)]
        self._run("copy", "--ignore-times", "--no-traverse", *given, "--files-from-raw", "-", "--", source, self._to, given=paths)

    def _remove(self, paths: Sequence[str]) -> None:
        if paths:
            self._run("delete", "--files-from-raw", "-", "--", self._to, given=paths, fine=(0, *_NOTHING_THERE))

    def _run(self, *words: str, given: Iterable[str] = (), fine: tuple[int, ...] = (0,)) -> Ran:
        sent = "".join([f"{one}\n" for one in given]).encode("utf-8", "surrogateescape")
        return run(("rclone", "--ask-password=false", *words), given=sent, fine=fine)
