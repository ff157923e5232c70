"""`briefgen pack`: the site in one file."""

from __future__ import annotations

from briefgen.commands.ending import PROBLEMS, outcome
from briefgen.commands.publishing import day_of, refuse_own, takes_edition
from briefgen.commands.saying import answer, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.problem import Problem

ABOUT = "Build the site and write it as one zip file, which opens from a disk and can be verified."
EXAMPLE = "briefgen pack handover.zip"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("file", metavar="FILE", nargs="?", default="", help="Where to; by default the archive's title, in the archive.")
    parser.add_argument("--no-build", action="store_true", help="Take the site as it is.")
    parser.add_argument("--no-ingest", action="store_true", help="Leave seeds/ alone.")
    parser.add_argument("--force", action="store_true", help="Write over a file that is no pack, too.")
    takes_edition(parser)


def run(options: Options, *, file: str, no_build: bool, no_ingest: bool, force: bool, edition: str, date: str) -> int:
    """Builds, and packs what was built; the exit code."""
    from briefgen import config, files
    from briefgen.commands.build import standing_site
    from briefgen.publish import pack

    settings = config.load(options.root, safe=options.safe, edition=edition)
    site = options.root / settings.site
    path = pack.path_of(options.here / file) if file else options.root / pack.name_of(settings.title, settings.site)
    refuse_own(options, path)
    if refused := pack.refusal(path, site, force=force):
        return _ended(options, path, "", [refused])
    problems = [] if no_build else standing_site(options, no_ingest=no_ingest, edition=edition, day=day_of(date))[1]
    if any(one.severity == "error" for one in problems):
        return _ended(options, path, "", problems)
    with files.replaced(path) as out:
        digest = pack.pack(site, settings.site, out)
    say(options, f"Packed {settings.site}/ into {_shown(path)}.")
    say(options, f"The archive's digest: {digest}")
    return _ended(options, path, digest, problems)


def _shown(path: Path) -> str:
    """The path as it leads from the current folder, where it lies below that."""
    from pathlib import Path

    full, here = path.absolute(), Path.cwd()
    return str(full.relative_to(here) if full.is_relative_to(here) else path)


def _ended(options: Options, path: Path, digest: str, problems: list[Problem]) -> int:
    answer(options, {"file": _shown(path), "digest": digest, "problems": problems})
    tell(problems, options)
    return outcome(problems, options) if digest else PROBLEMS
