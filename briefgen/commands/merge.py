"""`briefgen events merge`: two events into one."""

from __future__ import annotations

from briefgen.commands.ending import WELL
from briefgen.commands.filed import filed, say_more
from briefgen.commands.saying import count, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser

ABOUT = "File the articles of each OTHER event under EVENT. The old addresses lead on to it."
EXAMPLE = "briefgen events merge quarry-fire smoke-over-the-quarry"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("event", metavar="EVENT", help="The event that stays: its slug, the path of its file, or its page's address.")
    parser.add_argument("others", metavar="OTHER", nargs="+", help="An event that goes.")


def run(options: Options, *, event: str, others: list[str]) -> int:
    """Merges them; the exit code."""
    from briefgen.filing import acts

    done = filed(options, lambda: acts.merge(options.root, event, others))
    say(options, f"Merged {', '.join(done.left)} into {done.event}: {count(len(done.articles), 'article')} filed there now.")
    say_more(options, done)
    return WELL
