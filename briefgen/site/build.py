"""content/, a theme and briefgen.toml in, site/ out: the same bytes from the same input, always."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from briefgen import archive, config, files, markdown, memo, theme
from briefgen.archive import CONTENT, SITE
from briefgen.dossier import dossier, facts
from briefgen.dossier.dossier import Dossier
from briefgen.memo import Memo
from briefgen.model import Article, Event
from briefgen.problem import Problem
from briefgen.progress import Progress, quiet
from briefgen.search import index
from briefgen.site import feeds
from briefgen.site.pages import NotFoundPage, RedirectPage, SiteInfo
from briefgen.site.plan import Material, Plan, Planned, events_of, excerpt, plan
from briefgen.site.render import environment, render
from briefgen.site.shown import Shown, speaking_versions


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    articles: int
    events: int
    pages: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]


def build(root: Path, progress: Progress = quiet) -> Report:
    """Writes `site/` from what is in the archive `root`. Raises Unreadable when its configuration or theme cannot be used, and
    OSError when the disk refuses; in both cases what stood in `site/` still stands.

    While a file in content/ cannot be read, nothing is removed from `site/`: its last good page stays.
    """
    settings = config.load(root)
    look = theme.load(root, settings.theme)
    loaded = archive.load(root)
    published = archive.without_circles([article for article in loaded.articles if not article.draft])
    site = SiteInfo(settings.title, settings.description, settings.language, settings.base_url, dict(settings.theme_options))
    out = files.Output(root / SITE)
    with Memo(root / memo.FOLDER / "build.sqlite") as remembered:
        shown = tuple(_shown(article, remembered) for article in progress(published, "Reading", len(published)))
        events = events_of(published, loaded.events)
        bodies = tuple((event, markdown.html(event.body) if event.body else "") for event in events)
        dossiers = dict(_dossiers(shown, events, remembered, progress))
        planned = plan(Material(shown, bodies, dossiers, loaded.wanted, settings.title, settings.description, settings.per_page))
        pages, collisions = without_collisions(planned.pages)
        for path, data in _pages(pages, site, look, remembered, progress):
            out.put(path, data)
        for path, data in _files(planned, pages, site, look, shown, remembered):
            out.put(path, data)
    out.finish(prune=not loaded.unread)
    problems = [*loaded.problems, *collisions, *map(_foreign, out.foreign), *map(_kept, out.kept)]
    return Report(len(published), len(events), len(pages), tuple(sorted(out.written)), tuple(out.removed), tuple(sorted(problems)))


def _shown(article: Article, remembered: Memo) -> Shown:
    """What the site may show of an article."""

    def read() -> bytes:
        return json.dumps([markdown.html(article.body), markdown.plain(article.body)]).encode()

    body, text = json.loads(remembered.get("read", article.body.encode(), read))
    words = len(text.split())
    if article.rights == "full":
        return Shown(article, body, text, words)
    part = excerpt(text) if article.rights == "excerpt" else ""
    return Shown(article, f"<p>{html.escape(part)}</p>\n" if part else "", part, words)


def _dossiers(shown: Sequence[Shown], events: Sequence[Event], remembered: Memo, progress: Progress) -> Iterable[tuple[str, Dossier]]:
    """What is known of each event. Its key is all that its articles say, so that a change of one makes only its events anew."""
    members: dict[str, list[Shown]] = {event.slug: [] for event in events}
    for one in shown:
        for event in one.article.events or ():
            members[event].append(one)
    read = {one.article.path: remembered.get("facts", f"{one.article.date}\0{one.text}".encode(), partial(_facts, one)) for one in shown}
    speaking = speaking_versions(shown)
    for event, listed in progress(members.items(), "Compiling", len(members)):
        told = [(one.article.title, one.article.date, one.article.outlet, one.url in speaking, _is_shared(one)) for one in listed]
        given = json.dumps([told, [files.digest(one.text.encode()) for one in listed]]).encode()
        made = remembered.get("dossier", given, partial(_compiled, listed, read, speaking))
        yield event, dossier.unpacked(made)


def _facts(one: Shown) -> bytes:
    return facts.packed(facts.facts(one.text, one.article.date))


def _compiled(listed: Sequence[Shown], read: Mapping[str, bytes], speaking: Set[str]) -> bytes:
    reports = [
        dossier.Report(
            title=one.article.title,
            date=one.article.date,
            outlet=one.article.outlet,
            text=one.text,
            copy=one.url not in speaking,
            facts=facts.unpacked(read[one.article.path]),
            shared=_is_shared(one),
        )
        for one in listed
    ]
    return dossier.packed(dossier.compiled(reports))


def _is_shared(one: Shown) -> bool:
    return len(one.article.events or ()) > 1


def _pages(pages: Sequence[Planned], site: SiteInfo, look: theme.Theme, remembered: Memo, progress: Progress) -> Iterable[tuple[str, bytes]]:
    """Every page, as path and bytes."""
    made = environment(look.templates)
    frame = files.digest(repr((look.templates, site)).encode())
    for item in progress(pages, "Rendering", len(pages)):
        given = f"{frame}\0{item.page!r}\0{item.body}".encode()
        yield item.page.path, remembered.get("render", given, partial(render, made, item.page, site, item.body))


def _files(
    planned: Plan, pages: Sequence[Planned], site: SiteInfo, look: theme.Theme, shown: Sequence[Shown], remembered: Memo
) -> Iterable[tuple[str, bytes]]:
    """Everything else in the site: static files, the search index, and what machines read."""
    for path, source in look.static:
        yield f"static/{path}", files.read(Path(source))
    yield from _index(shown, remembered).items()
    yield "feed.xml", feeds.atom(site, planned.latest)
    listed = (item.page.path for item in pages if not isinstance(item.page, (NotFoundPage, RedirectPage)))
    yield from feeds.sitemaps(site, listed).items()
    yield "robots.txt", feeds.robots(site)
    yield ".nojekyll", b""


def _index(shown: Sequence[Shown], remembered: Memo) -> dict[str, bytes]:
    def weights(one: Shown) -> dict[str, int]:
        def weigh() -> bytes:
            return json.dumps(index.weights(one.article.title, one.text, names)).encode()

        names = " ".join((*one.article.authors, one.article.outlet))
        found: dict[str, int] = json.loads(remembered.get("weights", f"{one.article.title}\0{names}\0{one.text}".encode(), weigh))
        return found

    records = [index.Record(one.article.title, one.url, one.article.date, one.article.outlet, one.text) for one in shown]
    return index.shards(records, map(weights, shown))


def without_collisions(planned: Sequence[Planned]) -> tuple[list[Planned], list[Problem]]:
    """The pages with an address of their own, and a problem for each that has another's. Addresses that differ only in case
    collide too, since some disks do not tell them apart, and so does one that needs a folder where another has its file."""
    first: dict[str, Planned] = {}
    problems: list[Problem] = []
    for item in planned:
        path = item.page.path.casefold()
        above = (str(folder) for folder in PurePosixPath(path).parents)
        other = next((first[folder] for folder in above if folder in first), None) or first.setdefault(path, item)
        if other is not item:
            place = f"{CONTENT}/{item.origin}" if item.origin else ""
            mine = f"{CONTENT}/{other.origin}" if other.origin else f"{other.page.title!r}"
            problems.append(Problem(place, 0, f"the address {item.page.path} is taken by {mine}", "rename one of them"))
    return list(first.values()), problems


def _foreign(path: str) -> Problem:
    return Problem(f"{SITE}/{path}", 0, "not written: there is a file that briefgen did not write", "move it away or delete it, then build again")


def _kept(path: str) -> Problem:
    hint = "delete it, or keep it: briefgen will not touch it again"
    return Problem(f"{SITE}/{path}", 0, "no longer made, but somebody edited it: it stays", hint, severity="warning")
