"""`briefgen check --links`: whether the sources of articles are still there."""

from __future__ import annotations

from briefgen.commands.ending import Misused
from briefgen.commands.saying import progress, say, waiter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.probing.manner import Manner
    from briefgen.publish.sources import Found

_AGE, _PAUSE = 30, 1
"""Days and seconds, where nobody says others."""
_MOST_DAYS, _MOST_SECONDS = 36_500, 3600


def takes_links(parser: Parser) -> None:
    """Adds `--links`, and what says how they are checked."""
    from briefgen.commands.parser import whole

    parser.add_argument("--links", action="store_true", help="Ask the hosts of the articles' sources whether these are still there.")
    parser.add_argument(
        "--older-than",
        metavar="DAYS",
        type=whole(0, _MOST_DAYS),
        default=_AGE,
        help=f"With --links: leave alone what was found less than so many days ago (default: {_AGE}).",
    )
    parser.add_argument(
        "--pause",
        metavar="SECONDS",
        type=whole(0, _MOST_SECONDS),
        default=_PAUSE,
        help=f"With --links: how long each host has peace between two requests (default: {_PAUSE}).",
    )
    parser.add_argument("--private", action="store_true", help="With --links: ask hosts of the local network too.")


def asked(options: Options, day: str, *, links: bool, older_than: int, pause: int, private: bool) -> Found | None:
    """What became of the sources; None where nobody asked. Raises Misused."""
    if not links:
        if (older_than, pause, private) != (_AGE, _PAUSE, False):
            raise Misused("--older-than, --pause and --private say how sources are checked", "write --links too")
        return None
    from briefgen.publish import sources

    return sources.ask_for_all(options.root, day, _manner(options, pause, private=private), older_than, progress(options), waiter(options))


def _manner(options: Options, pause: int, *, private: bool) -> Manner:
    from briefgen import config
    from briefgen.probing.manner import Manner, agent_of
    from briefgen.problem import Unreadable

    try:
        address = config.load(options.root).base_url
    except Unreadable:  # which the check itself tells
        address = ""
    return Manner(pause=pause, private=private, agent=agent_of(address))


def say_links(options: Options, found: Found) -> None:
    """Says what became of them: of each that has moved, and of each that nobody can tell of, when asked for more."""
    for line in found.lines:
        if line.state in ("moved", "unknown"):
            say(options, f"  {line.address}: {'moved to ' if line.state == 'moved' else ''}{line.detail}", loud=True)
    numbers = found.numbers()
    known = ", ".join(f"{number:,} {name}" for name, number in numbers.items() if name != "asked")
    say(options, f"Sources: {numbers['asked']:,} asked for; {known}.")
