"""Measurements of speed: see CONTRIBUTING, 'How to measure'. They never fail: what is too slow is for people to say."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from tests.bench import build, events, table

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
    given = parser.parse_args()
    if given.command == "events":
        events.report(given.most, given.words)
    else:
        _build(given)


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
