"""`briefgen events split`: a part of an event into one of its own."""

from __future__ import annotations

from briefgen.commands.ending import WELL
from briefgen.commands.filed import filed, say_more
from briefgen.commands.saying import count, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser

ABOUT = "File ARTICLEs of EVENT under a new one. Without any, those that a second look would split off."
EXAMPLE = "briefgen events split quarry-fire 2022-03-09-quarry --title 'The quarry reopens'"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("event", metavar="EVENT", help="Its slug, the path of its file, or its page's address.")
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help="Its slug, its path, or a part of its slug that no other has.")
    parser.add_argument("--title", metavar="TITLE", default="", help="What the new event is called; by default after its best headline.")


def run(options: Options, *, event: str, articles: list[str], title: str) -> int:
    """Splits it; the exit code."""
    from briefgen.filing import acts

    done = filed(options, lambda: acts.split(options.root, event, articles, title))
    say(options, f"Split {count(len(done.articles), 'article')} off from {', '.join(done.left)}: filed under {', '.join(done.new)} now.")
    say_more(options, done)
    return WELL
