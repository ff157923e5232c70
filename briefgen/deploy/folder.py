"""A folder of this machine as a target: files lie beside it until all are there, and are then moved into place, each in one step."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.deploy.place import refused
from briefgen.deploy.plan import Known, Plan
from briefgen.output import LIST, listed

_STAGE: Final = ".briefgen-stage"


class Folder:
    """See `place.Place`."""

    def __init__(self, to: Path, site: Path) -> None:
        self._root = to
        self._site = site

    def known(self) -> Known:
        """See `place.Place`."""
        return listed(files.read_or_none(self._root / LIST) or b"")

    def against(self, plan: Plan) -> Plan:
        """See `place.Place`."""
        closed = [path for path in (*plan.added, *plan.changed) if self._is_closed(plan, path)]
        blocked = [path for path in plan.added if path not in closed and self._is_blocked(plan, path)]
        edited = tuple(path for path in plan.removed if self._is_edited(plan, path))
        removed = tuple(path for path in plan.removed if path not in edited)
        return replace(plan, blocked=tuple(blocked), closed=tuple(sorted(closed)), edited=edited, removed=removed)

    def _is_closed(self, plan: Plan, path: str) -> bool:
        """Also where a link leads out of the folder."""
        if files.is_folder(self._root / path):
            return not all(f"{path}/{below}" in plan.removed for below in files.scan(self._root / path))
        folders = [folder for folder in files.folders_of(path) if files.exists(self._root / folder)]
        is_out = bool(folders) and files.leads_out(self._root / folders[0], self._root)
        return is_out or any(not files.is_folder(self._root / folder) and folder not in plan.removed for folder in folders)

    def _is_blocked(self, plan: Plan, path: str) -> bool:
        if files.is_link(f"{self._root}/{path}"):
            return True
        there = files.read_or_none(self._root / path)
        return there is not None and hashlib.sha256(there).hexdigest() != plan.offer[path].digest

    def _is_edited(self, plan: Plan, path: str) -> bool:
        there = files.read_or_none(self._root / path)
        return there is not None and hashlib.sha256(there).hexdigest() not in plan.known[path]

    def carry_out(self, plan: Plan) -> str:
        """See `place.Place`."""
        stage = self._root / _STAGE
        files.make_folder(stage)
        try:
            staged = {path: stage / str(number) for number, path in enumerate((*plan.added, *plan.changed))}
            for path, name in staged.items():
                data = files.read(self._site / path)
                if hashlib.sha256(data).hexdigest() != plan.offer[path].digest:
                    raise refused(f"{path} has changed while it was copied", "wait until no build runs, then deploy again")
                files.lay(os.fspath(name), data)
            files.write(self._root / LIST, plan.announced())
            self._remove(plan.in_the_way)
            for batch in plan.batches:
                for path in batch:
                    files.move(staged[path], self._root / path)
            self._remove(plan.removed_last)
            files.write(self._root / LIST, plan.listed())
        finally:
            files.remove_folder(stage)
        return ""

    def _remove(self, paths: Iterable[str]) -> None:
        gone = [path for path in paths if files.remove(self._root / path)]
        files.remove_empty_folders(self._root, gone)
