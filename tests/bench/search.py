"""What searching costs beside Pagefind on the same articles: its index to make and to keep, and each query to a reader.

The CPU time and the memory of our index are those of a build with it less those of a build without, both with `facts = false`, since it is
made along with the pages. Pagefind is a process of its own, on pages that Hugo has made. See asking.py for what a query is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Final, Literal

from playwright.sync_api import Browser

from tests.bench import asking, build, corpus, hugo, queries, served, table
from tests.bench.asking import Asked, Side
from tests.bench.build import LARGE
from tests.bench.measure import Spent
from tests.bench.queries import Query

OURS: Final = "briefgen"
PAGEFIND: Final = "Pagefind"
WITH: Final = build.Cold("with", keys=("facts = false",))
WITHOUT: Final = build.Cold("without", keys=("facts = false", "search = false"))
BLOCK: Final = 512
"""Bytes that `st_blocks` counts in."""
OVER_ALL: Final = "all"
Only = Literal["", "ours", "pagefind"]

COSTS: Final = ("", "CPU s", "wall s", "memory MB", "files", "MB", "MB on disk", "MB compressed", "largest KB")


@dataclass(frozen=True, slots=True)
class Weight:
    """The files of an index."""

    files: int
    size: int
    on_disk: int
    """Bytes of the blocks that they take."""
    compressed: int
    """Bytes as a host would send them."""
    largest: int
    """Bytes of the largest one, as a host would send it."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that was measured of one of the two."""

    name: str
    site: Path
    weight: Weight
    spent: tuple[tuple[float, float, int], ...]
    """Of each round seconds of processors, seconds on the clock, bytes of memory that the index took; none when it stood there already."""
    asked: tuple[tuple[Asked, ...], ...] = field(default=())
    """Of each round the queries, in the same order."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A column of the tables of queries: what it is of one query."""

    name: str
    of: Callable[[Asked], float]
    digits: int = 0
    is_compared: bool = True
    """Whether it is shown of both."""


BYTES_AND_TIME: Final = (
    (
        "In a browser that has nothing of the site yet",
        (
            Figure("KB", lambda one: one.cold.size / 1e3),
            Figure("KB of search", lambda one: one.cold.size_of_search / 1e3),
            Figure("KB in the end", lambda one: one.cold.size_in_the_end / 1e3, is_compared=False),
            Figure("requests", lambda one: one.cold.requests),
            Figure("ms", lambda one: one.cold.milliseconds),
            Figure("longest task ms", lambda one: one.cold.longest, is_compared=False),
        ),
    ),
    (
        "One word more in the same page, and the first query again in it, when all is there",
        (
            Figure("KB", lambda one: one.more.size / 1e3),
            Figure("requests", lambda one: one.more.requests),
            Figure("ms", lambda one: one.more.milliseconds),
            Figure("longest task ms", lambda one: one.more.longest, is_compared=False),
            Figure("again ms", lambda one: one.again, 1),
        ),
    ),
)


def report(size: int, rounds: int, folder: Path, cache: Path, only: Only = "", *, slow: bool = False, markdown: bool = False) -> str:
    """What was measured of so many articles. What already stands in the folder is asked and not made again."""
    drawn = queries.drawn(corpus.articles(size))
    made: list[tuple[Found, Side]] = []
    if only != "pagefind":
        made.append((_ours(folder / "ours", size, rounds), asking.OURS))
    if only != "ours" and size < LARGE:
        made.append((_pagefind(folder / "hugo", size, rounds, cache), asking.PAGEFIND))
    with asking.chromium() as browser:
        found = [_questioned(browser, one, side, drawn, rounds, served.SLOW if slow else served.FAST) for one, side in made]
    how = "over a line of 1.6 Mbit/s and 150 ms" if slow else "on the same machine"
    title = f"{size:,} articles, medians of {rounds} {'round' if rounds == 1 else 'rounds'}, queries {how}"
    tabulated = table.piped if markdown else table.columns
    parts = [title, tabulated([COSTS, *map(_cost, found)])]
    for name, figures in BYTES_AND_TIME:
        parts += [name, tabulated(list(_lines(found, figures)))]
    return "\n\n".join([*parts, *(f"{one.name} at worst: {_worst(one)}" for one in found)])


def _ours(root: Path, size: int, rounds: int) -> Found:
    spent = []
    if is_wanted(root, root / "site" / "search"):
        _say(f"writing {size:,} articles")
        corpus.write(root, size)
        for turn in range(rounds):
            _say(f"index of ours, round {turn + 1} of {rounds}")
            without, with_it = (right(build.from_nothing(root, cold)) for cold in (WITHOUT, WITH))
            spent.append((with_it.cpu - without.cpu, with_it.wall - without.wall, with_it.memory - without.memory))
    return Found(OURS, root / "site", _weight(root / "site" / "search"), tuple(spent))


def _pagefind(root: Path, size: int, rounds: int, cache: Path) -> Found:
    spent = []
    public = root / "public"
    if is_wanted(root, public / "pagefind"):
        known = hugo.tools(cache)
        _say("writing and building Hugo's site")
        hugo.write(root, size)
        right(hugo.pages(root, known))
        for turn in range(rounds):
            _say(f"index of Pagefind, round {turn + 1} of {rounds}")
            build.set_aside(public / "pagefind")
            index = right(hugo.index(root, known))
            spent.append((index.cpu, index.wall, index.memory))
    return Found(PAGEFIND, public, _weight(public / "pagefind"), tuple(spent))


def is_wanted(root: Path, made: Path) -> bool:
    """Whether something is still to be made; what a run that failed has left is for a person to delete."""
    if root.exists() and not made.exists():
        raise SystemExit(f"{root} was left unfinished: delete it")
    return not made.exists()


def right(spent: Spent) -> Spent:
    """What a run took, if nothing went wrong; otherwise the end of all."""
    if spent.code:
        raise SystemExit(spent.errors or spent.output or f"exit code {spent.code}")
    return spent


def _weight(folder: Path) -> Weight:
    """Of all files below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    states = [path.stat() for path in files]
    sent = [len(served.compressed(path.name, path.read_bytes())) for path in files]
    return Weight(len(files), sum(one.st_size for one in states), sum(one.st_blocks for one in states) * BLOCK, sum(sent), max(sent))


def _questioned(browser: Browser, found: Found, side: Side, drawn: Sequence[Query], rounds: int, line: served.Line) -> Found:
    asked: list[tuple[Asked, ...]] = []
    with served.serve(found.site, side.extra, line) as host:
        for turn in range(rounds):
            _say(f"{len(drawn)} queries of {found.name}, round {turn + 1} of {rounds}")
            asked.append(tuple(asking.asked(browser, host, side, query) for query in drawn))
    return Found(found.name, found.site, found.weight, found.spent, tuple(asked))


def _cost(found: Found) -> tuple[str, ...]:
    weight = found.weight
    times = [f"{median(column):,.1f}" for column in zip(*((cpu, wall, memory / 1e6) for cpu, wall, memory in found.spent), strict=True)]
    sizes = [f"{size / 1e6:,.1f}" for size in (weight.size, weight.on_disk, weight.compressed)]
    return (found.name, *(times or ["", "", ""]), f"{weight.files:,}", *sizes, f"{weight.largest / 1e3:,.0f}")


def _lines(found: Sequence[Found], figures: Sequence[Figure]) -> list[tuple[str, ...]]:
    """For each figure a column for each side; where there are two, one more that says how many times the other's ours is."""
    kinds = [*dict.fromkeys(one.query.kind for one in found[0].asked[0]), OVER_ALL]
    head = [""]
    for figure in figures:
        shown = _shown(found, figure)
        head += [figure.name if one.name == OURS else f"{PAGEFIND} {figure.name}" for one in shown] + ["ratio"] * (len(shown) - 1)
    return [tuple(head), *((kind, *chain(*(_cells(found, figure, kind) for figure in figures))) for kind in kinds)]


def _shown(found: Sequence[Found], figure: Figure) -> Sequence[Found]:
    return found if figure.is_compared else found[:1]


def _cells(found: Sequence[Found], figure: Figure, kind: str) -> list[str]:
    values = [median(_values(one, figure, kind)) for one in _shown(found, figure)]
    ratios = [f"{values[0] / other:.2f}" if other else "" for other in values[1:]]
    return [*(f"{value:,.{figure.digits}f}" for value in values), *ratios]


def _values(found: Found, figure: Figure, kind: str) -> list[float]:
    """Of each query of the kind the median of all rounds."""
    return [median(map(figure.of, rounds)) for rounds in zip(*found.asked, strict=True) if kind in (rounds[0].query.kind, OVER_ALL)]


def _worst(found: Found) -> str:
    everything = list(chain(*found.asked))
    heaviest = max(everything, key=lambda one: one.cold.size)
    longest = max(everything, key=lambda one: one.again)
    empty = sorted({one.query.text for one in everything if not one.cold.results})
    blocked = max(max(one.cold.longest, one.more.longest) for one in everything)
    return (
        f"{heaviest.cold.size / 1e3:,.0f} KB for {heaviest.query.text}; "
        f"{longest.again:,.0f} ms for {longest.query.text}, asked again; a task of {blocked:,.0f} ms"
        f"{'; nothing found for ' + ', '.join(empty) if empty else ''}"
    )


def _say(text: str) -> None:
    print(f"… {text}", file=sys.stderr, flush=True)
