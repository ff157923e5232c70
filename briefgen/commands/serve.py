"""`briefgen serve`: the preview."""

from __future__ import annotations

from briefgen.commands.ending import WELL
from briefgen.commands.parser import whole
from briefgen.commands.saying import answer, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.preview.serve import Built
    from briefgen.site.build import Report

ABOUT = "Build, serve on this machine, and rebuild and reload whenever something changes."
EXAMPLE = "briefgen serve --port 9000 --open"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--port", metavar="PORT", type=whole(0, 65535), default=8000, help="The port; the next free one if it is taken (default: %(default)s)."
    )
    parser.add_argument("--open", action="store_true", dest="browser", help="Open it in a browser.")
    parser.add_argument("--poll", action="store_true", help="Look for changes by polling: for network disks and containers.")


def run(options: Options, *, port: int, browser: bool, poll: bool) -> int:
    """Serves until it is interrupted."""
    import threading

    from briefgen import config
    from briefgen.preview.serve import serve

    config.load(options.root)

    def ready(address: str) -> None:
        taken = "" if not port or f":{port}/" in address else f", since port {port} is taken"
        say(options, f"Serving {address}{taken} (stop with Ctrl-C)")
        answer(options, {"address": address})
        if browser:
            import webbrowser

            webbrowser.open(address)

    def built(result: Built) -> None:
        tell(result.problems, options)
        if result.report is not None and result.changed:
            some = f"{', '.join(result.changed[:3])}{' …' if len(result.changed) > 3 else ''}"
            say(options, f"Rebuilt after {some}: {len(result.report.written)} files written")

    serve(options.root, lambda: _built(options), port=port, poll=poll, on_ready=ready, on_built=built, stop=threading.Event())
    return WELL


def _built(options: Options) -> Report:
    """What came of ingesting and building, with the problems of both."""
    from dataclasses import replace

    from briefgen.commands.build import built
    from briefgen.commands.options import Options as Quiet

    report, taken = built(Quiet(options.folder, quiet=True))
    return replace(report, problems=tuple(sorted({*(taken.problems if taken else ()), *report.problems})))
