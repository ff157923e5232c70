"""A site in one file: the same bytes from the same site, never over what is somebody else's, and trusted in nothing when it comes back."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from briefgen.cli import run
from briefgen.problem import Unreadable
from briefgen.publish.pack import is_pack
from briefgen.publish.packed import Packed
from briefgen.publish.verify import Report, verify
from briefgen.site import manifest
from tests.archives import make, write
from tests.sites import article, event, files_of

ARCHIVE = article("a", "event: e\n", "A word. " * 300) + article("é", "event: e\n") + event("e")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", ARCHIVE)


def packed(root: Path, *words: str) -> Path:
    assert run(["pack", "-C", str(root), *words]) == 0
    return root / "test-archive.zip"


def told(path: Path) -> Report:
    with Packed(path, path.name) as place:
        return verify(place)


def rewritten(path: Path, change: dict[str, bytes | None], twice: str = "") -> Path:
    """Another zip, in which some entries are others, new or gone."""
    other = path.with_name("other.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        entries = {one.filename: old.read(one) for one in old.infolist()} | {f"test-archive/{name}": data for name, data in change.items()}
        for name, data in entries.items():
            if data is not None:
                new.writestr(name, data)
        if twice:
            with pytest.warns(UserWarning, match="Duplicate"):
                new.writestr(f"test-archive/{twice}", b"another")
    return other


def test_a_pack_holds_what_the_manifest_names_and_nothing_else(root: Path) -> None:
    """Below one folder; no compressed forms, which no disk needs, and none of our own books."""
    write(root, "briefgen.toml", 'title = "Test archive"\ncompress = true\n')
    path = packed(root)
    site = files_of(root)
    with zipfile.ZipFile(path) as zipped:
        names = {one.filename for one in zipped.infolist()}
        known = manifest.read(site[manifest.NAME])
        assert names == {f"test-archive/{name}" for name in (manifest.NAME, *(one.path for one in known.files))}
        assert all(zipped.read(name) == site[name.removeprefix("test-archive/")] for name in names)
    assert told(path).differences == ()
    assert run(["verify", str(path)]) == 0


def test_the_same_site_is_the_same_pack(root: Path, tmp_path: Path) -> None:
    """Whenever and wherever, whatever times and permissions its files have."""
    first = packed(root).read_bytes()
    for path in (root / "site").rglob("*.html"):
        os.utime(path, (1, 1))
        path.chmod(0o600)
    assert packed(root, "--no-build").read_bytes() == first
    assert packed(make(tmp_path / "other", ARCHIVE)).read_bytes() == first


def test_it_opens_elsewhere(root: Path, tmp_path: Path) -> None:
    """Unpacked by another program, it is the site."""
    with zipfile.ZipFile(packed(root)) as zipped:
        zipped.extractall(tmp_path / "there")
    assert run(["verify", str(tmp_path / "there/test-archive")]) == 0
    assert (tmp_path / "there/test-archive/index.html").stat().st_mode & 0o400


def test_what_is_no_pack_is_not_written_over(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Unless it is said so; and never in the site itself, nor over a folder."""
    mine = root / "mine.zip"
    mine.write_text("mine")
    assert run(["pack", "mine.zip", "-C", str(root)]) == 1
    assert mine.read_text() == "mine"
    assert "--force" in capsys.readouterr().err
    assert run(["pack", "mine.zip", "-C", str(root), "--force"]) == 0
    assert is_pack(mine)
    assert run(["pack", "mine.zip", "-C", str(root)]) == 0
    assert run(["pack", "site/x.zip", "-C", str(root)]) == 1
    assert run(["pack", "themes.zip", "-C", str(root)]) == 0
    assert run(["pack", "content", "-C", str(root), "--force"]) == 2
    assert run(["pack", "briefgen.toml", "-C", str(root), "--force"]) == 2
    assert "the archive's own briefgen.toml" in capsys.readouterr().err
    assert not (root / "site/x.zip").exists()


def test_a_name_without_an_ending_gets_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another ending stays; where the pack lies is said as it leads from the current folder."""
    assert run(["pack", "handover", "-C", str(root)]) == 0
    assert run(["pack", "handover.bin", "-C", str(root), "--no-build"]) == 0
    assert is_pack(root / "handover.zip")
    assert is_pack(root / "handover.bin")
    assert not (root / "handover").exists()
    assert f"Packed site/ into {root / 'handover.zip'}.\n" in capsys.readouterr().out


def test_where_it_lies_is_said_from_the_current_folder(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever named it."""
    monkeypatch.chdir(root)
    assert run(["pack"]) == 0
    assert run(["pack", str(root / "mine.zip"), "--no-build"]) == 0
    monkeypatch.chdir(root.parent)
    assert run(["pack", "-C", "archive", "--no-build", "--json"]) == 0
    said = capsys.readouterr().out
    for one in ("Packed site/ into test-archive.zip.\n", "Packed site/ into mine.zip.\n", '"file": "archive/test-archive.zip"'):
        assert one in said


def test_a_site_that_is_not_what_was_built_is_not_packed(root: Path) -> None:
    """And the last pack stays."""
    path = packed(root)
    before = path.read_bytes()
    (root / "site/about.html").write_text("mine")
    assert run(["pack", "-C", str(root), "--no-build"]) == 1
    assert path.read_bytes() == before
    assert sorted(one.name for one in root.iterdir() if one.suffix in (".zip", ".tmp")) == ["test-archive.zip"]
    assert packed(root).read_bytes() == before


def test_an_edition_s_pack_is_called_after_it(root: Path) -> None:
    """So that it is not taken for the public one."""
    assert run(["pack", "-C", str(root), "--edition", "internal"]) == 0
    assert is_pack(root / "test-archive-internal.zip")


def test_its_result_for_scripts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "-C", str(root), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["file"] == str(root / "test-archive.zip")
    assert found["digest"] == manifest.read((root / "site" / manifest.NAME).read_bytes()).digest


def test_what_differs_in_a_pack_is_told(root: Path) -> None:
    """Also what stands beside the site's folder."""
    path = packed(root)
    other = rewritten(path, {"404.html": None, "about.html": b"mine", "more.html": b"x", "../beside.html": b"x"})
    assert [(one.kind, one.path) for one in told(other).differences] == [
        ("extra", "../beside.html"),
        ("missing", "404.html"),
        ("changed", "about.html"),
        ("extra", "more.html"),
    ]


def test_an_entry_that_stands_there_twice_is_told(root: Path) -> None:
    """Programs do not agree about which one counts."""
    assert ("changed", "about.html") in [(one.kind, one.path) for one in told(rewritten(packed(root), {}, twice="about.html")).differences]


def test_an_entry_is_not_unpacked_further_than_the_manifest_says(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand times its size fits into a few bytes."""
    other = rewritten(packed(root), {"about.html": b"\0" * 50_000_000})
    sizes = {one.path: one.size for one in manifest.read((root / "site" / manifest.NAME).read_bytes()).files}
    read: dict[str, int] = {}
    real = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        data = real(self, n)
        read[str(self.name)] = read.get(str(self.name), 0) + len(data)
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    assert [(one.kind, one.path) for one in told(other).differences] == [("changed", "about.html")]
    assert read["test-archive/about.html"] <= sizes["about.html"] + 1


@pytest.mark.parametrize("data", [b"", b"mine", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_pack_is_told(tmp_path: Path, data: bytes) -> None:
    """Neither another file nor an empty zip."""
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(Unreadable):
        told(tmp_path / "x.zip")


def test_a_damaged_pack_is_told(root: Path) -> None:
    """Wherever it is damaged, nothing breaks."""
    path = packed(root)
    data = bytearray(path.read_bytes())
    broken = path.with_name("broken.zip")
    for place in range(0, len(data), len(data) // 40):
        broken.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            report = told(broken)
        except Unreadable:
            continue
        assert all(one.detail for one in report.differences)
