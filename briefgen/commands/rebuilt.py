"""What the preview says in the terminal: a line for each build, and below it what is newly wrong, or mended."""

from __future__ import annotations

from briefgen.commands.saying import count, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.commands.options import Options
    from briefgen.preview.serve import Built
    from briefgen.problem import Problem
    from briefgen.site.build import Report

_NAMED = 2
"""So many of the files that changed are named."""
_WIDEST = 80


class Teller:
    """Says what came of each build: a problem once, until it is mended."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._known: tuple[Problem, ...] = ()

    def __call__(self, built: Built) -> None:
        """Says it."""
        say(self._options, line(built))
        new = _beyond(built.problems, self._known)
        if built.report is not None:  # a build that failed has not looked at everything
            for problem in _beyond(self._known, built.problems):
                say(self._options, f"Mended: {_place(problem)}{problem.message}")
            self._known = built.problems
        else:
            self._known = (*self._known, *new)
        tell(new, self._options)


def _beyond(some: Sequence[Problem], known: Sequence[Problem]) -> list[Problem]:
    """Those of some problems that are not known, though maybe on another line."""
    from collections import Counter

    left = Counter((problem.path, problem.message) for problem in known)
    found: list[Problem] = []
    for problem in some:
        if left[problem.path, problem.message]:
            left[problem.path, problem.message] -= 1
        else:
            found.append(problem)
    return found


def line(built: Built) -> str:
    """A build in a line: 'content/articles/a.md changed: 1 page in 0.03 s (then 12 files, index, in 0.9 s)'."""
    why = f"{_files(built.changed)} changed" if built.changed else "Built"
    if built.report is None:
        return f"{why}: nothing could be built, {built.seconds:.2f} s"
    made = f"{_what(built.report)} in {built.seconds:.2g} s"
    if built.shown is None:
        return f"{why}: {made}"
    return f"{why}: {count(built.shown.pages, 'page')} in {built.shown.seconds:.2f} s (then {made})"


def _files(changed: Sequence[str]) -> str:
    named = ", ".join(_short(path) for path in changed[:_NAMED])
    more = len(changed) - _NAMED
    return f"{named} and {more:,} more" if more > 0 else named


def _short(path: str) -> str:
    if len(path) <= _WIDEST:
        return path
    folder, _, name = path.rpartition("/")
    room = _WIDEST - len(name) - 2
    return f"{folder[:room]}…/{name}" if room > 0 else f"…{path[-_WIDEST:]}"


def _what(report: Report) -> str:
    pages = sum(path.endswith(".html") for path in report.written)
    index = any(path.startswith("search/") for path in report.written)
    others = len(report.written) - pages - sum(path.startswith("search/") for path in report.written)
    parts = [count(pages, "page")] if pages else []
    parts += [count(others, "other file" if pages else "file")] if others else []
    parts += ["index"] if index else []
    parts += [f"{len(report.removed):,} removed"] if report.removed else []
    return ", ".join(parts) or "nothing new"


def _place(problem: Problem) -> str:
    if not problem.path:
        return ""
    return f"{problem.path}:{problem.line}: " if problem.line else f"{problem.path}: "
