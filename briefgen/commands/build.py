"""`briefgen build`: what is new is ingested, and site/ written."""

from __future__ import annotations

from briefgen.commands.ending import WELL, outcome
from briefgen.commands.ingest import idle
from briefgen.commands.publishing import day_of, takes_edition
from briefgen.commands.saying import answer, count, note, progress, say, tell, waiter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.commands.taking import Taking
    from briefgen.problem import Problem
    from briefgen.site.build import Report
    from briefgen.site.resident import Resident
    from briefgen.standing import Look, Said

ABOUT = "Ingest what is new, then write site/."
EXAMPLE = "briefgen build --no-ingest --strict"

PLAIN = {"no_ingest": False, "jobs": 0, "explain": False, "compress": False, "edition": "", "date": ""}
"""What the parser makes of no words at all: a build with nothing to do takes as long as importing argparse does."""
_MOST_JOBS = 1024


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    from briefgen.commands.parser import whole

    parser.add_argument("--no-ingest", action="store_true", help="Leave seeds/ alone.")
    parser.add_argument(
        *("-j", "--jobs"),
        metavar="N",
        type=whole(1, _MOST_JOBS),
        default=0,
        help="How many processes; by default as many as there are cores; 1 works in this one.",
    )
    parser.add_argument("--explain", action="store_true", help="Say of each page why it was made.")
    parser.add_argument("--compress", action="store_true", help="Make .gz and .br beside pages and other texts.")
    takes_edition(parser)


def run(options: Options, *, no_ingest: bool, jobs: int, explain: bool, compress: bool, edition: str, date: str) -> int:
    """Ingests and builds; the exit code."""
    from briefgen import standing
    from briefgen.keys.policy import folder_of

    root, site, day = standing.root_of(options.folder), folder_of(edition, standing.SITE), day_of(date)
    look = standing.Look(root, site, aside=True) if root else None
    said = None if options.json or options.verbose or explain else _still(look, options, day, no_ingest=no_ingest, compress=compress or None)
    if said:
        return _said_again(said, options, site, no_ingest=no_ingest)
    report, taken = built(options, no_ingest=no_ingest, jobs=jobs, explain=explain, look=look, edition=edition, date=day, compress=compress or None)
    problems = tuple(sorted({*report.problems, *(taken.problems if taken else ())}))
    if options.json:
        from dataclasses import replace

        answer(options, {"ingest": taken.as_report() if taken else None, "build": replace(report, problems=problems)})
    _say(report, options, site)
    tell(problems, options)
    return outcome(problems, options)


def _still(look: Look | None, options: Options, day: str, *, no_ingest: bool, compress: bool | None) -> Said | None:
    """What the last build said, if nothing has changed and it was asked for the same; None where there is something to do, or may be."""
    said = look.said if look else None
    is_same = said and said.safe == options.safe and said.holds_on(day) and said.compress == compress and (no_ingest or said.seeds >= 0)
    return said if is_same else None


def _said_again(said: Said, options: Options, site: str, *, no_ingest: bool) -> int:
    """Says what the last build said, since nothing has changed; the exit code."""
    if not no_ingest:
        say(options, idle(said.seeds))
    say(options, _summary(site, said.articles, said.events, said.pages, 0, 0))
    problems = _problems(said, no_ingest=no_ingest)
    if not problems:
        return WELL
    tell(problems, options)
    return outcome(problems, options)


def _problems(said: Said, *, no_ingest: bool) -> list[Problem]:
    texts = [said.problems] if no_ingest else [said.problems, said.seed_problems]
    if not any(texts):
        return []
    from msgspec import json

    from briefgen.problem import Problem

    return sorted({one for text in texts if text for one in json.decode(text, type=tuple[Problem, ...])})


def standing_site(options: Options, *, no_ingest: bool, edition: str, day: str, compress: bool | None = None) -> tuple[int, list[Problem]]:
    """Has the site of an edition built as it is on a day, where it does not stand so already: how many pages it has, and what is wrong with it and
    with seeds."""
    from briefgen import standing
    from briefgen.keys.policy import folder_of

    root = standing.root_of(options.folder)
    look = standing.Look(root, folder_of(edition, standing.SITE), aside=True) if root else None
    if said := _still(look, options, day, no_ingest=no_ingest, compress=compress):
        return said.pages, _problems(said, no_ingest=no_ingest)
    report, taken = built(options, no_ingest=no_ingest, look=look, edition=edition, date=day, compress=compress)
    return report.pages, sorted({*report.problems, *(taken.problems if taken else ())})


def built(
    options: Options,
    *,
    no_ingest: bool = False,
    jobs: int = 0,
    explain: bool = False,
    look: Look | None = None,
    resident: Resident | None = None,
    edition: str = "",
    date: str = "",
    compress: bool | None = None,
) -> tuple[Report, Taking | None]:
    """What came of building, and of ingesting before it."""
    from briefgen.commands.taking import Taking
    from briefgen.site.build import build

    taking = None if no_ingest else Taking(options)

    on_wait = waiter(options)
    report = build(
        options.root,
        progress(options),
        jobs=jobs,
        explain=explain,
        take_in=taking,
        on_wait=on_wait,
        look=look,
        resident=resident,
        safe=options.safe,
        edition=edition,
        date=date,
        compress=compress,
    )
    for one in report.notes:
        note(options, one)
    return report, taking


def _say(report: Report, options: Options, site: str) -> None:
    for path, reason in report.reasons:
        say(options, f"  {site}/{path}: {reason}")
    for path in report.written:
        say(options, f"  wrote {site}/{path}", loud=True)
    for path in report.removed:
        say(options, f"  removed {site}/{path}", loud=True)
    say(options, _summary(site, report.articles, report.events, report.pages, len(report.written), len(report.removed)))


def _summary(site: str, articles: int, events: int, pages: int, written: int, removed: int) -> str:
    changed = f"{count(written, 'file')} written" + (f", {removed} removed" if removed else "")
    return f"Built {site}/: {count(articles, 'article')}, {count(events, 'event')}, {count(pages, 'page')}; {changed}."
