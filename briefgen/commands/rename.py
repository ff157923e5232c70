"""`briefgen events rename`: another title for an event."""

from __future__ import annotations

from briefgen.commands.ending import WELL
from briefgen.commands.filed import filed, say_more
from briefgen.commands.saying import count, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser

ABOUT = "Give EVENT another TITLE, and the address that goes with it. The old address leads on to it."
EXAMPLE = "briefgen events rename quarry-fire 'Fire in the Hollow Bay quarry'"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("event", metavar="EVENT", help="Its slug, the path of its file, or its page's address.")
    parser.add_argument("title", metavar="TITLE", help="What it is called from now on.")
    parser.add_argument("--keep-address", action="store_true", help="Change the title alone.")


def run(options: Options, *, event: str, title: str, keep_address: bool) -> int:
    """Renames it; the exit code."""
    from briefgen.filing import acts

    done = filed(options, lambda: acts.rename(options.root, event, title, keep_address=keep_address))
    if done.left:
        say(options, f"Renamed to {done.event}: {count(len(done.articles), 'article')} filed there now.")
    else:
        say(options, f"Changed the title of {done.event}." if done.changed else f"{done.event} has that title: nothing was changed.")
    say_more(options, done)
    return WELL
