"""`briefgen check`: what is wrong, doubtful or unfinished."""

from __future__ import annotations

from briefgen.commands.ending import outcome
from briefgen.commands.saying import answer, count, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser

ABOUT = "Check content and the built site: links, anchors, missing or doubtful metadata, pages that collide."
EXAMPLE = "briefgen check --strict"


def takes(parser: Parser) -> None:
    """It has no arguments of its own."""


def run(options: Options) -> int:
    """Lists the problems; the exit code."""
    from briefgen.publish.check import check

    problems = check(options.root)
    answer(options, {"problems": problems})
    tell(problems, options)
    errors = sum(problem.severity == "error" for problem in problems)
    say(options, f"{count(errors, 'error')}, {count(len(problems) - errors, 'warning')}." if problems else "Nothing is wrong.")
    return outcome(problems, options)
