"""How far up what was looked for is among the answers, beside Pagefind on the same pages: the mean of 1/rank, which is 1 when it is always first.

Ranks are those of pages, copies one by one. A query whose right article is not among the first fifty counts 0. See known.py for what is asked.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from statistics import mean
from typing import Final
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from tests.bench import asking, build, corpus, hugo, known, served, table
from tests.bench.asking import Side
from tests.bench.known import DEPTH, Item
from tests.bench.search import OURS, PAGEFIND, Only, is_wanted, right

EACH: Final = 100
SAMPLE: Final = Path(__file__).parents[2]
SETTINGS: Final = build.Cold("all", keys=("facts = false",))


def report(size: int, each: int, folder: Path, cache: Path, only: Only = "", *, markdown: bool = False) -> str:
    """The table for so many made-up articles, or for the sample archive when it is 0. What stands in the folder is not made again."""
    articles = list(known.with_accents(corpus.articles(size) if size else known.sample(SAMPLE)))
    sides: list[tuple[str, Path, Side]] = []
    if only != "pagefind":
        _make_ours(folder / "ours", articles)
        sides.append((OURS, folder / "ours" / "site", asking.OURS))
    if only != "ours":
        _make_theirs(folder / "hugo", articles, cache)
        sides.append((PAGEFIND, folder / "hugo" / "public", asking.PAGEFIND))
    asked = known.items(articles, each)
    with asking.chromium() as browser:
        scores = {name: _scores(browser, site, side, asked) for name, site, side in sides}
    title = f"{len(articles):,} articles, mean reciprocal ranks"
    return f"{title}\n\n{(table.piped if markdown else table.columns)(_lines(asked, scores))}"


def score(addresses: Sequence[str], item: Item) -> float:
    """1 by the rank of the first right article, 0 when there is none. The file's name in an address is the article's slug."""
    slugs = (PurePosixPath(unquote(urlsplit(address).path)).stem for address in addresses)
    return next((1 / rank for rank, slug in enumerate(slugs, 1) if slug in item.right), 0.0)


def _make_ours(root: Path, articles: Sequence[corpus.Filed]) -> None:
    if is_wanted(root, root / "site" / "search"):
        _say("building ours")
        corpus.write_those(root, articles)
        right(build.from_nothing(root, SETTINGS))


def _make_theirs(root: Path, articles: Sequence[corpus.Filed], cache: Path) -> None:
    if is_wanted(root, root / "public" / "pagefind"):
        _say("building Hugo's, and Pagefind on it")
        programs = hugo.tools(cache)
        hugo.write_those(root, articles)
        right(hugo.pages(root, programs))
        right(hugo.index(root, programs))


def _scores(browser: Browser, site: Path, side: Side, asked: Sequence[Item]) -> list[float]:
    with served.serve(site, side.extra) as host:
        return [
            score(addresses, item)
            for item, addresses in zip(asked, asking.found(browser, host, side, [item.query for item in asked], DEPTH), strict=True)
        ]


def _lines(asked: Sequence[Item], scores: dict[str, list[float]]) -> list[tuple[str, ...]]:
    lines = [("", *scores, *(f"not found by {name}" for name in scores), "queries")]
    for kind in dict.fromkeys(item.kind for item in asked):
        own = {name: [one for item, one in zip(asked, of_side, strict=True) if item.kind == kind] for name, of_side in scores.items()}
        missing = (f"{sum(not one for one in of_side)}" for of_side in own.values())
        lines.append((kind, *(f"{mean(of_side):.3f}" for of_side in own.values()), *missing, f"{sum(item.kind == kind for item in asked)}"))
    return lines


def _say(text: str) -> None:
    print(f"… {text}", file=sys.stderr, flush=True)
