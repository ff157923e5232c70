"""A new archive: an empty one, or one with the sample seeds."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefgen import config, files
from briefgen.problem import Problem, Unreadable

CONFIG: Final = """\
# What this archive is called, and how it is built. Every key may be left out.

title = "Briefing archive"
description = ""

# Where the site will stand, for the feed and the sitemap; the pages themselves work anywhere without it.
# base_url = "https://example.org/briefings/"

# The language of the pages around the articles.
language = "en"

# The theme: 'briefing', or a folder of yours in themes/.
theme = "briefing"

# How many articles a page of a list holds.
per_page = 50

# Whether the site has a search page, and events' pages what is read out of the articles.
search = true
facts = true

# What work is handed to, in place of this machine's processes: a function that returns a concurrent.futures.Executor.
# executor = "package.module:name"

# Outlets by the host of an article's address, where the page itself does not name them well.
# [outlets]
# "example.org" = "The Example"

# For the theme. The default theme knows `footer`, a line of text below every page.
# [theme_options]
# footer = "Compiled by the library."
"""

IGNORED: Final = "/site/\n/.briefgen/\n"


def new(folder: Path, *, sample: bool = False) -> list[str]:
    """Makes an archive in `folder`; the files written, relative to it. What is there already stays as it is.

    Raises Unreadable when it is an archive already.
    """
    if files.exists(folder / config.NAME):
        raise Unreadable(Problem(str(folder / config.NAME), 0, "there is an archive here already", "choose another folder"))
    wanted = {config.NAME: CONFIG.encode(), ".gitignore": IGNORED.encode(), "seeds/.gitkeep": b"", "content/.gitkeep": b""}
    if sample:
        wanted |= {f"seeds/{path}": files.read(sample_seeds() / path) for path in files.scan(sample_seeds())}
    return [path for path, data in sorted(wanted.items()) if files.create(folder / path, data)]


def sample_seeds() -> Path:
    """The folder of the sample seeds: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    return package / "sample" if files.exists(package / "sample") else package.parent / "seeds"
