"""Compressed forms: what they hold, and that the machine and the day do not show in them."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.site import compressed
from briefgen.site.compressed import Batch, Form, Source


@given(st.binary(max_size=5000))
def test_what_was_compressed_is_unpacked_again(data: bytes) -> None:
    """By others' programs."""
    assert gzip.decompress(compressed.gzipped(data)) == data
    assert brotli.decompress(compressed.brotlied(data)) == data


def test_gzip_states_no_time_and_no_name() -> None:
    """Nor which system it was made on: what stands before the data is always the same."""
    assert compressed.gzipped(b"a" * 5000)[:10].hex() == "1f8b08000000000002ff"


@pytest.mark.parametrize(
    ("path", "size", "is_worth"),
    [
        ("a.html", 1024, True),
        ("a/b.min.JS", 5000, True),
        ("a.html", 1023, False),
        ("a.png", 5000, False),
        ("LICENSE", 5000, False),
        (".txt", 5000, True),
    ],
)
def test_only_texts_that_are_large_enough_are_compressed(path: str, size: int, is_worth: bool) -> None:
    """A smaller one is one packet either way."""
    assert compressed.is_worth(path, size) is is_worth


def test_a_form_that_is_no_smaller_is_not_made(tmp_path: Path) -> None:
    """And one that stands there already is not written again."""
    dense, plain = hashlib.shake_256(b"noise").digest(2000), b"quinces " * 500
    (tmp_path / "dense").write_bytes(dense)
    (tmp_path / "plain").write_bytes(plain)
    known = hashlib.sha256(compressed.gzipped(plain)).hexdigest()
    sources = [
        Source("dense.txt", f"{tmp_path}/dense", hashlib.sha256(dense).hexdigest(), ((".gz", ""), (".br", ""))),
        Source("plain.txt", f"{tmp_path}/plain", hashlib.sha256(plain).hexdigest(), ((".gz", known),)),
    ]
    found = compressed.compress_together(Batch(str(tmp_path), sources))
    assert found == [Form("dense.txt.gz", "", ""), Form("dense.txt.br", "", ""), Form("plain.txt.gz", known, "")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dense", "plain"]


def test_a_file_that_somebody_changed_meanwhile_is_let_be(tmp_path: Path) -> None:
    """The next build sees what became of it."""
    (tmp_path / "a").write_bytes(b"others")
    assert compressed.compress_together(Batch(str(tmp_path), [Source("a.txt", f"{tmp_path}/a", "0" * 64, ((".gz", ""),))])) == []
    assert compressed.compress_together(Batch(str(tmp_path), [Source("a.txt", f"{tmp_path}/b", "0" * 64, ((".gz", ""),))])) == []
