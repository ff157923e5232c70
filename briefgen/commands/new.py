"""`briefgen new`: an empty archive."""

from __future__ import annotations

from briefgen.commands.ending import WELL
from briefgen.commands.saying import answer, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser

ABOUT = "Make an empty archive in DIR."
EXAMPLE = "briefgen new my-archive --sample && cd my-archive && briefgen serve --open"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("folder", metavar="DIR", help="The archive's folder; it is made if need be.")
    parser.add_argument("--sample", action="store_true", help="Add the sample seeds: two dozen invented scrapes of every shape.")


def run(options: Options, *, folder: str, sample: bool) -> int:
    """Makes the archive; the exit code."""
    from briefgen import start

    target = options.here / folder
    made = start.new(target, sample=sample)
    answer(options, {"folder": str(target), "files": made})
    say(options, f"Made an archive in {target}: put scrapes into {target / 'seeds'}, then run 'briefgen build' there.")
    return WELL
