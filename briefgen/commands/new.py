"""`briefgen new`: an empty archive, or a theme in one."""

from __future__ import annotations

from briefgen.commands.ending import WELL, Misused
from briefgen.commands.saying import answer, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser

ABOUT = "Make an empty archive in DIR, or with --theme a theme in an archive."
EXAMPLE = "briefgen new my-archive --sample && cd my-archive && briefgen serve --open"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("folder", metavar="DIR", nargs="?", default="", help="The archive's folder; it is made if need be.")
    parser.add_argument("--sample", action="store_true", help="Add the sample seeds: two dozen invented scrapes of every shape.")
    parser.add_argument("--theme", metavar="NAME", default="", help="Start a theme in the archive that is here, or that -C names.")


def run(options: Options, *, folder: str, sample: bool, theme: str) -> int:
    """Makes the archive or the theme; the exit code."""
    from briefgen import start

    if theme:
        if folder or sample:
            raise Misused("a theme is made in an archive that is there, without DIR and --sample", f"run 'briefgen new --theme {theme}' in it")
        made = start.new_theme(options.root, theme)
        answer(options, {"theme": theme, "files": made})
        for path in made:
            say(options, f"  wrote {path}")
        say(options, f"Made a theme: to see it, write [theme] and below it name = \"{theme}\" into briefgen.toml, then run 'briefgen serve --open'.")
        return WELL
    if not folder:
        raise Misused("no folder is named for the archive", "run 'briefgen new my-archive'")
    target = options.here / folder
    made = start.new(target, sample=sample)
    answer(options, {"folder": str(target), "files": made})
    if sample:
        say(options, f"Made an archive with the sample's seeds in {target}: run 'briefgen build' there, then open its site/index.html.")
    else:
        say(options, f"Made an archive in {target}: put scrapes into {target / 'seeds'}, then run 'briefgen build' there.")
    return WELL
