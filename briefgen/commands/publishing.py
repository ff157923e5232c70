"""What the commands that make something to be published take: which edition, on which day."""

from __future__ import annotations

import argparse

from briefgen.commands.ending import Misused, meant
from briefgen.commands.today import today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.commands.options import Options
    from briefgen.commands.parser import Parser


def takes_edition(parser: Parser) -> None:
    """Adds `--edition` and `--date`; both are '' where they are not given."""
    parser.add_argument("--edition", metavar="NAME", default="", help="Which edition: public, internal, or one of briefgen.toml (default: public).")
    takes_date(parser)


def refuse_unknown(options: Options, edition: str) -> None:
    """Raises Misused where the archive has no edition of the name that was given. Of an archive that cannot be read nothing is known: that is told
    by whoever reads it."""
    from briefgen import config
    from briefgen.problem import Unreadable

    try:
        names = [one.name for one in config.load(options.root, safe=options.safe).editions]
    except (OSError, Unreadable):
        return
    if edition not in names:
        known = f"the editions are {', '.join(names)}"
        near = meant(edition, names)
        raise Misused(f"--edition: there is no edition {edition!r}", f"{near} ({known})" if near else known)


def refuse_own(options: Options, path: Path) -> None:
    """Raises Misused where a file is to be written into what the archive keeps for itself."""
    from briefgen import premises

    if name := premises.own(options.root, path):
        raise Misused(f"{str(path)!r} {'is' if name.rstrip('/') == path.name else 'is in'} the archive's own {name}", "write it somewhere else")


def takes_date(parser: Parser) -> None:
    """Adds `--date`; '' where it is not given."""
    parser.add_argument("--date", metavar="DAY", type=_day, default="", help="The day, as YYYY-MM-DD; today if not given.")


def day_of(given: str) -> str:
    """The day that was given, or else today's."""
    return given or today()


def is_to_come(day: str) -> bool:
    """Whether a day is not there yet."""
    return day > today()


def day_to_record(given: str) -> str:
    """The same, for the change log. Raises Misused for a day that is not there yet: nothing could be recorded any more until it is."""
    now = today()
    if given > now:
        raise Misused(f"{given} is not there yet, and the change log takes no earlier day once it ends with it", f"record no later day than {now}")
    return given or now


def _day(text: str) -> str:
    from datetime import date

    if not text:  # argparse reads defaults too
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as YYYY-MM-DD") from None
