"""`briefgen diff`: what changed from one state of the archive to another."""

from __future__ import annotations

from briefgen.commands.ending import WELL, Misused
from briefgen.commands.publishing import day_of, day_to_record, takes_edition
from briefgen.commands.saying import answer, note, say, waiter, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.history.comparing import Change

ABOUT = "Show what was added, changed, filed elsewhere, removed and withdrawn from state A to state B, or record what changed for the change log."
EXAMPLE = "briefgen diff 2026-11-01 --json | jq '.changes[] | select(.kind == \"changed\")'"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    states = "a day (YYYY-MM-DD), a revision of git, a built site's folder, a pack, 'recorded' or 'now'"
    parser.add_argument("a", metavar="A", nargs="?", default="", help=f"The earlier state: {states}; 'recorded' if not given.")
    parser.add_argument("b", metavar="B", nargs="?", default="", help="The later one, likewise; 'now', which is content/ as it is, if not given.")
    parser.add_argument("--record", action="store_true", help="Write what changed since the last record into content/changes/.")
    takes_edition(parser)


def run(options: Options, *, a: str, b: str, record: bool, edition: str, date: str) -> int:
    """Compares, or records; the exit code."""
    from briefgen.history.refused import Refused

    try:
        if record:
            _refuse_states(a, b, edition)
            return _recorded(options, day_to_record(date))
        return _compared(options, a, b, edition, day_of(date))
    except Refused as error:
        raise Misused(error.message, error.hint) from error


def _compared(options: Options, a: str, b: str, edition: str, day: str) -> int:
    from briefgen import config
    from briefgen.history import named
    from briefgen.history.comparing import compare

    settings = config.load(options.root, safe=options.safe, edition=edition, date=day)
    before, after = (named.state(options.root, name, settings) for name in (a or named.RECORDED, b or named.NOW))
    changes = compare(before.records, after.records, after.events)
    answer(options, {"a": before.name, "b": after.name, "changes": changes})
    for one in (before, after):
        if not one.is_whole:
            note(options, f"{one.name} has no texts that could be compared.")
    say(options, f"From {before.name} to {after.name}: {_summary(changes)}.")
    _tell(options, changes)
    return WELL


def _recorded(options: Options, day: str) -> int:
    from briefgen.history import recording

    done = recording.record(options.root, day, waiter(options))
    answer(options, done)
    if not done.since:
        say(options, f"The change log begins on {day}: this state is what the next record is compared with.")
    else:
        say(options, f"Since {done.since}: {_summary(done.changes)}.")
    _tell(options, done.changes)
    for path in done.written:
        say(options, f"  wrote {path}", loud=True)
    return WELL


def _refuse_states(a: str, b: str, edition: str) -> None:
    if a or b:
        raise Misused("--record takes no states: it records what changed since the last record until now", "leave them out")
    if edition not in ("", "public"):
        raise Misused("--record is of the public edition alone", "leave --edition out: other editions show of the log what they show of its articles")


def _summary(changes: Sequence[Change]) -> str:
    """How many changes of each kind there are, in words."""
    from collections import Counter

    numbers = Counter(change.kind for change in changes)
    return ", ".join(f"{number:,} {_NAMES.get(kind, kind)}" for kind, number in numbers.items()) if numbers else "nothing changed"


_NAMES = {"restored": "shown again", "refiled": "filed elsewhere"}
"""Kinds that are called otherwise."""


def _tell(options: Options, changes: Sequence[Change]) -> None:
    from briefgen.history import telling

    if changes:
        say(options, "")
        say(options, telling.text(changes, width(120), is_whole=options.verbose))
