"""`briefgen ingest`: what is new in seeds/ into content/."""

from __future__ import annotations

from briefgen.commands.ending import outcome
from briefgen.commands.saying import answer, count, note, progress, say, tell, waiter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.intake import Report

ABOUT = "Turn what is new in seeds/ into Markdown in content/, filed under events."
EXAMPLE = "briefgen ingest --json | jq .made[].path"


def takes(parser: Parser) -> None:
    """It has no arguments of its own."""


def run(options: Options) -> int:
    """Ingests; the exit code."""
    report = taken_in(options)
    answer(options, report)
    tell(report.problems, options)
    return outcome(report.problems, options)


def taken_in(options: Options) -> Report:
    """What ingest did, of which all but the problems is said."""
    from briefgen.intake import ingest

    report = ingest(options.root, progress(options), waiter(options), safe=options.safe)
    for made in report.made:
        say(options, f"  {made.path} ({', '.join(made.events)})", loud=True)
    for path in report.updated:
        say(options, f"  updated {path}")
    for seed, twin in report.same:
        say(options, f"  seeds/{seed} is the same as seeds/{twin}: nothing made of it")
    doubtful = [made for made in report.made if made.review]
    if doubtful:
        say(options, "Wants a look (confirm, then delete it from `review`):")
        for made in doubtful:
            say(options, f"  {made.path}: {', '.join(made.review)}")
    for wanted in report.wanted:
        parts = (wanted.title, wanted.author, wanted.outlet, wanted.date)
        say(options, f"  named but not here: {' · '.join(part for part in parts if part)}", loud=True)
    say(options, _summary(report))
    for one in report.notes:
        note(options, one)
    return report


def idle(seeds: int) -> str:
    """What is said when there was nothing to do."""
    return f"{count(seeds, 'seed')}, none new."


def _summary(report: Report) -> str:
    if not (report.made or report.updated or report.filed or report.new_events or report.wanted):
        return idle(report.seen)
    done = [count(len(report.made), "new article"), count(len(report.new_events), "new event")]
    done += [f"{len(report.updated)} updated"] if report.updated else []
    done += [f"{len(report.filed)} filed"] if report.filed else []
    done += [f"{len(report.wanted)} other articles named that are not here"] if report.wanted else []
    return f"Ingested {count(report.seen, 'seed')}: {', '.join(done)}."
