"""What lies where on the disk: which files are told of, and when a stamp tells that one is another."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import files, stamps
from briefgen.stamps import NONE, Tree, unpacked

SECOND = 1_000_000_000
NOW = 1_700_000_000 * SECOND + 123_456_789
LONG_AGO = NOW - 86_400 * SECOND + 1


def tree(folder: Path, prefix: str = "", but: str = "") -> Tree:
    made = Tree()
    made.add(os.fspath(folder), prefix, but)
    return made


def stamp(path: Path) -> bytes:
    """A file's stamp, from its folder."""
    return tree(path.parent).stamps()[path.name]


# which files


def test_a_tree_has_what_a_scan_finds(tmp_path: Path) -> None:
    """Nothing hidden, nothing that a link fetches from outside, no folders."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "o.md").write_bytes(b"")
    root = tmp_path / "in"
    for name in ("b.md", "a/z.MD", "a/deep/y.txt", "B.md", ".hidden.md", ".git/x.md", "é.md", "a/.DS_Store"):
        files.write(root / name, b"")
    (root / "empty").mkdir()
    links = {"link.md": "../outside/o.md", "folder": "../outside", "inner.md": "b.md", "inner": "a", "nowhere.md": "none", "lost.md": "../none"}
    for name, target in links.items():
        (root / name).symlink_to(target)
    assert sorted(tree(root).names) == files.scan(root) == ["B.md", "a/deep/y.txt", "a/z.MD", "b.md", "inner.md", "nowhere.md", "é.md"]


NAMES = st.sampled_from(["a", "b", ".c", "d.md"])
ENTRIES = st.dictionaries(
    st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["file", "folder", "a", "b", "../a", "..", "d.md", "../..", "/", "/etc/hostname"]),
    max_size=12,
)


@settings(deadline=None, max_examples=150)
@given(ENTRIES)
def test_any_tree_has_what_a_scan_finds(tmp_path_factory: pytest.TempPathFactory, entries: dict[tuple[str, ...], str]) -> None:
    """However files, folders and links lie within one another."""
    root = tmp_path_factory.mktemp("tree")
    for path, kind in entries.items():
        place = root.joinpath(*path)
        if place.is_symlink() or place.exists() or any(above.is_symlink() or above.is_file() for above in place.parents):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if kind == "folder":
            place.mkdir()
        elif kind == "file":
            place.write_bytes(b"")
        else:
            place.symlink_to(kind)
    assert sorted(tree(root).names) == files.scan(root)


def test_a_tree_of_nothing_is_empty(tmp_path: Path) -> None:
    """A folder that is not there, and a file in its place."""
    (tmp_path / "file").write_bytes(b"")
    assert tree(tmp_path / "none").names == tree(tmp_path / "file").names == []


def test_folders_are_told_apart_by_what_stands_before(tmp_path: Path) -> None:
    """And one name can be left out, at any depth."""
    for name in ("a.py", "__pycache__/a.pyc", "deep/b.py", "deep/__pycache__/b.pyc"):
        files.write(tmp_path / name, b"")
    assert sorted(tree(tmp_path, "briefgen/", "__pycache__").names) == ["briefgen/a.py", "briefgen/deep/b.py"]


def test_a_file_alone_may_be_missing(tmp_path: Path) -> None:
    """Then it has the stamp that no file has."""
    path = tmp_path / "a"
    made = Tree()
    made.add_file(os.fspath(path), "a")
    assert (made.names, stamps.of(os.fspath(path))) == ([], NONE)
    path.write_bytes(b"")
    made.add_file(os.fspath(path), "a")
    assert made.stamps() == {"a": stamps.of(os.fspath(path))}
    assert stamps.of(os.fspath(path)) == stamp(path) != NONE


def test_a_file_that_cannot_be_looked_at_is_there_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that may be listed but not entered: it is not taken for gone, and who reads it says what is wrong. One that is gone by
    then is."""
    for name in ("a", "b", "c"):
        files.write(tmp_path / name, b"")
    wrong = {"a": PermissionError(), "b": FileNotFoundError()}
    monkeypatch.setattr(os, "scandir", lambda folder: contextlib.nullcontext([_Entry(name, folder, wrong.get(name)) for name in ("a", "b", "c")]))
    assert tree(tmp_path).stamps() == {"a": NONE, "c": stamp(tmp_path / "c")}


class _Entry:
    """What a folder's listing says of a file."""

    def __init__(self, name: str, folder: str, wrong: OSError | None) -> None:
        self.name, self.path, self._wrong = name, f"{folder}/{name}", wrong

    def is_file(self, *, follow_symlinks: bool) -> bool:
        return not follow_symlinks

    def stat(self, *, follow_symlinks: bool) -> os.stat_result:
        if self._wrong:
            raise self._wrong
        return Path(self.path).stat(follow_symlinks=follow_symlinks)


# when it is another


def in_place(path: Path) -> None:
    path.write_bytes(b"2")


def replaced(path: Path) -> None:
    path.with_name("new").write_bytes(b"1")
    path.with_name("new").replace(path)


def by_an_older_one(path: Path) -> None:
    path.with_name("new").write_bytes(b"2")
    os.utime(path.with_name("new"), ns=(LONG_AGO, LONG_AGO))
    path.with_name("new").replace(path)


def dated_back(path: Path) -> None:
    before = path.stat()
    path.write_bytes(b"2")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def permissions(path: Path) -> None:
    path.chmod(0)


@pytest.mark.parametrize("change", [in_place, replaced, by_an_older_one, dated_back, permissions])
def test_a_stamp_is_another_after_any_change(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """Also where the file's length and the time of its content are what they were."""
    path = tmp_path / "a"
    path.write_bytes(b"1")
    before = stamp(path)
    tick_after(path)
    change(path)
    assert stamp(path) != before


def tick_after(path: Path) -> None:
    """Waits until the disk's clock has gone on since the file was last changed."""
    probe = path.with_name(".probe")
    while True:
        probe.write_bytes(b"")
        if probe.stat().st_mtime_ns > path.stat().st_ctime_ns:
            return


def test_a_link_s_stamp_is_that_of_what_it_leads_to(tmp_path: Path) -> None:
    """Which may change while the link stays, or be another."""
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"1")
    link = tmp_path / "link"
    link.symlink_to("a")
    assert stamp(link) == stamp(tmp_path / "a")
    (tmp_path / "a").write_bytes(b"22")
    assert stamp(link) == stamp(tmp_path / "a")
    link.unlink()
    link.symlink_to("b")
    assert stamp(link) == stamp(tmp_path / "b") != stamp(tmp_path / "a")


def test_two_looks_at_the_same_are_the_same(tmp_path: Path) -> None:
    """As bytes, so that one comparison tells."""
    for name in ("a", "b/c", "b/d/e"):
        files.write(tmp_path / name, name.encode())
    before = tree(tmp_path)
    assert tree(tmp_path).packed() == before.packed()
    (tmp_path / "b/c").replace(tmp_path / "b/f")
    assert tree(tmp_path).packed() != before.packed()


# what cannot be trusted


def dated(path: Path, moment: int) -> None:
    path.write_bytes(b"")
    os.utime(path, ns=(moment, moment))


@pytest.mark.parametrize(
    ("changed", "is_doubtful"),
    [
        pytest.param(NOW, True, id="at the same time"),
        pytest.param(NOW - stamps.TICK + 1, True, id="within the clock's tick"),
        pytest.param(NOW - stamps.TICK - 1, False, id="before"),
        pytest.param(NOW + 5 * SECOND, True, id="in the future"),
        pytest.param(LONG_AGO, False, id="long ago"),
        pytest.param(NOW // SECOND * SECOND, True, id="on a disk that keeps seconds only"),
        pytest.param(NOW // SECOND * SECOND - SECOND, True, id="two at a time"),
        pytest.param(NOW // SECOND * SECOND - 2 * SECOND, False, id="seconds before"),
    ],
)
def test_what_changed_within_the_clock_s_tick_is_doubtful(changed: int, is_doubtful: bool) -> None:
    """It may have been changed again since, without its stamp telling."""
    made = Tree()
    made.names = ["a", "b"]
    made.numbers.extend((1, 1, changed, changed, 2, 2, LONG_AGO, LONG_AGO))
    assert made.changed_after(NOW) == (["a"] if is_doubtful else [])


def test_a_file_that_was_just_given_an_old_time_is_doubtful(tmp_path: Path) -> None:
    """As copying and unpacking programs do: what counts is when it was last touched at all."""
    dated(tmp_path / "a", LONG_AGO)
    dated(tmp_path / "b", time.time_ns())
    assert sorted(tree(tmp_path).changed_after(time.time_ns() - SECOND)) == ["a", "b"]


def test_a_distrusted_file_has_no_stamp_that_a_file_can_have(tmp_path: Path) -> None:
    """So that the next look finds it another; names that are not there are passed over."""
    for name in ("a", "b", "c"):
        (tmp_path / name).write_bytes(b"1")
    made = tree(tmp_path)
    before = made.stamps()
    made.distrust(["b", "none"])
    assert made.stamps() == {**before, "b": NONE}
    assert made.packed() != tree(tmp_path).packed()


# looking again


def test_the_same_files_are_found_again(tmp_path: Path) -> None:
    """As they are now, whatever has become of them, without a folder being listed."""
    for name in ("a", "b/c", "b/d/e"):
        files.write(tmp_path / name, b"1")
    before = tree(tmp_path)
    (tmp_path / "b/c").write_bytes(b"22")
    with pytest.MonkeyPatch.context() as patched:
        patched.delattr("os.scandir")
        now = before.again(os.fspath(tmp_path))
    assert now is not None
    assert now.packed() == tree(tmp_path).packed() != before.packed()
    assert [name for name, one in before.stamps().items() if now.stamps()[name] != one] == ["b/c"]


KINDS = st.sampled_from(["file", "folder", "gone", "edit", "swap", "a", "b", "../a", "d.md", "/etc/hostname"])
CHANGES = st.lists(st.tuples(st.lists(NAMES, min_size=1, max_size=3), KINDS), max_size=4)


def change(root: Path, path: list[str], kind: str) -> None:
    place = root.joinpath(*path)
    if any(above.is_symlink() or above.is_file() for above in place.parents):
        return
    if kind in ("gone", "swap") and (place.is_symlink() or place.is_file()):
        place.unlink()
    elif kind == "gone" and place.is_dir():
        shutil.rmtree(place)
    elif kind == "edit" and place.is_file() and not place.is_symlink():
        place.write_bytes(place.read_bytes() + b"x")
    if place.is_symlink() or place.exists() or kind in ("gone", "edit"):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    if kind == "folder":
        place.mkdir()
    elif kind in ("file", "swap"):
        place.write_bytes(b"")
    else:
        place.symlink_to(kind)


@settings(deadline=None, max_examples=200)
@given(CHANGES, CHANGES)
def test_what_is_found_again_is_what_is_there(
    tmp_path_factory: pytest.TempPathFactory, first: list[tuple[list[str], str]], then: list[tuple[list[str], str]]
) -> None:
    """Or nothing is, where files may have come or gone."""
    root = tmp_path_factory.mktemp("tree")
    for path, kind in first:
        change(root, path, kind)
    before = unpacked(tree(root).packed())
    for path, kind in then:
        change(root, path, kind)
    now = before.again(os.fspath(root))
    assert now is None or now.stamps() == tree(root).stamps()


def test_where_nothing_has_changed_all_is_found_again(tmp_path: Path) -> None:
    """Though there were folders that are empty, and hidden ones."""
    for name in ("a", "b/c", ".git/d"):
        files.write(tmp_path / name, b"1")
    (tmp_path / "empty").mkdir()
    before = tree(tmp_path)
    now = before.again(os.fspath(tmp_path))
    assert now is not None
    assert now.packed() == before.packed()


def test_a_folder_that_is_young_is_listed_again(tmp_path: Path) -> None:
    """A file may have come since, without its stamp telling."""
    files.write(tmp_path / "a", b"1")
    made = tree(tmp_path)
    made.distrust_young(time.time_ns() + 60 * SECOND)
    assert made.again(os.fspath(tmp_path)) is not None
    made.distrust_young(time.time_ns() - SECOND)
    assert made.again(os.fspath(tmp_path)) is None


# as bytes

TREES = st.dictionaries(st.text("ab/\n1é", min_size=1, max_size=3), st.tuples(*[st.sampled_from([0, 1, 97, 2**63 - 1])] * 4), max_size=3)


def made_of(entries: dict[str, tuple[int, ...]]) -> Tree:
    made = Tree()
    for name, numbers in entries.items():
        made.names.append(name)
        made.numbers.extend(numbers)
    return made


@given(TREES, TREES)
def test_the_bytes_are_the_same_only_where_all_of_it_is(one: dict[str, tuple[int, ...]], other: dict[str, tuple[int, ...]]) -> None:
    """Names, numbers and their order."""
    assert (made_of(one).packed() == made_of(other).packed()) == (list(one.items()) == list(other.items()))


@given(TREES)
def test_a_tree_comes_back_from_bytes(entries: dict[str, tuple[int, ...]]) -> None:
    """As it was."""
    again = unpacked(made_of(entries).packed())
    assert (again.names, again.numbers) == (made_of(entries).names, made_of(entries).numbers)


def test_names_that_are_no_text_are_kept(tmp_path: Path) -> None:
    """A disk may hold any bytes."""
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).write_bytes(b"")
    except OSError:
        pytest.skip("this disk takes no such names")
    made = tree(tmp_path)
    assert made.names == [os.fsdecode(b"caf\xe9.md")]
    assert unpacked(made.packed()).names == made.names


@pytest.mark.parametrize("more", [-1, -9, -40, 1, 8])
def test_bytes_that_are_no_tree_are_refused(more: int) -> None:
    """Where some are missing, or there are too many."""
    whole = made_of({"a": (1, 2, 3, 4), "b": (5, 6, 7, 8)}).packed()
    with pytest.raises(ValueError, match=r"not a tree|multiple of item size"):
        unpacked(whole[:more] if more < 0 else whole + bytes(more))
