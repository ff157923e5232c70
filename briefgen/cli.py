"""Words in, one command run, an exit code out."""

from __future__ import annotations

import gc
import sys

from briefgen import __version__
from briefgen.commands import saying
from briefgen.commands.ending import INTERRUPTED, PROBLEMS, USAGE, WELL, Misused, meant
from briefgen.commands.options import Options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NoReturn, Protocol

    from briefgen.commands.parser import Parser
    from briefgen.problem import Problem, Unreadable

    class Command(Protocol):
        """A module of `commands` that is a command."""

        ABOUT: str
        EXAMPLE: str
        takes: Callable[[Parser], None]
        run: Callable[..., int]


COMMANDS = {
    "new": "Make an empty archive, one with sample seeds, or a theme.",
    "ingest": "Turn new seeds into Markdown in content/, filed under events.",
    "build": "Ingest what is new, then write site/.",
    "serve": "Build, serve on this machine, and rebuild on every change.",
    "explain": "Show how a seed was read, and why so.",
    "events": "List the events, with what looks wrong with them, or change them.",
    "events merge": "File the articles of other events under one.",
    "events split": "File articles of an event under a new one.",
    "events rename": "Give an event another title and address.",
    "events move": "File an article under another event.",
    "theme": "List the themes, or try one.",
    "theme check": "Render every template of a theme on a small awkward archive.",
    "diff": "Show what changed between two states, or record it.",
    "export": "Write articles in a format that other programs read.",
    "check": "Check content and the built site before publishing.",
    "verify": "Hold a built site, a pack or a site on a host against its manifest.",
    "pack": "Build the site and write it as one zip file.",
    "deploy": "Build, check and bring the site to where it is read.",
}
"""Each command, by what is written to call it, in a line. Its module in `commands` has its last word's name, but for those below, and is
imported only when it is asked for: that is most of what `briefgen --help` costs."""
_MODULES = {"theme check": "trial"}
_RARELY = (100_000, 50, 100)
"""How seldom memory is searched for cycles: a build makes millions of values and hardly a cycle."""


def main() -> NoReturn:
    """Runs the command that the process was started with, and ends the process."""
    gc.set_threshold(*_RARELY)
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Runs the command that the words name; the exit code."""
    saying.begin()
    try:
        code = _run(words)
        saying.end()
    except Misused as error:
        from briefgen.problem import Problem

        saying.tell([Problem("", 0, error.message, error.hint)], Options())
        return USAGE
    except KeyboardInterrupt:
        _end_by_code()
        return INTERRUPTED
    except BrokenPipeError:
        saying.hush()
        return PROBLEMS
    return code


def _end_by_code() -> None:
    """Python ends by the signal itself, whatever code it is given, if the last text that `exec` ran was interrupted: a data class is made so."""
    exec("")  # noqa: S102 - it is empty, and was not interrupted


def _run(words: Sequence[str]) -> int:
    if not words or words[0] in ("-h", "--help"):
        saying.show(_help(), wrong=not words)
        return WELL if words else USAGE
    if words[0] == "--version":
        saying.show(f"briefgen, version {__version__}")
        return WELL
    name, rest = _named(words)
    command = _module(name)
    plain: dict[str, Any] | None = None if rest else getattr(command, "PLAIN", None)
    try:
        given: dict[str, Any] = parser_of(name, command).read(rest) if plain is None else {**_COMMON, **plain}
    except SystemExit:  # argparse has shown the command's help
        return WELL
    flags = {flag: given.pop(flag) for flag in ("quiet", "verbose", "json", "strict", "safe")}
    options = Options(given.pop("root"), **flags)
    if given.get("edition"):
        from briefgen.commands.publishing import refuse_unknown

        refuse_unknown(options, given["edition"])
    return _guarded(command, options, given)


_COMMON: dict[str, Any] = {"root": "", "quiet": False, "verbose": False, "json": False, "strict": False, "safe": False}
"""What every command takes, when nothing is given."""


def _guarded(command: Command, options: Options, given: dict[str, Any]) -> int:
    """Runs a command; the exit code, whatever happens."""
    try:
        return command.run(options, **given)
    except BrokenPipeError:
        raise
    except OSError as error:
        problems = _refused(error)
    except _unreadable() as error:
        problems = error.problems
    saying.tell(problems, options)
    saying.answer(options, {"problems": problems})
    return PROBLEMS


def _unreadable() -> type[Unreadable]:
    """Imported only once something was raised: what stands behind `except` is not worked out before."""
    from briefgen.problem import Unreadable

    return Unreadable


def _refused(error: OSError) -> tuple[Problem, ...]:
    from briefgen.problem import Problem

    return (Problem(str(error.filename or ""), 0, error.strerror or str(error), "mend that and run it again; nothing was lost"),)


# which command


def _named(words: Sequence[str]) -> tuple[str, list[str]]:
    """The command that the words name, and the words behind it. Options that every command takes may stand behind the name of the
    command that it is of: `events -C DIR move` is `events move -C DIR`."""
    name, rest = words[0], list(words[1:])
    top = _below("")
    if name.startswith("-"):
        raise Misused(f"there is no option {name!r} before a command's name", meant(name, ("--help", "--version")) or "write it behind that name")
    if name not in top:
        raise Misused(f"there is no command {name!r}", meant(name, top) or f"the commands are {', '.join(top)}")
    own = _below(f"{name} ")
    place = _first_argument(rest)
    if not own or place == len(rest):
        return name, rest
    word = rest.pop(place)
    if word not in own:
        raise Misused(f"'briefgen {name}' has no command {word!r}", meant(word, own) or f"its commands are {', '.join(own)}")
    return f"{name} {word}", rest


def _below(name: str) -> dict[str, str]:
    """The commands whose names are this and one word more, by that word."""
    return {call.removeprefix(name): line for call, line in COMMANDS.items() if call.startswith(name) and " " not in call.removeprefix(name)}


def _first_argument(words: Sequence[str]) -> int:
    """The place of the first word that is no option that every command takes, nor such a one's value."""
    place = 0
    while place < len(words) and words[place].startswith("-"):
        ends_in_root = words[place] == "--root" or (words[place].endswith("C") and not words[place].startswith("--"))
        place += 2 if ends_in_root else 1
    return min(place, len(words))


def _module(name: str) -> Command:
    from importlib import import_module

    module: Any = import_module(f"briefgen.commands.{_MODULES.get(name, name.split()[-1])}")
    command: Command = module
    return command


# help


def parser_of(name: str, command: Command | None = None) -> Parser:
    """The parser of a command's arguments."""
    from briefgen.commands.parser import Parser

    command = command or _module(name)
    own = _below(f"{name} ")
    below = f"{_listed('commands', own)}\n\n" if own else ""
    usage = f"briefgen {name} [OPTIONS] [COMMAND ...]" if own else None
    parser = Parser(f"briefgen {name}", command.ABOUT, f"{below}Example: {command.EXAMPLE}", usage)
    command.takes(parser)
    return parser


def _help() -> str:
    return "\n\n".join(
        (
            "usage: briefgen COMMAND [OPTIONS]",
            "Turn a pile of scraped news into a searchable static briefing archive with a\npage for every event.",
            _listed("commands", _below("")),
            _listed("options", {"-h, --help": "Show this message, or, behind a command's name, what it takes.", "--version": "Show the version."}),
            "Exit codes: 0 well, 1 problems, 2 wrong usage, 130 interrupted.\nStart with: briefgen new my-archive --sample",
        )
    )


def _listed(title: str, lines: dict[str, str]) -> str:
    column = max(map(len, lines))
    return "\n".join((f"{title}:", *(f"  {name:{column}}  {line}" for name, line in lines.items())))


if __name__ == "__main__":
    main()
