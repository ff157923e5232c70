"""`briefgen events`: the events as a table."""

from __future__ import annotations

from briefgen.commands.ending import outcome
from briefgen.commands.saying import answer, say, tell, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser

ABOUT = "List the events, with what looks like two of them or half of one, or change them."
EXAMPLE = "briefgen events --json | jq '.events[] | select(.merge != [])'"


def takes(parser: Parser) -> None:
    """It has no arguments of its own, but commands."""


def run(options: Options) -> int:
    """Lists the events; the exit code."""
    from briefgen import archive, config
    from briefgen.filing import roster

    config.load(options.root)
    loaded = archive.load(options.root)
    rows = roster.rows(loaded, roster.reviews(options.root, loaded))
    answer(options, {"events": rows, "problems": loaded.problems})
    say(options, roster.text(rows, width(160)) if rows else "There are no events.")
    tell(loaded.problems, options)
    return outcome(loaded.problems, options)
