"""How a command ends: its exit code, and what is raised where it was used wrongly."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.commands.options import Options
    from briefgen.problem import Problem

WELL, PROBLEMS, USAGE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


class Misused(Exception):
    """A command was used wrongly: how, and what to do instead. Nothing was written."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def outcome(problems: Iterable[Problem], options: Options) -> int:
    """The exit code of a command that has told these: 1 when there are errors, or, if strict, warnings."""
    severe = {"error", "warning"} if options.strict else {"error"}
    return PROBLEMS if any(problem.severity in severe for problem in problems) else WELL


def meant(word: str, known: Iterable[str]) -> str:
    """A hint at the known word that is nearly this one, or the only one that begins with it; '' when none is."""
    import difflib

    words = list(known)
    longer = [one for one in words if len(word) > 1 and one.startswith(word)]
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.7) or longer[: len(longer) == 1]  # so that 'list' is not taken for 'split'
    return f"did you mean {close[0]!r}?" if close else ""
