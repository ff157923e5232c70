"""How far up the search page puts what was looked for, on archives that are always here: it does not get worse.

Asked is the page's mirror in Python, which gives the same answers (tests/search/test_parity.py). See tests/bench/known.py for what is asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean

import pytest

from briefgen.search.answer import Request, search
from briefgen.search.opened import loader
from briefgen.search.reader import Index
from briefgen.site.build import build
from tests.bench import answers, corpus, known
from tests.bench.corpus import Filed
from tests.bench.known import DEPTH, Item

EACH = 25
FLOORS: dict[str, dict[str, float]] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
ARCHIVES: dict[str, Callable[[], Sequence[Filed]]] = {
    "search in the sample": lambda: known.sample(answers.SAMPLE),
    "search in 300 articles": lambda: list(corpus.articles(300)),
}


@pytest.mark.slow
@pytest.mark.parametrize("archive", ARCHIVES)
def test_search_puts_what_was_looked_for_no_further_down_than_it_did(archive: str, tmp_path: Path) -> None:
    """The mean reciprocal rank of each kind of query reaches its floor in floors.toml."""
    articles = list(known.with_accents(ARCHIVES[archive]()))
    corpus.write_those(tmp_path / "archive", articles, "facts = false")
    build(tmp_path / "archive")
    index = Index(loader(lambda name: (tmp_path / "archive" / "site" / "search" / name).read_bytes()))
    figures: dict[str, list[float]] = {}
    for item in known.items(articles, EACH):
        figures.setdefault(item.kind, []).append(_score(index, item))
    reached = {kind: mean(scores) for kind, scores in figures.items()}
    assert reached.keys() == FLOORS[archive].keys()
    short = {kind: (round(reached[kind], 3), floor) for kind, floor in FLOORS[archive].items() if reached[kind] < floor}
    assert short == {}


def _score(index: Index, item: Item) -> float:
    found = search(index, Request(item.query, unfolded=True)).results(0, DEPTH)
    return answers.score([index.record(result.number).address for result in found], item)
