"""Measurements of speed: see CONTRIBUTING, 'How to measure'. They never fail: what is too slow is for people to say."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import answers, build, events, preview, search, table

CACHE = Path(__file__).parents[2] / ".bench"


def main() -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    grown = commands.add_parser("events", help="how CPU time for grouping, copies and dossiers grows with the number of articles")
    grown.add_argument("--most", type=int, default=10_000, help=f"the largest of {', '.join(map(str, events.SIZES))} to be run")
    grown.add_argument("--words", type=int, default=900, help="words of an article")
    built = commands.add_parser("build", help="how long building takes, from nothing and after edits, beside Hugo and Pagefind")
    built.add_argument("--articles", type=int, default=1_000, help="how many are made up: 1000, 10000 or 100000")
    built.add_argument("--rounds", type=int, help=f"of which medians are printed; by default 3, or 1 from {build.LARGE:,} articles on")
    built.add_argument("--only", choices=("ours", "hugo"), default="", help="one of the two alone")
    built.add_argument("--folder", type=Path, help="where archive and sites are made, in a folder of their own; by default among temporary files")
    built.add_argument("--keep", action="store_true", help="leave them there")
    built.add_argument("--cache", type=Path, default=CACHE, help="where Hugo and Pagefind are installed on first use; by default .bench/")
    built.add_argument("--markdown", action="store_true", help="a table for docs/speed.md")
    searched = commands.add_parser("search", help="what searching costs to make, to keep and to ask, beside Pagefind")
    searched.add_argument("--articles", type=int, default=1_000, help="how many are made up: 1000, 10000 or 100000")
    searched.add_argument("--rounds", type=int, help=f"of which medians are printed; by default 3, or 1 from {build.LARGE:,} articles on")
    searched.add_argument("--only", choices=("ours", "pagefind"), default="", help="one of the two alone")
    searched.add_argument("--slow", action="store_true", help="queries over a line of 1.6 Mbit/s with a latency of 150 ms")
    searched.add_argument("--markdown", action="store_true", help="tables for a document")
    answered = commands.add_parser("answers", help="how far up what was looked for is among the answers, beside Pagefind")
    answered.add_argument("--articles", type=int, default=1_000, help="how many are made up: 1000 or 10000; 0 for the sample archive")
    answered.add_argument("--each", type=int, default=answers.EACH, help="queries of each kind")
    answered.add_argument("--only", choices=("ours", "pagefind"), default="", help="one of the two alone")
    answered.add_argument("--markdown", action="store_true", help="a table for a document")
    previewed = commands.add_parser("preview", help="how long it takes from saving a file to seeing it, beside Hugo's server and Eleventy's")
    previewed.add_argument("--articles", type=int, default=1_000, help="how many are made up: 1000 or 10000")
    previewed.add_argument("--only", choices=("ours", "hugo", "eleventy"), default="", help="one of the three alone")
    previewed.add_argument("--markdown", action="store_true", help="a table for a document")
    for command in (searched, answered, previewed):
        command.add_argument("--folder", type=Path, help="where archive and sites are made and left; what stands there is not made again")
        command.add_argument("--cache", type=Path, default=CACHE, help="where Hugo and Pagefind are installed on first use; by default .bench/")
    given = parser.parse_args()
    {"events": _events, "build": _build, "search": _search, "answers": _answers, "preview": _preview}[given.command](given)


def _events(given: argparse.Namespace) -> None:
    events.report(given.most, given.words)


def _search(given: argparse.Namespace) -> None:
    rounds = given.rounds or (1 if given.articles >= build.LARGE else 3)
    with _folder(given.folder) as folder:
        print(search.report(given.articles, rounds, folder, given.cache.absolute(), given.only, slow=given.slow, markdown=given.markdown))


def _answers(given: argparse.Namespace) -> None:
    with _folder(given.folder) as folder:
        print(answers.report(given.articles, given.each, folder, given.cache.absolute(), given.only, markdown=given.markdown))


def _preview(given: argparse.Namespace) -> None:
    with _folder(given.folder) as folder:
        print(preview.report(given.articles, folder, given.cache.absolute(), given.only, markdown=given.markdown))


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """A folder that stays, or one that goes when it is no longer needed."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.absolute()
        return
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _build(given: argparse.Namespace) -> None:
    rounds = given.rounds or (1 if given.articles >= build.LARGE else 3)
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=given.folder))
    try:
        found = build.report(given.articles, rounds, folder, given.cache.absolute(), given.only)
    finally:
        if given.keep:
            print(f"kept in {folder}")
        else:
            shutil.rmtree(folder)
    print(table.markdown(found) if given.markdown else table.text(found))


if __name__ == "__main__":
    main()
