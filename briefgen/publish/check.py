"""The check before publishing: everything that is wrong, doubtful or unfinished in an archive and in the site built from it."""

from __future__ import annotations

from pathlib import Path

from briefgen import archive, config, files, theme, translation
from briefgen.archive import SITE, Loaded
from briefgen.catalogue import Catalogue
from briefgen.config import Config
from briefgen.library.heads import unshown, without_circles
from briefgen.library.originals import ArticleFile
from briefgen.problem import Problem, Unreadable
from briefgen.publish import links, lost, queries, unfinished
from briefgen.site.addresses import without_collisions
from briefgen.site.plan import plan
from briefgen.site.shelves import Material, Shelves, events_of


def check(root: Path) -> tuple[Problem, ...]:
    """Every problem of the archive `root` and of its `site/`, sorted by place. Nothing is written."""
    settings, problems = _settings(root)
    has_address = bool(problems or settings.base_url)  # or at least it cannot be said that it has none
    loaded = archive.load(root)
    problems += loaded.problems
    problems += unfinished.problems_of(root, loaded)
    problems += lost.problems_of(root, loaded, settings.markdown)
    words, undressed = _words(root, settings)
    problems += undressed
    problems += _collisions(loaded, settings, words)
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


def _words(root: Path, settings: Config) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The interface's words in the site's theme, or in the default one where that cannot be read; and why, or what is wrong with its options."""
    try:
        dress = theme.load(root, settings.theme)
        words = translation.load(dress.words, settings.language)
    except Unreadable as error:
        return translation.load(theme.load(theme.bundled(), Config().theme).words, settings.language), error.problems
    try:
        theme.values_of(root, dress.options, settings.options)
    except Unreadable as error:
        return words, error.problems
    return words, ()


def _collisions(loaded: Loaded, settings: Config, words: Catalogue) -> list[Problem]:
    """Pages that want the address of another, found as a build finds them; for this no page needs its body."""
    heads = without_circles(unshown(article for article in loaded.articles if not article.draft))
    material = Material(
        heads=heads,
        files=lambda head: ArticleFile(head.path, b""),
        events=tuple(events_of(heads, loaded.events)),
        told={},
        dossier=lambda *_: b"",
        beside=lambda _: {},
        named=lambda _: (),
        wanted=(),
        title=settings.title,
        description=settings.description,
        per_page=settings.per_page,
        words=words,
        search=settings.search,
        pages=tuple(page for page in loaded.pages if not page.draft),
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
