"""Eleventy: the same articles as a site of its own, with a page for each article and each event, and a front page."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from tests.bench.corpus import Filed, articles, quoted

NEEDED: Final = "@11ty/eleventy@3.1.2"

_CONFIG: Final = """\
export default function (config) {
  config.addCollection("articles", (api) => api.getFilteredByGlob("articles/**/*.md"));
  config.addCollection("eventNames", (api) => {
    const found = new Map();
    for (const item of api.getFilteredByGlob("articles/**/*.md")) {
      if (!item.data.event) continue;
      if (!found.has(item.data.event)) found.set(item.data.event, []);
      found.get(item.data.event).push(item);
    }
    return [...found].map(([name, items]) => ({ name, title: items[0].data.eventTitle, items }));
  });
  return { dir: { output: "_site" } };
}
"""
_BASE: Final = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body>{{ content | safe }}</body>
</html>
"""
_ARTICLE: Final = """\
---
layout: base.njk
---
<article>
<h1>{{ title }}</h1>
<p>{{ outlet }} {{ page.date.toISOString().slice(0, 10) }}</p>
{% if event %}<p><a href="/events/{{ event }}/">{{ eventTitle }}</a></p>{% endif %}
{{ content | safe }}
</article>
"""
_EVENTS: Final = """\
---
layout: base.njk
pagination: { data: collections.eventNames, size: 1, alias: one }
permalink: "events/{{ one.name }}/"
---
<h1>{{ one.title }}</h1>
<ul>{% for item in one.items %}<li><a href="{{ item.url }}">{{ item.data.title }}</a></li>{% endfor %}</ul>
"""
_HOME: Final = """\
---
layout: base.njk
title: The Bench Archive
---
<ul>
{% for item in collections.articles | reverse %}{% if loop.index <= 20 %}
<li><a href="{{ item.url }}">{{ item.data.title }}</a></li>
{% endif %}{% endfor %}
</ul>
"""


def tool(cache: Path) -> Path | None:
    """Eleventy's program, in a folder of its own below `cache`, where npm puts it on first use; None without npm."""
    if shutil.which("npm") is None:
        return None
    home = cache / "eleventy"
    if not home.exists():
        unfinished = home.with_name("eleventy.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        subprocess.run(["npm", "install", "--silent", "--ignore-scripts", "--prefix", unfinished, NEEDED], check=True)
        unfinished.rename(home)
    return home / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"


def write(root: Path, size: int) -> None:
    """Writes the source of a site of so many articles below `root`, which is made."""
    for name, text in (
        ("eleventy.config.mjs", _CONFIG),
        ("_includes/base.njk", _BASE),
        ("_includes/article.njk", _ARTICLE),
        ("events.njk", _EVENTS),
        ("index.njk", _HOME),
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for one in articles(size):
        folder = root / "articles" / one.date[:4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{one.slug}.md").write_text(_as_file(one))


def _as_file(one: Filed) -> str:
    lines = ["---", "layout: article.njk", f"title: {quoted(one.title)}", f"date: {one.date}", f"outlet: {quoted(one.outlet)}"]
    lines += [f"event: {one.event}", f"eventTitle: {quoted(one.event_title)}"] if one.event else []
    return "\n".join([*lines, "---"]) + f"\n\n{one.body}"
