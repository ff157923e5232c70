"""The disk: what is read and written, one file at a time."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import files

HOSTILE = ("../outside.txt", "/etc/hostname", "a/../../outside.txt", "..", ".", "", "C:\\outside.txt", "..\\outside.txt", "C:outside.txt", "a\0b")


@pytest.mark.parametrize("path", HOSTILE)
def test_a_path_that_leads_out_is_not_inside(path: str) -> None:
    """On any operating system; the folder itself is none of its files."""
    assert not files.is_inside(path)


@pytest.mark.parametrize("path", ["a", "a/b.html", "a..b", "...", "a/.b", "ü x"])
def test_a_path_that_stays_is_inside(path: str) -> None:
    """Dots in names are only that."""
    assert files.is_inside(path)


@settings(max_examples=300)
@given(st.text(alphabet="a./\\: \0", max_size=6))
def test_what_is_inside_is_told_by_its_parts(path: str) -> None:
    """The short way for plain paths says what the long one would."""
    pure = PurePosixPath(path)
    plain = not any(sign in path for sign in "\\:\0")
    assert files.is_inside(path) == (bool(pure.parts) and not pure.is_absolute() and ".." not in pure.parts and plain)


# one file at a time


def there(root: Path) -> dict[str, bytes]:
    """The files below `root`."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


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
    """Sorted by code point, with forward slashes; nothing hidden, no pipe, and nothing that a link fetches from outside."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "o.md").write_bytes(b"")
    root = tmp_path / "in"
    for name in ("b.md", "a/z.MD", "a/y.txt", "B.md", ".hidden.md", ".git/x.md", "é.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"")
    (root / "link.md").symlink_to(tmp_path / "outside" / "o.md")
    (root / "folder").symlink_to(tmp_path / "outside")
    (root / "inner.md").symlink_to(root / "b.md")
    os.mkfifo(root / "pipe.md")
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


def test_what_is_laid_takes_the_place_of_what_was_left(tmp_path: Path) -> None:
    """All of it, also of something longer."""
    path = tmp_path / "a"
    for data in (b"long" * 100_000, b"short", b""):
        files.lay(str(path), data)
        assert path.read_bytes() == data


@pytest.mark.parametrize("size", [0, 1, 2**18 - 1, 2**18, 2**18 + 1, 10**6])
def test_a_file_is_read_whole(tmp_path: Path, size: int) -> None:
    """However large it is; one that is not there is an error."""
    path = tmp_path / "a"
    path.write_bytes(os.urandom(size))
    assert files.read_at(str(path)) == files.read(path) == path.read_bytes()
    with pytest.raises(FileNotFoundError):
        files.read_at(str(tmp_path / "none"))


def test_a_folder_of_ours_goes_with_all_that_is_in_it(tmp_path: Path) -> None:
    """But for what a link leads to; what is not there is gone already."""
    write = (tmp_path / "ours" / "below" / "a", tmp_path / "theirs" / "b")
    for path in write:
        files.write(path, b"")
    (tmp_path / "ours" / "link").symlink_to(tmp_path / "theirs")
    files.remove_folder(tmp_path / "ours")
    files.remove_folder(tmp_path / "none")
    assert there(tmp_path) == {"theirs/b": b""}


# the user's own cache


def test_a_private_folder_is_made(tmp_path: Path) -> None:
    """That nobody else may look into; it is one the next time too."""
    path = tmp_path / "above" / "private"
    assert files.private_folder(str(path))
    assert path.stat().st_mode & 0o777 == 0o700
    assert files.private_folder(str(path))


@pytest.mark.parametrize("mode", [0o777, 0o720, 0o702])
def test_a_folder_that_others_may_write_into_is_not_private(tmp_path: Path, mode: int) -> None:
    """What lies there may be theirs."""
    path = tmp_path / "shared"
    path.mkdir()
    path.chmod(mode)
    assert not files.private_folder(str(path))


def test_what_is_no_folder_is_not_private(tmp_path: Path) -> None:
    """A file, a link to a folder, a place where nothing can be made."""
    (tmp_path / "file").write_bytes(b"")
    assert files.private_folder(str(tmp_path / "own"))
    (tmp_path / "link").symlink_to(tmp_path / "own")
    for name in ("file", "link", "file/below"):
        assert not files.private_folder(str(tmp_path / name)), name


@pytest.mark.skipif(os.name == "nt", reason="named by other variables")
@pytest.mark.parametrize(("cache", "home", "expected"), [("/c", "/h", "/c/briefgen"), ("", "/h", "/h/.cache/briefgen"), ("relative", "/h", "")])
def test_the_user_s_cache_is_where_the_system_says(monkeypatch: pytest.MonkeyPatch, cache: str, home: str, expected: str) -> None:
    """By the variables of the XDG base directories; a relative path is none."""
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    monkeypatch.setenv("HOME", home)
    assert files.user_cache() == expected
