"""How long building takes, from nothing and after edits, beside Hugo and Pagefind on the same articles."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench import corpus, hugo, imports
from tests.bench.edits import EDITS, Edit
from tests.bench.measure import Spent, run
from tests.bench.table import BOTH, HUGO, Row, Table, medians
from tests.bench.table import COLD as AS_IT_COMES

LARGE: Final = 100_000
"""From so many articles on Pagefind is left out, since it takes many minutes."""
FEW: Final = 3
"""What takes little time is measured so often at least."""
PAGEFIND: Final = "Pagefind on Hugo's pages"


@dataclass(frozen=True, slots=True)
class Cold:
    """A build from nothing: what the table calls it, and how it is made."""

    name: str
    arguments: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """More lines of briefgen.toml."""


PAGES_ONLY: Final = ("facts = false", "feeds = { formats = [] }", "exports = { formats = [], markdown = false, dossiers = false, llms = false }")
"""What Hugo's site has not either is left out."""
COLD: Final = (
    Cold(AS_IT_COMES),
    Cold("briefgen build -j 1", ("-j", "1")),
    Cold("briefgen build, facts = false", keys=("facts = false",)),
    Cold("briefgen build, pages and search", keys=PAGES_ONLY),
    Cold("briefgen build, pages alone", keys=(*PAGES_ONLY, "search = false")),
)


def report(size: int, rounds: int, folder: Path, cache: Path, only: str = "") -> Table:
    """The table for an archive of so many articles, made in an empty folder; `only` is 'hugo', 'ours' or '' for both."""
    known = hugo.tools(cache) if only != "ours" else None
    ours, theirs = folder / "ours", folder / "hugo"
    _say(f"writing {size:,} articles")
    if known:
        hugo.write(theirs, size)
    if only != "hugo":
        corpus.write(ours, size)
    runs: dict[str, list[Spent]] = {}
    for turn in range(rounds):  # in turn, so that whatever else the machine does meets all alike
        colds = COLD if size < LARGE else tuple(cold for cold in COLD if not cold.arguments)
        _say(f"from nothing, round {turn + 1} of {rounds}")
        for name, spent in (
            *(_field(theirs, known, searchable=size < LARGE) if known else ()),
            *(_cold(ours, colds) if only != "hugo" else ()),
        ):
            runs.setdefault(name, []).append(spent)
    rows = [Row(name, tuple(spent), "hugo" if name.startswith(AS_IT_COMES) else "nothing") for name, spent in runs.items()]
    notes = [f"pages of {name}: {_pages(site)}" for name, site in ((HUGO, theirs / "public"), ("briefgen", ours / "site")) if site.exists()]
    if only != "hugo":
        status, unchanged, *edited = _warm(ours, rounds)
        notes.append(_beside(unchanged, status))
        notes += imports.report(folder / "small", script())
        rows += [status, unchanged, *edited]
    title = f"{size:,} articles, medians of {rounds} {'round' if rounds == 1 else 'rounds'}, {os.cpu_count()} processors"
    return Table(title, tuple(rows), tuple(notes))


def _field(site: Path, known: hugo.Tools, *, searchable: bool) -> list[tuple[str, Spent]]:
    for made in ("public", "resources"):
        set_aside(site / made)
    pages = hugo.pages(site, known)
    if not searchable:
        return [(HUGO, pages)]
    index = hugo.index(site, known)
    return [(HUGO, pages), (PAGEFIND, index), (BOTH, pages.then(index))]


def set_aside(path: Path) -> None:
    """Moves a folder away, to be deleted at the end: ext4 takes many times as long to make files while it holds deleted ones in mind."""
    if path.exists():
        path.rename(Path(tempfile.mkdtemp(prefix="gone-", dir=path.parent.parent)) / path.name)


def _cold(root: Path, colds: Sequence[Cold]) -> list[tuple[str, Spent]]:
    """Each of these builds from nothing, the first one last: it leaves behind what is edited next."""
    return [(cold.name, from_nothing(root, cold)) for cold in reversed(colds)][::-1]


def from_nothing(root: Path, cold: Cold) -> Spent:
    """Builds an archive that has never been built."""
    for made in ("site", ".briefgen"):
        set_aside(root / made)
    (root / "briefgen.toml").write_text(corpus.settings(corpus.DESCRIPTION, *cold.keys))
    return _built(root, *cold.arguments)


def _warm(root: Path, rounds: int) -> list[Row]:
    """What is built, built again: first `git status` and a build with nothing changed in turn, then a build after each edit."""
    _say("nothing changed")
    _commit(root)
    pairs = [(run(["git", "status", "--short"], root, _git_environment()), _built(root)) for _ in range(max(FEW, rounds))]
    status, unchanged = zip(*pairs, strict=True)
    rows = [Row("git status --short", status, "nothing"), Row("nothing changed", unchanged, "cold")]
    for edit in EDITS:
        _say(edit.name)
        rows.append(Row(edit.name, tuple(_edited(root, edit, turn) for turn in range(rounds)), "cold"))
    return rows


def _edited(root: Path, edit: Edit, turn: int) -> Spent:
    edit.make(root, turn)
    return _built(root)


def _built(root: Path, *arguments: str) -> Spent:
    return run([sys.executable, *script(), "build", *arguments], root)


def _beside(unchanged: Row, status: Row) -> str:
    wall, cpu = (ours / its for ours, its in zip(medians(unchanged)[:2], medians(status)[:2], strict=True))
    return f"a build with nothing changed takes {wall:.2f} times the wall time and {cpu:.2f} times the CPU time of git status"


def _commit(root: Path) -> None:
    """Makes the archive a repository of its own with a warm index, as its owner's would be."""
    author = ("-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0")
    for arguments in (("init", "--quiet"), ("add", "."), (*author, "commit", "--quiet", "--message", "all"), ("status",), ("status",)):
        subprocess.run(["git", *arguments], cwd=root, env=_git_environment(), stdout=subprocess.DEVNULL, check=True)


def _git_environment() -> dict[str, str]:
    """Without the settings of whoever measures, and without a repository that a hook names."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def script() -> list[str | Path]:
    """The command line of this environment, as arguments of its interpreter."""
    installed = Path(sys.executable).with_name("briefgen")
    return [installed] if installed.exists() else ["-c", "from briefgen.cli import main; main()"]


def _pages(site: Path) -> str:
    """How many pages a site has, and how long they are: so that it can be seen whether two sites are equals."""
    pages = [path.stat().st_size for path in site.rglob("*.html") if "pagefind" not in path.parts]
    return f"{len(pages):,}, {sum(pages) / 1e6:,.1f} MB"


def _say(text: str) -> None:
    print(f"… {text}", file=sys.stderr, flush=True)
