"""The words behind a command's name as values, and the command's help."""

from __future__ import annotations

import argparse
import os
from itertools import takewhile

from briefgen.commands.ending import Misused, meant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

_WIDEST = 100


class Parser(argparse.ArgumentParser):
    """A command's arguments: those that every command takes, and those that are added."""

    def __init__(self, prog: str, about: str, below: str, usage: str | None = None) -> None:
        super().__init__(prog, usage, about, add_help=False, allow_abbrev=False, formatter_class=_formatter)
        self._below = below
        common = self.add_argument_group("options of every command")
        common.add_argument(
            "-C", "--root", metavar="DIR", default="", help="The folder; by default this one, or the nearest above it that has a briefgen.toml."
        )
        common.add_argument("-q", "--quiet", action="store_true", help="Only errors.")
        common.add_argument("-v", "--verbose", action="store_true", help="More of what was done.")
        common.add_argument("--json", action="store_true", help="The result as JSON, for scripts.")
        common.add_argument("--strict", action="store_true", help="Warnings count as errors in the exit code.")
        common.add_argument("--safe", action="store_true", help="Run no code that the archive brings: for archives of strangers.")
        common.add_argument("-h", "--help", action="help", help="Show this message.")

    def read(self, words: Sequence[str]) -> dict[str, object]:
        """What the words say, by the arguments' names. Raises Misused, and SystemExit when help was asked for and is shown."""
        for word in takewhile(lambda word: word != "--", words):
            way = word.partition("=")[0]
            if way.startswith("--") and " " not in word and way not in self._option_string_actions:
                self._refuse(way)  # before argparse finds arguments missing, which may be but a slip of an option's name
        parse = self.parse_known_args if "--" in words else self.parse_known_intermixed_args  # which, in Python 3.11, knows no '--'
        given, left = parse(words)
        if left:
            self._refuse(left[0])
        return vars(given)

    def _refuse(self, word: str) -> NoReturn:
        if word.startswith("-"):
            raise Misused(f"there is no option {word!r}", self._bare(word) or meant(word, self._option_string_actions) or self._see)
        raise Misused(f"{word!r} is one argument too many", self._see)

    def _bare(self, word: str) -> str:
        """A hint where an option has the name of an argument; '' else."""
        names = [str(one.metavar) for one in self._actions if not one.option_strings]
        return next((f"write {name} without {word!r} before it" for name in names if f"--{name.lower()}" == word), "")

    def error(self, message: str) -> NoReturn:
        """Raises Misused, where argparse would print and exit."""
        raise Misused(message.removeprefix("argument ").replace("ignored explicit argument", "takes no value, but was given"), self._see)

    @property
    def _see(self) -> str:
        return f"'{self.prog} --help' shows what it takes"

    def format_help(self) -> str:
        """The help: argparse's, and below it what is not to be wrapped."""
        return f"{super().format_help()}\n{self._below}\n"


def _formatter(prog: str) -> argparse.HelpFormatter:
    try:
        columns = os.get_terminal_size().columns
    except OSError:  # no terminal
        columns = 80
    return argparse.HelpFormatter(prog, max_help_position=24, width=min(columns, _WIDEST))  # given none it imports shutil, each time


def among(known: Sequence[str], called: str) -> Callable[[str], str]:
    """A reader of one of a few words, which are called so. It raises Misused."""

    def read(text: str) -> str:
        if text not in known:
            raise Misused(f"there is no {called} {text!r}", meant(text, known) or f"the {called}s are {', '.join(known)}")
        return text

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return number

    return read
