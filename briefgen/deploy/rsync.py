"""A target that rsync reaches: a folder of this machine or, over ssh or rsync's own protocol, of another."""

from __future__ import annotations

import posixpath
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.deploy.plan import Known, Plan, closed
from briefgen.deploy.programs import Ran, failed, run
from briefgen.output import LIST, listed

_NOTHING_THERE: Final = "No such file or directory"
_PARTLY: Final = 23
"""rsync's exit code where some of what it was asked for could not be had."""
_NO_FOLDER: Final = 3
"""Its exit code where there is not even the folder."""
_GONE: Final = 24
"""Its exit code where what it was asked for was not there: so it is with everything that it is to remove."""
_CHANGES: Final = tuple("<>c")
"""With what a line begins that says that something is sent, had or made."""
_AS_LISTED: Final = ("--from0", "--files-from=-", "--no-implied-dirs")
_SENT: Final = ("--times", "--perms", "--chmod=F644", "--ignore-times")
"""Files that anybody may read, as a web server has to; and all of them, as it is known that they are others."""


class Rsync:
    """See `place.Place`."""

    def __init__(self, to: str, site: Path, port: int = 0) -> None:
        self._site = site
        self._to = to if to.endswith("/") else f"{to}/"
        self._ssh = (f"--rsh=ssh -p {port}",) if port else ()

    def known(self) -> Known:
        """See `place.Place`."""
        with tempfile.TemporaryDirectory(prefix="briefgen-") as here:
            ran = self._run("--ignore-missing-args", "--", f"{self._to}{LIST}", f"{here}/list", fine=(0, _PARTLY))
            if ran.code and _NOTHING_THERE not in ran.complained:
                raise failed("rsync", ran)
            return listed(files.read_or_none(Path(here) / "list") or b"")

    def against(self, plan: Plan) -> Plan:
        """See `place.Place`. rsync is asked what is there, and which of the new files are there already and have other bytes, with nothing sent."""
        plan = plan.completed({path for _, path in self._there(sorted(plan.known), "--dirs")} if plan.known else ())
        sent = {*plan.added, *plan.changed}
        if not sent:
            return plan
        needed = {folder for path in sent for folder in files.folders_of(path)}
        barring = [path for kind, path in self._there(sorted(needed), "--dirs", "--links", "--specials", "--devices") if kind != "d"]
        folders = [path for kind, path in self._there(sorted(sent), "--dirs") if kind == "d"]
        below = self._there(folders, "--recursive", "--links") if folders else []
        others = [path for kind, path in below if kind != "d"]
        plan = replace(plan, closed=closed(plan, (*barring, *others), (*folders, *(path for kind, path in below if kind == "d"))))
        return replace(plan, blocked=self._blocked(plan, folders))

    def _blocked(self, plan: Plan, folders: Sequence[str]) -> tuple[str, ...]:
        """Where a file of others stands that has other bytes, and none of these folders."""
        asked = ("--dry-run", "--checksum", "--existing", "--out-format=%i %n", *_AS_LISTED, "--", f"{self._site}/", self._to)
        ran = self._run(*asked, given=plan.added, fine=(0, _PARTLY))
        if ran.code and not (plan.in_the_way or plan.closed):
            raise failed("rsync", ran)
        return tuple(sorted(path for kind, path in _listed(ran) if kind == "f" and path not in folders))

    def _there(self, paths: Sequence[str], *how: str) -> list[tuple[str, str]]:
        """Which of these stand at the target, each with its kind, as rsync would bring them from there to an empty folder; what cannot be had is left
        out."""
        with tempfile.TemporaryDirectory(prefix="briefgen-") as nothing:
            asked = ("--dry-run", *how, "--ignore-missing-args", "--out-format=%i %n", *_AS_LISTED, "--", self._to, f"{nothing}/")
            return _listed(self._run(*asked, given=paths, fine=(0, _NO_FOLDER, _PARTLY)))

    def carry_out(self, plan: Plan) -> str:
        """See `place.Place`."""
        with tempfile.TemporaryDirectory(prefix="briefgen-") as here:
            self._write(here, plan.announced())
            self._remove(plan, plan.in_the_way)
            for batch in plan.batches:
                self._run(*_SENT, *_AS_LISTED, "--", f"{self._site}/", self._to, given=batch)
            self._remove(plan, plan.removed_last)
            self._write(here, plan.listed())
        return ""

    def _write(self, here: str, listing: bytes) -> None:
        files.lay(f"{here}/{LIST}", listing)
        self._run(*_SENT, "--", f"{here}/{LIST}", self._to)

    def _remove(self, plan: Plan, paths: Sequence[str]) -> None:
        """Removes files, and the folders that have nothing left: one depth after the other, as rsync removes no folder before what is in it."""
        self._take_away(paths)
        empty = plan.emptied(paths)
        for depth in sorted({folder.count("/") for folder in empty}, reverse=True):
            self._take_away([f"{folder}/" for folder in empty if folder.count("/") == depth], "--dirs")

    def _take_away(self, paths: Sequence[str], *also: str) -> None:
        """What is named is removed because it is not in the folder that it is looked for in: that one has nothing but folders."""
        if not paths:
            return
        with tempfile.TemporaryDirectory(prefix="briefgen-") as nothing:
            for folder in sorted({posixpath.dirname(path.rstrip("/")) for path in paths}):
                files.make_folder(Path(nothing) / folder)
            self._run("--delete-missing-args", *also, *_AS_LISTED, "--", f"{nothing}/", self._to, given=paths, fine=(0, _GONE))

    def _run(self, *words: str, given: Iterable[str] = (), fine: tuple[int, ...] = (0,)) -> Ran:
        """The dot is for names that begin with '#' or ';', which rsync takes for remarks."""
        sent = "".join([f"./{one}\0" for one in given]).encode("utf-8", "surrogateescape")
        return run(("rsync", "--protect-args", "--8-bit-output", *self._ssh, *words), given=sent, fine=fine)


def _listed(ran: Ran) -> list[tuple[str, str]]:
    """What rsync says that it would bring: 'f' for a file, 'd' for a folder, 'L' for a link, others for what is none of these, and its path."""
    lines = (line.partition(" ") for line in ran.said.decode("utf-8", "surrogateescape").splitlines())
    return [(change[1], path.rstrip("/")) for change, _, path in lines if change[:1] in _CHANGES and len(change) > 1]
