"""Figures on pages whose truth people recorded, where these pages are: they do not get worse.

The model was trained on these pages, so the figures are better than on others; what to quote is in docs/normalizing.md. Reading all of them
takes minutes: the check reads every fourth, which has floors of its own, unless `BRIEFGEN_PAGES=all` is set.
"""

from __future__ import annotations

import datetime
import importlib.util
import json
import os
import tomllib
import zlib
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from types import ModuleType
from typing import Any

import pytest

from tests.quality import articles, pages
from tests.quality.pages import KINDS, Kind

DATA = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "articles"
FLOORS: dict[str, dict[str, float]] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
ALL = os.environ.get("BRIEFGEN_PAGES") == "all"
"""After a change to what reads pages: with it the check takes some minutes more."""

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not DATA.is_dir(), reason="the pages to measure on are not here")]


def _score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", DATA / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", KINDS)
def test_ingest_reads_pages_no_worse_than_it_did(kind: Kind) -> None:
    """Each figure of floors.toml is reached, and no date lies in the future."""
    listed = [page for page in pages.read(DATA / "pages.jsonl.gz") if _is_read(page.id)]
    html = pages.saved(DATA / "html.tar.xz") if kind == "html" else {}
    found = {record["id"]: record for record in articles.records(listed, articles.Ingest(kind, html), jobs=1)}
    truth = {record["id"]: record for record in _records() if _is_read(record["id"])}
    figures = _figures(found, truth)
    floors = FLOORS[kind if ALL else f"a fourth of {kind}"]
    short = {name: (round(figures[name], 4), floor) for name, floor in floors.items() if figures[name] < floor}
    assert short == {}
    assert not [
        record["date"] for record in found.values() if (record["date"] or "") > datetime.datetime.now(datetime.UTC).date().isoformat() + "T24"
    ]


def _is_read(name: str) -> bool:
    """Whether a page is among those that are read: chosen by what it is called, so that it is the same ones always."""
    return ALL or zlib.crc32(name.encode()) % 4 == 0


def _records() -> list[dict[str, Any]]:
    import gzip

    with gzip.open(DATA / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _figures(found: dict[str, dict[str, Any]], truth: dict[str, dict[str, Any]]) -> dict[str, float]:
    """F1 and recall of bodies on clean and hard news, and the share of fields that are answered rightly, by set."""
    score = _score()
    news = {name: page for name, page in truth.items() if not name.startswith("wcxb/")}
    bodies = {name: score.prf(found[name]["body"], page["body"]) for name, page in news.items() if page["body"]}
    figures = {}
    for group in ("clean", "hard"):
        members = [bodies[name] for name, page in news.items() if page[group] and name in bodies]
        figures[f"{group} F1"], figures[f"{group} recall"] = mean(one[2] for one in members), mean(one[1] for one in members)
    sets: dict[str, Callable[[str], bool]] = {
        "aed": lambda name: name.startswith("aed/"),
        "fundus-en": lambda name: name.startswith("fundus/") and truth[name]["lang"] == "en",
    }
    for group, is_member in sets.items():
        for field, (norm, same) in score.FIELDS.items():
            known = [(norm(found[name].get(field)), norm(page[field])) for name, page in news.items() if is_member(name) and norm(page.get(field))]
            if known:
                figures[f"{group} {field}"] = mean(bool(answer) and same(answer, right) for answer, right in known)
    nobody = [name for name, page in truth.items() if name.startswith(("aed/", "wcxb/")) and "authors" in page and not score.names(page["authors"])]
    figures["nobody invented"] = mean(not score.names(found[name]["authors"]) for name in nobody)
    return figures
