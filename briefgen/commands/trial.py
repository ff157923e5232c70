"""`briefgen theme check`: a theme tried on a small awkward archive."""

from __future__ import annotations

from briefgen.commands.ending import outcome
from briefgen.commands.saying import answer, count, note, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser

ABOUT = (
    "Render every template of a theme on a small archive that is as awkward as can be, in every language that the theme has: with nothing to "
    "show, far too much, texts from right to left, hostile ones. All that is wrong is told with its template and line: names that are not "
    "there, links that are not relative, scripts and styles in pages."
)
EXAMPLE = "briefgen theme check mine"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="The theme; by default the archive's.")


def run(options: Options, *, name: str) -> int:
    """Tries the theme; the exit code."""
    from briefgen import config, extensions
    from briefgen.publish.trial import tried

    settings = config.load(options.root, safe=options.safe)
    stated = settings.options if name in ("", settings.theme) else ()
    ours = extensions.load(options.root, settings.extend)
    report = tried(options.root, name or settings.theme, ours, sandboxed=options.safe, stated=stated)
    answer(options, report)
    tell(report.problems, options)
    for one in report.notes:
        note(options, one)
    languages = f" in {', '.join(report.languages)}" if report.languages else ""
    say(options, f"Tried the theme {report.theme!r}: {count(report.templates, 'template')}, {count(report.pages, 'page')}{languages}.")
    errors = sum(problem.severity == "error" for problem in report.problems)
    warnings = len(report.problems) - errors
    say(options, f"{count(errors, 'error')}, {count(warnings, 'warning')}." if report.problems else "Nothing is wrong.")
    return outcome(report.problems, options)
