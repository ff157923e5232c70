"""The disk: what is read, what is written and when, and what is never touched."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import files
from briefgen.files import Output

LIST = Output.LIST


def build(root: Path, made: dict[str, bytes], *, prune: bool = True) -> Output:
    out = Output(root)
    for path, data in made.items():
        out.put(path, data)
    out.finish(prune)
    return out


def there(root: Path) -> dict[str, bytes]:
    """The files below `root`, but for the list."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != LIST}


# what a build writes


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """The others keep their very files."""
    build(tmp_path, {"a.html": b"a", "b/c.html": b"c"})
    before = (tmp_path / "a.html").stat()
    out = build(tmp_path, {"a.html": b"a", "b/c.html": b"new"})
    after = (tmp_path / "a.html").stat()
    assert out.written == ["b/c.html"]
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert there(tmp_path) == {"a.html": b"a", "b/c.html": b"new"}


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    """Not even its list."""
    build(tmp_path, {"a.html": b"a", "b/c.html": b"c"})
    before = (tmp_path / LIST).stat().st_ino
    out = build(tmp_path, {"b/c.html": b"c", "a.html": b"a"})
    assert (out.written, out.removed, out.kept, out.foreign) == ([], [], [], [])
    assert (tmp_path / LIST).stat().st_ino == before


def test_what_is_no_longer_made_is_removed(tmp_path: Path) -> None:
    """With the folders that it leaves empty, and nothing that briefgen did not make."""
    build(tmp_path, {"a.html": b"a", "b/c/d.html": b"d", "e/f.html": b"f"})
    (tmp_path / "e" / "own.txt").write_bytes(b"own")
    (tmp_path / "empty").mkdir()
    out = build(tmp_path, {"a.html": b"a"})
    assert out.removed == ["b/c/d.html", "e/f.html"]
    assert there(tmp_path) == {"a.html": b"a", "e/own.txt": b"own"}
    assert (tmp_path / "empty").is_dir()
    assert not (tmp_path / "b").exists()


def test_what_somebody_edited_is_kept(tmp_path: Path) -> None:
    """When it is no longer made, and for good: from then on it is theirs."""
    build(tmp_path, {"a.html": b"a", "b.html": b"b"})
    (tmp_path / "b.html").write_bytes(b"edited")
    assert build(tmp_path, {"a.html": b"a"}).kept == ["b.html"]
    assert build(tmp_path, {"a.html": b"a"}).kept == []
    assert build(tmp_path, {"a.html": b"a", "b.html": b"b"}).foreign == ["b.html"]
    assert there(tmp_path) == {"a.html": b"a", "b.html": b"edited"}


def test_what_is_made_is_made_again_over_an_edit(tmp_path: Path) -> None:
    """A page that is still made shows what content/ says."""
    build(tmp_path, {"a.html": b"a"})
    (tmp_path / "a.html").write_bytes(b"edited")
    assert build(tmp_path, {"a.html": b"a"}).written == ["a.html"]
    (tmp_path / "a.html").unlink()
    assert build(tmp_path, {"a.html": b"a"}).written == ["a.html"]


def test_a_folder_in_the_way_is_somebody_else_s(tmp_path: Path) -> None:
    """It is told where a file should be written, and left where one should be removed."""
    build(tmp_path, {"a.html": b"a", "b.html": b"b"})
    for name in ("a.html", "b.html"):
        (tmp_path / name).unlink()
        (tmp_path / name).mkdir()
    out = build(tmp_path, {"a.html": b"a", "c.html": b"c"})
    assert (out.foreign, out.removed, out.written) == (["a.html"], [], ["c.html"])
    assert (tmp_path / "b.html").is_dir()


def test_somebody_else_s_file_is_never_written_over(tmp_path: Path) -> None:
    """It is told, and the rest is written."""
    (tmp_path / "a.html").write_bytes(b"theirs")
    out = build(tmp_path, {"a.html": b"ours", "b.html": b"b"})
    assert (out.foreign, out.written) == (["a.html"], ["b.html"])
    out = build(tmp_path, {"b.html": b"b"})
    assert (out.removed, out.kept) == ([], [])
    assert there(tmp_path) == {"a.html": b"theirs", "b.html": b"b"}


def test_without_pruning_nothing_is_removed(tmp_path: Path) -> None:
    """And what was left is still known as ours the next time."""
    build(tmp_path, {"a.html": b"a", "b.html": b"b"})
    assert build(tmp_path, {"a.html": b"new"}, prune=False).removed == []
    assert there(tmp_path) == {"a.html": b"new", "b.html": b"b"}
    assert build(tmp_path, {"a.html": b"new"}).removed == ["b.html"]


def test_nothing_is_written_before_all_is_there(tmp_path: Path) -> None:
    """A build that fails on the way leaves what stood."""
    build(tmp_path, {"a.html": b"a"})
    before = {path: path.read_bytes() for path in tmp_path.rglob("*")}
    out = Output(tmp_path)
    out.put("a.html", b"new")
    out.put("b.html", b"b")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_build_that_is_cut_off_knows_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Wherever it was cut off, the next one takes what it wrote for ours: writes over it, and removes it when it is no longer made."""
    build(tmp_path, {"old.html": b"old", "changed.html": b"1"})
    write, left = files.write, [None] * after

    def cut_off(path: Path, data: bytes) -> None:
        if path.name != LIST and not left:
            raise KeyboardInterrupt
        if path.name != LIST:
            left.pop()
        write(path, data)

    made = {"changed.html": b"2", "new/a.html": b"a", "new/b.html": b"b"}
    monkeypatch.setattr(files, "write", cut_off)
    if after < len(made):
        with pytest.raises(KeyboardInterrupt):
            build(tmp_path, made)
    else:
        build(tmp_path, made)
    monkeypatch.undo()
    copy = tmp_path.with_name(tmp_path.name + "-copy")
    shutil.copytree(tmp_path, copy)
    assert build(tmp_path, {"new/a.html": b"other"}).foreign == []
    assert there(copy.parent / tmp_path.name).keys() - {"changed.html"} == {"new/a.html"}
    if after:  # the first file was listed and not yet written: whose it is cannot be told, and so it stays
        assert there(tmp_path) == {"new/a.html": b"other"}
    made_again = {**made, "new/a.html": b"third"}
    build(copy, made_again)
    assert there(copy) == made_again


# the list of what is ours


def test_the_list_can_be_checked(tmp_path: Path) -> None:
    """By sha256sum, or by whoever knows its format: digest, two spaces, path, sorted."""
    made = {"b/ü x.html": b"1", "a.html": b"", "-c.html": b"2"}
    build(tmp_path, made)
    assert (tmp_path / LIST).read_bytes() == "".join(f"{hashlib.sha256(made[path]).hexdigest()}  {path}\n" for path in sorted(made)).encode()
    if checker := shutil.which("sha256sum"):
        assert subprocess.run([checker, "--check", "--strict", "--status", LIST], cwd=tmp_path, check=False).returncode == 0
        (tmp_path / "a.html").write_bytes(b"x")
        assert subprocess.run([checker, "--check", "--strict", "--status", LIST], cwd=tmp_path, check=False).returncode == 1


HOSTILE = ("../outside.txt", "/etc/hostname", "a/../../outside.txt", "..", ".", "", "C:\\outside.txt", "..\\outside.txt", "C:outside.txt", "a\0b")


def test_a_hostile_list_leads_nowhere(tmp_path: Path) -> None:
    """Lines that lead out of the folder, and lines that are none, are passed over."""
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"outside")
    known = hashlib.sha256(b"outside").hexdigest()
    root = tmp_path / "site"
    root.mkdir()
    lines = [f"{known}  {path}" for path in HOSTILE] + ["", "nonsense", "  ", f"{known} one space"]
    (root / LIST).write_bytes("\n".join(lines).encode() + b"\n\xff\xfe  x\n")
    out = build(root, {"a.html": b"a"})
    assert (out.removed, out.kept, out.foreign) == ([], [], [])
    assert outside.read_bytes() == b"outside"
    assert there(root) == {"a.html": b"a"}


@pytest.mark.parametrize("path", HOSTILE)
def test_a_path_that_leads_out_is_not_inside(path: str) -> None:
    """On any operating system; the folder itself is none of its files."""
    assert not files.is_inside(path)


@pytest.mark.parametrize("path", ["a", "a/b.html", "a..b", "...", "a/.b", "ü x"])
def test_a_path_that_stays_is_inside(path: str) -> None:
    """Dots in names are only that."""
    assert files.is_inside(path)


NAMES = st.sampled_from(["a.html", "b.html", "c/d.html", "c/e/f.html", "g/h.html"])
STATES = st.dictionaries(NAMES, st.sampled_from([b"1", b"2", b""]))


@settings(deadline=None, max_examples=40)
@given(st.lists(STATES, max_size=6))
def test_a_folder_holds_what_was_made_last(tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, bytes]]) -> None:
    """Whatever was made before, and besides it what somebody put there."""
    root = tmp_path_factory.mktemp("out")
    (root / "own.txt").write_bytes(b"own")
    for made in states:
        out = build(root, made)
        assert (out.foreign, out.kept) == ([], [])
        assert there(root) == {**made, "own.txt": b"own"}
        folders = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_dir()}
        assert folders == {parent.as_posix() for path in made for parent in Path(path).parents if parent.as_posix() != "."}


# one file at a time


def test_a_file_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing fails, the old one stands and nothing lies about."""
    path = tmp_path / "a"
    files.write(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        files.write(path, b"new")
    assert there(tmp_path) == {"a": b"old"}


def test_permissions_stay(tmp_path: Path) -> None:
    """A new file has the usual ones, a rewritten file its own."""
    path = tmp_path / "folder" / "a"
    files.write(path, b"1")
    (tmp_path / "plain").write_bytes(b"")
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode
    path.chmod(0o640)
    files.write(path, b"2")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_is_made_only_where_none_is(tmp_path: Path) -> None:
    """A link that leads nowhere is something too."""
    assert files.create(tmp_path / "a", b"1")
    assert not files.create(tmp_path / "a", b"2")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert not files.create(tmp_path / "link", b"2")
    assert there(tmp_path) == {"a": b"1"}


def test_a_scan_finds_what_lies_in_the_folder(tmp_path: Path) -> None:
    """Sorted by code point, with forward slashes; nothing hidden, and nothing that a link fetches from outside."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "o.md").write_bytes(b"")
    root = tmp_path / "in"
    for name in ("b.md", "a/z.MD", "a/y.txt", "B.md", ".hidden.md", ".git/x.md", "é.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"")
    (root / "link.md").symlink_to(tmp_path / "outside" / "o.md")
    (root / "folder").symlink_to(tmp_path / "outside")
    (root / "inner.md").symlink_to(root / "b.md")
    assert files.scan(root, (".md",)) == ["B.md", "a/z.MD", "b.md", "inner.md", "é.md"]
    assert files.scan(root) == ["B.md", "a/y.txt", "a/z.MD", "b.md", "inner.md", "é.md"]
    assert files.scan(tmp_path / "none") == []
    assert files.folders_in(root) == ["a", "folder"]
    assert files.folders_in(tmp_path / "none") == []


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    """Also when another file takes its name; a folder's does not when something is put in it."""
    path = tmp_path / "a"
    path.write_bytes(b"1")
    seen = [files.stamp(path)]
    path.write_bytes(b"22")
    seen.append(files.stamp(path))
    files.write(path, b"33")
    seen.append(files.stamp(path))
    assert len(set(seen)) == 3
    assert files.stamp(path) == seen[-1]
    assert files.stamp(tmp_path / "none") == ()
    before = files.stamp(tmp_path)
    (tmp_path / "b").write_bytes(b"")
    assert files.stamp(tmp_path) == before


def test_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    """No error: None, False."""
    (tmp_path / "file").write_bytes(b"")
    assert files.read_or_none(tmp_path / "none") is None
    assert files.read_or_none(tmp_path / "file" / "below") is None
    assert not files.remove(tmp_path / "none")
    assert not files.remove(tmp_path / "file" / "below")
    assert files.remove(tmp_path / "file")
