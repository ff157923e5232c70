"""Results on standard output, problems on standard error: the only module that prints."""

from __future__ import annotations

import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO, TypeVar

    from briefgen.commands.options import Options
    from briefgen.problem import Problem
    from briefgen.progress import Progress

    T = TypeVar("T")


def begin() -> None:
    """Has consoles show what they can of a text: a letter that one cannot show is no reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def end() -> None:
    """Whatever was said is on its way. Raises BrokenPipeError when nobody reads it any more."""
    sys.stdout.flush()


def hush() -> None:
    """Whoever read our output has enough, as `head` does: what is still to be written goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show(text: str, *, wrong: bool = False) -> None:
    """What was asked for, whatever the options; on standard error when it was asked for in the wrong way."""
    _write(sys.stderr if wrong else sys.stdout, text)


def hand(data: bytes) -> None:
    """What was asked for, as it stands, for a file or another program. Raises BrokenPipeError."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(options: Options, text: str, *, loud: bool = False) -> None:
    """A result; with `loud` only when asked for more."""
    if not options.json and not options.quiet and (options.verbose or not loud):
        _write(sys.stdout, _harmless(text))


def note(options: Options, text: str) -> None:
    """What is worth a word and is no problem: a sentence, or more, whose last full stop may be left out."""
    say(options, _noted(text))


def aside(options: Options, text: str) -> None:
    """The same on standard error, where what was asked for goes to standard output itself."""
    if not options.quiet:
        _write(sys.stderr, _harmless(_noted(text)))


def _noted(text: str) -> str:
    return f"Note: {text.removesuffix('.')}."


def waiter(options: Options) -> Callable[[str], None]:
    """What says that another process has the archive, given its number, '' when that is unknown."""
    return lambda holder: say(options, f"Waiting for another build of this archive{f' (process {holder})' if holder else ''} to finish …")


def tell(problems: Iterable[Problem], options: Options) -> None:
    """Problems, on standard error; warnings only when not asked to be quiet."""
    for problem in problems:
        if problem.severity == "error" or not options.quiet:
            text = _harmless(str(problem))
            _write(sys.stderr, _coloured(text, problem.severity) if _has_colours(sys.stderr) else text)


def can_ask() -> bool:
    """Whether there is somebody at a terminal to ask."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str) -> bool:
    """Whether somebody at the terminal says yes; whatever else they say is no."""
    sys.stderr.write(f"{_harmless(question)} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _harmless(text: str) -> str:
    """The text with what a terminal would obey shown as it is written: names of files may be anything."""
    return "".join([letter if (letter >= " " and not "\x7f" <= letter <= "\x9f") or letter in "\n\t" else ascii(letter)[1:-1] for letter in text])


def _coloured(text: str, severity: str) -> str:
    mark = f"{severity}:"
    colour = 31 if severity == "error" else 33
    return text.replace(mark, f"\x1b[{colour}m\x1b[1m{mark}\x1b[0m", 1)


def _has_colours(stream: TextIO) -> bool:
    """Whether to colour: on a terminal that can, and never with NO_COLOR (no-color.org). The old console of Windows shows the codes."""
    able = os.environ.get("TERM") != "dumb" and (sys.platform != "win32" or "WT_SESSION" in os.environ)
    return able and stream.isatty() and not os.environ.get("NO_COLOR")


def answer(options: Options, value: object) -> None:
    """A result for scripts: a value of dictionaries, tuples, dataclasses and the like, as JSON."""
    if options.json:
        import json

        from msgspec import to_builtins

        ascii_only = (sys.stdout.encoding or "").lower() != "utf-8"
        _write(sys.stdout, json.dumps(to_builtins(value, enc_hook=str), ensure_ascii=ascii_only, indent=2))


def _write(stream: TextIO, text: str) -> None:
    stream.write(f"{text}\n")
    stream.flush()  # so that what is told on both streams is read in the order in which it was told


def progress(options: Options) -> Progress:
    """A bar on a terminal for what takes over a second; nothing elsewhere."""
    from briefgen.progress import quiet

    if options.quiet or options.json or not sys.stderr.isatty():
        return quiet

    def bar(items: Iterable[T], label: str, total: int) -> Iterable[T]:
        from tqdm import tqdm

        colour = None if os.environ.get("NO_COLOR") else "green"
        return tqdm(items, desc=label, total=total, delay=1, leave=False, file=sys.stderr, colour=colour, unit="")

    return bar


def width(usual: int) -> int:
    """How many columns the terminal has."""
    import shutil

    return shutil.get_terminal_size((usual, 40)).columns


def count(number: int, one: str) -> str:
    """'1 article', '2,000 articles'."""
    return f"{number:,} {one if number == 1 else one + 's'}"
