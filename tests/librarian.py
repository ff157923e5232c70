"""What a careful librarian would record of scrapes, and how ingest's drafts are held against it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.ingest import draft, labels
from briefgen.ingest.draft import Draft
from briefgen.ingest.settle import settle
from briefgen.text import fold, squeeze

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "seeds"
REAL = HERE.parent.parent / "shared" / "seeds"


@cache
def expected(file: Path) -> dict[str, dict[str, Any]]:
    """The records by seed."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def drafts(folder: Path, records: Path) -> dict[str, Draft]:
    """The seeds' drafts, settled together as ingest does it."""
    read = [draft.read(name, (folder / name).read_bytes(), {}) for name in expected(records)]
    return {one.file: one for one in settle(read, [], [], [])}


def differences(one: Draft, record: dict[str, Any]) -> list[str]:
    """What the draft says otherwise than the record; empty when a librarian would be content."""
    body = _plain("\n".join(line.text for line in labels.body_lines(one.sheet)))
    start = body.find(_plain(record["begins"]))
    checks = {
        f"title {one.title!r}": fold(one.title) == fold(record["title"]),
        f"date {one.date!r}": one.date[:10] == str(record["date"]),
        f"authors {one.authors}": list(one.authors) == record["authors"],
        f"outlet {one.outlet!r}": one.outlet == record["outlet"],
        f"via {one.via!r}": one.via == record.get("via", ""),
        f"credit {one.credit!r}": one.credit == record.get("credit", ""),
        f"review {one.review}": sorted(one.review) == sorted(record["review"]),
        f"begins {body[:80]!r}": 0 <= start <= 90,  # an agency's dateline may stand before the words that the record names
        f"ends {body[-80:]!r}": body.endswith(_plain(record["ends"])),
    }
    wrong = [said for said, right in checks.items() if not right]
    wrong += [f"in the body: {words!r}" for words in record["not_in_body"] if _plain(words) in body]
    return wrong + [f"teaser {teaser}" for teaser in record.get("teasers", ()) if not _has_teaser(one, teaser)]


def _has_teaser(one: Draft, wanted: dict[str, Any]) -> bool:
    found = next((teaser for teaser in one.teasers if fold(teaser.title) == fold(wanted["title"])), None)
    return (
        found is not None
        and fold(found.author) == fold(wanted.get("author", found.author))
        and found.when == str(wanted.get("date", found.when))
        and found.outlet == wanted.get("outlet", found.outlet)
    )


def _plain(text: str) -> str:
    return squeeze(text).translate(str.maketrans("’‘“”", "''\"\""))


def without_images(body: str) -> str:
    """A body without the lines that are images: what is left is the article's own text."""
    return "\n".join(line for line in body.split("\n") if not line.startswith("!["))
