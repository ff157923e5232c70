"""`briefgen verify`: a site held against its manifest."""

from __future__ import annotations

import argparse
import re

from briefgen.commands.ending import Misused, outcome
from briefgen.commands.parser import whole
from briefgen.commands.saying import answer, count, note, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser
    from briefgen.publish.verify import Place, Report

ABOUT = "Hold a built site, a pack or a site on a host against its manifest: what is missing, changed, or more than it names."
EXAMPLE = "briefgen verify https://example.org/briefings/ --sample 200"

_MOST = 1_000_000
_LONGEST_PAUSE = 60
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_NOTED = re.compile(r"[0-9a-f]{16,64}")


def takes(parser: Parser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("site", metavar="SITE", nargs="?", default="", help="A folder, a pack, or an address; by default the archive's own site.")
    parser.add_argument("--edition", metavar="NAME", default="", help="Which of the archive's own sites: public, internal, or one of briefgen.toml.")
    parser.add_argument(
        "--digest", metavar="SHA", type=_noted, default="", help="The archive's digest as it was noted elsewhere, or its first 16 digits."
    )
    parser.add_argument("--sample", metavar="N", type=whole(1, _MOST), default=0, help="Look at so many files only, by lot; always at the same ones.")
    parser.add_argument("--pause", metavar="SECONDS", type=_seconds, default=None, help="How long to wait after each file of a host (default: 0.1).")


def run(options: Options, *, site: str, edition: str, digest: str, sample: int, pause: float | None) -> int:
    """Verifies it; the exit code."""
    from briefgen.publish.verify import verify

    if site and edition:
        raise Misused("an edition is one of the archive's own sites", "name either a site or an edition")
    with _place(options, site, edition, pause) as place:
        report = verify(place, expected=digest, sample=sample)
    problems = report.problems
    answer(options, report)
    tell(problems, options)
    _say(report, options)
    return outcome(problems, options)


def _place(options: Options, site: str, edition: str, pause: float | None) -> AbstractContextManager[Place]:
    """The site that is meant. Raises Misused."""
    from contextlib import nullcontext
    from pathlib import Path

    from briefgen import config, files
    from briefgen.publish.folder import Folder

    if _ADDRESS.match(site):
        from briefgen.publish.hosted import PAUSE, Hosted

        return nullcontext(Hosted(site, pause=PAUSE if pause is None else pause))
    if not site:
        root = options.root
        name = config.load(root, safe=options.safe, edition=edition).site
        return nullcontext(Folder(root / name, name))
    path = next((one for one in (Path(site), options.here / site) if files.exists(one)), None)
    if path is None:
        raise Misused(f"there is no {site!r}", "name the folder of a built site, a pack, or an address that begins with https://")
    if files.is_folder(path):
        return nullcontext(Folder(path, site.rstrip("/")))
    from briefgen.publish.packed import Packed

    return Packed(path, site)


def _say(report: Report, options: Options) -> None:
    if report.passed_over:
        note(options, f"Not looked at, since hosts keep them to themselves: {', '.join(report.passed_over)}")
    looked = f"{count(report.checked, 'file')} of {report.files:,}" if report.checked != report.files else count(report.files, "file")
    if report.differences:
        say(options, f"{count(len(report.differences), 'difference')}, with {looked} looked at.")
    else:
        say(options, f"As it was published: {looked}, {count(report.articles, 'article')}.")
    say(options, f"The archive's digest: {report.digest}")


def _noted(text: str) -> str:
    digits = text.strip().lower()
    if digits and not _NOTED.fullmatch(digits):
        raise argparse.ArgumentTypeError(f"{text!r} is no SHA-256, nor its first 16 digits or more")
    return digits


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= _LONGEST_PAUSE:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0 to {_LONGEST_PAUSE}")
    return seconds
