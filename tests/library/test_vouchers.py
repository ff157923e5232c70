"""What vouches for each article, kept between builds and never lost with what was kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from briefgen.crew import Crew
from briefgen.library import reading, vouchers
from briefgen.library.vouchers import Voucher
from briefgen.shelf import Shelf
from tests.archives import content_of, make
from tests.sites import article


def told(root: Path, kept: Shelf) -> list[Voucher]:
    with Crew() as crew:
        found = reading.load(root, content_of(root), kept, crew, also={vouchers.STEP: vouchers.packed})
    return [voucher for _, voucher in vouchers.vouchers(root, found.heads, found.file, kept)]


@pytest.mark.parametrize("is_lost", [False, True])
def test_the_digest_is_of_what_is_published(tmp_path: Path, is_lost: bool) -> None:
    """A line for each field, and the text that may be shown; also where what was kept was lost."""
    front = "date: 2024-01-02\nauthor: [Ada, Bo]\noutlet: Post\nsource: https://example.org/a\nrights: RIGHTS\n"
    root = make(tmp_path, "".join(article(name, front.replace("RIGHTS", name), "One *word*.\n\nTwo.") for name in ("full", "metadata")))
    with Shelf() as kept:
        first = told(root, kept)
        if is_lost:
            kept.drop(vouchers.STEP)
            assert told(root, kept) == first
    head = "\n2024-01-02\nAda; Bo\nPost\nhttps://example.org/a\n\n"
    assert [one.digest for one in first] == [
        hashlib.sha256(f"{name}{head}{text}\n".encode()).hexdigest() for name, text in (("full", "One word.\nTwo."), ("metadata", ""))
    ]


@pytest.mark.parametrize(
    ("seed", "voucher"),
    [
        ("  digest: 0123456789abcdef\n  captured: 2024-03-20\n", ("0123456789abcdef", "2024-03-20")),
        ("  digest: 0123456789abcdef\n", ("0123456789abcdef", "")),
        ("  digest: 0123456789abcdef\n  captured: <script>\n", ("0123456789abcdef", "")),
        ("  digest: <script>\n  captured: 2024-03-20\n", ("", "")),
    ],
)
def test_of_a_seed_there_is_its_digest_and_the_day_on_which_it_was_saved(tmp_path: Path, seed: str, voucher: tuple[str, str]) -> None:
    """As far as they are what they should be."""
    root = make(tmp_path, article("a", f"seed:\n  file: a.txt\n{seed}"))
    with Shelf() as kept:
        ((_, *found),) = (tuple(getattr(one, key) for key in ("digest", "seed", "captured")) for one in told(root, kept))
    assert tuple(found) == voucher
