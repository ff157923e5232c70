"""How the CPU time that grouping, the search for copies and dossiers take grows with the number of articles."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from typing import Final, TypeVar

from briefgen.dossier import dossier, facts
from briefgen.events import copies, grouping, profile
from tests.bench.articles import Made, make

T = TypeVar("T")
SIZES: Final = (1_000, 3_000, 10_000, 30_000, 100_000)
EVENTS: Final = 100
"""So many events have their dossiers made: each is made alone, so what they take is reckoned from these."""


def report(most: int, words: int) -> None:
    """Prints a line for each of `SIZES` up to `most`."""
    print(f"CPU seconds, articles of {words} words; in brackets for 10,000 of them")
    print(f"{'articles':>9}{'terms':>16}{'grouping':>16}{'sketches':>16}{'copies':>16}{'in all':>16}{'dossiers':>16}{'memory':>10}")
    for size in SIZES:
        if size <= most:
            _line(make(size, words), size)


def _line(articles: list[Made], size: int) -> None:
    terms, spent_on_terms = _timed(lambda: [profile.terms(one.title, one.text) for one in articles])
    items = [grouping.Item(f"{number:07}", one.date, known) for number, (one, known) in enumerate(zip(articles, terms, strict=True))]
    places, spent_on_grouping = _timed(lambda: grouping.group(items))
    sketches, spent_on_sketches = _timed(lambda: [copies.sketch(one.text) for one in articles])
    texts = [
        copies.Text(f"{number:07}", one.date, one.outlet, "", "", "", one.text[:300], known)
        for number, (one, known) in enumerate(zip(articles, sketches, strict=True))
    ]
    _, spent_on_copies = _timed(lambda: copies.find(texts))
    members: dict[str, list[Made]] = {}
    for number, one in enumerate(articles):
        members.setdefault(places[f"{number:07}"][0], []).append(one)
    some = list(members.values())[:EVENTS]
    _, spent_on_some = _timed(lambda: [_dossier(group) for group in some])
    spent_on_dossiers = spent_on_some * size / sum(map(len, some))
    spent = [spent_on_terms, spent_on_grouping, spent_on_sketches, spent_on_copies]
    figures = "".join(f"{one:8.2f} ({one * 10_000 / size:5.2f})" for one in (*spent, sum(spent), spent_on_dossiers))
    print(f"{size:9}{figures}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:7} MB", flush=True)


def _dossier(group: list[Made]) -> dossier.Dossier:
    reports = [dossier.Report(one.title, one.date, one.outlet, one.text, copy=False, facts=facts.facts(one.text, one.date)) for one in group]
    return dossier.compiled(reports)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    return work(), time.process_time() - start
