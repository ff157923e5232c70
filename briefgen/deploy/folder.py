"""A folder of this machine as a target: files lie beside it until all are there, and are then moved into place, each in one step."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from briefgen import files
from briefgen.deploy.place import refused
from briefgen.deploy.plan import Known, Plan, closed
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
        plan = plan.completed({path for path in plan.known if files.exists(self._root / path)})
        edited = {path for path in plan.removed if self._is_edited(plan, path)}
        plan = replace(plan, edited=tuple(sorted(edited)), removed=tuple(path for path in plan.removed if path not in edited))
        sent = {*plan.added, *plan.changed}
        needed = {folder for path in sent for folder in files.folders_of(path)}
        barring = [folder for folder in needed if self._is_barred(folder)]
        full, folders = self._below([path for path in sent if self._is_folder(path)])
        shut = {*closed(plan, (*barring, *full), folders)}
        open_to = [path for path in plan.added if shut.isdisjoint((path, *files.folders_of(path)))]
        blocked = tuple(path for path in open_to if self._is_blocked(plan, path))
        return replace(plan, blocked=blocked, closed=tuple(sorted(shut)))

    def _is_barred(self, folder: str) -> bool:
        """Whether a file stands where a folder is needed, or a link that leads out of ours: nothing is written where it leads."""
        full = self._root / folder
        if files.is_link(os.fspath(full)):
            return files.leads_out(full, self._root) or not files.is_folder(full)
        return files.exists(full) and not files.is_folder(full)

    def _is_folder(self, path: str) -> bool:
        return files.is_folder(self._root / path) and not files.is_link(os.fspath(self._root / path))

    def _below(self, folders: Iterable[str]) -> tuple[list[str], list[str]]:
        """The files in some folders, and these with the folders in them."""
        full: list[str] = []
        found: list[str] = []
        for folder in folders:
            inside, below = files.everything(self._root / folder)
            full += [f"{folder}/{path}" for path in inside]
            found += [folder, *(f"{folder}/{path}" for path in below)]
        return full, found

    def _is_blocked(self, plan: Plan, path: str) -> bool:
        return files.is_link(f"{self._root}/{path}") or self._is_another(path, (plan.offer[path].digest,))

    def _is_edited(self, plan: Plan, path: str) -> bool:
        return self._is_another(path, plan.known[path])

    def _is_another(self, path: str, digests: Sequence[str]) -> bool:
        """Whether something stands there that has none of these digests; what is neither a file nor a folder, as a pipe, is not read."""
        full = self._root / path
        if not files.is_regular(full):
            return files.exists(full) and not files.is_folder(full)
        return hashlib.sha256(files.read(full)).hexdigest() not in digests

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
