"""The queries of queries.toml, asked of the built site as its search page would ask them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen import files
from briefgen.config import Config
from briefgen.library.heads import address
from briefgen.model import Article
from briefgen.problem import Problem, Unreadable
from briefgen.publish import queries
from briefgen.publish.queries import Query
from briefgen.search.answer import Answer, Request, search
from briefgen.search.index import FOLDER
from briefgen.search.index import NAME as INDEX
from briefgen.search.opened import OtherVersion, Unsearchable, loader
from briefgen.search.reader import Index


@dataclass(frozen=True, slots=True)
class _Built:
    """The articles of a built site, as its index has them."""

    index: Index
    numbers: Mapping[str, Sequence[int]]
    """By slug."""
    slugs: Mapping[int, str]


def problems_of(root: Path, articles: Sequence[Article], settings: Config) -> list[Problem]:
    """What is wrong with queries.toml of the archive `root`, and which of its queries do not find in `site/` what they must."""
    try:
        found, problems = queries.parse(files.read(root / queries.NAME))
    except Unreadable as error:
        return list(error.problems)
    shown = {article.slug for article in articles if not article.draft}
    problems += [problem for query in found for problem in _unknown(query, shown, articles)]
    sound = [query for query in found if shown.issuperset(query.finds)]
    return problems + _answered(root, articles, settings, sound) if sound else problems


def _unknown(query: Query, shown: Iterable[str], articles: Iterable[Article]) -> Iterator[Problem]:
    drafts = {article.slug for article in articles} - frozenset(shown)
    for slug in sorted(frozenset(query.finds).difference(shown)):
        if slug in drafts:
            yield query.place.problem(f"finds: {slug!r} is a draft, which no site shows", "publish it, or delete it here")
        else:
            close = difflib.get_close_matches(slug, shown, n=1, cutoff=0.8)
            hint = f"did you mean {close[0]!r}?" if close else "write the name of its file, without folder and ending"
            yield query.place.problem(f"finds: there is no article {slug!r}", hint)


def _answered(root: Path, articles: Iterable[Article], settings: Config, asked: Iterable[Query]) -> list[Problem]:
    folder = root / settings.site / FOLDER
    if not settings.search:
        return [_not_run("briefgen.toml has 'search = false'", f"set 'search = true', or delete {queries.NAME}")]
    if not files.exists(folder / f"{INDEX}.js"):
        return [_not_run("the site is not built, or without a search", "run 'briefgen build'")]
    try:
        built = _built(Index(loader(lambda name: files.read_or_none(folder / name))), articles)
        return [problem for query in asked for problem in _missed(built, query)]
    except OtherVersion as error:
        return [_not_run(f"{settings.site}/{FOLDER}/{error.name}.js {error}", "run 'briefgen build'")]
    except Unsearchable as error:
        return [Problem(f"{settings.site}/{FOLDER}/{error.name}.js", 0, str(error), f"delete {settings.site}/ and run 'briefgen build'")]


def _not_run(why: str, hint: str) -> Problem:
    return Problem(queries.NAME, 0, f"the queries were not asked: {why}", hint, severity="warning")


def _built(index: Index, articles: Iterable[Article]) -> _Built:
    slugs = {address(f"{article.path.rpartition('.')[0]}.html"): article.slug for article in articles}
    known = {number: slugs[at] for number in range(index.articles) if (at := index.record(number).address) in slugs}
    numbers: dict[str, list[int]] = {}
    for number, slug in known.items():
        numbers.setdefault(slug, []).append(number)
    return _Built(index, numbers, known)


def _missed(built: _Built, query: Query) -> Iterator[Problem]:
    """What a query has to find and does not, or not early enough."""
    answer = search(built.index, Request(query.ask))
    for slug in query.finds:
        if slug not in built.numbers:
            message = f"the query {query.ask!r} was not asked for {slug!r}: the site was built without it"
            yield Problem(queries.NAME, query.place.line, message, "run 'briefgen build'", query.place.quote, "warning")
            continue
        places = [place for number in built.numbers[slug] if (place := answer.place_of(number)) is not None]
        if not places:
            hint = "use words that the article has, or name another article"
            yield query.place.problem(f"the query {query.ask!r} does not find {slug!r}: {_first(built, answer)}", hint)
        elif min(places) >= query.within:
            message = f"the query {query.ask!r} finds {slug!r} at place {min(places) + 1}, not within {query.within}: {_first(built, answer)}"
            yield query.place.problem(message, "make the query more precise, or 'within' larger")


def _first(built: _Built, answer: Answer) -> str:
    """What came first."""
    if not answer.total:
        return "it finds nothing"
    (first,) = answer.results(0, 1)
    return f"first comes {built.slugs.get(first.number, built.index.record(first.number).address)!r}"
