"""A theme tried: every template rendered on a small awkward archive, and what the pages and the templates hold looked at."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import structs

from briefgen import theme, translation
from briefgen.extensions import NONE, Extensions
from briefgen.keys import exporting, syndication
from briefgen.model import Plain
from briefgen.options import Option
from briefgen.pages.kinds import TEMPLATES
from briefgen.pages.site import SiteInfo
from briefgen.problem import Problem, Unreadable
from briefgen.publish import awkward, links, markup, named
from briefgen.publish.awkward import MOODS, Mood, Trial
from briefgen.publish.tags import tags
from briefgen.site import statics, theme_texts
from briefgen.site.engine import Templates
from briefgen.site.faults import Fault, around, gathered
from briefgen.site.frames import closure_of
from briefgen.site.kit import FOLDER, Kit, ready
from briefgen.site.render import environment, render
from briefgen.site.workshop import cache
from briefgen.theme import Theme

_BASE: Final = "https://example.org/archive/"


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it."""

    theme: str
    languages: tuple[str, ...]
    templates: int
    pages: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    """What is worth a word and is no problem."""


class _Setting(NamedTuple):
    """A site that pages are rendered for."""

    name: str
    """What is awkward about it; '' for the usual one."""
    site: SiteInfo
    moods: Sequence[Mood]


def tried(root: Path, name: str, ours: Extensions = NONE, *, sandboxed: bool = False, stated: Iterable[tuple[str, object]] = ()) -> Report:
    """What is wrong with a theme of the archive `root`, or with one that briefgen brings; `ours` has the archive's own filters and pages, and
    `stated` is what it says of the theme's options. Raises Unreadable where it cannot be read at all."""
    dress = theme.load(root, name)
    languages = tuple(dict.fromkeys((translation.ENGLISH, *(translation.canonical(words.language) for words in dress.words))))
    found = list(_misstated(root, dress, stated))
    faults: list[Fault] = []
    notes: list[str] = []
    pages = 0
    for language in languages:
        try:
            words = translation.load(dress.words, language)
            theme_texts.refuse_unfilled(dress)
        except Unreadable as error:
            found += error.problems
            continue
        if lacking := translation.lacking(words):
            notes.append(_untold(language, lacking))
        addresses = ((path, item.path) for path, item in statics.planned(dress, words).items())
        kit = ready(dress, words, addresses, ours.filters, sandboxed=sandboxed)
        made = environment(kit, cache())
        is_first = language == languages[0]
        if is_first:
            found += named.problems_of(kit, made, _usual(dress, language), has_more_pages=bool(ours.pages))
            found += theme_texts.problems_of(dress)
        for setting in _settings(dress, language) if is_first else [_Setting(f"in {language}", _usual(dress, language), MOODS[:2])]:
            for trial in (trial for mood in setting.moods for trial in awkward.trials(mood)):
                pages += 1
                label = ", ".join(filter(None, (trial.name, setting.name)))
                faults += (Fault(problem, label) for problem in _wrong_with(trial, made, setting.site))
    met = {(fault.problem.path, fault.problem.line) for fault in faults}
    found = [problem for problem in found if (problem.path, problem.line) not in met]
    return Report(name, languages, len(dress.templates), pages, tuple(sorted({*found, *gathered(faults)})), tuple(notes))


def _misstated(root: Path, dress: Theme, stated: Iterable[tuple[str, object]]) -> tuple[Problem, ...]:
    """What is wrong with what the archive says of the theme's options."""
    try:
        theme.values_of(root, dress.options, stated)
    except Unreadable as error:
        return error.problems
    return ()


def _untold(language: str, lacking: Sequence[str]) -> str:
    """That texts of a language are missing, and the first of them."""
    named = ", ".join(lacking[:_FEW]) + (" …" if len(lacking) > _FEW else "")
    return f"{language} lacks {len(lacking):,} text{'s' if len(lacking) > 1 else ''}, which are in English there: {named}"


_FEW: Final = 5


def _usual(dress: Theme, language: str) -> SiteInfo:
    options = {option.name: option.default for option in dress.options}
    return SiteInfo(
        *("The archive", "What was reported, by whom and when", language, _BASE, options),
        search=True,
        desk=True,
        feeds=syndication.FORMATS,
        feed_lists=syndication.LISTS,
        exports=exporting.FORMATS,
        export_lists=exporting.LISTS,
        mirror=True,
        dossiers=True,
        llms=True,
    )


def _bare(usual: SiteInfo) -> SiteInfo:
    """A site that has no more than it must."""
    return SiteInfo("", "", usual.lang, "", usual.options, search=False)


def _settings(dress: Theme, language: str) -> Iterator[_Setting]:
    """The usual site, one that has nothing, and one for each other value that an option may have."""
    usual = _usual(dress, language)
    yield _Setting("", usual, MOODS)
    yield _Setting("on a site without anything", _bare(usual), MOODS)
    for option in dress.options:
        for value in _others(option):
            yield _Setting(f"{option.name} = {value!r}", structs.replace(usual, options={**usual.options, option.name: value}), MOODS[:1])


def _others(option: Option) -> Iterable[Plain]:
    """Values that an option may have beside its default."""
    values: dict[str, tuple[Plain, ...]] = {
        "text": ("", awkward.MARKUP),
        "number": (0, 1_000_000),
        "switch": (False, True),
        "choice": option.choices,
        "list": ((), (awkward.MARKUP, "b", "c")),
        "colour": ("#000000", "#ffffff"),
    }
    return (value for value in values[option.kind] if value != option.default)


def _wrong_with(trial: Trial, made: Templates, site: SiteInfo) -> Iterator[Problem]:
    """What is wrong with a page."""
    try:
        read = tags(render(made, trial.page, site, trial.body).decode())
    except Unreadable as error:
        yield from error.problems
        return
    template = TEMPLATES[type(trial.page)]
    for one in markup.found_in(trial.page.path, read.found, awkward.HOSTILE):
        yield _located(made, template, one.message, one.hint, one.sign, in_markup=True)
    for problem in links.problems_in(trial.page.path, read, _Anything(made.kit), site.base_url):
        asked = _NAMED.search(problem.message)
        path = asked[0].removeprefix(FOLDER) if asked else ""
        hint = f"refer to it by {{{{ static({path!r}) }}}}" if path in dict(made.kit.statics) else problem.hint
        message = problem.message.partition(", first in line")[0]  # of the page, which nobody has
        yield _located(made, template, message, hint, re.escape(asked[0]) if asked else "", problem.quote)


_NAMED: Final = re.compile(r"(?<=')[^']+(?=')|(?<=^there is no )\S+")
"""What a problem of a link names."""


class _Anything(Container[str]):
    """All paths that a site may have: any but those of static files that the theme has not."""

    def __init__(self, kit: Kit) -> None:
        self._statics = {address for _, address in kit.statics}

    def __contains__(self, path: object) -> bool:
        return path in self._statics or not str(path).startswith(FOLDER)


def _located(made: Templates, name: str, message: str, hint: str, sign: str, quote: str = "", *, in_markup: bool = False) -> Problem:
    """A problem of a rendered page, at the line of the template that it comes from, as far as that can be told. With `in_markup` the sign is
    none where Jinja evaluates it: `citation.style == "bibtex"` is no attribute."""
    templates = [one for file in closure_of(name, made).files if (one := made.choice.at(file))]
    for one in templates if sign else ():
        match = re.search(sign, _EVALUATED.sub(_blank, one.source) if in_markup else one.source)
        if match:
            line = one.source.count("\n", 0, match.end()) + 1  # an element may begin lines before
            return Problem(theme.found_at(one.file), line, message, hint, around(one.source, line))
    page = made.choice.of(name)
    return Problem(theme.found_at(page.file) if page else name, 0, message, hint, quote)


_EVALUATED: Final = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def _blank(match: re.Match[str]) -> str:
    """As many signs and lines of nothing."""
    return re.sub(r"[^\n]", " ", match[0])
