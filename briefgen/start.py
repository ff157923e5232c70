"""A new archive, empty or with the sample seeds, and a new theme in one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from briefgen import __version__, config, files, theme
from briefgen.problem import Problem, Unreadable

CONFIG: Final = """\
# What this archive is called, and how it is built. Every key may be left out.

title = "Briefing archive"
description = ""

# Where the site will stand, for the feeds and the sitemap; the pages themselves work anywhere without it.
# base_url = "https://example.org/briefings/"

# The language of the pages around the articles.
language = "en"

# How many articles a page of a list holds.
per_page = 50

# Whether the site has a search page, and events' pages what is read out of the articles.
search = true
facts = true

# Whether the site has the maintainers' pages: what is wanted, and what is to be reviewed. The preview has them always.
desk = false

# Whether pages and other texts lie in the site in compressed forms too, .gz and .br, for hosts that send what they find.
compress = false

# Whether search engines are to leave the archive out; or a list of outlets that they are to leave out.
noindex = false

# What work is handed to, in place of this machine's processes: a function that returns a concurrent.futures.Executor.
# executor = "package.module:name"

# What search engines are told is an article's own address: its page here, or its publisher's ("source").
canonical = "self"

# Where to look for a copy of a source that is gone; briefgen check --links finds out which are.
# archived = "https://web.archive.org/web/{date}/{url}"

# How much of articles the site shows, where they say nothing of their own: "full", "excerpt" or "metadata"; of which outlets another
# part, and how many words an excerpt has at most.
# [rights]
# default = "full"
# excerpt = 60
# outlets = { "The Example" = "excerpt" }

# Whom to tell of a weakness of the site: .well-known/security.txt.
# [security]
# contact = "mailto:security@example.org"
# expires = 2027-01-01

# Outlets by the host of an article's address, where the page itself does not name them well.
# [outlets]
# "example.org" = "The Example"

# Other sites that the archive yields, beside "public" and "internal": briefgen build --edition partners
# [editions.partners]
# title = "For partners"
# desk = false
# without = { tags = ["internal"] }

# How many articles a feed holds, what it is written in, which lists have their own, and what of a text is in it: "summary" or "full".
# [feeds]
# length = 50
# formats = ["atom", "rss", "json"]
# lists = ["events", "outlets", "authors", "tags"]
# text = "summary"

# What is markup in texts beside CommonMark's.
# [markdown]
# footnotes = true
# tables = true
# definitions = false
# attributes = false

# Code of your own, in extensions/: 'NAME:function' is a function in extensions/NAME.py.
# [extend]
# readers = { ".eml" = "mail:read" }
# rules = ["ours:advertisements"]
# filters = { initials = "ours:initials" }
# pages = ["ours:reading_list"]

# What is given to other programs: exports, texts as Markdown, dossiers of events, llms.txt. 'exports = false' gives nothing.
# [exports]
# formats = ["csl", "bibtex", "ris", "csv", "jsonl"]
# lists = ["events", "outlets", "authors"]
# markdown = true
# dossiers = true
# llms = true

# Where 'briefgen deploy' brings the site: kind is "git", "rsync", "rclone" (S3 and many other stores) or "folder".
# [deploy.default]
# kind = "git"
# remote = "origin"
# branch = "gh-pages"
# host = "github-pages"

# The theme, 'briefing' or a folder of yours in themes/, and what it lets you choose.
[theme]
name = "briefing"
# footer = "Compiled by the library."
# accent = "green"
# measure = "normal"
# scheme = "system"
"""

IGNORED: Final = "/site/\n/site-*/\n/*.zip\n/.briefgen/\n"
"""What can be made again: sites, packs and what is remembered between builds. A zip in a folder is a person's own."""


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


_THEME: Final = {
    "theme.toml": """\
name = "{name}"
version = "1.0"
description = ""

# What this theme lacks is taken from this one.
extends = "briefing"

# The versions of briefgen that it suits.
briefgen = ">={version}"

# What an archive may choose, below [theme] in its briefgen.toml; templates get it as site.options.NAME.
[options]
motto = {{ type = "text", default = "", about = "A line at the foot of every page." }}
""",
    "templates/base.html": """\
{{# The frame of every page, but for 404 and redirect. What stands in no block here is the default theme's. #}}
{{% extends "briefing/base.html" %}}

{{% block styles %}}
{{{{ super() }}}}
<link rel="stylesheet" href="{{{{ static('{name}.css') }}}}">
{{% endblock %}}

{{% block footer_text %}}
{{{{ super() }}}}
{{% if site.options.motto %}}
<p class="motto" dir="auto">{{{{ site.options.motto }}}}</p>
{{% endif %}}
{{% endblock %}}
""",
    "static/{name}.css": """\
/* Loaded after the default theme's stylesheet, whose rules stand in layers: what stands here comes before them. */

.motto {{
  margin: 0;
  font-style: italic;
}}
""",
}


def new_theme(root: Path, name: str) -> list[str]:
    """Starts a theme in the archive `root`; the files written, relative to it. Raises Unreadable when there is no archive, when the name
    is none for a folder or is taken."""
    config.load(root)
    if not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", name):
        raise Unreadable(Problem(f"themes/{name}", 0, f"{name!r} is no name for a theme", "use small letters and digits, with hyphens between"))
    if files.exists(root / "themes" / name) or files.exists(theme.bundled() / name):
        raise Unreadable(Problem(f"themes/{name}", 0, "there is a theme of this name already", "choose another name"))
    version = ".".join(__version__.split(".")[:2])
    made = {path.format(name=name): text.format(name=name, version=version) for path, text in _THEME.items()}
    return [f"themes/{name}/{path}" for path, text in made.items() if files.create(root / "themes" / name / path, text.encode())]


def sample_seeds() -> Path:
    """The folder of the sample seeds: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    return package / "sample" if files.exists(package / "sample") else package.parent / "seeds"
