"""What a site consists of, as its manifest says: the same as what lies there, and nothing that leads out is read of a stranger's."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.output import LIST
from briefgen.site import manifest
from briefgen.site.manifest import Account, File, Manifest, Wrong
from tests.sites import article, built, event

SHA = "a" * 64
SEED = "seed:\n  file: a.txt\n  digest: 0123456789abcdef\n  captured: 2024-03-20\n  written: fedcba9876543210\n"

names = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='\\:"'), min_size=1).filter(
    lambda name: not any(part in ("", ".", "..") for part in name.split("/"))
)
rows = st.builds(File, names, st.binary(min_size=32, max_size=32).map(bytes.hex), st.integers(0, 1 << 40))
accounts = st.builds(Account, st.text(), st.text(), st.text(), st.text(), st.text())


@given(st.lists(rows, unique_by=lambda one: one.path), st.lists(accounts), st.text(), st.text())
def test_what_was_written_is_read_again(listed: list[File], told: list[Account], title: str, base: str) -> None:
    """Whatever titles and names hold; with a line for each file and article."""
    if any(0xD800 <= ord(letter) <= 0xDFFF for text in (title, base, *(part for one in told for part in (one.slug, one.url))) for letter in text):
        return
    made = manifest.manifest(title, base, listed, told)
    data = manifest.written(made)
    assert manifest.read(data) == made
    assert json.loads(data)["title"] == title
    assert len(data.decode().split("\n")) >= len(listed) + len(told)


def test_a_manifest_names_every_file_but_itself(tmp_path: Path) -> None:
    """And the list that goes with it, with each one's digest and size."""
    site = built(tmp_path, article("a", "event: e\n") + article("2024/b", "event: e\n") + event("e"))
    found = manifest.read(site[manifest.NAME])
    assert {one.path: (one.sha256, one.size) for one in found.files} == {
        path: (hashlib.sha256(data).hexdigest(), len(data)) for path, data in site.items() if path not in (manifest.NAME, LIST)
    }
    assert [one.path for one in found.files] == sorted(one.path for one in found.files)
    assert found.title == "Test archive"


def test_the_archive_s_digest_is_what_sha256sum_makes_it(tmp_path: Path) -> None:
    """As docs/metadata.md says."""
    site = built(tmp_path, article("a") + article("é f"))
    command = r"""grep -v '^"digest": ' manifest.json | sha256sum && sha256sum --check --quiet .briefgen-files"""
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path / "site", capture_output=True, text=True, check=True)
    assert done.stdout.split()[0] == manifest.read(site[manifest.NAME]).digest


def test_it_tells_of_each_article_where_it_is_from(tmp_path: Path) -> None:
    """Its page, the digest of what is published of it, its seed's and when that was saved; of a page that a person wrote no seed."""
    told = manifest.read(built(tmp_path, article("a", SEED, "One word.") + article("b"))[manifest.NAME]).articles
    record = "a\n\n\n\n\n\nOne word.\n"
    assert told[0] == Account("a", "articles/a.html", hashlib.sha256(record.encode()).hexdigest(), "0123456789abcdef", "2024-03-20")
    assert (told[1].slug, told[1].seed, told[1].captured) == ("b", "", "")


def test_what_is_not_shown_of_an_article_makes_no_difference_to_its_digest(tmp_path: Path) -> None:
    """From which one could guess the text else."""
    digests = {
        manifest.read(built(tmp_path / word, article("a", "rights: metadata\n", f"A text about {word}."))[manifest.NAME]).articles[0].digest
        for word in ("quinces", "oranges")
    }
    assert len(digests) == 1


def test_drafts_are_not_in_it(tmp_path: Path) -> None:
    """Nor is their name."""
    site = built(tmp_path, article("secret-harbour", "draft: true\n") + article("b"))
    assert b"secret-harbour" not in site[manifest.NAME]


@pytest.mark.parametrize(
    "path",
    ["../a", "/etc/passwd", "a/../../b", "a\\b", "C:/x", "", ".", "a//b", "a/./b", "a/", "a\nb", "a\0b", "\ud800", "..", "x" * 5000],
)
def test_a_path_that_leads_out_is_refused(path: str) -> None:
    """Of a manifest from elsewhere, on every operating system."""
    data = json.dumps({"manifest": 1, "title": "", "base_url": "", "digest": SHA, "files": [[path, SHA, 1]], "articles": []}).encode()
    with pytest.raises(Wrong):
        manifest.read(data)


@pytest.mark.parametrize(
    "change",
    [
        {"manifest": 2},
        {"manifest": "1"},
        {"files": [["a", SHA, 1], ["a", SHA, 2]]},
        {"files": [["a", "A" * 64, 1]]},
        {"files": [["a", SHA[1:], 1]]},
        {"files": [["a", SHA, -1]]},
        {"files": [["a", SHA, 1 << 60]]},
        {"files": [["a", SHA, True]]},
        {"files": {"a": SHA}},
        {"articles": [1]},
        {"title": None},
    ],
)
def test_what_is_no_manifest_is_refused(change: dict[str, object]) -> None:
    """With a word about why."""
    whole = {"manifest": 1, "title": "", "base_url": "", "digest": SHA, "files": [["a", SHA, 1]], "articles": []}
    assert isinstance(manifest.read(json.dumps(whole).encode()), Manifest)
    with pytest.raises(Wrong, match=r"\w"):
        manifest.read(json.dumps({**whole, **change}).encode())


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"manifest": 1}'])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    """However deep it goes."""
    with pytest.raises(Wrong):
        manifest.read(data)
