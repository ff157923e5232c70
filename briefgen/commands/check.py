"""`briefgen check`: what is wrong, doubtful or unfinished."""

from __future__ import annotations

from briefgen.commands.asking import asked, say_links, takes_links
from briefgen.commands.ending import Misused, meant, outcome
from briefgen.commands.publishing import day_of, takes_edition
from briefgen.commands.saying import answer, count, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.publish.limits import Fit

ABOUT = "Check content and the built site: links, anchors, missing or doubtful metadata, pages that collide."
EXAMPLE = "briefgen check --strict"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    takes_links(parser)
    takes_edition(parser)
    host = "Say whether this hosting service takes the site; may be given again."
    parser.add_argument("--host", metavar="NAME", action="append", default=[], help=host)


def run(options: Options, *, links: bool, older_than: int, pause: int, private: bool, edition: str, date: str, host: list[str]) -> int:
    """Lists the problems; the exit code."""
    from briefgen.keys.hosts import NAMES
    from briefgen.publish.check import check, fits

    for name in host:
        if name not in NAMES:
            raise Misused(f"nothing is known of a host {name!r}", meant(name, NAMES) or f"the known ones are {', '.join(NAMES)}")
    found = asked(options, day_of(date), links=links, older_than=older_than, pause=pause, private=private)
    problems = check(options.root, edition, day_of(date), named=host)
    if found:
        problems = tuple(sorted({*problems, *found.problems}))
        say_links(options, found)
    taken_by = fits(options.root, edition, host)
    answer(options, {"problems": problems, "hosts": taken_by, **({"links": found.numbers()} if found else {})})
    tell(problems, options)
    for one in taken_by:
        say(options, _fit(one))
    errors = sum(problem.severity == "error" for problem in problems)
    say(options, f"{count(errors, 'error')}, {count(len(problems) - errors, 'warning')}." if problems else "Nothing is wrong.")
    return outcome(problems, options)


def _fit(one: Fit) -> str:
    from briefgen.publish.limits import in_units

    number = f"{one.files:,} {one.called}"
    return f"{one.title} takes it: {number}, {in_units(one.bytes)}, the largest {one.largest} ({in_units(one.largest_bytes)})."
