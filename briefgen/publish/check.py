"""The check before publishing: everything that is wrong, doubtful or unfinished in an archive and in the site built from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path

from briefgen import archive, chronicle, config, files, theme, translation
from briefgen.archive import CONTENT, Loaded
from briefgen.catalogue import Catalogue
from briefgen.chronicle import Day
from briefgen.config import Config
from briefgen.keys import security
from briefgen.keys.hosts import HOSTS, Host
from briefgen.keys.policy import PUBLIC
from briefgen.library import misnamed
from briefgen.library.heads import article_address, unshown, without_circles
from briefgen.library.originals import ArticleFile
from briefgen.library.rights import is_hidden, settled, unseen_events
from briefgen.problem import Problem, Unreadable
from briefgen.publish import limits, links, lost, queries, unfinished
from briefgen.publish.limits import Fit
from briefgen.site.addresses import without_collisions
from briefgen.site.closed import Closed, closed_ones
from briefgen.site.plan import plan
from briefgen.site.shelves import Material, Shelves, event_address, events_of
from briefgen.site.text_pages import text_address


def check(root: Path, edition: str = "", date: str = "", named: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Every problem of the archive `root` and of the site that was built of it, sorted by place; `edition` and `date` as `config.load` has them.
    `named` are hosts that are to take it, beside those of the edition's targets. Nothing is written."""
    settings, problems = _settings(root, edition, date)
    has_address = bool(problems or settings.base_url)  # or at least it cannot be said that it has none
    loaded = _settled(archive.load(root), settings)
    problems += loaded.problems
    problems += [] if loaded.unread else misnamed.problems_of(root, settings, loaded.articles, loaded.events)
    unseen = unseen_events((one for one in loaded.articles if not one.draft), loaded.articles, settings.policy)
    seen = replace(loaded, events=tuple(event for event in loaded.events if event.slug not in unseen))
    problems += unfinished.problems_of(root, loaded)
    log = chronicle.read(root / CONTENT)
    problems += log.problems
    problems += lost.problems_of(root, seen, settings.markdown, _closed(loaded, unseen, settings))
    words, undressed = _words(root, settings)
    problems += undressed
    problems += _collisions(seen, settings, words, log.days)
    problems += _built(root, settings)
    problems += _unfit(root, settings, named)
    problems += _asked(root, loaded, settings)
    problems += _expired(root, settings)
    if not has_address:
        message = "no base_url: feeds and sitemap.xml have relative addresses, which few readers and search engines follow"
        problems.append(Problem(config.NAME, 0, message, "add a line like 'base_url = \"https://example.org/briefings/\"'", severity="warning"))
    return tuple(sorted(problems))


def _expired(root: Path, settings: Config) -> list[Problem]:
    """That security.txt does not hold any more, on the day for which the archive is checked."""
    if not settings.security or not security.has_expired(settings.security, settings.policy.date):
        return []
    place = config.place_of(root, "security", "expires")
    message = f"security.txt has expired: it held until {settings.security.expires}"
    return [replace(place, message=message, hint="look whether it is still right, and give another day", severity="warning")]


def _settled(loaded: Loaded, settings: Config) -> Loaded:
    """What content/ holds, as the site has it: what is not shown counts as a draft."""
    policy = settings.policy
    found = (replace(settled(one, policy), draft=is_hidden(one, policy) or bool(one.withdrawn)) for one in loaded.articles)
    return replace(loaded, articles=tuple(found))


def _closed(loaded: Loaded, unseen: frozenset[str], settings: Config) -> Closed:
    """The addresses of what the site does not show; `unseen` are the events that it does not name."""
    articles = [(one.draft and not one.withdrawn, (article_address(one.path), one.aliases)) for one in loaded.articles]
    drafts = (page for page in loaded.pages if page.draft)
    hidden = closed_ones((found for is_closed, found in articles if is_closed), loaded.events, unseen, drafts)
    events = ((event_address(event.slug), event.aliases) for event in loaded.events if event.slug not in unseen)
    pages = ((text_address(page.slug), page.aliases) for page in loaded.pages if not page.draft)
    return Closed(hidden, chain((found for is_closed, found in articles if not is_closed), events, pages), settings.base_url)


def _settings(root: Path, edition: str, date: str) -> tuple[Config, list[Problem]]:
    """The configuration, or the default one and why it cannot be read: the rest can be checked all the same."""
    try:
        return config.load(root, edition=edition, date=date), []
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


def _collisions(loaded: Loaded, settings: Config, words: Catalogue, log: tuple[Day, ...]) -> list[Problem]:
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
        chronicle=log,
    )
    return without_collisions(plan(Shelves(material)))[1]


def _built(root: Path, settings: Config) -> list[Problem]:
    there = files.scan(root / settings.site)
    if not there:
        return [Problem(settings.site, 0, "not built yet", "run 'briefgen build'", severity="warning")]
    return links.problems_of(root / settings.site, there, settings.base_url)


def fits(root: Path, edition: str = "", named: Iterable[str] = ()) -> tuple[Fit, ...]:
    """Of the hosts that `check` asks after those that take the site, each with its figures."""
    settings, _ = _settings(root, edition, "")
    found = (limits.fit_of(root, settings.site, host) for host in _hosts(settings, named))
    return tuple(one for one in found if one)


def _unfit(root: Path, settings: Config, named: Iterable[str]) -> list[Problem]:
    """What hosts do not take of the site."""
    return [problem for host in _hosts(settings, named) for problem in limits.problems_of(root, settings.site, host)]


def _hosts(settings: Config, named: Iterable[str]) -> list[Host]:
    """The hosts that are named, and those of the targets that the site is deployed to."""
    wanted = {*named, *(target.host for target in settings.deploy if (target.edition or PUBLIC) == settings.edition)}
    return [host for host in HOSTS if host.name in wanted]


def _asked(root: Path, loaded: Loaded, settings: Config) -> list[Problem]:
    """What is wrong with the queries that the archive must answer; few archives have any, and most need nothing that reads an index."""
    if not files.exists(root / queries.NAME):
        return []
    from briefgen.publish import asked

    return asked.problems_of(root, loaded.articles, settings)
