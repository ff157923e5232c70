"""`briefgen serve`: the preview."""

from __future__ import annotations

from briefgen.commands.ending import TERMINATED, WELL
from briefgen.commands.parser import whole
from briefgen.commands.publishing import day_of, takes_edition
from briefgen.commands.saying import answer, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.problem import Problem
    from briefgen.site.build import Report
    from briefgen.site.resident import Resident

ABOUT = "Build, serve on this machine, and rebuild and reload whenever something changes."
EXAMPLE = "briefgen serve --port 9000 --open"

_HERE = "127.0.0.1"


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--port", metavar="PORT", type=whole(0, 65535), default=8000, help="The port; the next free one if it is taken (default: %(default)s)."
    )
    parser.add_argument(
        "--host",
        metavar="ADDRESS",
        default=_HERE,
        help="Listen at this address of this machine, 0.0.0.0 for all, so that others can read (default: %(default)s).",
    )
    parser.add_argument("--open", action="store_true", dest="browser", help="Open it in a browser.")
    parser.add_argument("--poll", action="store_true", help="Look for changes by polling: for network disks and containers.")
    takes_edition(parser)


def run(options: Options, *, port: int, host: str, browser: bool, poll: bool, edition: str, date: str) -> int:
    """Serves until it is interrupted."""
    import threading

    from briefgen import config, theme
    from briefgen.commands.rebuilt import Teller
    from briefgen.preview.listening import outer_url
    from briefgen.preview.serve import serve
    from briefgen.site.resident import Resident

    settings = config.load(options.root, safe=options.safe, edition=edition)
    theme.chosen(options.root, settings)

    def ready(address: str) -> None:
        taken = "" if not port or f":{port}/" in address else f", since port {port} is taken"
        say(options, f"Serving {address}{taken} (stop with Ctrl-C)")
        tell(_exposed(outer_url(address, host), host), options)
        answer(options, {"address": address})
        if browser:
            import webbrowser

            webbrowser.open(address)

    resident = Resident()
    _heed_termination()
    try:
        serve(
            options.root,
            lambda: _built(options, resident, edition, day_of(date)),
            port=port,
            host=host,
            poll=poll,
            on_ready=ready,
            on_built=Teller(options),
            stop=threading.Event(),
            resident=resident,
            site=settings.site,
        )
    except _Terminated:
        return TERMINATED
    return WELL


class _Terminated(KeyboardInterrupt):
    """Raised where the process is asked to end, as `kill` and service managers do."""


def _heed_termination() -> None:
    """Has the process end as with Ctrl-C when it is asked to, and at once when it is asked again."""
    import signal
    import threading

    def end(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        raise _Terminated

    if threading.current_thread() is threading.main_thread():  # no other one hears signals
        signal.signal(signal.SIGTERM, end)


def _exposed(outer: str, host: str) -> tuple[Problem, ...]:
    """What it means that others can reach the preview; nothing where they cannot."""
    from briefgen.preview.asked import is_local
    from briefgen.problem import Problem

    if is_local(host):
        return ()
    what = "can read the archive, with the maintainers' pages and every line that a problem quotes, unencrypted and without a password"
    hint = "stop it when it is not needed, and let a firewall keep out who is not meant; nobody can change anything through it"
    return (Problem("", 0, f"whoever reaches {outer or 'this machine'} {what}", hint, severity="warning"),)


def _built(options: Options, resident: Resident, edition: str, date: str) -> Report:
    """What came of ingesting and building, with the problems of both."""
    from dataclasses import replace

    from briefgen.commands.build import built
    from briefgen.commands.options import Options as Quiet

    report, taken = built(Quiet(options.folder, quiet=True, safe=options.safe), resident=resident, edition=edition, date=date, compress=False)
    return replace(report, problems=tuple(sorted({*(taken.problems if taken else ()), *report.problems})))
