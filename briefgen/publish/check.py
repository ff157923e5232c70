"""The check before publishing: everything that is wrong, doubtful or unfinished in an archive and in the site built from it."""

from __future__ import annotations

from pathlib import Path

from briefgen import archive, config, files, library
from briefgen.archive import SITE, Loaded
from briefgen.config import Config
from briefgen.library import ArticleFile
from briefgen.problem import Problem, Unreadable
from briefgen.publish import links, queries, unfinished
from briefgen.site.plan import Material, Shelves, events_of, plan
from briefgen.site.workshop import without_collisions


def check(root: Path) -> tuple[Problem, ...]:
    """Every problem of the archive `root` and of its `site/`, sorted by place. Nothing is written."""
    settings, problems = _settings(root)
    has_address = bool(problems or settings.base_url)  # or at least it cannot be said that it has none
    loaded = archive.load(root)
    problems += loaded.problems
    problems += unfinished.problems_of(root, loaded)
    problems += _collisions(loaded, settings)
    problems += _built(root, settings)
    problems += _asked(root, loaded, settings)
    if not has_address:
        message = "no base_url: feed.xml and sitemap.xml have relative addresses, which few readers and search engines follow"
        problems.append(Problem(config.NAME, 0, message, "add a line like 'base_url = \"https://example.org/briefings/\"'", severity="warning"))
    return tuple(sorted(problems))


def _settings(root: Path) -> tuple[Config, list[Problem]]:
    """The configuration, or the default one and why it cannot be read: the rest can be checked all the same."""
    try:
        return config.load(root), []
    except Unreadable as error:
        return Config(), list(error.problems)


def _collisions(loaded: Loaded, settings: Config) -> list[Problem]:
    """Pages that want the address of another, found as a build finds them; for this no page needs its body."""
    heads = library.without_circles(library.unshown(article for article in loaded.articles if not article.draft))
    material = Material(
        heads=heads,
        files=lambda head: ArticleFile(head.path, b""),
        events=tuple(events_of(heads, loaded.events)),
        told={},
        dossier=lambda *_: b"",
        beside=lambda _: {},
        wanted=(),
        title=settings.title,
        description=settings.description,
        per_page=settings.per_page,
        search=settings.search,
    )
    return without_collisions(plan(Shelves(material)))[1]


def _built(root: Path, settings: Config) -> list[Problem]:
    there = files.scan(root / SITE)
    if not there:
        return [Problem(SITE, 0, "not built yet", "run 'briefgen build'", severity="warning")]
    return links.problems_of(root / SITE, there, settings.base_url)


def _asked(root: Path, loaded: Loaded, settings: Config) -> list[Problem]:
    """What is wrong with the queries that the archive must answer; few archives have any, and most need nothing that reads an index."""
    if not files.exists(root / queries.NAME):
        return []
    from briefgen.publish import asked

    return asked.problems_of(root, loaded.articles, settings)
