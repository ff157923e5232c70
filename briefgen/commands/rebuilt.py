"""What the preview says in the terminal: a line for each build, and below it what is newly wrong, or mended."""

from __future__ import annotations

from briefgen.commands.saying import count, say, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.commands.options import Options
    from briefgen.preview.built import Built
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
        """Says it; of a build that nobody's doing led to, and that came to nothing, there is nothing to say."""
        if built.by_hand or not built.changed or not is_idle(built):
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
    why = f"{_files(built.by_hand or built.changed)} changed" if built.changed else "Built"
    if built.report is None:
        return f"{why}: nothing could be built, {built.seconds:.2f} s"
    made = f"{_what(built.report, built.desk)} in {built.seconds:.2g} s"
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


def is_idle(built: Built) -> bool:
    """Whether a build came to nothing: no file is another, and no page that is shown."""
    report = built.report
    return report is not None and not (report.written or report.removed or built.desk or built.shown)


def _what(report: Report, desk: Sequence[str]) -> str:
    pages, others, index = _sorted(report.written)
    gone, away, less = _sorted(path for path in report.removed if not path.startswith("static/"))  # there it has another name now
    parts = [count(pages, "page")] if pages else []
    parts += [count(others, "other file" if pages else "file")] if others else []
    parts += ["index"] if index or less else []
    parts += desk
    parts += [f"{count(gone, 'page')} removed"] if gone else []
    parts += [f"{count(away, 'other file' if gone else 'file')} removed"] if away else []
    return ", ".join(parts) or "nothing new"


def _sorted(paths: Iterable[str]) -> tuple[int, int, int]:
    """How many pages, other files, and files of the search index; an index's files come and go with each edit."""
    listed = list(paths)
    index = sum(path.startswith("search/") for path in listed)
    pages = sum(path.endswith(".html") for path in listed)
    return pages, len(listed) - pages - index, index


def _place(problem: Problem) -> str:
    if not problem.path:
        return ""
    path = _short(problem.path)
    return f"{path}:{problem.line}: " if problem.line else f"{path}: "
