"""`briefgen events move`: an article under another event."""

from __future__ import annotations

from briefgen.commands.ending import WELL
from briefgen.commands.filed import filed, say_more
from briefgen.commands.saying import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser

ABOUT = "File ARTICLE under another EVENT. 'none' keeps it out of any."
EXAMPLE = "briefgen events move 2022-03-09-quarry quarry-fire --also"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("article", metavar="ARTICLE", help="Its slug, its path, or a part of its slug that no other has.")
    parser.add_argument("event", metavar="EVENT", help="Its slug, the path of its file, or its page's address.")
    parser.add_argument("--also", action="store_true", help="File it under EVENT beside the events that it has.")
    parser.add_argument("--new", action="store_true", help="Make a new event, of which EVENT is the title.")


def run(options: Options, *, article: str, event: str, also: bool, new: bool) -> int:
    """Files it; the exit code."""
    from briefgen.filing import acts

    done = filed(options, lambda: acts.move(options.root, article, event, also=also, new=new))
    where = f"under {done.event}" if done.event else "under no event"
    left = f", and no longer under {', '.join(done.left)}" if done.left else ""
    say(options, f"Filed {done.articles[0]} {where}{left}." if done.articles else f"It is filed {where} already: nothing was changed.")
    say_more(options, done)
    return WELL
