"""A built site's articles, and a pack's, read from what they publish."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from briefgen import config
from briefgen.dialect import USUAL
from briefgen.history import contents, published
from briefgen.history.comparing import compare
from briefgen.history.record import Record
from briefgen.history.refused import Refused
from briefgen.site.build import build
from tests.archives import make, write
from tests.sites import article, event

TITLE = '"Tab\\t, bell\\a, <b>bold</b>: a\\nline"'
HOSTILE = "<script>alert(1)</script> & *stars* _lines_ `code`"
ARCHIVE = (
    article("2024/a", "date: 2024-03-04\nauthor: [Ada, Bo Ü]\noutlet: The Marn Echo\nevent: e\n", f"One.\n\n{HOSTILE}\n\n* list\n* of two")
    + article(
        "2024/b",
        "event: none\naliases: articles/2024/old.html\n",
        "Words with a [link](a.md), [another](https://example.org/), **bold** and ~~gone~~.",
    )
    + article("2024/short", "rights: excerpt\n", "A beginning that is shown. " * 40)
    + article("2024/none", "rights: metadata\nsource: https://example.org/a\n", "Nothing of this.")
    + article("2024/taken", "withdrawn: true\n", "Nothing of this.")
    + article("2024/draft", "draft: true\n", "Nothing of this.")
    + f"-- content/articles/2024/strange.md --\n---\ntitle: {TITLE}\nauthor: [\"A; b\", '<i>c</i>']\n---\n\nWords.\n"
    + event("e")
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make(tmp_path, ARCHIVE)
    assert build(root).problems == ()
    return root


def read(folder: Path) -> tuple[Record, ...]:
    return published.records(published.in_folder(folder), USUAL)


def test_a_site_has_the_state_of_what_it_was_built_of(root: Path) -> None:
    """Fields, texts as far as they may be shown, what was withdrawn, what an old address leads to."""
    found = read(root / "site")
    assert compare(contents.as_it_is(root, config.load(root)).records, found) == ()
    assert compare(found, contents.as_it_is(root, config.load(root)).records) == ()
    assert {one.slug: one.is_withdrawn for one in found} == {"a": False, "b": False, "short": False, "none": False, "strange": False, "taken": True}
    assert {one.slug: one.aliases for one in found if one.aliases} == {"b": ("articles/2024/old.html",)}


def test_of_two_builds_the_difference_can_be_told(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "site", tmp_path / "before")
    write(root, "content/articles/2024/b.md", "---\ntitle: B\nevent: e\n---\n\nOther words.\n")
    (root / "content/articles/2024/short.md").unlink()
    write(root, "content/articles/2024/taken.md", "---\ntitle: Taken\n---\n\nShown again.\n")
    build(root)
    found = compare(read(tmp_path / "before"), read(root / "site"))
    assert [(change.kind, change.slug) for change in found] == [("restored", "taken"), ("changed", "b"), ("removed", "short")]
    assert [turn.field for turn in found[1].fields] == ["title", "events"]
    assert found[1].text is not None
    assert found[1].text.words is not None


def test_an_article_that_got_another_name_is_known_by_its_alias(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "site", tmp_path / "before")
    text = (root / "content/articles/2024/a.md").read_text(encoding="utf-8")
    (root / "content/articles/2024/a.md").unlink()
    write(root, "content/articles/2024/harbour.md", text.replace("event: e\n", "event: e\naliases: articles/2024/a.html\n"))
    build(root)
    (found,) = [change for change in compare(read(tmp_path / "before"), read(root / "site")) if change.slug in ("a", "harbour")]
    assert (found.kind, [turn.field for turn in found.fields]) == ("changed", ["address"])


def test_without_a_mirror_fields_and_digests_are_compared(root: Path, tmp_path: Path) -> None:
    """And without an export the digests alone."""
    shutil.copytree(root / "site", tmp_path / "before")
    write(root, "content/articles/2024/b.md", "---\ntitle: B\nevent: none\n---\n\nOther words.\n")
    write(root, "content/articles/2024/a.md", (root / "content/articles/2024/a.md").read_text(encoding="utf-8").replace("One.", "First."))
    build(root)
    for folder in (tmp_path / "before", root / "site"):
        for path in folder.glob("articles/**/*.md"):
            path.unlink()
    found = {change.slug: change for change in compare(read(tmp_path / "before"), read(root / "site"))}
    assert {slug: change.kind for slug, change in found.items()} == {"a": "changed", "b": "changed"}
    assert [turn.after for turn in found["b"].fields] == [("B",)]
    assert found["a"].is_otherwise
    assert not published.is_mirrored(published.in_folder(root / "site"))
    shutil.rmtree(tmp_path / "before/exports")
    assert [change.slug for change in compare(read(tmp_path / "before"), read(root / "site"))] == ["a", "b"]


def test_a_pack_is_read_as_the_site_in_it(root: Path, tmp_path: Path) -> None:
    """Whether it lies in a folder there or at the top."""
    for top in ("archive/", ""):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as pack:
            for path in sorted((root / "site").rglob("*")):
                pack.write(path, top + path.relative_to(root / "site").as_posix())
        assert published.records(published.in_pack(tmp_path / "a.zip"), USUAL) == read(root / "site")


def test_a_site_that_tells_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Hello", encoding="utf-8")
    assert published.is_site(tmp_path)
    with pytest.raises(Refused, match="tells machines nothing"):
        read(tmp_path)


@pytest.mark.parametrize("manifest", [b"{", b"[]", b'{"articles": [{}]}', b"\xff\xfe", b'{"articles": 3}'])
def test_a_broken_manifest_is_refused(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(manifest)
    with pytest.raises(Refused, match=r"manifest\.json cannot be read"):
        read(tmp_path)


def test_a_broken_pack_is_refused(tmp_path: Path) -> None:
    """Whatever is wrong with it; and one with a file larger than a site's is not unpacked."""
    path = tmp_path / "a.zip"
    path.write_bytes(b"no zip")
    with pytest.raises(Refused, match="is no pack"):
        published.in_pack(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("site/manifest.json", json.dumps({"articles": []}))
        pack.writestr("site/articles/a.md", b"\0" * (1 << 26) + b"\0")
    with pytest.raises(Refused, match="larger than any file"):
        published.records(published.in_pack(path), USUAL)
    data = bytearray(path.read_bytes())
    data[40:60] = b"\xff" * 20
    path.write_bytes(data)
    with pytest.raises(Refused):
        published.records(published.in_pack(path), USUAL)
