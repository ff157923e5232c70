"""What the commands that make something to be published take: which edition, on which day."""

from __future__ import annotations

import argparse

from briefgen.commands.today import today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefgen.commands.parser import Parser


def takes_edition(parser: Parser) -> None:
    """Adds `--edition` and `--date`; both are '' where they are not given."""
    parser.add_argument("--edition", metavar="NAME", default="", help="Which edition: public, internal, or one of briefgen.toml (default: public).")
    takes_date(parser)


def takes_date(parser: Parser) -> None:
    """Adds `--date`; '' where it is not given."""
    parser.add_argument("--date", metavar="DAY", type=_day, default="", help="The day, as YYYY-MM-DD; today if not given.")


def day_of(given: str) -> str:
    """The day that was given, or else today's."""
    return given or today()


def _day(text: str) -> str:
    from datetime import date

    if not text:  # argparse reads defaults too
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as YYYY-MM-DD") from None
