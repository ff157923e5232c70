"""The second round of a build: what is made of what was made, and that it is no other than after a build from nothing."""

from __future__ import annotations

import gzip
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from briefgen import output as outputs
from briefgen.cli import run
from briefgen.site import compressed, manifest
from briefgen.site.build import build
from tests.archives import make, write
from tests.site.test_incremental import Archive
from tests.sites import Site, article, differing, event, files_of

ARCHIVE = article("a", "event: e\n", "A word. " * 300) + article("b", "event: e\n") + event("e")
SEEDS = int(os.environ.get("BRIEFGEN_SEEDS", "8")) // 2


def forms_of(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.items() if path.endswith((".gz", ".br"))}


def without(site: Site) -> Site:
    """The site without what only goes with its compressed forms."""
    return {path: data for path, data in site.items() if path not in forms_of(site) and path != outputs.LIST}


def assert_compressed(site: Site) -> None:
    """Each text that is large enough has both forms, which hold it; nothing else has any."""
    forms = forms_of(site)
    assert forms
    for path, data in forms.items():
        whole = path[:-3]
        assert (gzip.decompress(data) if path.endswith(".gz") else brotli.decompress(data)) == site[whole], path
        assert len(data) < len(site[whole])
    assert {path for path, data in site.items() if compressed.is_worth(path, len(data)) and path not in forms} == {path[:-3] for path in forms}


def test_texts_lie_there_in_compressed_forms(tmp_path: Path) -> None:
    """The manifest too, which does not name them: with them and without, it is the same site."""
    root = make(tmp_path, ARCHIVE)
    build(root)
    plain = files_of(root)
    assert forms_of(plain) == {}
    build(root, compress=True)
    site = files_of(root)
    assert_compressed(site)
    assert f"{manifest.NAME}.gz" in site
    assert differing(without(site), without(plain)) == {}


def test_the_configuration_says_whether(tmp_path: Path) -> None:
    """And a preview makes none, whatever it says; once they are not wanted they go."""
    root = make(tmp_path, ARCHIVE + '-- briefgen.toml --\ntitle = "Test archive"\ncompress = true\n')
    build(root)
    assert_compressed(files_of(root))
    report = build(root, compress=False)
    assert forms_of(files_of(root)) == {}
    assert not report.problems
    assert {path[-3:] for path in report.removed} == {".gz", ".br"}


def test_only_what_changed_is_compressed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are not even read."""
    root = make(tmp_path, ARCHIVE + article("c"))
    build(root, compress=True)
    made: list[str] = []

    def noted(ending: str) -> Callable[[bytes], bytes]:
        way = compressed._WAYS[ending]

        def work(data: bytes) -> bytes:
            made.append(ending)
            return way(data)

        return work

    monkeypatch.setattr(compressed, "_WAYS", {ending: noted(ending) for ending in compressed._WAYS})
    before = files_of(root)
    build(root, compress=True)
    assert made == []
    write(root, "content/articles/a.md", "---\ntitle: a\nevent: e\n---\n\n" + "Another word. " * 300)
    build(root, compress=True)
    site = files_of(root)
    changed = {path for path in forms_of(site) if before.get(path) != site[path]}
    assert len(made) == len(changed) > 0
    assert "articles/b.html.gz" not in changed
    assert "articles/a.html.gz" in changed
    assert_compressed(site)


def test_what_no_compression_makes_smaller_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And again only when it is another."""
    root = make(tmp_path, ARCHIVE)
    monkeypatch.setattr(compressed, "_WAYS", dict.fromkeys((".gz", ".br"), lambda data: data))
    build(root, compress=True)
    assert forms_of(files_of(root)) == {}
    monkeypatch.setattr(compressed, "_WAYS", {})  # nothing is left to be done with it
    build(root, compress=True)
    assert forms_of(files_of(root)) == {}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_incremental_is_clean(tmp_path: Path, seed: int) -> None:
    """After any edits, with compressed forms and without, by turns."""
    dice = random.Random(seed)
    root = make(tmp_path / "edited", "")
    archive = Archive(root, dice)
    for step in range(4):
        compress = dice.random() < 0.7
        build(root, compress=compress)
        clean = tmp_path / f"clean{step}"
        shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".briefgen"))
        build(clean, compress=compress)
        assert differing(files_of(root), files_of(clean)) == {}
        dice.choice([archive.edit_text, archive.edit_front, archive.add, archive.delete, archive.configure])()


def test_a_file_of_somebody_else_in_the_place_of_a_form_is_left_alone(tmp_path: Path) -> None:
    """And told."""
    root = make(tmp_path, ARCHIVE)
    write(root, "site/index.html.gz", "mine")
    (problem,) = build(root, compress=True).problems
    assert problem.path == "site/index.html.gz"
    assert (root / "site/index.html.gz").read_text() == "mine"


def test_a_page_that_stays_since_its_file_cannot_be_read_is_in_the_manifest(tmp_path: Path) -> None:
    """What is published is what lies there; no compressed form is of another page than the one beside it."""
    root = make(tmp_path, ARCHIVE)
    build(root, compress=True)
    (root / "content/articles/b.md").write_bytes(b"\xff\xfe\xff")
    write(root, "content/articles/a.md", "---\ntitle: New\nevent: e\n---\n\nShort.")
    build(root, compress=True)
    site = files_of(root)
    assert "articles/b.html" in {one.path for one in manifest.read(site[manifest.NAME]).files}
    for path, data in forms_of(site).items():
        assert (gzip.decompress(data) if path.endswith(".gz") else brotli.decompress(data)) == site[path[:-3]], path
    build(root)
    assert [path for path in forms_of(files_of(root)) if path[:-3] in files_of(root) and not path.startswith("articles/b.")] == []


def test_a_form_comes_right_behind_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a host never sends the one for long when the other is there; the manifest comes last of all."""
    root = make(tmp_path, ARCHIVE)
    moved: list[str] = []
    real = outputs._moved

    def noted(staged: str, path: str) -> None:
        moved.append(os.path.relpath(path, root / "site"))
        real(staged, path)

    monkeypatch.setattr(outputs, "_moved", noted)
    build(root, compress=True)
    assert_compressed(files_of(root))
    for place, path in enumerate(moved):
        if path.endswith((".gz", ".br")):
            assert path[:-3] in moved[max(place - 2, 0) : place], path
    assert moved[-3:] == ["manifest.json", "manifest.json.gz", "manifest.json.br"]


def test_a_build_that_is_to_compress_is_another_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Though nothing in the archive has changed since, it is done; and once more it is not."""
    root = make(tmp_path, ARCHIVE)
    words = ["build", "-C", str(root), "-j", "1"]
    assert run(words) == 0
    assert run([*words, "--compress"]) == 0
    assert_compressed(files_of(root))
    capsys.readouterr()
    assert run([*words, "--compress"]) == 0
    assert "0 files written." in capsys.readouterr().out
    assert run(words) == 0
    assert forms_of(files_of(root)) == {}
