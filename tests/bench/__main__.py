"""Measurements of speed: see CONTRIBUTING, 'How to measure'. They print CPU time, since these machines are noisy, and never fail."""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from typing import TypeVar

from briefgen.dossier import dossier, facts
from briefgen.events import copies, grouping, profile
from tests.bench.articles import Made, make

T = TypeVar("T")
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
EVENTS = 100
"""So many events have their dossiers made: each is made alone, so what they take is reckoned from these."""


def main() -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    events = commands.add_parser("events", help="how CPU time for grouping, copies and dossiers grows with the number of articles")
    events.add_argument("--most", type=int, default=10_000, help=f"the largest of {', '.join(map(str, SIZES))} to be run")
    events.add_argument("--words", type=int, default=900, help="words of an article")
    given = parser.parse_args()
    print(f"CPU seconds, articles of {given.words} words; in brackets for 10,000 of them")
    print(f"{'articles':>9}{'terms':>16}{'grouping':>16}{'sketches':>16}{'copies':>16}{'in all':>16}{'dossiers':>16}{'memory':>10}")
    for size in SIZES:
        if size <= given.most:
            _events(make(size, given.words), size)


def _events(articles: list[Made], size: int) -> None:
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


if __name__ == "__main__":
    main()
