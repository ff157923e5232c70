"""The folder that is built into: what is written and when, what is removed, and what is never touched."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import files
from briefgen.output import LIST, Output
from briefgen.shelf import Shelf, digest
from briefgen.stamps import Tree
from tests.test_files import HOSTILE


class Builder:
    """Builds files into a folder as a site is built, with a shelf beside it."""

    def __init__(self, root: Path, *, forgets: bool = False) -> None:
        self.root = root
        self.shelf = root.with_name(root.name + ".sqlite")
        self.stage = root.with_name(root.name + ".stage")
        self.forgets = forgets
        self.made: list[str] = []
        """The paths that the last build made anew."""

    def __call__(self, made: Mapping[str, bytes], *, prune: bool = True) -> Output:
        if self.forgets:
            self.shelf.unlink(missing_ok=True)
        with Shelf(self.shelf) as kept:
            out = self.begun(kept)
            self.put(out, made)
            out.finish(prune=prune)
        return out

    def begun(self, kept: Shelf) -> Output:
        tree = Tree()
        tree.add(str(self.root))
        return Output(self.root, self.stage, kept, tree.stamps())

    def put(self, out: Output, made: Mapping[str, bytes]) -> None:
        """Each path is made of its bytes, and these are what it holds."""
        out.prepare()
        self.made = []
        for number, (path, data) in enumerate(made.items()):
            key = digest(data)
            there = out.standing(path, key)
            if not there.is_done:
                self.made.append(path)
                known = hashlib.sha256(data).hexdigest()
                if known != there.digest:
                    files.lay(f"{out.stage}/{number}", data)
                out.put(path, key, there, known, str(number) if known != there.digest else "")


@pytest.fixture(params=["remembers", "forgets"])
def build(tmp_path: Path, request: pytest.FixtureRequest) -> Builder:
    """Once with what earlier builds kept, once with a cache that is deleted before each: with no other effect than time."""
    return Builder(tmp_path / "site", forgets=request.param == "forgets")


def there(root: Path) -> dict[str, bytes]:
    """The files below `root`, but for the list."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != LIST}


# what a build writes


def test_only_what_changed_is_written(build: Builder) -> None:
    """The others keep their very files."""
    build({"a.html": b"a", "b/c.html": b"c"})
    before = (build.root / "a.html").stat()
    out = build({"a.html": b"a", "b/c.html": b"new"})
    after = (build.root / "a.html").stat()
    assert out.written == ["b/c.html"]
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert there(build.root) == {"a.html": b"a", "b/c.html": b"new"}


def test_a_second_build_writes_nothing(build: Builder) -> None:
    """Not even its list."""
    build({"a.html": b"a", "b/c.html": b"c"})
    before = (build.root / LIST).stat().st_ino
    out = build({"b/c.html": b"c", "a.html": b"a"})
    assert (out.written, out.removed, out.kept, out.foreign) == ([], [], [], [])
    assert (build.root / LIST).stat().st_ino == before
    assert build.made == (["b/c.html", "a.html"] if build.forgets else [])


def test_what_is_no_longer_made_is_removed(build: Builder) -> None:
    """With the folders that it leaves empty, and nothing that briefgen did not make."""
    build({"a.html": b"a", "b/c/d.html": b"d", "e/f.html": b"f"})
    (build.root / "e" / "own.txt").write_bytes(b"own")
    (build.root / "empty").mkdir()
    out = build({"a.html": b"a"})
    assert out.removed == ["b/c/d.html", "e/f.html"]
    assert there(build.root) == {"a.html": b"a", "e/own.txt": b"own"}
    assert (build.root / "empty").is_dir()
    assert not (build.root / "b").exists()


def test_what_somebody_edited_is_kept(build: Builder) -> None:
    """When it is no longer made, and for good: from then on it is theirs."""
    build({"a.html": b"a", "b.html": b"b"})
    (build.root / "b.html").write_bytes(b"edited")
    assert build({"a.html": b"a"}).kept == ["b.html"]
    assert build({"a.html": b"a"}).kept == []
    assert build({"a.html": b"a", "b.html": b"b"}).foreign == ["b.html"]
    assert build({"a.html": b"a", "b.html": b"b"}).foreign == ["b.html"]
    assert there(build.root) == {"a.html": b"a", "b.html": b"edited"}


def test_what_is_made_is_made_again_over_an_edit(build: Builder) -> None:
    """A page that is still made shows what content/ says."""
    build({"a.html": b"a"})
    (build.root / "a.html").write_bytes(b"edited")
    assert build({"a.html": b"a"}).written == ["a.html"]
    (build.root / "a.html").unlink()
    assert build({"a.html": b"a"}).written == ["a.html"]


def test_an_edit_is_seen_whatever_times_it_has(build: Builder) -> None:
    """Of the same length, with the times of the file that stood there."""
    build({"a.html": b"a"})
    path = build.root / "a.html"
    before = path.stat()
    path.write_bytes(b"b")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert build({"a.html": b"a"}).written == ["a.html"]
    (build.root / "other").write_bytes(b"c")
    os.utime(build.root / "other", ns=(before.st_atime_ns, before.st_mtime_ns))
    (build.root / "other").replace(path)
    assert build({"a.html": b"a"}).written == ["a.html"]


def test_an_edit_right_after_a_build_is_seen(build: Builder) -> None:
    """Nobody has to wait for the clock."""
    for number in range(10):
        build({"a.html": b"%d" % number})
        (build.root / "a.html").write_bytes(b"x")
        assert build({"a.html": b"%d" % number}).written == ["a.html"]


def test_a_folder_in_the_way_is_somebody_else_s(build: Builder) -> None:
    """It is told where a file should be written, and left where one should be removed."""
    build({"a.html": b"a", "b.html": b"b"})
    for name in ("a.html", "b.html"):
        (build.root / name).unlink()
        (build.root / name).mkdir()
    out = build({"a.html": b"a", "c.html": b"c"})
    assert (out.foreign, out.removed, out.written) == (["a.html"], [], ["c.html"])
    assert (build.root / "b.html").is_dir()


def test_somebody_else_s_file_is_never_written_over(build: Builder) -> None:
    """It is told, and the rest is written."""
    build.root.mkdir()
    (build.root / "a.html").write_bytes(b"theirs")
    out = build({"a.html": b"ours", "b.html": b"b"})
    assert (out.foreign, out.written) == (["a.html"], ["b.html"])
    out = build({"b.html": b"b"})
    assert (out.removed, out.kept) == ([], [])
    assert there(build.root) == {"a.html": b"theirs", "b.html": b"b"}


def test_somebody_else_s_file_that_is_just_ours_is_taken_over(build: Builder) -> None:
    """Then nothing is lost: it is written over when it changes, and removed when it is no longer made."""
    build.root.mkdir()
    (build.root / "a.html").write_bytes(b"same")
    out = build({"a.html": b"same"})
    assert (out.foreign, out.written) == ([], [])
    assert build({"a.html": b"other"}).written == ["a.html"]
    assert build({}).removed == ["a.html"]


def test_without_pruning_nothing_is_removed(build: Builder) -> None:
    """And what was left is still known as ours the next time."""
    build({"a.html": b"a", "b.html": b"b"})
    assert build({"a.html": b"new"}, prune=False).removed == []
    assert there(build.root) == {"a.html": b"new", "b.html": b"b"}
    assert build({"a.html": b"new"}).removed == ["b.html"]


def test_what_was_left_without_pruning_can_be_made_again(build: Builder) -> None:
    """Over itself, as it was or otherwise."""
    for again in (b"b", b"2"):
        build({"a.html": b"a", "b.html": b"b"})
        build({"a.html": b"a"}, prune=False)
        assert build({"a.html": b"a", "b.html": again}).foreign == []
        assert there(build.root) == {"a.html": b"a", "b.html": again}


# all or nothing


def test_nothing_is_written_before_all_is_there(build: Builder) -> None:
    """A build that fails on the way leaves what stood, and nothing on the stage."""
    build({"a.html": b"a"})
    before = {path: path.read_bytes() for path in build.root.rglob("*")}
    with Shelf(build.shelf) as kept:
        out = build.begun(kept)
        build.put(out, {"a.html": b"new", "b.html": b"b"})
        assert {path: path.read_bytes() for path in build.root.rglob("*")} == before
        out.clear()
    assert {path: path.read_bytes() for path in build.root.rglob("*")} == before
    assert not build.stage.exists()


def test_what_an_earlier_build_left_on_the_stage_is_in_nobody_s_way(build: Builder) -> None:
    """One that was killed: it is not moved into place, and it goes."""
    build.stage.mkdir()
    (build.stage / "0").write_bytes(b"left, and longer")
    (build.stage / "other").write_bytes(b"left")
    build({"a.html": b"a"})
    assert there(build.root) == {"a.html": b"a"}
    assert not build.stage.exists()


def test_no_page_leads_to_one_that_is_not_there_yet(build: Builder) -> None:
    """New addresses come first, then what changed, at last the front page; what is gone goes after that."""
    build({"a.html": b"1", "old.html": b"1", "index.html": b"1", "search/index.js": b"1"})
    out = build({"index.html": b"2", "search/index.js": b"2", "a.html": b"2", "b/new.html": b"2"})
    assert out.written[:2] == ["b/new.html", "a.html"]
    assert sorted(out.written[2:]) == ["index.html", "search/index.js"]
    assert out.removed == ["old.html"]


class CutOff(BaseException):
    """As when a process is killed."""


def cut_off(monkeypatch: pytest.MonkeyPatch, root: Path, after: int) -> None:
    """Ends whatever moves files into a folder or removes them there, after so many."""
    left = [None] * after

    def until_then(do: Callable[..., None]) -> Callable[..., None]:
        def done(*paths: str | Path, **more: object) -> None:
            if Path(paths[-1]).is_relative_to(root) and not str(paths[-1]).endswith(".tmp"):
                if not left:
                    raise CutOff
                left.pop()
            do(*paths, **more)

        return done

    for name in ("replace", "unlink"):
        monkeypatch.setattr(os, name, until_then(getattr(os, name)))


@pytest.mark.parametrize("after", range(7))
def test_a_build_that_is_cut_off_knows_its_own(build: Builder, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Wherever it was cut off, the next one takes what it wrote for ours: writes over it, and removes it when it is no longer made."""
    build({"old.html": b"old", "changed.html": b"1", "same.html": b"s", "gone.html": b"g"})
    made = {"changed.html": b"2", "same.html": b"s", "new/a.html": b"a", "new/b.html": b"b"}
    with monkeypatch.context() as patched, contextlib.suppress(CutOff):
        cut_off(patched, build.root, after)
        build(made)
        assert after == 6
    shutil.copytree(build.root, copy := build.root.with_name("copy"))
    out = build({"new/a.html": b"other"})
    assert (out.foreign, out.kept) == ([], [])
    assert there(build.root) == {"new/a.html": b"other"}
    made_again = {**made, "new/a.html": b"third"}
    out = Builder(copy)(made_again)
    assert (out.foreign, out.kept) == ([], [])
    assert there(copy) == made_again


# the list of what is ours


def test_the_list_can_be_checked(build: Builder) -> None:
    """By sha256sum, or by whoever knows its format: digest, two spaces, path, sorted."""
    made = {"b/ü x.html": b"1", "a.html": b"", "-c.html": b"2"}
    build(made)
    assert (build.root / LIST).read_bytes() == "".join(f"{hashlib.sha256(made[path]).hexdigest()}  {path}\n" for path in sorted(made)).encode()
    if checker := shutil.which("sha256sum"):
        assert subprocess.run([checker, "--check", "--strict", "--status", LIST], cwd=build.root, check=False).returncode == 0
        (build.root / "a.html").write_bytes(b"x")
        assert subprocess.run([checker, "--check", "--strict", "--status", LIST], cwd=build.root, check=False).returncode == 1


def test_a_build_cut_off_at_its_list_leaves_nothing_beside_it(build: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is half written lies on the stage, and is gone after the next build."""
    build({"a.html": b"a"})

    def cut_off(path: str, data: bytes) -> None:
        Path(path).write_bytes(data[:3])
        if path.endswith(LIST):
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files, "lay", cut_off)
        with pytest.raises(KeyboardInterrupt):
            build({"a.html": b"b"})
    assert set(there(build.root)) == {"a.html"}
    build({"a.html": b"c"})
    assert there(build.root) == {"a.html": b"c"}
    assert not build.stage.exists()


def test_a_hostile_list_leads_nowhere(build: Builder) -> None:
    """Lines that lead out of the folder, and lines that are none, are passed over."""
    outside = build.root.with_name("outside.txt")
    outside.write_bytes(b"outside")
    known = hashlib.sha256(b"outside").hexdigest()
    build.root.mkdir()
    lines = [f"{known}  {path}" for path in HOSTILE] + ["", "nonsense", "  ", f"{known} one space"]
    (build.root / LIST).write_bytes("\n".join(lines).encode() + b"\n\xff\xfe  x\n")
    out = build({"a.html": b"a"})
    assert (out.removed, out.kept, out.foreign) == ([], [], [])
    assert outside.read_bytes() == b"outside"
    assert there(build.root) == {"a.html": b"a"}


# what is remembered


def test_a_page_made_of_something_else_is_not_done(tmp_path: Path) -> None:
    """However much it is what stands there."""
    build = Builder(tmp_path / "site")
    build({"a.html": b"a"})
    with Shelf(build.shelf) as kept:
        out = build.begun(kept)
        assert out.has_past
        assert out.standing("a.html", digest(b"a"))[::2] == (hashlib.sha256(b"a").hexdigest(), True)
        assert out.standing("a.html", digest(b"b"))[::2] == (hashlib.sha256(b"a").hexdigest(), False)
        assert out.standing("b.html", digest(b"a"))[::2] == ("", False)
        assert (out.was_made_of("a.html"), out.was_made_of("b.html")) == (digest(b"a"), b"")


def test_the_site_may_be_deleted(tmp_path: Path) -> None:
    """All of it is made again."""
    build = Builder(tmp_path / "site")
    made = {"a.html": b"a", "b/c.html": b"c"}
    build(made)
    shutil.rmtree(build.root)
    assert sorted(build(made).written) == sorted(made)
    assert there(build.root) == made


def test_what_is_new_can_lie_on_another_disk(tmp_path: Path) -> None:
    """Where files cannot be moved from the stage in one step, it is in the folder itself, hidden."""
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other disk")
    root = other / f"briefgen-{os.getpid()}"
    try:
        with Shelf() as kept:
            out = Output(root, tmp_path / "stage", kept, {})
            assert out.stage.is_relative_to(root)
            build = Builder(root)
            build.put(out, {"a.html": b"a"})
            out.finish(prune=True)
        assert there(root) == {"a.html": b"a"}
        assert not out.stage.exists()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def test_where_there_is_no_room_beside_it_what_is_new_lies_in_the_folder_itself(tmp_path: Path) -> None:
    """A file may stand where the stage should."""
    (tmp_path / "file").write_bytes(b"")
    with Shelf() as kept:
        out = Output(tmp_path / "site", tmp_path / "file" / "stage", kept, {})
        Builder(tmp_path / "site").put(out, {"a.html": b"a"})
        out.finish(prune=True)
    assert there(tmp_path / "site") == {"a.html": b"a"}


NAMES = st.sampled_from(["a.html", "b.html", "c/d.html", "c/e/f.html", "g/h.html"])
STATES = st.dictionaries(NAMES, st.sampled_from([b"1", b"2", b""]))
EDITS = st.dictionaries(NAMES, st.sampled_from([b"1", b"2", b"edited", None]), max_size=2)
Step = tuple[dict[str, bytes], dict[str, bytes | None]]


@settings(deadline=None, max_examples=40)
@given(st.lists(STATES, max_size=6), st.booleans())
def test_a_folder_holds_what_was_made_last(tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, bytes]], forgets: bool) -> None:
    """Whatever was made before, and besides it what somebody put there."""
    build = Builder(tmp_path_factory.mktemp("out") / "site", forgets=forgets)
    build.root.mkdir()
    (build.root / "own.txt").write_bytes(b"own")
    for made in states:
        out = build(made)
        assert (out.foreign, out.kept) == ([], [])
        assert there(build.root) == {**made, "own.txt": b"own"}
        folders = {path.relative_to(build.root).as_posix() for path in build.root.rglob("*") if path.is_dir()}
        assert folders == {parent.as_posix() for path in made for parent in Path(path).parents if parent.as_posix() != "."}


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(STATES, EDITS), max_size=5))
def test_what_is_remembered_changes_nothing(tmp_path_factory: pytest.TempPathFactory, steps: list[Step]) -> None:
    """Whatever is edited or deleted in the folder between builds: the same files and the same words as without a cache."""
    builds = [Builder(tmp_path_factory.mktemp("out") / "site", forgets=forgets) for forgets in (False, True)]
    for made, edits in steps:
        one, other = (build(made) for build in builds)
        assert (one.written, one.removed, one.foreign, one.kept) == (other.written, other.removed, other.foreign, other.kept)
        assert there(one.root) == there(other.root)
        assert (one.root / LIST).read_bytes() == (other.root / LIST).read_bytes()
        for path, data in edits.items():
            for root in (one.root, other.root):
                if data is None:
                    files.remove(root / path)
                elif (root / path).parent.is_dir():
                    (root / path).write_bytes(data)
