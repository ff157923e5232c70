"""The folder that is built into: rid of what we wrote and no longer make, and never half new when a build fails.

What has changed is written on a stage beside the folder, by whoever makes it. Only when all of it lies there are the files moved into
place, each in one step. A reader who comes at that moment sees whole files, some of the old site and some of the new: first come
pages at new addresses, then those that changed, at last the front page, the feed, the search index's directory and the manifest; what is
gone is removed after that. So no page leads to one that is not there yet. A compressed form of a file, which a host may send in its place,
comes right behind it. If a file cannot be moved, those before it are put back.

A file named `.briefgen-files` in the folder lists what we wrote, with digests, in the form that `sha256sum --check` reads. What is not
on that list is somebody else's and is never written over nor removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from briefgen import files, stamps
from briefgen.shelf import Shelf
from briefgen.stamps import Tree

LIST: Final = ".briefgen-files"
STEP: Final = "page"
LAST: Final = (
    *("index.html", "feed.xml", "feed.rss.xml", "feed.json", "feeds.opml", "sitemap.xml", "news-sitemap.xml", "search/index.js"),
    "manifest.json",
)
"""What leads to other files, and so comes after them."""
_COMPRESSED: Final = (".gz", ".br")
_SHA: Final = 32
_OLD: Final = ".old"


class Standing(NamedTuple):
    """What stands at a path."""

    digest: str
    """Its SHA-256; '' when there is no file."""
    stamp: bytes
    """Taken before it was read."""
    is_done: bool
    """Whether it is what is to stand there."""


class Stood(NamedTuple):
    """A file that is to stand in the folder when the build is done."""

    path: str
    digest: str
    """Its SHA-256."""
    size: int
    place: str
    """Where it lies now: on the stage, or where it is to stand."""


class Output:
    """A folder that is built into. In a folder of its own in `stage` lies what is new, until all of it is there."""

    def __init__(self, root: Path, stage: Path, kept: Shelf, tree: Mapping[str, bytes]) -> None:
        self.root = root
        self._stages = stage if _same_disk(stage.parent, root) else root / ".briefgen-stage"
        self._kept = kept
        self._tree = tree
        self._is_there = files.exists(root)
        self._rows = kept.all(STEP)
        self._ours = _read_list(root / LIST)
        self._now: dict[str, str] = {}
        self._keys: dict[str, bytes] = {}
        self._stamps: dict[str, bytes] = {}
        self._staged: dict[str, str] = {}
        self._aside: dict[str, str] = {}
        self._is_prepared = False
        self.written: list[str] = []
        self.removed: list[str] = []
        self.foreign: list[str] = []
        """Paths that we would have written, but where somebody else's file is, or a folder."""
        self.kept: list[str] = []
        """Paths that we no longer make, but where somebody has edited our file."""

    def standing(self, path: str, key: bytes) -> Standing:
        """What stands at a path, where a file is to stand that is made of what has this digest."""
        row = self._rows.get(path)
        stamp = self._tree.get(path, stamps.NONE)
        if row is not None and row.value[_SHA:] == stamp != stamps.NONE:
            known = row.value[:_SHA].hex()
        else:
            if stamp == stamps.NONE and self._is_there:
                stamp = stamps.of(f"{self.root}/{path}")
            data = files.read_or_none(self.root / path) if self._is_there else None
            known = "" if data is None else hashlib.sha256(data).hexdigest()
        is_done = row is not None and row.key == key and known != "" and row.value[:_SHA].hex() == known
        if is_done:
            self._settle(path, key, known, stamp)
        return Standing(known, stamp, is_done)

    def was_made_of(self, path: str) -> bytes:
        """The digest of what the file that was last made for a path was made of; b'' when none was."""
        row = self._rows.get(path)
        return row.key if row else b""

    @property
    def has_past(self) -> bool:
        """Whether anything is known of an earlier build."""
        return bool(self._rows)

    @property
    def stage(self) -> Path:
        """Where what is new lies: a folder of this process's, in which none writes that another build left behind."""
        return self._stages / str(os.getpid())

    def prepare(self) -> None:
        """Makes an empty stage, once."""
        if self._is_prepared:
            return
        self._is_prepared = True
        self.clear()
        if self._stages.is_symlink():
            files.remove(self._stages)
        try:
            self.stage.mkdir(parents=True, exist_ok=True)
        except OSError:
            self._stages = self.root / ".briefgen-stage"
            self.stage.mkdir(parents=True, exist_ok=True)

    def put(self, path: str, key: bytes, before: Standing, digest: str, staged: str) -> None:
        """Takes note of what was made for a path: its digest, and the name that it has on the stage, '' when it stood there already,
        as it did `before`."""
        if not staged:
            self._settle(path, key, digest, before.stamp)
        elif before.digest and not self._is_ours(path, before.digest):
            self.foreign.append(path)
        else:
            self._keys[path], self._now[path], self._staged[path] = key, digest, staged

    def _is_ours(self, path: str, digest: str) -> bool:
        """Whether we wrote what stands at a path: the list says so, or, where that was lost, what is kept of the last build."""
        row = self._rows.get(path)
        return path in self._ours or (row is not None and row.value[:_SHA].hex() == digest)

    def _settle(self, path: str, key: bytes, digest: str, stamp: bytes) -> None:
        self._keys[path], self._now[path], self._stamps[path] = key, digest, stamp

    def stood(self, *, prune: bool) -> Iterator[Stood]:
        """The files that are to stand here, as far as that is known by now; unless it is to `prune`, what is no longer made too."""
        root, stage = os.fspath(self.root), os.fspath(self.stage)
        for path, known in self._now.items():
            name = self._staged.get(path)
            place = f"{stage}/{name}" if name else f"{root}/{path}"
            yield Stood(path, known, os.path.getsize(place) if name else stamps.size_of(self._stamps[path]), place)
        for path in () if prune else self._ours.keys() - self._now.keys():
            there = files.read_or_none(self.root / path)
            if there is not None and not path.endswith(_COMPRESSED):
                yield Stood(path, hashlib.sha256(there).hexdigest(), len(there), f"{root}/{path}")

    def doubtful(self, tree: Tree) -> list[str]:
        """The files of ours that are not in `tree` as this build left them: somebody was at them meanwhile."""
        there = tree.stamps()
        return [path for path, stamp in self._stamps.items() if there.get(path) != stamp]

    def finish(self, *, prune: bool) -> None:
        """Moves into place what has changed, removes what is no longer made (unless not to `prune`), and saves the list of what is ours."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            if prune:
                self._make_way()
            self._refuse()
            self._announce()
            self._move()
        except BaseException:
            for path, name in self._aside.items():
                _put_back(f"{self.stage}/{name}", f"{self.root}/{path}")
            self.clear()
            raise
        self._prune(prune=prune)
        self._list()
        self.clear()
        self._remember()

    def _make_way(self) -> None:
        """Moves aside what we wrote and no longer make where a folder is needed in its place, or where a folder of it is."""
        gone = self._ours.keys() - self._now.keys()
        if not gone or not self._staged:
            return
        needed = {folder for path in self._staged for folder in files.folders_of(path)}
        for path in sorted(gone):
            if path in needed or any(folder in self._staged for folder in files.folders_of(path)):
                there = files.read_or_none(self.root / path)
                if there is not None and hashlib.sha256(there).hexdigest() in self._ours[path]:
                    self._aside[path] = f"aside-{len(self._aside)}"
                    os.replace(f"{self.root}/{path}", f"{self.stage}/{self._aside[path]}")
                    self.removed.append(path)
        files.remove_empty_folders(self.root, self._aside)

    def _refuse(self) -> None:
        """Leaves alone what is not ours: a folder in the place of a file, a file in the place of a folder."""
        closed = {folder for path in self._staged for folder in files.folders_of(path)}
        closed = {folder for folder in closed if os.path.lexists(f"{self.root}/{folder}") and not os.path.isdir(f"{self.root}/{folder}")}
        for path in list(self._staged):
            if os.path.isdir(f"{self.root}/{path}") or (closed and not closed.isdisjoint(files.folders_of(path))):
                self.foreign.append(path)
                del self._staged[path], self._now[path], self._keys[path]

    def _announce(self) -> None:
        """Lists files before they are moved into place, so that they are known as ours even if this build is cut off."""
        if self._staged:
            if (self.root / LIST).is_symlink():
                files.remove(self.root / LIST)
            with (self.root / LIST).open("ab") as out:  # behind a line that may have been cut off
                out.write("".join(["\n", *(f"{self._now[path]}  {path}\n" for path in self._staged)]).encode())

    def _move(self) -> None:
        """Moves files from the stage into place; where one cannot be, those that were before it are put back."""
        root, stage = os.fspath(self.root), os.fspath(self.stage)
        moved: list[str] = []
        try:
            for folder in sorted({os.path.dirname(path) for path in self._staged}):
                os.makedirs(os.path.join(root, folder), exist_ok=True)
            for path in self._in_order():
                _keep_copy(f"{root}/{path}", f"{stage}/{self._staged[path]}{_OLD}")
                _moved(f"{stage}/{self._staged[path]}", f"{root}/{path}")
                moved.append(path)
        except BaseException:
            for path in reversed(moved):
                _put_back(f"{stage}/{self._staged[path]}{_OLD}", f"{root}/{path}")
            raise
        self.written = moved

    def _in_order(self) -> list[str]:
        """The files on the stage as they are moved."""
        turns = {path: turn for turn, path in enumerate(self._staged)}

        def order(path: str) -> tuple[bool, bool, int, bool]:
            whole = self._whole_of(path) or path
            return whole in self._tree, whole in LAST, turns.get(whole, turns[path]), whole != path

        return sorted(self._staged, key=order)

    def _whole_of(self, path: str) -> str:
        """The file of ours that this one is a compressed form of; '' when it is none."""
        whole = path[:-3] if path.endswith(_COMPRESSED) else ""
        return whole if whole in self._now else ""

    def _prune(self, *, prune: bool) -> None:
        for path in sorted(self._ours.keys() - self._now.keys() - self._aside.keys()):
            if not prune and not self._whole_of(path):  # a compressed form is none of what its file is by now
                self._now[path] = self._ours[path][-1]
                continue
            there = files.read_or_none(self.root / path)
            if there is not None and hashlib.sha256(there).hexdigest() not in self._ours[path]:
                self.kept.append(path)
            elif files.remove(self.root / path):
                self.removed.append(path)
        files.remove_empty_folders(self.root, self.removed)

    def _list(self) -> None:
        """Saves the list of what is ours. It is written on the stage like all else, so that a build that is cut off leaves nothing of it in
        the folder."""
        lines = "".join([f"{self._now[path]}  {path}\n" for path in sorted(self._now)]).encode()
        if files.read_or_none(self.root / LIST) != lines:
            self.stage.mkdir(parents=True, exist_ok=True)
            files.lay(f"{self.stage}/{LIST}", lines)
            os.replace(self.stage / LIST, self.root / LIST)

    def _remember(self) -> None:
        """Keeps the stamps of what stands now. One that is as young as the clock's tick could be another file's by the next time, so the
        tick is waited out."""
        root = os.fspath(self.root)
        if self.written:
            time.sleep(stamps.TICK / 1e9)  # 20 ms, and only where something was written
        for path in self.written:
            self._stamps[path] = stamps.of(f"{root}/{path}")
        for path, key in self._keys.items():
            row = self._rows.get(path)
            value = bytes.fromhex(self._now[path]) + self._stamps[path]
            if row is None or row.key != key or row.value != value:
                self._kept.put(STEP, path, key, value)
        self._kept.forget(STEP, self._rows.keys() - self._keys.keys())

    def clear(self) -> None:
        """Takes away what is left on the stage, of builds that failed too."""
        files.remove_folder(self._stages)


def _moved(staged: str, path: str) -> None:
    os.replace(staged, path)


def _keep_copy(path: str, copy: str) -> None:
    """Has another name for a file that is to be replaced."""
    try:
        os.link(path, copy)
    except FileNotFoundError:
        pass
    except OSError:  # a disk without links
        shutil.copyfile(path, copy)


def _put_back(copy: str, path: str) -> None:
    with contextlib.suppress(OSError):
        if os.path.exists(copy):
            os.replace(copy, path)
        else:
            os.unlink(path)


def _same_disk(one: Path, other: Path) -> bool:
    """Whether files can be moved from one folder to another in one step."""
    try:
        return one.stat().st_dev == next(folder for folder in (other, *other.parents) if folder.exists()).stat().st_dev
    except (OSError, StopIteration):
        return False


def _read_list(path: Path) -> dict[str, list[str]]:
    return listed(files.read_or_none(path) or b"")


def listed(data: bytes) -> dict[str, list[str]]:
    """What a build's list says is ours, with the digests that it may have; lines that lead out of the folder are passed over."""
    lines = data.decode("utf-8", "replace").split("\n")
    found: dict[str, list[str]] = {}
    for line in lines:
        known, mark, name = line.partition("  ")
        if mark:
            found.setdefault(name, []).append(known)
    return {name: known for name, known in found.items() if files.is_inside(name)}
