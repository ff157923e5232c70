"""content/, a theme and briefgen.toml in, site/ out: the same bytes from the same input, always."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, Protocol

import msgspec

from briefgen import config, files, lock, shelf, standing, theme, translation
from briefgen.archive import CONTENT, SITE
from briefgen.config import Config
from briefgen.crew import Crew
from briefgen.library import vouchers
from briefgen.library.look import Also
from briefgen.library.originals import ChangedMeanwhile, Manner
from briefgen.library.reading import Reading, load
from briefgen.output import LIST, Output
from briefgen.problem import Problem, Unreadable
from briefgen.progress import Progress, quiet
from briefgen.shelf import Shelf
from briefgen.site import entries, harvest, theme_texts, work
from briefgen.site.resident import Last, Resident
from briefgen.site.workshop import Workshop
from briefgen.stamps import Tree
from briefgen.standing import Look, Said

SHELF: Final = "build.sqlite"
STAGE: Final = "stage"
_TRIES: Final = 5
"""So often a build begins again when files change while it reads them."""


class Unsettled(Unreadable):
    """Raised where files went on changing while they were read: once nobody writes there it can be built."""


class TakeIn(Protocol):
    """What brings new articles into content/ before the site is planned."""

    def __call__(self, reading: Reading, seeds: Tree, kept: Shelf) -> Taken:
        """Does so, given what content/ holds, the stamps of what is in seeds/, and a shelf of its own steps."""


class Taken(Protocol):
    """What came of that."""

    seen: int
    """How many seeds there are; -1 when something is left to be done another time."""
    wrote: bool
    """Whether anything was written to content/."""
    problems: Sequence[Problem]
    """Of the seeds."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    articles: int
    events: int
    pages: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    """What is worth a word and is no problem."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Pages that were made, each with why, if that was asked for."""


def build(
    root: Path,
    progress: Progress = quiet,
    *,
    jobs: int = 1,
    explain: bool = False,
    take_in: TakeIn | None = None,
    on_wait: Callable[[str], None] | None = None,
    look: Look | None = None,
    resident: Resident | None = None,
    safe: bool = False,
    edition: str = "",
    date: str = "",
    compress: bool | None = None,
) -> Report:
    """Writes `site/` from what is in the archive `root`. `jobs` is how many processes share the work, 0 for as many as there are cores.

    `take_in` may add to what content/ holds. `on_wait` is called, with its number, when another process's build of this archive has to be
    waited for. `look` is what was there a moment ago, if that is known. `resident` is for a process that builds the same archive again and again.
    `edition` is the site to build, the public one where none is named; `date` the day, YYYY-MM-DD, on which that is: what is to be published
    later is not there, and without a day nothing that waits for its own. Whether it is to `compress` files the configuration says, where this
    does not. If it is to be `safe`, no code of the archive's runs: no extensions, no executor, and its templates in a sandbox.

    Raises Unreadable when the configuration, an extension or the theme cannot be used or a template fails, and OSError when the disk refuses; in all
    these cases what stood in `site/` still stands. Unsettled, which is Unreadable, when files go on changing while they are read.

    While a file in content/ cannot be read, or an extension fails, nothing is removed from `site/`: their last good pages stay. But they go with
    all else that is no longer made when something that was shown is not to be seen any more: any of them could name it.
    """
    place = os.fspath(root)
    asked = config.load(root, edition=edition)  # which raises where there is no archive, and then nothing is to be left there
    site = asked.site
    if not files.exists(root / CONTENT) and b"  articles/" in (files.read_or_none(root / site / LIST) or b""):  # its disk is not mounted
        raise Unreadable(Problem(CONTENT, 0, "there is no such folder, but a site was built of it", "put it back, or make an empty one"))
    with lock.held(root / standing.FOLDER, *((on_wait,) if on_wait else ())) as waited:
        for attempt in range(_TRIES):
            now = look if look and not waited and not attempt and look.site_name == site and look.is_current(place) else Look(place, site)
            try:
                return _built(root, now, progress, _Wishes(jobs, explain, take_in, resident, safe, edition, date, compress))
            except msgspec.DecodeError:  # what is kept was not written by this code, whatever it says
                shelf.set_aside(root / standing.FOLDER / shelf_of(asked), "was not written by briefgen")
                if attempt == _TRIES - 1:
                    raise
            except ChangedMeanwhile:
                if attempt == _TRIES - 1:
                    raise Unsettled(
                        Problem(CONTENT, 0, "files go on changing while they are read", "wait until nothing writes there, then build again")
                    ) from None
    raise AssertionError


class _Wishes(NamedTuple):
    """How a build is to be done."""

    jobs: int
    explain: bool
    take_in: TakeIn | None
    resident: Resident | None
    safe: bool
    edition: str
    date: str
    compress: bool | None


def _built(root: Path, now: Look, progress: Progress, wishes: _Wishes) -> Report:
    place = os.fspath(root)
    settings = config.load(root, safe=wishes.safe, edition=wishes.edition, date=wishes.date)
    manner = Manner(settings.markdown, settings.policy)
    dress = theme.load(root, settings.theme)
    theme.values_of(root, dress.options, settings.options)  # each raises where something is wrong, before anything is taken in
    translation.load(dress.words, settings.language)
    theme_texts.refuse_unfilled(dress)
    if settings.safe:
        theme.refuse_links_out(root, dress)
    now.distrust(place)
    path = root / standing.FOLDER / shelf_of(settings)
    with (
        wishes.resident.shelf(path) if wishes.resident else Shelf(path) as kept,
        Crew(wishes.jobs, settings.executor, preloaded=(work.__name__,)) as crew,
    ):
        also = worked_out(settings)
        reading = load(root, now.content.stamps(), kept, crew, progress, also, manner)
        taken = wishes.take_in(reading, now.seeds, kept) if wishes.take_in else None
        if taken and taken.wrote:
            now.content = standing.fresh(place, CONTENT)  # the rest was read before, and is known by the stamps that it had then
            reading = load(root, now.content.stamps(), kept, crew, progress, also, manner)
        output = Output(root / settings.site, root / standing.FOLDER / STAGE, kept, now.site.stamps())
        workshop = Workshop(root, settings, dress, reading, output, kept, crew, progress)
        planned = workshop.planned()
        if wishes.resident:
            pages = {page.path: page for page in (*planned.pages, *planned.private)}
            private = frozenset(page.path for page in planned.private)
            others = frozenset(item.path for item in planned.others)
            dressed = (workshop.kit, workshop.site, workshop.statics, settings, manner)
            wishes.resident.planned(Last(pages, private, others, *dressed, reading.problems, reading.digests, workshop.closed))
        compress = settings.compress if wishes.compress is None else wishes.compress
        making = workshop.make(planned, explain=wishes.explain, compress=compress)
        output.finish(prune=not making.stays)
        workshop.remember()
    problems = [*reading.problems, *planned.problems, *making.problems, *(_foreign(settings.site, one) for one in output.foreign)]
    problems += [_kept(settings.site, one) for one in output.kept]
    report = Report(
        articles=len(workshop.heads),
        events=len(workshop.events),
        pages=len(planned.pages),
        written=tuple(sorted(output.written)),
        removed=tuple(output.removed),
        problems=tuple(sorted(problems)),
        notes=(*workshop.notes, *kept.notes),
        reasons=making.reasons,
    )
    if output.kept or output.foreign:  # the one is said once only, the other may be mended by moving a folder
        standing.forget(place, settings.site)
    else:
        now.site = standing.fresh(place, settings.site)
        now.site.distrust(output.doubtful(now.site))
        standing.save(place, now, _said(report, taken, wishes, days=_span(reading.days, settings.policy.date)))
    return report


def worked_out(settings: Config) -> dict[str, Also]:
    """What is worked out of each article while it is read, by the steps under which that is kept."""
    also: dict[str, Also] = {harvest.WORDS: partial(harvest.words_of, settings.language)} if settings.search else {}
    also[vouchers.STEP] = vouchers.packed
    return also | ({entries.STEP: entries.entry_of} if settings.exports.formats else {})


def shelf_of(settings: Config) -> str:
    """The name of the file in which an edition's builds keep what they remember."""
    return SHELF if settings.site == SITE else SHELF.replace(".", f"-{settings.edition}.")


def _span(days: Sequence[str], today: str) -> tuple[str, str]:
    """The last of these days that is there, and the first that is not: between them a build comes to the same; '' for none."""
    return max((day for day in days if day <= today), default=""), min((day for day in days if day > today), default="")


def _said(report: Report, taken: Taken | None, wishes: _Wishes, *, days: tuple[str, str]) -> Said:
    """What a build says again when there was nothing to do."""
    seeds = taken.seen if taken else -1
    given = _as_json(report.problems), _as_json(taken.problems if taken else ())
    return Said(report.articles, report.events, report.pages, seeds, *given, safe=wishes.safe, days=days, compress=wishes.compress)


def _as_json(problems: Sequence[Problem]) -> str:
    return msgspec.json.encode(problems).decode() if problems else ""


def _foreign(site: str, path: str) -> Problem:
    return Problem(f"{site}/{path}", 0, "not written: there is a file that briefgen did not write", "move it away or delete it, then build again")


def _kept(site: str, path: str) -> Problem:
    hint = "delete it, or keep it: briefgen will not touch it again"
    return Problem(f"{site}/{path}", 0, "no longer made, but somebody edited it: it stays", hint, severity="warning")
